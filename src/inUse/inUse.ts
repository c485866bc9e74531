import { formatReference, repositoryName } from "../image/reference.ts";
import type { ImageUser, InUseImage, UnreadableImage } from "./inUseImages.ts";

/** All that some clusters use: what a registry's cleanup must not delete. */
export interface InUse {
  /** When its lists were begun, in milliseconds since 1970: nothing that came later need be in it. */
  readonly asOf: number;
  readonly clusters: readonly string[];
  /** What could not be read, a line each. Without any, it is all there is. */
  readonly problems: readonly string[];
  readonly images: readonly InUseImage[];
  readonly unreadable: readonly UnreadableImage[];
}

/** Which images are asked for; without any, all. */
export interface InUseFilter {
  /** As references have them: `docker.io`, `reg.example.com:5000`. */
  readonly registries: readonly string[];
  /** Paths in a registry, `team/app`; with a slash at its end all that is below it. */
  readonly repositories: readonly string[];
}

/** Of the images that are in use those that a filter lets through. */
export function onlySome(images: readonly InUseImage[], filter: InUseFilter): readonly InUseImage[] {
  const { registries, repositories } = filter;
  return images.filter(
    ({ reference: { registry, repository } }) =>
      (registries.length === 0 || registries.includes(registry)) &&
      (repositories.length === 0 ||
        repositories.some((path) =>
          path.endsWith("/") ? repository.startsWith(path) : repository === path,
        )),
  );
}

/** The JSON that `in-use` and `/api/v1/in-use` give. */
export interface InUseDocument {
  /** RFC 3339. */
  readonly asOf: string;
  readonly complete: boolean;
  readonly clusters: readonly string[];
  readonly problems: readonly string[];
  readonly images: readonly {
    /** In full: registry, repository, tag or digest. */
    readonly reference: string;
    /** Of manifests, where they are known. */
    readonly digests: readonly string[];
    /** How many use it. */
    readonly users: number;
    /** The first few of them. */
    readonly usedBy: readonly ImageUser[];
  }[];
  /** Texts that no runtime could pull. */
  readonly unreadable: readonly UnreadableImage[];
}

export function inUseDocument({ asOf, clusters, problems, images, unreadable }: InUse): InUseDocument {
  return {
    asOf: new Date(asOf).toISOString(),
    complete: problems.length === 0,
    clusters,
    problems,
    images: images.map(({ reference, digests, users, usedBy }) => ({
      reference: formatReference(reference),
      digests,
      users,
      usedBy,
    })),
    unreadable,
  };
}

/** Every reference in full, a line each. */
export function referenceLines({ images }: Pick<InUse, "images">): string {
  return lines(images.map(({ reference }) => formatReference(reference)));
}

/** Every digest with its repository, a line each; where none is known of a reference, that itself. */
export function digestLines({ images }: Pick<InUse, "images">): string {
  return lines(
    images.flatMap(({ reference, digests }) =>
      digests.length === 0
        ? [formatReference(reference)]
        : digests.map((digest) => `${repositoryName(reference)}@${digest}`),
    ),
  );
}

function lines(texts: readonly string[]): string {
  return [...new Set(texts)].map((text) => `${text}\n`).join("");
}
