import { expect } from "chai";
import { platformOf } from "../../src/image/platform.ts";
import { readManifestParts, weightOf } from "../../src/registry/manifestParts.ts";

const digest = (hex: string) => `sha256:${hex.repeat(64)}`;
const read = (manifest: unknown) => readManifestParts(Buffer.from(JSON.stringify(manifest)));

describe("readManifestParts()", () => {
  it("reads an index of images, also those that name no platform, and nothing else that it has", () => {
    const platform = { os: "linux", architecture: "arm", variant: "v7", "os.features": ["sse4"] };
    const annotations = { "io.github.containers.compression.zstd": "true" };
    const manifests = [
      { digest: digest("a"), size: 7, platform, annotations },
      { digest: digest("b") },
      { digest: "sha256:../../x", platform },
      { digest: digest("c"), platform: { os: "unknown", architecture: "unknown" } },
      ...["os", "architecture", "variant"].map((part) => ({
        digest: digest("d"),
        platform: { ...platform, [part]: "x".repeat(65) },
      })),
    ];
    const entries = [
      {
        digest: digest("a"),
        size: 7,
        platform: platformOf("linux", "arm", "v7"),
        features: true,
        zstd: true,
      },
      { digest: digest("b"), size: 0, platform: undefined, features: false, zstd: false },
    ];
    expect(read({ schemaVersion: 2, manifests })).to.deep.equal({ kind: "index", docker: false, entries });
    const mediaType = "application/vnd.docker.distribution.manifest.list.v2+json";
    expect(read({ mediaType, manifests })).to.deep.equal({ kind: "index", docker: true, entries });
  });

  it("reads an image, each layer once, without those that come from elsewhere", () => {
    const layers = [
      { digest: digest("b"), mediaType: "application/vnd.oci.image.layer.v1.tar+gzip" },
      { digest: digest("b") },
      { digest: digest("c"), mediaType: "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip" },
      { digest: digest("d"), mediaType: "application/vnd.oci.image.layer.nondistributable.v1.tar" },
      { digest: digest("e"), urls: ["https://elsewhere.example.com/e"] },
      { digest: "nothing" },
    ];
    expect(read({ schemaVersion: 2, config: { digest: digest("a") }, layers })).to.deep.equal({
      kind: "image",
      config: digest("a"),
      layers: [digest("b")],
    });
  });

  for (const [what, manifest] of Object.entries({
    "a text": "x",
    null: null,
    "neither an index nor an image": { schemaVersion: 2 },
    "more images than any index has": { manifests: Array(4_097).fill({}) },
    "more layers than any image has": { config: {}, layers: Array(513).fill({}) },
  })) {
    it(`says nothing of ${what}`, () => {
      expect(read(manifest)).to.equal(undefined);
    });
  }

  for (const [what, manifest] of Object.entries({
    "an index of many platforms of long names": {
      manifests: Array.from({ length: 1_000 }, (_, index) => ({
        digest: `sha512:${index.toString(16).padStart(128, "0")}`,
        platform: {
          os: `${index}`.padStart(64, "o"),
          architecture: "a".repeat(64),
          variant: "v".repeat(64),
        },
      })),
    },
    "an index of platforms of names without end": {
      manifests: Array.from({ length: 60 }, (_, index) => ({
        digest: digest("a"),
        platform: { os: `${index}`.padStart(65_000, "o"), architecture: "amd64" },
      })),
    },
    "an image of many layers": {
      config: { digest: digest("a") },
      layers: Array.from({ length: 512 }, (_, index) => ({
        digest: `sha512:${index.toString(16).padStart(128, "0")}`,
      })),
    },
  })) {
    it(`weightOf() says how much is kept of ${what}`, () => {
      const parts = readManifestParts(Buffer.from(JSON.stringify(manifest)))!;
      let characters = 0;
      JSON.stringify(parts, (_, value) => {
        characters += typeof value === "string" ? value.length : 0;
        return value;
      });
      expect(characters).to.be.at.most(140 * weightOf(parts));
      expect(weightOf(parts)).to.be.at.most(3_001);
    });
  }
});
