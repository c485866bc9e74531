import { expect } from "chai";
import { errorText } from "../../src/text/errorText.ts";

describe("errorText()", () => {
  it("is the message of an error, and whatever else was thrown as text", () => {
    expect(errorText(new RangeError("too far"))).to.equal("too far");
    expect([errorText("gone"), errorText(undefined), errorText(7)]).to.deep.equal(["gone", "undefined", "7"]);
  });
});
