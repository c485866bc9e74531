import { createInterner } from "../../../src/kubernetes/kinds/interner.ts";
import type { HygieneOptions, ProjectionContext } from "../../../src/kubernetes/kinds/resourceKind.ts";

export function projectionContext(
  ownerLabels: readonly string[] = [],
  hygiene: Partial<HygieneOptions> = {},
): ProjectionContext {
  return {
    interner: createInterner(),
    ownerLabels,
    hygiene: { pullSecrets: false, workloads: false, ...hygiene },
    liveRevisions: true,
    oldRevisions: false,
    running: false,
    placed: false,
  };
}
