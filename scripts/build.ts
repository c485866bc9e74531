import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { validatorsGenerator } from "./generate/validators.ts";
import { writeGenerated } from "./generate/writeGenerated.ts";
import { leanDependencies } from "./leanDependencies.ts";
import { thirdPartyLicenses } from "./thirdPartyLicenses.ts";

// Makes what of the source is not committed, and dist/main.js (or main.js in the folder that is named): the program in one
// piece, no node_modules needed beside it.
const root = fileURLToPath(new URL("../", import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as { readonly version: string };

await writeGenerated(validatorsGenerator);

// The same source gives the same bundle, wherever it lies and whatever lies beside it: the image's build has no tsconfig.json.
const SAME_ANYWHERE = { preserveSymlinks: true, tsconfigRaw: {} } as const;

// The thread that checks passwords, as a script of its own inside the program: no file has to be found for it.
const bcryptWorker = await build({
  absWorkingDir: root,
  entryPoints: ["src/server/bcryptWorker.ts"],
  write: false,
  bundle: true,
  ...SAME_ANYWHERE,
  platform: "node",
  format: "cjs",
  target: "node22",
  minify: true,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});

const outdir = resolve(root, process.argv[2] ?? "dist");
rmSync(outdir, { recursive: true, force: true });
const program = await build({
  absWorkingDir: root,
  entryPoints: ["src/main.ts"],
  outdir,
  bundle: true,
  ...SAME_ANYWHERE,
  platform: "node",
  format: "esm",
  target: "node22",
  // What only some commands need (the demo, YAML, pretty logs) stands in files of its own and is loaded when called for.
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  // Names stay readable in stack traces; white space and syntax are most of what there is to save.
  minifySyntax: true,
  minifyWhitespace: true,
  // Maps tell where the source was; the names of chunks would, too.
  sourcemap: process.argv[2] === undefined && "linked",
  sourcesContent: false,
  legalComments: "linked",
  define: {
    BUNDLED_VERSION: JSON.stringify(version),
    BUNDLED_BCRYPT_WORKER: JSON.stringify(bcryptWorker.outputFiles[0]?.text),
  },
  // CommonJS packages in a module still call require, for Node's own modules.
  banner: {
    js: 'import { createRequire as bundleRequire } from "node:module"; const require = bundleRequire(import.meta.url);',
  },
  plugins: [leanDependencies],
  metafile: true,
  logLevel: "warning",
});
const licenses = thirdPartyLicenses(root, [program.metafile, bcryptWorker.metafile]);
writeFileSync(`${outdir}/THIRD-PARTY-LICENSES.txt`, licenses);
