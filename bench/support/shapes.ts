import type { ClusterShape } from "./clusterShape.ts";

export const SMALL: ClusterShape = {
  name: "200 containers",
  workloads: 40,
  containersEach: 5,
  images: 200,
};

/** The clusters of growing size: five containers in each Deployment, and an image for each five containers. */
export const GROWING: readonly ClusterShape[] = [1_000, 10_000, 100_000].map((containers) => ({
  name: `${containers.toLocaleString("en")} containers`,
  workloads: containers / 5,
  containersEach: 5,
  images: containers / 5,
}));

export const MANY_WORKLOADS: ClusterShape = {
  name: "100,000 workloads",
  workloads: 100_000,
  containersEach: 1,
  images: 20_000,
};

export const EMPTY: ClusterShape = { name: "nothing", workloads: 0, containersEach: 0, images: 0 };

/** Those that a short run has time for. */
export function withinTime(shapes: readonly ClusterShape[], quick: boolean): readonly ClusterShape[] {
  return quick ? shapes.filter(({ workloads }) => workloads <= 2_000) : shapes;
}
