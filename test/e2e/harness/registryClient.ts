import { createHash } from "node:crypto";
import { type Dispatcher, request } from "undici";

/** How a pushed image is described. */
export type ImageForm = "oci" | "docker" | "oci-index";

export interface PushedImage {
  readonly digest: string;
  readonly config: string;
  readonly layer: string;
}

export interface RegistryClient {
  /** Pushes a tiny image (one layer of a few bytes), and returns its manifest's digest. Each push is a new image. */
  readonly push: (repository: string, tag: string, form?: ImageForm) => Promise<string>;
  /** Pushes an index of one such image for each platform, and returns all digests. */
  readonly pushIndex: (
    repository: string,
    tag: string,
    platforms: readonly string[],
  ) => Promise<{ readonly digest: string; readonly images: Readonly<Record<string, PushedImage>> }>;
  /** Deletes a blob. */
  readonly removeBlob: (repository: string, digest: string) => Promise<void>;
  /** Points another tag at what a reference (tag or digest) means now. */
  readonly tag: (repository: string, reference: string, tag: string) => Promise<void>;
  /** Deletes the manifest that a reference means, and with it every tag of it. */
  readonly remove: (repository: string, reference: string) => Promise<void>;
  /** Deletes a tag and leaves the manifest. Needs distribution 3.x. */
  readonly untag: (repository: string, tag: string) => Promise<void>;
  /** Status of a HEAD of the manifest, and the digest it tells. */
  readonly head: (
    repository: string,
    reference: string,
  ) => Promise<{ status: number; digest: string | undefined }>;
}

const types = {
  oci: "application/vnd.oci.image.manifest.v1+json",
  docker: "application/vnd.docker.distribution.manifest.v2+json",
  "oci-index": "application/vnd.oci.image.index.v1+json",
} as const;
const accept = [...Object.values(types), "application/vnd.docker.distribution.manifest.list.v2+json"].join(
  ", ",
);

const digestOf = (content: Buffer): string => `sha256:${createHash("sha256").update(content).digest("hex")}`;

let serial = 0;

/** A client of the distribution specification's push, pull and delete, for a registry that is the scene's own. */
export function createRegistryClient(registry: {
  url: string;
  dispatcher: Dispatcher;
  /** The Authorization header for a repository. */
  authorization: ((repository: string) => string) | undefined;
}): RegistryClient {
  const call = async (
    method: "GET" | "HEAD" | "POST" | "PUT" | "DELETE",
    repository: string,
    target: string,
    options: { expect?: number; body?: Buffer; type?: string } = {},
  ) => {
    const url = new URL(target, `${registry.url}/v2/${repository}/`);
    const { statusCode, headers, body } = await request(url, {
      method,
      dispatcher: registry.dispatcher,
      headers: {
        accept,
        ...(registry.authorization !== undefined && { authorization: registry.authorization(repository) }),
        ...(options.body !== undefined && { "content-type": options.type ?? "application/octet-stream" }),
      },
      body: options.body ?? null,
      signal: AbortSignal.timeout(30_000),
    });
    const content = Buffer.from(await body.arrayBuffer());
    if (options.expect !== undefined && statusCode !== options.expect) {
      throw new Error(
        `Cannot ${method} ${url.pathname}: the registry answered ${statusCode}: ${content.toString()}`,
      );
    }
    return { status: statusCode, headers, content };
  };

  const pushBlob = async (repository: string, content: Buffer): Promise<{ digest: string; size: number }> => {
    const digest = digestOf(content);
    const { headers } = await call("POST", repository, "blobs/uploads/", { expect: 202 });
    const upload = new URL(String(headers.location), registry.url);
    upload.searchParams.set("digest", digest);
    await call("PUT", repository, upload.href, { expect: 201, body: content });
    return { digest, size: content.length };
  };

  const pushManifest = async (repository: string, reference: string, type: string, content: Buffer) => {
    await call("PUT", repository, `manifests/${reference}`, { expect: 201, body: content, type });
    return digestOf(content);
  };

  /** @param tag undefined: by its digest alone */
  const pushImage = async (repository: string, tag: string | undefined, type: string, platform: string) => {
    serial += 1;
    const layer = await pushBlob(repository, Buffer.from(`layer ${process.pid}.${serial}`));
    const [os, architecture, variant] = platform.split("/");
    const content = JSON.stringify({
      ...{ os, architecture, variant },
      rootfs: { type: "layers", diff_ids: [layer.digest] },
    });
    const config = await pushBlob(repository, Buffer.from(content));
    const manifest = Buffer.from(JSON.stringify(imageManifest(type, config, layer)));
    const digest = await pushManifest(repository, tag ?? digestOf(manifest), type, manifest);
    return { digest, config: config.digest, layer: layer.digest, size: manifest.length };
  };

  const pushIndex: RegistryClient["pushIndex"] = async (repository, tag, platforms) => {
    const images: Record<string, PushedImage> = {};
    const manifests: object[] = [];
    for (const platform of platforms) {
      const { size, ...image } = await pushImage(repository, undefined, types.oci, platform);
      images[platform] = image;
      const [os, architecture, variant] = platform.split("/");
      manifests.push({
        ...{ mediaType: types.oci, digest: image.digest, size },
        platform: { os, architecture, variant },
      });
    }
    const index = { schemaVersion: 2, mediaType: types["oci-index"], manifests };
    const body = Buffer.from(JSON.stringify(index));
    return { digest: await pushManifest(repository, tag, types["oci-index"], body), images };
  };

  return {
    async push(repository, tag, form = "oci") {
      return form === "oci-index"
        ? (await pushIndex(repository, tag, ["linux/amd64"])).digest
        : (await pushImage(repository, tag, types[form], "linux/amd64")).digest;
    },
    pushIndex,
    async removeBlob(repository, digest) {
      await call("DELETE", repository, `blobs/${digest}`, { expect: 202 });
    },
    async tag(repository, reference, tag) {
      const { headers, content } = await call("GET", repository, `manifests/${reference}`, { expect: 200 });
      await pushManifest(repository, tag, String(headers["content-type"]), content);
    },
    async remove(repository, reference) {
      const { headers } = await call("HEAD", repository, `manifests/${reference}`, { expect: 200 });
      await call("DELETE", repository, `manifests/${headers["docker-content-digest"]}`, { expect: 202 });
    },
    async untag(repository, tag) {
      await call("DELETE", repository, `manifests/${tag}`, { expect: 202 });
    },
    async head(repository, reference) {
      const { status, headers } = await call("HEAD", repository, `manifests/${reference}`);
      return { status, digest: headers["docker-content-digest"]?.toString() };
    },
  };
}

type Blob = { digest: string; size: number };

const imageManifest = (type: string, config: Blob, layer: Blob) => {
  const isDocker = type === types.docker;
  return {
    schemaVersion: 2,
    mediaType: type,
    config: {
      mediaType: isDocker
        ? "application/vnd.docker.container.image.v1+json"
        : "application/vnd.oci.image.config.v1+json",
      ...config,
    },
    layers: [
      {
        mediaType: isDocker
          ? "application/vnd.docker.image.rootfs.diff.tar.gzip"
          : "application/vnd.oci.image.layer.v1.tar+gzip",
        ...layer,
      },
    ],
  };
};
