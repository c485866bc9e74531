import { formatReference, parseReference, repositoryName } from "../image/reference.ts";
import { duplicateKey } from "../text/duplicateKey.ts";
import type { InUseFilter } from "./inUseFilter.ts";
import type { ImageUser, InUseImage, UnreadableImage } from "./inUseImages.ts";

/** All that some clusters use: what a registry's cleanup must not delete. */
export interface InUse {
  /** When its lists were begun, in milliseconds since 1970: nothing that came later need be in it. */
  readonly asOf: number;
  /** What let its images through; without one, everything that the clusters use. */
  readonly filter?: InUseFilter;
  readonly clusters: readonly string[];
  /** What could not be read, a line each. Without any, it is all there is. */
  readonly problems: readonly string[];
  readonly images: readonly InUseImage[];
  readonly unreadable: readonly UnreadableImage[];
}

/** The JSON that `in-use` and `/api/v1/in-use` give. */
export interface InUseDocument {
  /** RFC 3339. */
  readonly asOf: string;
  /** Whether all could be read. */
  readonly complete: boolean;
  /** Only what it lets through is here; empty lists let everything through. */
  readonly filter: InUseFilter;
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

export function inUseDocument(inUse: InUse): InUseDocument {
  const { asOf, filter, clusters, problems, images, unreadable } = inUse;
  return {
    asOf: new Date(asOf).toISOString(),
    complete: problems.length === 0,
    filter: filter ?? { registries: [], repositories: [] },
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
 * Reads the JSON again. That it has only some of what is in use, none, or is of no cluster, is a problem.
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
  const twice = duplicateKey(text);
  if (twice !== undefined) {
    throw fail(`it has the key ${JSON.stringify(twice)} twice`);
  }
  const { asOf, complete, filter, clusters, problems, images, unreadable } = document ?? {};
  if (
    typeof asOf !== "string" ||
    Number.isNaN(Date.parse(asOf)) ||
    typeof complete !== "boolean" ||
    ![filter?.registries, filter?.repositories, clusters, problems, images, unreadable].every(
      Array.isArray,
    ) ||
    !isTexts(problems) ||
    !clusters!.every((name) => typeof name === "string" && name !== "")
  ) {
    throw fail(
      "asOf, complete, filter, clusters, problems, images or unreadable is missing or of another kind",
    );
  }
  const passing = [...filter!.registries, ...filter!.repositories];
  return {
    asOf: Date.parse(asOf),
    clusters: clusters!,
    problems: [
      ...problems!,
      ...(complete === true || problems!.length > 0 ? [] : ["it is not complete"]),
      ...(clusters!.length > 0 ? [] : ["it is of no cluster"]),
      ...(images!.length + unreadable!.length > 0 ? [] : ["it has no image at all"]),
      ...(passing.length === 0
        ? []
        : [
            `it has only what is of ${passing.join(", ")}: expected a list without --registry and --repository`,
          ]),
    ],
    images: images!.map((image: Partial<InUseDocument["images"][number]> | null) => {
      const { reference: written, digests, users, usedBy } = image ?? {};
      const parsed = parseReference(String(written));
      if (!parsed.ok || !isTexts(digests) || !areUsers(usedBy) || typeof users !== "number") {
        throw fail(`it has an image ${JSON.stringify(written)}`);
      }
      return { reference: parsed.reference, digests, users, usedBy };
    }),
    unreadable: unreadable!.map((each: Partial<UnreadableImage> | null) => {
      const { image, error, usedBy } = each ?? {};
      if (!isTexts([image, error]) || !areUsers(usedBy)) {
        throw fail(`it has an image ${JSON.stringify(image)}`);
      }
      return { image: image!, error: error!, usedBy };
    }),
  };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

function areUsers(value: unknown): value is readonly ImageUser[] {
  return (
    Array.isArray(value) &&
    value.every((each: Partial<ImageUser> | null) => {
      const { cluster, namespace, kind, name, as } = each ?? {};
      return isTexts([cluster, namespace, kind, name, as]);
    })
  );
}

/** Every reference in full, a line each. */
export function referenceLines({ images }: Pick<InUse, "images">): string {
  return lines(images.map(({ reference }) => formatReference(reference)));
}

/** Every digest with its repository, a line each; and every tag, which may lead elsewhere by the time that the next pod pulls it. */
export function digestLines({ images }: Pick<InUse, "images">): string {
  return lines(
    images.flatMap(({ reference, digests }) => [
      ...digests.map((digest) => `${repositoryName(reference)}@${digest}`),
      ...(digests.length === 0 || reference.digest === undefined ? [formatReference(reference)] : []),
    ]),
  );
}

function lines(texts: readonly string[]): string {
  return [...new Set(texts)].map((text) => `${text}\n`).join("");
}
