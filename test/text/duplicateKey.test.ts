import { expect } from "chai";
import { duplicateKey } from "../../src/text/duplicateKey.ts";

describe("duplicateKey()", () => {
  for (const [json, key] of [
    ['{"a":1,"a":2}', "a"],
    ['{"a":{"b":1},"c":[{"b":1},{"x":0, "x" : 1}]}', "x"],
    ['{"a":1,"\\u0061":2}', "a"],
    ['{"a\\"b":1,"c":"d","a\\"b":2}', 'a"b'],
    ['{"a":{"a":{"a":1}}}', undefined],
    ['[{"a":1},{"a":1}]', undefined],
    ['{"a":"a","b":"a: {","c":["a","a"]}', undefined],
    ['{"a":"}","b":"\\"","c":1}', undefined],
    ["5", undefined],
    [`{"a":"${"x".repeat(5_000_000)}","a":1}`, "a"],
  ] as const) {
    it(`duplicateKey() finds ${key} in ${json.slice(0, 50)}`, () => {
      expect(duplicateKey(json)).to.equal(key);
    });
  }
});
