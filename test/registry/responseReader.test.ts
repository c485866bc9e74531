import { expect } from "chai";
import fc from "fast-check";
import { ResponseReader } from "../../src/registry/responseReader.ts";

const KIB = 1024;
const PLAIN = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX-A: b\r\n\r\nabc";

describe("ResponseReader", () => {
  it("push() reads the same in whatever pieces it comes", () => {
    const chunked =
      "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1  201\nX-A : no\nX-B:\n b\nX-A: a\n \tb\nX-A: c \t\nTransfer-Encoding: Chunked\nContent-Length: 7\n\n2;x=y\r\nab\r\n1 \r\nc\r\n0\r\nT: t\r\n\r\n";
    for (const [text, expected] of [
      [PLAIN, { status: 200, headers: { "content-length": "3", "x-a": "b" }, body: "abc" }],
      [chunked, { status: 201, headers: { "x-a": ["a b", "c"], "x-b": "b" }, body: "abc" }],
    ] as const) {
      for (let size = 1; size <= text.length; size += 1) {
        expect(read(text, { size }), `in pieces of ${size}`).to.deep.equal(expected);
      }
    }
  });

  it("push() reads no body where there is none", () => {
    const head = PLAIN.slice(0, -3);
    expect(read(head, { method: "HEAD" })).to.deep.include({ status: 200, body: "" });
    expect(read(head.replace("200", "204"))).to.deep.include({ status: 204, body: "" });
    expect(read(head.replace("200", "304"))).to.deep.include({ status: 304, body: "" });
    expect(read(head.replace("3", "0"))).to.deep.include({ status: 200, body: "" });
  });

  it("push() keeps a hundred or so of many fields, and of those that are needed", () => {
    const many = (field: string) => `HTTP/1.1 200 OK\r\n${field.repeat(9_000)}Location: /x\r\n\r\n`;
    const fields = (text: string) => Object.values(read(text, { method: "HEAD" }).headers ?? {}).flat();
    expect(fields(many("a:\r\n")))
      .to.have.length(129)
      .and.include("/x");
    expect(fields(many("Retry-After:\r\n"))).to.have.length(256);
  });

  it("heldBytes tells what is kept of a head, but for what every answer may have, and letGo() gives it back", () => {
    const reader = new ResponseReader("HEAD", 0);
    reader.push(Buffer.from(`HTTP/1.1 200 OK\r\n${"X-Padding: some value\r\n".repeat(1_000)}`));
    expect(reader).to.deep.include({ heldBytes: 0, isInLargeHead: false });
    reader.push(Buffer.from(`Location: ${"x".repeat(400 * KIB)}`));
    expect(reader.heldBytes).to.be.within(380 * KIB, 800 * KIB);
    expect(reader.isInLargeHead).to.equal(true);
    reader.letGo();
    expect(reader.heldBytes).to.be.below(16 * KIB);
  });

  for (const [what, head] of [
    ["a line", "X-Field: "],
    ["lines that go on with one", "X-Field: x\r\n"],
    ["a field whose name is long", `X-Name-Of-A-Field: `],
  ] as const) {
    it(`push() keeps nothing of ${what} that is long and that nobody needs, and looks at all of it`, () => {
      const long = (what.startsWith("lines") ? ` ${"x".repeat(100)}\r\n` : "x".repeat(100)).repeat(5_000);
      for (const size of [997, 64 * KIB]) {
        const reader = new ResponseReader("HEAD", 0);
        let most = 0;
        for (const bytes of piecesOf(`HTTP/1.1 200 OK\r\n${head}${long}`, size)) {
          reader.push(bytes);
          most = Math.max(most, reader.heldBytes);
        }
        expect(most, "kept").to.be.below(128 * KIB);
        reader.push(Buffer.from(`${long.endsWith("\n") ? "" : "\r\n"} more\r\nLocation: /x\r\n\r\n`));
        expect(reader.head?.headers).to.deep.include({ location: "/x" });
        const bad = new ResponseReader("HEAD", 0);
        const pieces = piecesOf(`HTTP/1.1 200 OK\r\n${head}${long}\x01${long}`, size);
        expect(() => pieces.map((bytes) => bad.push(bytes)))
          .to.throw()
          .with.property("code", "ERR_HEADER_FIELD");
      }
    });
  }

  for (const malformed of ["no field\r\n", ":v\r\n", "a: \x01\r\n", "a: b\rc: d\r\n"]) {
    it(`push() refuses what is malformed past what is kept: ${JSON.stringify(malformed)}`, () => {
      const many = `HTTP/1.1 200 OK\r\n${"a:\r\n".repeat(1_000)}`;
      const trailers = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\na: b\r\n";
      for (const before of [many, trailers]) {
        expect(() => read(`${before}${malformed}\r\n`), before)
          .to.throw()
          .with.property("code", "ERR_HEADER_FIELD");
      }
    });
  }

  it("push() keeps as many needed fields behind one that is too long, whether that comes in pieces or not", () => {
    for (const long of [
      `a: ${"y".repeat(20_000)}`,
      `a: b\r\n ${"y".repeat(20_000)}`,
      `a: b${" ".repeat(20_000)}`,
    ]) {
      const whole = `HTTP/1.1 200 OK\r\n${long}\r\n${"Retry-After: 1\r\n".repeat(300)}\r\n`;
      const kept = (size: number) =>
        (read(whole, { method: "HEAD", size }).headers as Record<string, string[]>)["retry-after"]?.length;
      expect(kept(1_000)).to.equal(kept(whole.length));
    }
  });

  it("push() takes of needed and other fields the same, wherever pieces end", () => {
    const name = fc.constantFrom(
      "a",
      "x b",
      "X-Some-Field",
      "Location",
      "www-authenticate",
      "Retry-After",
      "",
    );
    const value = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom("x".repeat(9_000), "y".repeat(20_000), "1\r\n folded", "\t"),
    );
    const field = fc.record({
      name,
      value,
      times: fc.constantFrom(1, 1, 1, 90),
      end: fc.constantFrom("\r\n", "\n"),
    });
    fc.assert(
      fc.property(fc.array(field, { maxLength: 8 }), fc.nat(), (fields, at) => {
        const lines = fields.map(({ name: key, value: text, times, end }) =>
          `${key}: ${text}${end}`.repeat(times),
        );
        const whole = `HTTP/1.1 200 OK\r\n${lines.join("")}\r\n`;
        const needed = (size: number) => {
          try {
            const {
              location,
              "www-authenticate": challenge,
              "retry-after": wait,
            } = read(whole, {
              method: "HEAD",
              size,
            }).headers as Record<string, unknown>;
            return { location, challenge, wait };
          } catch (error) {
            return (error as { code: string }).code;
          }
        };
        expect(needed(1 + (at % whole.length))).to.deep.equal(needed(whole.length));
      }),
    );
  });

  for (const [text, follows] of [
    ["HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", true],
    ["HTTP/1.1 200 OK\r\nConnection: Upgrade, Close\r\nContent-Length: 3\r\n\r\nabc", false],
    ["HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nabc", false],
    ["HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 3\r\n\r\nabc", true],
    ["HTTP/1.1 200 OK\r\n\r\nabc", false],
    ["HTTP/1.1 200 OK\r\nContent-Length: 3000\r\n\r\nabc".padEnd(3_100, "d"), false],
    ["HTTP/1.1 101 Switching Protocols\r\n\r\n", false],
  ] as const) {
    it(`mayFollow is ${follows} after ${JSON.stringify(text.slice(0, 60))}`, () => {
      const reader = new ResponseReader("GET", 1024);
      reader.push(Buffer.from(text));
      if (!reader.done) {
        reader.end();
      }
      expect(reader.mayFollow).to.equal(follows);
    });
  }

  it("push() tells whether there is more than the answer", () => {
    expect(new ResponseReader("GET", 1024).push(Buffer.from(PLAIN))).to.equal(true);
    expect(new ResponseReader("GET", 1024).push(Buffer.from(`${PLAIN}H`))).to.equal(false);
    expect(new ResponseReader("HEAD", 1024).push(Buffer.from(PLAIN))).to.equal(false);
  });

  it("push() keeps of a body what was asked for", () => {
    const reader = new ResponseReader("GET", 2);
    reader.push(Buffer.from(PLAIN));
    expect(reader).to.deep.include({ done: true, truncated: true });
    expect(reader.body.toString()).to.equal("ab");
  });

  it("push() refuses what Go refuses", () => {
    const field = (text: string) => PLAIN.replace("X-A: b", text);
    const chunk = (text: string) => `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${text}`;
    for (const [text, code] of [
      ["SSH-2.0-OpenSSH_9.2\r\n", "ERR_STATUS_LINE"],
      ["HTTP/1.1\t200 OK\r\n", "ERR_STATUS_LINE"],
      ["HTTP/1.10 200 OK\r\n", "ERR_STATUS_LINE"],
      ["HTTP/1.1 20 OK\r\n", "ERR_STATUS_LINE"],
      ["HTTP/1.1 2000 OK\r\n", "ERR_STATUS_LINE"],
      ["HTTP/1.1 -20 OK\r\n", "ERR_STATUS_LINE"],
      ["\r\n", "ERR_STATUS_LINE"],
      [field("X-A"), "ERR_HEADER_FIELD"],
      [field(": b"), "ERR_HEADER_FIELD"],
      [field("X-A\t: b"), "ERR_HEADER_FIELD"],
      [field("X-A: \0"), "ERR_HEADER_FIELD"],
      [field("X-A: a\rb"), "ERR_HEADER_FIELD"],
      ["HTTP/1.1 200 OK\r\n X-A: b\r\n", "ERR_HEADER_FIELD"],
      [field("Content-Length: 4"), "ERR_CONTENT_LENGTH"],
      [PLAIN.replace("3", "+3"), "ERR_CONTENT_LENGTH"],
      [PLAIN.replace("3", ""), "ERR_CONTENT_LENGTH"],
      [PLAIN.replace("3", "9".repeat(20)), "ERR_CONTENT_LENGTH"],
      [field("Transfer-Encoding: gzip, chunked"), "ERR_TRANSFER_ENCODING"],
      [field("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"), "ERR_TRANSFER_ENCODING"],
      [chunk("3\nabc"), "ERR_CHUNK"],
      [chunk("0x3\r\n"), "ERR_CHUNK"],
      [chunk("3 ;a\r\n"), "ERR_CHUNK"],
      [chunk(`${"0".repeat(17)}\r\n`), "ERR_CHUNK"],
      [chunk("3\r\nabcd\r\n"), "ERR_CHUNK"],
    ]) {
      expect(() => read(text!), text)
        .to.throw()
        .with.property("code", code);
    }
  });

  it("push() is bounded in what it takes", () => {
    const endless = (text: string, head: string) => () => {
      const reader = new ResponseReader("GET", 1024);
      reader.push(Buffer.from(head));
      const bytes = Buffer.from(text);
      for (let taken = 0; taken < 3 * 1024 * 1024; taken += bytes.length) {
        reader.push(bytes);
      }
    };
    const line = "HTTP/1.1 200 OK\r\n";
    const overflow = "ERR_HEADERS_TOO_LARGE";
    const chunks = `${line}Transfer-Encoding: chunked\r\n\r\n`;
    for (const [text, head, code] of [
      ["X", "HTTP/1.1 200 ", overflow],
      ["x", line, overflow],
      ["x: y\r\n", line, overflow],
      [" y\r\n", `${line}x: y\r\n`, overflow],
      ["HTTP/1.1 100 Continue\r\n\r\n", "", overflow],
      ["x: y\r\n", `${chunks}0\r\n`, overflow],
      ["0", chunks, "ERR_CHUNK"],
      [`1;${"x".repeat(1000)}\r\ny\r\n`, chunks, "ERR_CHUNK"],
    ] as const) {
      expect(endless(text, head), text).to.throw().with.property("code", code);
    }
  });

  it("end() tells an answer that is over from one that is cut off", () => {
    expect(read("HTTP/1.0 200 OK\r\n\r\nabc")).to.deep.equal({ status: 200, headers: {}, body: "abc" });
    for (const text of [PLAIN.slice(0, -1), PLAIN.slice(0, 20), ""]) {
      expect(() => read(text), text)
        .to.throw()
        .with.property("code", "ERR_CLOSED");
    }
  });

  it("push() throws nothing but errors with a code, whatever comes", () => {
    const parts = [
      "HTTP/1.1 200 OK",
      "\r\n",
      "\n",
      " ",
      ":",
      "Content-Length: 3",
      "Transfer-Encoding: chunked",
      "3",
      ";",
      "\0",
    ];
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...parts), fc.string()), { maxLength: 30 }), (texts) => {
        try {
          read(texts.join(""));
        } catch (error) {
          expect(error).to.have.property("code").that.is.a("string");
        }
      }),
    );
  });
});

function piecesOf(text: string, size: number): readonly Buffer[] {
  const bytes = Buffer.from(text, "latin1");
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}

/** What is made of an answer that ends with the connection. */
function read(text: string, { method = "GET", size = text.length }: { method?: string; size?: number } = {}) {
  const reader = new ResponseReader(method, 1024);
  for (const bytes of piecesOf(text, size)) {
    // They are only lent.
    const lent = Buffer.from(bytes);
    reader.push(lent);
    lent.fill("?");
  }
  if (!reader.done) {
    reader.end();
  }
  return {
    status: reader.head?.status,
    headers: { ...reader.head?.headers },
    body: reader.body.toString("latin1"),
  };
}
