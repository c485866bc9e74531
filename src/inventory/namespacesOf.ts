import { each } from "./few.ts";
import type { Target } from "./targets.ts";

/** The namespaces that name a target at present, each once. */
export function namespacesOf({ uses }: Pick<Target, "uses">): readonly string[] {
  // Nearly all have one, and many of these lists are kept: one that grows has room for sixteen more.
  const namespaces = [...each(uses)].map(({ object }) => object.namespace);
  return namespaces.length > 1 ? [...new Set(namespaces)] : namespaces;
}
