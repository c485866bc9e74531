import { errorText } from "../text/errorText.ts";
import type { Clock } from "../time/clock.ts";
import { ApiError } from "./apiError.ts";
import type { ClusterClient } from "./client.ts";
import { nodeSettingKind } from "./kinds/nodeSetting.ts";
import { collectionPath } from "./kinds/resourceKind.ts";
import type { NodeSettings } from "./nodeSettingWatch.ts";
import { pagedList } from "./pagedList.ts";

/**
 * Lists once what a cluster says of its nodes.
 *
 * @returns what could not be listed, a line each; a kind that the cluster does not have is not among it
 * @throws `signal.reason`
 */
export async function listNodeSettings(
  nodes: NodeSettings,
  {
    client,
    clock,
    signal,
  }: { readonly client: ClusterClient; readonly clock: Clock; readonly signal: AbortSignal },
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const each of nodes.kinds) {
    const { resource, namespace } = each;
    const kind = nodeSettingKind(each);
    try {
      await pagedList({
        client,
        path: collectionPath(kind, namespace),
        fieldSelector: kind.fieldSelector,
        accept: "application/json",
        whole: "List",
        clock,
        signal,
        turn: (page) => page(),
        onObject(object) {
          const found = kind.project(object);
          if (found !== undefined) {
            nodes.put(resource, found.name, found.content);
          }
        },
        onRestart() {},
      });
      nodes.settle(resource, "readable");
    } catch (error) {
      signal.throwIfAborted();
      const isMissing = error instanceof ApiError && error.isNotFound;
      nodes.settle(resource, isMissing ? "missing" : "unreadable");
      if (!isMissing) {
        problems.push(`cannot list ${resource}: ${errorText(error)}`);
      }
    }
  }
  return problems;
}
