import { expect } from "chai";
import { registryPlace, repositoryPlace } from "../../src/inUse/registryPlace.ts";

describe("registryPlace()", () => {
  const same = (names: readonly string[]) => new Set(names.map(registryPlace)).size;
  const ecr = (account: string, rest: string) => `${account}.dkr${rest}`;

  it("takes the names of a registry at Amazon ECR for one: by FIPS, dual stack, in any letter case", () => {
    const names = [
      ".ecr.eu-west-1.amazonaws.com",
      ".ecr-fips.eu-west-1.amazonaws.com",
      "-ecr.eu-west-1.on.aws",
      "-ecr-fips.eu-west-1.on.aws",
      ".ECR.eu-west-1.amazonaws.com:443",
    ].map((rest) => ecr("123456789012", rest));
    expect(same(names)).to.equal(1);
    expect(same(["public.ecr.aws", "ecr-public.aws.com"])).to.equal(1);
  });

  it("takes the names of Container Registry for Artifact Registry's, which serves them", () => {
    for (const [host, place] of [
      ["gcr.io", "us-docker.pkg.dev/team/gcr.io/shop/cart"],
      ["us.gcr.io", "us-docker.pkg.dev/team/us.gcr.io/shop/cart"],
      ["EU.gcr.io:443", "europe-docker.pkg.dev/team/eu.gcr.io/shop/cart"],
      ["asia.gcr.io", "asia-docker.pkg.dev/team/asia.gcr.io/shop/cart"],
    ] as const) {
      expect(repositoryPlace({ registry: host, repository: "team/shop/cart" })).to.equal(place);
      expect(registryPlace(host)).to.equal(place.slice(0, place.indexOf("/")));
    }
    const ofDomain = { registry: "gcr.io", repository: "example.com/team/cart" };
    expect(repositoryPlace(ofDomain)).to.equal("us-docker.pkg.dev/example.com/team/gcr.io/cart");
    const [registry, repository] = ["us-docker.pkg.dev", "team/gcr.io/shop/cart"];
    expect(repositoryPlace({ registry, repository })).to.equal(`${registry}/${repository}`);
  });

  it("tells accounts, regions and other hosts apart", () => {
    const names = [
      ecr("123456789012", ".ecr.eu-west-1.amazonaws.com"),
      ecr("210987654321", ".ecr.eu-west-1.amazonaws.com"),
      ecr("123456789012", ".ecr.eu-west-2.amazonaws.com"),
      "public.ecr.aws",
      "reg.example.com",
      "reg.example.com:5000",
    ];
    expect(same(names)).to.equal(names.length);
  });
});
