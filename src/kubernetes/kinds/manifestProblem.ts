import { showJson } from "../../text/showJson.ts";
import type { CustomWorkload } from "./customResource.ts";
import { child, descend, isRecord, text } from "./json.ts";
import { parseTemplatePath, type TemplatePath, valuesAt } from "./templatePath.ts";
import { WORKLOAD_KINDS, type WorkloadRecord } from "./workloadKinds.ts";

/** The groups of built-in workloads, and the one that they were in. */
const BUILT_IN_GROUPS: ReadonlySet<string> = new Set(["", "apps", "batch", "extensions"]);

/**
 * What keeps an object of a manifest from being read as an API server would take it, as far as images depend on it. No
 * server has seen it: what it would refuse is found nowhere else.
 *
 * @returns undefined where nothing does; else a line without where it stands
 */
export function manifestProblem(object: unknown, custom: readonly CustomWorkload[]): string | undefined {
  const apiVersion = text(child(object, "apiVersion"));
  const kind = text(child(object, "kind"));
  if (apiVersion === undefined || kind === undefined) {
    return `${expected("an object with apiVersion and kind", object)}${isRecord(object) ? ` without ${kind === undefined ? "kind" : "apiVersion"}` : ""}`;
  }
  const problem = problemOf(object, { apiVersion, kind, custom });
  const name = text(descend(object, "metadata", "name")) ?? text(descend(object, "metadata", "generateName"));
  return problem === undefined ? undefined : `${name === undefined ? kind : `${kind} ${name}`}: ${problem}`;
}

interface Typed {
  readonly apiVersion: string;
  readonly kind: string;
  readonly custom: readonly CustomWorkload[];
}

function problemOf(object: unknown, { apiVersion, kind, custom }: Typed): string | undefined {
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  const own = custom.find((each) => each.group === group && each.kind === kind);
  const builtIn: WorkloadRecord | undefined =
    Object.hasOwn(WORKLOAD_KINDS, kind) && BUILT_IN_GROUPS.has(group)
      ? WORKLOAD_KINDS[kind as keyof typeof WORKLOAD_KINDS]
      : undefined;
  const isAccount = group === "" && kind === "ServiceAccount";
  if (isListOfKnown(kind) && (child(object, "items") ?? undefined) !== undefined) {
    // One that can be read has been taken apart.
    return `items: ${expected("a list", child(object, "items"))}`;
  }
  if (own === undefined && builtIn !== undefined && builtIn.group !== group) {
    const { group: right, version } = builtIn;
    return `apiVersion: ${expected(right === "" ? version : `${right}/${version}`, apiVersion)}`;
  }
  if (own === undefined && builtIn === undefined && !isAccount) {
    return undefined;
  }
  const metadata = child(object, "metadata");
  if (text(child(metadata, "name")) === undefined && text(child(metadata, "generateName")) === undefined) {
    return `metadata.name: ${expected("a text", child(metadata, "name"))}`;
  }
  if (isAccount) {
    return listProblem(object, "imagePullSecrets", []);
  }
  if (own !== undefined) {
    return first(own.templatePaths.map(parseTemplatePath), (path) =>
      first(valuesAt(object, path), (template) =>
        isRecord(child(template, "spec"))
          ? podProblem(child(template, "spec"), [...path, "spec"])
          : podProblem(template, path),
      ),
    );
  }
  const path = builtIn!.templatePath;
  const template = descend(object, ...path);
  return isRecord(template)
    ? podProblem(child(template, "spec"), [...path, "spec"])
    : `${path.join(".")}: ${expected("a map", template)}`;
}

function isListOfKnown(kind: string): boolean {
  return (
    kind === "List" || (kind.endsWith("List") && Object.hasOwn(WORKLOAD_KINDS, kind.slice(0, -"List".length)))
  );
}

function podProblem(spec: unknown, path: TemplatePath): string | undefined {
  if (!isRecord(spec)) {
    return `${path.join(".")}: ${expected("a map", spec)}`;
  }
  const { containers } = spec;
  if (!Array.isArray(containers) || containers.length === 0) {
    return `${[...path, "containers"].join(".")}: ${expected("a list that is not empty", containers)}`;
  }
  return first(["containers", "initContainers", "volumes", "imagePullSecrets"], (key) =>
    listProblem(spec, key, path),
  );
}

function listProblem(holder: unknown, key: string, path: TemplatePath): string | undefined {
  const list = child(holder, key);
  const where = [...path, key].join(".");
  if (list === undefined || list === null) {
    return undefined;
  }
  if (!Array.isArray(list)) {
    return `${where}: ${expected("a list", list)}`;
  }
  const at = list.findIndex((entry) => !isRecord(entry));
  return at < 0 ? undefined : `${where}[${at}]: ${expected("a map", list[at])}`;
}

function first<T>(items: readonly T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** What is in a map or a list is not shown: it may be a Secret, or have a password in a variable. */
function expected(what: string, given: unknown): string {
  const shown = isRecord(given)
    ? "a map"
    : Array.isArray(given)
      ? given.length === 0
        ? "an empty list"
        : "a list"
      : showJson(given);
  return `expected ${what}, given ${shown.length > 100 ? `${shown.slice(0, 99)}…` : shown}`;
}
