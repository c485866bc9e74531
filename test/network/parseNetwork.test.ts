import { expect } from "chai";
import { parseNetwork } from "../../src/network/parseNetwork.ts";

describe("parseNetwork()", () => {
  it("reads IPv4 and IPv6", () => {
    expect(parseNetwork("10.0.0.0/8")).to.deep.equal({ address: "10.0.0.0", prefix: 8, family: "ipv4" });
    expect(parseNetwork("fe80::/10")).to.deep.equal({ address: "fe80::", prefix: 10, family: "ipv6" });
  });

  for (const text of [
    "",
    "10.0.0.0",
    "10.0.0/8",
    "10.0.0.0/33",
    "::/129",
    "10.0.0.0/-1",
    "a/8",
    "fe80::%1/10",
    "10.0.0.0/8/8",
  ]) {
    it(`refuses "${text}"`, () => {
      expect(parseNetwork(text)).to.equal(undefined);
    });
  }
});
