import type { PeerCertificate } from "node:tls";
import { expect } from "chai";
import { checkServerIdentity } from "../../src/registry/serverIdentity.ts";

describe("checkServerIdentity()", () => {
  const check = (host: string, subjectaltname: string | undefined) =>
    checkServerIdentity(host, { subject: { CN: host }, subjectaltname } as unknown as PeerCertificate);

  const rows: [string, string | undefined, boolean][] = [
    ["registry.test", "DNS:registry.test", true],
    ["REGISTRY.test.", "DNS:other.test, DNS:Registry.test", true],
    ["registry.test", "DNS:*.test", true],
    ["a.b.test", "DNS:*.test", false],
    ["test", "DNS:*.test", false],
    ["registry.test", "DNS:reg*.test", false],
    ["registry.test", "DNS:other.test", false],
    ["127.0.0.1", "IP Address:127.0.0.1", true],
    ["127.0.0.1", "DNS:127.0.0.1", false],
    ["::1", "IP Address:0:0:0:0:0:0:0:1", true],
    ["registry.test", undefined, false],
    ["registry.test", "", false],
  ];
  for (const [host, names, expected] of rows) {
    it(`${expected ? "takes" : "refuses"} a certificate for ${names} at ${host}`, () => {
      expect(check(host, names) === undefined).to.equal(expected);
    });
  }

  it("says that a common name does not count", () => {
    expect(check("registry.test", undefined)?.message).to.include("no subject alternative name");
  });
});
