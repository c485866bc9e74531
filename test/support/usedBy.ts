import type { Target } from "../../src/inventory/targets.ts";

/** What uses a target that these namespaces name. */
export function usedBy(...namespaces: readonly string[]): Target["uses"] {
  return namespaces.map((namespace) => ({ object: { namespace } }));
}
