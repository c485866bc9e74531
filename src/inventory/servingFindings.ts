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
  // A port is looked at once, whatever Services there are: nobody bounds the numbers of any of them.
  const targeted = new Set<string>();
  for (const { targets } of services) {
    for (const target of targets) {
      targeted.add(target);
    }
  }
  for (const [index, { ports, findings }] of containers.entries()) {
    if (ports.some((port) => targeted.has(port))) {
      behind(index, findings);
    }
  }
  for (const { ports } of containers) {
    for (const port of ports) {
      targeted.delete(port);
    }
  }
  if ([...targeted].some(isNumber)) {
    behind(0, ofAll);
  }
  return found.some((set) => set !== NO_FINDINGS) ? found : NOTHING;
}

const NOTHING: readonly FindingSet[] = [];

/** `TCP/8080`; names have a letter. */
function isNumber(target: string): boolean {
  return /\/\d+$/.test(target);
}
