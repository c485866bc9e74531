import { apiServerFaults } from "./apiServerFaults.ts";
import { endFaults } from "./endFaults.ts";
import type { Fault } from "./fault.ts";
import { registryFaults } from "./registryFaults.ts";
import { scraperFaults } from "./scraperFaults.ts";
import { startFaults } from "./startFaults.ts";

/** All faults that are played on real servers. */
export const faultMatrix: readonly Fault[] = [
  ...apiServerFaults,
  ...registryFaults,
  ...scraperFaults,
  ...startFaults,
  ...endFaults,
];

/** The matrix as `docs/reliability.md` has it: the lines of a table. */
export function faultTable(faults: readonly Fault[]): readonly string[] {
  return [
    "| what happens | what holds meanwhile | afterwards |",
    "|---|---|---|",
    ...faults.map(({ name, meanwhile, afterwards }) => `| ${name} | ${meanwhile} | ${afterwards} |`),
  ];
}
