import fc from "fast-check";

const LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
const INDEX = "application/vnd.oci.image.index.v1+json";
const IMAGE = "application/vnd.oci.image.manifest.v1+json";

/** As nodes are. */
export const NODE_PLATFORMS = [
  ...["linux/amd64", "linux/amd64/v3", "linux/386", "linux/s390x", "linux/ppc64le", "linux/riscv64"],
  ...["linux/arm64", "linux/arm64/v8", "linux/arm64/v8.2", "linux/arm64/v9", "linux/arm64/v9.1"],
  ...["linux/arm/v5", "linux/arm/v6", "linux/arm/v7", "linux/arm/v8"],
];

const named = fc.record(
  {
    os: fc.oneof(
      { arbitrary: fc.constant("linux"), weight: 8 },
      fc.constantFrom("Linux", "darwin", "unknown"),
    ),
    architecture: fc.oneof(
      { arbitrary: fc.constantFrom("amd64", "arm64", "arm"), weight: 6 },
      fc.constantFrom(
        "386",
        "i386",
        "x86_64",
        "aarch64",
        "armhf",
        "armel",
        "s390x",
        "ppc64le",
        "ARM64",
        "unknown",
      ),
    ),
    variant: fc.constantFrom(
      "v5",
      "v6",
      "v7",
      "v8",
      "8",
      "7",
      "v8.0",
      "v8.1",
      "v9",
      "v9.0",
      "v9.1",
      "v1",
      "v2",
      "v3",
      "V7",
    ),
    "os.features": fc.constantFrom([], ["sse4"]),
  },
  { requiredKeys: ["os", "architecture"] },
);

const descriptor = fc.record(
  {
    platform: fc.oneof({ arbitrary: named, weight: 9 }, fc.constant(undefined)),
    annotations: fc.constantFrom({}, { "io.github.containers.compression.zstd": "true" }),
  },
  { requiredKeys: ["platform"] },
);

/** An index, as text, and the platform of a node that takes one of its images. */
export const madeUpIndex = fc
  .record({
    docker: fc.boolean(),
    descriptors: fc.array(descriptor, { maxLength: 8 }),
    platform: fc.constantFrom(...NODE_PLATFORMS),
  })
  .map(({ docker, descriptors, platform }) => ({
    platform,
    index: JSON.stringify({
      schemaVersion: 2,
      mediaType: docker ? LIST : INDEX,
      manifests: descriptors.map((one, at) => ({
        mediaType: IMAGE,
        size: 2,
        digest: `sha256:${String(at).padStart(64, "0")}`,
        ...one,
      })),
    }),
  }));
