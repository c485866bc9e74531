import { expect } from "chai";
import fc from "fast-check";
import { HostsTomlError, ORIGIN_ALONE, parseHostsToml } from "../../../src/registry/runtime/hostsToml.ts";

describe("parseHostsToml()", () => {
  const servers = (text: string) =>
    parseHostsToml(text).map(({ server }) =>
      server === undefined ? "origin" : `${server.scheme}://${server.host}${server.path}`,
    );

  it("has hosts in the order of the file, also where they look like numbers, then the registry itself", () => {
    expect(servers('[host."https://b.test"]\n[host."http://a.test/hub"]\n[host.5000]')).to.deep.equal([
      "https://b.test/v2",
      "http://a.test/hub/v2",
      "https://5000/v2",
      "origin",
    ]);
  });

  it("has what the root says of the registry, whatever its capabilities are, or the server in its place", () => {
    expect(parseHostsToml('capabilities = ["push"]\nskip_verify = true')).to.deep.equal([
      { ...ORIGIN_ALONE, skipVerify: true },
    ]);
    expect(parseHostsToml('server = "up.test"\ncapabilities = ["pull"]')).to.deep.equal([
      { ...ORIGIN_ALONE, server: { scheme: "https", host: "up.test", path: "/v2" }, resolves: false },
    ]);
  });

  it("has no user of a server, and tells of none", () => {
    expect(
      servers('server = "https://bob:s3cret@r.test"\n[host."http://bob:s3cret@m.test:5000/x"]'),
    ).to.deep.equal(["http://m.test:5000/x/v2", "https://r.test/v2"]);
    expect(JSON.stringify(parseHostsToml('[host."http:bob:s3cret@m.test"]'))).to.not.include("s3cret");
    for (const text of [
      '[host."http://bob:s3cret@m. test"]',
      '[host."http://bob:s3cret@m.test"]\ndial_timeout = "x"',
    ]) {
      expect(() => parseHostsToml(text))
        .to.throw(HostsTomlError)
        .with.property("message")
        .that.does.not.include("s3cret");
    }
  });

  for (const [name, why] of [
    ["", "it names no host"],
    ["http://", "it names no host"],
    ["http:x", "it names no host"],
    ["httpbin.test", "it names no host"],
    ["httpx://m.test", "nodes do not speak httpx"],
  ]) {
    it(`has a host that no node can ask: ${JSON.stringify(name)}`, () => {
      const [first, second, last] = parseHostsToml(`[host."${name}"]\n[host."http://m.test"]`);
      expect(first?.unaskable).to.equal(`host."${name}": ${why}`);
      expect([second?.server?.host, second?.unaskable]).to.deep.equal(["m.test", undefined]);
      expect(last).to.deep.equal(ORIGIN_ALONE);
    });
  }

  it("has the registry itself where the server names no host, as where there is none", () => {
    for (const server of ["", "http://", "http:x", "http://bob:s3cret@"]) {
      expect(parseHostsToml(`server = "${server}"\ncapabilities = ["push"]`)).to.deep.equal([ORIGIN_ALONE]);
    }
  });

  it("takes TOML's escapes in names of hosts", () => {
    expect(servers(String.raw`[host."http:\x2f\x2fm.test"]`)[0]).to.equal("http://m.test/v2");
  });

  it("has no limit for a connection where the time is 0, and hardly any time where it is less", () => {
    const dial = (text: string) => parseHostsToml(`dial_timeout = "${text}"`)[0]?.dialTimeoutMs;
    expect(["0", "0s", "-1s", "1ns", "1.5ms"].map(dial)).to.deep.equal([undefined, undefined, 1, 1, 2]);
  });

  it("reads paths, certificates, headers and durations", () => {
    const [entry] = parseHostsToml(`[host."https://m.test/x/"]
      override_path = true
      ca = ["a.pem", "/b.pem"]
      client = ["one.pem", ["c.pem", "k.pem"], ["d.pem", ""]]
      dial_timeout = "1m1s"
      header = { x-one = "1", X-Two = ["2", "3"] }`);
    expect(entry).to.deep.equal({
      ...ORIGIN_ALONE,
      server: { scheme: "https", host: "m.test", path: "/x" },
      ca: ["a.pem", "/b.pem"],
      client: [
        ["one.pem", undefined],
        ["c.pem", "k.pem"],
        ["d.pem", ""],
      ],
      dialTimeoutMs: 61_000,
      headers: ["x-one", "1", "x-two", "2", "x-two", "3"],
    });
  });

  it("does not mind how large a number is that it does not ask for", () => {
    expect(parseHostsToml("x = 99999999999999999999")).to.deep.equal([ORIGIN_ALONE]);
  });

  for (const [text, problem] of [
    ["skip_verify = 9223372036854775807", "skip_verify is not true or false"],
    ['[host."a"', "it is no TOML"],
    ['[host."a.test"]\ncapabilities = ["fly"]', 'host."a.test".capabilities has "fly", which is none'],
    ["skip_verify = 1", "skip_verify is not true or false"],
    ['dial_timeout = "soon"', 'dial_timeout is "soon", expected a duration such as "3s"'],
    ['client = [["a"]]', "client has an element that is no pair of a certificate and a key"],
    ['server = "http://a b"', 'server is no URL of a server: "http://a b"'],
    ['[host."http_x:5"]', 'host."http_x:5" is no URL of a server'],
    ['[host."http://m.test/%zz"]', 'host."http://m.test/%zz" is no URL of a server'],
    ["ca = 1", "ca is not a list"],
  ] as const) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(() => parseHostsToml(text)).to.throw(HostsTomlError, problem);
    });
  }

  it("throws nothing else, whatever the text", () => {
    const word = fc.constantFrom(
      "[host.",
      '"https://a"',
      "]",
      "\n",
      "ca",
      "=",
      "[",
      '"x"',
      "1",
      "{",
      "}",
      ",",
      "server",
    );
    fc.assert(
      fc.property(
        fc.array(word).map((words) => words.join(" ")),
        (text) => {
          try {
            parseHostsToml(text);
          } catch (error) {
            expect(error).to.be.instanceOf(HostsTomlError);
          }
        },
      ),
    );
  });
});
