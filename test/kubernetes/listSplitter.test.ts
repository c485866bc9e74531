import { expect } from "chai";
import fc from "fast-check";
import { ListSplitter } from "../../src/kubernetes/listSplitter.ts";

const LIMITS = { maxObjectBytes: 1_000_000, maxShellBytes: 1_000_000 };

/** @param cuts lengths of the chunks, over and over */
function split(text: string, cuts: readonly number[], limits = LIMITS): { objects: string[]; shell: string } {
  const bytes = Buffer.from(text);
  const splitter = new ListSplitter(limits);
  const objects: string[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const length = cuts[turn % cuts.length] ?? 1;
    objects.push(...splitter.push(bytes.subarray(at, at + length)));
    at += length;
  }
  return { objects, shell: splitter.shell() };
}

describe("ListSplitter", () => {
  const cases: readonly (readonly [name: string, text: string, objects: readonly string[], shell: string])[] =
    [
      ["no objects", '{"items":[]}', [], '{"items":[]}'],
      ["null instead of objects", '{"items":null,"metadata":{}}', [], '{"items":null,"metadata":{}}'],
      ["objects in a row", '{"items":[{"a":1},{"b":[2]}]}', ['{"a":1}', '{"b":[2]}'], '{"items":[]}'],
      ["white space", ' { "items" : [ {"a":1} , {} ] } ', ['{"a":1}', "{}"], ' { "items" : [    ] } '],
      [
        "brackets and quotes in texts",
        '{"items":[{"a":"}]{[\\"}"},{"b":"\\\\"}]}',
        ['{"a":"}]{[\\"}"}', '{"b":"\\\\"}'],
        '{"items":[]}',
      ],
      ["longer characters", '{"items":[{"ä":"€ 😀"}]}', ['{"ä":"€ 😀"}'], '{"items":[]}'],
      [
        "metadata before and after",
        '{"metadata":{"items":[{"x":1}]},"items":[{"y":2}],"tail":[{"z":3}]}',
        ['{"y":2}'],
        '{"metadata":{"items":[{"x":1}]},"items":[],"tail":[{"z":3}]}',
      ],
      ["a key that ends like it", '{"my\\"items":[{"x":1}]}', [], '{"my\\"items":[{"x":1}]}'],
      ["a value that reads like it", '{"a":"items","b":[{"x":1}]}', [], '{"a":"items","b":[{"x":1}]}'],
      ["items that are no list", '{"items":{"a":[{"x":1}]}}', [], '{"items":{"a":[{"x":1}]}}'],
      ["no list", "[[{}]]", [], "[[{}]]"],
      ["a list that is cut off", '{"items":[{"a":1},{"b"', ['{"a":1}'], '{"items":[{"b"'],
    ];
  for (const [name, text, objects, shell] of cases) {
    it(`push() takes apart: ${name}`, () => {
      for (const cut of [1, 2, 3, 1000]) {
        expect(split(text, [cut])).to.deep.equal({ objects, shell });
      }
    });
  }

  it("push() leaves out who set which fields of an object, and nothing that only looks like it", () => {
    const managedFields = [{ manager: 'a "]}', fieldsV1: { 'k:{"name":"]"}': {} } }, []];
    const items = [
      { metadata: { name: "a", managedFields, z: 1 }, spec: { a: [[{ managedFields }]] } },
      { metadata: { managedFields: [], name: '"managedFields":[' }, managedFields },
      { metadata: { managedFields: { a: [1] }, annotations: { a: JSON.stringify({ managedFields }) } } },
    ];
    const [first, second, third] = items;
    const kept = [{ ...first, metadata: { ...first!.metadata, managedFields: [] } }, second, third];
    const text = JSON.stringify({ kind: "List", items });
    const { objects, shell } = split(text, [text.length]);
    expect(objects.map((object): unknown => JSON.parse(object))).to.deep.equal(kept);
    expect(shell).to.equal('{"kind":"List","items":[]}');
    // In small pieces the name may be cut: then it is there, or not, but all else is.
    for (let length = 1; length < 60; length++) {
      const names = split(text, [length]).objects.map((object) => {
        const { metadata, ...rest } = JSON.parse(object) as Record<string, object>;
        return { ...rest, metadata: { ...metadata, managedFields: undefined } };
      });
      expect(names).to.deep.equal(
        items.map((item) => ({ ...item, metadata: { ...item.metadata, managedFields: undefined } })),
      );
    }
  });

  it("push() gives the objects of any list, in chunks of any length", () => {
    const items = fc.array(fc.dictionary(fc.string({ unit: "binary" }), fc.jsonValue()));
    fc.assert(
      fc.property(
        items,
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        fc.constantFrom(undefined, 1),
        (items, rest, cuts, space) => {
          const list = { before: rest, items, after: rest };
          const { objects, shell } = split(JSON.stringify(list, undefined, space), cuts);
          const parsed = objects.map((object): unknown => JSON.parse(object));
          expect(JSON.stringify(parsed)).to.equal(JSON.stringify(items));
          expect(JSON.stringify(JSON.parse(shell))).to.equal(JSON.stringify({ ...list, items: [] }));
        },
      ),
    );
  });

  it("push() gives up where an object is longer than allowed, as soon as it is", () => {
    const text = `{"items":[{"a":"${"x".repeat(100)}"`;
    expect(() => split(text, [10], { ...LIMITS, maxObjectBytes: 100 })).to.throw(
      RangeError,
      "is longer than 100 bytes",
    );
  });

  it("push() gives up where there is too much around the objects", () => {
    const text = `{"metadata":"${"x".repeat(100)}"`;
    expect(() => split(text, [10], { ...LIMITS, maxShellBytes: 100 })).to.throw(
      RangeError,
      "is longer than 100 bytes",
    );
  });
});
