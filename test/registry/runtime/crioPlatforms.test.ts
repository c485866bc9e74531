import { expect } from "chai";
import { parsePlatform } from "../../../src/image/platform.ts";
import { chooseAsCrio } from "../../../src/registry/runtime/crioPlatforms.ts";
import { indexOf } from "./indexOf.ts";

describe("chooseAsCrio()", () => {
  // Thousands more are asked of CRI-O's own library: test/e2e/scenes/crioJudge.scene.ts.
  for (const [platform, offered, chosen] of [
    ["linux/amd64", ["linux/386", "linux/amd64"], "linux/amd64"],
    ["linux/amd64", ["linux/386"], undefined],
    ["linux/amd64", ["linux/x86_64"], undefined],
    ["linux/arm64", ["linux/arm64", "linux/arm64/v8"], "linux/arm64/v8"],
    ["linux/arm64", ["linux/arm/v7"], undefined],
    ["linux/arm", ["linux/arm", "linux/arm/v6"], "linux/arm/v6"],
    ["linux/arm/v9", ["linux/arm/v8"], undefined],
    ["linux/s390x", ["linux/amd64", ""], ""],
  ] as const) {
    it(`takes ${chosen === "" ? "what names no platform" : (chosen ?? "nothing")} for ${platform} of ${offered.join(", ")}`, () => {
      const { index, nameOf } = indexOf(offered);
      expect(nameOf(chooseAsCrio(index, parsePlatform(platform)!))).to.equal(chosen);
    });
  }

  it("takes what names no platform in OCI's layout alone", () => {
    const { index } = indexOf([""]);
    expect(chooseAsCrio({ ...index, docker: true }, parsePlatform("linux/amd64")!)).to.equal(undefined);
  });
});
