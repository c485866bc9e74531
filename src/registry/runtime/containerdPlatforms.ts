import type { Platform } from "../../image/platform.ts";
import type { IndexEntry, ManifestIndex } from "../manifestParts.ts";

/** 64-bit ARM's versions by name: with each the highest minor version of those that it can run. */
const ARM64: Readonly<Record<string, readonly (readonly [major: number, minor: number])[]>> =
  Object.fromEntries([
    ...Array.from({ length: 10 }, (_, minor) => [`v8.${minor}`, [[8, minor]]] as const),
    ...Array.from(
      { length: 8 },
      (_, minor) =>
        [
          `v9.${minor}`,
          [
            [9, minor],
            [8, Math.min(minor + 5, 9)],
          ],
        ] as const,
    ),
    ["v8", [[8, 0]]],
    [
      "v9",
      [
        [9, 0],
        [8, 5],
      ],
    ],
  ]);

/**
 * Which image of an index containerd takes on a platform (its package `platforms`: `Only`, with the order of
 * `images.Manifest`): the first of the closest platform, whatever order the index has; what names no platform comes last.
 */
export function chooseAsContainerd(
  { entries }: Pick<ManifestIndex, "entries">,
  platform: Platform,
): IndexEntry | undefined {
  for (const wanted of compatible(normal(platform)).map(normal)) {
    const found = entries.find(
      (entry) => !entry.features && entry.platform && isSame(normal(entry.platform), wanted),
    );
    if (found !== undefined) {
      return found;
    }
  }
  return entries.find((entry) => entry.platform === undefined);
}

/** What a platform runs, the closest first. */
function compatible(platform: Platform): readonly Platform[] {
  const { os, architecture, variant } = platform;
  const as = (its: string, version: string): Platform => ({ os, architecture: its, variant: version });
  const below = (version: number, least: number) =>
    Array.from({ length: Math.max(0, version - least) }, (_, index) =>
      as(architecture, `v${version - 1 - index}`),
    );
  const version = Number(/^v?([0-9]{1,2})$/.exec(variant)?.[1] ?? 0);
  switch (architecture) {
    case "amd64":
      return [platform, ...below(version, 1), as("386", "")];
    case "arm":
      return [platform, ...below(version, 5)];
    case "arm64": {
      const versions = ARM64[variant === "" ? "v8" : variant] ?? [];
      const own = versions.flatMap(([major, minor]) =>
        Array.from({ length: minor + 1 }, (_, index) =>
          as("arm64", index === minor ? `v${major}` : `v${major}.${minor - index}`),
        ),
      );
      return own.length === 0 ? [] : [...own, ...compatible(as("arm", "v8"))];
    }
    default:
      return [platform];
  }
}

/** Other ways to write the same. */
function normal({ os: anyOs, architecture: any, variant: anyVariant }: Platform): Platform {
  const os = anyOs === "" ? "linux" : anyOs.toLowerCase();
  const [architecture, variant] = normalArchitecture(any.toLowerCase(), anyVariant.toLowerCase());
  return { os: os === "macos" ? "darwin" : os, architecture, variant };
}

function normalArchitecture(architecture: string, variant: string): readonly [string, string] {
  switch (architecture) {
    case "i386":
      return ["386", ""];
    case "x86_64":
    case "x86-64":
    case "amd64":
      return ["amd64", variant === "v1" ? "" : variant];
    case "aarch64":
    case "arm64":
      if (["8", "v8", "v8.0"].includes(variant)) {
        return ["arm64", ""];
      }
      return ["arm64", ["9", "9.0", "v9.0"].includes(variant) ? "v9" : variant];
    case "armhf":
      return ["arm", "v7"];
    case "armel":
      return ["arm", "v6"];
    case "arm":
      return ["arm", variant === "" ? "v7" : /^[5678]$/.test(variant) ? `v${variant}` : variant];
    default:
      return [architecture, variant];
  }
}

function isSame(a: Platform, b: Platform): boolean {
  return a.os === b.os && a.architecture === b.architecture && a.variant === b.variant;
}
