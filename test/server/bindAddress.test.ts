import { expect } from "chai";
import { formatHostPort, parseBindAddress } from "../../src/server/bindAddress.ts";

describe("parseBindAddress()", () => {
  for (const [text, host, port] of [
    [":8080", undefined, 8080],
    [":0", undefined, 0],
    ["127.0.0.1:9090", "127.0.0.1", 9090],
    ["0.0.0.0:65535", "0.0.0.0", 65_535],
    ["localhost:8080", "localhost", 8080],
    ["[::1]:8080", "::1", 8080],
    ["[::]:8080", "::", 8080],
    ["[fe80::1%eth0]:8080", "fe80::1%eth0", 8080],
  ] as const) {
    it(`parseBindAddress() reads ${text}`, () => {
      expect(parseBindAddress(text)).to.deep.equal({ host, port });
    });
  }

  for (const text of [
    "",
    "8080",
    "localhost",
    ":http",
    "::1:8080",
    "[::1]",
    "[::1",
    ":65536",
    ":-1",
    "[nonsense]:80",
  ]) {
    it(`parseBindAddress() refuses ${JSON.stringify(text)} in one line`, () => {
      expect(() => parseBindAddress(text)).to.throw(
        `Cannot listen on "${text}": expected host:port such as ":8080", "127.0.0.1:8080" or "[::1]:8080"`,
      );
    });
  }
});

describe("formatHostPort()", () => {
  it("puts IPv6 addresses in brackets", () => {
    expect(formatHostPort("::1", 80)).to.equal("[::1]:80");
    expect(formatHostPort("127.0.0.1", 80)).to.equal("127.0.0.1:80");
  });
});
