import type { Clock } from "../time/clock.ts";
import { ApiAnswerError } from "./apiError.ts";
import type { ClusterClient } from "./client.ts";
import { child, elements, text } from "./kinds/json.ts";
import { streamApi } from "./streamApi.ts";

/** A kind whose objects can be listed and deleted. */
export interface ResourceType {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** Whether its version is the one that its group's API server prefers. */
  readonly preferred: boolean;
}

/** `deployments.apps`, `pods`: as kubectl takes it. */
export function resourceName({ plural, group }: Pick<ResourceType, "plural" | "group">): string {
  return group === "" ? plural : `${plural}.${group}`;
}

/** Answers of discovery are some 100 KB at most. */
const MAX_BYTES = 16 * 1024 * 1024;
const ANSWER_MS = 30_000;

/**
 * Asks an API server for all that it has, each kind once: by its group's preferred version where that has it.
 *
 * @returns `failed`: groups that did not answer, and why
 * @throws ApiError, ApiAnswerError… where the groups themselves cannot be read; `signal.reason`
 */
export async function resourceTypes(options: {
  readonly client: ClusterClient;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}): Promise<{ readonly types: readonly ResourceType[]; readonly failed: ReadonlyMap<string, unknown> }> {
  const groups = listIn(await getJson("/apis", options), "groups", "/apis");
  const versions = [
    { group: "", version: "v1", preferred: true },
    ...groups.flatMap((group) => {
      const name = text(child(group, "name")) ?? "";
      const best = text(child(child(group, "preferredVersion"), "version"));
      const others = elements(child(group, "versions")).map((each) => text(child(each, "version")) ?? "");
      return [best, ...others.filter((each) => each !== best)]
        .filter((each) => each !== undefined)
        .map((version) => ({ group: name, version, preferred: version === best }));
    }),
  ];
  const types = new Map<string, ResourceType>();
  const failed = new Map<string, unknown>();
  for (const each of versions) {
    const place = each.group === "" ? "/api/v1" : `/apis/${each.group}/${each.version}`;
    let resources: readonly unknown[];
    try {
      resources = listIn(await getJson(place, options), "resources", place);
    } catch (error) {
      options.signal.throwIfAborted();
      failed.set(place, error);
      continue;
    }
    for (const resource of resources) {
      const plural = text(child(resource, "name")) ?? "/";
      const verbs = elements(child(resource, "verbs"));
      const type = {
        ...each,
        plural,
        kind: text(child(resource, "kind")) ?? "",
        namespaced: child(resource, "namespaced") === true,
      };
      const isOne = !plural.includes("/") && verbs.includes("list") && verbs.includes("delete");
      if (isOne && !types.has(resourceName(type))) {
        types.set(resourceName(type), type);
      }
    }
  }
  return { types: [...types.values()], failed };
}

/** An answer without its list must not be taken for one of nothing. */
function listIn(answer: unknown, key: string, path: string): readonly unknown[] {
  const list = child(answer, key);
  if (!Array.isArray(list)) {
    throw new ApiAnswerError(`the API server's answer to ${path} has no ${key}`);
  }
  return list;
}

async function getJson(
  path: string,
  { client, clock, signal }: Parameters<typeof resourceTypes>[0],
): Promise<unknown> {
  const request = { path, query: {}, accept: "application/json", answerMs: ANSWER_MS, silenceMs: ANSWER_MS };
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of streamApi(client, { ...request, clock, signal })) {
    size += chunk.length;
    if (size > MAX_BYTES) {
      throw new ApiAnswerError(`the API server's answer to ${path} is longer than ${MAX_BYTES} bytes`);
    }
    parts.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString("utf8"));
  } catch {
    throw new ApiAnswerError(`the API server's answer to ${path} is not JSON`);
  }
}
