import { errorText } from "../text/errorText.ts";
import { nearestName } from "../text/nearestName.ts";
import { normalPrefix } from "./addMirrors.ts";
import type { ConfigValues } from "./config.generated.ts";
import { type DocumentProblem, showValue } from "./describeProblem.ts";
import { type DocumentPath, formatPath, replaceAt, valueAt } from "./documentPath.ts";
import { formatDuration, parseDuration } from "./duration.ts";
import { CONFIG_OPTIONS, DURATION_PATHS } from "./options.generated.ts";

/**
 * Finds what a schema cannot say: bounds of durations, expressions that do not compile, contradictions between keys.
 *
 * @param document one that fits the schema
 */
export async function checkMeaning(document: unknown): Promise<readonly DocumentProblem[]> {
  const problems: DocumentProblem[] = [];
  const values = document as ConfigValues;
  const refuse = (path: DocumentPath, text: string) => {
    problems.push({ path, text: `${formatPath(path)}: ${text}` });
  };
  checkDurations(values, refuse);
  await checkExpressions(values, refuse);
  checkKinds(values, refuse);
  checkMirrors(values, refuse);
  checkOpenShift(values, refuse);
  checkNodeFiles(values, refuse);
  checkPlatforms(values, refuse);
  const { shards, shard } = values.sharding;
  if (shard >= shards) {
    refuse(["sharding", "shard"], `expected less than config.sharding.shards (${shards}), given ${shard}`);
  }
  return problems;
}

type Refuse = (path: DocumentPath, text: string) => void;

function checkDurations(values: ConfigValues, refuse: Refuse): void {
  for (const { path: pattern, minimum, maximum } of DURATION_PATHS) {
    replaceAt(values, pattern, (value, path) => {
      const ms = parseDuration(String(value)) ?? 0;
      if (ms < minimum || ms > maximum) {
        const bounds = `a duration from ${formatDuration(minimum)} to ${formatDuration(maximum)}`;
        refuse(path, `expected ${bounds}, given ${showValue(value)}`);
      }
      return value;
    });
  }
}

async function checkExpressions(values: ConfigValues, refuse: Refuse): Promise<void> {
  const lists = ["ignored", "allowed"] as const;
  if (lists.every((list) => values.images[list].length === 0)) {
    return;
  }
  const { RE2JS } = await import("re2js");
  for (const list of lists) {
    values.images[list].forEach((expression, index) => {
      try {
        RE2JS.compile(expression);
      } catch (error) {
        const why = errorText(error);
        refuse(
          ["images", list, index],
          `expected an RE2 expression, given ${showValue(expression)}: ${why.replaceAll("\n", " ")}`,
        );
      }
    });
  }
}

function checkPlatforms({ images, namespaces }: ConfigValues, refuse: Refuse): void {
  const watchesNodes = ["platform", "content"].includes(images.verify) && images.platforms.length === 0;
  if (watchesNodes && namespaces.include.length > 0) {
    refuse(
      ["images", "platforms"],
      "expected the nodes' platforms, as config.namespaces.include is set (Nodes cannot be read with a Role per namespace), given []",
    );
  }
}

function checkKinds(values: ConfigValues, refuse: Refuse): void {
  const { custom, includeDisabled } = values.workloads;
  const builtIn = CONFIG_OPTIONS.find(({ path }) => path === "workloads.kinds")?.choices ?? [];
  const known = [...builtIn, ...custom.map(({ kind }) => kind)];
  includeDisabled.forEach((kind, index) => {
    if (kind === "*" || known.some((name) => name.toLowerCase() === kind.toLowerCase())) {
      return;
    }
    const nearest = nearestName(kind, known);
    const expected =
      nearest !== undefined ? `did you mean ${nearest}?` : `expected one of ${known.join(", ")} or *`;
    refuse(["workloads", "includeDisabled", index], `unknown kind ${showValue(kind)}; ${expected}`);
  });
  custom.forEach(({ group, resource }, index) => {
    // config.secrets.mode alone says whether they may be read.
    if (group === "" && resource === "secrets") {
      refuse(
        ["workloads", "custom", index, "resource"],
        "expected one that has pod templates, given secrets",
      );
    }
    const first = custom.findIndex((other) => other.group === group && other.resource === resource);
    if (first === index) {
      return;
    }
    refuse(
      ["workloads", "custom", index],
      `expected each resource once, given ${resource}.${group} here and in config.workloads.custom[${first}]`,
    );
  });
}

/** The formats in which nodes say where to ask, each by its runtime: nodes have one of them. */
const NODE_FILES = [
  { runtime: "containerd", keys: ["hostsDir"] },
  { runtime: "containerd", keys: ["registriesYaml", "disableDefaultRegistryEndpoint"] },
  { runtime: "cri-o", keys: ["registriesConf", "certsDir", "runtimeAuthFile"] },
] as const satisfies readonly {
  readonly runtime: ConfigValues["nodes"]["runtime"];
  readonly keys: readonly (keyof ConfigValues["nodes"])[];
}[];

function checkNodeFiles({ nodes }: ConfigValues, refuse: Refuse): void {
  let first: string | undefined;
  for (const { runtime, keys } of NODE_FILES) {
    const given = keys.filter((key) => nodes[key] !== "" && nodes[key] !== false);
    for (const key of given) {
      const why =
        runtime !== nodes.runtime
          ? `config.nodes.runtime is ${nodes.runtime}`
          : first === undefined
            ? undefined
            : `config.nodes.${first} is set`;
      if (why !== undefined) {
        refuse(["nodes", key], `expected nothing, as ${why}, given ${showValue(nodes[key])}`);
      }
    }
    first ??= runtime === nodes.runtime ? given[0] : undefined;
  }
  if (nodes.disableDefaultRegistryEndpoint && nodes.registriesYaml === "") {
    refuse(
      ["nodes", "disableDefaultRegistryEndpoint"],
      "expected config.nodes.registriesYaml beside it, whose mirrors it is for, given true",
    );
  }
}

/** What OpenShift's objects say, and no file is to say as well. */
const OPENSHIFT_OBJECTS = {
  enabled: [["nodes", "registriesConf"]],
  pullSecret: [
    ["nodes", "runtimeAuthFile"],
    ["registries", "dockerConfigFile"],
  ],
} as const satisfies Partial<Record<keyof ConfigValues["nodes"]["openshift"], readonly DocumentPath[]>>;

function checkOpenShift(values: ConfigValues, refuse: Refuse): void {
  const { openshift, runtime } = values.nodes;
  if (!openshift.enabled) {
    return;
  }
  if (runtime !== "cri-o") {
    refuse(
      ["nodes", "openshift", "enabled"],
      `expected false, as config.nodes.runtime is ${runtime}, given true`,
    );
  }
  for (const [key, paths] of Object.entries(OPENSHIFT_OBJECTS)) {
    for (const path of paths) {
      const given = valueAt(values, path);
      if (openshift[key as keyof typeof OPENSHIFT_OBJECTS] && given !== "") {
        refuse(path, `expected nothing, as config.nodes.openshift.${key} is true, given ${showValue(given)}`);
      }
    }
  }
}

/** What would match no image, or change nothing. */
function checkMirrors({ images }: ConfigValues, refuse: Refuse): void {
  images.mirrors.forEach(({ prefix, mirrors }, index) => {
    const path = ["images", "mirrors", index];
    const [host = ""] = prefix.split("/", 1);
    if (!/[.:]/.test(host) && host !== "localhost" && host !== images.defaultRegistry.toLowerCase()) {
      const given = showValue(prefix);
      refuse([...path, "prefix"], `expected a registry first, such as docker.io/${prefix}, given ${given}`);
    }
    const first = images.mirrors.findIndex((other) => other.prefix === prefix);
    if (first !== index) {
      refuse(
        [...path, "prefix"],
        `expected each prefix once, given ${prefix} here and in config.images.mirrors[${first}]`,
      );
    }
    mirrors.forEach((mirror, place) => {
      // With words on how it is spoken to, it may be the registry itself.
      if (typeof mirror === "string" && normalPrefix(mirror) === prefix) {
        refuse(
          [...path, "mirrors", place],
          `expected another place than the prefix, given ${showValue(mirror)}`,
        );
      }
    });
  });
}
