import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** The folders of a Debian tree that hold its architecture's libraries. */
export async function libraryFolders(tree: string): Promise<string[]> {
  const folders = await Promise.all(
    ["usr/lib", "lib"].map(async (lib) => {
      const names = await readdir(join(tree, lib)).catch((): string[] => []);
      return names.filter((name) => name.includes("-linux-gnu")).map((name) => join(tree, lib, name));
    }),
  );
  return folders.flat();
}
