import { expect } from "chai";
import { MessageReader } from "../../../src/kubernetes/protobuf/messageReader.ts";

describe("MessageReader", () => {
  it("throws at a length that is negative, and does not read the same for ever", () => {
    const minusTwelve = [0xf4, ...Array.from({ length: 8 }, () => 0xff), 0x01];
    const bytes = Buffer.from([0x0a, ...minusTwelve, 0x00]);
    for (const fields of [{}, { 1: ["name", "text"] }] as const) {
      expect(() => new MessageReader(bytes).message(bytes.length, fields)).to.throw(Error);
    }
  });
});
