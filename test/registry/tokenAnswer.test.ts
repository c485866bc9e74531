import { expect } from "chai";
import fc from "fast-check";
import { readTokenAnswer } from "../../src/registry/tokenAnswer.ts";

describe("readTokenAnswer()", () => {
  const rows: [string, string, object | undefined][] = [
    ["an object", '{"token":"t","expires_in":3}', { token: "t", expires_in: 3 }],
    ["names in any case, the last of equal ones", '{"Token":"a","TOKEN":"b"}', { token: "b" }],
    ["null as missing", '{"token":null,"expires_in":null}', {}],
    ["other members of any kind", '{"token":"t","x":[{"}":1}]}', { token: "t" }],
    ["what stands before something else", ' {"token":"}\\"{"} rest {', { token: '}"{' }],
    ["a token that is no text", '{"token":1}', undefined],
    ["a lifetime that is no whole number", '{"token":"t","expires_in":"3"}', undefined],
    ["a time of no form", '{"token":"t","issued_at":"now"}', undefined],
    [
      "a time",
      '{"issued_at":"2026-01-02T03:04:05.678+01:00"}',
      { issued_at: "2026-01-02T03:04:05.678+01:00" },
    ],
    ["a list", "[]", undefined],
    ["a text", '"token"', undefined],
    ["no end", '{"token":"t"', undefined],
    ["nothing", "", undefined],
  ];
  for (const [name, text, expected] of rows) {
    it(`reads ${name}`, () => {
      expect(readTokenAnswer(text)).to.deep.equal(expected);
    });
  }

  it("reads an object, whatever follows it", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (x, rest) => {
        expect(readTokenAnswer(`${JSON.stringify({ token: "t", x })} ${rest}`)).to.deep.include({
          token: "t",
        });
      }),
    );
  });
});
