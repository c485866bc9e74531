import { readFileSync } from "node:fs";

// node scripts/imageSbom.ts IMAGE.json VERSIONS.json prints the bill of materials of an image that IMAGE.json (CycloneDX,
// made of its files) has, and in it what Node.js is made of, by VERSIONS.json: its process.versions. Exit code 1 when these
// are of another Node.js. What is linked into a program has no file that a catalogue could find.

/** Names in `process.versions`, with what package URLs call them, and vendor and product of CPEs: scanners look for either. */
const PARTS: Readonly<Record<string, readonly [purl: string, cpe?: string]>> = {
  openssl: ["generic/openssl", "openssl:openssl"],
  v8: ["generic/v8", "google:v8"],
  zlib: ["generic/zlib", "zlib:zlib"],
  uv: ["generic/libuv", "libuv:libuv"],
  ares: ["generic/c-ares", "c-ares:c-ares"],
  nghttp2: ["generic/nghttp2", "nghttp2:nghttp2"],
  nghttp3: ["generic/nghttp3"],
  ngtcp2: ["generic/ngtcp2"],
  llhttp: ["generic/llhttp", "llhttp:llhttp"],
  brotli: ["generic/brotli", "google:brotli"],
  zstd: ["generic/zstd", "facebook:zstandard"],
  icu: ["generic/icu", "unicode:international_components_for_unicode"],
  sqlite: ["generic/sqlite", "sqlite:sqlite"],
  simdjson: ["generic/simdjson"],
  simdutf: ["generic/simdutf"],
  ada: ["generic/ada"],
  uvwasi: ["generic/uvwasi"],
  undici: ["npm/undici"],
  acorn: ["npm/acorn"],
  amaro: ["npm/amaro"],
};

interface Component {
  readonly "bom-ref": string;
  readonly name: string;
  readonly version: string;
}
interface Sbom {
  readonly components: readonly Component[];
  readonly dependencies?: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

const [imageFile = "", versionsFile = ""] = process.argv.slice(2);
const sbom: Sbom = JSON.parse(readFileSync(imageFile, "utf8"));
const versions: Readonly<Record<string, string>> = JSON.parse(readFileSync(versionsFile, "utf8"));

const node = sbom.components.find(({ name }) => name === "node");
if (node === undefined || node.version !== versions.node) {
  process.stderr.write(
    `${imageFile}: expected a component node ${versions.node}, found ${node?.version ?? "none"}\n`,
  );
  process.exit(1);
}

const parts = Object.entries(PARTS).flatMap(([key, [path, cpe]]) => {
  // Some say after it what Node.js has changed, or whose copy it is.
  const version = versions[key]?.replace(/-.*$/, "");
  if (!version) {
    return [];
  }
  const purl = `pkg:${path}@${version}`;
  const name = path.slice(path.indexOf("/") + 1);
  const searched = cpe === undefined ? {} : { cpe: `cpe:2.3:a:${cpe}:${version}:*:*:*:*:*:*:*` };
  return [{ "bom-ref": purl, type: "library", name, version, purl, ...searched }];
});

const { dependencies = [] } = sbom;
const others = dependencies.filter(({ ref }) => ref !== node["bom-ref"]);
const ofNode = dependencies.find(({ ref }) => ref === node["bom-ref"])?.dependsOn ?? [];
const completed = {
  ...sbom,
  components: [...sbom.components, ...parts],
  dependencies: [
    ...others,
    { ref: node["bom-ref"], dependsOn: [...ofNode, ...parts.map((part) => part["bom-ref"])] },
  ],
};
process.stdout.write(`${JSON.stringify(completed, null, 2)}\n`);
