import { expect } from "chai";
import type { Conversation, Heard } from "../../src/registry/conversation.ts";
import { judgeAbsence } from "../../src/registry/judgeAbsence.ts";
import type { Answer } from "../../src/registry/requester.ts";
import type { ScriptedAnswer } from "../support/scriptedServer.ts";
import { BASIC_CHALLENGE, createHarness, FOUND, registryError } from "./harness.ts";

const V2 = { "docker-distribution-api-version": "registry/2.0" };
/** What ingresses and gateways say that know no way to the registry. */
const LOST: readonly (readonly [string, ScriptedAnswer])[] = [
  ["a page", { status: 404, headers: { "content-type": "text/html" }, body: "<html>404 Not Found</html>" }],
  ["plain text", { status: 404, body: "default backend - 404" }],
  ["nothing", { status: 404 }],
  ["nothing, with the header of a registry", { status: 404, headers: V2 }],
  ["an error as of JSON:API", { status: 404, body: { errors: [{ status: "404", code: "no_route" }] } }],
  ["an error that has a registry's form", { status: 404, body: { errors: [{ code: "NO_ROUTE" }] } }],
  ["a JSON error of its own", { status: 404, body: { error: "Not Found", path: "/" } }],
];

describe("judgeAbsence()", () => {
  const { server, client } = createHarness();

  describe("believes a registry at once", () => {
    for (const [code, message] of [
      ["MANIFEST_UNKNOWN", "manifest unknown"],
      ["NAME_UNKNOWN", ""],
      ["manifest_unknown", ""],
      ["TAG_EXPIRED", ""],
      ["NOT_FOUND", "artifact shop/web:1.2 not found"],
      ["NOT_FOUND", "repository shop/web not found"],
    ] as const) {
      it(`that says ${code} ${message}`, async () => {
        const registry = await server(() => ({ status: 404, body: { errors: [{ code, message }] } }));
        expect((await client().image(registry.host)).result).to.equal("absent");
        expect(registry.requests).to.have.length(2);
      });
    }
  });

  describe("believes it when it has confirmed it", () => {
    for (const [name, answer] of [
      ["no words at all", { status: 404 }],
      ["a header alone", { status: 404, headers: V2, body: { detail: "Not found." } }],
      ["a code of its own", { status: 404, body: { errors: [{ code: "GONE_AWAY", message: "x" }] } }],
    ] as const) {
      it(`where it has ${name}`, async () => {
        const registry = await server(({ url }) => (url === "/v2/" ? BASIC_CHALLENGE : answer));
        expect((await client().image(registry.host)).result).to.equal("absent");
        expect(registry.requests).to.have.length(2 + 1 + 24);
      });
    }
  });

  for (const [how, requests, result] of [
    ["wholly", 24, "absent"],
    ["once more", 1, "absent"],
    ["later", 0, "rate_limited"],
  ] as const) {
    it(`confirms ${how} where it is told to, with ${requests} requests`, async () => {
      const registry = await server(({ url }) => (url === "/v2/" ? BASIC_CHALLENGE : { status: 404 }));
      const asked: string[] = [];
      const confirming = (host: string) => {
        asked.push(host);
        return how;
      };
      expect((await client().image(registry.host, { confirming })).result).to.equal(result);
      expect(registry.requests).to.have.length(2 + 1 + requests);
      expect(asked).to.deep.equal([registry.host]);
    });
  }

  it("finds within a few checks, though it confirms but once more, that the root alone is still the registry's", async () => {
    const registry = await server(({ url }) => {
      if (url === "/v2/") {
        return BASIC_CHALLENGE;
      }
      return url.endsWith("/manifests/1.2") ? { status: 404 } : registryError(404, "MANIFEST_UNKNOWN");
    });
    const { image } = client();
    const seen = new Set<string>();
    for (let check = 0; check < 100; check += 1) {
      seen.add((await image(registry.host, { confirming: () => "once more" })).result);
    }
    expect([...seen].sort()).to.deep.equal(["absent", "registry_unavailable"]);
  });

  describe("takes no word of somebody else for a registry's, whose root alone is to be had", () => {
    for (const body of [
      "default backend - 404",
      "<html>404</html>",
      { errors: [{ status: "404", code: "no_route" }] },
      { errors: [{ code: "not_found", title: "Not Found" }] },
      { error: "name unknown" },
      { message: "no Route matched with those values" },
    ]) {
      it(JSON.stringify(body), async () => {
        const registry = await server(({ url }) =>
          url === "/v2/" ? BASIC_CHALLENGE : { status: 404, body },
        );
        const outcome = await client().image(registry.host);
        expect(outcome.result).to.equal("unknown_error");
        expect(outcome).to.have.property("message").that.includes("not in the words of a registry");
        expect(registry.requests).to.have.length(3);
      });
    }
  });

  it("believes no header where the root is gone, as proxies add it to all that they pass on", async () => {
    const registry = await server(() => ({ status: 404, headers: V2 }));
    expect((await client().image(registry.host)).result).to.equal("registry_unavailable");
  });

  it("believes no 404 that is kept for a manifest by what stands before the registry", async () => {
    const registry = await server(({ url }) => {
      if (url === "/v2/") {
        return { status: 200 };
      }
      return url.endsWith("/manifests/1.2") ? { status: 404 } : registryError(404, "MANIFEST_UNKNOWN");
    });
    const outcome = await client().image(registry.host);
    expect(outcome.result).to.equal("registry_unavailable");
    expect(outcome).to.have.property("message").that.includes("something else answers in its place");
  });

  describe("never calls absent what is there, where one of two replicas has lost the registry", () => {
    const random = seededRandom(2026);
    /** Whether the next request comes to the replica that has lost it. */
    const turns: readonly (readonly [string, () => () => boolean])[] = [
      ...[0.1, 0.5, 0.9].map(
        (share) => [`${share * 100} in 100 at random`, () => () => random() < share] as const,
      ),
      [
        "in turn",
        () => {
          let count = Math.floor(random() * 2);
          return () => ++count % 2 === 0;
        },
      ],
      [
        "in turn, with one other between",
        () => {
          let count = Math.floor(random() * 3);
          return () => [true, true, false][++count % 3]!;
        },
      ],
      [
        "for some time each",
        () => {
          let lost = random() < 0.5;
          return () => {
            lost = random() < 0.3 ? !lost : lost;
            return lost;
          };
        },
      ],
    ];
    for (const [way, begin] of turns) {
      for (const [words, lost] of LOST) {
        it(`${way}, which says ${words}: 500 checks`, async () => {
          for (let check = 0; check < 500; check += 1) {
            const isLost = begin();
            const conversation = scripted((path) => {
              if (isLost()) {
                return lost;
              }
              if (path === "/v2/") {
                return BASIC_CHALLENGE;
              }
              return path === "1" ? FOUND : registryError(404, "MANIFEST_UNKNOWN");
            });
            const outcome = await judgeAbsence(conversation, "1", answerOf("GET", "1", lost));
            expect(outcome.result).to.be.oneOf(["registry_unavailable", "unknown_error"]);
          }
        });
      }
    }
  });

  it("nor through sockets, of tags and of what they lead to, and tells what is gone each time it can", async () => {
    const random = seededRandom(7);
    let lost: ScriptedAnswer = { status: 404 };
    const registry = await server(({ url }) => {
      if (random() < 0.5) {
        return lost;
      }
      if (url === "/v2/") {
        return BASIC_CHALLENGE;
      }
      return url.includes("/gone/") ? registryError(404, "MANIFEST_UNKNOWN") : FOUND;
    });
    const seen = new Set<string>();
    for (const [, answer] of LOST) {
      lost = answer;
      const subject = client();
      for (let index = 0; index < 25; index += 1) {
        const { result } = await subject.image(registry.host, { tag: `${index}` });
        expect(result).to.be.oneOf(["available", "registry_unavailable", "unknown_error"]);
        seen.add(result);
        seen.add((await subject.image(registry.host, { repository: `shop/gone/${index}` })).result);
      }
    }
    expect([...seen].sort()).to.deep.equal(["absent", "available", "registry_unavailable", "unknown_error"]);
  });
});

function answerOf(method: "HEAD" | "GET", path: string, { status = 200, headers, body }: ScriptedAnswer) {
  return {
    kind: "answered",
    method,
    url: `http://reg.test/${path}`,
    status,
    headers: headers ?? {},
    body: Buffer.from(typeof body === "string" || body === undefined ? (body ?? "") : JSON.stringify(body)),
    elsewhere: false,
  } as unknown as Answer;
}

/** A conversation whose answers are made by what is asked for: the root's path, or a version. */
function scripted(script: (path: string) => ScriptedAnswer): Conversation {
  const heard = (path: string): Heard => ({ kind: "answer", answer: answerOf("GET", path, script(path)) });
  return {
    secrets: [],
    ask: async (_method: string, version: string) => heard(version),
    ping: async (path: string) => heard(path),
    confirming: "wholly",
  } as unknown as Conversation;
}

/** The same numbers from 0 to 1 each time. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
