import { expect } from "chai";
import { readHosts, readResolvConf, usesOnlyDns } from "../../src/registry/resolverFiles.ts";

describe("readHosts()", () => {
  it("reads addresses by name, with comments, aliases and several lines for one name", () => {
    const text = "# c\n127.0.0.1\tlocalhost Alias # x\n::1 localhost\nnonsense line\n10.0.0.1\n\n";
    expect([...readHosts(text)]).to.deep.equal([
      ["localhost", ["127.0.0.1", "::1"]],
      ["alias", ["127.0.0.1"]],
    ]);
  });
});

describe("readResolvConf()", () => {
  for (const [text, expected] of [
    ["", { search: [], ndots: 1 }],
    [
      "search a.svc.cluster.local svc.cluster.local\nnameserver 10.0.0.10\noptions ndots:5 edns0\n",
      { search: ["a.svc.cluster.local", "svc.cluster.local"], ndots: 5 },
    ],
    [
      "search ns.svc.cluster.local svc.cluster.local cluster.local corp.example\noptions ndots:5\n",
      { search: ["corp.example"], ndots: 1, cluster: "cluster.local" },
    ],
    ["search ns.svc.k8s.corp svc.k8s.corp k8s.corp", { search: [], ndots: 1, cluster: "k8s.corp" }],
    ["domain one.test\nsearch two.test.\n; c\noptions ndots:99", { search: ["two.test"], ndots: 15 }],
    ["search .\noptions ndots:x", { search: [], ndots: 1 }],
  ] as const) {
    it(`reads ${JSON.stringify(text)}`, () => {
      expect(readResolvConf(text)).to.deep.equal(expected);
    });
  }
});

describe("usesOnlyDns()", () => {
  for (const [text, expected] of [
    ["", true],
    ["passwd: files\nhosts:      files dns # x\n", true],
    ["hosts: files myhostname dns", true],
    ["hosts: mymachines resolve [!UNAVAIL=return] files dns", false],
    ["hosts: files mdns4_minimal [NOTFOUND=return] dns", false],
  ] as const) {
    it(`is ${expected} for ${JSON.stringify(text)}`, () => {
      expect(usesOnlyDns(text)).to.equal(expected);
    });
  }
});
