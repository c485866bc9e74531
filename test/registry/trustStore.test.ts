import { mkdtemp, rename, rm, symlink, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { CaFileError, createTrustStore } from "../../src/registry/trustStore.ts";
import { type KeyPair, makeAuthority, makeServerCertificate } from "../support/certificates.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { recordingLogger } from "../support/recordingLogger.ts";
import { runNode } from "../support/runNode.ts";
import { createHarness, FOUND } from "./harness.ts";

describe("TrustStore", () => {
  const harness = createHarness();
  const { server, onEnd } = harness;
  // Certificates of the machine itself are not looked at: registries need a name.
  const client = (options: Parameters<typeof harness.client>[0]) =>
    harness.client(
      { allowedNetworks: ["127.0.0.0/8"], ...options },
      { resolve: (_, __, callback) => callback(null, [{ address: "127.0.0.1", family: 4 }]) },
    );
  const at = ({ port }: { port: number }) => `registry.test:${port}`;
  let folder: string;
  let authority: KeyPair;
  let other: KeyPair;

  before(async () => {
    [authority, other] = await Promise.all([makeAuthority("one"), makeAuthority("two")]);
  });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "trust-"));
    onEnd(() => rm(folder, { recursive: true }));
  });

  const file = async (name: string, content: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const secure = async (names = ["registry.test"], signer: KeyPair | undefined = authority) =>
    server(() => FOUND, { tls: await makeServerCertificate(names, signer) });

  it("refuses a certificate of an unknown authority", async () => {
    const registry = await secure();
    const subject = client({});
    expect(await subject.image(at(registry))).to.deep.equal({
      result: "registry_unavailable",
      message: `https://${at(registry)}/v2/shop/web/manifests/1.2: the certificate is refused: unable to get local issuer certificate (UNABLE_TO_GET_ISSUER_CERT_LOCALLY)`,
    });
    expect(subject.observed).to.deep.equal([`${at(registry)} HEAD certificate`]);
    expect(registry.requests).to.deep.equal([]);
  });

  it("refuses a certificate for another name, whoever signed it", async () => {
    const registry = await secure(["other.test"]);
    const subject = client({ caFiles: [await file("ca.pem", authority.cert)] });
    expect(await subject.image(at(registry)))
      .to.have.property("message")
      .that.includes("(ERR_TLS_CERT_ALTNAME_INVALID)");
  });

  it("trusts the authorities of caFiles for every registry", async () => {
    const registries = [await secure(), await secure(["registry.test"], other)];
    const both = `# comment\n${authority.cert}\n${other.cert}`;
    const subject = client({ caFiles: [await file("ca.pem", both)] });
    for (const registry of registries) {
      expect((await subject.image(at(registry))).result).to.equal("available");
    }
  });

  it("trusts what ends at a certificate of the file that is no root", async () => {
    const pair = await makeServerCertificate(["registry.test"], authority);
    const registry = await server(() => FOUND, { tls: pair });
    const subject = client({ caFiles: [await file("ca.pem", pair.cert)] });
    expect((await subject.image(at(registry))).result).to.equal("available");
  });

  it("trusts the authorities of a host's caFile for that host only", async () => {
    const [own, foreign] = [await secure(), await secure()];
    const subject = client({ hosts: { [at(own)]: { caFile: await file("ca.pem", authority.cert) } } });
    expect((await subject.image(at(own))).result).to.equal("available");
    expect((await subject.image(at(foreign))).result).to.equal("registry_unavailable");
  });

  it("shares a registry's TLS settings with its token service, wherever that is, as nodes do", async () => {
    const tokens = await server(() => ({ body: { token: "t", access_token: "t" } }), {
      tls: await makeServerCertificate(["registry.test", "other.test"], authority),
    });
    let realm = `https://${at(tokens)}`;
    const registry = await server(
      ({ headers }) =>
        headers.authorization === "Bearer t"
          ? FOUND
          : { status: 401, headers: { "www-authenticate": `Bearer realm="${realm}/token"` } },
      { tls: await makeServerCertificate(["registry.test"], authority) },
    );
    const subject = client({ hosts: { [at(registry)]: { caFile: await file("ca.pem", authority.cert) } } });
    expect((await subject.image(at(registry))).result).to.equal("available");
    realm = `https://other.test:${tokens.port}`;
    const outcome = await subject.image(at(registry), { repository: "shop/other" });
    expect(outcome.result, "the remembered realm still serves").to.equal("available");
    const fresh = client({ hosts: { [at(registry)]: { caFile: await file("ca.pem", authority.cert) } } });
    expect((await fresh.image(at(registry))).result).to.equal("available");
  });

  it("shares a registry's TLS settings with where it redirects, wherever that is, as nodes do", async () => {
    const storage = await secure(["registry.test", "other.test"]);
    let location = `https://${at(storage)}/`;
    const registry = await server(() => ({ status: 307, headers: { location } }), {
      tls: await makeServerCertificate(["registry.test"], authority),
    });
    const subject = client({
      hosts: { [at(registry)]: { caFile: await file("ca.pem", authority.cert) } },
    });
    expect((await subject.image(at(registry))).result).to.equal("available");
    location = `https://other.test:${storage.port}`;
    expect((await subject.image(at(registry))).result).to.equal("available");
  });

  for (const [how, script] of [
    [
      "names the same token service",
      (url: string, authorization = "") =>
        authorization === "Bearer t"
          ? FOUND
          : { status: 401, headers: { "www-authenticate": `Bearer realm="${url}/token"` } },
    ],
    ["redirects to the same host", (url: string) => ({ status: 307, headers: { location: `${url}/found` } })],
  ] as const) {
    for (const first of ["before", "after"]) {
      it(`shares nothing with a registry that ${how}, be it asked ${first}`, async () => {
        const shared = await server(
          ({ url }) => (url.startsWith("/token") ? { body: { token: "t", access_token: "t" } } : FOUND),
          { tls: await makeServerCertificate(["registry.test"], authority) },
        );
        const start = async (plain: boolean) =>
          server(({ headers }) => script(`https://${at(shared)}`, headers.authorization), {
            ...(!plain && { tls: await makeServerCertificate(["registry.test"], authority) }),
          });
        const [own, stranger] = [await start(false), await start(true)];
        const subject = client({
          hosts: {
            [at(own)]: { caFile: await file("ca.pem", authority.cert) },
            [at(stranger)]: { plainHttp: true },
          },
        });
        const hosts = first === "before" ? [stranger, own] : [own, stranger];
        for (const host of hosts) {
          const { result } = await subject.image(at(host));
          expect(result).to.equal(host === own ? "available" : "registry_unavailable");
        }
      });
    }
  }

  it("does without any with insecureSkipVerify, for a host alone too", async () => {
    const registry = await secure(["other.test"]);
    expect((await client({ insecureSkipVerify: true }).image(at(registry))).result).to.equal("available");
    const single = client({
      hosts: { "*.test:*": { insecureSkipVerify: false }, [at(registry)]: { insecureSkipVerify: true } },
    });
    expect((await single.image(at(registry))).result).to.equal("available");
    const spared = client({
      insecureSkipVerify: true,
      hosts: { [at(registry)]: { insecureSkipVerify: false } },
    });
    expect((await spared.image(at(registry))).result).to.equal("registry_unavailable");
  });

  it("re-reads a file that has changed, and drops connections made under the old one", async () => {
    const path = await file("ca.pem", other.cert);
    const registry = await secure();
    const subject = client({ caFiles: [path] });
    expect((await subject.image(at(registry))).result).to.equal("registry_unavailable");
    await writeFile(path, authority.cert);
    expect((await subject.image(at(registry))).result, "not looked at again yet").to.equal(
      "registry_unavailable",
    );
    await subject.clock.advance(5_000);
    expect((await subject.image(at(registry))).result).to.equal("available");
    await writeFile(path, `${other.cert}\n`);
    await subject.clock.advance(5_000);
    expect((await subject.image(at(registry))).result, "no longer trusted").to.equal("registry_unavailable");
    expect(
      subject.log.lines
        .filter(({ level }) => level !== "debug")
        .map(({ level, message }) => `${level}: ${message}`),
    ).to.deep.equal(Array(2).fill(`info: CA file ${path} has changed and is in force`));
  });

  it("follows the symbolic link that Kubernetes swaps", async () => {
    await file("1.pem", other.cert);
    await file("2.pem", authority.cert);
    const path = join(folder, "ca.pem");
    await symlink("1.pem", path);
    const registry = await secure();
    const subject = client({ caFiles: [path] });
    expect((await subject.image(at(registry))).result).to.equal("registry_unavailable");
    await symlink("2.pem", join(folder, "next"));
    await rename(join(folder, "next"), path);
    await subject.clock.advance(5_000);
    expect((await subject.image(at(registry))).result).to.equal("available");
  });

  it("keeps what it read last while a file is unusable, and says so once", async () => {
    const path = await file("ca.pem", authority.cert);
    const registry = await secure();
    const subject = client({ caFiles: [path] });
    for (const spoil of [() => unlink(path), () => writeFile(path, "no certificate")]) {
      await spoil();
      for (let look = 0; look < 3; look += 1) {
        await subject.clock.advance(5_000);
        expect((await subject.image(at(registry))).result).to.equal("available");
      }
    }
    expect(
      subject.log.lines
        .filter(({ level }) => level !== "debug")
        .map(({ level, fields }) => [level, fields.error]),
    ).to.deep.equal([
      ["error", `Cannot use CA file ${path}: no such file`],
      ["error", `Cannot use CA file ${path}: it holds no PEM certificate`],
    ]);
  });

  it("secureContext() is made once for each set of authorities", async () => {
    const path = await file("ca.pem", authority.cert);
    const trust = createTrustStore({
      caFiles: [],
      hostCaFiles: [path],
      clock: fakeClock(),
      log: recordingLogger(),
      signal: new AbortController().signal,
    });
    expect(trust.secureContext({ caFile: path })).not.to.equal(trust.secureContext({ caFile: undefined }));
    expect(trust.secureContext({ caFile: path })).to.equal(trust.secureContext({ caFile: path }));
    expect(trust.revision()).to.equal(0);
  });

  for (const variable of ["SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"]) {
    it(`secureContext() trusts the system's and the runtime's authorities besides: ${variable}`, async () => {
      const registry = await secure();
      const path = await file("ca.pem", authority.cert);
      const added = await file("added.pem", other.cert);
      const script = `
        import { connect } from "node:tls";
        import { createTrustStore } from ${JSON.stringify(new URL("../../src/registry/trustStore.ts", import.meta.url))};
        const clock = { schedule: () => () => {} };
        const trust = createTrustStore({ caFiles: [], hostCaFiles: [${JSON.stringify(added)}], clock, signal: new AbortController().signal });
        for (const caFile of [undefined, ${JSON.stringify(added)}]) {
          const secureContext = trust.secureContext({ caFile });
          await new Promise((resolve) => {
            const socket = connect({ host: "127.0.0.1", servername: "registry.test", port: ${registry.port}, secureContext }, () => {
              console.log("trusted");
              socket.end(resolve);
            }).on("error", (error) => resolve(console.log(error.code)));
          });
        }`;
      const run = (environment: Record<string, string>) =>
        runNode(["--input-type=module", "--eval", script], { cwd: folder, environment });
      expect((await run({ [variable]: path })).stdout).to.equal("trusted\ntrusted\n");
      expect((await run({})).stdout).to.equal(`${"UNABLE_TO_GET_ISSUER_CERT_LOCALLY\n".repeat(2)}`);
    });
  }

  describe("refuses to start with a file", () => {
    const rows: [string, string | undefined, string][] = [
      ["that is missing", undefined, "no such file"],
      ["without a certificate", "hello", "it holds no PEM certificate"],
      [
        "with a broken certificate",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "certificate 1 in it cannot be read",
      ],
      ["that is too large", "x".repeat(4 * 1024 * 1024 + 1), "it is larger than 4194304 bytes"],
    ];
    for (const [name, content, problem] of rows) {
      it(name, async () => {
        const path = content === undefined ? join(folder, "missing.pem") : await file("ca.pem", content);
        expect(() => client({ caFiles: [path] })).to.throw(
          CaFileError,
          `Cannot use CA file ${path}: ${problem}`,
        );
      });
    }
  });
});
