import { formatReference, type ImageReference, repositoryName } from "../../image/reference.ts";

/** What policy.json says of images, by the name that pods have for them, wherever they are pulled from. */
export interface ImagePolicy {
  /** Whether images of these scopes are let in; of several the longest counts. */
  readonly scopes: ReadonlyMap<string, boolean>;
  /** The same of all others. */
  readonly others: boolean;
  /** What says so. */
  readonly source: string;
}

/**
 * Why a policy does not let an image in (containers-policy.json(5)): a scope is a path, a registry, or `*.` before the end of a
 * host.
 *
 * @returns undefined where it does
 */
export function policyProblem(policy: ImagePolicy, reference: ImageReference): string | undefined {
  const [host = ""] = reference.registry.split(":", 1);
  const paths = repositoryName(reference).split("/");
  const labels = host.split(".");
  const scopes = [
    ...paths.map((_, index) => paths.slice(0, paths.length - index).join("/")),
    ...labels.slice(1).map((_, index) => `*.${labels.slice(index + 1).join(".")}`),
  ];
  const scope = scopes.find((one) => policy.scopes.has(one));
  const isIn = scope === undefined ? policy.others : policy.scopes.get(scope) === true;
  return isIn
    ? undefined
    : `${formatReference(reference)} is refused by ${policy.source}${scope === undefined ? "" : `: ${scope}`}`;
}
