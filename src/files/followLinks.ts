import { readlink } from "node:fs/promises";
import { isAbsolute, join, normalize } from "node:path";

/** As many as Linux follows. */
const MAX_LINKS = 40;

/**
 * Follows symbolic links in a mounted part of another machine's file system, as that machine would: absolute ones start at
 * its root, and none leads above that.
 *
 * @param base where the part is mounted
 * @param path below it, relative
 * @param root where the other machine's root is mounted; empty for our own, where nothing has to be followed
 * @returns where the file lies for us; what is not there, or has too many links, is left to whoever reads it
 */
export async function followLinks(base: string, path: string, root: string): Promise<string> {
  if (root === "") {
    return join(base, path);
  }
  const top = normalize(`${root}/`).slice(0, -1);
  let at = base;
  const rest = path.split("/");
  for (let links = 0; rest.length > 0; ) {
    const part = rest.shift()!;
    const next = join(at, part);
    if (part === ".." && at === top) {
      continue;
    }
    const target = await readlink(next).catch(() => undefined);
    if (target === undefined || part === ".." || part === "." || part === "") {
      at = next;
      continue;
    }
    links += 1;
    if (links > MAX_LINKS) {
      return join(next, ...rest);
    }
    if (isAbsolute(target)) {
      at = top;
    }
    rest.unshift(...target.split("/"));
  }
  return at;
}
