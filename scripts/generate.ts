import { alertsDocGenerator } from "./generate/alertsDoc.ts";
import { chartValuesGenerator } from "./generate/chartValues.ts";
import { chartValuesDocGenerator } from "./generate/chartValuesDoc.ts";
import { configOptionsGenerator } from "./generate/configOptions.ts";
import { configReferenceGenerator } from "./generate/configReference.ts";
import { configTypesGenerator } from "./generate/configTypes.ts";
import { dashboardsGenerator } from "./generate/dashboards.ts";
import { deployManifestsGenerator } from "./generate/deployManifests.ts";
import type { Generator } from "./generate/generator.ts";
import { helpTextsGenerator } from "./generate/helpTexts.ts";
import { metricsDocGenerator } from "./generate/metricsDoc.ts";
import { notificationsGenerator } from "./generate/notifications.ts";
import { renderedValuesGenerator } from "./generate/renderedValues.ts";
import { rulesDataGenerator } from "./generate/rules.ts";
import { sampleConfigGenerator } from "./generate/sampleConfig.ts";
import { validatorsGenerator } from "./generate/validators.ts";
import { writeGenerated } from "./generate/writeGenerated.ts";

/** In this order: a later generator may read what an earlier one wrote. */
const GENERATORS: readonly Generator[] = [
  configTypesGenerator,
  configOptionsGenerator,
  validatorsGenerator,
  configReferenceGenerator,
  helpTextsGenerator,
  sampleConfigGenerator,
  metricsDocGenerator,
  renderedValuesGenerator,
  rulesDataGenerator,
  notificationsGenerator,
  dashboardsGenerator,
  chartValuesGenerator,
  chartValuesDocGenerator,
  deployManifestsGenerator,
  alertsDocGenerator,
];

// `npm run generate` writes; `npm run generate -- --check` only tells what would change, and fails if anything would.
const checkOnly = process.argv.includes("--check");
let changed = 0;
for (const generator of GENERATORS) {
  for (const path of await writeGenerated(generator, { checkOnly })) {
    changed++;
    console.log(`${path}: ${checkOnly ? "is not what its sources say" : "written"} (${generator.name})`);
  }
}
if (checkOnly && changed > 0) {
  console.error("Run `npm run generate` and commit what it writes.");
  process.exitCode = 1;
}
