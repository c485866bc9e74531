import { expect } from "chai";
import {
  holdsSecret,
  secretsOfAuthorization,
  secretsOfHeaders,
  withoutSecrets,
} from "../../src/registry/secretTraces.ts";

const SECRET = "s3cr3t/Pa+sswörd-of_Alice";

describe("holdsSecret()", () => {
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  for (const [what, text] of [
    ["itself", `bad password ${SECRET}`],
    ["its beginning", `bad password ${SECRET.slice(0, 10)}…`],
    ["its end", `… ${SECRET.slice(-12)} is wrong`],
    ["over several lines", `bad: ${[...SECRET].join("\n")}`],
    ["in upper case", SECRET.toUpperCase()],
    ["with other characters for what is no letter or digit", SECRET.replace(/[^a-z0-9]/gi, "_")],
    ["in base64", base64(SECRET)],
    ["in base64, in company", base64(`alice:${SECRET}`)],
    ["in base64, in other company", base64(`al:${SECRET}\n`)],
    ["in base64url, in upper case", base64(`bob:${SECRET}`).toUpperCase().replace(/\+/g, "-")],
    ["encoded for URLs", `https://h.test/?p=${encodeURIComponent(SECRET)}`],
    ["in hexadecimal", Buffer.from(SECRET).toString("hex")],
    ["backwards", [...SECRET].reverse().join("")],
  ] as const) {
    it(`finds a secret ${what}`, () => {
      expect(holdsSecret(text, ["another one", SECRET])).to.equal(true);
    });
  }

  it("finds a part of a long token, and leaves what everybody says alone", () => {
    const token = Array.from({ length: 400 }, (_, index) => (index * 7919).toString(36)).join("");
    expect(holdsSecret(`the token ${token.slice(500, 700)}`, [token])).to.equal(true);
    for (const text of [
      "UNAUTHORIZED: authentication required",
      "DENIED: requested access to the resource is denied",
    ]) {
      expect(holdsSecret(text, [token, SECRET, "hunter2"]), text).to.equal(false);
    }
  });

  it("finds each piece of eight of a secret, however long, and nothing less", () => {
    for (const length of [40, 4_000]) {
      const secret = Array.from({ length }, (_, index) => ((index * 7919) % 2_003).toString(36).at(-1)!).join(
        "",
      );
      for (let at = 0; at + 8 <= length; at += Math.ceil(length / 100)) {
        expect(holdsSecret(`ÄÖ ${secret.slice(at, at + 8)} Ü`, [secret]), `at ${at}`).to.equal(true);
        expect(holdsSecret(`ÄÖ ${secret.slice(at, at + 7)} Ü`, [secret]), `at ${at}`).to.equal(false);
      }
    }
    const endless = `begins so ${"x1y2".repeat(300_000)}`;
    expect(holdsSecret("it begins so x1y2", [endless])).to.equal(true);
  });

  it("finds short secrets as a whole, and no empty ones", () => {
    expect(holdsSecret("user bob with HUNTER-2", ["hunter2"])).to.equal(true);
    expect(holdsSecret("user bob with hunter", ["hunter2"])).to.equal(false);
    expect(holdsSecret("!?", ["", "!!"])).to.equal(false);
    expect(holdsSecret("a !! b", ["!!"])).to.equal(true);
    expect(holdsSecret("", [""])).to.equal(false);
  });
});

describe("secretsOfAuthorization()", () => {
  it("gives the credential and what it is made of", () => {
    expect(secretsOfAuthorization("Bearer abc.def")).to.deep.equal(["abc.def"]);
    expect(secretsOfAuthorization("Basic YWxpY2U6cGE6c3M=")).to.deep.equal(["YWxpY2U6cGE6c3M=", "pa:ss"]);
    const long = "p".repeat(1_000);
    expect(secretsOfAuthorization(`Basic ${Buffer.from(`alice:${long}`).toString("base64")}`)).to.deep.equal([
      long,
    ]);
    expect(secretsOfAuthorization("Basic")).to.deep.equal([]);
    expect(secretsOfAuthorization(undefined)).to.deep.equal([]);
  });
});

describe("secretsOfHeaders()", () => {
  it("gives every value, however short, and of credentials what they are made of", () => {
    expect(
      secretsOfHeaders([
        "x-key",
        "pw1",
        "x-empty",
        "",
        "authorization",
        "Basic Ym9iOnB3Mg==",
        "x-word",
        "a b",
      ]),
    ).to.deep.equal(["pw1", "Basic Ym9iOnB3Mg==", "Ym9iOnB3Mg==", "pw2", "a b"]);
  });
});

describe("withoutSecrets()", () => {
  const known = new Set(["https://registry.test/v2/my-registry-app/manifests/1"]);
  for (const [what, text, secrets, shown] of [
    ["nothing", "GET https://h.test/x: 403", [SECRET], "GET https://h.test/x: 403"],
    ["the word that holds it", `with "${SECRET}", and`, [SECRET], 'with "[redacted]", and'],
    [
      "the path of a URL",
      `GET https://h.test/a/${SECRET}: 500`,
      [SECRET],
      "GET https://h.test/[redacted]: 500",
    ],
    ["all where it is spread over words", "ab cde fg hij k", ["abcdefghijk"], "[redacted]"],
    [
      "nothing of what was asked, and of our own words",
      "GET https://registry.test/v2/my-registry-app/manifests/1: 404, as no registry does",
      ["my-registry-app"],
      "GET https://registry.test/v2/my-registry-app/manifests/1: 404, as no registry does",
    ],
    [
      "nothing for what is too short to be told from words",
      "no, and 1 of it",
      ["1", "no", ""],
      "no, and 1 of it",
    ],
    ["a short one as a whole", "it is hunter2.", ["hunter2"], "it is [redacted]."],
  ] as const) {
    it(`takes out ${what}`, () => {
      expect(withoutSecrets(text, secrets, known)).to.equal(shown);
    });
  }
});
