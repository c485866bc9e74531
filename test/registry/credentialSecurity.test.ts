import { expect } from "chai";
import { makeCredential } from "../../src/credentials/credential.ts";
import { originEndpoint } from "../../src/image/endpoint.ts";
import { makeServerCertificate } from "../support/certificates.ts";
import type { ScriptedAnswer, ScriptedServer } from "../support/scriptedServer.ts";
import { ALICE, ALICE_BASIC, createHarness, FOUND, registryError } from "./harness.ts";

/** What must hold whatever a registry, or whoever names one in a workload, does. */
describe("RegistryClient", () => {
  const { server, client } = createHarness();
  /** Another host of that server: redirects within one host keep a credential. */
  const elsewhere = ({ port }: ScriptedServer) => `http://localhost:${port}`;
  const challenge = (realm: string): ScriptedAnswer => ({
    status: 401,
    headers: { "www-authenticate": `Bearer realm="${realm}",service="s"` },
  });

  describe("sends a credential only to the registry it is for and to the token service that registry names", () => {
    it("not to where a redirect leads, not even to its challenge", async () => {
      const thief = await server(({ headers }) =>
        headers.authorization === undefined
          ? { status: 401, headers: { "www-authenticate": 'Basic realm="give me"' } }
          : FOUND,
      );
      const registry = await server(() => ({
        status: 307,
        headers: { location: `${elsewhere(thief)}/v2/x` },
      }));
      const outcome = await client().image(registry.host, { credentials: [ALICE] });
      expect(outcome.result).to.equal("authentication_failure");
      expect(thief.requests.map(({ headers }) => headers.authorization)).to.deep.equal([undefined]);
      expect(registry.requests.every(({ headers }) => headers.authorization === undefined)).to.equal(true);
    });

    it("not to the token service that a redirect's target names", async () => {
      const thief = await server((request) =>
        request.url === "/token"
          ? { body: { token: "t", access_token: "t" } }
          : challenge(`http://${request.headers.host}/token`),
      );
      const registry = await server(() => ({
        status: 307,
        headers: { location: `${elsewhere(thief)}/v2/x` },
      }));
      await client().image(registry.host, { credentials: [ALICE] });
      expect(
        thief.requests
          .filter(({ url }) => url.startsWith("/token"))
          .map(({ method, headers }) => [method, headers.authorization]),
      ).to.deep.equal([["GET", undefined]]);
    });

    it("not an identity token to where a token service redirects", async () => {
      const thief = await server(() => ({ body: { token: "t", access_token: "t" } }));
      const tokens = await server(() => ({ status: 307, headers: { location: elsewhere(thief) } }));
      const registry = await server(() => challenge(`${tokens.url}/token`));
      const credential = makeCredential({ username: "alice", password: "", identityToken: "refresh" });
      await client().image(registry.host, { credentials: [credential] });
      expect(tokens.lines()).to.deep.equal(["POST /token"]);
      expect(thief.requests.map(({ method, body }) => [method, body])).to.deep.equal([["GET", ""]]);
    });

    it("not to where a token service redirects", async () => {
      const thief = await server(() => ({ body: { token: "t", access_token: "t" } }));
      const tokens = await server(() => ({ status: 302, headers: { location: elsewhere(thief) } }));
      const registry = await server(({ headers }) =>
        headers.authorization === undefined ? challenge(`${tokens.url}/token`) : FOUND,
      );
      await client().image(registry.host, { credentials: [ALICE] });
      expect(tokens.requests[0]?.body).to.include("password=wonderland");
      expect(
        thief.requests.map(({ method, body, headers }) => [method, body, headers.authorization]),
      ).to.deep.equal([["GET", "", undefined]]);
    });

    it("not to a mirror that gets those of its own name alone, and has none", async () => {
      const mirror = await server(() => ({ status: 401, headers: { "www-authenticate": "Basic" } }));
      const origin = await server(({ headers }) =>
        headers.authorization === ALICE_BASIC
          ? FOUND
          : { status: 401, headers: { "www-authenticate": "Basic" } },
      );
      const outcome = await client().check(
        {
          reference: { registry: origin.host, repository: "shop/web", tag: "1" },
          credentials: [ALICE],
          endpoints: [
            {
              ...originEndpoint({ registry: mirror.host, repository: "shop/web" }),
              credentials: "own",
              own: [],
            },
            originEndpoint({ registry: origin.host, repository: "shop/web" }),
          ],
        },
        { signal: new AbortController().signal },
      );
      expect(outcome.result).to.equal("available");
      expect(mirror.requests.map(({ headers }) => headers.authorization)).to.deep.equal([undefined]);
    });

    it("not over HTTP where the registry speaks TLS", async () => {
      const tokens = await server(() => ({ body: { token: "t", access_token: "t" } }));
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
      expect(outcome.result).to.equal("available");
      expect(plain.requests.map(({ headers }) => headers.authorization)).to.deep.equal([undefined]);
    });

    it("to a registry's namesake on another port, as nodes do", async () => {
      const other = await server(() => FOUND);
      const registry = await server(({ headers }) =>
        headers.authorization === undefined
          ? { status: 401, headers: { "www-authenticate": "Basic" } }
          : { status: 307, headers: { location: other.url } },
      );
      await client().image(registry.host, { credentials: [ALICE] });
      expect(other.requests[0]?.headers.authorization).to.equal(ALICE_BASIC);
    });

    it("and keeps tokens apart by credential", async () => {
      const registry = await server((request) =>
        request.url.startsWith("/token")
          ? { body: request.method === "POST" ? { access_token: "alice" } : { token: "stranger" } }
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

  it("keeps secrets out of messages, whatever the registry repeats", async () => {
    const secret = makeCredential({ username: "alice", password: "pa55word", identityToken: "ident1ty" });
    const echo = (said: string | undefined) => registryError(403, "DENIED", `you sent ${said}`);
    const registry = await server((request) =>
      request.url.startsWith("/token")
        ? request.method === "POST"
          ? echo(request.body)
          : { body: { token: "t0ken", access_token: "t0ken" } }
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

  it("keeps secrets out of messages and logs in whatever guise a registry repeats them", async () => {
    const password = `pa55word-${"Long".repeat(20)}`;
    const credential = makeCredential({ username: "alice", password });
    const guises = [
      `${"x".repeat(190)} ${password}`,
      [...password].join("\n"),
      password.toUpperCase(),
      Buffer.from(password).toString("base64"),
      Buffer.from(`{"p":"${password}"}`).toString("base64url"),
      encodeURIComponent(password).replaceAll("-", "%2D"),
    ];
    const subject = client();
    for (const guise of guises) {
      for (const answer of [
        registryError(403, "DENIED", guise),
        registryError(403, guise, "no"),
        { status: 403, body: { error: "no", error_description: guise } },
        { status: 307, headers: { location: `/v2/${encodeURIComponent(guise)}/x` } },
      ]) {
        const registry = await server((request) =>
          request.headers.authorization === undefined && !request.url.endsWith("/x")
            ? { status: 401, headers: { "www-authenticate": "Basic" } }
            : request.url.endsWith("/x")
              ? { status: 500 }
              : answer,
        );
        const outcome = await subject.image(registry.host, { credentials: [credential] });
        const told = JSON.stringify([outcome, subject.gate.settled, subject.log.lines]);
        for (const hidden of ["pa55", "PA55", "cGE1NXdvcm", "TG9uZ0xvbm", "p\\na\\n5", "p a 5 5"]) {
          expect(told, hidden).not.to.include(hidden);
        }
      }
    }
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
