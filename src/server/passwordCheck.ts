import { createHmac, randomBytes } from "node:crypto";
import { BoundedMap } from "../collections/boundedMap.ts";

/** On whose behalf a password is checked. */
export interface Asker {
  /** Clients are served in turn. */
  readonly client: string;
  /** Whether anybody still waits for the answer. */
  isThere(): boolean;
}

/** Compares a password with a bcrypt hash, somewhere else. */
export interface PasswordComparer {
  /** Resolves with undefined where there is too much to do. */
  compare(password: string, hash: string, asker: Asker): Promise<boolean | undefined>;
}

export type PasswordAnswer = "right" | "wrong" | "busy";

/** How many answers are remembered of each kind: a few users with a few mistakes each. */
const REMEMBERED = 256;

/**
 * Tells whether a user has given the right password, and remembers the answer: a scrape must not cost a bcrypt
 * comparison each time. What is remembered is a keyed hash of user and password. Right and wrong ones are remembered
 * apart, so that somebody who tries many does not push out those who know.
 */
export class PasswordCheck {
  readonly #comparer: PasswordComparer;
  readonly #key = randomBytes(32);
  #users: ReadonlyMap<string, string>;
  #hashes: readonly string[];
  #right = new BoundedMap<string, true>(REMEMBERED);
  #wrong = new BoundedMap<string, true>(REMEMBERED);
  #pending = new Map<string, Promise<boolean | undefined>>();

  /** @param users bcrypt hashes by name, at least one */
  constructor(users: ReadonlyMap<string, string>, comparer: PasswordComparer) {
    this.#comparer = comparer;
    this.#users = users;
    this.#hashes = [...users.values()];
  }

  /** Other users from now on: all that is remembered is forgotten. */
  setUsers(users: ReadonlyMap<string, string>): void {
    this.#users = users;
    this.#hashes = [...users.values()];
    this.#right = new BoundedMap(REMEMBERED);
    this.#wrong = new BoundedMap(REMEMBERED);
    this.#pending = new Map();
  }

  /** @throws what the comparer throws */
  async check(user: string, password: string, asker: Asker): Promise<PasswordAnswer> {
    const id = this.#digest(JSON.stringify([user, password])).toString("base64");
    if (this.#right.get(id)) {
      return "right";
    }
    if (this.#wrong.get(id)) {
      return "wrong";
    }
    switch (await (this.#pending.get(id) ?? this.#compare(id, user, password, asker))) {
      case true:
        return "right";
      case false:
        return "wrong";
      default:
        return "busy";
    }
  }

  /** One comparison for all who ask the same meanwhile. */
  async #compare(id: string, user: string, password: string, asker: Asker): Promise<boolean | undefined> {
    const [right, wrong, pending] = [this.#right, this.#wrong, this.#pending];
    const hash = this.#users.get(user);
    const comparison = this.#comparer
      .compare(password, hash ?? this.#hashFor(user), asker)
      .then((matches) => matches && hash !== undefined);
    pending.set(id, comparison);
    try {
      const isRight = await comparison;
      if (isRight !== undefined) {
        (isRight ? right : wrong).set(id, true);
      }
      return isRight;
    } finally {
      pending.delete(id);
    }
  }

  /** A hash to compare an unknown user's password with, always the same: it takes as long as a known user's. */
  #hashFor(user: string): string {
    return this.#hashes[this.#digest(user).readUInt32BE() % this.#hashes.length] ?? "";
  }

  #digest(text: string): Buffer {
    return createHmac("sha256", this.#key).update(text).digest();
  }
}
