import type { BoundedMap } from "../collections/boundedMap.ts";
import type { Failure } from "../image/outcome.ts";
import { formatPlatform, type Platform } from "../image/platform.ts";
import {
  type ImageParts,
  type IndexEntry,
  type ManifestIndex,
  type ManifestParts,
  readManifestParts,
} from "./manifestParts.ts";
import type { FailedRound, PullRound } from "./pullRound.ts";
import type { CheckRequest } from "./registryCheck.ts";
import type { Runtime } from "./runtime/runtime.ts";

/** What is to be looked into. */
export interface Inspection extends CheckRequest {
  /** What the reference leads to. */
  readonly digest: string;
  readonly platforms: readonly Platform[];
}

export interface InspectionTools {
  readonly runtime: Runtime;
  /** What manifests refer to, by digest: it never changes. */
  readonly parts: BoundedMap<string, ManifestParts>;
  /** Whether configurations and layers are looked for, too. */
  readonly content: boolean;
}

/** Platforms that are named where something is missing. */
const MAX_NAMED = 10;

/**
 * Looks for what a manifest refers to, as a node does that pulls it: of an index the image for each platform, and of these
 * images configuration and layers. An image that stands alone is pulled by nodes of any.
 *
 * @returns undefined where all of it is there; rejects only with the signal's reason
 */
export async function inspectImage(
  round: PullRound,
  { digest, platforms }: Pick<Inspection, "digest" | "platforms">,
  tools: InspectionTools,
): Promise<FailedRound | undefined> {
  const read = await partsOf(digest, round, tools);
  if ("outcome" in read) {
    return read;
  }
  if (read.kind === "image") {
    return tools.content ? await lookForContent(new Map([[digest, read]]), round) : undefined;
  }
  const images = chooseImages(read, platforms, tools, digest);
  if ("outcome" in images) {
    return images;
  }
  const found = new Map<string, ImageParts>();
  for (const [{ digest: image, size }, platform] of images) {
    const parts = tools.content ? tools.parts.get(image) : undefined;
    const looked =
      tools.content && parts === undefined
        ? await partsOf(image, round, tools)
        : ((await round.find({ digest: image, size })) ?? parts);
    if (looked !== undefined && "outcome" in looked) {
      const { outcome } = looked;
      const message = `${digest} leads to ${image} for ${formatPlatform(platform)}, and ${outcome.message}`;
      // Whoever cannot be asked has not said that it is gone.
      const result = outcome.result === "absent" ? "platform_missing" : outcome.result;
      return { ...looked, outcome: { result, message } };
    }
    if (looked?.kind === "image") {
      found.set(image, looked);
    }
  }
  return await lookForContent(found, round);
}

/** What a manifest refers to, fetched where it is not known; or why that cannot be had. */
async function partsOf(
  digest: string,
  round: PullRound,
  { parts }: InspectionTools,
): Promise<ManifestParts | FailedRound> {
  let found = parts.get(digest);
  if (found !== undefined) {
    return found;
  }
  const failed = await round.read(digest, (manifest) => {
    found = readManifestParts(manifest);
  });
  if (failed !== undefined) {
    return failed;
  }
  if (found === undefined) {
    return final({ result: "unknown_error", message: `${digest} refers to more than any image does` });
  }
  parts.set(digest, found);
  return found;
}

/** The images that nodes of the platforms take; or for which there is none. */
function chooseImages(
  index: ManifestIndex,
  platforms: readonly Platform[],
  { runtime }: InspectionTools,
  digest: string,
): ReadonlyMap<IndexEntry, Platform> | FailedRound {
  const images = new Map<IndexEntry, Platform>();
  const missing: Platform[] = [];
  for (const platform of platforms) {
    const image = runtime.manifest.choose(index, platform);
    if (image === undefined) {
      missing.push(platform);
    } else if (!images.has(image)) {
      images.set(image, platform);
    }
  }
  const message = `${digest} has no image for ${named(missing)}, only for ${named(platformsOf(index))}`;
  return missing.length === 0 ? images : final({ result: "platform_missing", message });
}

/** Each blob once, of whichever image it is. */
async function lookForContent(
  images: ReadonlyMap<string, ImageParts>,
  round: PullRound,
): Promise<FailedRound | undefined> {
  const looked = new Set<string>();
  for (const [image, { config, layers }] of images) {
    for (const blob of config === "" ? layers : [config, ...layers]) {
      const failed = looked.has(blob) ? undefined : await round.findBlob(blob);
      if (failed !== undefined) {
        const { outcome } = failed;
        const what = blob === config ? "its configuration" : "a layer";
        const result = outcome.result === "absent" ? "content_missing" : outcome.result;
        return {
          ...failed,
          outcome: { result, message: `${image} has ${blob} for ${what}, and ${outcome.message}` },
        };
      }
      looked.add(blob);
    }
  }
  return undefined;
}

function final(outcome: Failure): FailedRound {
  return { outcome, mayImprove: false };
}

function platformsOf({ entries }: ManifestIndex): readonly Platform[] {
  return entries.flatMap(({ platform }) => platform ?? []);
}

function named(platforms: readonly Platform[]): string {
  const texts = [...new Set(platforms.map(formatPlatform))];
  const more = texts.length > MAX_NAMED ? [`${texts.length - MAX_NAMED} more`] : [];
  return [...texts.slice(0, MAX_NAMED), ...more].join(", ") || "none that is named";
}
