import type { Column } from "./panels/tablePanel.ts";
import { FAILURE_TEXTS } from "./texts.ts";

/** Labels as all tables show them. Widths are those of usual values, so that what is left is the image's. */
export const COLUMNS = {
  cluster: { field: "cluster", title: "Cluster", width: 110 },
  namespace: { field: "namespace", title: "Namespace", width: 140 },
  kind: { field: "kind", title: "Kind", width: 105 },
  name: { field: "name", title: "Name", width: 170, link: "workload" },
  container: { field: "container", title: "Container", width: 115 },
  reason: { field: "reason", title: "Reason", width: 185, texts: FAILURE_TEXTS },
  image: { field: "image", title: "Image", minWidth: 400, wraps: true },
} as const satisfies Readonly<Record<string, Column>>;

/** Which workload it is. */
export const WORKLOAD_COLUMNS: readonly Column[] = [
  COLUMNS.cluster,
  COLUMNS.namespace,
  COLUMNS.kind,
  COLUMNS.name,
];

/** The image, which leads to its registry and begins with it, unless it is Docker Hub's. */
export const IMAGE_OF_REGISTRY: readonly Column[] = [
  { ...COLUMNS.image, link: "registry" },
  { field: "registry", title: "Registry", hidden: true },
];
