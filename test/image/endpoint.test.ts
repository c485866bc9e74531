import { expect } from "chai";
import { identified } from "../../src/image/endpoint.ts";

describe("identified()", () => {
  const tls = (authority: string, key = "k") => ({
    authorities: [authority],
    identities: [{ cert: "c", key }],
  });

  it("makes one object of TLS of equal content, whatever else is said of a host", () => {
    const first = identified({ headers: [], tls: tls("a") });
    const second = identified({ headers: ["x", "y"], scheme: "https", tls: tls("a") });
    expect(second.tls).to.equal(first.tls);
    expect(second.id).not.to.equal(first.id);
    expect(identified({ headers: [], tls: tls("a") }).id).to.equal(first.id);
    expect(identified({ headers: [], tls: first.tls! })).to.deep.equal(first);
  });

  it("keeps apart what differs", () => {
    const first = identified({ headers: [], tls: tls("a") });
    for (const other of [tls("b"), tls("a", "l")]) {
      const { id, tls } = identified({ headers: [], tls: other });
      expect(tls).to.equal(other);
      expect(id).not.to.equal(first.id);
    }
  });
});
