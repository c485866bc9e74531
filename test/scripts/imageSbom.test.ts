import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";

const run = promisify(execFile);
const script = join(import.meta.dirname, "../../scripts/imageSbom.ts");

/** What a catalogue of an image says, as far as it matters here. */
const catalogued = (node: string) => ({
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  components: [
    {
      "bom-ref": "a",
      type: "library",
      name: "libc6",
      version: "2.41-12",
      purl: "pkg:deb/debian/libc6@2.41-12",
    },
    { "bom-ref": "b", type: "application", name: "node", version: node, purl: `pkg:generic/node@${node}` },
  ],
  dependencies: [{ ref: "b", dependsOn: ["a"] }],
});

describe("imageSbom.ts", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "image-sbom-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const complete = (sbom: object, versions: object) => {
    const files = { "image.json": sbom, "versions.json": versions };
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(folder, name), JSON.stringify(content));
    }
    return run(process.execPath, [script, ...Object.keys(files)], { cwd: folder });
  };

  it("adds what Node.js is made of, so that scanners find it", async () => {
    const sbom = catalogued("24.21.0");
    const { stdout } = await complete(sbom, {
      node: "24.21.0",
      openssl: "3.5.8",
      zlib: "1.3.2.1-motley-8002e91",
      uv: "1.52.1",
      nghttp3: "",
      modules: "137",
      unicode: "17.0",
    });
    const { components, dependencies, ...rest } = JSON.parse(stdout);
    expect(rest).to.deep.equal({ bomFormat: "CycloneDX", specVersion: "1.6" });
    expect(components.slice(0, 2)).to.deep.equal(sbom.components);
    expect(components.slice(2)).to.deep.equal([
      {
        "bom-ref": "pkg:generic/openssl@3.5.8",
        type: "library",
        name: "openssl",
        version: "3.5.8",
        purl: "pkg:generic/openssl@3.5.8",
        cpe: "cpe:2.3:a:openssl:openssl:3.5.8:*:*:*:*:*:*:*",
      },
      {
        "bom-ref": "pkg:generic/zlib@1.3.2.1",
        type: "library",
        name: "zlib",
        version: "1.3.2.1",
        purl: "pkg:generic/zlib@1.3.2.1",
        cpe: "cpe:2.3:a:zlib:zlib:1.3.2.1:*:*:*:*:*:*:*",
      },
      {
        "bom-ref": "pkg:generic/libuv@1.52.1",
        type: "library",
        name: "libuv",
        version: "1.52.1",
        purl: "pkg:generic/libuv@1.52.1",
        cpe: "cpe:2.3:a:libuv:libuv:1.52.1:*:*:*:*:*:*:*",
      },
    ]);
    expect(dependencies).to.deep.equal([
      {
        ref: "b",
        dependsOn: ["a", "pkg:generic/openssl@3.5.8", "pkg:generic/zlib@1.3.2.1", "pkg:generic/libuv@1.52.1"],
      },
    ]);
  });

  it("refuses a catalogue without Node.js, or with another than was asked", async () => {
    const refusal = (sbom: object) => complete(sbom, process.versions).catch(({ stderr }) => stderr);
    expect(await refusal({ ...catalogued("24.0.0"), components: [] })).to.equal(
      `image.json: expected a component node ${process.versions.node}, found none\n`,
    );
    expect(await refusal(catalogued("24.0.0"))).to.equal(
      `image.json: expected a component node ${process.versions.node}, found 24.0.0\n`,
    );
  });

  it("knows all that the present Node.js names", async () => {
    const { stdout } = await complete(catalogued(process.versions.node), process.versions);
    const names = JSON.parse(stdout).components.map(({ name }: { name: string }) => name);
    expect(names).to.include.members([
      "openssl",
      "v8",
      "libuv",
      "zlib",
      "c-ares",
      "nghttp2",
      "icu",
      "sqlite",
    ]);
  });
});
