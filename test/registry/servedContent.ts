import { createHash } from "node:crypto";
import type { ReceivedRequest, ScriptedAnswer } from "../support/scriptedServer.ts";
import { MANIFEST_BODY, registryError } from "./harness.ts";

export const INDEX = "application/vnd.oci.image.index.v1+json";

export function digestOf(body: string): string {
  return `sha256:${createHash("sha256").update(body).digest("hex")}`;
}

/** A manifest of an image, which differs by its name. */
export function imageOf(name: string, more: object = {}): string {
  return JSON.stringify({ ...MANIFEST_BODY, annotations: { name }, ...more });
}

/** An index of images by platform. */
export function platformIndex(images: Readonly<Record<string, string>>): string {
  const manifests = Object.entries(images).map(([platform, body]) => {
    const [os, architecture, variant] = platform.split("/");
    return { digest: digestOf(body), size: body.length, platform: { os, architecture, variant } };
  });
  return JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests });
}

/** Has the manifests that it is given, under digests, and the first under every tag. */
export function serving(...bodies: readonly string[]) {
  const byDigest = new Map(bodies.map((body) => [digestOf(body), body]));
  return ({ url }: Pick<ReceivedRequest, "url">): ScriptedAnswer => {
    const version = url.slice(url.lastIndexOf("/") + 1).replace(/\?.*/, "");
    const body = version.startsWith("sha256:") ? byDigest.get(version) : bodies[0];
    return body === undefined
      ? registryError(404, "MANIFEST_UNKNOWN")
      : {
          headers: { "content-type": JSON.parse(body).mediaType, "docker-content-digest": digestOf(body) },
          body,
        };
  };
}
