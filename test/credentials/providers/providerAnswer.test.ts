import { expect } from "chai";
import fc from "fast-check";
import { readProviderAnswer } from "../../../src/credentials/providers/providerAnswer.ts";

const V1 = "credentialprovider.kubelet.k8s.io/v1";

describe("readProviderAnswer", () => {
  const good = {
    kind: "CredentialProviderResponse",
    apiVersion: V1,
    cacheKeyType: "Registry",
    cacheDuration: "1h",
    auth: { "reg.example.com": { username: "u", password: "secret-of-the-answer" } },
  };

  it("readProviderAnswer() reads or refuses whatever text it is given, and never quotes it", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ unit: "binary" })), (text) => {
        const read = readProviderAnswer(text, V1);
        expect(read).to.have.property("error").that.is.a("string");
      }),
    );
  });

  it("readProviderAnswer() reads or refuses whatever an answer is changed into, and never quotes a value", () => {
    const field = fc.constantFrom("kind", "apiVersion", "cacheKeyType", "cacheDuration", "auth", "more");
    fc.assert(
      fc.property(field, fc.jsonValue(), (name, value) => {
        const text = JSON.stringify({ ...good, [name]: value });
        const read = readProviderAnswer(text, V1);
        expect("error" in read ? read.error : "").not.to.include("secret-of-the-answer");
        if (!("error" in read)) {
          expect(read.cacheKeyType).to.be.oneOf(["Image", "Registry", "Global"]);
          expect(read.entries.every(({ credential }) => typeof credential.password === "string")).to.equal(
            true,
          );
        }
      }),
    );
  });

  it("readProviderAnswer() is through with nesting and names without end", () => {
    for (const text of [
      "[".repeat(100_000),
      `{"auth":${'{"a":'.repeat(50_000)}`,
      JSON.stringify({ ...good, auth: { __proto__: { username: "u" }, constructor: { password: "p" } } }),
      JSON.stringify({ ...good, auth: JSON.parse('{"__proto__":{"username":"u"}}') }),
    ]) {
      const read = readProviderAnswer(text, V1);
      expect("error" in read || read.entries.length > 0).to.equal(true);
    }
    expect(({} as { username?: string }).username).to.equal(undefined);
  });
});
