import { expect } from "chai";
import { parseSchemelessUrl } from "../../src/credentials/schemelessUrl.ts";

describe("parseSchemelessUrl", () => {
  const valid: [text: string, host: string, path: string][] = [
    ["quay.io/team", "quay.io", "/team"],
    ["quay.io:443", "quay.io:443", ""],
    ["quay.io:", "quay.io:", ""],
    ["[2001:db8::1]:5000/a", "[2001:db8::1]:5000", "/a"],
    ["[::ffff:1.2.3.4]", "[::ffff:1.2.3.4]", ""],
    ["u:p@s@quay.io/a@b", "quay.io", "/a@b"],
    ["quay.io/a%2Fb?query#fragment", "quay.io", "/a/b"],
    ["r%C3%A9g.io", "r\u00c3\u00a9g.io", ""],
    ["", "", ""],
    ["/path", "", "/path"],
  ];
  for (const [text, host, path] of valid) {
    it(`parseSchemelessUrl() splits ${JSON.stringify(text)}`, () => {
      expect(parseSchemelessUrl(text)).to.deep.equal({ host, path });
    });
  }

  for (const text of [
    "quay io",
    "quay.io\n",
    "quay\u007f.io",
    "quay%41.io",
    "quay.io/%4",
    "quay.io#%",
    "quay.io:80a",
    "a:b:80",
    "[::1",
    "[::1]x",
    "[127.0.0.1]",
    "[fe80::1%25eth0]",
    "x[::1]",
    "us er@quay.io",
    "quay\\.io",
  ]) {
    it(`parseSchemelessUrl() refuses ${JSON.stringify(text)}`, () => {
      expect(parseSchemelessUrl(text)).to.equal(undefined);
    });
  }
});
