import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { alertsDocGenerator } from "./generate/alertsDoc.ts";
import { chartReadmeGenerator } from "./generate/chartReadme.ts";
import { chartValuesGenerator } from "./generate/chartValues.ts";
import { configOptionsGenerator } from "./generate/configOptions.ts";
import { configReferenceGenerator } from "./generate/configReference.ts";
import { configTypesGenerator } from "./generate/configTypes.ts";
import { configValidatorGenerator } from "./generate/configValidator.ts";
import { dashboardsGenerator } from "./generate/dashboards.ts";
import { deployManifestsGenerator } from "./generate/deployManifests.ts";
import type { Generator } from "./generate/generator.ts";
import { metricsDocGenerator } from "./generate/metricsDoc.ts";
import { notificationsGenerator } from "./generate/notifications.ts";
import { renderedValuesGenerator } from "./generate/renderedValues.ts";
import { rulesDataGenerator } from "./generate/rules.ts";

/** In this order: a later generator may read what an earlier one wrote. */
const GENERATORS: readonly Generator[] = [
  configTypesGenerator,
  configOptionsGenerator,
  configValidatorGenerator,
  configReferenceGenerator,
  metricsDocGenerator,
  renderedValuesGenerator,
  rulesDataGenerator,
  notificationsGenerator,
  dashboardsGenerator,
  chartValuesGenerator,
  chartReadmeGenerator,
  deployManifestsGenerator,
  alertsDocGenerator,
];

// `npm run generate` writes; `npm run generate -- --check` only tells what would change, and fails if anything would.
const checkOnly = process.argv.includes("--check");
const root = new URL("../", import.meta.url);
let changed = 0;
for (const generator of GENERATORS) {
  for (const { path, text } of await generator.generate()) {
    const file = fileURLToPath(new URL(path, root));
    if (readIfThere(file) === text) {
      continue;
    }
    changed++;
    console.log(`${path}: ${checkOnly ? "is not what its sources say" : "written"} (${generator.name})`);
    if (checkOnly) {
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
if (checkOnly && changed > 0) {
  console.error("Run `npm run generate` and commit what it writes.");
  process.exitCode = 1;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
