import { expect } from "chai";
import { cloudOf } from "../../../src/credentials/cloud/clouds.ts";

describe("cloudOf", () => {
  for (const [registry, cloud] of [
    ["123456789012.dkr.ecr.eu-west-1.amazonaws.com", "aws"],
    ["team.azurecr.io", "azure"],
    ["team-h4sh.azurecr.cn", "azure"],
    ["gcr.io", "google"],
    ["eu.gcr.io", "google"],
    ["container.cloud.google.com", "google"],
    ["europe-west4-docker.pkg.dev", "google"],
    ["public.ecr.aws", undefined],
    ["mcr.microsoft.com", undefined],
    ["azurecr.io", undefined],
    ["a.b.azurecr.io", undefined],
    ["pkg.dev", undefined],
    ["gcr.io.example.com", undefined],
    ["notgcr.io", undefined],
    ["gcr.io:5000", undefined],
    ["docker.io", undefined],
  ] as const) {
    it(`cloudOf() tells of ${registry}: ${cloud ?? "none"}`, () => {
      expect(cloudOf(registry)).to.equal(cloud);
    });
  }
});
