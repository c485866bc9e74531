import { expect } from "chai";
import fc from "fast-check";
import { HeadSieve } from "../../src/registry/headSieve.ts";

const KIB = 1024;

/** What a parser gets of an answer that comes in pieces. */
function sieved(answer: string, pieces: readonly number[] = []): string {
  const sieve = new HeadSieve();
  const bytes = Buffer.from(answer, "latin1");
  const ends = [...new Set(pieces.map((at) => at % bytes.length))].sort((a, b) => a - b);
  let passed = "";
  let from = 0;
  for (const end of [...ends, bytes.length]) {
    passed += sieve.sieve(Buffer.from(bytes.subarray(from, end))).toString("latin1");
    from = end;
  }
  return passed;
}

const answer = (fields: string, body = "") => `HTTP/1.1 200 OK\r\n${fields}\r\n${body}`;
/** Past what any head may have. */
const PADDING = "X-Padding: some value\r\n".repeat(1_000);

describe("HeadSieve", () => {
  it("passes a head of the usual size, and its body, as they are", () => {
    const whole = Buffer.from(answer(`${"X-Field: v\r\n".repeat(60)}Content-Length: 3\r\n`, "a\nb"));
    expect(new HeadSieve().sieve(whole)).to.equal(whole);
  });

  it("keeps of many fields a hundred or so, and those that are needed", () => {
    const passed = sieved(
      answer(`${"a:\r\n".repeat(200_000)}docker-CONTENT-digest: sha256:x\r\nWWW-Authenticate: Basic\r\n`),
    );
    expect(passed).to.match(/\r\ndocker-content-digest: sha256:x\r\nwww-authenticate: Basic\r\n\r\n$/);
    expect(passed.split("\r\n").length).to.be.below(200);
  });

  it("keeps no more than a hundred or so of those that are needed, either", () => {
    expect(sieved(answer("Location:\r\n".repeat(50_000))).split("\r\n").length).to.be.below(300);
  });

  it("cuts a long field that is not needed", () => {
    const passed = sieved(answer(`X-Field: ${"x".repeat(500_000)}\r\nLocation: /here\r\n`));
    expect(passed).to.match(/^HTTP\/1.1 200 OK\r\nX-Field: x+\r\nlocation: \/here\r\n\r\n$/);
    expect(passed).to.have.length.below(20 * KIB);
  });

  it("gives a long field that is needed in one piece, whatever pieces it comes in", () => {
    const sieve = new HeadSieve();
    const value = `Basic realm="${"x".repeat(500_000)}"`;
    const bytes = Buffer.from(answer(`${PADDING}WWW-Authenticate: ${value}\r\n`));
    const passed: string[] = [];
    for (let at = 0; at < bytes.length; at += 10_000) {
      passed.push(sieve.sieve(Buffer.from(bytes.subarray(at, at + 10_000))).toString("latin1"));
    }
    expect(passed.filter((piece) => piece.includes("xxx"))).to.have.length(1);
    expect(passed.join("")).to.include(`www-authenticate: ${value}\r\n`);
  });

  it("tells what is kept of a head, until it is complete", () => {
    const sieve = new HeadSieve();
    sieve.sieve(Buffer.from(`HTTP/1.1 200 OK\r\n${PADDING}`));
    expect(sieve.keptBytes).to.be.within(1, 20 * KIB);
    sieve.sieve(Buffer.from(`Location: ${"x".repeat(400 * KIB)}`));
    expect(sieve.keptBytes).to.be.within(400 * KIB, 420 * KIB);
    sieve.sieve(Buffer.from("\r\n\r\n"));
    expect(sieve.keptBytes).to.equal(0);
    expect(sieve.headBytes).to.be.above(420 * KIB);
  });

  it("lets go of what it holds when the next answer begins", () => {
    const sieve = new HeadSieve();
    sieve.sieve(Buffer.from(`HTTP/1.1 200 OK\r\n${PADDING}Location: x`));
    sieve.begin();
    const next = Buffer.from(answer("A: b\r\n"));
    expect(sieve.sieve(next)).to.equal(next);
  });

  it("takes trailers for fields", () => {
    const chunks = "3\r\nabc\r\nA;extension=1\r\n0123456789\r\n0\r\n";
    const whole = (trailers: string) => answer("Transfer-Encoding: chunked\r\n", `${chunks}${trailers}\r\n`);
    expect(sieved(whole("A: b\r\n"))).to.equal(whole("A: b\r\n"));
    const passed = sieved(whole("a:\r\n".repeat(9_000)));
    expect(passed).to.equal(whole("a:\r\n".repeat(128)));
  });

  it("reads the head that follows an informational one", () => {
    const early = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n";
    expect(sieved(`${early}${answer(`${"a:\r\n".repeat(9_000)}Location: /here\r\n`, "a:\r\n")}`)).to.match(
      /\r\nlocation: \/here\r\n\r\na:\r\n$/,
    );
  });

  for (const malformed of ["no field\r\n", ":v\r\n", "a: \x01\r\n", "a: b\n", "a: b\rc: d\r\n"]) {
    it(`has a head refused that is malformed past what passes: ${JSON.stringify(malformed)}`, () => {
      expect(sieved(answer(PADDING + malformed))).to.match(/\0$/);
    });
  }

  it("passes the same, whatever pieces an answer comes in, and never more", () => {
    const name = fc.constantFrom(
      "a",
      "X-Some-Field",
      "Location",
      "www-authenticate",
      "Transfer-Encoding",
      "",
    );
    const value = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom("x".repeat(9_000), "chunked", "1\r\n folded", "\t"),
    );
    const field = fc.record({ name, value, times: fc.constantFrom(1, 1, 1, 90) });
    const body = fc.constantFrom("", "body", "3\r\nabc\r\n0\r\nA: b\r\n\r\n", "0\r\n\r\n", "zz");
    fc.assert(
      fc.property(
        fc.array(field, { maxLength: 8 }),
        body,
        fc.array(fc.nat(), { maxLength: 12 }),
        (fields, rest, pieces) => {
          const lines = fields.map((each) => `${each.name}: ${each.value}\r\n`.repeat(each.times));
          const whole = answer(lines.join(""), rest);
          const passed = sieved(whole);
          // Where it is refused, it is refused at the end of a piece.
          fc.pre(!passed.endsWith("\0"));
          expect(sieved(whole, pieces)).to.equal(passed);
          expect(passed.length).to.be.at.most(whole.length);
        },
      ),
      { numRuns: 200 },
    );
  });
});
