import {
  ApiError,
  ApiTimeoutError,
  ApiUnreachableError,
  UnreadableClusterError,
} from "./kubernetes/apiError.ts";
import type { ClusterClient } from "./kubernetes/client.ts";
import { basePathOf, collectionPath } from "./kubernetes/kinds/resourceKind.ts";
import { pagedList } from "./kubernetes/pagedList.ts";
import { type ResourceType, resourceName, resourceTypes } from "./kubernetes/resourceTypes.ts";
import type { JanitorRule } from "./leftovers/janitorRules.ts";
import type { Kubectl, Leftover } from "./leftovers/leftover.ts";
import { Leftovers } from "./leftovers/leftovers.ts";
import { isMetadataEnough, mayRefer, SECRETS_OF_NOTE, typesToRead } from "./leftovers/whatIsRead.ts";
import { errorText } from "./text/errorText.ts";
import { oneLine } from "./text/oneLine.ts";
import type { Clock } from "./time/clock.ts";

export interface ReadLeftoversOptions {
  readonly client: ClusterClient;
  readonly kubectl: Kubectl;
  readonly rules: readonly JanitorRule[];
  /** Of which it is told; undefined for all but those of the cluster itself. */
  readonly namespaces: readonly string[] | undefined;
  /** In milliseconds. */
  readonly olderThanMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told what is read next. */
  onProgress(text: string): void;
}

const JSON_ONLY = "application/json";
const METADATA = `${JSON_ONLY};as=PartialObjectMetadataList;g=meta.k8s.io;v=v1`;

/**
 * Lists a cluster once, kind by kind, page by page; of all objects nothing is kept but what could go, and names.
 *
 * @returns what could go, and what could not be read or told, a line each
 * @throws UnreadableClusterError where it cannot be asked what there is; `signal.reason`
 */
export async function readLeftovers(
  options: ReadLeftoversOptions,
): Promise<{ readonly leftovers: readonly Leftover[]; readonly problems: readonly string[] }> {
  const { rules, namespaces, olderThanMs, kubectl, clock, signal } = options;
  const found = new Leftovers({ rules, namespaces, olderThanMs, kubectl, now: clock.now() });
  const { types, failed: silent } = await resourceTypes(options).catch((error: unknown) => {
    signal.throwIfAborted();
    throw new UnreadableClusterError(`cannot read the cluster: ${oneLine(errorText(error))}`, {
      cause: error,
    });
  });
  const failures = new Failures();
  for (const [path, error] of silent) {
    failures.addGroup(path, error);
  }
  for (const type of typesToRead(types)) {
    options.onProgress(`reads ${resourceName(type)}`);
    await readType(type, found, failures, options);
    signal.throwIfAborted();
    if (failures.isOver) {
      break;
    }
  }
  const { leftovers, problems } = found.result(failures);
  return { leftovers, problems: [...failures.lines(), ...problems] };
}

/** What could not be read. */
class Failures {
  readonly #whole = new Set<string>();
  readonly #groups = new Set<string>();
  readonly #what = new Map<string, string[]>();
  mayRefer = false;
  /** The API server cannot be reached: it makes no sense to go on. */
  isOver = false;

  /** @param what kind or path; `isWhole`: nothing of it was read, not even what was asked for by namespace */
  add(what: string, error: unknown, isWhole: boolean): void {
    this.isOver ||= error instanceof ApiUnreachableError || error instanceof ApiTimeoutError;
    this.mayRefer ||= this.isOver || mayRefer(what);
    const message = errorText(error).replaceAll(/\s+/g, " ");
    this.#what.set(message, [
      ...(this.#what.get(message) ?? []),
      this.isOver ? `${what} and what comes after` : what,
    ]);
    if (isWhole) {
      this.#whole.add(what);
    }
  }

  /** @param path of a group of which it is not known what it has */
  addGroup(path: string, error: unknown): void {
    this.add(path, error, true);
    const [, group = ""] = /^\/apis\/([^/]+)/.exec(path) ?? [];
    this.#groups.add(group);
  }

  has(resource: string): boolean {
    const [, ...group] = resource.split(".");
    return this.isOver || this.#whole.has(resource) || this.#groups.has(group.join("."));
  }

  lines(): readonly string[] {
    return [...this.#what].map(([message, what]) => `cannot list ${what.join(", ")}: ${message}`);
  }
}

/** Reads all of a kind, or where that is forbidden, what is in the namespaces that were named. */
async function readType(
  type: ResourceType,
  found: Leftovers,
  failures: Failures,
  options: ReadLeftoversOptions,
): Promise<void> {
  const { namespaces, signal } = options;
  const name = resourceName(type);
  try {
    await list(type, undefined, found, failures, options);
    return;
  } catch (error) {
    signal.throwIfAborted();
    const isForbidden = error instanceof ApiError && error.isForbidden;
    if (!isForbidden || namespaces === undefined || !type.namespaced) {
      failures.add(name, error, true);
      return;
    }
    // Bindings have subjects elsewhere.
    failures.add(name, error, name === "serviceaccounts");
  }
  for (const namespace of namespaces) {
    try {
      await list(type, namespace, found, failures, options);
    } catch (error) {
      signal.throwIfAborted();
      failures.add(name, error, true);
    }
  }
}

async function list(
  type: ResourceType,
  namespace: string | undefined,
  found: Leftovers,
  failures: Failures,
  { client, clock, signal, rules }: ReadLeftoversOptions,
): Promise<void> {
  const isAskedFor = (plural: string) =>
    rules.some(({ resources }) => resources.has(plural) || resources.has("*"));
  const { group, version, plural } = type;
  const common = {
    client,
    path: collectionPath({ basePath: basePathOf(group, version), plural }, namespace),
    accept: isMetadataEnough(type, isAskedFor) ? METADATA : JSON_ONLY,
    whole: "List",
    clock,
    signal,
    turn: <R>(page: () => Promise<R>) => page(),
    // What has gone since was left over all the same.
    onRestart() {},
  };
  await pagedList({ ...common, onObject: (object) => found.take(type, object, failures) });
  if (resourceName(type) === "secrets") {
    await pagedList({
      ...common,
      fieldSelector: SECRETS_OF_NOTE,
      onObject: (object) => found.takeSecretOfNote(type, object),
    });
  }
}
