import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findHelms, type Helm } from "./helms.ts";
import type { ChartObject } from "./renderChart.ts";
import { renderSubcharts } from "./renderSubcharts.ts";

/** A file of values, and what each Helm makes of it. */
export interface Rendered {
  readonly helm3: readonly ChartObject[];
  readonly helm4: readonly ChartObject[];
}

const VALID = join(import.meta.dirname, "valid");

/** Names of the files of values that have to render, without `.yaml`. */
export const VALID_NAMES: readonly string[] = readdirSync(VALID)
  .map((file) => file.replace(/\.yaml$/, ""))
  .sort();

/** How long all of them may take, in milliseconds, on a busy machine: for `before` hooks. */
export const FIXTURES_TIMEOUT_MS = 180_000;

let rendered: Promise<ReadonlyMap<string, Rendered>> | undefined;

/**
 * Renders all valid files with both Helms, once for the whole test run: as subcharts of one chart, so that each object's
 * name is the release's and the file's, `iae-defaults`. Undefined where there is no Helm.
 */
export async function renderFixtures(): Promise<ReadonlyMap<string, Rendered> | undefined> {
  const helms = await findHelms();
  if (helms === undefined) {
    return undefined;
  }
  rendered ??= renderAll(helms);
  return await rendered;
}

/** What Helm 4 makes of one valid file. Only where a `before` hook has seen that there is a Helm. */
export async function fixtureOf(name: string): Promise<readonly ChartObject[]> {
  const one = (await renderFixtures())?.get(name);
  if (one === undefined) {
    throw new Error(`Cannot find the values ${name}: there is no such file, or no Helm`);
  }
  return one.helm4;
}

/** Path of a valid file of values. */
export function validFile(name: string): string {
  return join(VALID, `${name}.yaml`);
}

async function renderAll({ helm3, helm4 }: { readonly helm3: Helm; readonly helm4: Helm }) {
  const [first, second] = await Promise.all([renderValid(helm3), renderValid(helm4)]);
  return new Map(
    VALID_NAMES.map((name) => [name, { helm3: first.get(name) ?? [], helm4: second.get(name) ?? [] }]),
  );
}

/** What a Helm makes of each valid file. @throws Error where it refuses one */
export async function renderValid(helm: Helm): Promise<ReadonlyMap<string, readonly ChartObject[]>> {
  const values = new Map(VALID_NAMES.map((name) => [name, readFileSync(validFile(name), "utf8")]));
  return await renderSubcharts(helm, values);
}
