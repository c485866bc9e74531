import { expect } from "chai";
import { parseServerUrl } from "../../src/registry/serverUrl.ts";

describe("parseServerUrl", () => {
  const BASE = "https://a.test:5000/v2/x?y";
  const read = (text: string, base?: string) => parseServerUrl(text, base)?.href;

  it("parseServerUrl() reads URLs, and relative ones where there is a base", () => {
    expect(read("HTTPS://A.test/token?a=b c#x")).to.equal("https://a.test/token?a=b%20c");
    expect(read("https://u:p@a.test:5000")).to.equal("https://u:p@a.test:5000/");
    expect(read("http://[::1]:5000/x")).to.equal("http://[::1]:5000/x");
    expect(read("/z?a=%zz", BASE)).to.equal("https://a.test:5000/z?a=%zz");
    expect(read("//b.test/z", BASE)).to.equal("https://b.test/z");
    expect(read("z", BASE)).to.equal("https://a.test:5000/v2/z");
    expect(read("?q", BASE)).to.equal("https://a.test:5000/v2/x?q");
    expect(read("z")).to.equal(undefined);
  });

  it("parseServerUrl() keeps what stands in a path", () => {
    expect(read("https://a.test/token ")).to.equal("https://a.test/token%20");
    expect(read("https://a.test/a\\b")).to.equal("https://a.test/a%5Cb");
  });

  it("parseServerUrl() mends nothing", () => {
    for (const text of [
      "https:/a.test/x",
      "https:a.test/x",
      "https:///a.test/x",
      "https:\\\\a.test/x",
      "https://a.test\\x",
      "https://",
      " https://a.test/x",
      "https://a.test/\tx",
      "https://a.test/x\n",
      "https://a.test/%zz",
      "https://a.test/x#%zz",
      "https://a b/x",
      "https://a.test:port/x",
    ]) {
      expect(read(text), text).to.equal(undefined);
      expect(read(text, BASE), text).to.equal(undefined);
    }
    expect(read("/x?a b", BASE)).to.equal(undefined);
  });
});
