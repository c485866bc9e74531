import type { ServiceAccount } from "../../inventory/model.ts";
import { sameTexts } from "./interner.ts";
import { child, elements, text } from "./json.ts";
import { objectName } from "./metadata.ts";
import type { ProjectionContext, ResourceKind } from "./resourceKind.ts";

export function serviceAccountKind({ interner }: ProjectionContext): ResourceKind<ServiceAccount> {
  return {
    resource: "serviceaccounts",
    basePath: "/api/v1",
    plural: "serviceaccounts",
    metadataOnly: false,
    project(object) {
      const named = objectName(object);
      if (!named) return undefined;
      const secrets = elements(child(object, "imagePullSecrets"))
        .map((reference) => text(child(reference, "name")))
        .filter((name): name is string => name !== undefined);
      return {
        namespace: interner.text(named.namespace),
        name: interner.text(named.name),
        pullSecrets: interner.list(secrets),
      };
    },
    same: (a, b) => sameTexts(a.pullSecrets, b.pullSecrets),
  };
}
