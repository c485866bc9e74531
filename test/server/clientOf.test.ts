import { expect } from "chai";
import { clientOf } from "../../src/server/clientOf.ts";

describe("clientOf()", () => {
  for (const [address, client] of [
    ["10.1.2.3", "10.1.2.3"],
    ["::ffff:10.1.2.3", "10.1.2.3"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:db8:1:2::1", "2001:db8:1:2"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["2001:db8:0:1::", "2001:db8:0:1"],
    ["::1", "0:0:0:0"],
    ["fe80::1%eth0", "fe80:0:0:0"],
    [undefined, ""],
  ] as const) {
    it(`takes ${address} for ${client || "nobody"}`, () => {
      expect(clientOf({ remoteAddress: address })).to.equal(client);
    });
  }
});
