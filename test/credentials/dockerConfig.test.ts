import { expect } from "chai";
import { displayKey, MAX_ENTRIES, parseDockerConfig } from "../../src/credentials/dockerConfig.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const auths = (entry: unknown) => JSON.stringify({ auths: { "reg.example.com": entry } });

describe("parseDockerConfig", () => {
  const valid: [does: string, entry: unknown, username: string, password: string][] = [
    ["decodes auth", { auth: base64("u:p") }, "u", "p"],
    ["keeps colons in a password", { auth: base64("u:p:q:") }, "u", "p:q:"],
    [
      "prefers auth to username and password",
      { auth: base64("u:p"), username: "x", password: "y" },
      "u",
      "p",
    ],
    ["takes username and password where auth is empty", { auth: "", username: "x", password: "y" }, "x", "y"],
    ["takes an empty user name in auth", { auth: base64(":p") }, "", "p"],
    ["decodes auth without padding", { auth: "dTpw" }, "u", "p"],
    ["decodes auth broken over lines", { auth: "dT\r\npw\n" }, "u", "p"],
    ["keeps NULs at the end of a password", { auth: base64("u:p\0\0") }, "u", "p\0\0"],
    ["decodes UTF-8", { auth: base64("ü:pässwort") }, "ü", "pässwort"],
    ["reads an entry without anything", {}, "", ""],
    ["reads null as an entry without anything", null, "", ""],
    ["reads null as a field that is not there", { auth: null, username: "x", password: "y" }, "x", "y"],
    ["compares field names regardless of case", { UserName: "x", PASSWORD: "y" }, "x", "y"],
    ["ignores unknown fields", { auth: base64("u:p"), registrytoken: 5, identitytoken: 5 }, "u", "p"],
  ];
  for (const [does, entry, username, password] of valid) {
    it(`parseDockerConfig() ${does}`, () => {
      const parsed = parseDockerConfig("dockerconfigjson", auths(entry));
      expect(parsed.ok && parsed.entries.map(({ key }) => key)).to.deep.equal(["reg.example.com"]);
      expect(parsed.ok && parsed.entries[0]?.credential).to.include({ username, password });
      expect(parsed.ok && parsed.entries[0]?.credential).to.not.have.property("identityToken");
    });
  }

  it("parseDockerConfig() reads identity tokens when asked to", () => {
    const text = auths({ auth: base64("u:"), identitytoken: "refresh" });
    const parsed = parseDockerConfig("dockerconfigjson", text, { identityTokens: true });
    expect(parsed.ok && parsed.entries[0]?.credential).to.include({
      username: "u",
      identityToken: "refresh",
    });
  });

  it("parseDockerConfig() reads a dockercfg as the map itself, whatever its keys are called", () => {
    const parsed = parseDockerConfig("dockercfg", JSON.stringify({ auths: { auth: base64("u:p") } }));
    expect(parsed.ok && parsed.entries.map(({ key }) => key)).to.deep.equal(["auths"]);
  });

  for (const text of ["null", "{}", '{"auths":null}', '{"auths":{}}', ' {"credsStore":"x"}\n']) {
    it(`parseDockerConfig() finds no entries in ${text.trim()}`, () => {
      expect(parseDockerConfig("dockerconfigjson", text)).to.deep.equal({ ok: true, entries: [] });
    });
  }

  const invalid: [text: string, error: string][] = [
    ["", "not valid JSON"],
    ['{"auths":{"a":{"auth":"hunter2"', "not valid JSON"],
    ["{}\0", "not valid JSON"],
    [base64('{"auths":{}}'), "not valid JSON: it is base64 once more"],
    [`${base64('{"auths":{"a":{"auth":"hunter2"}}}')}\n`, "not valid JSON: it is base64 once more"],
    ["[]", "the document: expected a JSON object, given an array"],
    ['"hunter2"', "the document: expected a JSON object, given a string"],
    ['{"auths":[]}', '"auths": expected a JSON object, given an array'],
    ['{"auths":{},"HttpHeaders":{"a":5}}', '"HttpHeaders": "a": expected a string, given a number'],
    [auths("dTpw"), 'entry "reg.example.com": expected a JSON object, given a string'],
    [auths({ auth: 5 }), 'entry "reg.example.com": "auth": expected a string, given a number'],
    [
      auths({ auth: { u: "hunter2" } }),
      'entry "reg.example.com": "auth": expected a string, given an object',
    ],
    [auths({ email: true }), 'entry "reg.example.com": "email": expected a string, given a boolean'],
    [auths({ auth: "hunter-2" }), 'entry "reg.example.com": "auth" is not base64'],
    [auths({ auth: "dTpw=" }), 'entry "reg.example.com": "auth" is not base64'],
    [
      auths({ auth: base64("hunter2") }),
      'entry "reg.example.com": "auth" is not base64 of "user:password": it has no colon',
    ],
    [
      '{"auths":{"https://u:hunter2@q.io":5}}',
      'entry "https://***@q.io": expected a JSON object, given a number',
    ],
  ];
  for (const [text, error] of invalid) {
    it(`parseDockerConfig() refuses ${text.replace("\0", "\\0") || "an empty text"} without quoting it`, () => {
      expect(parseDockerConfig("dockerconfigjson", text)).to.deep.equal({ ok: false, error });
      expect(error).to.not.contain("hunter");
    });
  }

  it("parseDockerConfig() reads so many entries and no more, wherever they stand", () => {
    const map = (count: number, word: string) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`${word}${index}`, null]));
    const fits = parseDockerConfig("dockercfg", JSON.stringify(map(MAX_ENTRIES, "a")));
    expect(fits.ok && fits.entries.length).to.equal(MAX_ENTRIES);
    const twice = { auths: map(MAX_ENTRIES, "a"), Auths: { ...map(MAX_ENTRIES, "a"), b: null } };
    expect(parseDockerConfig("dockerconfigjson", JSON.stringify(twice))).to.deep.equal({
      ok: false,
      error: "it has more than 1000 entries",
      tooLarge: true,
    });
  });

  it("parseDockerConfig() names a key of a megabyte by its beginning", () => {
    const parsed = parseDockerConfig("dockercfg", JSON.stringify({ ["k".repeat(1_000_000)]: 5 }));
    expect(parsed.ok ? "" : parsed.error)
      .to.match(/^entry "k{200}…/)
      .and.to.have.lengthOf.below(400);
  });
});

describe("displayKey", () => {
  for (const [key, shown] of [
    ["quay.io/team", "quay.io/team"],
    ["u:p@quay.io", "***@quay.io"],
    ["https://u:p@s@quay.io/v1/", "https://***@quay.io/v1/"],
    ["quay.io/a@b", "quay.io/a@b"],
  ] as const) {
    it(`displayKey() shows ${key} as ${shown}`, () => {
      expect(displayKey(key)).to.equal(shown);
    });
  }
});
