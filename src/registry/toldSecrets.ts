import type { Credential } from "../credentials/credential.ts";

/** As many as one who repeats them is watched for: each costs a look at whatever it says. */
const MAX_REMEMBERED = 8;

/**
 * The secrets that somebody got lately, who may repeat them to anybody: of many credentials the last. They are kept as long as
 * something else keeps them: a long one is not there once for each who got it, and one that is gone not for good.
 */
export class ToldSecrets implements Iterable<string> {
  readonly #credentials = new Map<string, WeakRef<Credential>>();

  add(credential: Credential): void {
    const { id } = credential;
    const known = this.#credentials.get(id);
    this.#credentials.delete(id);
    this.#credentials.set(id, known?.deref() === credential ? known : new WeakRef(credential));
    for (const oldest of this.#credentials.keys()) {
      if (this.#credentials.size <= MAX_REMEMBERED) {
        break;
      }
      this.#credentials.delete(oldest);
    }
  }

  *[Symbol.iterator](): Iterator<string> {
    for (const known of this.#credentials.values()) {
      const { password = "", identityToken = "" } = known.deref() ?? {};
      yield* [password, identityToken].filter((secret) => secret !== "");
    }
  }
}
