import { createHash } from "node:crypto";
import type { PullSecret } from "../../inventory/model.ts";
import { child, text } from "./json.ts";
import { objectName } from "./metadata.ts";
import type { ProjectionContext, ResourceKind } from "./resourceKind.ts";

/** The two types of pull secrets, and the key under which each holds a docker config. */
const PAYLOAD_KEYS = {
  "kubernetes.io/dockerconfigjson": ".dockerconfigjson",
  "kubernetes.io/dockercfg": ".dockercfg",
} as const satisfies Record<PullSecret["type"], string>;

export const PULL_SECRET_TYPES = Object.keys(PAYLOAD_KEYS) as readonly PullSecret["type"][];

/** A pull secret, and what its content is told by once that is gone. */
interface WatchedSecret extends PullSecret {
  /** Empty where the key is missing. */
  readonly digest: string;
}

/**
 * Secrets of one type: the server is asked for no others, so that neither Helm's releases nor anybody's passwords ever
 * get here.
 */
export function secretKind(
  type: PullSecret["type"],
  { interner }: ProjectionContext,
): ResourceKind<WatchedSecret> {
  return {
    resource: "secrets",
    basePath: "/api/v1",
    plural: "secrets",
    metadataOnly: false,
    fieldSelector: `type=${type}`,
    project(object) {
      const named = objectName(object);
      // A server that does not know the selector would send them all.
      if (named === undefined || child(object, "type") !== type) {
        return undefined;
      }
      const payload = text(child(child(object, "data"), PAYLOAD_KEYS[type]));
      const digest = payload === undefined ? "" : createHash("sha256").update(payload).digest("base64");
      return { namespace: interner.text(named.namespace), name: named.name, type, payload, digest };
    },
    same: (a, b) => a.digest === b.digest,
    // Whoever it was handed to keeps what can be used.
    afterwards: (secret) => ({ ...secret, payload: undefined }),
  };
}
