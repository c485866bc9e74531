import type { ContainerImage } from "./model.ts";

/** All there is to say about a reason for which a container is not checked. */
export interface SkipRecord {
  /** What is so, in a few words that go on from "because". */
  readonly because: string;
  /** Whether a verdict is wanted all the same, and missing for what the exporter may not see. */
  readonly blind: boolean;
}

const TABLE = {
  ignored: { because: "`config.images.ignored` names the image", blind: false },
  not_allowed: { because: "`config.images.allowed` does not name the image", blind: false },
  opted_out: { because: "an annotation of the workload or its namespace says so", blind: false },
  disabled: { because: "the workload runs no pods", blind: false },
  never_pulled: { because: "its `imagePullPolicy` is `Never`", blind: false },
  set_at_admission: {
    because: "it is the word `auto`, in whose place Istio puts an image as pods are created",
    blind: false,
  },
  node_local: {
    because: "the registry is the node's own, on a loopback address, or all mirrors are",
    blind: false,
  },
  secret_unreadable: {
    because: "the exporter may not read a pull secret that it needs, or it is too large",
    blind: true,
  },
  node_credentials_unknown: {
    because: "the registry refuses it, and nodes may have credentials that the exporter has not",
    blind: true,
  },
  node_file_unreadable: {
    because: "a file of the nodes' that says how a registry is asked cannot be read by the exporter",
    blind: true,
  },
} as const satisfies Readonly<Record<string, SkipRecord>>;

/** Why a container is deliberately not checked: the values of the label `reason` of `skipped_containers`. */
export type SkipReason = keyof typeof TABLE;

export const SKIP_RECORDS: Readonly<Record<SkipReason, SkipRecord>> = TABLE;

/** Why a container is not checked, whatever the configuration says: no node pulls what stands there. */
export function unpulled({ container, image, neverPulled }: ContainerImage): SkipReason | undefined {
  if (neverPulled) {
    return "never_pulled";
  }
  // istio.io/latest/docs/setup/additional-setup/sidecar-injection: whoever adapts the proxy, or has a gateway, writes this.
  return container === "istio-proxy" && image === "auto" ? "set_at_admission" : undefined;
}

export const SKIP_REASONS = Object.keys(TABLE) as readonly SkipReason[];
