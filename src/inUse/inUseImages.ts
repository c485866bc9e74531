import { getOrMake } from "../collections/getOrMake.ts";
import {
  formatReference,
  type ImageReference,
  type ParsedReference,
  parseReference,
} from "../image/reference.ts";

/**
 * In which way an image is in use: a Pod has it, a workload would start Pods of it, would if it were not switched off or
 * over, or could be rolled back to it.
 */
export type UseKind = "running" | "template" | "disabled" | "revision";

/** Who uses an image. */
export interface ImageUser {
  /** The name of the kubeconfig's context. */
  readonly cluster: string;
  readonly namespace: string;
  /** In lower case. */
  readonly kind: string;
  readonly name: string;
  readonly as: UseKind;
}

/** An image that must not be deleted. */
export interface InUseImage {
  readonly reference: ImageReference;
  /** Of manifests that it is, or was when a Pod pulled it; sorted. Empty where nobody knows. */
  readonly digests: readonly string[];
  /** The first few. */
  readonly usedBy: readonly ImageUser[];
  /** How many there are in all. */
  readonly users: number;
}

/** A text in the place of an image that no runtime could pull. */
export interface UnreadableImage {
  readonly image: string;
  readonly error: string;
  readonly usedBy: readonly ImageUser[];
}

/** So many users are named of each image. */
const MAX_USERS = 3;

interface Entry {
  readonly reference: ImageReference;
  readonly digests: Set<string>;
  readonly users: Users;
}

/** Gathers what is in use. Images that are written differently and mean the same are one. */
export class InUseImages {
  readonly #readName: (text: string) => ParsedReference;
  readonly #entries = new Map<string, Entry>();
  readonly #unreadable = new Map<string, { readonly error: string; readonly users: Users }>();

  /** @param readName how names read that Pods have */
  constructor(readName: (text: string) => ParsedReference) {
    this.#readName = readName;
  }

  /**
   * @param image as a template or Pod has it
   * @param imageId what a Pod's status says of what is running, if anything. It may name another repository that has the
   *   same content: the digest is in use there as well
   */
  add(image: string, user: ImageUser, imageId = ""): void {
    const parsed = this.#readName(image);
    const running = parseReference(imageId.replace(/^[a-z-]+:\/\//, ""));
    // A digest without a name is the configuration's: of no manifest.
    const known = running.ok && running.reference.digest !== undefined ? running.reference : undefined;
    if (parsed.ok) {
      this.#add(parsed.reference, user, known?.digest);
    } else {
      const { users } = getOrMake(this.#unreadable, image, () => ({
        error: parsed.error,
        users: new Users(),
      }));
      users.add(user);
    }
    const isElsewhere =
      !parsed.ok ||
      parsed.reference.registry !== known?.registry ||
      parsed.reference.repository !== known.repository;
    if (known?.digest !== undefined && isElsewhere) {
      const { registry, repository, digest } = known;
      this.#add({ registry, repository, digest }, user);
    }
  }

  /** Has an image be in use under a further name as well: its mirrors'. */
  addPlace(
    image: InUseImage,
    { registry, repository }: Pick<ImageReference, "registry" | "repository">,
  ): void {
    const { shortName: _, ...reference } = image.reference;
    const { digests, users } = this.#entries.get(formatReference(image.reference))!;
    const entry = this.#entryOf({ ...reference, registry, repository });
    for (const digest of digests) {
      entry.digests.add(digest);
    }
    entry.users.addAll(users);
  }

  /** All of them, in the order of their names. */
  images(): readonly InUseImage[] {
    return [...this.#entries]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { reference, digests, users }]) => ({
        reference,
        digests: [...digests].sort(),
        usedBy: users.first,
        users: users.size,
      }));
  }

  unreadable(): readonly UnreadableImage[] {
    return [...this.#unreadable]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([image, { error, users }]) => ({ image, error, usedBy: users.first }));
  }

  #add(reference: ImageReference, user: ImageUser, digest = reference.digest): void {
    const entry = this.#entryOf(reference);
    entry.users.add(user);
    if (digest !== undefined) {
      entry.digests.add(digest);
    }
  }

  #entryOf(reference: ImageReference): Entry {
    const digests = reference.digest === undefined ? [] : [reference.digest];
    return getOrMake(this.#entries, formatReference(reference), () => ({
      reference,
      digests: new Set(digests),
      users: new Users(),
    }));
  }
}

/** Users, each once, of whom the first are remembered. */
class Users {
  readonly first: ImageUser[] = [];
  readonly #keys = new Set<string>();

  get size(): number {
    return this.#keys.size;
  }

  add(user: ImageUser): void {
    const { cluster, namespace, kind, name, as } = user;
    const key = [cluster, namespace, kind, name, as].join("\n");
    if (!this.#keys.has(key) && this.first.length < MAX_USERS) {
      this.first.push(user);
    }
    this.#keys.add(key);
  }

  addAll(others: Users): void {
    for (const user of others.first) {
      this.add(user);
    }
    for (const key of others.#keys) {
      this.#keys.add(key);
    }
  }
}
