import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerQuestions } from "../support/answerQuestions.ts";

/**
 * A registry in which every tag leads to an index of its own, as builds leave them: an image and its attestation for each of
 * six platforms, each image of ten layers. Whatever blob is asked for is there.
 */

/** What it has seen, by method and kind: `GET manifests`. */
export type TreeCount = Readonly<Record<string, number>>;

const PLATFORMS = ["amd64", "arm64", "arm/v7", "386", "ppc64le", "s390x"];
const LAYERS = 10;
const TYPES = {
  index: "application/vnd.oci.image.index.v1+json",
  image: "application/vnd.oci.image.manifest.v1+json",
};

const known = new Map<string, { readonly type: string; readonly body: string }>();
const tags = new Map<string, string>();
let counts: Record<string, number> = {};

function digestOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

function put(type: string, content: object): { readonly digest: string; readonly size: number } {
  const body = JSON.stringify({ schemaVersion: 2, mediaType: type, ...content });
  const digest = digestOf(body);
  known.set(digest, { type, body });
  return { digest, size: body.length };
}

/** The index to which a tag leads. */
function indexOf(name: string): string {
  const before = tags.get(name);
  if (before !== undefined) {
    return before;
  }
  const manifests = PLATFORMS.flatMap((platform) => {
    const [architecture, variant] = platform.split("/");
    const layers = Array.from({ length: LAYERS }, (_, at) => {
      return {
        mediaType: "application/vnd.oci.image.layer.v1.tar+gzip",
        digest: digestOf(`${name} ${platform} ${at}`),
        size: 1,
      };
    });
    const image = put(TYPES.image, { config: { digest: digestOf(`${name} ${platform}`), size: 1 }, layers });
    return [
      { mediaType: TYPES.image, ...image, platform: { os: "linux", architecture, variant } },
      {
        ...{ mediaType: TYPES.image, digest: digestOf(`attests ${image.digest}`), size: 1 },
        annotations: {
          "vnd.docker.reference.digest": image.digest,
          "vnd.docker.reference.type": "attestation-manifest",
        },
        platform: { os: "unknown", architecture: "unknown" },
      },
    ];
  });
  const { digest } = put(TYPES.index, { manifests });
  tags.set(name, digest);
  return digest;
}

function serve({ method = "", url = "" }: IncomingMessage, response: ServerResponse): void {
  const [, repository = "", things = "", version = ""] =
    /^\/v2\/(.+)\/(manifests|blobs)\/([^?]+)/.exec(url) ?? [];
  counts[`${method} ${things}`] = (counts[`${method} ${things}`] ?? 0) + 1;
  if (things === "blobs") {
    response.writeHead(200, { "content-length": 1 }).end();
    return;
  }
  const digest = version.includes(":") ? version : indexOf(`${repository}:${version}`);
  const { type, body } = known.get(digest) ?? { type: "text/plain", body: "" };
  response
    .writeHead(body === "" ? 404 : 200, {
      "content-type": type,
      "content-length": Buffer.byteLength(body),
      "docker-content-digest": digest,
    })
    .end(method === "HEAD" ? undefined : body);
}

answerQuestions({
  /** @returns its `host:port` */
  async listen(): Promise<string> {
    const server = createServer(serve).listen(0, "127.0.0.1");
    await once(server, "listening");
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  },
  /** Counts from nothing again. */
  reset(): void {
    counts = {};
  },
  count: (): TreeCount => counts,
});
