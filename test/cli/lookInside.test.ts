import { expect } from "chai";
import { lookInside } from "../../src/cli/lookInside.ts";
import { imageCommandOptions } from "./imageCommandFixture.ts";

describe("lookInside()", () => {
  const { config } = imageCommandOptions([]);
  const of = (images: object) => {
    const { verify, platforms } = lookInside({ images: { ...config.images, ...images } }).images;
    return { verify, platforms };
  };

  it("leaves alone what is not to be looked into", () => {
    expect(lookInside(config)).to.equal(config);
  });

  it("looks for platforms that are named", () => {
    const platforms = ["linux/s390x"];
    expect(of({ platforms })).to.deep.equal({ verify: "platform", platforms });
    for (const verify of ["platform", "content"]) {
      expect(of({ verify, platforms })).to.deep.equal({ verify, platforms });
    }
  });

  it("looks for this machine's where none is named", () => {
    const { platforms } = of({ verify: "platform" });
    const go: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64" };
    expect(platforms).to.deep.equal([`linux/${go[process.arch]}`]);
  });
});
