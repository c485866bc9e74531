import { expect } from "chai";
import { createHostSettings } from "../../src/registry/hostSettings.ts";
import { originNames } from "../../src/registry/originNames.ts";
import { DEFAULT_OPTIONS } from "./harness.ts";

describe("originNames()", () => {
  const settings = createHostSettings(DEFAULT_OPTIONS).settingsOf("a.test");
  const origin = { url: "https://a.test", settings, allowLoopback: false };

  it("tell servers apart by host and budget, and connections by all that they are made with", () => {
    const names = originNames(origin, "a.test");
    const plain = originNames({ ...origin, url: "http://a.test" }, "a.test");
    expect(plain.server).to.equal(names.server);
    for (const other of [
      plain,
      originNames(origin, "b.test"),
      originNames({ ...origin, allowLoopback: true }, "a.test"),
      originNames({ ...origin, settings: { ...settings, insecureSkipVerify: true } }, "a.test"),
    ]) {
      expect(other.key).to.not.equal(names.key);
    }
    expect(originNames(origin, "b.test").server).to.not.equal(names.server);
    expect(originNames({ ...origin }, "a.test")).to.deep.equal(names);
  });

  it("are the same ones for who asks again", () => {
    expect(originNames(origin, "c.test")).to.equal(originNames(origin, "c.test"));
  });
});
