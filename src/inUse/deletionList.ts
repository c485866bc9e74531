import { formatReference, parseReference } from "../image/reference.ts";
import { duplicateKey } from "../text/duplicateKey.ts";
import { registryPlace } from "./registryPlace.ts";

/** What a cleanup means to delete: tags, a manifest, or, with neither, a whole repository. */
export interface Candidate {
  /** In full, for people. */
  readonly text: string;
  readonly registry: string;
  readonly repository: string;
  readonly tags: readonly string[];
  readonly digest?: string;
  /** Digests of the manifests in the index that it is, where the list says them. */
  readonly children: readonly string[];
}

/** What names in a list belong to that do not say it themselves. */
export interface ListPlace {
  /** Host of the registry; empty where every name has its own. */
  readonly registry: string;
  /** Of tags and digests that stand alone; empty where none do. With its registry, unless that is said apart. */
  readonly repository: string;
}

/** A list cannot be read; the message is one line. */
export class DeletionListError extends Error {
  override readonly name = "DeletionListError";
}

/**
 * Reads what a cleanup means to delete: a reference, tag or digest a line, or the JSON of Harbor (artifacts), Amazon ECR
 * (list-images, describe-images, the preview of a lifecycle policy), GitLab (tags of a repository), regctl and all else
 * that gives a registry's own list of tags.
 *
 * @throws DeletionListError where anything of it cannot be read: what is not understood may be in use
 */
export function parseDeletionList(text: string, given: ListPlace): readonly Candidate[] {
  const place = inFull(given);
  const trimmed = text.trim();
  if (/^[[{]/.test(trimmed)) {
    let document: unknown;
    try {
      document = JSON.parse(trimmed);
    } catch {
      throw new DeletionListError("the list looks like JSON, and is none");
    }
    const twice = duplicateKey(trimmed);
    if (twice !== undefined) {
      throw new DeletionListError(`expected each key once, given ${JSON.stringify(twice)} twice`);
    }
    try {
      return readValue(document, place);
    } catch (error) {
      throw error instanceof RangeError ? new DeletionListError("the list is nested too deeply") : error;
    }
  }
  return text.split("\n").flatMap((line, index) => {
    const entry = line.trim();
    return entry === "" || entry.startsWith("#") ? [] : [readText(entry, place, `line ${index + 1}: `)];
  });
}

/** The place with the repository in full, where there is one. */
function inFull({ registry, repository }: ListPlace): ListPlace {
  const [first = ""] = repository.split("/", 1);
  if (repository === "" || registry === "") {
    const fail = (problem: string) => new DeletionListError(`--repository=${repository}: ${problem}`);
    return { registry, repository: repository && withRegistry(repository, registry, fail) };
  }
  const hasIt = repository.includes("/") && registryPlace(first) === registryPlace(registry);
  return { registry, repository: hasIt ? repository : `${registry}/${repository}` };
}

const DIGEST = /^[a-z0-9]+:[0-9a-f]{32,}$/;

function readText(entry: string, place: ListPlace, where = ""): Candidate {
  const fail = (problem: string) => new DeletionListError(`${where}${JSON.stringify(entry)}: ${problem}`);
  if (entry.includes("/")) {
    const isWhole = !/[:@][^/]*$/.test(entry.replace(/^[^/]*\//, ""));
    return candidateOf(withRegistry(entry, place.registry, fail), { fail, isWhole });
  }
  if (place.repository === "") {
    // A name alone may as well be a tag.
    throw fail("expected a reference with its registry and repository, or --repository for tags and digests");
  }
  const separator = DIGEST.test(entry) ? "@" : /^[:@]/.test(entry) ? "" : ":";
  return candidateOf(`${place.repository}${separator}${entry}`, { fail });
}

type Fail = (problem: string) => DeletionListError;

/** A name as people write it: with its registry, unless --registry says that. */
function withRegistry(name: string, registry: string, fail: Fail): string {
  const [first = ""] = name.split("/", 1);
  const hasRegistry = name.includes("/") && (first === "localhost" || /[.:]/.test(first));
  if (!hasRegistry && registry === "") {
    throw fail("expected a name that begins with the registry's host, or --registry");
  }
  if (hasRegistry && registry !== "" && registryPlace(first) !== registryPlace(registry)) {
    // The first part of a path may look like a host.
    throw fail(
      `expected ${registry}/${name}, or names that all begin with their registry, without --registry`,
    );
  }
  return hasRegistry ? name : `${registry}/${name}`;
}

/** A name as registries have it: a path, whatever it looks like. */
function pathIn(name: string, { registry, repository }: ListPlace, fail: Fail): string {
  const host = registry || hostOf(repository);
  if (host === "") {
    throw fail("expected --registry, as it does not say of which it is");
  }
  return `${host}/${name}`;
}

interface CandidateParts {
  readonly fail: Fail;
  /** Whether it is a repository. */
  readonly isWhole?: boolean;
  readonly children?: readonly string[];
  /** Further tags. */
  readonly more?: readonly string[];
}

function candidateOf(
  name: string,
  { fail, isWhole = false, children = [], more = [] }: CandidateParts,
): Candidate {
  const parsed = parseReference(name);
  if (!parsed.ok) {
    throw fail(parsed.error);
  }
  const { registry, repository, tag, digest } = parsed.reference;
  const tags = isWhole === true || tag === undefined ? [] : [tag, ...more];
  return {
    text: isWhole === true ? `${registry}/${repository}` : formatReference(parsed.reference),
    registry,
    repository,
    tags,
    ...(digest !== undefined && { digest }),
    children,
  };
}

type JsonObject = Readonly<Record<string, unknown>>;

function readValue(value: unknown, place: ListPlace): readonly Candidate[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => readValue(item, place));
  }
  if (typeof value === "string") {
    return [readText(value, place)];
  }
  if (typeof value !== "object" || value === null) {
    throw new DeletionListError(`expected objects and texts in the list, given ${JSON.stringify(value)}`);
  }
  const object = value as JsonObject;
  const named = typeof object.repositoryName === "string" ? object.repositoryName : object.repository_name;
  const fail = (problem: string) =>
    new DeletionListError(`${JSON.stringify(object.name ?? named)}: ${problem}`);
  const inside = typeof named === "string" ? { registry: "", repository: pathIn(named, place, fail) } : place;
  for (const key of ["imageIds", "imageDetails", "previewResults"]) {
    if (Array.isArray(object[key])) {
      return readValue(object[key], inside);
    }
  }
  if (typeof object.location === "string") {
    return readGitLab(object, object.location, place);
  }
  if (typeof object.name === "string" && isTexts(object.tags)) {
    const repository = pathIn(object.name, place, fail);
    return object.tags.map((tag) => candidateOf(`${repository}:${tag}`, { fail }));
  }
  const digest = object.imageDigest ?? object.digest;
  const tags = object.imageTag ?? object.imageTags ?? object.tags ?? [];
  return [readImage(object, digest, Array.isArray(tags) ? tags : [tags], inside)];
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function hostOf(name: string): string {
  const [first = ""] = name.split("/", 1);
  return /[.:]/.test(first) ? first : "";
}

/** A tag, or a repository with its tags. */
function readGitLab(object: JsonObject, location: string, place: ListPlace): readonly Candidate[] {
  if (Array.isArray(object.tags) && object.tags.length > 0) {
    // Whoever lists repositories may delete them, with what has no tag and what is below.
    return [readText(location, place), ...object.tags.flatMap((tag) => readValue(tag, place))];
  }
  const { digest } = object;
  const isPinned = typeof digest === "string" && DIGEST.test(digest) && !location.includes("@");
  return [readText(isPinned ? `${location}@${digest}` : location, place)];
}

/** An image of Harbor or ECR: a digest, and the tags that lead to it. */
function readImage(
  object: JsonObject,
  digest: unknown,
  tagged: readonly unknown[],
  { repository }: ListPlace,
): Candidate {
  const shown = JSON.stringify(object).slice(0, 80);
  const fail = (problem: string) => new DeletionListError(`${shown}: ${problem}`);
  const tags = tagged.map((tag) =>
    typeof tag === "object" && tag !== null ? (tag as JsonObject).name : tag,
  );
  const isKnown = (digest === undefined || typeof digest === "string") && isTexts(tags);
  if (!isKnown || (digest === undefined && tags.length === 0)) {
    throw fail(
      "expected an image's digest or tags, as Harbor, ECR, GitLab or a registry's list of tags has them",
    );
  }
  if (repository === "") {
    throw fail("expected --repository, as it does not say what it belongs to");
  }
  const [tag, ...more] = tags;
  const references = Array.isArray(object.references) ? object.references : [];
  return candidateOf(
    `${repository}${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`,
    {
      fail,
      more,
      children: references
        .map((reference: JsonObject) => reference.child_digest)
        .filter((child) => typeof child === "string"),
    },
  );
}
