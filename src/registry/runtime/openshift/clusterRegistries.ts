import { type ImageReference, parseReference, repositoryName } from "../../../image/reference.ts";
import type { ImagePolicy } from "../imagePolicy.ts";
import { findRegistry, type RegistriesConf } from "../registriesConf.ts";
import { type MirrorSet, mergeRegistries, OpenShiftError } from "./mergeRegistries.ts";
import type { ImageConfig } from "./readObjects.ts";
import { isPlace, isScope, isSource, isWithin } from "./scopes.ts";

/** What a cluster's objects say of where its nodes ask. */
export interface ClusterRegistries {
  readonly digestMirrors: readonly MirrorSet[];
  readonly tagMirrors: readonly MirrorSet[];
  readonly image: Pick<ImageConfig, "insecure" | "blocked" | "allowed" | "search">;
  /** The image of the cluster's release; empty where it is not known. */
  readonly release: string;
}

/** What nodes search that nobody tells what to search. */
const DEFAULT_SEARCH: readonly string[] = ["registry.access.redhat.com", "docker.io"];
const IMAGE_CONFIG = "images.config.openshift.io/cluster";
const NO_ALIASES: ReadonlyMap<string, string> = new Map();

/**
 * What nodes get by the machine-config operator: registries.conf and policy.json. It does not let the repository of the release be
 * blocked, unless nodes have it from a mirror.
 *
 * @returns `unblocked`: what it does not block for that reason
 * @throws OpenShiftError
 */
export function clusterRegistries(objects: ClusterRegistries): {
  readonly conf: RegistriesConf;
  readonly unblocked: readonly string[];
} {
  const { digestMirrors, tagMirrors, image, release } = objects;
  validate(objects);
  const { insecure, search = DEFAULT_SEARCH } = image;
  const parsed = parseReference(release);
  const payload = release !== "" && parsed.ok ? parsed.reference : undefined;
  const payloadName = payload === undefined ? "" : repositoryName(payload);
  const mirrored = payload !== undefined && isMirrored(payload, objects);
  const holdsPayload = (scope: string) => payload !== undefined && isWithin(payloadName, scope);
  const unblocked = mirrored ? [] : image.blocked.filter(holdsPayload);
  const blocked = image.blocked.filter((scope) => !unblocked.includes(scope));
  const rejected = blocked.filter((scope) => scope !== payloadName);
  const accepted = [...(blocked.some(holdsPayload) ? [payloadName] : []), ...image.allowed];
  if (rejected.length > 0 && accepted.some((scope) => scope !== payloadName)) {
    throw new OpenShiftError(`${IMAGE_CONFIG} has both allowedRegistries and blockedRegistries`);
  }
  const policy: ImagePolicy = {
    scopes: new Map([
      ...accepted.map((scope) => [scope, true] as const),
      ...rejected.map((scope) => [scope, false] as const),
    ]),
    others: accepted.length === 0 || rejected.length > 0,
    source: `${rejected.length > 0 ? "blockedRegistries" : "allowedRegistries"} of ${IMAGE_CONFIG}`,
  };
  return {
    conf: {
      registries: mergeRegistries({ digestMirrors, tagMirrors, insecure, blocked }),
      search,
      aliases: NO_ALIASES,
      searchesAll: true,
      source: "OpenShift's objects",
      ...(policy.scopes.size > 0 && { policy }),
    },
    unblocked,
  };
}

/** Whether nodes find an image at a mirror that is not blocked itself. */
function isMirrored(
  image: ImageReference,
  { digestMirrors, image: { insecure, blocked } }: ClusterRegistries,
): boolean {
  const registries = mergeRegistries({ digestMirrors, tagMirrors: [], insecure, blocked });
  const name = repositoryName(image);
  const found = findRegistry({ registries }, name);
  const places = (image.digest === undefined ? [] : (found?.entry.mirrors ?? [])).map(
    ({ location }) => location + name.slice(found?.end),
  );
  return places.some((place) => !blocked.some((scope) => isWithin(place, scope)));
}

/** @throws OpenShiftError */
function validate({ digestMirrors, tagMirrors, image }: ClusterRegistries): void {
  for (const scope of [...image.insecure, ...image.blocked, ...image.allowed]) {
    if (!isScope(scope)) {
      throw new OpenShiftError(
        `${IMAGE_CONFIG} has ${JSON.stringify(scope)}, which is no scope of registries`,
      );
    }
  }
  const policies = new Map<string, boolean>();
  for (const { source, mirrors, neverSource } of [...digestMirrors, ...tagMirrors]) {
    const odd = [...(isSource(source) ? [] : [source]), ...mirrors.filter((mirror) => !isPlace(mirror))];
    if (odd.length > 0) {
      throw new OpenShiftError(`a mirror set has ${JSON.stringify(odd[0])}, which is no place of images`);
    }
    if ((policies.get(source) ?? neverSource) !== neverSource) {
      throw new OpenShiftError(`mirror sets have both values of mirrorSourcePolicy for ${source}`);
    }
    if (neverSource && mirrors.includes(source)) {
      throw new OpenShiftError(`a mirror set has ${source} as mirror, and is never to contact it`);
    }
    policies.set(source, neverSource);
  }
}
