import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { expect } from "chai";
import type { ResolveAll } from "../../src/registry/guardedLookup.ts";
import { makeServerCertificate } from "../support/certificates.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { until } from "../support/until.ts";
import { createHarness, FOUND, OCI_MANIFEST, PLAIN } from "./harness.ts";

const ANSWER = `HTTP/1.1 200 OK\r\ncontent-type: ${OCI_MANIFEST}\r\ndocker-content-digest: sha256:${"a".repeat(64)}\r\ncontent-length: 10\r\n\r\n`;

describe("Transport", () => {
  const harness = createHarness();
  const { server, client } = harness;

  it("exchange() keeps connections for HEAD after HEAD", async () => {
    const registry = await server(() => FOUND);
    const subject = client();
    for (let i = 0; i < 20; i += 1) {
      expect((await subject.image(registry.host)).result).to.equal("available");
    }
    expect(registry.connections).to.equal(1);
  });

  it("exchange() makes a connection anew once it is a minute old, however busy it is", async () => {
    const registry = await server(() => FOUND);
    const clock = fakeClock();
    const subject = client(PLAIN, { clock });
    for (let second = 0; second <= 124; second += 2) {
      expect((await subject.image(registry.host)).result).to.equal("available");
      await clock.advance(2_000);
    }
    expect(registry.connections).to.equal(3);
  });

  it("exchange() does not take for late what waits for one of its origin's connections", async () => {
    const registry = await server(({ url }) => (url.endsWith("/slow") ? "hang" : FOUND));
    const clock = fakeClock();
    const subject = client({ plainHttp: true, hosts: { [registry.host]: { concurrency: 1 } } }, { clock });
    const slow = subject.image(registry.host, { tag: "slow" });
    await until(() => registry.requests.length === 1);
    const quick = subject.image(registry.host, { tag: "quick" });
    // The last of what it may take would be over when the slow one's is.
    for (let second = 0; second < 40 && registry.requests.length === 1; second++) {
      await clock.advance(1_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await quick).result).to.equal("available");
    await subject.close();
    await slow.catch(() => {});
  });

  it("exchange() takes up no TLS session again: the certificate would not be looked at", async () => {
    const reused: boolean[] = [];
    const tls = await makeServerCertificate(["127.0.0.1"]);
    const registry = createSecureServer(tls, (_, response) => {
      response.writeHead(200, { ...FOUND.headers, connection: "close" }).end();
    });
    registry.on("secureConnection", (socket) => reused.push(socket.isSessionReused()));
    await new Promise<void>((resolve) => registry.listen(0, "127.0.0.1", resolve));
    const subject = client({ insecureSkipVerify: true });
    try {
      for (let count = 0; count < 3; count++) {
        await subject.image(`127.0.0.1:${(registry.address() as AddressInfo).port}`);
      }
    } finally {
      await subject.close();
      await new Promise((resolve) => registry.close(resolve));
    }
    expect(reused.length).to.be.above(2);
    expect(new Set(reused)).to.deep.equal(new Set([false]));
  });

  it("exchange() makes no more connections than the host's concurrency", async () => {
    const registry = await server(() => FOUND);
    const subject = client({ plainHttp: true, hosts: { [registry.host]: { concurrency: 3 } } });
    await Promise.all(Array.from({ length: 20 }, () => subject.image(registry.host)));
    expect(registry.requests).to.have.length(20);
    expect(registry.connections).to.equal(3);
  });

  for (const [what, lead] of [
    [
      "name as their token service",
      (host: string) => ({
        status: 401,
        headers: { "www-authenticate": `Bearer realm="http://${host}/slow",service="s"` },
      }),
    ],
    ["redirect to", (host: string) => ({ status: 307, headers: { location: `http://${host}/slow` } })],
  ] as const) {
    it(`exchange() leaves a host its connections, however many others ${what} it`, async () => {
      const busy = await server(({ url }) => (url.startsWith("/slow") ? "hang" : FOUND));
      const subject = client({ plainHttp: true, concurrency: 2 });
      const strangers = await Promise.all(Array.from({ length: 3 }, () => server(() => lead(busy.host))));
      const waiting = strangers.flatMap(({ host }) =>
        Array.from({ length: 2 }, (_, tag) => subject.image(host, { tag: `${tag}` })),
      );
      await until(() => busy.lines().filter((line) => line.includes("/slow")).length >= 2);
      expect((await subject.image(busy.host)).result).to.equal("available");
      await subject.close();
      await Promise.allSettled(waiting);
    });
  }

  it("exchange() has no more requests under way than there are sockets, all registries together", async () => {
    let open = 0;
    let most = 0;
    const script = async () => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setImmediate(resolve));
      open--;
      return FOUND;
    };
    const registries = [await server(script), await server(script)];
    const subject = client(PLAIN, { maxSockets: 3 });
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        subject.image(registries[index % 2]!.host, { tag: `${index}` }),
      ),
    );
    expect(outcomes.map(({ result }) => result)).to.deep.equal(Array(40).fill("available"));
    expect(most).to.be.within(1, 3);
    // Where sockets are few, none is kept for later.
    await until(() => registries.every(({ openConnections }) => openConnections === 0));
  });

  it("exchange() closes the connections that are idle for longest when there are many origins, and no others", async () => {
    const registry = await server(() => FOUND);
    const subject = client(undefined, {
      resolve: (_, __, callback) => callback(null, [{ address: "127.0.0.1", family: 4 }]),
    });
    const ask = async (name: string) => {
      expect((await subject.image(`${name}.test:${registry.port}`)).result).to.equal("available");
    };
    await ask("often");
    for (let i = 0; i < 300; i += 1) {
      await ask(`r${i}`);
      if (i % 100 === 0) {
        await ask("often");
      }
    }
    await until(() => registry.openConnections <= 257);
    const made = registry.connections;
    for (const name of ["often", "r299", "r200"]) {
      await ask(name);
    }
    expect(registry.connections, "kept").to.equal(made);
    await ask("r1");
    expect(registry.connections, "not kept").to.equal(made + 1);
  });

  it("exchange() holds no more than three quarters of a thousand connections to registries that never answer, nor does one that does wait", async () => {
    const oneGivesUp = new AbortController();
    const mute = await server(({ url }) =>
      url.endsWith("/0")
        ? new Promise<"drop">((drop) => oneGivesUp.signal.addEventListener("abort", () => drop("drop")))
        : "hang",
    );
    const registry = await server(() => FOUND);
    const subject = client(PLAIN, {
      resolve: (_, __, callback) => callback(null, [{ address: "127.0.0.1", family: 4 }]),
    });
    const ended = Promise.all(
      Array.from({ length: 1_200 }, (_, index) =>
        subject
          .image(`r${index % 100}.test:${mute.port}`, { tag: `${index}` })
          .then(({ result }) => result)
          .catch(() => "ended"),
      ),
    );
    await until(() => mute.openConnections === 750);
    const late = subject.image(registry.host);
    await until(() => mute.requests.length === 750);
    oneGivesUp.abort();
    expect((await late).result).to.equal("available");
    expect(mute.openConnections).to.be.at.most(750);
    await subject.close();
    expect((await ended).filter((result) => result === "ended")).to.have.length.at.least(1_199);
  });

  it("exchange() keeps connections for later only where there are not many already", async () => {
    const registry = await server(() => FOUND);
    const subject = client(PLAIN, {
      resolve: (_, __, callback) => callback(null, [{ address: "127.0.0.1", family: 4 }]),
    });
    await Promise.all(
      Array.from({ length: 1_000 }, (_, index) =>
        subject.image(`r${index % 100}.test:${registry.port}`, { tag: `${index}` }),
      ),
    );
    // Those that end later find few enough.
    await until(() => registry.openConnections <= 600);
  });

  it("exchange() speaks HTTP/1.1 where HTTP/2 is offered, too, as nodes do", async () => {
    const registry = await server(() => FOUND, {
      tls: await makeServerCertificate(["127.0.0.1"]),
      http2: true,
    });
    const subject = client({ insecureSkipVerify: true });
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => subject.image(registry.host)));
    expect(outcomes.map(({ result }) => result)).to.deep.equal(Array(20).fill("available"));
    expect(registry.requests.map(({ httpVersion }) => httpVersion)).to.deep.equal(Array(20).fill("1.1"));
  });

  it("exchange() goes on to another address where one cannot be reached", async () => {
    const registry = await server(() => FOUND);
    const subject = client(
      { plainHttp: true, allowedNetworks: ["127.0.0.0/8"] },
      {
        resolve: (_, __, callback) =>
          callback(
            null,
            ["127.0.0.9", "127.0.0.1"].map((address) => ({ address, family: 4 })),
          ),
      },
    );
    expect((await subject.image(`registry.test:${registry.port}`)).result).to.equal("available");
  });

  it("exchange() connects whatever the timeout", async () => {
    const registry = await server(() => FOUND);
    const resolve: ResolveAll = (_, __, callback) => callback(null, [{ address: "127.0.0.1", family: 4 }]);
    const subject = client(
      { plainHttp: true, timeout: 14_999, allowedNetworks: ["127.0.0.0/8"] },
      { resolve },
    );
    expect((await subject.image(`registry.test:${registry.port}`)).result).to.equal("available");
  });

  for (const [what, first, fields] of [
    ["a length beside chunks", "HTTP/1.1 200 OK", "transfer-encoding: chunked"],
    ["two equal lengths", "HTTP/1.1 200 OK", "content-length: 10"],
    ["a name with a space", "HTTP/1.1 200 OK", "x a: b"],
    ["spaces before the status", "HTTP/1.1  200", "x: y"],
    ["an answer that announces the answer", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK", "x: y"],
  ] as const) {
    it(`exchange() reads what Go reads, and keeps the connection: ${what}`, async () => {
      const lines: string[] = [];
      const odd = await rawServer((socket) =>
        socket.on("data", (bytes) => {
          lines.push(`${bytes.toString("latin1")}`);
          socket.write(
            `${first}\r\ncontent-type: ${OCI_MANIFEST}\r\ndocker-content-digest: sha256:${"a".repeat(64)}\r\ncontent-length: 10\r\n${fields}\r\n\r\n`,
          );
        }),
      );
      const subject = client();
      for (let count = 0; count < 3; count += 1) {
        expect(await subject.image(odd.host)).to.deep.equal({ result: "available" });
      }
      expect(lines).to.have.length(3);
      expect(odd.sockets.size).to.equal(1);
    });
  }

  it("exchange() takes nothing that Go refuses", async () => {
    for (const field of ["x: \u0001", "transfer-encoding: gzip, chunked"]) {
      const odd = await rawServer((socket) =>
        socket.on("data", () =>
          socket.write(
            `HTTP/1.1 200 OK\r\ncontent-type: ${OCI_MANIFEST}\r\ndocker-content-digest: sha256:${"a".repeat(64)}\r\n${field}\r\n\r\n`,
          ),
        ),
      );
      expect(await client().image(odd.host), field).to.deep.include({ result: "registry_unavailable" });
    }
  });

  it("close() ends what is being asked for", async () => {
    let asked = 0;
    const odd = await rawServer((socket) =>
      socket.on("data", () => {
        asked += 1;
        socket.write(asked === 1 ? "HTTP/1.1  200\r\n\r\n" : "HTTP/1.1 200 OK\r\n");
      }),
    );
    const subject = client();
    const ended = subject.image(odd.host).then(
      () => "answered",
      ({ name }: Error) => name,
    );
    await until(() => asked === 2);
    await subject.close();
    expect(await ended).to.equal("AbortError");
    await until(() => odd.sockets.size === 0);
  });

  it("exchange() gives up a request without an answer after the timeout, the host's own if it has one", async () => {
    const registry = await server(() => "hang");
    const subject = client({
      plainHttp: true,
      timeout: 15_000,
      hosts: { [registry.host]: { timeout: 2_500 } },
    });
    const outcome = subject.image(registry.host);
    await until(() => registry.requests.length === 1);
    await subject.clock.advance(2_499);
    expect(subject.observed).to.deep.equal([]);
    await subject.clock.advance(1);
    expect(await outcome).to.deep.equal({
      result: "registry_unavailable",
      message: `${registry.url}/v2/shop/web/manifests/1.2: no complete answer within 2.5 s`,
    });
    expect(subject.gate.settled).to.deep.equal([
      {
        host: registry.host,
        end: {
          kind: "unreachable",
          method: "HEAD",
          code: "ETIMEDOUT",
          message: `HEAD ${registry.url}/v2/shop/web/manifests/1.2: no complete answer within 2.5 s`,
        },
      },
    ]);
    expect(subject.observed).to.deep.equal([`${registry.host} HEAD timeout`]);
  });

  it("exchange() counts the time of a body that trickles in", async () => {
    const trickle = await rawServer((socket) =>
      socket.once("data", () => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nx")),
    );
    const subject = client({ ...PLAIN, timeout: 5_000 });
    const outcome = subject.image(trickle.host);
    await until(() => trickle.sockets.size === 1);
    // HEAD is answered at once; its missing media type leads to a GET, whose body never ends.
    await until(() => subject.observed.length === 1);
    await subject.clock.advance(5_000);
    expect(await outcome).to.deep.include({ result: "registry_unavailable" });
    expect(subject.observed).to.deep.equal([`${trickle.host} HEAD 200`, `${trickle.host} GET timeout`]);
  });

  it("exchange() does not let requests that time out while connecting hold up later ones", async () => {
    // Accepts, but never shakes hands.
    let deaf = true;
    const pair = await makeServerCertificate(["127.0.0.1"]);
    const registry = await server(() => FOUND, { tls: pair });
    const front = await rawServer((socket) => {
      if (!deaf) {
        const upstream = connect(registry.port, "127.0.0.1");
        upstream.on("error", () => {});
        socket.pipe(upstream).pipe(socket);
      }
    });
    const subject = client({
      insecureSkipVerify: true,
      hosts: { [front.host]: { concurrency: 1, timeout: 60_000 } },
    });
    const stuck = Array.from({ length: 3 }, () => subject.image(front.host));
    await until(() => front.sockets.size === 1);
    // One after the other; loopback hosts are tried by HTTP after HTTPS: that times out too.
    let isOver = false;
    const results = Promise.all(stuck).finally(() => {
      isOver = true;
    });
    for (let count = 0; !isOver && count < 1_000; count++) {
      await subject.clock.advance(10_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect((await results).map(({ result }) => result)).to.deep.equal(Array(3).fill("registry_unavailable"));
    deaf = false;
    expect((await subject.image(front.host)).result).to.equal("available");
  });

  it("exchange() tries once more where the server has closed a kept connection", async () => {
    let drops = 0;
    const registry = await server(() => {
      drops += 1;
      return drops === 2 ? "drop" : FOUND;
    });
    const subject = client();
    expect((await subject.image(registry.host)).result).to.equal("available");
    expect((await subject.image(registry.host)).result).to.equal("available");
    expect(registry.requests).to.have.length(3);
    expect(subject.gate.settled).to.have.length(2);
  });

  it("exchange() tries as often as there are kept connections that the server has closed", async () => {
    const asked: string[] = [];
    const registry = await rawServer((socket) => {
      let answers = 0;
      socket.on("data", (bytes) => {
        asked.push(bytes.toString("latin1"));
        if (++answers > 1) {
          socket.destroy();
        } else if (asked.length >= 3) {
          for (const each of registry.sockets) {
            each.write(ANSWER);
          }
        }
      });
    });
    const subject = client();
    await Promise.all(["a", "b", "c"].map((tag) => subject.image(registry.host, { tag })));
    expect(registry.sockets.size).to.equal(3);
    expect((await subject.image(registry.host)).result).to.equal("available");
    expect(asked).to.have.length(7);
  });

  for (const [what, fields, keptMs] of [
    ["half a minute", "", 30_000],
    ["two seconds less than the server says", "keep-alive: max=5, timeout=7\r\n", 5_000],
  ] as const) {
    it(`exchange() keeps a connection for ${what}`, async () => {
      const registry = await rawServer((socket) =>
        socket.on("data", () => socket.write(ANSWER.replace("\r\n", `\r\n${fields}`))),
      );
      const subject = client();
      const made = async () => {
        const before = [...registry.sockets];
        expect((await subject.image(registry.host)).result).to.equal("available");
        return [...registry.sockets].filter((socket) => !before.includes(socket)).length;
      };
      expect(await made()).to.equal(1);
      await subject.clock.advance(keptMs - 1_000);
      expect(await made(), "used again").to.equal(0);
      await subject.clock.advance(keptMs - 1);
      expect(await made(), "from then on").to.equal(0);
      await subject.clock.advance(keptMs);
      await until(() => registry.sockets.size === 0);
    });
  }

  it("exchange() keeps no connection for which the server has no time, or on which it says what nobody asked", async () => {
    for (const [fields, rest] of [
      ["keep-alive: timeout=1\r\n", ""],
      ["connection: close\r\n", ""],
      ["", "HTTP/1.1 408 Too slow\r\n\r\n"],
    ] as const) {
      const registry = await rawServer((socket) =>
        socket.on("data", () => socket.write(ANSWER.replace("\r\n", `\r\n${fields}`) + rest)),
      );
      expect((await client().image(registry.host)).result).to.equal("available");
      await until(() => registry.sockets.size === 0);
    }
    const late = await rawServer((socket) => socket.on("data", () => socket.write(ANSWER)));
    const subject = client();
    expect((await subject.image(late.host)).result).to.equal("available");
    for (const socket of late.sockets) {
      socket.write("HTTP/1.1 408 Too slow\r\n\r\n");
    }
    await until(() => late.sockets.size === 0);
    expect((await subject.image(late.host)).result).to.equal("available");
  });

  it("exchange() does not try for ever where every connection is closed", async () => {
    const registry = await server(() => "drop");
    const outcome = await client().image(registry.host);
    expect(outcome.result).to.equal("registry_unavailable");
    expect(outcome)
      .to.have.property("message")
      .that.matches(/the other side has closed the connection without an answer/);
    expect(registry.requests).to.have.length(5);
  });

  it("exchange() copes with a server that sends a body with HEAD", async () => {
    const rude = await rawServer((socket) =>
      socket.on("data", () =>
        socket.write(
          `HTTP/1.1 200 OK\r\ncontent-type: application/vnd.oci.image.manifest.v1+json\r\ndocker-content-digest: sha256:${"a".repeat(64)}\r\ncontent-length: 5\r\n\r\nHELLO`,
        ),
      ),
    );
    const subject = client();
    for (let i = 0; i < 5; i += 1) {
      expect((await subject.image(rude.host)).result, `check ${i}`).to.equal("available");
    }
  });

  it("exchange() does not send what was ended while it was connecting", async () => {
    const registry = await server(() => FOUND, { tls: await makeServerCertificate(["127.0.0.1"]) });
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const front = await rawServer(async (socket) => {
      await released;
      const upstream = connect(registry.port, "127.0.0.1").on("error", () => {});
      socket.on("close", () => upstream.destroy());
      socket.pipe(upstream).pipe(socket);
    });
    const subject = client({ insecureSkipVerify: true });
    const controller = new AbortController();
    const ended = subject.image(front.host, { tag: "ended", signal: controller.signal }).catch(() => "ended");
    await until(() => front.sockets.size === 1);
    controller.abort();
    expect(await ended).to.equal("ended");
    const later = subject.image(front.host, { tag: "later" });
    release();
    expect((await later).result).to.equal("available");
    expect(registry.lines()).to.deep.equal(["HEAD /v2/shop/web/manifests/later"]);
  });

  it("exchange() waits for the answer behind informational ones, and bounds only that", async () => {
    const manifest = JSON.stringify({ schemaVersion: 2, manifests: [], padding: "x".repeat(100_000) });
    const hinting = await rawServer((socket) =>
      socket.on("data", (request) => {
        const body = request.subarray(0, 4).toString() === "HEAD" ? "" : manifest;
        socket.write("HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n");
        socket.write(
          `HTTP/1.1 200 OK\r\ncontent-type: application/vnd.oci.image.index.v1+json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
        );
      }),
    );
    const subject = client();
    expect((await subject.image(hinting.host)).result).to.equal("available");
    expect(subject.observed).to.deep.equal([`${hinting.host} HEAD 200`, `${hinting.host} GET 200`]);
  });

  it("exchange() ends at once when its signal aborts, while waiting and while connecting", async () => {
    const registry = await server(() => "hang");
    const deaf = await rawServer(() => {});
    const subject = client({ hosts: { [registry.host]: { plainHttp: true } }, insecureSkipVerify: true });
    const controller = new AbortController();
    const checks = [registry, deaf].map(({ host }) => subject.image(host, { signal: controller.signal }));
    await until(() => registry.requests.length === 1 && deaf.sockets.size === 1);
    const reason = new Error("enough");
    controller.abort(reason);
    const ends = await Promise.allSettled(checks);
    expect(ends).to.deep.equal([
      { status: "rejected", reason },
      { status: "rejected", reason },
    ]);
    expect(subject.gate.settled, "nobody's failure").to.deep.equal([]);
  });

  it("close() ends connections that are only being made", async () => {
    const deaf = await rawServer((socket) => socket.resume());
    const subject = client({ insecureSkipVerify: true });
    const controller = new AbortController();
    const check = subject.image(deaf.host, { signal: controller.signal }).catch(() => {});
    await until(() => deaf.sockets.size === 1);
    controller.abort();
    await Promise.all([check, subject.close()]);
    await until(() => deaf.sockets.size === 0);
  });

  /** A TCP server that is no HTTP server. */
  async function rawServer(onConnection: (socket: Socket) => void) {
    const sockets = new Set<Socket>();
    const tcp: Server = createServer((socket) => {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => sockets.delete(socket));
      onConnection(socket);
    });
    await new Promise<void>((resolve) => {
      tcp.listen(0, "127.0.0.1", resolve);
    });
    harness.onEnd(async () => {
      for (const socket of sockets) {
        socket.destroy();
      }
      await new Promise((resolve) => {
        tcp.close(resolve);
      });
    });
    const address = tcp.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    return { host: `127.0.0.1:${port}`, sockets };
  }
});
