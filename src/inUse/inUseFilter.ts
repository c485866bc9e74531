import { parseReference } from "../image/reference.ts";
import type { InUseImage } from "./inUseImages.ts";
import { registryPlace } from "./registryPlace.ts";

/** Which images are asked for; without any, all. */
export interface InUseFilter {
  /** As references have them: `docker.io`, `reg.example.com:5000`. */
  readonly registries: readonly string[];
  /** Paths in a registry, `team/app`; with a slash at its end all that is below it. */
  readonly repositories: readonly string[];
}

/** What of a filter can be of no image, from its name on: `registry: expected …`; undefined where there is nothing. */
export function filterProblem({ registries, repositories }: InUseFilter): string | undefined {
  const registry = registries.find((text) => readsAs(`${text}/a/b`)?.repository !== "a/b");
  if (registry !== undefined) {
    return `registry: expected a host as references have it, such as reg.example.com:5000, given ${shown(registry)}`;
  }
  const repository = repositories.find((text) => {
    const path = text.endsWith("/") ? `${text}a` : text;
    return readsAs(`reg.example.com/${path}`)?.repository !== path;
  });
  return (
    repository &&
    `repository: expected a path without registry and tag, such as team/app, or team/ for all below it, given ${shown(repository)}`
  );
}

function readsAs(text: string) {
  const parsed = parseReference(text);
  return parsed.ok ? parsed.reference : undefined;
}

/** What stands before an @ may be a password. */
function shown(text: string): string {
  return JSON.stringify(text.replace(/^.*@/s, "…@"));
}

/** What a filter makes of images. */
export interface Filtered {
  /** Those that it lets through. */
  readonly images: readonly InUseImage[];
  /** A line for each registry and repository in it that none of them is of: what has another name looks as if nobody used it. */
  readonly unused: readonly string[];
}

/** How many registries are named. */
const MAX_NAMED = 20;

/** `a/b/c`, `a/` and `a/b/` of `a/b/c`. However many folders a filter names, an image is in few. */
function selfAndFolders(repository: string): string[] {
  const found = [repository];
  for (let at = repository.indexOf("/"); at >= 0; at = repository.indexOf("/", at + 1)) {
    found.push(repository.slice(0, at + 1));
  }
  return found;
}

/** Looks through what is in use. */
export function filterImages(images: readonly InUseImage[], filter: InUseFilter): Filtered {
  const registries = new Set(filter.registries.map(registryPlace));
  const repositories = new Set(filter.repositories);
  const places = new Set<string>();
  const paths = new Set<string>();
  const all = new Set<string>();
  const passing = images.filter(({ reference: { registry, repository } }) => {
    const place = registryPlace(registry);
    all.add(registry);
    if (registries.size > 0 && !registries.has(place)) {
      return false;
    }
    places.add(place);
    const own = selfAndFolders(repository).filter((path) => repositories.has(path));
    for (const path of own) {
      paths.add(path);
    }
    return repositories.size === 0 || own.length > 0;
  });
  const named = [...all].slice(0, MAX_NAMED).join(", ") + (all.size > MAX_NAMED ? ", …" : "");
  return {
    images: passing,
    unused: [
      ...filter.registries
        .filter((registry) => !places.has(registryPlace(registry)))
        .map((registry) => `registry ${registry}: nothing in use is of it${named && `, but of ${named}`}`),
      ...filter.repositories
        .filter((path) => !paths.has(path))
        .map((path) => `repository ${path}: nothing in use is of it`),
    ],
  };
}
