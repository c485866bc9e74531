import { expect } from "chai";
import { crio } from "../../../src/registry/runtime/crio.ts";
import { fakeClock } from "../../support/fakeClock.ts";
import { NO_NODE_FILES } from "../../support/noNodeFiles.ts";
import { recordingLogger } from "../../support/recordingLogger.ts";
import type { ReceivedRequest, ScriptedAnswer } from "../../support/scriptedServer.ts";
import {
  ALICE,
  ALICE_BASIC,
  BASIC_CHALLENGE,
  createHarness,
  FOUND,
  PLAIN,
  registryError,
} from "../harness.ts";

const ABSENT = registryError(404, "MANIFEST_UNKNOWN");
const TOKEN: ScriptedAnswer = { body: { token: "t" } };

/** A registry whose root, tokens and manifests answer as the test says; everything is there where it does not. */
const registryOf =
  ({
    root = { status: 200 },
    token = TOKEN,
    manifest = FOUND,
  }: {
    root?: ScriptedAnswer | ((request: ReceivedRequest) => ScriptedAnswer);
    token?: ScriptedAnswer;
    manifest?: ScriptedAnswer | ((request: ReceivedRequest) => ScriptedAnswer);
  }) =>
  (request: ReceivedRequest): ScriptedAnswer => {
    const reply = request.url.startsWith("/token") ? token : request.url === "/v2/" ? root : manifest;
    return typeof reply === "function" ? reply(request) : reply;
  };

describe("cri-o", () => {
  const { server, client } = createHarness();

  const played = async (script: ReturnType<typeof registryOf>, credentials = [ALICE]) => {
    const registry = await server(script);
    const outcome = await client(PLAIN, { runtime: crio, verify: "manifest" }).image(registry.host, {
      credentials,
    });
    return {
      outcome,
      lines: registry.requests.map(({ method, url }) => `${method} ${url.split("?", 1)[0]}`),
    };
  };
  const bearer = ({ headers }: ReceivedRequest): ScriptedAnswer => ({
    status: 401,
    headers: { "www-authenticate": `Bearer realm="http://${headers.host}/token",service="s",scope="x:y:z"` },
  });

  it("asks the root first, then by HEAD, and for nothing else", async () => {
    const { outcome, lines } = await played(registryOf({}));
    expect(outcome).to.deep.equal({ result: "available" });
    expect(lines).to.deep.equal(["GET /v2/", "HEAD /v2/shop/web/manifests/1.2"]);
  });

  it("remembers for a minute what the root said, and no failure", async () => {
    let status = 500;
    const registry = await server(registryOf({ root: () => ({ status }) }));
    const subject = client(PLAIN, { runtime: crio });
    const pings = () => registry.requests.filter(({ url }) => url === "/v2/").length;
    expect(await subject.image(registry.host)).to.include({ result: "registry_unavailable" });
    status = 200;
    await subject.image(registry.host);
    await subject.image(registry.host);
    expect(pings()).to.equal(2);
    await subject.clock.advance(60_000);
    await subject.image(registry.host);
    expect(pings()).to.equal(3);
  });

  it("goes no further than a root that is not there, or not a registry's", async () => {
    for (const [status, result] of [
      [403, "authorization_failure"],
      [404, "registry_unavailable"],
      [429, "rate_limited"],
      [503, "registry_unavailable"],
    ] as const) {
      const { outcome, lines } = await played(registryOf({ root: { status } }));
      expect(outcome).to.include({ result });
      expect(lines.filter((line) => line.includes("shop/web"))).to.deep.equal([]);
    }
  });

  it("is challenged by the root alone, and asks for a token by GET, of the repository alone", async () => {
    const registry = await server(
      registryOf({
        root: bearer,
        manifest: ({ headers }) => (headers.authorization === "Bearer t" ? FOUND : { status: 403 }),
      }),
    );
    const subject = client(PLAIN, { runtime: crio });
    expect(await subject.image(registry.host, { credentials: [ALICE] })).to.deep.equal({
      result: "available",
    });
    const [, token] = registry.requests;
    expect(`${token?.method} ${decodeURIComponent(token?.url ?? "")}`).to.equal(
      "GET /token?account=alice&service=s&scope=repository:shop/web:pull",
    );
    expect(token?.headers.authorization).to.equal(ALICE_BASIC);
  });

  it("does not log in where the root lets everybody in, whatever the manifest's answer says", async () => {
    const { outcome, lines } = await played(registryOf({ manifest: BASIC_CHALLENGE }));
    expect(outcome).to.include({ result: "authentication_failure" });
    expect(lines).to.deep.equal([
      "GET /v2/",
      "HEAD /v2/shop/web/manifests/1.2",
      "GET /v2/shop/web/manifests/1.2",
    ]);
  });

  it("asks once more with the scope that is missing", async () => {
    let asked = 0;
    const { outcome, lines } = await played(
      registryOf({
        root: bearer,
        manifest: () =>
          ++asked === 1
            ? {
                status: 401,
                headers: {
                  "www-authenticate":
                    'Bearer realm="x",error="insufficient_scope",scope="repository:shop/base:pull"',
                },
              }
            : FOUND,
      }),
    );
    expect(outcome).to.deep.equal({ result: "available" });
    expect(lines.filter((line) => line === "GET /token")).to.have.lengthOf(2);
  });

  it("renews a token of another image that is refused", async () => {
    let issued = 0;
    const registry = await server((request) =>
      request.url.startsWith("/token")
        ? { body: { token: `t${++issued}` } }
        : request.url === "/v2/"
          ? bearer(request)
          : request.headers.authorization === `Bearer t${issued}` && issued !== 3
            ? FOUND
            : { status: 401 },
    );
    const subject = client(PLAIN, { runtime: crio });
    const check = () => subject.image(registry.host, { credentials: [ALICE] });
    expect(await check()).to.deep.equal({ result: "available" });
    issued = 5;
    expect(await check()).to.deep.equal({ result: "available" });
    expect(issued).to.equal(6);
  });

  it("lets GET decide where HEAD is no 200 with a digest", async () => {
    for (const head of [
      { status: 401 },
      { status: 403 },
      { status: 404 },
      { status: 500 },
      { status: 200 },
    ]) {
      const { outcome } = await played(
        registryOf({ manifest: ({ method }) => (method === "HEAD" ? head : FOUND) }),
      );
      expect(outcome, `${head.status}`).to.deep.equal({ result: "available" });
    }
    expect((await played(registryOf({ manifest: ABSENT }))).outcome).to.include({ result: "absent" });
  });

  it("takes manifests of schema 1, and what has no type for one", async () => {
    const schema1 = { schemaVersion: 1, name: "shop/web", tag: "1.2", history: [], fsLayers: [] };
    for (const type of ["application/vnd.docker.distribution.manifest.v1+prettyjws", "text/plain"]) {
      const answer = { status: 200, headers: { "content-type": type }, body: schema1 };
      expect((await played(registryOf({ manifest: answer }))).outcome).to.deep.equal({ result: "available" });
    }
    const untyped = { ...FOUND, headers: { "content-type": "text/plain" } };
    expect((await played(registryOf({ manifest: untyped }))).outcome)
      .to.include({ result: "registry_unavailable" })
      .and.have.property("message")
      .that.includes("so that nodes take it for one of schema 1");
  });

  it("reads no name of a registry at an address of IPv6, which its library does not either", () => {
    const tools = { clock: fakeClock(), log: recordingLogger() };
    for (const nodes of [{}, { certsDir: "/nowhere" }]) {
      const files = crio.openFiles({ ...NO_NODE_FILES, ...nodes }, tools);
      const read = (text: string) => files.readName(text, { defaultRegistry: "docker.io" });
      expect(read("[fd09::1]:5000/shop/web:1")).to.deep.equal({
        ok: false,
        error: 'CRI-O takes no address of IPv6 for a registry: "[fd09::1]:5000"',
      });
      expect(read("r.test/shop/web:1").ok).to.equal(true);
      expect(read("?").ok).to.equal(false);
    }
  });

  it("goes on to the next host but where one gave something, whatever that is, and shows the last one's error", () => {
    expect(crio.manifest.goesOn("useless")).to.equal(false);
    expect(crio.manifest.goesOn("unanswered")).to.equal(true);
    expect(crio.manifest.shows(["too_large", "status", "absent"])).to.equal(2);
  });
});
