import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { expect } from "chai";
import { until } from "../support/until.ts";
import { createHarness, FOUND, OCI_MANIFEST } from "./harness.ts";

const MIB = 1024 * 1024;

/** What must hold however many registries there are: each of them is free to send what it likes. */
describe("RegistryClient", () => {
  const { server, client, onEnd } = createHarness();

  /** A registry that knows no digests, so that its manifests have to be read, and sends them as told. */
  async function sender(send: (socket: Socket) => void): Promise<string> {
    const sockets = new Set<Socket>();
    const listener: Server = createServer((socket) => {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("data", (data) => {
        if (data.toString("latin1").startsWith("HEAD")) {
          socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\n");
        } else {
          send(socket);
        }
      });
    });
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    onEnd(async () => {
      for (const socket of sockets) {
        socket.destroy();
      }
      await new Promise((resolve) => listener.close(resolve));
    });
    return `127.0.0.1:${(listener.address() as AddressInfo).port}`;
  }

  /** Checks eight images at each of four such registries until no more of these checks end by themselves. */
  async function flood(send: (socket: Socket) => void) {
    const hosts = await Promise.all(Array.from({ length: 4 }, () => sender(send)));
    const healthy = await server(({ method }) =>
      method === "HEAD" ? { headers: { "content-type": "text/plain" } } : FOUND,
    );
    const subject = client();
    const results: string[] = [];
    const checks = hosts.flatMap((host) =>
      Array.from({ length: 8 }, (_, index) => subject.image(host, { tag: `${index}` })),
    );
    for (const check of checks) {
      void check.then(({ result }) => results.push(result));
    }
    return { subject, healthy, results, checks };
  }

  it("holds no more of all bodies that are coming in than of four manifests of the largest size", async () => {
    const almost = Buffer.alloc(4 * MIB - 10, '{"x":"');
    const { subject, healthy, results, checks } = await flood((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${4 * MIB}\r\n\r\n`);
      socket.write(almost);
    });
    await until(() => results.length >= 28);
    // Of these nothing is known: it was us who gave up.
    expect(new Set(results)).to.deep.equal(new Set(["rate_limited"]));
    expect((await subject.image(healthy.host)).result).to.equal("available");
    await subject.clock.advance(15_000);
    expect(
      (await Promise.all(checks)).filter(({ result }) => result === "registry_unavailable"),
    ).to.have.length.within(1, 4);
  });

  it("holds no more of all header fields that are needed and coming in, which may be large, than of all bodies", async () => {
    const field = Buffer.alloc(MIB - 1_000, "x");
    const { subject, healthy, results, checks } = await flood((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nLocation: ");
      socket.write(field);
    });
    await until(() => results.length >= 32 - 16);
    expect(new Set(results)).to.deep.equal(new Set(["rate_limited"]));
    expect((await subject.image(healthy.host)).result).to.equal("available");
    await subject.clock.advance(15_000);
    expect(
      (await Promise.all(checks)).filter(({ result }) => result === "registry_unavailable"),
    ).to.have.length.within(1, 16);
  });

  for (const [what, head, end] of [
    ["many header fields", "HTTP/1.1 200 OK\r\n", "\r\n"],
    ["many header fields that are needed", "HTTP/1.1 200 OK\r\n", "Retry-After:\r\n"],
    ["a long header field", "HTTP/1.1 200 OK\r\nX-Field: ", "\r\n"],
    ["trailers", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "\r\n"],
  ] as const) {
    for (const way of ["", " through a proxy"]) {
      it(`holds next to nothing of ${what}${way}, of whoever never ends them`, async () => {
        const piece = what.startsWith("a long") ? "xxxx" : end.length > 2 ? end : "a:\r\n";
        const sent = Buffer.from(head + piece.repeat(900_000 / piece.length));
        let answers = 0;
        const host = await sender((socket) => socket.write(sent, () => answers++));
        const subject = client(undefined, { env: way === "" ? {} : { HTTP_PROXY: `http://${host}` } });
        const before = process.memoryUsage();
        const checks = Array.from({ length: 16 }, (_, index) =>
          subject.image(way === "" ? host : "registry.test", { tag: `${index}` }),
        );
        await until(() => answers === 16);
        const after = process.memoryUsage();
        // Those who sent it, here, hold nothing of their own of it.
        expect(after.heapUsed - before.heapUsed, "heap").to.be.below(32 * MIB);
        expect(after.external - before.external, "buffers").to.be.below(32 * MIB);
        await subject.clock.advance(15_000);
        expect(new Set((await Promise.all(checks)).map(({ result }) => result))).to.deep.equal(
          new Set(["registry_unavailable"]),
        );
      });
    }
  }

  it("holds no more of what few parsers but Go's take", async () => {
    const almost = Buffer.alloc(4 * MIB - 10, '{"x":"');
    const { subject, healthy, results } = await flood((socket) => {
      socket.write(
        `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX Odd: x\r\nContent-Length: ${4 * MIB}\r\n\r\n`,
      );
      socket.write(almost);
    });
    await until(() => results.length >= 28);
    expect(new Set(results)).to.deep.equal(new Set(["rate_limited"]));
    expect((await subject.image(healthy.host)).result).to.equal("available");
  });

  it("does not keep what came along with a body that comes in single bytes", async () => {
    const chunks = "1\r\nx\r\n".repeat(1_500_000);
    const host = await sender((socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n");
      socket.write(`${chunks}0\r\n\r\n`);
    });
    const before = process.memoryUsage().heapUsed;
    expect((await client().image(host)).result).to.equal("registry_unavailable");
    expect(process.memoryUsage().heapUsed - before).to.be.below(64 * MIB);
  });

  it("keeps no more of an error than its beginning, however many there are", async () => {
    const { subject, healthy, results } = await flood((socket) => {
      socket.write(`HTTP/1.1 500 No\r\nContent-Type: application/json\r\nContent-Length: ${MIB}\r\n\r\n`);
      socket.write(`{"errors":[{"code":"DENIED","message":"no","detail":"${"x".repeat(16 * 1024)}`);
    });
    await until(() => results.length === 32);
    expect(new Set(results)).to.deep.equal(new Set(["registry_unavailable"]));
    expect((await subject.image(healthy.host)).result).to.equal("available");
  });

  it("is not held up by manifests and tokens of a million elements", async () => {
    const elements = Array(1_300_000).fill("{}").join();
    const registry = await server(({ method }) =>
      method === "HEAD"
        ? { headers: { "content-type": "text/plain" } }
        : {
            headers: { "content-type": OCI_MANIFEST },
            body: `{"schemaVersion":2,"x":[${elements}],"manifests":[]}`,
          },
    );
    // Made of them, objects would be all of the heap's new space and more.
    const before = process.memoryUsage().heapUsed;
    expect((await client().image(registry.host)).result).to.equal("available");
    expect(process.memoryUsage().heapUsed - before).to.be.below(32 * MIB);
  });
});
