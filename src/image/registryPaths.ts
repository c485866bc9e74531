import { type Endpoint, ownName } from "./endpoint.ts";
import { repositoryName } from "./reference.ts";
import { startsWithSegments } from "./startsWithSegments.ts";

/** Whether a place for images is one that configuration names: its registry, or a path below that, in any letter case. */
export type PlaceFilter = (place: Pick<Endpoint, "registry" | "repository" | "path">) => boolean;

/** @param paths `reg.example.com`, `reg.example.com/shop`: whole path segments; a slash at the end means nothing */
export function registryPaths(paths: readonly string[]): PlaceFilter {
  const prefixes = paths.map((path) => path.replace(/\/+$/, "").toLowerCase());
  return (place) => {
    const name = repositoryName(ownName(place)).toLowerCase();
    return prefixes.some((prefix) => startsWithSegments(name, prefix));
  };
}
