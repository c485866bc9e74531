import type { Platform } from "../../image/platform.ts";
import type { IndexEntry, ManifestIndex } from "../manifestParts.ts";

/** Variants that run each other's images, the most capable first. */
const VARIANTS: Readonly<Record<string, readonly string[]>> = {
  arm: ["v8", "v7", "v6", "v5"],
  arm64: ["v8"],
};
/** What a node of the architecture finds in its processor. */
const USUAL: Readonly<Record<string, string>> = { arm: "v7", arm64: "v8" };

/**
 * Which image of an index CRI-O takes on a platform (go.podman.io/image, `chooseInstance`): names are compared letter by
 * letter; of equals one that is packed by zstd, else the first; what names no platform comes last, and never in Docker's
 * layout.
 */
export function chooseAsCrio({ entries, docker }: ManifestIndex, platform: Platform): IndexEntry | undefined {
  for (const variant of wantedVariants(platform)) {
    const same = entries.filter(
      (entry) =>
        entry.platform?.os === platform.os &&
        entry.platform.architecture === platform.architecture &&
        entry.platform.variant === variant,
    );
    if (same.length > 0) {
      return preferred(same, docker);
    }
  }
  return docker
    ? undefined
    : preferred(
        entries.filter((entry) => entry.platform === undefined),
        docker,
      );
}

function preferred(entries: readonly IndexEntry[], docker: boolean): IndexEntry | undefined {
  return (docker ? undefined : entries.find(({ zstd }) => zstd)) ?? entries[0];
}

function wantedVariants({ architecture, variant }: Platform): readonly string[] {
  const wanted = variant === "" ? (USUAL[architecture] ?? "") : variant;
  if (wanted === "") {
    return [""];
  }
  const known = VARIANTS[architecture] ?? [];
  const at = known.indexOf(wanted);
  return [...(at < 0 ? [wanted] : known.slice(at)), ""];
}
