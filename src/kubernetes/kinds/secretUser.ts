import { sameTexts } from "../../collections/sameTexts.ts";
import type { SecretUser } from "../../inventory/model.ts";
import { child } from "./json.ts";
import { objectName } from "./metadata.ts";
import type { ProjectionContext, ResourceKind } from "./resourceKind.ts";
import { otherSecretsOf, referencedNames } from "./secretReferences.ts";

/**
 * Pods for the Secrets that they name, whoever owns them and whether they are running or over. What a service account
 * gives to a Pod stands in the Pod itself: the API server writes it there.
 */
export function secretUserKind({ interner }: ProjectionContext): ResourceKind<SecretUser> {
  return {
    resource: "pods",
    basePath: "/api/v1",
    plural: "pods",
    metadataOnly: false,
    project(object) {
      const named = objectName(object);
      const spec = child(object, "spec");
      const pull = interner.list(referencedNames(child(spec, "imagePullSecrets")));
      const others = otherSecretsOf(spec, interner);
      if (named === undefined || (pull.length === 0 && others === undefined)) {
        return undefined;
      }
      const secrets = others !== undefined ? interner.list([...pull, ...others]) : pull;
      return { namespace: interner.text(named.namespace), name: named.name, secrets };
    },
    same: (a, b) => sameTexts(a.secrets, b.secrets),
  };
}
