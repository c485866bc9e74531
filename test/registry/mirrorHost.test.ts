import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type MirrorHost, mirrorLocator } from "../../src/image/mirrors.ts";
import { containerd } from "../../src/registry/runtime/containerd.ts";
import { makeAuthority, makeClientCertificate, makeServerCertificate } from "../support/certificates.ts";
import { createHarness, FOUND, PLAIN, registryError, type TestClient } from "./harness.ts";

const SECRET = "s3cret-value-of-a-header";

describe("mirrors with a way of their own to be spoken to", () => {
  const harness = createHarness();
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "mirror-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = async (name: string, text: string) => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };
  const asker = (client: TestClient, mirrors: readonly Partial<MirrorHost>[]) => {
    const full = mirrors.map((mirror) => ({
      mirror: "",
      path: "/v2",
      capabilities: ["pull", "resolve"] as const,
      insecureSkipVerify: false,
      headers: {},
      headerFiles: {},
      ...mirror,
    }));
    const locate = mirrorLocator([{ prefix: "reg.test", mirrors: full, fallback: false }], containerd);
    return async () => {
      const reference = { registry: "reg.test", repository: "shop/web", tag: "1.2" };
      const { signal } = new AbortController();
      return await client.check({ reference, credentials: [], endpoints: locate(reference) }, { signal });
    };
  };
  const ask = (...args: Parameters<typeof asker>) => asker(...args)();

  it("asks by the scheme and below the path that are said", async () => {
    const mirror = await harness.server(() => FOUND);
    const outcome = await ask(harness.client({}), [
      { mirror: `${mirror.host}/hub`, scheme: "http", path: "/api/v2" },
    ]);
    expect(outcome).to.deep.equal({ result: "available" });
    expect(mirror.lines()).to.deep.equal(["HEAD /api/v2/hub/shop/web/manifests/1.2?ns=reg.test"]);
  });

  it("looks whether it is back in the way that it is spoken to", async () => {
    const mirror = await harness.server(() => FOUND);
    const { signal } = new AbortController();
    const other = harness.client(
      {},
      { resolve: (_name, _options, callback) => callback(null, [{ address: "127.0.0.1", family: 4 }]) },
    );
    const name = `mirror.test:${mirror.port}`;
    expect(await other.probe(name, { signal }), "by HTTPS").to.equal(false);
    await ask(other, [{ mirror: name, scheme: "http" }]);
    expect(await other.probe(name, { signal })).to.equal(true);
  });

  it("asks a mirror that only pulls for no tag", async () => {
    const [pulls, resolves] = [await harness.server(() => FOUND), await harness.server(() => FOUND)];
    await ask(harness.client(PLAIN), [
      { mirror: pulls.host, capabilities: ["pull"] },
      { mirror: resolves.host },
    ]);
    expect(pulls.requests).to.deep.equal([]);
    expect(resolves.requests).to.have.length(1);
  });

  it("trusts the mirror's own authority, and shows it its own certificate", async () => {
    const authority = await makeAuthority();
    const tls = await makeServerCertificate(["127.0.0.1"], authority);
    const mirror = await harness.server(() => FOUND, { tls });
    const client = await makeClientCertificate(["exporter"], authority);
    const https = { mirror: mirror.host, scheme: "https" } as const;
    const caFile = await write("ca.pem", authority.cert);
    const clientCertFile = await write("both.pem", `${client.cert}\n${client.key}`);
    expect((await ask(harness.client({}), [https])).result).to.equal("registry_unavailable");
    expect((await ask(harness.client({}), [{ ...https, caFile, clientCertFile }])).result).to.equal(
      "available",
    );
    expect((await ask(harness.client({}), [{ ...https, insecureSkipVerify: true }])).result).to.equal(
      "available",
    );
  });

  it("sends its headers, those of files too, and shows their values to nobody", async () => {
    const said = (text: unknown) => JSON.stringify(text);
    const mirror = await harness.server(({ headers }) =>
      registryError(403, "DENIED", `you sent ${said(headers["x-key"])} and ${said(headers["x-file"])}`),
    );
    const file = await write("key", `${SECRET}-from-a-file\n`);
    const client = harness.client(PLAIN);
    const outcome = await ask(client, [
      { mirror: mirror.host, headers: { "X-Key": SECRET }, headerFiles: { "X-File": file } },
    ]);
    expect(mirror.requests[0]?.headers).to.include({ "x-key": SECRET, "x-file": `${SECRET}-from-a-file` });
    expect(outcome.result).to.equal("authorization_failure");
    expect(said([outcome, client.log.lines])).to.not.include(SECRET);
  });

  it("sends no header that nodes keep for the connection", async () => {
    const mirror = await harness.server(() => FOUND);
    const own = Object.fromEntries(
      ["Host", "Content-Length", "Transfer-Encoding", "Trailer", "Expect", "Keep-Alive", "Upgrade"].map(
        (name) => [name, "7"],
      ),
    );
    const outcome = await ask(harness.client(PLAIN), [{ mirror: mirror.host, headers: own }]);
    expect(outcome).to.deep.equal({ result: "available" });
    const { headers } = mirror.requests[0]!;
    expect(headers.host).to.equal(mirror.host);
    expect(Object.values(headers)).not.to.include("7");
  });

  it("shows short values of its headers no more, nor its token service's word of them", async () => {
    for (const isRepeatedBy of ["mirror", "token service"]) {
      const mirror = await harness.server(({ url, headers }) =>
        isRepeatedBy === "mirror" || url.startsWith("/token")
          ? registryError(403, "DENIED", `you sent ${headers["x-key"]}`)
          : {
              status: 401,
              headers: { "www-authenticate": `Bearer realm="http://${headers.host}/token",service="s"` },
            },
      );
      const client = harness.client(PLAIN);
      const outcome = await ask(client, [{ mirror: mirror.host, headers: { "X-Key": "pwq" } }]);
      expect(outcome.result, isRepeatedBy).to.equal("authorization_failure");
      expect(JSON.stringify([outcome, client.log.lines]), isRepeatedBy).to.not.include("pwq");
    }
  });

  it("gives no verdict while a file cannot be used, says so once, and asks when it can", async () => {
    const mirror = await harness.server(() => FOUND);
    const client = harness.client(PLAIN);
    const check = asker(client, [{ mirror: mirror.host, headerFiles: { "x-key": join(folder, "key") } }]);
    for (const text of [undefined, undefined, "two\nlines"]) {
      if (text !== undefined) {
        await write("key", text);
      }
      const outcome = await check();
      expect(outcome.result).to.equal("node_file_unreadable");
      expect(outcome)
        .to.have.property("message")
        .that.matches(/was not asked: .*key/);
      await client.clock.advance(5_000);
    }
    expect(client.log.lines).to.have.length(2);
    await write("key", "one line\n");
    expect((await check()).result).to.equal("available");
    expect(mirror.requests.map(({ headers }) => headers["x-key"])).to.deep.equal(["one line"]);
  });
});
