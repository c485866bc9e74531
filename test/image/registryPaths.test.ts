import { expect } from "chai";
import { originEndpoint } from "../../src/image/endpoint.ts";
import { registryPaths } from "../../src/image/registryPaths.ts";

describe("registryPaths()", () => {
  const isNamed = registryPaths(["reg.io", "Other.IO:5000/shop/", "mirror.io/hub"]);

  for (const [registry, repository, expected] of [
    ["reg.io", "a/b", true],
    ["REG.io", "a", true],
    ["reg.io.evil.net", "a", false],
    ["reg.io:5000", "a", false],
    ["other.io:5000", "shop/web", true],
    ["other.io:5000", "shop", true],
    ["other.io:5000", "shopping/web", false],
    ["other.io", "shop/web", false],
  ] as const) {
    it(`says ${expected} of ${registry}/${repository}`, () => {
      expect(isNamed(originEndpoint({ registry, repository }))).to.equal(expected);
    });
  }

  it("takes the path below which a mirror serves a registry for a part of its name", () => {
    const mirror = originEndpoint({ registry: "mirror.io", repository: "library/nginx" });
    expect([isNamed(mirror), isNamed({ ...mirror, path: "/v2/hub" })]).to.deep.equal([false, true]);
  });

  it("names nothing where nothing is named", () => {
    expect(registryPaths([])(originEndpoint({ registry: "reg.io", repository: "a" }))).to.equal(false);
  });
});
