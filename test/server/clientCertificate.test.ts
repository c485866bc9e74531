import type { X509Certificate } from "node:crypto";
import { expect } from "chai";
import { acceptsClient, alternativeNames } from "../../src/server/clientCertificate.ts";
import type { ClientAuth } from "../../src/server/webConfigTls.ts";

describe("acceptsClient()", () => {
  const certificate = { subjectAltName: "DNS:prometheus.example" } as X509Certificate;
  const connections = {
    nothing: { authorized: false, getPeerX509Certificate: () => undefined },
    // As the runtime has it for a resumed session.
    "nothing, though authorized": { authorized: true, getPeerX509Certificate: () => undefined },
    "anybody's": { authorized: false, getPeerX509Certificate: () => certificate },
    "a signed one": { authorized: true, getPeerX509Certificate: () => certificate },
  };
  const EXPECTED: Readonly<Record<ClientAuth, readonly (keyof typeof connections)[]>> = {
    none: ["nothing", "nothing, though authorized", "anybody's", "a signed one"],
    request: ["nothing", "nothing, though authorized", "anybody's", "a signed one"],
    require: ["anybody's", "a signed one"],
    verifyIfGiven: ["nothing", "nothing, though authorized", "a signed one"],
    requireAndVerify: ["a signed one"],
  };
  for (const [clientAuth, accepted] of Object.entries(EXPECTED)) {
    for (const [shown, connection] of Object.entries(connections)) {
      const accepts = accepted.includes(shown as keyof typeof connections);
      it(`${accepts ? "accepts" : "refuses"} ${shown} as ${clientAuth}`, () => {
        const tls = { clientAuth: clientAuth as ClientAuth, allowedSans: undefined };
        expect(acceptsClient(tls, connection)).to.equal(accepts);
      });
    }
  }

  for (const [allowed, accepts] of [
    ["prometheus.example", true],
    ["example", false],
    ["*.example", false],
  ] as const) {
    it(`${accepts ? "accepts" : "refuses"} prometheus.example where ${allowed} is allowed`, () => {
      const tls = { clientAuth: "requireAndVerify", allowedSans: ["other", allowed] } as const;
      expect(acceptsClient(tls, connections["a signed one"])).to.equal(accepts);
    });
  }

  it("refuses everybody where nobody is allowed", () => {
    const tls = { clientAuth: "require", allowedSans: [] } as const;
    expect(acceptsClient(tls, connections["a signed one"])).to.equal(false);
  });
});

describe("alternativeNames()", () => {
  for (const [text, names] of [
    ["", []],
    ["DNS:a.example, DNS:b.example", ["a.example", "b.example"]],
    ["IP Address:10.0.0.1, IP Address:FE80:0:0:0:0:0:0:1", ["10.0.0.1", "fe80::1"]],
    ["email:a@b.example, URI:spiffe://cluster/ns/a", ["a@b.example", "spiffe://cluster/ns/a"]],
    ['URI:"http://a/, DNS:admin", DNS:a', ["http://a/, DNS:admin", "a"]],
    ['DirName:"CN = a, DNS:admin, b", DNS:a', ["a"]],
    ["othername:<unsupported>, DNS:a", ["a"]],
    ['DNS:a, URI:"broken', []],
  ] as const) {
    it(`finds ${names.length} in ${text || "nothing"}`, () => {
      expect([...alternativeNames(text)]).to.deep.equal(names);
    });
  }
});
