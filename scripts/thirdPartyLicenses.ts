import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";

/** A package whose code is in a bundle. */
interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** Its licence files' texts. */
  readonly texts: readonly string[];
}

/**
 * The licences of all packages whose code is in some bundles, as most of them want to be named wherever it goes.
 *
 * @param root the folder that the metafiles' paths start at
 */
export function thirdPartyLicenses(root: string, metafiles: readonly Metafile[]): string {
  const folders = new Set(
    metafiles
      .flatMap(({ outputs }) => Object.values(outputs))
      .flatMap(({ inputs }) => Object.entries(inputs))
      .flatMap(([path, { bytesInOutput }]) => {
        const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
        return folder === undefined || bytesInOutput === 0 ? [] : [folder];
      }),
  );
  const packages = [...folders].map((folder) => readPackage(join(root, folder)));
  const sections = packages
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, version, license, texts }) => [`${name} ${version} (${license})`, ...texts].join("\n\n"));
  const line = "=".repeat(80);
  // One version may stand in two places.
  return `This program contains the following packages.\n\n${[...new Set(sections)].map((text) => `${line}\n${text}\n`).join("\n")}`;
}

function readPackage(folder: string): BundledPackage {
  const { name, version, license, repository } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files.toSorted().map((file) => readFileSync(join(folder, file), "utf8").trim());
  // Whoever gets a program with code under this licence has to be told where its source is.
  const source =
    license === "MPL-2.0" ? [`The source code is at ${repository.url}, version ${version}.`] : [];
  return {
    name,
    version,
    license: typeof license === "string" ? license : "see below",
    texts: [...source, ...texts],
  };
}
