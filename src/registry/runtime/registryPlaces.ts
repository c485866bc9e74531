import { type Endpoint, identified, originEndpoint } from "../../image/endpoint.ts";
import { formatReference, type ImageReference, parseReference } from "../../image/reference.ts";
import { isLoopback } from "../../image/usableHost.ts";
import { NodeFileError } from "./nodeFiles.ts";
import type { RegistryEntry } from "./registriesConf.ts";

/**
 * Mirrors in order, then what takes the place of the image's own registry.
 *
 * @param source what says so
 * @throws NodeFileError
 */
export function registryPlaces(
  reference: ImageReference,
  { entry, end }: { readonly entry: RegistryEntry; readonly end: number },
  source: string,
): readonly Endpoint[] {
  const isPinned = reference.digest !== undefined;
  const mirrors = entry.mirrors.filter(
    ({ pulls }) => pulls === "all" || (pulls === "digest-only") === isPinned,
  );
  const { tag: _, ...pinned } = reference;
  const name = formatReference(isPinned ? pinned : reference);
  return [...mirrors, { ...entry, namespace: "" }].map(({ location, insecure, namespace }) => {
    const text = location === "" ? name : location + name.slice(end);
    const parsed = parseReference(text);
    if (!parsed.ok || formatReference(parsed.reference) !== text) {
      throw new NodeFileError(`${source} leads from ${name} to ${text}, which is no whole name of an image`);
    }
    const { registry, repository } = parsed.reference;
    const isOwn = registry === reference.registry;
    // CRI-O has 127.0.0.0/8 among its insecure registries.
    const isInsecure = insecure || isLoopback(reference.registry);
    const access = isInsecure
      ? ({ scheme: "either", skipVerify: true } as const)
      : isOwn
        ? undefined
        : ({ scheme: "https", skipVerify: false } as const);
    return {
      ...originEndpoint({ registry, repository }),
      credentials: isOwn ? "reference" : "same-domain",
      ...(access && { access: identified({ headers: [], ...access }) }),
      ...(namespace === "" ? {} : { namespace }),
    };
  });
}
