import { formatReference, parseReference, repositoryName } from "../image/reference.ts";
import type { ImageUser, InUseImage, UnreadableImage } from "./inUseImages.ts";
import { registryPlace } from "./registryPlace.ts";

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
  const { repositories } = filter;
  const registries = filter.registries.map(registryPlace);
  return images.filter(
    ({ reference: { registry, repository } }) =>
      (registries.length === 0 || registries.includes(registryPlace(registry))) &&
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

/** The text is not what `in-use` gives as JSON; the message is one line. */
export class InUseDocumentError extends Error {
  override readonly name = "InUseDocumentError";
}

/**
 * Reads the JSON again.
 *
 * @throws InUseDocumentError
 */
export function parseInUseDocument(text: string): InUse {
  const fail = (problem: string) =>
    new InUseDocumentError(`${problem}: expected what in-use --output=json prints`);
  let document: Partial<InUseDocument> | undefined;
  try {
    document = JSON.parse(text) as Partial<InUseDocument>;
  } catch {
    throw fail("it is not JSON");
  }
  const { asOf, complete, clusters, problems, images, unreadable } = document ?? {};
  if (
    typeof asOf !== "string" ||
    Number.isNaN(Date.parse(asOf)) ||
    typeof complete !== "boolean" ||
    ![clusters, problems, images, unreadable].every(Array.isArray)
  ) {
    throw fail("asOf, complete, clusters, problems, images or unreadable is missing");
  }
  return {
    asOf: Date.parse(asOf),
    clusters: clusters!,
    problems: complete === true || problems!.length > 0 ? problems! : ["it is not complete"],
    images: images!.map(({ reference: written, digests, users, usedBy }) => {
      const parsed = parseReference(String(written));
      if (!parsed.ok || !Array.isArray(digests) || !Array.isArray(usedBy)) {
        throw fail(`it has an image ${JSON.stringify(written)}`);
      }
      return { reference: parsed.reference, digests, users, usedBy };
    }),
    unreadable: unreadable!,
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
