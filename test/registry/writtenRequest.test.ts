import { expect } from "chai";
import type { TransportRequest } from "../../src/registry/transport.ts";
import { writtenRequest } from "../../src/registry/writtenRequest.ts";

const REQUEST: TransportRequest = {
  origin: { url: "http://registry.test:5000", settings: {} as never, allowLoopback: false },
  method: "GET",
  path: "/v2/?x=y",
  headers: ["accept", "*/*"],
  maxBytes: 1,
};
const TO = { host: "registry.test:5000", fields: [], inFull: false };

describe("writtenRequest()", () => {
  it("has the path, or the whole URL, and all fields", () => {
    expect(writtenRequest(REQUEST, TO)).to.equal(
      "GET /v2/?x=y HTTP/1.1\r\nhost: registry.test:5000\r\naccept: */*\r\n\r\n",
    );
    expect(writtenRequest(REQUEST, { ...TO, fields: ["a", "b"], inFull: true })).to.equal(
      "GET http://registry.test:5000/v2/?x=y HTTP/1.1\r\nhost: registry.test:5000\r\naccept: */*\r\na: b\r\n\r\n",
    );
  });

  it("tells how long a body is", () => {
    expect(writtenRequest({ ...REQUEST, method: "POST", body: "a=b" }, TO)).to.match(
      /\r\ncontent-length: 3\r\n\r\na=b$/,
    );
  });

  for (const [what, request] of [
    ["a space in a path", { path: "/a b" }],
    ["a line break in a path", { path: "/a\r\nx: y" }],
    ["what is beyond latin1 in a path", { path: "/\u20ac" }],
    ["a line break in a field", { headers: ["a", "b\r\nx: y"] }],
    ["a line break in a field's name", { headers: ["a\r\nx", "y"] }],
    ["no name of a field", { headers: ["", "y"] }],
    ["what is beyond latin1 in a field", { headers: ["a", "\u20ac"] }],
  ] as const) {
    it(`cannot carry ${what}`, () => {
      expect(() => writtenRequest({ ...REQUEST, ...request }, TO))
        .to.throw(/^invalid /)
        .with.property("code", "ERR_REQUEST");
    });
  }
});
