import { digestOf } from "./contentStore.ts";
import {
  DOCKER_CONFIG,
  DOCKER_LIST,
  DOCKER_MANIFEST,
  DOCKER_SCHEMA1,
  OCI_CONFIG,
  OCI_INDEX,
  OCI_MANIFEST,
} from "./mediaTypes.ts";

/** `index` and `list` are for several platforms, in OCI's and in Docker's layout; `schema1` is what died in 2019. */
export type ImageLayout = "oci" | "index" | "docker" | "list" | "schema1";

/** An image of no layers, ready to be pushed: blobs first, then manifests in order; the last one is the image. */
export interface TinyImage {
  readonly blobs: readonly Buffer[];
  readonly manifests: readonly { readonly mediaType: string; readonly bytes: Buffer }[];
}

/** @param seed images of different seeds have different digests */
export function tinyImage(seed: string, layout: ImageLayout = "oci"): TinyImage {
  const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
  if (layout === "schema1") {
    const manifest = {
      schemaVersion: 1,
      name: seed,
      tag: "latest",
      architecture: "amd64",
      fsLayers: [],
      history: [],
    };
    return { blobs: [], manifests: [{ mediaType: DOCKER_SCHEMA1, bytes: bytes(manifest) }] };
  }
  const docker = layout === "docker" || layout === "list";
  const image = (architecture: string) => {
    const config = bytes({
      architecture,
      os: "linux",
      config: { Labels: { seed } },
      rootfs: { type: "layers", diff_ids: [] },
    });
    const mediaType = docker ? DOCKER_MANIFEST : OCI_MANIFEST;
    const manifest = bytes({
      schemaVersion: 2,
      mediaType,
      config: {
        mediaType: docker ? DOCKER_CONFIG : OCI_CONFIG,
        digest: digestOf(config),
        size: config.length,
      },
      layers: [],
    });
    return { architecture, config, mediaType, bytes: manifest };
  };
  if (layout === "oci" || layout === "docker") {
    const single = image("amd64");
    return { blobs: [single.config], manifests: [single] };
  }
  const platforms = [image("amd64"), image("arm64")];
  const mediaType = docker ? DOCKER_LIST : OCI_INDEX;
  const index = bytes({
    schemaVersion: 2,
    mediaType,
    manifests: platforms.map((platform) => ({
      mediaType: platform.mediaType,
      digest: digestOf(platform.bytes),
      size: platform.bytes.length,
      platform: { architecture: platform.architecture, os: "linux" },
    })),
  });
  return {
    blobs: platforms.map(({ config }) => config),
    manifests: [...platforms, { mediaType, bytes: index }],
  };
}
