import { expect } from "chai";
import { ProxyVariableError, readProxyEnvironment } from "../../src/network/proxyEnvironment.ts";

describe("readProxyEnvironment()", () => {
  const proxyFor = (env: Record<string, string>, origin: string): string | undefined =>
    readProxyEnvironment(env).proxyFor(new URL(origin))?.href;

  const BOTH = { HTTP_PROXY: "http://plain.test:3128", HTTPS_PROXY: "http://secure.test:3129" };

  it("proxyFor() takes the scheme's variable", () => {
    expect(proxyFor(BOTH, "http://registry.test")).to.equal("http://plain.test:3128/");
    expect(proxyFor(BOTH, "https://registry.test")).to.equal("http://secure.test:3129/");
    expect(proxyFor({}, "https://registry.test")).to.equal(undefined);
  });

  it("proxyFor() takes HTTP_PROXY for HTTPS too where there is no other", () => {
    expect(proxyFor({ HTTP_PROXY: "http://plain.test:3128" }, "https://registry.test")).to.equal(
      "http://plain.test:3128/",
    );
    expect(proxyFor({ HTTPS_PROXY: "http://secure.test:3129" }, "http://registry.test")).to.equal(undefined);
  });

  it("proxyFor() prefers lower case, empty switches off, and no scheme means http", () => {
    expect(proxyFor({ ...BOTH, https_proxy: "low.test:1" }, "https://registry.test")).to.equal(
      "http://low.test:1/",
    );
    expect(
      proxyFor({ HTTPS_PROXY: "http://secure.test:3129", https_proxy: "" }, "https://registry.test"),
    ).to.equal(undefined);
  });

  const bypasses: [string, string, boolean][] = [
    ["registry.test", "https://registry.test", true],
    ["registry.test", "https://eu.registry.test", true],
    ["registry.test", "https://myregistry.test", false],
    [".registry.test", "https://registry.test", true],
    ["*.registry.test", "https://registry.test", false],
    ["*.registry.test", "https://eu.registry.test", true],
    ["REGISTRY.test", "https://registry.TEST", true],
    ["registry.test.", "https://registry.test", true],
    ["registry.test", "https://registry.test.", true],
    ["registry.test:5000", "https://registry.test:5000", true],
    ["registry.test:5000", "https://registry.test", false],
    ["registry.test:443", "https://registry.test", true],
    ["registry.test:80", "http://registry.test", true],
    ["other.test, registry.test", "https://registry.test", true],
    ["other.test registry.test", "https://registry.test", true],
    ["*", "https://registry.test", true],
    ["*:80", "https://registry.test", false],
    ["10.0.0.1", "https://10.0.0.1:5000", true],
    ["10.0.0.0/8", "https://10.1.2.3:5000", true],
    ["10.0.0.0/8", "https://11.1.2.3", false],
    ["10.0.0.0/8", "https://registry.test", false],
    ["fd00::/8", "https://[fd00::1]:5000", true],
    ["[fd00::1]:5000", "https://[fd00::1]:5000", true],
    ["fd00::1", "https://[fd00::1]", true],
    ["", "https://registry.test", false],
    ["", "http://localhost:5000", true],
    ["", "http://127.0.0.1:5000", true],
    ["", "http://127.8.8.8", true],
    ["", "http://[::1]:5000", true],
    ["", "http://registry.localhost", true],
  ];
  for (const [noProxy, origin, direct] of bypasses) {
    it(`proxyFor() ${direct ? "goes directly to" : "uses the proxy for"} ${origin} with NO_PROXY=${noProxy}`, () => {
      expect(proxyFor({ ...BOTH, NO_PROXY: noProxy }, origin) === undefined).to.equal(direct);
    });
  }

  for (const [name, value] of [
    ["HTTPS_PROXY", "socks5://user:hidden@proxy.test"],
    ["http_proxy", "http://"],
  ] as const) {
    it(`refuses ${name}=${value} without repeating it`, () => {
      expect(() => readProxyEnvironment({ [name]: value })).to.throw(
        ProxyVariableError,
        new RegExp(`^Cannot use ${name}: expected a URL such as http://proxy.example.com:3128$`),
      );
    });
  }
});
