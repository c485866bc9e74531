import { readdirSync, readFileSync } from "node:fs";

/**
 * How many file descriptors one of three may have: who asks us, whom we ask, and all the rest. Beyond it an end of
 * connections would be met as an error of whoever is at the other side.
 *
 * @param folder where Linux tells of this process
 * @returns at least 2; infinity where nobody tells
 */
export function descriptorShare(folder = "/proc/self"): number {
  try {
    const [, limit] = /^Max open files +(\d+)/m.exec(readFileSync(`${folder}/limits`, "utf8")) ?? [];
    if (limit === undefined) {
      return Number.POSITIVE_INFINITY;
    }
    return Math.max(2, Math.floor((Number(limit) - readdirSync(`${folder}/fd`).length) / 3));
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
