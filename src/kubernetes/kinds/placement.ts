import { type Placement, UNKNOWN_PLACEMENT } from "../../inventory/nodeMatcher.ts";
import type { Interner } from "./interner.ts";
import { child, descend, elements, isRecord, text } from "./json.ts";

/** Longer ones say nothing, in characters: what is kept of a workload has a bound. */
const MAX_LENGTH = 16 * 1024;

/**
 * What of a `PodSpec` decides on which nodes its pods may run, as text: its node selector, the affinity that is required,
 * what it tolerates. A runtime class may narrow that further, by an object that is not read.
 *
 * @returns undefined where nothing is said
 */
export function placementOf(spec: unknown, interner: Interner): string | undefined {
  if (text(child(spec, "runtimeClassName")) !== undefined) {
    return UNKNOWN_PLACEMENT;
  }
  const selector = child(spec, "nodeSelector");
  const required = descend(
    spec,
    "affinity",
    "nodeAffinity",
    "requiredDuringSchedulingIgnoredDuringExecution",
  );
  const tolerations = elements(child(spec, "tolerations")).filter(isRecord);
  const placement: Placement = {
    ...(isRecord(selector) && Object.keys(selector).length > 0 && { selector }),
    ...(isRecord(required) && { terms: elements(child(required, "nodeSelectorTerms")) }),
    ...(tolerations.length > 0 && {
      tolerations: tolerations.map(({ key, operator, value, effect }) => ({ key, operator, value, effect })),
    }),
  };
  const written = JSON.stringify(placement);
  if (written === "{}") {
    return undefined;
  }
  // Whole: cut, it would say something else.
  return written.length > MAX_LENGTH ? UNKNOWN_PLACEMENT : interner.list([written])[0];
}
