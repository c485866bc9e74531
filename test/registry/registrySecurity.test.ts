import { expect } from "chai";
import { makeCredential } from "../../src/credentials/credential.ts";
import type { ResolveAll } from "../../src/registry/guardedLookup.ts";
import { makeServerCertificate } from "../support/certificates.ts";
import type { ScriptedAnswer } from "../support/scriptedServer.ts";
import {
  ALICE,
  ALICE_BASIC,
  createHarness,
  FOUND,
  PLAIN,
  registryError,
  type TestClient,
} from "./harness.ts";

/** What must hold whatever a registry, or whoever names one in a workload, does. */
describe("RegistryClient security", () => {
  const { server, client } = createHarness();
  const challenge = (realm: string): ScriptedAnswer => ({
    status: 401,
    headers: { "www-authenticate": `Bearer realm="${realm}",service="s"` },
  });
  const resolveTo =
    (addresses: Record<string, string[]>): ResolveAll =>
    (hostname, _, callback) =>
      callback(
        null,
        (addresses[hostname] ?? []).map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      );

  describe("blocks link-local and metadata addresses", () => {
    const refused = async (subject: TestClient, registry: string, message: string) => {
      const outcome = await subject.image(registry);
      expect(outcome.result).to.equal("registry_unavailable");
      expect(outcome).to.have.property("message").that.includes(message);
      expect(outcome)
        .to.have.property("message")
        .that.includes("config.registries.allowedNetworks can allow it");
      expect(subject.gate.settled, "no failure of the network").to.deep.equal([]);
      expect(subject.observed.at(-1)).to.equal(`${registry} HEAD address_refused`);
    };

    for (const [registry, address, kind] of [
      ["169.254.169.254", "169.254.169.254", "a cloud metadata address"],
      ["169.254.169.254:8080", "169.254.169.254", "a cloud metadata address"],
      ["169.254.7.7:5000", "169.254.7.7", "link-local"],
      ["[fe80::1]:5000", "fe80::1", "link-local"],
      ["[fd00:ec2::254]", "fd00:ec2::254", "a cloud metadata address"],
      ["[::ffff:169.254.169.254]", "::ffff:a9fe:a9fe", "a cloud metadata address"],
      ["[64:ff9b::a9fe:a9fe]", "64:ff9b::a9fe:a9fe", "a cloud metadata address"],
      ["2852039166", "169.254.169.254", "a cloud metadata address"],
      ["0xa9fea9fe", "169.254.169.254", "a cloud metadata address"],
      ["0251.0376.0251.0376", "169.254.169.254", "a cloud metadata address"],
      ["169.254.43518", "169.254.169.254", "a cloud metadata address"],
      ["100.100.100.200", "100.100.100.200", "a cloud metadata address"],
      ["168.63.129.16", "168.63.129.16", "a cloud metadata address"],
      ["0.0.0.0:5000", "0.0.0.0", "unspecified"],
      ["224.0.0.1", "224.0.0.1", "multicast"],
    ] as const) {
      it(`for a registry written as ${registry}`, async () => {
        await refused(client(), registry, `address ${address} is refused: it is ${kind}`);
      });
    }

    it("for a registry after name resolution", async () => {
      const resolve = resolveTo({ "innocent.test": ["169.254.169.254", "fe80::1"] });
      const subject = client(PLAIN, { resolve });
      await refused(subject, "innocent.test", "address 169.254.169.254 of host innocent.test is refused");
    });

    it("for one address of several, using the others", async () => {
      const registry = await server(() => FOUND);
      const resolve = resolveTo({ "mixed.test": ["169.254.169.254", "127.0.0.1"] });
      expect((await client(PLAIN, { resolve }).image(`mixed.test:${registry.port}`)).result).to.equal(
        "available",
      );
    });

    it("for each connection anew, so that a name cannot change its mind", async () => {
      const registry = await server(() => ({ ...FOUND, headers: { ...FOUND.headers, connection: "close" } }));
      let address = "127.0.0.1";
      const subject = client(PLAIN, {
        resolve: (_, __, callback) => callback(null, [{ address, family: 4 }]),
      });
      expect((await subject.image(`rebind.test:${registry.port}`)).result).to.equal("available");
      address = "169.254.169.254";
      expect((await subject.image(`rebind.test:${registry.port}`)).result).to.equal("registry_unavailable");
      expect(subject.observed.at(-1)).to.match(/address_refused$/);
    });

    it("for token realms", async () => {
      const registry = await server(() => challenge("http://169.254.169.254/latest/meta-data"));
      const outcome = await client().image(registry.host);
      expect(outcome).to.deep.equal({
        result: "registry_unavailable",
        message:
          "http://169.254.169.254/latest/meta-data: address 169.254.169.254 is refused: it is a cloud metadata address; config.registries.allowedNetworks can allow it",
      });
    });

    it("for redirects", async () => {
      const registry = await server(() => ({
        status: 302,
        headers: { location: "http://[::ffff:a9fe:a9fe]/latest/meta-data?x=1" },
      }));
      const outcome = await client().image(registry.host);
      expect(outcome.result).to.equal("registry_unavailable");
      expect(outcome).to.have.property("message").that.includes("is refused: it is a cloud metadata address");
    });

    it("but lets pass what config.registries.allowedNetworks names", async () => {
      const resolve: ResolveAll = (_, __, callback) =>
        callback(null, [{ address: "169.254.20.10", family: 4 }]);
      const subject = client({ ...PLAIN, timeout: 1, allowedNetworks: ["169.254.20.0/24"] }, { resolve });
      const outcome = subject.image("node-local.test:9");
      await subject.clock.advance(1);
      await outcome;
      expect(subject.observed[0]).not.to.include("address_refused");
    });

    it("and the exporter's own machine for realms and redirects of registries elsewhere", async () => {
      const own = await server(() => FOUND);
      const registry = await server(() => challenge(`${own.url}/token`));
      const resolve = resolveTo({ "far.test": ["127.0.0.1"], "sneaky.test": ["127.0.0.1"] });
      const subject = client(PLAIN, { resolve });
      const far = `far.test:${registry.port}`;
      for (const target of [own.url, `http://sneaky.test:${own.port}`]) {
        registry.script = () => challenge(`${target}/token`);
        expect(await subject.image(far))
          .to.have.property("message")
          .that.includes("it is the exporter's own machine");
        registry.script = () => ({ status: 302, headers: { location: target } });
        expect(await subject.image(far))
          .to.have.property("message")
          .that.includes("it is the exporter's own machine");
      }
      expect(own.requests).to.deep.equal([]);
    });
  });

  describe("sends a credential only to the registry it is for and to the token service that registry names", () => {
    it("not to where a redirect leads, not even to its challenge", async () => {
      const thief = await server(({ headers }) =>
        headers.authorization === undefined
          ? { status: 401, headers: { "www-authenticate": 'Basic realm="give me"' } }
          : FOUND,
      );
      const registry = await server(() => ({ status: 307, headers: { location: `${thief.url}/v2/x` } }));
      const outcome = await client().image(registry.host, { credentials: [ALICE] });
      expect(outcome.result).to.equal("authentication_failure");
      expect(thief.requests.map(({ headers }) => headers.authorization)).to.deep.equal([
        undefined,
        undefined,
      ]);
      expect(registry.requests.every(({ headers }) => headers.authorization === undefined)).to.equal(true);
    });

    it("not to the token service that a redirect's target names", async () => {
      const thief = await server((request) =>
        request.url === "/token"
          ? { body: { token: "t" } }
          : challenge(`http://${request.headers.host}/token`),
      );
      const registry = await server(() => ({ status: 307, headers: { location: `${thief.url}/v2/x` } }));
      await client().image(registry.host, { credentials: [ALICE] });
      expect(thief.lines()).to.deep.equal(["HEAD /v2/x", "GET /v2/x"]);
    });

    it("not to where a token service redirects", async () => {
      const thief = await server(() => ({ body: { token: "t" } }));
      const tokens = await server(() => ({ status: 302, headers: { location: thief.url } }));
      const registry = await server(({ headers }) =>
        headers.authorization === undefined ? challenge(`${tokens.url}/token`) : FOUND,
      );
      await client().image(registry.host, { credentials: [ALICE] });
      expect(tokens.requests[0]?.headers.authorization).to.equal(ALICE_BASIC);
      expect(thief.requests[0]?.headers.authorization).to.equal(undefined);
    });

    it("not to a mirror that has none of its own", async () => {
      const mirror = await server(() => ({ status: 401, headers: { "www-authenticate": "Basic" } }));
      const origin = await server(({ headers }) =>
        headers.authorization === ALICE_BASIC
          ? FOUND
          : { status: 401, headers: { "www-authenticate": "Basic" } },
      );
      const outcome = await client().check(
        {
          reference: { registry: origin.host, repository: "shop/web", tag: "1" },
          endpoints: [
            { registry: mirror.host, repository: "shop/web", credentials: [] },
            { registry: origin.host, repository: "shop/web", credentials: [ALICE] },
          ],
        },
        { signal: new AbortController().signal },
      );
      expect(outcome.result).to.equal("available");
      expect(mirror.requests.map(({ headers }) => headers.authorization)).to.deep.equal([undefined]);
    });

    it("not over HTTP where the registry speaks TLS", async () => {
      const tokens = await server(() => ({ body: { token: "t" } }));
      const registry = await server(
        ({ headers }) => (headers.authorization === undefined ? challenge(`${tokens.url}/token`) : FOUND),
        { tls: await makeServerCertificate(["127.0.0.1"]) },
      );
      const subject = client({ insecureSkipVerify: true });
      expect(await subject.image(registry.host, { credentials: [ALICE] })).to.deep.equal({
        result: "authentication_failure",
        message: `${registry.host} names the token service ${tokens.url}, which gets no credential without TLS`,
      });
      expect(tokens.requests).to.deep.equal([]);
      expect((await subject.image(registry.host)).result, "anonymous: nothing to lose").to.equal("available");
    });

    it("not over a redirect from HTTPS to HTTP", async () => {
      const plain = await server(() => FOUND);
      const registry = await server(
        ({ headers }) =>
          headers.authorization === undefined
            ? { status: 401, headers: { "www-authenticate": "Basic" } }
            : { status: 302, headers: { location: plain.url } },
        { tls: await makeServerCertificate(["127.0.0.1"]) },
      );
      const outcome = await client({ insecureSkipVerify: true }).image(registry.host, {
        credentials: [ALICE],
      });
      expect(outcome).to.deep.equal({
        result: "registry_unavailable",
        message: `${registry.url}/v2/shop/web/manifests/1.2: redirected from HTTPS to HTTP at ${plain.host}, which is not followed with a credential`,
      });
      expect(plain.requests).to.deep.equal([]);
    });

    it("not to a registry's namesake on another port", async () => {
      const other = await server(() => FOUND);
      const registry = await server(({ headers }) =>
        headers.authorization === undefined
          ? { status: 401, headers: { "www-authenticate": "Basic" } }
          : { status: 307, headers: { location: other.url } },
      );
      await client().image(registry.host, { credentials: [ALICE] });
      expect(other.requests[0]?.headers.authorization).to.equal(undefined);
    });

    it("and keeps tokens apart by credential", async () => {
      const registry = await server((request) =>
        request.url.startsWith("/token")
          ? { body: { token: request.headers.authorization === ALICE_BASIC ? "alice" : "stranger" } }
          : request.headers.authorization === undefined
            ? challenge(`http://${request.headers.host}/token`)
            : request.headers.authorization === "Bearer alice"
              ? FOUND
              : registryError(403, "DENIED"),
      );
      const subject = client();
      expect((await subject.image(registry.host, { credentials: [ALICE] })).result).to.equal("available");
      expect((await subject.image(registry.host)).result).to.equal("authorization_failure");
    });
  });

  describe("bounds", () => {
    it("manifests at 4 MiB", async () => {
      const body = JSON.stringify({ schemaVersion: 2, manifests: [], padding: "x".repeat(4 * 1024 * 1024) });
      const registry = await server(() => ({ headers: { "content-type": "application/json" }, body }));
      expect(await client().image(registry.host)).to.deep.equal({
        result: "registry_unavailable",
        message: `GET ${registry.url}/v2/shop/web/manifests/1.2: 200, but the manifest is longer than 4 MiB`,
      });
    });

    it("manifests no lower than that", async () => {
      const body = JSON.stringify({
        schemaVersion: 2,
        manifests: [],
        padding: "x".repeat(4 * 1024 * 1024 - 100),
      });
      const registry = await server(() => ({ headers: { "content-type": "application/json" }, body }));
      expect((await client().image(registry.host)).result).to.equal("available");
    });

    it("errors at 64 KiB, without waiting for the rest", async () => {
      const long = registryError(403, "DENIED", "x".repeat(64 * 1024));
      const registry = await server(() => ({
        ...long,
        // The rest never comes.
        headers: { "content-length": "1000000", connection: "close" },
      }));
      expect(await client().image(registry.host)).to.deep.equal({
        result: "authorization_failure",
        message: `GET ${registry.url}/v2/shop/web/manifests/1.2: 403`,
      });
    });

    it("tokens at 64 KiB", async () => {
      const registry = await server((request) =>
        request.url.startsWith("/token")
          ? { body: { token: "x", padding: "y".repeat(64 * 1024) } }
          : challenge(`http://${request.headers.host}/token`),
      );
      expect(await client().image(registry.host)).to.deep.equal({
        result: "registry_unavailable",
        message: `GET ${registry.url}/token: 200, but the answer holds no token`,
      });
    });

    it("headers", async () => {
      const registry = await server(() => ({
        ...FOUND,
        headers: { ...FOUND.headers, "x-long": "y".repeat(40_000) },
      }));
      expect(await client().image(registry.host)).to.deep.equal({
        result: "registry_unavailable",
        message: `${registry.url}/v2/shop/web/manifests/1.2: the answer is no valid HTTP (UND_ERR_HEADERS_OVERFLOW)`,
      });
    });

    it("redirect chains", async () => {
      let hops = 0;
      const registry = await server(() => {
        hops += 1;
        return { status: 302, headers: { location: `/hop/${hops}?secret=1` } };
      });
      expect(await client().image(registry.host)).to.deep.equal({
        result: "registry_unavailable",
        message: `${registry.url}/hop/5: redirected more than 5 times`,
      });
      expect(registry.requests).to.have.length(6);
    });

    it("redirects to http and https", async () => {
      for (const location of ["ftp://files.test/", "file:///etc/passwd", "data:,x", "http://"]) {
        const registry = await server(() => ({ status: 302, headers: { location } }));
        expect(await client().image(registry.host))
          .to.have.property("message")
          .that.includes("redirected to what is no http or https URL");
      }
    });
  });

  it("keeps secrets out of messages, whatever the registry repeats", async () => {
    const secret = makeCredential({ username: "alice", password: "pa55word", identityToken: "ident1ty" });
    const echo = (said: string | undefined) => registryError(403, "DENIED", `you sent ${said}`);
    const registry = await server((request) =>
      request.url.startsWith("/token")
        ? request.method === "POST"
          ? echo(request.body)
          : { body: { token: "t0ken" } }
        : request.headers.authorization === undefined
          ? challenge(`http://${request.headers.host}/token`)
          : echo(request.headers.authorization),
    );
    const subject = client();
    const byToken = makeCredential({ username: "alice", password: "pa55word" });
    const outcomes = [
      await subject.image(registry.host, { credentials: [secret] }),
      await subject.image(registry.host, { credentials: [byToken] }),
    ];
    registry.script = (request) =>
      request.headers.authorization === undefined
        ? { status: 401, headers: { "www-authenticate": "Basic" } }
        : echo(`${request.headers.authorization} ${byToken.password}`);
    outcomes.push(await client().image(registry.host, { credentials: [byToken] }));
    const told = JSON.stringify([outcomes, subject.gate.settled, subject.observed, subject.log.lines]);
    for (const hidden of [
      "pa55word",
      "ident1ty",
      "t0ken",
      Buffer.from("alice:pa55word").toString("base64"),
    ]) {
      expect(told).not.to.include(hidden);
    }
    expect(outcomes.map(({ result }) => result)).to.deep.equal(Array(3).fill("authorization_failure"));
  });

  it("makes one line of what a registry says", async () => {
    const registry = await server(() =>
      registryError(403, "DENIED", `a\nlevel=error\u001b[31m ${"x".repeat(1_000)}`),
    );
    const outcome = await client().image(registry.host);
    expect(outcome)
      .to.have.property("message")
      .that.matches(/^[\x20-\x7e…]{1,320}$/);
  });

  it("shows URLs without their query, as they may be signed", async () => {
    const storage = await server(() => ({ status: 403 }));
    const registry = await server(() => ({
      status: 302,
      headers: { location: `${storage.url}/blob?X-Amz-Signature=s1gned` },
    }));
    const subject = client();
    const outcome = await subject.image(registry.host);
    expect(outcome).to.deep.equal({
      result: "authorization_failure",
      message: `GET ${storage.url}/blob: 403`,
    });
    expect(JSON.stringify(subject.gate.settled)).not.to.include("s1gned");
  });
});
