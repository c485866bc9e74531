import { getOrMake } from "../collections/getOrMake.ts";
import { formatReference } from "../image/reference.ts";
import type { ManifestLookup } from "../registry/manifestLookup.ts";
import type { Candidate } from "./deletionList.ts";
import type { ImageUser, InUseImage } from "./inUseImages.ts";
import { repositoryPlace } from "./registryPlace.ts";

/** Asks the registry. Rejects only when the command is to end. */
export type LookUp = (
  name: Pick<Candidate, "registry" | "repository">,
  version: string,
) => Promise<ManifestLookup>;

/** What became of a candidate. */
export interface Judged {
  readonly candidate: Candidate;
  /** Why it must stay, in a line; undefined where nothing says so. */
  readonly stays?: string;
  /** Who uses it, the first few. */
  readonly usedBy: readonly ImageUser[];
}

/** Why a manifest stays. */
interface Protected {
  readonly why: string;
  readonly usedBy: readonly ImageUser[];
}

/** What is in use of one repository. */
interface Repository {
  readonly images: readonly InUseImage[];
  readonly byTag: ReadonlyMap<string, InUseImage>;
}

/** A tag that tells what is known of a manifest, such as its signature, as cosign names them. */
const ABOUT = /^(sha256|sha384|sha512)-([0-9a-f]{64,128})(?:\.[\w.-]+)?$/;

/**
 * Tells which of a cleanup's candidates must stay. An image that is in use protects its digest, an index its manifests, a
 * manifest its indexes and what is said about it. Where the registry does not tell what belongs together, all of the
 * repository stays.
 */
export function openGuard(
  images: readonly InUseImage[],
  lookUp: LookUp,
): (candidate: Candidate) => Promise<Judged> {
  const repositories = new Map<string, { images: InUseImage[]; byTag: Map<string, InUseImage> }>();
  for (const image of images) {
    const { reference } = image;
    const repository = getOrMake(repositories, repositoryPlace(reference), () => ({
      images: [],
      byTag: new Map<string, InUseImage>(),
    }));
    repository.images.push(image);
    if (reference.tag !== undefined) {
      repository.byTag.set(reference.tag, image);
    }
  }
  const answers = new Map<string, Promise<ManifestLookup>>();
  const ask: LookUp = (name, version) =>
    getOrMake(answers, `${repositoryPlace(name)} ${version}`, () => lookUp(name, version));
  const protections = new Map<string, Promise<Protection>>();
  return async (candidate) => {
    const name = repositoryPlace(candidate);
    const repository = repositories.get(name);
    const found =
      repository === undefined
        ? undefined
        : (byName(candidate, repository) ??
          (await byContent(
            candidate,
            await getOrMake(protections, name, () => protectionOf(candidate, repository, ask)),
            ask,
          )));
    return found === undefined
      ? { candidate, usedBy: [] }
      : { candidate, stays: found.why, usedBy: found.usedBy };
  };
}

/** What needs no registry to be known. */
function byName({ tags, digest }: Candidate, { images, byTag }: Repository): Protected | undefined {
  if (tags.length === 0 && digest === undefined) {
    return { why: `${images.length} of its images are in use`, usedBy: images[0]!.usedBy };
  }
  const image =
    tags.map((tag) => byTag.get(tag)).find((tagged) => tagged !== undefined) ??
    images.find(({ digests }) => digest !== undefined && digests.includes(digest));
  return image && { why: "it is in use", usedBy: image.usedBy };
}

interface Protection {
  readonly digests: ReadonlyMap<string, Protected>;
  /** Why not all of them are known. */
  readonly unknown: string | undefined;
}

/** The manifests that a repository's images in use are, and those that belong to these. */
async function protectionOf(
  name: Pick<Candidate, "registry" | "repository">,
  { images }: Repository,
  ask: LookUp,
): Promise<Protection> {
  const digests = new Map<string, Protected>();
  const problems: string[] = [];
  for (const { reference, digests: known, usedBy } of images) {
    const shown = formatReference(reference);
    for (const digest of known) {
      digests.set(digest, { why: `${shown} runs it`, usedBy });
    }
    const versions = reference.digest === undefined ? [reference.tag!, ...known] : known;
    let isGone = true;
    for (const version of versions) {
      const answer = await ask(name, version);
      isGone &&= answer.kind === "absent";
      if (answer.kind === "unknown") {
        problems.push(`it may belong to ${shown}, which is in use: ${answer.message}`);
      } else if (answer.kind === "found") {
        getOrMake(digests, answer.digest, () => ({ why: `${shown} leads to it`, usedBy }));
        for (const related of answer.related) {
          getOrMake(digests, related, () => ({ why: `it belongs to ${shown}`, usedBy }));
        }
      }
    }
    if (isGone) {
      // What it led to may still be there, and an ingress may have answered in the place of the registry.
      problems.push(`it may belong to ${shown}, which is in use and which its registry does not have`);
    }
  }
  return { digests, unknown: problems[0] };
}

async function byContent(
  candidate: Candidate,
  { digests, unknown }: Protection,
  ask: LookUp,
): Promise<Protected | undefined> {
  const about = candidate.tags.flatMap((tag) => {
    const [, algorithm, hex] = ABOUT.exec(tag) ?? [];
    return hex === undefined ? [] : [`${algorithm}:${hex}`];
  });
  const versions = candidate.digest === undefined ? candidate.tags : [candidate.digest];
  const manifests = [
    ...about,
    ...candidate.children,
    ...(candidate.digest === undefined ? [] : [candidate.digest]),
  ];
  const known = () => manifests.map((digest) => digests.get(digest)).find((each) => each !== undefined);
  if (known() !== undefined) {
    return known();
  }
  if (unknown !== undefined) {
    return { why: unknown, usedBy: [] };
  }
  for (const version of versions) {
    const answer = await ask(candidate, version);
    if (answer.kind === "unknown") {
      return { why: `what it belongs to is not known: ${answer.message}`, usedBy: [] };
    }
    if (answer.kind === "found") {
      manifests.push(answer.digest, ...answer.related);
    }
  }
  return known();
}
