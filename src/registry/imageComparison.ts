import fastq, { type queueAsPromised } from "fastq";
import { BoundedMap } from "../collections/boundedMap.ts";
import { getOrMake } from "../collections/getOrMake.ts";
import { type Endpoint, hasOwnCredentials } from "../image/endpoint.ts";
import type { CheckOutcome } from "../image/outcome.ts";
import { type ImageReference, parseReference } from "../image/reference.ts";
import { readManifestParts } from "./manifestParts.ts";
import type { CheckRequest } from "./registryCheck.ts";

/** Two names of images by content that may be one image. */
export interface DigestPair {
  /** How the reference is asked for that leads to the first. */
  readonly request: CheckRequest;
  /** The digest to which the reference leads. */
  readonly leads: string;
  /** `repository@digest` of an index or manifest, or the digest of an image's configuration. */
  readonly ran: string;
}

export interface ImageComparisonOptions {
  /** Fetches the manifest of a reference with a digest, or says why it cannot be had. */
  fetch(request: CheckRequest): Promise<Buffer | CheckOutcome>;
  /** Where a reference is asked for. */
  locate(reference: ImageReference): readonly Endpoint[];
}

/** What a manifest refers to; either may be empty. */
interface Manifest {
  /** Digests of the platforms' manifests, of an index. */
  readonly children: readonly string[];
  /** Digest of the configuration, of an image for one platform. */
  readonly config: string;
}

/** Content never changes: what is known of a digest is kept for good, as long as there is room. In digests: some 15 MB. */
const MAX_KNOWN = 128 * 1_024;
/** Pairs of a registry that are compared at a time: where it is busy, they wait, and those of others need not. */
const CONCURRENCY = 4;
/** Platforms of an index beyond these are not looked at. */
const MAX_CHILDREN = 64;

/**
 * Tells whether two digests are of one image: equal, an index and one of its manifests, or with one configuration in
 * common. An index of which one platform is the same counts as the same: which platform nodes are of is not looked at.
 *
 * @returns `unknown` where a registry does not say; rejects as `fetch` does
 */
export function createImageComparison({
  fetch,
  locate,
}: ImageComparisonOptions): (pair: DigestPair) => Promise<"same" | "other" | "unknown"> {
  const known = new BoundedMap<string, Manifest>(MAX_KNOWN, ({ children }) => 2 + children.length);
  const queues = new Map<string, queueAsPromised<DigestPair, "same" | "other" | "unknown">>();
  return async (pair) => {
    const registry = pair.request.endpoints[0]?.registry ?? "";
    const queue = getOrMake(queues, registry, () => fastq.promise(compare, CONCURRENCY));
    try {
      return await queue.push(pair);
    } finally {
      if (queue.idle()) {
        queues.delete(registry);
      }
    }
  };

  async function compare({ request, leads, ran }: DigestPair): Promise<"same" | "other" | "unknown"> {
    const at = ran.lastIndexOf("@");
    const digest = ran.slice(at + 1);
    if (digest === leads) {
      return "same";
    }
    const mine = await read(request, leads);
    if (mine.children.includes(digest)) {
      return "same";
    }
    if (isNotThere(mine)) {
      return "unknown";
    }
    if (at < 0) {
      return verdict(await configs(request, mine), [digest]);
    }
    const owner = ownerOf(request, ran.slice(0, at), digest);
    if (owner === undefined) {
      return "unknown";
    }
    const theirs = await read(owner, digest);
    if (isNotThere(theirs)) {
      // A registry that has thrown it away does not lead there; another repository's may be a copy.
      return theirs === ABSENT && isSameRepository(owner.reference, request.reference) ? "other" : "unknown";
    }
    if (theirs.children.some((child) => child === leads || mine.children.includes(child))) {
      return "same";
    }
    return verdict(await configs(request, mine), await configs(owner, theirs));
  }

  /** The configurations of all platforms; undefined where one is not known. */
  async function configs(
    request: CheckRequest,
    { children, config }: Manifest,
  ): Promise<readonly string[] | undefined> {
    const found: string[] = config === "" ? [] : [config];
    for (const child of children) {
      const manifest = await read(request, child);
      if (manifest === UNKNOWN) {
        return undefined;
      }
      // An index may name platforms that were never pushed.
      if (manifest.config !== "") {
        found.push(manifest.config);
      }
    }
    return found.length > 0 ? found : undefined;
  }

  async function read(request: CheckRequest, digest: string): Promise<Manifest> {
    const before = known.get(digest);
    if (before !== undefined) {
      return before;
    }
    const { tag: _, ...reference } = request.reference;
    const answer = await fetch({ ...request, reference: { ...reference, digest } });
    if (!Buffer.isBuffer(answer)) {
      return answer.result === "absent" ? ABSENT : UNKNOWN;
    }
    const manifest = readManifest(answer);
    known.set(digest, manifest);
    return manifest;
  }

  /** How what a node has is asked for: with credentials only at the registry that these are for. */
  function ownerOf(request: CheckRequest, repository: string, digest: string): CheckRequest | undefined {
    const parsed = parseReference(`${repository}@${digest}`);
    if (!parsed.ok || isSameRepository(parsed.reference, request.reference)) {
      return parsed.ok ? request : undefined;
    }
    const { reference } = parsed;
    const isKnownRegistry = reference.registry === request.reference.registry;
    const endpoints = locate(reference).map((endpoint) =>
      hasOwnCredentials(endpoint, reference) ? { ...endpoint, own: [] } : endpoint,
    );
    return { reference, credentials: isKnownRegistry ? request.credentials : [], endpoints };
  }
}

const UNKNOWN: Manifest = Object.freeze({ children: [], config: "" });
const ABSENT: Manifest = Object.freeze({ children: [], config: "" });

function isNotThere(manifest: Manifest): boolean {
  return manifest === UNKNOWN || manifest === ABSENT;
}

function verdict(
  a: readonly string[] | undefined,
  b: readonly string[] | undefined,
): "same" | "other" | "unknown" {
  if (a === undefined || b === undefined) {
    return "unknown";
  }
  return a.some((config) => b.includes(config)) ? "same" : "other";
}

function isSameRepository(a: ImageReference, b: ImageReference): boolean {
  return a.registry === b.registry && a.repository === b.repository;
}

function readManifest(body: Buffer): Manifest {
  const parts = readManifestParts(body);
  return {
    children: parts?.kind === "index" ? parts.entries.slice(0, MAX_CHILDREN).map(({ digest }) => digest) : [],
    config: parts?.kind === "image" ? parts.config : "",
  };
}
