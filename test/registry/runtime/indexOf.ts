import { parsePlatform } from "../../../src/image/platform.ts";
import type { IndexEntry, ManifestIndex } from "../../../src/registry/manifestParts.ts";

/** An index of images for platforms, the empty one for none; and the name of what was chosen. */
export function indexOf(platforms: readonly string[]) {
  const entries = platforms.map(
    (platform, at): IndexEntry => ({
      digest: `sha256:${String(at).padStart(64, "0")}`,
      size: 1,
      platform: parsePlatform(platform),
      features: false,
      zstd: false,
    }),
  );
  return {
    index: { kind: "index", docker: false, entries } satisfies ManifestIndex,
    nameOf: (chosen: IndexEntry | undefined) =>
      chosen === undefined ? undefined : platforms[entries.indexOf(chosen)],
  };
}
