import { expect } from "chai";
import fc from "fast-check";
import { readAnswer, writeQuestion } from "../../src/registry/dnsMessage.ts";

describe("a message of the DNS", () => {
  const question = writeQuestion(0x1234, "a.test", "A") as Buffer;
  const question6 = writeQuestion(0x1234, "a.test", "AAAA") as Buffer;
  const OWNER = [0xc0, 12];
  const record = (type: number, data: readonly number[], { owner = OWNER, kind = 1 } = {}) =>
    Buffer.from([...owner, 0, type, 0, kind, 0, 0, 0, 60, data.length >> 8, data.length & 255, ...data]);
  const answer = (records: readonly Buffer[], { to = question, flags = [0x81, 0x80] } = {}) => {
    const message = Buffer.concat([to, ...records]);
    message.set(flags, 2);
    message.writeUInt16BE(records.length, 6);
    return message;
  };

  it("asks as RFC 1035 has it", () => {
    expect(question.toString("hex")).to.equal(
      "123401000001000000000000" + "0161" + "0474657374" + "00" + "00010001",
    );
    expect(question6.subarray(-4).toString("hex")).to.equal("001c0001");
  });

  it("has the addresses of an alias, and nothing else", () => {
    const message = answer([
      record(5, [1, 0x62, 0xc0, 12]),
      record(1, [10, 0, 0, 1], { owner: [1, 0x62, 4, 0x74, 0x65, 0x73, 0x74, 0] }),
      record(1, [10, 0, 0, 2], { owner: [1, 0x62, 0xc0, 14] }),
      record(1, [10, 0, 0, 3, 4]),
      record(1, [10, 0, 0, 4], { kind: 3 }),
      record(16, [1, 0x61]),
    ]);
    expect(readAnswer(message, question, "A")).to.deep.equal({
      code: 0,
      truncated: false,
      addresses: ["10.0.0.1", "10.0.0.2"],
    });
  });

  it("has addresses of IPv6", () => {
    const addresses = [
      [0xfd, ...Array.from({ length: 14 }, () => 0), 1],
      [0x20, 0x01, 0x0d, 0xb8, ...Array.from({ length: 12 }, (_, index) => index)],
    ];
    const message = answer(
      addresses.map((data) => record(28, data)),
      { to: question6 },
    );
    expect(readAnswer(message, question6, "AAAA")?.addresses).to.deep.equal([
      "fd00::1",
      "2001:db8:1:203:405:607:809:a0b",
    ]);
  });

  it("says what it is of", () => {
    expect(readAnswer(answer([], { flags: [0x81, 0x83] }), question, "A")).to.include({
      code: 3,
      truncated: false,
    });
    expect(readAnswer(answer([], { flags: [0x83, 0x80] }), question, "A")).to.include({
      code: 0,
      truncated: true,
    });
    const upper = answer([record(1, [10, 0, 0, 1])]);
    upper.set([0x41], 13);
    expect(readAnswer(upper, question, "A")?.addresses).to.deep.equal(["10.0.0.1"]);
  });

  it("is none where it answers something else", () => {
    const other = writeQuestion(0x1235, "a.test", "A") as Buffer;
    const name = writeQuestion(0x1234, "b.test", "A") as Buffer;
    for (const [to, flags] of [
      [other, [0x81, 0x80]],
      [name, [0x81, 0x80]],
      [question6, [0x81, 0x80]],
      [question, [0x01, 0x80]],
    ] as const) {
      expect(readAnswer(answer([], { to, flags: [...flags] }), question, "A")).to.equal(undefined);
    }
  });

  it("is none where it breaks off", () => {
    const whole = answer([record(5, [1, 0x62, 0xc0, 12]), record(1, [10, 0, 0, 1])]);
    for (let length = 0; length < whole.length; length++) {
      expect(readAnswer(whole.subarray(0, length), question, "A"), String(length)).to.equal(undefined);
    }
  });

  it("may be anything", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), fc.nat(0xffff), (bytes, count) => {
        const message = answer([Buffer.from(bytes)]);
        message.writeUInt16BE(count, 6);
        const read = readAnswer(message, question, "A");
        expect(read?.addresses ?? [])
          .to.have.property("length")
          .at.most(bytes.length / 14);
        readAnswer(Buffer.from(bytes), question, "A");
      }),
    );
  });
});
