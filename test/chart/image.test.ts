import type { V1Deployment, V1PodSpec } from "@kubernetes/client-node";
import { expect } from "chai";
import { FIXTURES_TIMEOUT_MS, fixtureOf, renderFixtures } from "./fixtures.ts";
import { type ChartObject, only } from "./renderChart.ts";

const podOf = (objects: readonly ChartObject[]): V1PodSpec =>
  only<V1Deployment>(objects, "Deployment").spec!.template.spec!;
const containerOf = (objects: readonly ChartObject[]) => podOf(objects).containers[0]!;

describe("the chart's workload names its image", () => {
  before(async function () {
    this.timeout(FIXTURES_TIMEOUT_MS);
    if ((await renderFixtures()) === undefined) {
      this.skip();
    }
  });

  const images: Readonly<Record<string, string>> = {
    defaults: "ghcr.io/k8s-image-availability-exporter/k8s-image-availability-exporter:0.1.0",
    "image-digest": `ghcr.io/k8s-image-availability-exporter/k8s-image-availability-exporter:1.2@sha256:${"a".repeat(64)}`,
    "image-digest-alone": `ghcr.io/k8s-image-availability-exporter/k8s-image-availability-exporter@sha256:${"a".repeat(64)}`,
    "image-without-registry": "exporter:0.1.0",
    global: "registry.example.com:5000/k8s-image-availability-exporter/k8s-image-availability-exporter:0.1.0",
  };
  for (const [name, image] of Object.entries(images)) {
    it(`with ${name}`, async () => expect(containerOf(await fixtureOf(name)).image).to.equal(image));
  }

  it("with the pull secrets of the chart and of its parent, each once", async () => {
    expect(podOf(await fixtureOf("global")).imagePullSecrets).to.deep.equal([
      { name: "own" },
      { name: "shared" },
    ]);
    expect(podOf(await fixtureOf("image-without-registry")).imagePullSecrets).to.deep.equal([
      { name: "one" },
      { name: "two" },
    ]);
    expect(podOf(await fixtureOf("defaults")).imagePullSecrets).to.equal(undefined);
  });
});
