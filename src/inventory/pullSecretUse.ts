import { getOrMake } from "../collections/getOrMake.ts";
import {
  FURTHER_SECRETS,
  type GroupKind,
  type PodTemplate,
  type PullSecret,
  type ServiceAccount,
} from "./model.ts";
import { ObjectMap } from "./objectMap.ts";
import type { ShardFilter } from "./shard.ts";

interface NamespaceUse {
  readonly secrets: Set<string>;
  /** How many refer to a Secret, by its name, whether there is such a one or not. */
  readonly users: Map<string, number>;
  /** This shard's, in no user's hands. */
  readonly unused: Set<string>;
}

/**
 * Which pull secrets nothing refers to. Each event costs what it changes, and reading costs what there is to tell.
 */
export class PullSecretUse {
  readonly #namespaces = new Map<string, NamespaceUse>();
  readonly #named = new ObjectMap<readonly string[]>();
  readonly #known = new Map<string | undefined, boolean>();
  readonly #isOwn: ShardFilter;

  /** @param isOwn whether a Secret, as `secret namespace/name`, is this shard's to tell of */
  constructor(isOwn: ShardFilter) {
    this.#isOwn = isOwn;
  }

  /**
   * Says which Secrets an object names now; none, when it is gone.
   *
   * @param names may hold a name twice
   */
  setUser(groupKind: GroupKind, namespace: string, name: string, names: readonly string[]): void {
    const before = this.#named.get(groupKind, namespace, name) ?? NONE;
    if (before === names) {
      return;
    }
    if (names.length > 0) {
      this.#named.set(groupKind, namespace, name, names);
    } else if (before.length > 0) {
      this.#named.delete(groupKind, namespace, name);
    } else {
      return;
    }
    // New ones come before old ones go, so that what stays in use never counts as unused.
    for (const secret of names) {
      this.#count(namespace, secret, 1);
    }
    for (const secret of before) {
      this.#count(namespace, secret, -1);
    }
    this.#forgetIfEmpty(namespace);
  }

  addSecret({ namespace, name }: Pick<PullSecret, "namespace" | "name">): void {
    const { secrets, users, unused } = this.#namespace(namespace);
    if (secrets.has(name)) {
      return;
    }
    secrets.add(name);
    if (!users.has(name) && this.#isOwn(`secret ${namespace}/${name}`)) {
      unused.add(name);
    }
  }

  deleteSecret({ namespace, name }: Pick<PullSecret, "namespace" | "name">): void {
    const home = this.#namespaces.get(namespace);
    home?.secrets.delete(name);
    home?.unused.delete(name);
    this.#forgetIfEmpty(namespace);
  }

  /** @param namespace undefined: all that nothing else has been said of */
  setKnown(namespace: string | undefined, known: boolean): void {
    this.#known.set(namespace, known);
  }

  /**
   * Pull secrets that nothing refers to, where that is known; each once.
   *
   * @param isJudged whether anything is to be said of a namespace
   */
  *unused(
    isJudged: (namespace: string) => boolean,
  ): Generator<{ readonly namespace: string; readonly name: string }> {
    // What goes and comes back while this is consumed is not met a second time.
    for (const [namespace, { unused, users }] of [...this.#namespaces]) {
      if (
        unused.size === 0 ||
        users.has(FURTHER_SECRETS) ||
        !this.#isKnown(namespace) ||
        !isJudged(namespace)
      ) {
        continue;
      }
      for (const name of [...unused]) {
        yield { namespace, name };
      }
    }
  }

  #isKnown(namespace: string): boolean {
    return this.#known.get(namespace) ?? this.#known.get(undefined) ?? false;
  }

  #count(namespace: string, secret: string, step: 1 | -1): void {
    const { secrets, users, unused } = this.#namespace(namespace);
    const count = (users.get(secret) ?? 0) + step;
    if (count > 0) {
      users.set(secret, count);
      unused.delete(secret);
    } else {
      users.delete(secret);
      if (secrets.has(secret) && this.#isOwn(`secret ${namespace}/${secret}`)) {
        unused.add(secret);
      }
    }
  }

  #namespace(name: string): NamespaceUse {
    return getOrMake(this.#namespaces, name, () => ({
      secrets: new Set(),
      users: new Map(),
      unused: new Set(),
    }));
  }

  #forgetIfEmpty(name: string): void {
    const home = this.#namespaces.get(name);
    if (home !== undefined && home.secrets.size + home.users.size === 0) {
      this.#namespaces.delete(name);
    }
  }
}

const NONE: readonly string[] = [];

/** The names of all Secrets that pods of some templates use, or that a service account lists. */
export function secretsNamedBy(
  holders: readonly Pick<PodTemplate | ServiceAccount, "pullSecrets" | "otherSecrets">[],
): readonly string[] {
  const [first = { pullSecrets: NONE }, ...rest] = holders;
  // As for most: the list is there already, and is one for all that are equal.
  if (rest.length === 0 && first.otherSecrets === undefined) {
    return first.pullSecrets;
  }
  if (rest.length === 0 && first.otherSecrets !== undefined && first.pullSecrets.length === 0) {
    return first.otherSecrets;
  }
  return holders.flatMap(({ pullSecrets, otherSecrets = NONE }) => [...pullSecrets, ...otherSecrets]);
}
