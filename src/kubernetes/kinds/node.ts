import { sameTexts } from "../../collections/sameTexts.ts";
import type { NodeObject } from "../../inventory/model.ts";
import { sameLabels } from "../../inventory/sameLabels.ts";
import { child, descend, elements, text } from "./json.ts";
import { allLabelsOf, objectName } from "./metadata.ts";
import type { ProjectionContext, ResourceKind } from "./resourceKind.ts";

/** Taints with which a node says how it fares: they will have gone by the time that a pod is created anew. */
const CONDITION = /^node(?:\.cloudprovider)?\.kubernetes\.io\//;

/** Nodes: for which platforms images have to be there, and which pods may run where. */
export function nodeKind({ interner }: Pick<ProjectionContext, "interner">): ResourceKind<NodeObject> {
  return {
    resource: "nodes",
    basePath: "/api/v1",
    plural: "nodes",
    metadataOnly: false,
    project(object) {
      const named = objectName(object);
      if (named === undefined) {
        return undefined;
      }
      const labels = allLabelsOf(object, interner);
      const info = descend(object, "status", "nodeInfo");
      const os = text(child(info, "operatingSystem")) ?? labels["kubernetes.io/os"];
      const architecture = text(child(info, "architecture")) ?? labels["kubernetes.io/arch"];
      const [runtime = ""] = (text(child(info, "containerRuntimeVersion")) ?? "").split("://", 1);
      return {
        name: named.name,
        platform:
          os === undefined || architecture === undefined ? "" : interner.text(`${os}/${architecture}`),
        runtime: interner.text(runtime),
        labels,
        taints: interner.list(elements(descend(object, "spec", "taints")).flatMap(taintOf)),
      };
    },
    same: (a, b) =>
      a.platform === b.platform &&
      a.runtime === b.runtime &&
      sameTexts(a.taints, b.taints) &&
      sameLabels(a.labels, b.labels),
  };
}

function taintOf(taint: unknown): readonly string[] {
  const key = text(child(taint, "key")) ?? "";
  const effect = child(taint, "effect");
  const keepsAway = (effect === "NoSchedule" || effect === "NoExecute") && !CONDITION.test(key);
  return keepsAway ? [`${key}=${text(child(taint, "value")) ?? ""}:${effect}`] : [];
}
