import { readFileSync } from "node:fs";

// The bundle has package.json's version built in; run from its sources, the program reads it.
declare const BUNDLED_VERSION: string | undefined;

/** The exporter's version, as package.json has it. */
export const VERSION: string = typeof BUNDLED_VERSION === "string" ? BUNDLED_VERSION : versionOfSources();

function versionOfSources(): string {
  const file = new URL("../package.json", import.meta.url);
  const { version } = JSON.parse(readFileSync(file, "utf8")) as { readonly version: string };
  return version;
}
