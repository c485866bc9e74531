import type { Config } from "../config/config.generated.ts";
import { looksInside } from "../inventory/nodePlatforms.ts";

/** Go's names for what it calls otherwise than Node.js. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386", ppc64: "ppc64le" };

/**
 * How far images are looked into where no cluster's nodes are known. Platforms that are named are looked at; where none are,
 * this machine's, whatever its operating system: nodes run Linux.
 */
export function lookInside<C extends { readonly images: Config["images"] }>(config: C): C {
  const { images } = config;
  const { platforms } = images;
  if (!looksInside(images)) {
    return platforms.length === 0 ? config : { ...config, images: { ...images, verify: "platform" } };
  }
  const own = `linux/${ARCHITECTURES[process.arch] ?? process.arch}`;
  return { ...config, images: { ...images, platforms: platforms.length === 0 ? [own] : platforms } };
}
