import type { BoundedMap } from "../collections/boundedMap.ts";
import type { Failure } from "../image/outcome.ts";
import { formatPlatform, type Platform } from "../image/platform.ts";
import {
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
}

/** Platforms that are named where something is missing. */
const MAX_NAMED = 10;

/**
 * Looks for what a manifest refers to, as a node does that pulls it: of an index the image for each platform. An image
 * that stands alone is pulled by nodes of any.
 *
 * @returns undefined where all of it is there; rejects only with the signal's reason
 */
export async function inspectImage(
  round: PullRound,
  { digest, platforms }: Pick<Inspection, "digest" | "platforms">,
  { runtime, parts }: InspectionTools,
): Promise<FailedRound | undefined> {
  let found = parts.get(digest);
  if (found === undefined) {
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
  }
  return found.kind === "index" ? await lookForImages(found, platforms, round, runtime, digest) : undefined;
}

async function lookForImages(
  index: ManifestIndex,
  platforms: readonly Platform[],
  round: PullRound,
  runtime: Runtime,
  digest: string,
): Promise<FailedRound | undefined> {
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
  if (missing.length > 0) {
    const message = `${digest} has no image for ${named(missing)}, only for ${named(platformsOf(index))}`;
    return final({ result: "platform_missing", message });
  }
  for (const [{ digest: child, size }, platform] of images) {
    const failed = await round.find({ digest: child, size });
    if (failed !== undefined) {
      const { outcome } = failed;
      const message = `${digest} leads to ${child} for ${formatPlatform(platform)}, and ${outcome.message}`;
      // Whoever cannot be asked has not said that it is gone.
      const result = outcome.result === "absent" ? "platform_missing" : outcome.result;
      return { ...failed, outcome: { result, message } };
    }
  }
  return undefined;
}

function final(outcome: Failure): FailedRound {
  return { outcome, mayImprove: false };
}

function platformsOf({ entries }: ManifestIndex): readonly Platform[] {
  // What attests something stands among images as if it were one.
  return entries.flatMap(({ platform }) =>
    platform === undefined || platform.os === "unknown" ? [] : [platform],
  );
}

function named(platforms: readonly Platform[]): string {
  const texts = [...new Set(platforms.map(formatPlatform))];
  const more = texts.length > MAX_NAMED ? [`${texts.length - MAX_NAMED} more`] : [];
  return [...texts.slice(0, MAX_NAMED), ...more].join(", ") || "none that is named";
}
