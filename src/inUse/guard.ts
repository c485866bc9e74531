import { getOrMake } from "../collections/getOrMake.ts";
import { mapConcurrently } from "../collections/mapConcurrently.ts";
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
  /** By the path of a repository, or of a folder of repositories: what is deleted with it. */
  const atOrBelow = new Map<string, InUseImage[]>();
  for (const image of images) {
    const { reference } = image;
    const place = repositoryPlace(reference);
    for (let path = place; path.includes("/"); path = path.slice(0, path.lastIndexOf("/"))) {
      getOrMake(atOrBelow, path, () => []).push(image);
    }
    const repository = getOrMake(repositories, place, () => ({
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
  const attached = new Map<string, Promise<Protection>>();
  return async (candidate) => {
    const name = repositoryPlace(candidate);
    if (candidate.tags.length === 0 && candidate.digest === undefined) {
      const used = atOrBelow.get(name) ?? [];
      const why = `${used.length} of its images are in use`;
      return used[0] ? { candidate, stays: why, usedBy: used[0].usedBy } : { candidate, usedBy: [] };
    }
    const repository = repositories.get(name);
    let found: Protected | undefined;
    if (repository !== undefined) {
      const protection = () => getOrMake(protections, name, () => protectionOf(candidate, repository, ask));
      const attachments = () =>
        getOrMake(attached, name, async () => attachmentsOf(candidate, (await protection()).digests, ask));
      found = byName(candidate, repository) ?? (await byContent(candidate, protection, attachments, ask));
    }
    return found === undefined
      ? { candidate, usedBy: [] }
      : { candidate, stays: found.why, usedBy: found.usedBy };
  };
}

/** What needs no registry to be known. */
function byName({ tags, digest }: Candidate, { images, byTag }: Repository): Protected | undefined {
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
      const answer = await reach(name, version, ask);
      isGone &&= answer.kind === "absent";
      if (answer.kind === "unknown") {
        problems.push(`it may belong to ${shown}, which is in use: ${answer.message}`);
      } else if (answer.kind === "found") {
        getOrMake(digests, answer.digest, () => ({ why: `${shown} leads to it`, usedBy }));
        for (const related of answer.further) {
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

/** Indexes of indexes go on for no more levels in anything that is pulled. */
const MAX_DEPTH = 8;
/** So many manifests are asked for of one that a cleanup means to delete. */
const MAX_MANIFESTS = 1_000;

/** All that a version leads to, through indexes of indexes, and through what something is said about. */
type Reach =
  | { readonly kind: "found"; readonly digest: string; readonly further: readonly string[] }
  | { readonly kind: "absent" }
  | { readonly kind: "unknown"; readonly message: string; readonly further: readonly string[] };

async function reach(
  name: Pick<Candidate, "registry" | "repository">,
  version: string,
  ask: LookUp,
): Promise<Reach> {
  const root = await ask(name, version);
  if (root.kind !== "found") {
    return root.kind === "absent" ? root : { ...root, further: [] };
  }
  const further = new Set(root.related);
  const asked = new Set([root.digest]);
  const fail = (message: string): Reach => ({ kind: "unknown", message, further: [...further] });
  let level = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth === MAX_DEPTH) {
      return fail(`its indexes go deeper than ${MAX_DEPTH}`);
    }
    const next: (ManifestLookup & { kind: "found" })[] = [];
    for (const { indexes, subject } of level) {
      for (const digest of [...indexes, ...(subject === undefined ? [] : [subject])]) {
        if (asked.has(digest)) {
          continue;
        }
        if (asked.add(digest).size > MAX_MANIFESTS) {
          return fail(`it leads to more than ${MAX_MANIFESTS} manifests`);
        }
        const answer = await ask(name, digest);
        if (answer.kind === "unknown") {
          return fail(answer.message);
        }
        if (answer.kind === "found") {
          next.push(answer);
          for (const related of answer.related) {
            further.add(related);
          }
        } else if (digest !== subject) {
          // What it led to may still be there.
          return fail(`its registry does not have ${digest}`);
        }
      }
    }
    level = next;
  }
  return { kind: "found", digest: root.digest, further: [...further] };
}

async function byContent(
  candidate: Candidate,
  protection: () => Promise<Protection>,
  attachments: () => Promise<Protection>,
  ask: LookUp,
): Promise<Protected | undefined> {
  const { digests, unknown } = await protection();
  const about = candidate.tags.flatMap((tag) => {
    const [, algorithm, hex] = ABOUT.exec(tag) ?? [];
    return hex === undefined ? [] : [`${algorithm}:${hex}`];
  });
  // A tag may have moved since the list was made.
  const versions = [...candidate.tags, ...(candidate.digest === undefined ? [] : [candidate.digest])];
  const manifests = [
    ...about,
    ...candidate.children,
    ...(candidate.digest === undefined ? [] : [candidate.digest]),
  ];
  const foundIn = (those: Protection["digests"]) =>
    manifests.map((digest) => those.get(digest)).find((each) => each !== undefined);
  const known = () => foundIn(digests);
  if (known() !== undefined) {
    return known();
  }
  if (unknown !== undefined) {
    return { why: unknown, usedBy: [] };
  }
  for (const version of versions) {
    const answer = await reach(candidate, version, ask);
    if (answer.kind === "found") {
      manifests.push(answer.digest);
    }
    if (answer.kind !== "absent") {
      manifests.push(...answer.further);
    }
    if (answer.kind === "unknown" && known() === undefined) {
      return { why: `what it belongs to is not known: ${answer.message}`, usedBy: [] };
    }
  }
  if (known() !== undefined) {
    return known();
  }
  const said = await attachments();
  return (
    foundIn(said.digests) ?? (said.unknown === undefined ? undefined : { why: said.unknown, usedBy: [] })
  );
}

/** What is added to `sha256-…` in the names of tags: nothing by the specification of referrers, the rest by cosign. */
const SUFFIXES = ["", ".sig", ".att", ".sbom"];
/** A signature of an attestation of a manifest is the end of it. */
const MAX_SAID = 3;
const ASKED_AT_ONCE = 16;

/** What is said about manifests by tags alone, and about what is said. */
async function attachmentsOf(
  name: Pick<Candidate, "registry" | "repository">,
  digests: Protection["digests"],
  ask: LookUp,
): Promise<Protection> {
  const said = new Map<string, Protected>();
  let unknown: string | undefined;
  let level = [...digests];
  for (let depth = 0; depth < MAX_SAID; depth++) {
    const tags = level.flatMap(([digest, { usedBy }]) =>
      SUFFIXES.map((suffix) => ({ tag: `${digest.replace(":", "-")}${suffix}`, usedBy })),
    );
    level = [];
    const lookUp = async ({ tag, usedBy }: (typeof tags)[number]) => {
      const answer = await reach(name, tag, ask);
      if (answer.kind === "absent") {
        return;
      }
      if (answer.kind === "unknown") {
        unknown ??= `it may be said by ${tag} about a manifest that is in use: ${answer.message}`;
        return;
      }
      for (const digest of [answer.digest, ...answer.further]) {
        if (!digests.has(digest) && !said.has(digest)) {
          said.set(digest, { why: `${tag} says it about a manifest that is in use`, usedBy });
          level.push([digest, said.get(digest)!]);
        }
      }
    };
    await mapConcurrently(tags, lookUp, ASKED_AT_ONCE);
  }
  return { digests: said, unknown };
}
