import { BEHIND_SERVICE, type FindingSet, NO_FINDINGS } from "./hygieneFinding.ts";
import type { ServiceObject, ServingTemplate } from "./model.ts";

/**
 * What is found of each container of a template, given the Services that select its pods: of what concerns traffic, only
 * what is true of a container that gets some.
 *
 * Traffic to a port goes to the containers that declare it. Nobody has to declare a number: where none does, the only
 * container is meant or, of several, nobody knows which. Then only what is true of all of them is found, and it is told
 * of the first, which is the default container for kubectl as well. A name that no container declares leads nowhere.
 */
export function servingFindings(
  { containers }: ServingTemplate,
  services: Iterable<Pick<ServiceObject, "targets">>,
): readonly FindingSet[] {
  const found: FindingSet[] = containers.map(({ findings }) => findings & ~BEHIND_SERVICE);
  const behind = (index: number, findings: FindingSet) => {
    found[index] = (found[index] ?? NO_FINDINGS) | (findings & BEHIND_SERVICE);
  };
  const ofAll = containers.reduce((set, { findings }) => set & findings, BEHIND_SERVICE);
  const declared = new Set(containers.flatMap(({ ports }) => ports));
  const targeted = new Set<string>();
  let isUndeclared = false;
  for (const { targets } of services) {
    for (const target of targets) {
      // Nothing is kept of what is none of them: nobody bounds the numbers of Services.
      if (declared.has(target)) {
        targeted.add(target);
      } else {
        isUndeclared ||= isNumber(target);
      }
    }
    if (isUndeclared && targeted.size === declared.size) {
      break;
    }
  }
  for (const [index, { ports, findings }] of containers.entries()) {
    if (ports.some((port) => targeted.has(port))) {
      behind(index, findings);
    }
  }
  if (isUndeclared) {
    behind(0, ofAll);
  }
  return found.some((set) => set !== NO_FINDINGS) ? found : NOTHING;
}

const NOTHING: readonly FindingSet[] = [];

/** `TCP/8080`; names have a letter. */
function isNumber(target: string): boolean {
  return /\/\d+$/.test(target);
}
