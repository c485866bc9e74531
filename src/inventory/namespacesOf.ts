import { each } from "./few.ts";
import type { Target } from "./targets.ts";

/** The namespaces that name a target at present, each once. */
export function namespacesOf({ uses }: Pick<Target, "uses">): readonly string[] {
  const namespaces: string[] = [];
  for (const { object } of each(uses)) {
    namespaces.push(object.namespace);
  }
  return namespaces.length > 1 ? [...new Set(namespaces)] : namespaces;
}
