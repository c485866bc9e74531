import { expect } from "chai";
import { makeCredential } from "../../src/credentials/credential.ts";
import type { ReceivedRequest, ScriptedAnswer, ScriptedServer } from "../support/scriptedServer.ts";
import { until } from "../support/until.ts";
import { ALICE, BASIC_CHALLENGE, BOB, createHarness, FOUND, registryError } from "./harness.ts";

describe("Authenticator", () => {
  const { server, client } = createHarness();

  /** A registry with a token service at `/token`, whose nth token is `t<n>` and good until revoked. */
  const startRegistry = async (token: (issued: number, request: ReceivedRequest) => object = () => ({})) => {
    let issued = 0;
    const revoked = new Set<string>();
    const registry = await server((request): ScriptedAnswer => {
      if (request.url.startsWith("/token")) {
        issued += 1;
        return { body: { token: `t${issued}`, access_token: `t${issued}`, ...token(issued, request) } };
      }
      const given = request.headers.authorization;
      return given === undefined || revoked.has(given)
        ? {
            ...registryError(401, "UNAUTHORIZED"),
            headers: {
              "www-authenticate": `Bearer realm="http://${request.headers.host}/token",service="s"`,
            },
          }
        : FOUND;
    });
    return { registry, revoked };
  };
  const tokenRequests = (registry: ScriptedServer) =>
    registry.requests.filter(({ url }) => url.startsWith("/token")).length;
  const available = async (check: Promise<{ result: string }>) =>
    expect((await check).result).to.equal("available");

  it("authorise() asks once for a token that is still good, and the registry without a challenge", async () => {
    const { registry } = await startRegistry();
    const subject = client();
    for (let i = 0; i < 3; i += 1) {
      await available(subject.image(registry.host));
    }
    expect(registry.lines()).to.deep.equal([
      "HEAD /v2/shop/web/manifests/1.2",
      "GET /token?service=s&scope=repository%3Ashop%2Fweb%3Apull",
      ...Array(3).fill("HEAD /v2/shop/web/manifests/1.2"),
    ]);
  });

  it("authorise() asks for a token of its own for each repository and credential", async () => {
    const { registry } = await startRegistry();
    const subject = client();
    await available(subject.image(registry.host, { repository: "a" }));
    await available(subject.image(registry.host, { repository: "b" }));
    await available(subject.image(registry.host, { repository: "a", credentials: [ALICE] }));
    await available(subject.image(registry.host, { repository: "a", credentials: [BOB] }));
    await available(
      subject.image(registry.host, { repository: "a", credentials: [makeCredential({ ...ALICE })] }),
    );
    expect(tokenRequests(registry)).to.equal(4);
  });

  it("authorise() asks once for many checks at a time", async () => {
    const { registry } = await startRegistry();
    const subject = client();
    await Promise.all(
      Array.from({ length: 10 }, (_, tag) => available(subject.image(registry.host, { tag: `${tag}` }))),
    );
    expect(tokenRequests(registry)).to.equal(1);
  });

  it("authorise() waits for a token's turn before it asks for one, and not for one that it has or that is under way", async () => {
    const { registry } = await startRegistry();
    const subject = client();
    const images = [1, 2].map((tag) => subject.image(registry.host, { tag: `${tag}`, by: "shop" }));
    await Promise.all(images.map(available));
    await available(subject.image(registry.host, { by: "shop" }));
    expect(new Set(subject.gate.turns)).to.deep.equal(new Set([`${registry.host} by shop`]));
    expect(subject.gate.turns.length).to.be.within(1, 2);
    expect(tokenRequests(registry)).to.equal(1);
    subject.gate.mayTurn = false;
    expect(await subject.image(registry.host, { repository: "other" })).to.deep.equal({
      result: "rate_limited",
      message: `too many requests for tokens of ${registry.host} wait for their turn`,
    });
    expect(tokenRequests(registry)).to.equal(1);
  });

  const lifetimes: [string, object, number][] = [
    ["expires_in, less a tenth", { expires_in: 300 }, 270_000],
    ["60 s without expires_in", {}, 54_000],
    ["60 s for an expires_in that makes no sense", { expires_in: -5 }, 54_000],
  ];
  for (const [name, token, usableMs] of lifetimes) {
    it(`authorise() uses a token for ${name}`, async () => {
      const { registry } = await startRegistry(() => token);
      const subject = client();
      await available(subject.image(registry.host));
      await subject.clock.advance(usableMs - 1);
      await available(subject.image(registry.host));
      expect(tokenRequests(registry)).to.equal(1);
      await subject.clock.advance(1);
      await available(subject.image(registry.host));
      expect(tokenRequests(registry)).to.equal(2);
    });
  }

  it("authorise() takes access_token, too", async () => {
    const { registry } = await startRegistry(() => ({ token: undefined, access_token: "other" }));
    await available(client().image(registry.host));
    expect(registry.requests.at(-1)?.headers.authorization).to.equal("Bearer other");
  });

  it("forget() renews a token that is refused before its time, once", async () => {
    const { registry, revoked } = await startRegistry(() => ({ expires_in: 300 }));
    const subject = client();
    await available(subject.image(registry.host));
    revoked.add("Bearer t1");
    await available(subject.image(registry.host));
    expect(tokenRequests(registry)).to.equal(2);
    for (let i = 2; i < 9; i += 1) {
      revoked.add(`Bearer t${i}`);
    }
    registry.requests.length = 0;
    expect((await subject.image(registry.host)).result).to.equal("authentication_failure");
    expect(tokenRequests(registry), "one refresh for the whole check").to.equal(1);
  });

  for (const status of [400, 401, 403]) {
    it(`forget() renews a token after ${status}`, async () => {
      const { registry } = await startRegistry(() => ({ expires_in: 300 }));
      const subject = client();
      await available(subject.image(registry.host));
      const { script } = registry;
      registry.script = (request) =>
        request.headers.authorization === "Bearer t1" ? { status, body: { errors: [] } } : script(request);
      await available(subject.image(registry.host));
      expect(tokenRequests(registry)).to.equal(2);
    });
  }

  it("forget() keeps a token where it is not the registry that refuses", async () => {
    const storage = await server(() => ({ status: 403 }));
    const { registry } = await startRegistry(() => ({ expires_in: 300 }));
    const { script } = registry;
    registry.script = async (request) => {
      const answer = await script(request);
      return answer === FOUND ? { status: 307, headers: { location: `${storage.url}/blob` } } : answer;
    };
    const subject = client();
    for (let i = 0; i < 2; i += 1) {
      expect((await subject.image(registry.host)).result).to.equal("authorization_failure");
    }
    expect(tokenRequests(registry)).to.equal(1);
  });

  describe("asks no more than it must where it is refused", () => {
    const head = "HEAD /v2/shop/web/manifests/1.2";
    const token = "GET /token?service=s&scope=repository%3Ashop%2Fweb%3Apull";

    it("by a registry that answers 401 to a valid token", async () => {
      const { registry, revoked } = await startRegistry(() => ({ expires_in: 300 }));
      for (let i = 1; i < 9; i += 1) {
        revoked.add(`Bearer t${i}`);
      }
      const subject = client();
      expect((await subject.image(registry.host)).result).to.equal("authentication_failure");
      expect(registry.lines()).to.deep.equal([head, token, head]);
      registry.requests.length = 0;
      expect((await subject.image(registry.host)).result).to.equal("authentication_failure");
      expect(registry.lines()).to.deep.equal([head, token, head]);
    });

    it("by a registry that knows the password to be wrong", async () => {
      const registry = await server(() => BASIC_CHALLENGE);
      const subject = client();
      for (let i = 0; i < 2; i += 1) {
        registry.requests.length = 0;
        const outcome = await subject.image(registry.host, { credentials: [ALICE] });
        expect(outcome.result).to.equal("authentication_failure");
        // Once with, once without, in whichever order.
        expect(registry.lines()).to.deep.equal([head, head]);
      }
    });

    it("by a token service", async () => {
      const { registry } = await startRegistry();
      const { script } = registry;
      registry.script = (request) => (request.url.startsWith("/token") ? { status: 401 } : script(request));
      const subject = client();
      for (let i = 0; i < 2; i += 1) {
        registry.requests.length = 0;
        expect((await subject.image(registry.host)).result).to.equal("authentication_failure");
        expect(registry.lines()).to.deep.equal([head, token]);
      }
    });

    it("as an identity token that has no password to fall back to", async () => {
      const { registry } = await startRegistry();
      const { script } = registry;
      registry.script = (request) => (request.method === "POST" ? { status: 401 } : script(request));
      const credential = makeCredential({ username: "alice", password: "", identityToken: "refresh" });
      const outcome = await client().image(registry.host, { credentials: [credential] });
      expect(outcome).to.deep.equal({
        result: "authentication_failure",
        message: `POST ${registry.url}/token: 401`,
      });
      expect(registry.lines()).to.deep.equal([head, "POST /token"]);
    });
  });

  it("follows a registry that changes its realm", async () => {
    const { registry } = await startRegistry(() => ({ expires_in: 300 }));
    const moved = await server(() => ({ body: { token: "moved", access_token: "moved" } }));
    const subject = client();
    await available(subject.image(registry.host));
    registry.script = ({ url, headers }) =>
      url.startsWith("/token")
        ? { status: 404 }
        : headers.authorization === "Bearer moved"
          ? FOUND
          : { status: 401, headers: { "www-authenticate": `Bearer realm="${moved.url}/token"` } };
    await available(subject.image(registry.host, { repository: "shop/other" }));
    await available(subject.image(registry.host));
  });

  const refusals: [string, ScriptedAnswer, string][] = [
    ["401", { status: 401 }, "authentication_failure"],
    ["403", { status: 403 }, "authorization_failure"],
    ["400 invalid_grant", { status: 400, body: { error: "invalid_grant" } }, "authentication_failure"],
    ["400", { status: 400 }, "unknown_error"],
    ["404", { status: 404 }, "unknown_error"],
    ["429", { status: 429 }, "rate_limited"],
    ["500", { status: 500 }, "registry_unavailable"],
    ["a page", { body: "<html>" }, "registry_unavailable"],
    ["no token", { body: {} }, "registry_unavailable"],
    ["null", { body: "null" }, "registry_unavailable"],
    [
      "expires_in as text",
      { body: { token: "t", access_token: "t", expires_in: "100" } },
      "registry_unavailable",
    ],
    [
      "a token that no header can carry",
      { body: { token: "a\r\nx-evil: 1", access_token: "a\r\nx-evil: 1" } },
      "registry_unavailable",
    ],
  ];
  for (const [name, answer, expected] of refusals) {
    it(`authorise() takes the token service's ${name} for ${expected}`, async () => {
      const { registry } = await startRegistry();
      const { script } = registry;
      registry.script = (request) => (request.url.startsWith("/token") ? answer : script(request));
      expect((await client().image(registry.host)).result).to.equal(expected);
      expect(tokenRequests(registry)).to.equal(1);
    });
  }

  it("authorise() does not end one check's token with another's signal", async () => {
    const { registry } = await startRegistry();
    const { script } = registry;
    let release = () => {};
    registry.script = async (request) => {
      if (request.url.startsWith("/token")) {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
      }
      return script(request);
    };
    const subject = client();
    const controller = new AbortController();
    const first = subject
      .image(registry.host, { signal: controller.signal })
      .catch((error: unknown) => error);
    await until(() => tokenRequests(registry) === 1);
    const second = subject.image(registry.host);
    // The realm is known by now: it waits for the token, not for a challenge.
    await subject.clock.advance(0);
    const reason = new Error("enough");
    controller.abort(reason);
    expect(await first).to.equal(reason);
    release();
    await available(second);
    expect(tokenRequests(registry)).to.equal(1);
  });

  it("authorise() has no use for an identity token where Basic is asked for", async () => {
    const registry = await server(() => ({ status: 401, headers: { "www-authenticate": "Basic" } }));
    const credential = makeCredential({ username: "alice", password: "", identityToken: "refresh" });
    expect(await client().image(registry.host, { credentials: [credential] })).to.deep.equal({
      result: "authentication_failure",
      message: `${registry.host} asks for a user name and password, and there is none for it`,
    });
    expect(registry.requests.every(({ headers }) => headers.authorization === undefined)).to.equal(true);
  });

  it("asks for the scope of each repository where the registry maps their names", async () => {
    const registry = await server(({ url, headers }) => {
      const repository = /^\/v2\/(.*)\/manifests/.exec(url)?.[1];
      return url.startsWith("/token")
        ? {
            body: {
              token: new URL(url, "http://x").searchParams.getAll("scope").join().replaceAll(":", "_"),
            },
          }
        : headers.authorization ===
            `Bearer repository_${repository}_pull,repository_mapped/${repository}_pull`
          ? FOUND
          : {
              status: 401,
              headers: {
                "www-authenticate": `Bearer realm="http://${headers.host}/token",scope="repository:mapped/${repository}:pull"`,
              },
            };
    });
    const subject = client();
    for (const repository of ["a", "b"]) {
      registry.requests.length = 0;
      await available(subject.image(registry.host, { repository }));
      expect(registry.requests).to.have.length(3);
    }
  });

  it("keeps the query that a realm has", async () => {
    const registry = await server((request) =>
      request.url.startsWith("/token")
        ? { body: { token: "t", access_token: "t" } }
        : request.headers.authorization === "Bearer t"
          ? FOUND
          : {
              status: 401,
              headers: {
                "www-authenticate": `Bearer realm="http://${request.headers.host}/token?tenant=a%20b",service="a b&c"`,
              },
            },
    );
    await available(client().image(registry.host));
    const url = new URL(registry.requests[1]!.url, registry.url);
    expect([...url.searchParams]).to.deep.equal([
      ["tenant", "a b"],
      ["service", "a b&c"],
      ["scope", "repository:shop/web:pull"],
    ]);
  });
});
