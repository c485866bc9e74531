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
    ["a lifetime with a point", '{"token":"t","expires_in":300.0}', undefined],
    ["a lifetime with an exponent", '{"token":"t","expires_in":3e2}', undefined],
    ["a lifetime that Go has no number for", '{"expires_in":9223372036854775808}', undefined],
    ["a long lifetime", '{"expires_in":9007199254740993}', { expires_in: 9007199254740992 }],
    [
      "names in letters that fold into others",
      '{"acce\\u017f\\u017f_to\\u212aen":"t"}',
      { access_token: "t" },
    ],
    ["a number", "5", undefined],
    ...[
      "2026-02-30T01:02:03Z",
      "2026-13-01T01:02:03Z",
      "2026-01-01T24:00:00Z",
      "2026-01-01T01:02:60Z",
      "2026-01-01T01:02:03+25:00",
      "2025-02-29T01:02:03Z",
    ].map((time): [string, string, undefined] => [`no time: ${time}`, `{"issued_at":"${time}"}`, undefined]),
    ...["2024-02-29T1:02:03Z", "2026-01-01T01:02:03,5+24:00", "2026-01-01T01:02:03-24:60"].map(
      (time): [string, string, object] => [
        `the time ${time}`,
        `{"issued_at":"${time}"}`,
        { issued_at: time },
      ],
    ),
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

  it("does not mind what members are that a runtime does not read", () => {
    const text = '{"access_token":"t","token":5}';
    expect(readTokenAnswer(text, { unread: ["token"] })).to.deep.equal({ access_token: "t" });
  });

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
