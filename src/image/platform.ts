import { BoundedMap } from "../collections/boundedMap.ts";

/** What a node is, or an image is for: `linux/arm64/v8`. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  /** Empty where none is said. */
  readonly variant: string;
}

/** More than there are; images name what they like. */
const MAX_KNOWN = 1_000;
const known = new BoundedMap<string, Platform>(MAX_KNOWN);
const FORM = /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+(?:\/[A-Za-z0-9_.-]+)?$/;

/**
 * Reads `os/architecture` or `os/architecture/variant`; equal texts give one object.
 *
 * @returns undefined for anything else
 */
export function parsePlatform(text: string): Platform | undefined {
  if (!FORM.test(text)) {
    return undefined;
  }
  const [os = "", architecture = "", variant = ""] = text.split("/");
  return platformOf(os, architecture, variant);
}

/** One object for equal ones: an index names as many platforms as thousands of others. */
export function platformOf(os: string, architecture: string, variant: string): Platform {
  const key = `${os}/${architecture}/${variant}`;
  let platform = known.get(key);
  if (platform === undefined) {
    platform = { os, architecture, variant };
    known.set(key, platform);
  }
  return platform;
}

/** As `parsePlatform` reads it. */
export function formatPlatform({ os, architecture, variant }: Platform): string {
  return variant === "" ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`;
}
