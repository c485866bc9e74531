import { expect } from "chai";
import { isRegistryErrorBody, oneLine, readErrorBody, saysUnknown } from "../../src/registry/errorBody.ts";

describe("readErrorBody()", () => {
  const rows: [unknown, ReturnType<typeof readErrorBody>][] = [
    [
      { errors: [{ code: "MANIFEST_UNKNOWN", message: "manifest unknown", detail: {} }, { code: "OTHER" }] },
      { code: "MANIFEST_UNKNOWN", message: "manifest unknown" },
    ],
    [{ errors: [{ code: "denied" }] }, { code: "DENIED", message: "" }],
    [{ errors: [{ code: "a b\nc" }] }, { code: "A_B_C", message: "" }],
    [{ errors: [{ message: "only words" }] }, { code: "", message: "only words" }],
    [{ errors: [{ code: 404, message: ["x"] }] }, undefined],
    [{ errors: [] }, undefined],
    [{ errors: "no" }, undefined],
    [
      { error: "invalid_grant", error_description: "expired" },
      { code: "INVALID_GRANT", message: "expired" },
    ],
    [{ details: "incorrect username or password" }, { code: "", message: "incorrect username or password" }],
    [{ message: "Not found." }, { code: "", message: "Not found." }],
    [{}, undefined],
    ["text", undefined],
    [null, undefined],
    [{ errors: { __proto__: { 0: { code: "X" } } } }, undefined],
  ];
  for (const [body, expected] of rows) {
    it(`reads ${JSON.stringify(body)}`, () => {
      expect(readErrorBody(Buffer.from(JSON.stringify(body)))).to.deep.equal(expected);
    });
  }

  it("reads nothing from what is no JSON", () => {
    expect(readErrorBody(Buffer.from("<html>"))).to.equal(undefined);
  });
});

describe("isRegistryErrorBody()", () => {
  for (const [body, expected] of [
    ['{"errors":[{"code":"NAME_UNKNOWN"}]}', true],
    ['{"errors":[{"code":"X","message":"x","detail":{"a":[{}]}}]}', true],
    ['{"errors":[{"code":"X","status":"404"}]}', false],
    ['{"errors":[{"code":"X","title":"x"}]}', false],
    ['{"errors":[]}', false],
    ['{"error":"Not Found"}', false],
    ["<html>", false],
  ] as const) {
    it(`is ${expected} for ${body}`, () => {
      expect(isRegistryErrorBody(Buffer.from(body))).to.equal(expected);
    });
  }
});

describe("saysUnknown()", () => {
  for (const [body, expected] of [
    ['{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown","detail":{"Tag":"1"}}]}', true],
    ['{"errors":[{"code":"MANIFEST_UNKNOWN","message":"cut off he', true],
    ['{"errors":[{"code":"name_unknown"}]}', true],
    ['{"errors":[{"code":"TAG_EXPIRED"}]}', true],
    ['{"errors":[{"code":"NOT_FOUND","message":"artifact a/b:1 not found"}]}', true],
    ['{"errors":[{"code":"NOT_FOUND","message":"project a not found"}]}', true],
    ['{"errors":[{"code":"NOT_FOUND","message":"/v2/a/b/manifests/1 not found"}]}', false],
    ['{"errors":[{"code":"NOT_FOUND"}]}', false],
    ['{"errors":[{"code":["MANIFEST_UNKNOWN","X"]}]}', false],
    ['{"errors":[{"status":"404","code":"no_route"}]}', false],
    ['{"error":"NAME_UNKNOWN"}', false],
    ['{"code":"MANIFEST_UNKNOWN"}', false],
    ["MANIFEST_UNKNOWN", false],
    ["", false],
  ] as const) {
    it(`is ${expected} for ${body}`, () => {
      expect(saysUnknown(Buffer.from(body))).to.equal(expected);
    });
  }
});

describe("oneLine()", () => {
  it("leaves no control characters, line breaks or direction marks", () => {
    expect(oneLine("a\r\nb\tc\u0000d\u001b[31me\u2028f\u202eg  ")).to.equal("a b c d [31me f g");
  });

  it("is at most 200 characters long", () => {
    expect(oneLine("x".repeat(200))).to.equal("x".repeat(200));
    expect(oneLine("x".repeat(201))).to.equal(`${"x".repeat(199)}…`);
  });
});
