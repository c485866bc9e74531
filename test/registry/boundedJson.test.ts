import { expect } from "chai";
import fc from "fast-check";
import { parseBoundedJson } from "../../src/registry/boundedJson.ts";

const parse = (text: string, options?: Parameters<typeof parseBoundedJson>[1]) =>
  parseBoundedJson(Buffer.from(text), options);

describe("parseBoundedJson()", () => {
  it("reads what JSON.parse reads, but for keys `__proto__`, as long as it is small", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json({ maxDepth: 3 }), fc.constant('{"a":1,"__proto__":[]}')), (text) => {
        expect(parse(text, { depth: 100, values: 100_000 })).to.deep.equal(
          JSON.parse(text, (key, value: unknown) => (key === "__proto__" ? undefined : value)),
        );
      }),
    );
  });

  it("never throws, whatever the bytes, and reads nothing from what is no JSON", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        parseBoundedJson(Buffer.from(bytes));
        parseBoundedJson(Buffer.from(bytes), { partial: true });
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'{}[]",:\\ 10eatrunfl')), (characters) => {
        parse(characters.join(""));
        parse(characters.join(""), { partial: true });
      }),
    );
    for (const text of [
      "",
      " ",
      "<html>",
      "{",
      "[",
      '{"a"',
      '{"a":}',
      '{"a" 1}',
      '"a',
      "{}x",
      "nul",
      "+1",
      "}",
    ]) {
      expect(parse(text), text).to.equal(undefined);
    }
  });

  it("leaves lists and objects empty that are nested deeper than asked for", () => {
    expect(parse('{"a":{"b":[1]},"c":[{"d":1}],"e":2}', { depth: 1 })).to.deep.equal({ a: {}, c: [], e: 2 });
    expect(parse('[{"a":["]}"]},"\\"]"]', { depth: 1 })).to.deep.equal([{}, '"]']);
  });

  it("keeps no more than so many values", () => {
    const many = `[${Array(1000).fill("{}").join()}]`;
    expect(parse(many, { depth: 5, values: 10 })).to.have.length(9);
    expect(parse(`{"x":${many},"y":1}`, { depth: 1 })).to.deep.equal({ x: [], y: 1 });
  });

  it("keeps what it came to where the end is missing and need not be there", () => {
    const cut = '{"errors":[{"code":"DENIED","message":"no","detail":[{"a":"b';
    expect(parse(cut)).to.equal(undefined);
    expect(parse(cut, { depth: 3, partial: true })).to.deep.equal({
      errors: [{ code: "DENIED", message: "no", detail: [] }],
    });
    expect(parse("<html>", { partial: true })).to.equal(undefined);
  });

  it("takes no prototype from elsewhere", () => {
    expect(Object.keys(parse('{"__proto__":{"token":"x"}}', { depth: 3 }) as object)).to.deep.equal([]);
    expect((parse('{"__proto__":{"token":"x"}}', { depth: 3 }) as { token?: string }).token).to.equal(
      undefined,
    );
  });

  it("makes nothing of a million elements, of a nesting a million deep, of a string of megabytes", () => {
    const elements = parse(`{"schemaVersion":2,"x":[${Array(1_000_000).fill("{}").join()}],"config":{}}`);
    expect(elements).to.deep.equal({ schemaVersion: 2, x: [], config: {} });
    const deep = parse(`{"x":${"[".repeat(1_000_000)}${"]".repeat(1_000_000)},"a":1}`);
    expect(deep).to.deep.equal({ x: [], a: 1 });
    expect(parse(`{"x":"${'\\"'.repeat(1_000_000)}","a":1}`)).to.deep.equal({ a: 1 });
    const keys = Array.from({ length: 300_000 }, (_, index) => `"${index}":0`);
    expect(Object.keys(parse(`{${keys.join()}}`) as object)).to.have.length.below(300);
  });
});
