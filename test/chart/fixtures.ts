import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findHelms, type Helm } from "./helms.ts";
import type { ChartObject } from "./renderChart.ts";
import { renderSubcharts } from "./renderSubcharts.ts";

const VALID = join(import.meta.dirname, "valid");

/** Names of the files of values that have to render, without `.yaml`. */
export const VALID_NAMES: readonly string[] = readdirSync(VALID)
  .map((file) => file.replace(/\.yaml$/, ""))
  .sort();

/** How long all of them may take, in milliseconds, on a busy machine: for `before` hooks. */
export const FIXTURES_TIMEOUT_MS = 180_000;

type Rendered = ReadonlyMap<string, readonly ChartObject[]>;

let rendered: Promise<Rendered> | undefined;

/**
 * Renders all valid files with Helm 4, once for all files of tests that a process runs: as subcharts of one chart, so that each
 * object's name is the release's and the file's, `iae-defaults`. Undefined where there is no Helm.
 */
export async function renderFixtures(): Promise<Rendered | undefined> {
  const helms = await findHelms();
  if (helms === undefined) {
    return undefined;
  }
  rendered ??= renderValid(helms.helm4);
  return await rendered;
}

/** What Helm 4 makes of one valid file. Only where a `before` hook has seen that there is a Helm. */
export async function fixtureOf(name: string): Promise<readonly ChartObject[]> {
  const one = (await renderFixtures())?.get(name);
  if (one === undefined) {
    throw new Error(`Cannot find the values ${name}: there is no such file, or no Helm`);
  }
  return one;
}

/** Path of a valid file of values. */
export function validFile(name: string): string {
  return join(VALID, `${name}.yaml`);
}

/** What a Helm makes of each valid file. @throws Error where it refuses one */
export async function renderValid(helm: Helm): Promise<Rendered> {
  const values = new Map(VALID_NAMES.map((name) => [name, readFileSync(validFile(name), "utf8")]));
  return await renderSubcharts(helm, values);
}
