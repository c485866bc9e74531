import { createHash, randomUUID } from "node:crypto";
import { getOrMake } from "../../collections/getOrMake.ts";

export interface StoredManifest {
  readonly mediaType: string;
  readonly digest: string;
  readonly bytes: Buffer;
}

interface Repository {
  readonly tags: Map<string, string>;
  readonly manifests: Map<string, StoredManifest>;
  readonly blobs: Map<string, Buffer>;
}

/** All that a registry holds, in memory. A repository exists from its first content on. */
export class ContentStore {
  readonly #repositories = new Map<string, Repository>();
  readonly #uploads = new Map<string, { readonly repository: string; content: Buffer }>();

  /** Names of the repositories, sorted. */
  repositories(): string[] {
    return [...this.#repositories.keys()].sort();
  }

  /** Tags of a repository, sorted; undefined where there is no such repository. */
  tags(repository: string): string[] | undefined {
    const found = this.#repositories.get(repository);
    return found && [...found.tags.keys()].sort();
  }

  /** @param reference a tag or a digest */
  manifest(repository: string, reference: string): StoredManifest | undefined {
    const found = this.#repositories.get(repository);
    return found?.manifests.get(found.tags.get(reference) ?? reference);
  }

  putManifest(repository: string, tag: string | undefined, mediaType: string, bytes: Buffer): StoredManifest {
    const manifest = { mediaType, digest: digestOf(bytes), bytes };
    const { manifests, tags } = this.#repository(repository);
    manifests.set(manifest.digest, manifest);
    if (tag !== undefined) {
      tags.set(tag, manifest.digest);
    }
    return manifest;
  }

  /** Removes a tag, or the manifest of a digest with all its tags; false where there is no such thing. */
  deleteManifest(repository: string, reference: string): boolean {
    const found = this.#repositories.get(repository);
    if (found?.tags.delete(reference) === true) {
      return true;
    }
    if (found?.manifests.delete(reference) !== true) {
      return false;
    }
    for (const [tag, digest] of found.tags) {
      if (digest === reference) {
        found.tags.delete(tag);
      }
    }
    return true;
  }

  blob(repository: string, digest: string): Buffer | undefined {
    return this.#repositories.get(repository)?.blobs.get(digest);
  }

  putBlob(repository: string, bytes: Buffer): string {
    const digest = digestOf(bytes);
    this.#repository(repository).blobs.set(digest, bytes);
    return digest;
  }

  deleteBlob(repository: string, digest: string): boolean {
    return this.#repositories.get(repository)?.blobs.delete(digest) ?? false;
  }

  /** Starts an upload and returns its id. */
  startUpload(repository: string): string {
    const id = randomUUID();
    this.#uploads.set(id, { repository, content: Buffer.alloc(0) });
    return id;
  }

  /** What an upload has received so far; undefined where there is no such upload in the repository. */
  upload(repository: string, id: string): Buffer | undefined {
    const upload = this.#uploads.get(id);
    return upload?.repository === repository ? upload.content : undefined;
  }

  /** Adds to an upload that {@link upload} knows. */
  appendUpload(id: string, bytes: Buffer): void {
    const upload = this.#uploads.get(id);
    if (upload !== undefined) {
      upload.content = Buffer.concat([upload.content, bytes]);
    }
  }

  endUpload(id: string): void {
    this.#uploads.delete(id);
  }

  #repository(name: string): Repository {
    return getOrMake(this.#repositories, name, () => ({
      tags: new Map(),
      manifests: new Map(),
      blobs: new Map(),
    }));
  }
}

/** The digest of content, as OCI image-spec 1.1 "Digests" writes it. */
export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
