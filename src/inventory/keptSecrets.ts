import { getOrMake } from "../collections/getOrMake.ts";
import type { ParsedDockerConfig } from "../credentials/dockerConfig.ts";
import type { SourcedDockerConfig } from "../credentials/keyring.ts";
import { parsePullSecret } from "../credentials/pullSecret.ts";
import type { PullSecret, SecretName } from "./model.ts";

/** What a secret is to those who name it. */
export type KnownSecret =
  | { readonly kind: "config"; readonly config: SourcedDockerConfig; readonly weight: number }
  | { readonly kind: "invalid"; readonly error: string }
  /** Nobody has looked, it is too large, or there is no room for it: then with what it weighs. */
  | { readonly kind: "unseen"; readonly weight?: number };

/** Told of a Secret that is not used, though nodes may, and why. */
export type LargeSecretListener = (secret: Pick<PullSecret, "namespace" | "name">, why: string) => void;

/** What the secrets of one namespace may weigh together: about bytes of memory. Its neighbours have their own. */
const MAX_WEIGHT = 8 * 1024 * 1024;
/** Of an entry, and of a secret, besides its texts. */
const FIXED_WEIGHT = 512;

const UNSEEN: KnownSecret = { kind: "unseen" };

/** The pull secrets of one namespace, as many as there is room for. */
export class KeptSecrets {
  /** By name, and by type: the one that was told last counts. */
  readonly #secrets = new Map<string, Map<PullSecret["type"], KnownSecret>>();
  readonly #tooLarge: LargeSecretListener;
  #weight = 0;

  constructor(tooLarge: LargeSecretListener) {
    this.#tooLarge = tooLarge;
  }

  /** How many names there are. */
  get size(): number {
    return this.#secrets.size;
  }

  get(name: string): KnownSecret | undefined {
    const ofName = this.#secrets.get(name);
    return ofName && [...ofName.values()].at(-1);
  }

  upsert(secret: PullSecret): void {
    const { name, type } = secret;
    const ofName = getOrMake(this.#secrets, name, () => new Map());
    const known = ofName.get(type);
    this.#weight -= weightOf(known);
    const now = this.#read(secret, known);
    this.#weight += weightOf(now);
    // The last is the one that counts.
    ofName.delete(type);
    ofName.set(type, now);
  }

  /** @returns whether it was there */
  delete({ name, type }: Omit<SecretName, "namespace">): boolean {
    const ofName = this.#secrets.get(name);
    const known = ofName?.get(type);
    if (ofName === undefined || known === undefined) {
      return false;
    }
    ofName.delete(type);
    this.#weight -= weightOf(known);
    if (ofName.size === 0) {
      this.#secrets.delete(name);
    }
    return true;
  }

  /** Those for which there was no room, and is now. */
  *toReadAgain(): Generator<Omit<SecretName, "namespace">> {
    let room = MAX_WEIGHT - this.#weight;
    for (const [name, ofName] of this.#secrets) {
      for (const [type, known] of ofName) {
        const weight = known.kind === "unseen" ? known.weight : undefined;
        if (weight !== undefined && weight <= room) {
          room -= weight;
          yield { name, type };
        }
      }
    }
  }

  #read(secret: PullSecret, known: KnownSecret | undefined): KnownSecret {
    if (secret.unseen === true) {
      return UNSEEN;
    }
    const { namespace, name } = secret;
    const parsed = parsePullSecret(secret);
    if (!parsed.ok && parsed.tooLarge !== true) {
      return { kind: "invalid", error: parsed.error };
    }
    const weight = parsed.ok ? weigh(parsed) : 0;
    if (parsed.ok && this.#weight + weight <= MAX_WEIGHT) {
      const config = { source: `secret ${namespace}/${name}`, entries: parsed.entries };
      return { kind: "config", config, weight };
    }
    if (known?.kind !== "unseen") {
      const why = parsed.ok
        ? `with the others of its namespace it takes more than ${MAX_WEIGHT / 1024 / 1024} MiB`
        : parsed.error;
      this.#tooLarge({ namespace, name }, why);
    }
    return parsed.ok ? { kind: "unseen", weight } : UNSEEN;
  }
}

function weightOf(secret: KnownSecret | undefined): number {
  return secret?.kind === "config" ? secret.weight : 0;
}

function weigh({ entries }: ParsedDockerConfig & { ok: true }): number {
  const texts = entries.map(
    ({ key, credential: { username, password } }) => key.length + username.length + password.length,
  );
  return texts.reduce((sum, length) => sum + length + FIXED_WEIGHT, FIXED_WEIGHT);
}
