import { expect } from "chai";
import type { ReceivedRequest, ScriptedAnswer } from "../support/scriptedServer.ts";
import {
  ALICE,
  BASIC_CHALLENGE,
  BOB,
  createHarness,
  FOUND,
  PLAIN,
  registryError,
  type TestClient,
} from "./harness.ts";

const ABSENT = registryError(404, "MANIFEST_UNKNOWN");
const TOKEN: ScriptedAnswer = { body: { token: "t", access_token: "t" } };

const challenged = (realm: string): ScriptedAnswer => ({
  status: 401,
  headers: { "www-authenticate": `Bearer realm="${realm}",service="s"` },
});

/** `shop/vault` is for those who have a token, or a password; `shop/web` is asked for as the test says. */
function registryOf({
  challenge = "bearer",
  token = TOKEN,
  bare,
  authorised = ABSENT,
}: {
  challenge?: "bearer" | "basic";
  /** What the token service says to those who want `shop/web`. */
  token?: ScriptedAnswer;
  bare: ScriptedAnswer;
  authorised?: ScriptedAnswer;
}) {
  return ({ url, body, headers }: ReceivedRequest): ScriptedAnswer => {
    if (url.startsWith("/token")) {
      return decodeURIComponent(url + body).includes("shop/web") ? token : TOKEN;
    }
    const isAuthorised = headers.authorization !== undefined;
    if (url.includes("shop/web")) {
      return isAuthorised ? authorised : bare;
    }
    return isAuthorised
      ? FOUND
      : challenge === "basic"
        ? BASIC_CHALLENGE
        : challenged(`http://${headers.host}/token`);
  };
}

describe("ManifestConversation", () => {
  const { server, client } = createHarness();

  /** What is said of `shop/web` once the registry's challenge is known from `shop/vault`. */
  const later = async (script: ReturnType<typeof registryOf>, credentials = [ALICE]) => {
    const registry = await server(script);
    const subject: TestClient = client();
    expect(await subject.image(registry.host, { repository: "shop/vault", credentials })).to.deep.equal({
      result: "available",
    });
    const { result } = await subject.image(registry.host, { credentials });
    return result;
  };

  describe("ask() asks as a node does where another repository's challenge leads nowhere:", () => {
    for (const [what, token] of Object.entries<ScriptedAnswer>({
      "a token service that fails": { status: 503 },
      "a token service that has enough": { status: 429 },
      "a token service that refuses": { status: 401 },
      "an answer without a token": { body: {} },
    })) {
      it(what, async () => {
        expect(await later(registryOf({ token, bare: ABSENT })), "absent").to.equal("absent");
        expect(await later(registryOf({ token, bare: FOUND })), "there").to.equal("available");
      });
    }

    for (const challenge of ["bearer", "basic"] as const) {
      for (const status of [400, 401, 403, 404, 500]) {
        it(`${challenge}, answered by ${status}`, async () => {
          const authorised = registryError(status, "DENIED");
          expect(await later(registryOf({ challenge, authorised, bare: FOUND })), "there").to.equal(
            "available",
          );
          expect(await later(registryOf({ challenge, authorised, bare: ABSENT })), "absent").to.equal(
            "absent",
          );
        });
      }
    }

    it("nobody's token", async () => {
      const registry = await server(
        registryOf({ token: { status: 401 }, bare: registryError(403, "DENIED") }),
      );
      const subject = client();
      await subject.image(registry.host, { repository: "shop/vault", credentials: [ALICE] });
      expect((await subject.image(registry.host)).result).to.equal("authorization_failure");
    });
  });

  it("ask() takes a token service's word where the repository itself names it", async () => {
    for (const [status, result] of [
      [429, "rate_limited"],
      [503, "registry_unavailable"],
      [401, "authentication_failure"],
    ] as const) {
      const registry = await server((request) =>
        request.url.startsWith("/token") ? { status } : challenged(`http://${request.headers.host}/token`),
      );
      const subject = client();
      for (const repository of ["shop/vault", "shop/web"]) {
        expect((await subject.image(registry.host, { repository, credentials: [ALICE] })).result).to.equal(
          result,
        );
      }
    }
  });

  it("ask() borrows no challenge that has led nowhere yet", async () => {
    const registry = await server(({ url, headers }) =>
      url.startsWith("/token")
        ? { status: 503 }
        : url.includes("shop/web")
          ? FOUND
          : challenged(`http://${headers.host}/token`),
    );
    const subject = client();
    await subject.image(registry.host, { repository: "shop/vault" });
    registry.requests.length = 0;
    await subject.image(registry.host);
    expect(registry.lines()).to.deep.equal(["HEAD /v2/shop/web/manifests/1.2"]);
  });

  it("ask() says no more of a registry with one credential for what another was refused", async () => {
    const registry = await server(
      registryOf({
        bare: BASIC_CHALLENGE,
        authorised: registryError(403, "DENIED"),
        challenge: "basic",
      }),
    );
    const subject = client();
    expect((await subject.image(registry.host, { credentials: [BOB, ALICE] })).result).to.equal(
      "authorization_failure",
    );
  });

  it("ask() asks for a token for each step where one serves a single request", async () => {
    let count = 0;
    const spent = new Set<string>();
    const registry = await server(({ url, headers: { host, authorization = "" } }) => {
      if (url.startsWith("/token")) {
        return { body: { token: `t${++count}` } };
      }
      if (authorization === "" || spent.has(authorization)) {
        return challenged(`http://${host}/token`);
      }
      spent.add(authorization);
      return FOUND;
    });
    const subject = client(PLAIN, { verify: "manifest" });
    for (const tag of ["1", "2"]) {
      expect(await subject.image(registry.host, { tag })).to.deep.equal({ result: "available" });
    }
    expect(count, "two steps of two images").to.equal(4);
  });

  it("ask() gives the user's name and password where a token is answered with the wish for them", async () => {
    const registry = await server(({ url, headers: { host, authorization = "" } }) =>
      url.startsWith("/token")
        ? { body: { access_token: "t" } }
        : authorization === ""
          ? challenged(`http://${host}/token`)
          : authorization.startsWith("Bearer ")
            ? BASIC_CHALLENGE
            : FOUND,
    );
    const subject = client();
    for (const tag of ["1", "2"]) {
      expect((await subject.image(registry.host, { tag, credentials: [ALICE] })).result).to.equal(
        "available",
      );
    }
    expect((await subject.image(registry.host)).result).to.equal("authentication_failure");
  });
});
