import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "corpus");
/** Of what UTF-8 cannot hold: a string of JSON. */
const ESCAPED = ".escaped";

const folderOf = (reader: string) => join(ROOT, reader.toLowerCase().replace(/[^a-z0-9]+/g, "-"));

/** All folders that there are. */
export function corpusFolders(): readonly string[] {
  return readdirSync(ROOT).map((name) => join(ROOT, name));
}

/** The inputs that a reader has met: good ones to begin with, and every one that it did not stand. */
export function corpusOf(reader: string): { readonly folder: string; readonly inputs: readonly string[] } {
  const folder = folderOf(reader);
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return {
    folder,
    inputs: names.map((name) => {
      const text = readFileSync(join(folder, name), "utf8");
      return name.endsWith(ESCAPED) ? String(JSON.parse(text)) : text;
    }),
  };
}

/** Adds an input, once however often. @returns its path */
export function addToCorpus(reader: string, input: string): string {
  const folder = folderOf(reader);
  const fits = input.isWellFormed();
  const name = createHash("sha256").update(JSON.stringify(input)).digest("hex").slice(0, 12);
  const path = join(folder, `${name}${fits ? ".txt" : ESCAPED}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, fits ? input : JSON.stringify(input));
  return path;
}
