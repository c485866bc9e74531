import { expect } from "chai";
import { parsePlatform } from "../../../src/image/platform.ts";
import { chooseAsContainerd } from "../../../src/registry/runtime/containerdPlatforms.ts";
import { indexOf } from "./indexOf.ts";

describe("chooseAsContainerd()", () => {
  // Thousands more are asked of containerd's own code: test/e2e/scenes/registryJudge.scene.ts.
  for (const [platform, offered, chosen] of [
    ["linux/amd64", ["linux/386", "linux/amd64"], "linux/amd64"],
    ["linux/amd64", ["linux/386"], "linux/386"],
    ["linux/amd64/v3", ["linux/amd64", "linux/amd64/v2"], "linux/amd64/v2"],
    ["linux/arm64", ["linux/amd64", "linux/arm64/v8"], "linux/arm64/v8"],
    ["linux/arm64", ["linux/arm/v6", "linux/arm/v7"], "linux/arm/v7"],
    ["linux/arm/v7", ["linux/arm/v6", "linux/arm64"], "linux/arm/v6"],
    ["linux/arm/v6", ["linux/arm/v7"], undefined],
    ["linux/arm64/v9.1", ["linux/arm64/v8.6", "linux/arm64/v8.7"], "linux/arm64/v8.6"],
    ["linux/amd64", ["linux/x86_64"], "linux/x86_64"],
    ["linux/s390x", ["", "unknown/unknown"], ""],
    ["linux/s390x", ["linux/amd64"], undefined],
    ["windows/amd64", ["linux/amd64"], undefined],
  ] as const) {
    it(`takes ${chosen === "" ? "what names no platform" : (chosen ?? "nothing")} for ${platform} of ${offered.join(", ")}`, () => {
      const { index, nameOf } = indexOf(offered);
      expect(nameOf(chooseAsContainerd(index, parsePlatform(platform)!))).to.equal(chosen);
    });
  }
});
