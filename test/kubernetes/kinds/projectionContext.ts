import { createInterner } from "../../../src/kubernetes/kinds/interner.ts";
import type { ProjectionContext } from "../../../src/kubernetes/kinds/resourceKind.ts";

export function projectionContext(ownerLabels: readonly string[] = []): ProjectionContext {
  return { interner: createInterner(), ownerLabels };
}
