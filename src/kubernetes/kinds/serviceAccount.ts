import { sameTexts } from "../../collections/sameTexts.ts";
import type { ServiceAccount } from "../../inventory/model.ts";
import { child } from "./json.ts";
import { objectName } from "./metadata.ts";
import type { ProjectionContext, ResourceKind } from "./resourceKind.ts";
import { referencedNames } from "./secretReferences.ts";

export function serviceAccountKind({ interner, hygiene }: ProjectionContext): ResourceKind<ServiceAccount> {
  return {
    resource: "serviceaccounts",
    basePath: "/api/v1",
    plural: "serviceaccounts",
    metadataOnly: false,
    project(object) {
      const named = objectName(object);
      if (named === undefined) {
        return undefined;
      }
      const account: { -readonly [Key in keyof ServiceAccount]: ServiceAccount[Key] } = {
        namespace: interner.text(named.namespace),
        name: interner.text(named.name),
        pullSecrets: interner.list(referencedNames(child(object, "imagePullSecrets"))),
      };
      const others = hygiene.pullSecrets ? referencedNames(child(object, "secrets")) : [];
      if (others.length > 0) {
        account.otherSecrets = interner.list(others);
      }
      return account;
    },
    same: (a, b) =>
      sameTexts(a.pullSecrets, b.pullSecrets) && sameTexts(a.otherSecrets ?? [], b.otherSecrets ?? []),
  };
}
