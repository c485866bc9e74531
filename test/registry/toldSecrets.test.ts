import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect } from "chai";
import { makeCredential } from "../../src/credentials/credential.ts";
import { ToldSecrets } from "../../src/registry/toldSecrets.ts";

describe("ToldSecrets", () => {
  it("has the secrets of the last credentials, each once", () => {
    const told = new ToldSecrets();
    const credentials = Array.from({ length: 10 }, (_, n) =>
      makeCredential({ username: "u", password: `p${n}`, ...(n === 9 && { identityToken: "t9" }) }),
    );
    for (const credential of [...credentials.slice(0, 8), credentials[0]!, ...credentials.slice(8)]) {
      told.add(credential);
    }
    expect([...told]).to.deep.equal(["p3", "p4", "p5", "p6", "p7", "p0", "p8", "p9", "t9"]);
    told.add(makeCredential({ username: "anonymous", password: "" }));
    expect([...told]).not.to.include("");
  });

  it("keeps no credential that nobody else does", async () => {
    setFlagsFromString("--expose-gc");
    const collect: () => void = runInNewContext("gc");
    const told = new ToldSecrets();
    const kept = makeCredential({ username: "u", password: "kept" });
    told.add(kept);
    told.add(makeCredential({ username: "u", password: "gone" }));
    await new Promise((resolve) => setImmediate(resolve));
    collect();
    expect([...told]).to.deep.equal([kept.password]);
  });
});
