import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What `npm start` passes to Node.js. @param root the repository */
export function entryPointFlags(root: string): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    readonly scripts: { readonly start: string };
  };
  const words = scripts.start.split(/\s+/);
  words.splice(0, words.indexOf("node") + 1);
  return words.slice(
    0,
    words.findIndex((word) => !word.startsWith("-")),
  );
}
