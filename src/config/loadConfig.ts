import { resolve } from "node:path";
import { addMirrors } from "./addMirrors.ts";
import { checkMeaning } from "./checkMeaning.ts";
import type { Config } from "./config.generated.ts";
import { ConfigError } from "./configError.ts";
import type { ConfigLayer } from "./configLayer.ts";
import { type DocumentProblem, describeProblem } from "./describeProblem.ts";
import { type DocumentPath, isMap, replaceAt, valueAt } from "./documentPath.ts";
import { parseDuration } from "./duration.ts";
import { CONFIG_FILE_VARIABLE, environmentLayer } from "./environmentLayer.ts";
import { flagLayer, type GivenFlag } from "./flagLayer.ts";
import { mergeDocuments } from "./mergeDocuments.ts";
import { DURATION_PATHS, MAP_DEFAULTS } from "./options.generated.ts";
import { readConfigFile } from "./readConfigFile.ts";
import { validateDocument } from "./validateDocument.generated.ts";

/** Where the configuration comes from. */
export interface ConfigSources {
  /** The file that a flag names; $IAE_CONFIG otherwise, and none without either. */
  readonly file?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly flags: readonly GivenFlag[];
  /** Where relative paths in flags and variables start. */
  readonly baseDirectory: string;
}

/** The configuration, and what deserves a word in the log. */
export interface LoadedConfig {
  readonly config: Config;
  readonly warnings: readonly string[];
}

/**
 * Puts the configuration together: the schema's defaults, the file, the environment, the flags, each over the one
 * before. Lists are replaced, maps are merged.
 *
 * @returns a configuration that fits the schema, frozen; durations in milliseconds
 * @throws {ConfigError} with every problem that was found
 */
export async function loadConfig(
  { file, environment, flags, baseDirectory }: ConfigSources,
  { signal }: { signal: AbortSignal },
): Promise<LoadedConfig> {
  const path = file ?? environment[CONFIG_FILE_VARIABLE] ?? "";
  const fromFile = path !== "" ? [await readConfigFile(resolve(baseDirectory, path), { signal })] : [];
  const fromEnvironment = environmentLayer(environment, { baseDirectory });
  const fromFlags = flagLayer(flags, { baseDirectory });
  const layers: readonly ConfigLayer[] = [...fromFile, fromEnvironment, fromFlags];

  const document = mergeDocuments([MAP_DEFAULTS, ...layers.map((layer) => layer.document)]);
  if (isMap(document)) {
    addMirrors(document, fromFlags.mirrorPairs);
    implyRuntime(document);
  }
  const problems = await documentProblems(document);
  const lines = [
    ...layers.flatMap((layer) => layer.problems),
    ...problems.map(({ path: at, text }) => `${text}${originOf(at, layers)}`),
  ];
  if (lines.length > 0) {
    throw new ConfigError([...new Set(lines)]);
  }

  for (const { path: pattern } of DURATION_PATHS) {
    replaceAt(document, pattern, (value) => parseDuration(String(value)));
  }
  return { config: freezeDeep(document) as Config, warnings: fromEnvironment.warnings };
}

/** OpenShift's nodes have one runtime. */
function implyRuntime(document: Record<string, unknown>): void {
  const { nodes } = document;
  if (isMap(nodes) && valueAt(nodes, ["openshift", "enabled"]) === true) {
    nodes.runtime ??= "cri-o";
  }
}

// Fills in the defaults as it goes, so the second check sees a whole document.
async function documentProblems(document: unknown): Promise<readonly DocumentProblem[]> {
  if (validateDocument(document)) {
    return checkMeaning(document);
  }
  return (validateDocument.errors ?? []).flatMap((error) => describeProblem(error, document) ?? []);
}

// The uppermost layer that holds the value set it, and what is no map went over all maps; what no layer holds (a missing
// key) is due to what is around it.
function originOf(path: DocumentPath, layers: readonly ConfigLayer[]): string {
  const values = layers.map((layer) => ({ layer, value: valueAt(layer.document, path) }));
  const holders = values.filter(({ value }) => value !== undefined);
  const holder = (holders.findLast(({ value }) => !isMap(value)) ?? holders.at(-1))?.layer;
  const asked = holder !== undefined ? [holder] : layers;
  for (let length = path.length; length >= 0; length--) {
    const key = path.slice(0, length).join(".");
    const origin = asked.findLast((layer) => layer.origins.has(key))?.origins.get(key);
    if (origin !== undefined) {
      return ` (${origin})`;
    }
  }
  return "";
}

/** Freezes a value at every depth, in place, and returns it. */
function freezeDeep<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const below of Object.values(value)) {
      freezeDeep(below);
    }
  }
  return value;
}
