import { createHash } from "node:crypto";
import { expect } from "chai";
import { originEndpoint } from "../../src/image/endpoint.ts";
import { hostOfBudget } from "../../src/registry/authenticator.ts";
import { until } from "../support/until.ts";
import { ALICE, challenged, createHarness, FOUND, registryError, type TestClient } from "./harness.ts";

describe("RegistryClient", () => {
  const { server, client } = createHarness();
  const signal = new AbortController().signal;

  it("check() asks Docker Hub at registry-1.docker.io, under the name docker.io", async () => {
    const asked: string[] = [];
    const subject = client(undefined, {
      resolve: (hostname, _, callback) => {
        asked.push(hostname);
        callback(Object.assign(new Error("no"), { code: "ENOTFOUND" }), []);
      },
    });
    await subject.image("docker.io", { repository: "library/nginx" });
    expect(asked).to.deep.equal(["registry-1.docker.io"]);
    expect(subject.gate.admitted).to.deep.equal(["docker.io"]);
    expect(subject.observed).to.deep.equal(["docker.io HEAD dns"]);
  });

  it("check() tells what requests ended with: an answer's status as a number, which metrics tell answers by", async () => {
    const registry = await server(() => FOUND);
    const codes: unknown[] = [];
    const subject = client(undefined, { codes });
    await subject.image(registry.host);
    await registry.close();
    await subject.image(registry.host, { tag: "2" });
    expect(new Set(codes)).to.deep.equal(new Set([200, "connect"]));
  });

  it("check() asks each time whether it is version 2 of the API that says 404", async () => {
    const registry = await server(({ url }) => ({ status: url === "/v2/" ? 200 : 404 }));
    const subject = client();
    for (const tag of ["1", "2"]) {
      const before = registry.requests.length;
      expect((await subject.image(registry.host, { tag })).result).to.equal("absent");
      expect(registry.lines().slice(before)).to.include("GET /v2/");
    }
  });

  it("check() tells where a tag leads to where it is asked to, by HEAD, and by GET where HEAD does not say", async () => {
    const body = JSON.stringify({ schemaVersion: 2, config: {} });
    const digest = `sha256:${createHash("sha256").update(body).digest("hex")}`;
    const type = "application/vnd.oci.image.manifest.v1+json";
    const registry = await server(({ url }) =>
      url.endsWith("/by-get") ? { body, headers: { "content-type": type } } : FOUND,
    );
    const announced = `sha256:${"b".repeat(64)}`;
    const subject = client(undefined, { digests: true });
    for (const [tag, expected] of [
      ["1", announced],
      ["by-get", digest],
    ] as const) {
      expect(await subject.image(registry.host, { tag })).to.deep.equal({
        result: "available",
        digest: expected,
      });
    }
    expect(await client().image(registry.host, { tag: "1" })).to.deep.equal({ result: "available" });
    expect(await subject.image(registry.host, { digest: announced })).to.deep.equal({ result: "available" });
  });

  it("manifest() fetches what is pinned by a digest, with the credentials that open it, or says why not", async () => {
    const body = JSON.stringify({ schemaVersion: 2, config: {} });
    const digest = `sha256:${createHash("sha256").update(body).digest("hex")}`;
    const headers = { "content-type": "application/vnd.oci.image.manifest.v1+json" };
    const registry = await server(({ url, headers: { authorization } }) =>
      authorization !== `Basic ${btoa(`${ALICE.username}:${ALICE.password}`)}`
        ? { status: 401, headers: { "www-authenticate": 'Basic realm="r"' } }
        : url.endsWith(digest)
          ? { body, headers }
          : url.endsWith("b".repeat(64))
            ? { body, headers }
            : registryError(404, "MANIFEST_UNKNOWN"),
    );
    const subject = client();
    const fetch = (wanted: string, credentials = [ALICE]) => {
      const reference = { registry: registry.host, repository: "shop/web", digest: wanted };
      const endpoints = [originEndpoint(reference)];
      return subject.manifest({ reference, credentials, endpoints }, { signal });
    };
    expect(String(await fetch(digest))).to.equal(body);
    expect(await fetch(digest, [])).to.include({ result: "authentication_failure" });
    expect(await fetch(`sha256:${"a".repeat(64)}`)).to.include({ result: "absent" });
    expect(await fetch(`sha256:${"b".repeat(64)}`)).to.include({ result: "registry_unavailable" });
  });

  it("check() asks nothing for a signal that has aborted", async () => {
    const registry = await server(() => FOUND);
    const reason = new Error("enough");
    const subject = client();
    const end = subject.image(registry.host, { signal: AbortSignal.abort(reason) });
    expect(await end.catch((error: unknown) => error)).to.equal(reason);
    expect(subject.gate.admitted).to.deep.equal([]);
    expect(registry.requests).to.deep.equal([]);
  });

  it("check() says who it is", async () => {
    const registry = await server(() => FOUND);
    await client().image(registry.host);
    expect(registry.requests[0]?.headers["user-agent"]).to.equal("k8s-image-availability-exporter/test");
  });

  it("check() logs each request and its answer at level debug, without credentials", async () => {
    const registry = await server((request) => {
      const shown = encodeURIComponent(`${request.headers.authorization}`);
      return request.url.startsWith("/token")
        ? { body: { token: "s3cr3t-token", access_token: "s3cr3t-token" } }
        : request.headers.authorization === "Bearer s3cr3t-token"
          ? { status: 307, headers: { location: `/elsewhere/${shown}?signature=s3cr3t` } }
          : challenged(`http://${request.headers.host}/token`);
    });
    const subject = client();
    await subject.image(registry.host, { credentials: [ALICE] });
    const lines = subject.log.lines.filter(({ level }) => level === "debug");
    const url = `http://${registry.host}`;
    const challenge = `Bearer realm="${url}/token",service="registry.test",scope="repository:shop/web:pull"`;
    const nothing = { type: undefined, digest: undefined, challenge: undefined, location: undefined };
    expect(lines.slice(0, 3).map(({ message, fields }) => [message, fields])).to.deep.equal([
      [`HEAD ${url}/v2/shop/web/manifests/1.2: 401`, { ...nothing, credential: "none", challenge }],
      [`POST ${url}/token: 200`, { ...nothing, credential: "none" }],
      [`HEAD ${url}/v2/shop/web/manifests/1.2: 307`, { ...nothing, credential: "Bearer", location: "***" }],
    ]);
    expect(JSON.stringify(lines)).not.to.match(/s3cr3t|wonderland|YWxpY2/);
  });

  it("check() logs at level debug why there was no answer", async () => {
    const subject = client();
    await subject.image("127.0.0.1:1");
    expect(subject.log.lines[0]).to.deep.equal({
      level: "debug",
      fields: {
        credential: "none",
        error: "the connection failed: connect ECONNREFUSED 127.0.0.1:1 (ECONNREFUSED)",
      },
      message: "HEAD http://127.0.0.1:1/v2/shop/web/manifests/1.2: no answer",
    });
  });

  describe("check() passes every request through the gate", () => {
    it("and settles each once, with the quota that the answer told", async () => {
      const registry = await server(() => ({
        ...registryError(404, "MANIFEST_UNKNOWN"),
        headers: {
          "docker-distribution-api-version": "registry/2.0",
          "ratelimit-remaining": "76;w=21600",
          "retry-after": "30",
        },
      }));
      const subject = client();
      await subject.image(registry.host);
      expect(subject.gate.admitted).to.deep.equal([registry.host, registry.host]);
      expect(subject.gate.settled).to.deep.equal(
        ["HEAD", "GET"].map((method) => ({
          host: registry.host,
          end: { kind: "answered", method, status: 404, quota: { remaining: 76, retryAfterMs: 30_000 } },
        })),
      );
      expect(subject.observed).to.deep.equal([`${registry.host} HEAD 404`, `${registry.host} GET 404`]);
    });

    it("and takes its refusals for rate_limited and registry_unavailable, without a request", async () => {
      const registry = await server(() => FOUND);
      const subject = client();
      subject.gate.refuse = () => ({ kind: "rate_limited", message: "not now" });
      expect(await subject.image(registry.host)).to.deep.equal({
        result: "rate_limited",
        message: "not now",
      });
      subject.gate.refuse = () => ({ kind: "unreachable", message: "it is down" });
      expect(await subject.image(registry.host)).to.deep.equal({
        result: "registry_unavailable",
        message: "it is down",
      });
      expect(registry.requests).to.deep.equal([]);
      expect(subject.gate.settled).to.deep.equal([]);
    });

    it("and blames a token service that cannot be reached itself", async () => {
      const tokens = await server(() => "drop");
      const registry = await server(() => ({
        status: 401,
        headers: { "www-authenticate": `Bearer realm="${tokens.url}/token",service="s"` },
      }));
      const subject = client();
      expect((await subject.image(registry.host)).result).to.equal("registry_unavailable");
      expect(subject.gate.settled.map(({ host, end }) => `${host} ${end.kind}`)).to.deep.equal([
        `${registry.host} answered`,
        `${tokens.host} named by ${registry.host} unreachable`,
      ]);
    });

    it("but not the registry that another names as its token service, nor those that do so, too", async () => {
      const victim = await server(({ url }) => (url.startsWith("/token") ? "drop" : FOUND));
      const challenge = { "www-authenticate": `Bearer realm="${victim.url}/token",service="s"` };
      const [one, other] = [
        await server(() => ({ status: 401, headers: challenge })),
        await server(() => ({ status: 401, headers: challenge })),
      ];
      const subject = client();
      for (const { host } of [one, other, victim]) {
        await subject.image(host);
      }
      const blamed = subject.gate.settled.filter(({ end }) => end.kind === "unreachable");
      expect(blamed.map(({ host }) => host)).to.deep.equal([
        `${victim.host} named by ${one.host}`,
        `${victim.host} named by ${other.host}`,
      ]);
      expect(subject.gate.admitted.filter((host) => host === victim.host)).to.have.length(1);
      expect(blamed.map(({ host }) => hostOfBudget(host))).to.deep.equal([victim.host, victim.host]);
    });

    it("by one budget for a registry and its token service, by whatever name images have it", async () => {
      const tokens = await server(() => ({ status: 403 }));
      const challenge = { "www-authenticate": `Bearer realm="${tokens.url}/token",service="s"` };
      const registry = await server(() => ({ status: 401, headers: challenge }));
      const subject = client();
      for (const address of ["127.0.0.1", "127.1", "0X7F.0.1"]) {
        await subject.image(registry.host.replace("127.0.0.1", address));
      }
      expect(new Set(subject.gate.admitted)).to.deep.equal(
        new Set([registry.host, `${tokens.host} named by ${registry.host}`]),
      );
      expect(registry.requests).to.have.length.above(2);
    });

    it("and waits for a turn where a redirect leads to another host, without a verdict where there is none", async () => {
      const storage = await server(() => FOUND);
      const location = `http://storage.test:${storage.port}/blob`;
      const registry = await server(({ url }) =>
        url === "/again"
          ? { status: 307, headers: { location } }
          : { status: 307, headers: { location: "/again" } },
      );
      const subject = client(
        { plainHttp: true, allowedNetworks: ["127.0.0.0/8"] },
        {
          resolve: (_, __, callback) => callback(null, [{ address: "127.0.0.1", family: 4 }]),
        },
      );
      const at = `registry.test:${registry.port}`;
      expect((await subject.image(at)).result).to.equal("available");
      const turn = `${at} to storage.test:${storage.port}`;
      expect(subject.gate.turns).to.deep.equal([turn]);
      const reference = { registry: at, repository: "shop/web", tag: "1" };
      const request = { reference, credentials: [], endpoints: [originEndpoint(reference)] };
      await subject.check(request, { signal: new AbortController().signal, by: "shop" });
      expect(subject.gate.turns).to.deep.equal([turn, `${turn} by shop`]);
      subject.gate.mayTurn = false;
      expect(await subject.image(at)).to.deep.equal({
        result: "rate_limited",
        message: `too many redirects to storage.test:${storage.port} wait for their turn`,
      });
      expect(storage.requests).to.have.length(2);
    });

    it("and does not blame a registry for storage that cannot be reached", async () => {
      const storage = await server(() => FOUND);
      await storage.close();
      const registry = await server(() => ({ status: 307, headers: { location: `${storage.url}/blob` } }));
      const subject = client();
      expect((await subject.image(registry.host)).result).to.equal("registry_unavailable");
      expect(subject.gate.settled).to.deep.equal(
        [1, 2].map(() => ({
          host: registry.host,
          end: { kind: "answered", method: "HEAD", status: 307, quota: {} },
        })),
      );
    });
  });

  describe("probe()", () => {
    it("is true for any status, asks for the root, and passes no gate", async () => {
      const registry = await server(() => ({ status: 503 }));
      const subject = client();
      expect(await subject.probe(registry.host, { signal })).to.equal(true);
      expect(registry.lines()).to.deep.equal(["GET /v2/"]);
      expect(subject.gate.admitted).to.deep.equal([]);
      expect(subject.gate.settled).to.deep.equal([]);
    });

    it("is true for a redirect, wherever it leads", async () => {
      const registry = await server(() => ({ status: 302, headers: { location: "http://127.0.0.1:1/" } }));
      expect(await client().probe(registry.host, { signal })).to.equal(true);
    });

    it("is false where nobody listens, and for a name that is no host", async () => {
      const registry = await server(() => FOUND);
      await registry.close();
      expect(await client().probe(registry.host, { signal })).to.equal(false);
      expect(await client().probe("999.1.1.1", { signal })).to.equal(false);
    });

    it("asks in all ways in which a registry is spoken to side by side, and is true as soon as one is answered", async () => {
      let probes = 0;
      const registry = await server(({ url }) => (url === "/v2/" && probes++ === 0 ? "hang" : FOUND));
      const subject = client();
      const reference = { registry: registry.host, repository: "shop/web", tag: "1.2" };
      for (const id of ["one", "other"]) {
        const access = { id, scheme: "http" as const, headers: [] };
        const endpoints = [{ ...originEndpoint(reference), access }];
        const { result } = await subject.check({ reference, credentials: [], endpoints }, { signal });
        expect(result).to.equal("available");
      }
      expect(await subject.probe(registry.host, { signal })).to.equal(true);
      expect(probes).to.equal(2);
    });

    it("finds a token service by the scheme that its registry named", async () => {
      const tokens = await server(() => ({ body: { token: "t", access_token: "t" } }));
      const registry = await server(({ headers }) =>
        headers.authorization === "Bearer t"
          ? FOUND
          : {
              status: 401,
              headers: { "www-authenticate": `Bearer realm="http://tokens.test:${tokens.port}/token"` },
            },
      );
      // Only the registry is known to speak HTTP.
      const subject = client(
        { hosts: { [registry.host]: { plainHttp: true } } },
        { resolve: (_, __, callback) => callback(null, [{ address: "127.0.0.1", family: 4 }]) },
      );
      const budget = `tokens.test:${tokens.port} named by ${registry.host}`;
      expect(await subject.probe(budget, { signal })).to.equal(false);
      expect((await subject.image(registry.host)).result).to.equal("available");
      expect(await subject.probe(budget, { signal })).to.equal(true);
    });

    it("rejects with the signal's reason", async () => {
      const registry = await server(() => "hang");
      const controller = new AbortController();
      const probe = client().probe(registry.host, { signal: controller.signal });
      await until(() => registry.requests.length === 1);
      const reason = new Error("enough");
      controller.abort(reason);
      expect(await probe.catch((error: unknown) => error)).to.equal(reason);
    });
  });

  describe("close()", () => {
    it("ends checks under way, and refuses new ones", async () => {
      const registry = await server(() => "hang");
      const subject: TestClient = client();
      const running = subject.image(registry.host).catch((error: unknown) => error);
      await until(() => registry.requests.length === 1);
      await subject.close();
      expect(await running).to.have.property("name", "AbortError");
      expect(await subject.image(registry.host).catch((error: unknown) => error)).to.have.property(
        "name",
        "AbortError",
      );
    });
  });
});
