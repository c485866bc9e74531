import type { NamespaceObject } from "../../inventory/model.ts";
import { sameLabels } from "../../inventory/sameLabels.ts";
import { METADATA_MESSAGE } from "../protobuf/apiMessages.ts";
import { allLabelsOf, isOptedOut, objectName } from "./metadata.ts";
import type { ProjectionContext, ResourceKind } from "./resourceKind.ts";

/** Namespaces: their labels select them and label series, an annotation takes them out. */
export function namespaceKind({ interner }: ProjectionContext): ResourceKind<NamespaceObject> {
  return {
    resource: "namespaces",
    basePath: "/api/v1",
    plural: "namespaces",
    metadataOnly: true,
    protobuf: METADATA_MESSAGE,
    project(object) {
      const named = objectName(object);
      if (named === undefined) {
        return undefined;
      }
      return {
        name: interner.text(named.name),
        labels: allLabelsOf(object, interner),
        optedOut: isOptedOut(object),
      };
    },
    same: (a, b) => a.optedOut === b.optedOut && sameLabels(a.labels, b.labels),
  };
}
