import { expect } from "chai";
import type { Credential } from "../../src/credentials/credential.ts";
import { originEndpoint } from "../../src/image/endpoint.ts";
import type { Outcome } from "../../src/image/outcome.ts";
import type { Script, ScriptedAnswer } from "../support/scriptedServer.ts";
import {
  ALICE,
  ALICE_BASIC,
  BASIC_CHALLENGE,
  BOB,
  BOB_BASIC,
  createHarness,
  FOUND,
  registryError,
} from "./harness.ts";

describe("RegistryClient", () => {
  const { server, client } = createHarness();
  const signal = new AbortController().signal;

  describe("check() tries every credential", () => {
    const perUser =
      (answers: Record<string, ScriptedAnswer>): Script =>
      ({ headers }) =>
        answers[headers.authorization ?? ""] ?? BASIC_CHALLENGE;
    const both: Credential[] = [ALICE, BOB];

    const rows: [string, ScriptedAnswer, ScriptedAnswer, Outcome["result"]][] = [
      ["200 wins over 401", BASIC_CHALLENGE, FOUND, "available"],
      ["200 wins over 403", registryError(403, "DENIED"), FOUND, "available"],
      ["200 wins over 404", registryError(404, "MANIFEST_UNKNOWN"), FOUND, "available"],
      ["404 wins over a later 401", registryError(404, "MANIFEST_UNKNOWN"), BASIC_CHALLENGE, "absent"],
      [
        "404 wins over a later 403",
        registryError(404, "MANIFEST_UNKNOWN"),
        registryError(403, "DENIED"),
        "absent",
      ],
      ["403 wins over a later 401", registryError(403, "DENIED"), BASIC_CHALLENGE, "authorization_failure"],
      [
        "403 wins over an earlier 401",
        BASIC_CHALLENGE,
        registryError(403, "DENIED"),
        "authorization_failure",
      ],
      ["401 stays if nothing says more", BASIC_CHALLENGE, BASIC_CHALLENGE, "authentication_failure"],
      [
        "a 5xx leaves it open",
        registryError(404, "MANIFEST_UNKNOWN"),
        { status: 503 },
        "registry_unavailable",
      ],
      ["a rate limit leaves it open", registryError(403, "DENIED"), { status: 429 }, "rate_limited"],
    ];
    for (const [name, alice, bob, expected] of rows) {
      it(name, async () => {
        const registry = await server(perUser({ [ALICE_BASIC]: alice, [BOB_BASIC]: bob }));
        expect((await client().image(registry.host, { credentials: both })).result).to.equal(expected);
      });
    }

    it("in the order given, and stops at the first that opens the door", async () => {
      const registry = await server(perUser({ [ALICE_BASIC]: FOUND, [BOB_BASIC]: FOUND }));
      await client().image(registry.host, { credentials: [BOB, ALICE] });
      expect(registry.requests.map(({ headers }) => headers.authorization)).to.deep.equal([
        undefined,
        BOB_BASIC,
      ]);
    });

    it("and is not anonymous where one is given, though the image is public", async () => {
      const registry = await server((request) =>
        request.url.startsWith("/token")
          ? request.headers.authorization === undefined && request.method === "GET"
            ? { body: { token: "anonymous", access_token: "anonymous" } }
            : registryError(401, "UNAUTHORIZED", "wrong password")
          : request.headers.authorization === "Bearer anonymous"
            ? FOUND
            : {
                status: 401,
                headers: {
                  "www-authenticate": `Bearer realm="http://${request.headers.host}/token",service="s"`,
                },
              },
      );
      const subject = client();
      expect((await subject.image(registry.host, { credentials: [ALICE] })).result).to.equal(
        "authentication_failure",
      );
      expect((await subject.image(registry.host)).result).to.equal("available");
    });

    it("but sends none where the registry asks for none, as a node does", async () => {
      const registry = await server(() => FOUND);
      expect((await client().image(registry.host, { credentials: [ALICE] })).result).to.equal("available");
      expect(registry.requests[0]?.headers.authorization).to.equal(undefined);
    });

    it("and finds an image that needs none at a registry that wanted some for another", async () => {
      const registry = await server(({ url, headers }) =>
        headers.authorization === undefined && url.includes("/public/") ? FOUND : BASIC_CHALLENGE,
      );
      const subject = client();
      const options = { credentials: [ALICE] };
      expect(
        (await subject.image(registry.host, { ...options, repository: "team/private" })).result,
      ).to.equal("authentication_failure");
      expect(
        (await subject.image(registry.host, { ...options, repository: "team/public/web" })).result,
      ).to.equal("available");
    });
  });

  describe("check() asks several endpoints", () => {
    const absent = registryError(404, "MANIFEST_UNKNOWN");
    const rows: [string, ScriptedAnswer, ScriptedAnswer, Outcome["result"]][] = [
      ["the first has it", FOUND, absent, "available"],
      ["the second has it", absent, FOUND, "available"],
      ["the second has it while the first is down", { status: 502 }, FOUND, "available"],
      ["the second has it while the first is rate limited", { status: 429 }, FOUND, "available"],
      ["none has it", absent, absent, "absent"],
      ["one is down", { status: 502 }, absent, "registry_unavailable"],
      ["one forbids", absent, { status: 403 }, "authorization_failure"],
      ["one wants a login", absent, { status: 401 }, "authentication_failure"],
      ["one forbids, one wants a login", { status: 401 }, { status: 403 }, "authorization_failure"],
      ["one is down, one forbids", { status: 403 }, { status: 502 }, "registry_unavailable"],
      ["one is rate limited", { status: 429 }, absent, "rate_limited"],
      ["one is odd", { status: 418 }, absent, "unknown_error"],
    ];
    for (const [name, mirror, origin, expected] of rows) {
      it(`${name}: ${expected}`, async () => {
        const servers = [await server(() => mirror), await server(() => origin)];
        const outcome = await client().check(
          {
            reference: { registry: servers[1]!.host, repository: "shop/web", tag: "1.2" },
            credentials: [],
            endpoints: servers.map(({ host }) => originEndpoint({ registry: host, repository: "shop/web" })),
          },
          { signal },
        );
        expect(outcome.result).to.equal(expected);
      });
    }

    it("each under its own repository, with its own credentials, in order until one has it", async () => {
      const basic: Script = ({ headers }) => (headers.authorization === undefined ? BASIC_CHALLENGE : absent);
      const mirror = await server(basic);
      const origin = await server(() => FOUND);
      const spare = await server(() => FOUND);
      const endpoint = (registry: string) => originEndpoint({ registry, repository: "library/nginx" });
      const outcome = await client().check(
        {
          reference: { registry: "docker.io", repository: "library/nginx", tag: "1" },
          credentials: [BOB],
          endpoints: [
            { ...endpoint(mirror.host), path: "/v2/hub", credentials: "own", own: [ALICE] },
            endpoint(origin.host),
            endpoint(spare.host),
          ],
        },
        { signal },
      );
      expect(outcome).to.deep.equal({ result: "available" });
      expect(mirror.lines()).to.deep.equal([
        "HEAD /v2/hub/library/nginx/manifests/1?ns=docker.io",
        "HEAD /v2/hub/library/nginx/manifests/1?ns=docker.io",
        "GET /v2/hub/library/nginx/manifests/1?ns=docker.io",
      ]);
      expect(mirror.requests.map(({ headers }) => headers.authorization)).to.deep.equal([
        undefined,
        ALICE_BASIC,
        ALICE_BASIC,
      ]);
      expect(origin.lines()).to.deep.equal(["HEAD /v2/library/nginx/manifests/1?ns=docker.io"]);
      expect(spare.lines()).to.deep.equal([]);
    });
  });
});
