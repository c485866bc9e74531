import { expect } from "chai";
import { type JsonSchema, schemaBreaks } from "./schemaBreaks.ts";

describe("schemaBreaks()", () => {
  const schema = (node: object, more: object = {}): JsonSchema => ({
    properties: { a: node },
    additionalProperties: false,
    ...more,
  });
  const text = { type: "string" };
  const cases: readonly (readonly [string, JsonSchema, JsonSchema, readonly string[]])[] = [
    [
      "a key that is gone",
      schema(text),
      { properties: {}, additionalProperties: false },
      ["a: no such key any more"],
    ],
    ["a key that is new", schema(text), schema(text, { properties: { a: text, b: text } }), []],
    [
      "a key that a pattern takes",
      schema(text),
      { patternProperties: { "^a$": {} }, additionalProperties: false },
      [],
    ],
    ["another type", schema(text), schema({ type: "integer" }), ["a: string is no type of it any more"]],
    ["one type more", schema(text), schema({ type: ["string", "null"] }), []],
    [
      "one type less",
      schema({ type: ["string", "object"] }),
      schema(text),
      ["a: object is no type of it any more"],
    ],
    ["a number for an integer", schema({ type: "integer" }), schema({ type: "number" }), []],
    [
      "a choice that is gone",
      schema({ enum: ["b", "c"] }),
      schema({ enum: ["c"] }),
      ['a: "b" is no choice any more'],
    ],
    [
      "choices where all was taken",
      schema(text),
      schema({ enum: ["b"] }),
      ['a: "what is no choice" is no choice any more'],
    ],
    ["a pattern that is new", schema(text), schema({ ...text, pattern: "^b$" }), ["a: another pattern"]],
    ["a pattern that is gone", schema({ ...text, pattern: "^b$" }), schema(text), []],
    ["a higher minimum", schema({ minimum: 1 }), schema({ minimum: 2 }), ["a: a higher minimum"]],
    [
      "a maximum that is new",
      schema({ type: "integer" }),
      schema({ type: "integer", maximum: 9 }),
      ["a: a lower maximum"],
    ],
    ["what is required", schema(text), schema(text, { required: ["a"] }), ["the values: a is required"]],
    [
      "what is required further down, by a reference",
      schema({ type: "object", properties: { b: text } }),
      schema(
        { $ref: "#/definitions/d" },
        { definitions: { d: { type: "object", properties: { b: text }, required: ["b"] } } },
      ),
      ["a: b is required"],
    ],
    [
      "a closed map that was open",
      schema({ properties: { b: text } }),
      schema({ properties: { b: text }, additionalProperties: false }),
      ["a: no other keys any more"],
    ],
    [
      "elements of another type",
      schema({ items: text }),
      schema({ items: { type: "integer" } }),
      ["a.*: string is no type of it any more"],
    ],
    [
      "values of a map that are bounded",
      schema({ type: "object" }),
      schema({ type: "object", additionalProperties: { type: "string", pattern: "b" } }),
      ["a.*: another pattern"],
    ],
    ["nothing", schema(text), schema({ ...text, description: "b", default: "c" }), []],
  ];
  for (const [what, older, newer, expected] of cases) {
    it(`tells of ${what}`, () => {
      expect(schemaBreaks(older, newer)).to.deep.equal(expected);
    });
  }
});
