import type { ContainerLabels } from "../../src/inventory/availabilitySink.ts";

/** Labels of a series, with believable values where the test does not care. */
export function containerLabels(labels: Partial<ContainerLabels> = {}): ContainerLabels {
  return {
    namespace: "shop",
    kind: "deployment",
    name: "web",
    container: "app",
    image: "ghcr.io/shop/web:1.0",
    registry: "ghcr.io",
    owner: {},
    ...labels,
  };
}
