import { expect } from "chai";
import { makeCredential } from "../../src/credentials/credential.ts";
import { originEndpoint } from "../../src/image/endpoint.ts";
import { MAX_CREDENTIALS } from "../../src/registry/registryCheck.ts";
import { makeClientCertificate } from "../support/certificates.ts";
import { until } from "../support/until.ts";
import {
  ALICE,
  ALICE_BASIC,
  BASIC_CHALLENGE,
  BOB,
  createHarness,
  FOUND,
  PLAIN,
  registryError,
} from "./harness.ts";

describe("checkImage()", () => {
  const { server, client } = createHarness();
  const { signal } = new AbortController();
  const absent = registryError(404, "MANIFEST_UNKNOWN");
  const byTag = /manifests\/1\.2/;

  it("says that a tag leads to nothing where its manifest is not there", async () => {
    const registry = await server(({ url }) => (byTag.test(url) ? FOUND : absent));
    const outcome = await client(PLAIN, { verify: "manifest" }).image(registry.host);
    expect(outcome.result).to.equal("absent");
    expect(outcome)
      .to.have.property("message")
      .that.matches(/^the tag leads to sha256:b+, and GET .*: 404/);
    expect((await client().image(registry.host)).result, "not looked for").to.equal("available");
  });

  it("asks for the manifest when it is new, and then once in eight checks", async () => {
    const registry = await server(() => FOUND);
    const subject = client(PLAIN, { verify: "manifest" });
    const request = {
      reference: { registry: registry.host, repository: "shop/web", tag: "1.2" },
      credentials: [],
      endpoints: [originEndpoint({ registry: registry.host, repository: "shop/web" })],
    };
    for (let check = 0; check < 17; check += 1) {
      expect(await subject.check(request, { signal })).to.deep.equal({ result: "available" });
    }
    const asked = registry.lines().filter((line) => !byTag.test(line));
    expect(asked.length).to.be.within(3, 4);
  });

  it("doubts whoever refuses what nodes may have other credentials for, whatever the others say", async () => {
    const refusing = await server(() => BASIC_CHALLENGE);
    const reference = { registry: refusing.host, repository: "shop/web", tag: "1.2" };
    const own = originEndpoint(reference);
    const check = async (mirror: string, credentials: "reference" | "own") => {
      const before = {
        ...originEndpoint({ ...reference, registry: mirror }),
        credentials,
        ...(credentials === "own" && { own: [] }),
      };
      const had: string[] = [];
      const outcome = await client(PLAIN).check(
        { reference, credentials: [], endpoints: [before, own], unknown: "say what to configure" },
        { signal, had: (registry) => had.push(registry) },
      );
      return [outcome.result, ...had];
    };
    const [empty, full] = [await server(() => absent), await server(() => FOUND)];
    expect(await check("127.0.0.1:1", "reference")).to.deep.equal(["node_credentials_unknown"]);
    expect(await check(empty.host, "own")).to.deep.equal(["node_credentials_unknown"]);
    expect(await check(full.host, "own")).to.deep.equal(["available", full.host]);
  });

  it("does not doubt what was said to one of the credentials, whatever the others are refused", async () => {
    const registry = await server(({ headers }) =>
      headers.authorization === ALICE_BASIC ? absent : BASIC_CHALLENGE,
    );
    const reference = { registry: registry.host, repository: "shop/web", tag: "1.2" };
    const credentials = [ALICE, makeCredential({ username: "", password: "" })];
    const request = { reference, credentials, endpoints: [originEndpoint(reference)], unknown: "say" };
    expect((await client(PLAIN).check(request, { signal })).result).to.equal("absent");
  });

  it("tells before it asks anybody whom it would ask, and who may answer, and asks nobody where it may not", async () => {
    const [mirror, registry] = [await server(() => FOUND), await server(() => FOUND)];
    const told: unknown[] = [];
    const before: unknown[] = [];
    const check = async (
      mayAsk: boolean,
      version: { readonly tag: string } | { readonly digest: string },
    ) => {
      const reference = { registry: registry.host, repository: "shop/web", ...version };
      const [behind, own] = [mirror.host, registry.host].map((host) =>
        originEndpoint({ registry: host, repository: "shop/web" }),
      );
      const request = { reference, credentials: [], endpoints: [{ ...behind!, resolves: false }, own!] };
      before.push(await client(PLAIN).registriesAsked(request, { signal }));
      return await client(PLAIN).check(request, {
        signal,
        mayAsk: (...asked) => told.push(asked) > 0 && mayAsk,
      });
    };
    expect((await check(false, { tag: "1.2" })).result).to.equal("rate_limited");
    expect((await check(false, { digest: `sha256:${"b".repeat(64)}` })).result).to.equal("rate_limited");
    expect([...mirror.requests, ...registry.requests]).to.deep.equal([]);
    expect((await check(true, { tag: "1.2" })).result).to.equal("available");
    const hosts = [mirror.host, registry.host];
    const answering = [[registry.host], hosts, [registry.host]];
    expect(told).to.deep.equal(answering.map((some) => [hosts, some]));
    expect(before).to.deep.equal(answering);
  });

  it("asks the next endpoint where OpenSSL does not take what an endpoint's files hold", async () => {
    const registry = await server(() => FOUND);
    const reference = { registry: registry.host, repository: "shop/web", tag: "1.2" };
    const [one, other] = [await makeClientCertificate(["one"]), await makeClientCertificate(["other"])];
    const tls = { authorities: [], identities: [{ cert: one.cert, key: other.key }] };
    const odd = {
      ...originEndpoint(reference),
      access: { id: "odd", scheme: "https" as const, headers: [], tls },
    };
    const endpoints = [odd, originEndpoint(reference)];
    const outcome = await client(PLAIN).check({ reference, credentials: [], endpoints }, { signal });
    expect(outcome).to.deep.equal({ result: "available" });
  });

  it("gives mirrors the credentials of the image's name, and says ns", async () => {
    const mirror = await server(({ headers }) =>
      headers.authorization === ALICE_BASIC ? FOUND : BASIC_CHALLENGE,
    );
    const outcome = await client().check(
      {
        reference: { registry: "down.test", repository: "shop/web", tag: "1.2" },
        credentials: [ALICE],
        endpoints: [originEndpoint({ registry: mirror.host, repository: "shop/web" })],
      },
      { signal },
    );
    expect(outcome.result).to.equal("available");
    expect(mirror.lines()[0]).to.equal("HEAD /v2/shop/web/manifests/1.2?ns=down.test");
  });

  describe("with header fields of a node's files", () => {
    const headers = ["authorization", "Bearer static", "cookie", "c=1", "x-gw", "key"];
    const ask = async (host: string, credentials: (typeof ALICE)[] = []) => {
      const reference = { registry: host, repository: "shop/web", tag: "1.2" };
      const access = { id: host, scheme: "http" as const, headers };
      return client(PLAIN).check(
        { reference, credentials, endpoints: [{ ...originEndpoint(reference), access }] },
        { signal },
      );
    };

    it("sends them to no other host that a redirect leads to, as any of them may be a credential", async () => {
      const stranger = await server(() => FOUND);
      const location = `http://localhost:${stranger.port}/v2/other`;
      const registry = await server(() => ({ status: 307, headers: { location } }));
      expect((await ask(registry.host)).result).to.equal("available");
      expect(registry.requests[0]?.headers).to.include({ authorization: "Bearer static", "x-gw": "key" });
      expect(stranger.requests).to.have.length.above(0);
      for (const seen of stranger.requests) {
        expect(seen.headers).to.not.have.any.keys("authorization", "cookie", "x-gw");
      }
    });

    it("does not send them on when a redirect leads back, as the other host chose for what", async () => {
      const stranger = await server(({ url }) => ({
        status: 307,
        headers: { location: `http://${registry.host}${url}/back` },
      }));
      const registry = await server(({ url }) =>
        url.endsWith("/back")
          ? FOUND
          : { status: 307, headers: { location: `http://localhost:${stranger.port}/v2/other` } },
      );
      await ask(registry.host);
      const back = registry.requests.filter(({ url }) => url.endsWith("/back"));
      expect(back).to.have.length.above(0);
      for (const seen of back) {
        expect(seen.headers).to.not.have.any.keys("authorization", "cookie", "x-gw");
      }
    });

    it("sends them to another port of the host, where a redirect leads there", async () => {
      const storage = await server(() => FOUND);
      const registry = await server(({ url }) => ({
        status: 307,
        headers: { location: `http://${storage.host}${url}` },
      }));
      await ask(registry.host);
      expect(storage.requests[0]?.headers).to.include({ "x-gw": "key" });
    });

    it("leaves out what Go sets itself", async () => {
      const registry = await server(() => FOUND);
      const reference = { registry: registry.host, repository: "shop/web", tag: "1.2" };
      const odd = ["user-agent", "u", "Host", "other.test", "Content-Length", "9", "x-gw", "key"];
      const access = { id: "odd", scheme: "http" as const, headers: odd };
      const outcome = await client(PLAIN).check(
        { reference, credentials: [], endpoints: [{ ...originEndpoint(reference), access }] },
        { signal },
      );
      expect(outcome.result).to.equal("available");
      const [{ headers: sent }] = registry.requests as [(typeof registry.requests)[0]];
      expect(sent).to.include({ host: registry.host, "x-gw": "key" });
      expect(sent).to.not.have.any.keys("content-length");
      expect(sent["user-agent"]).to.not.equal("u");
    });

    it("has a credential that was asked for take the place of a configured one, with the rest beside it", async () => {
      const registry = await server(({ headers: sent }) =>
        sent["x-gw"] === "key" && sent.authorization === ALICE_BASIC ? FOUND : BASIC_CHALLENGE,
      );
      expect((await ask(registry.host, [ALICE])).result).to.equal("available");
      expect(registry.requests.every(({ headers: sent }) => sent["x-gw"] === "key")).to.equal(true);
    });
  });

  it("names all endpoints in order, and whose words a node shows", async () => {
    const [mirror, origin] = [await server(() => ({ status: 500 })), await server(() => absent)];
    const outcome = await client().check(
      {
        reference: { registry: origin.host, repository: "shop/web", tag: "1.2" },
        credentials: [],
        endpoints: [mirror, origin].map(({ host }) =>
          originEndpoint({ registry: host, repository: "shop/web" }),
        ),
      },
      { signal },
    );
    expect(outcome).to.deep.equal({
      result: "registry_unavailable",
      message: `HEAD ${mirror.url}/v2/shop/web/manifests/1.2: 500; then GET ${origin.url}/v2/shop/web/manifests/1.2: 404 (MANIFEST_UNKNOWN); a node shows what ${mirror.host} says`,
    });
  });

  it("asks the last endpoint once more after a failure, another one not", async () => {
    let count = 0;
    const once = await server(() => (count++ === 0 ? { status: 503 } : FOUND));
    expect((await client().image(once.host)).result).to.equal("available");
  });

  it("tries so many credentials and no more, and says so", async () => {
    const registry = await server(() => BASIC_CHALLENGE);
    const credentials = Array.from({ length: MAX_CREDENTIALS + 5 }, (_, index) =>
      makeCredential({ username: `u${index}`, password: "p" }),
    );
    const outcome = await client().image(registry.host, { credentials });
    expect(outcome.result, "another might open it").to.equal("unknown_error");
    expect(outcome)
      .to.have.property("message")
      .that.includes(`of which the first ${MAX_CREDENTIALS} were tried`);
    const tried = new Set(registry.requests.map(({ headers }) => headers.authorization));
    expect(tried.size).to.equal(MAX_CREDENTIALS + 1);
  });

  it("waits for the registry's budget before it tries a further credential", async () => {
    const registry = await server(() => BASIC_CHALLENGE);
    const subject = client();
    subject.gate.waitMs.push(900);
    const outcome = subject.image(registry.host, { credentials: [ALICE, BOB] });
    await until(() => subject.gate.waitMs.length === 0);
    const before = registry.requests.length;
    await subject.clock.advance(899);
    expect(registry.requests.length).to.equal(before);
    await subject.clock.advance(1);
    expect((await outcome).result).to.equal("authentication_failure");
    expect(registry.requests.length).to.be.greaterThan(before);
  });

  it("waits with no credential until a registry need not be left alone any more, but asks the next one, in its turn", async () => {
    const [registry, mirror] = [await server(() => BASIC_CHALLENGE), await server(() => BASIC_CHALLENGE)];
    const subject = client();
    subject.gate.waitMs.push(3_000);
    const outcome = subject.image(registry.host, { credentials: [ALICE, BOB] });
    await until(() => subject.gate.waitMs.length === 0);
    subject.gate.paused.add(registry.host);
    await subject.clock.advance(1_000);
    expect((await outcome).result, "as if it waited for nothing").to.equal("authentication_failure");
    const repository = "shop/web";
    const endpoints = [registry, mirror].map(({ host }) => originEndpoint({ registry: host, repository }));
    subject.gate.reserve = (host) => subject.gate.turns.push(host) - 1;
    const behind = subject.check(
      { reference: { registry: registry.host, repository, tag: "1" }, credentials: [ALICE, BOB], endpoints },
      { signal },
    );
    await until(() => subject.gate.turns.length > 0);
    subject.gate.paused.add(mirror.host);
    await behind;
    expect(subject.gate.turns, "of the one behind it").to.deep.equal([mirror.host]);
  });

  it("says that TLS is spoken where HTTP is asked", async () => {
    const registry = await server(({ method }) => ({
      status: 400,
      body: method === "HEAD" ? "" : "Client sent an HTTP request to an HTTPS server.\n",
    }));
    const outcome = await client().image(registry.host);
    expect(outcome.result).to.equal("registry_unavailable");
    expect(outcome).to.have.property("message").that.includes("where it speaks TLS: leave out plainHttp");
  });

  it("takes no ingress for a registry whose images are gone", async () => {
    const registry = await server(() => FOUND);
    const subject = client();
    expect((await subject.image(registry.host)).result).to.equal("available");
    registry.script = () => ({ status: 404, headers: { "content-type": "text/html" }, body: "<html>" });
    expect((await subject.image(registry.host)).result).to.equal("registry_unavailable");
    const front = await server(() => ({ status: 307, headers: { location: registry.url } }));
    expect((await subject.image(front.host)).result).to.equal("unknown_error");
  });
});
