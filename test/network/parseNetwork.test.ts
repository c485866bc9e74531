import { expect } from "chai";
import { validateDocument } from "../../src/config/validateDocument.generated.ts";
import { parseNetwork } from "../../src/network/parseNetwork.ts";

const isTaken = (network: string) => validateDocument({ registries: { allowedNetworks: [network] } });

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

  it("reads what the schema takes for a network, and nothing else", () => {
    const endings = ["", ":", "::", ":b:c", ":192.0.2.1", ":256.0.2.1", "::01.0.2.1", ":12345", ":g"];
    const starts = Array.from({ length: 10 }, (_, groups) => Array(groups).fill("a").join(":"));
    const texts = starts.flatMap((start) =>
      ["", "::", ":::"].flatMap((gap) =>
        endings.flatMap((ending) => [start + gap + ending, gap + start + ending, `${start}${gap}f${ending}`]),
      ),
    );
    const networks = [...new Set(texts)].map((text) => `${text}/64`);
    expect(
      networks.filter((network) => isTaken(network) !== (parseNetwork(network) !== undefined)),
    ).to.deep.equal([]);
    expect(networks.filter(isTaken)).to.include.members([
      "::/64",
      "a::/64",
      "a:a:a:a:a:a:a::/64",
      "a::f:192.0.2.1/64",
    ]);
  });
});
