import { expect } from "chai";
import fc from "fast-check";
import { compileKey, locate } from "../../src/credentials/keyPattern.ts";

describe("compileKey", () => {
  const cases: [key: string, normalised: string | undefined][] = [
    ["quay.io", "quay.io"],
    ["https://quay.io", "quay.io"],
    ["http://quay.io/", "quay.io"],
    ["HTTPS://quay.io", "HTTPS://quay.io"],
    ["https://index.docker.io/v1/", "index.docker.io"],
    ["quay.io/v2/", "quay.io"],
    ["quay.io/v2/team", "quay.io/team"],
    ["quay.io/v2", "quay.io/v2"],
    ["quay.io/v3/", "quay.io/v3/"],
    ["quay.io/team/", "quay.io/team/"],
    ["quay.io/te%61m", "quay.io/team"],
    ["quay.io/team?x#y", "quay.io/team"],
    ["user:secret@quay.io", "quay.io"],
    ["", ""],
    ["quay.io/%zz", undefined],
    ["quay io", undefined],
    ["quay.io:x", undefined],
  ];
  for (const [key, normalised] of cases) {
    it(`compileKey() normalises ${JSON.stringify(key)} to ${JSON.stringify(normalised)}`, () => {
      expect(compileKey(key)?.normalised).to.equal(normalised);
    });
  }

  const matches: [key: string, name: string, matches: boolean][] = [
    ["*.example.com", "a.example.com/app", true],
    ["*.example.com", "example.com/app", false],
    ["r*g.ex*e.com", "reg.example.com/app", true],
    ["*a*b*", "xaxbx/app", true],
    ["*a*b*", "xbxax/app", false],
    ["ab*b", "ab/app", false],
    ["quay.io:*", "quay.io:443/app", false],
    ["quay.io:", "quay.io/app", true],
    ["quay.i?", "quay.io/app", false],
    ["[q]uay.io", "quay.io/app", false],
    ["REG.example.com", "reg.example.com/app", false],
    ["[::1]:5000", "[::1]:5000/app", true],
    ["quay.io/Team", "quay.io/team/app", false],
    ["quay.io/te%2561m", "quay.io/team/app", true],
  ];
  for (const [key, name, expected] of matches) {
    it(`matches() says ${expected} for ${key} and ${name}`, () => {
      expect(compileKey(key)?.matches(locate(name)) ?? false).to.equal(expected);
    });
  }

  it("matches() agrees with a regular expression for any pattern of stars in one label", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
    const label = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(text, label, (glob, name) => {
        const expression = new RegExp(`^${glob.replaceAll("*", ".*")}$`);
        expect(compileKey(`x.${glob}`)?.matches(locate(`x.${name}/app`))).to.equal(expression.test(name));
      }),
    );
  });

  it("compileKey() and locate() never throw, whatever they are given", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        compileKey(text)?.matches(locate("quay.io/app"));
        compileKey("quay.io")?.matches(locate(text));
      }),
    );
  });

  it("matches() takes linear time on a hostile pattern", () => {
    const pattern = compileKey(`${"*a".repeat(5000)}.io`);
    expect(pattern?.matches(locate(`${"a".repeat(4999)}.io/app`))).to.equal(false);
  });
});
