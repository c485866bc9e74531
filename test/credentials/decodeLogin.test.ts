import { expect } from "chai";
import { decodeLogin } from "../../src/credentials/decodeLogin.ts";

describe("decodeLogin()", () => {
  const encoded = (text: string) => Buffer.from(text).toString("base64");

  it("reads what stands before and behind the first colon, without zero bytes around", () => {
    expect(decodeLogin(encoded("u:p:q"))).to.deep.equal({ username: "u", password: "p:q" });
    expect(decodeLogin(encoded("u:p\0\0"))).to.deep.equal({ username: "u", password: "p" });
    expect(decodeLogin(encoded(":"))).to.deep.equal({ username: "", password: "" });
    expect(decodeLogin("dTpw\r\nCg==")).to.deep.equal({ username: "u", password: "p\n" });
  });

  it("says what it cannot read: padding counts", () => {
    expect(decodeLogin("???")).to.equal("not_base64");
    expect(decodeLogin("dTpwcA")).to.equal("not_base64");
    expect(decodeLogin(encoded("u"))).to.equal("no_colon");
  });
});
