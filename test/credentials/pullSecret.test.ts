import { expect } from "chai";
import { parsePullSecret } from "../../src/credentials/pullSecret.ts";

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64");
const entry = { auth: Buffer.from("u:p").toString("base64") };

describe("parsePullSecret", () => {
  const cases = [
    { type: "kubernetes.io/dockerconfigjson", payload: base64({ auths: { "quay.io": entry } }) },
    { type: "kubernetes.io/dockercfg", payload: base64({ "quay.io": entry }) },
  ] as const;
  for (const secret of cases) {
    it(`parsePullSecret() reads ${secret.type}`, () => {
      const parsed = parsePullSecret(secret);
      expect(parsed.ok && parsed.entries.map(({ key }) => key)).to.deep.equal(["quay.io"]);
    });
  }

  for (const payload of [undefined, ""]) {
    it(`parsePullSecret() passes over a secret whose key is ${payload === "" ? "empty" : "missing"}`, () => {
      const parsed = parsePullSecret({ type: "kubernetes.io/dockerconfigjson", payload });
      expect(parsed).to.deep.equal({ ok: true, entries: [] });
    });
  }

  it("parsePullSecret() reads no password that is longer than any registry takes", () => {
    const parse = (length: number) => {
      const auths = { "quay.io": entry, "reg.test": { username: "u", password: "p".repeat(length) } };
      return parsePullSecret({ type: "kubernetes.io/dockerconfigjson", payload: base64({ auths }) });
    };
    expect(parse(8 * 1024 - 1).ok).to.equal(true);
    const error = "it has a password of more than 8 KiB";
    expect(parse(8 * 1024)).to.deep.equal({ ok: false, error, tooLarge: true });
  });

  it("parsePullSecret() says what is wrong", () => {
    const payload = base64({ auths: { "quay.io": { auth: "?" } } });
    expect(parsePullSecret({ type: "kubernetes.io/dockerconfigjson", payload })).to.deep.equal({
      ok: false,
      error: 'entry "quay.io": "auth" is not base64',
    });
  });
});
