import { getOrMake } from "../collections/getOrMake.ts";
import { isNew } from "../collections/isNew.ts";
import { sameTexts } from "../collections/sameTexts.ts";
import { MAX_ENTRIES } from "../credentials/dockerConfig.ts";
import { Keyring, type SourcedDockerConfig } from "../credentials/keyring.ts";
import { KeptSecrets, type KnownSecret, type LargeSecretListener } from "./keptSecrets.ts";
import {
  FURTHER_SECRETS,
  type PodTemplate,
  type PullSecret,
  type Readability,
  type SecretName,
  type ServiceAccount,
} from "./model.ts";

/** The pull secrets that pods of one kind use: those they name, or those of their service account. */
export interface PullScope {
  readonly namespace: string;
  /** Undefined where the pods name their own secrets. */
  readonly serviceAccount: string | undefined;
  /** Of the pods; empty where the service account's apply. */
  readonly pullSecrets: readonly string[];
  /** What stands behind it at present. */
  readonly resolution: PullResolution;
}

export interface PullResolution {
  readonly keyring: Keyring;
  readonly invalid: { readonly name: string; readonly error: string } | undefined;
  /** Names that lead to no secret although secrets can be read. */
  readonly missing: readonly string[];
  /** Whether there may be credentials that we cannot see. */
  readonly incomplete: boolean;
}

/**
 * Called when what stands behind a scope has changed.
 *
 * @param renewed nothing has but the content of a secret that could be read before and can be now
 */
export type ScopeListener = (scope: PullScope, renewed: boolean) => void;

const EMPTY_KEYRING = new Keyring([]);

class Scope implements PullScope {
  readonly namespace: string;
  readonly serviceAccount: string | undefined;
  readonly pullSecrets: readonly string[];
  uses = 0;
  readonly #resolve: (scope: Scope) => PullResolution;
  #resolution: PullResolution | undefined;

  constructor(
    { namespace, serviceAccount, pullSecrets }: Omit<PullScope, "resolution">,
    resolve: (scope: Scope) => PullResolution,
  ) {
    this.namespace = namespace;
    this.serviceAccount = serviceAccount;
    this.pullSecrets = pullSecrets;
    this.#resolve = resolve;
  }

  /** Found when it is asked for: many secrets may change before that. */
  get resolution(): PullResolution {
    this.#resolution ??= this.#resolve(this);
    return this.#resolution;
  }

  /** @returns what it was, if anybody had asked */
  outdate(): PullResolution | undefined {
    const before = this.#resolution;
    this.#resolution = undefined;
    return before;
  }
}

interface NamespaceSecrets {
  readonly secrets: KeptSecrets;
  readonly accounts: Map<string, readonly string[]>;
  readonly scopes: Map<string, Scope>;
}

/** Knows Secrets and ServiceAccounts, and what follows from them for the pods of each namespace. */
export class PullScopes {
  readonly #namespaces = new Map<string, NamespaceSecrets>();
  readonly #readability = new Map<string, Readability>();
  readonly #changed: ScopeListener;
  readonly #tooLarge: LargeSecretListener;

  constructor(changed: ScopeListener, tooLarge: LargeSecretListener) {
    this.#changed = changed;
    this.#tooLarge = tooLarge;
  }

  /** The scope of a pod template, for one more user; each call is to be matched by one of `release`. */
  acquire(namespace: string, template: Pick<PodTemplate, "serviceAccount" | "pullSecrets">): PullScope {
    const { scopes } = this.#namespace(namespace);
    const key = scopeKey(template);
    let scope = scopes.get(key);
    if (scope === undefined) {
      const { pullSecrets, serviceAccount } = template;
      const own = pullSecrets.length > 0;
      const base = { namespace, pullSecrets, serviceAccount: own ? undefined : serviceAccount };
      scope = new Scope(base, (asked) => this.#resolve(asked));
      scopes.set(key, scope);
    }
    scope.uses++;
    return scope;
  }

  release(scope: PullScope): void {
    const entry = scope as Scope;
    if (--entry.uses > 0) {
      return;
    }
    const home = this.#namespaces.get(entry.namespace);
    home?.scopes.delete(
      scopeKey({ pullSecrets: entry.pullSecrets, serviceAccount: entry.serviceAccount ?? "" }),
    );
    this.#forgetIfEmpty(entry.namespace);
  }

  upsertSecret(secret: PullSecret): void {
    const { namespace, name } = secret;
    const { secrets } = this.#namespace(namespace);
    const before = secrets.get(name);
    secrets.upsert(secret);
    const now = secrets.get(name)!;
    if (before === undefined || !isEqual(before, now)) {
      this.#secretChanged(namespace, name, now.kind === "config" && before?.kind === "config");
    }
  }

  /**
   * A secret that is made again with another type may be told of before the end of the one that it was.
   *
   * @returns whether there is none of the name any more
   */
  deleteSecret(secret: SecretName): boolean {
    const { namespace, name } = secret;
    const secrets = this.#namespaces.get(namespace)?.secrets;
    const before = secrets?.get(name);
    if (secrets?.delete(secret) !== true) {
      return before === undefined;
    }
    const now = secrets.get(name);
    if (now !== before) {
      this.#secretChanged(namespace, name, false);
    }
    this.#forgetIfEmpty(namespace);
    return now === undefined;
  }

  /** Those for which their namespace had no room, and has now. */
  *secretsToReadAgain(): Generator<SecretName> {
    for (const [namespace, { secrets }] of this.#namespaces) {
      for (const secret of secrets.toReadAgain()) {
        yield { namespace, ...secret };
      }
    }
  }

  upsertServiceAccount({ namespace, name, pullSecrets }: ServiceAccount): void {
    const { accounts } = this.#namespace(namespace);
    const known = accounts.get(name);
    if (known !== undefined && sameTexts(known, pullSecrets)) {
      return;
    }
    accounts.set(name, pullSecrets);
    this.#refresh(namespace, (scope) => scope.serviceAccount === name);
  }

  deleteServiceAccount({ namespace, name }: Pick<ServiceAccount, "namespace" | "name">): void {
    if (this.#namespaces.get(namespace)?.accounts.delete(name) !== true) {
      return;
    }
    this.#refresh(namespace, (scope) => scope.serviceAccount === name);
    this.#forgetIfEmpty(namespace);
  }

  /** @param namespace undefined: all that nothing else has been said of */
  setReadability(
    resource: "secrets" | "serviceaccounts",
    namespace: string | undefined,
    to: Readability,
  ): void {
    const key = readabilityKey(resource, namespace);
    if (this.#readability.get(key) === to) {
      return;
    }
    this.#readability.set(key, to);
    for (const name of namespace === undefined ? this.#namespaces.keys() : [namespace]) {
      this.#refresh(name, () => true);
    }
  }

  /**
   * Pull secrets that workloads name and that do not parse, or do not exist; each once.
   *
   * @param most how many of each kind in each namespace: a pod may name any number of Secrets that do not exist
   */
  *problems(most = Number.POSITIVE_INFINITY): Generator<{
    readonly kind: "invalid" | "missing";
    readonly namespace: string;
    readonly name: string;
  }> {
    for (const [namespace, { scopes }] of this.#namespaces) {
      const seen = { missing: new Set<string>(), invalid: new Set<string>() };
      for (const { resolution } of scopes.values()) {
        const { invalid, missing } = resolution;
        for (const [kind, names] of [
          ["missing", missing],
          ["invalid", invalid === undefined ? [] : [invalid.name]],
        ] as const) {
          for (const name of names) {
            if (seen[kind].size >= most) {
              break;
            }
            if (isNew(seen[kind], name)) {
              yield { kind, namespace, name };
            }
          }
        }
      }
    }
  }

  #namespace(name: string): NamespaceSecrets {
    return getOrMake(this.#namespaces, name, () => ({
      secrets: new KeptSecrets(this.#tooLarge),
      accounts: new Map(),
      scopes: new Map(),
    }));
  }

  #forgetIfEmpty(name: string): void {
    const home = this.#namespaces.get(name);
    if (home !== undefined && home.secrets.size + home.accounts.size + home.scopes.size === 0) {
      this.#namespaces.delete(name);
    }
  }

  #secretChanged(namespace: string, name: string, renewed: boolean): void {
    this.#refresh(namespace, (scope) => this.#secretNames(scope)?.includes(name) ?? false, renewed);
  }

  #refresh(namespace: string, concerned: (scope: Scope) => boolean, renewed = false): void {
    for (const scope of this.#namespaces.get(namespace)?.scopes.values() ?? []) {
      if (!concerned(scope)) {
        continue;
      }
      const before = scope.outdate();
      // Where there are no names, it is soon found whether there still are none.
      if ((before !== NONE && before !== UNKNOWN) || scope.resolution !== before) {
        this.#changed(scope, renewed);
      }
    }
  }

  #isReadable(resource: "secrets" | "serviceaccounts", namespace: string): boolean {
    const own = this.#readability.get(readabilityKey(resource, namespace));
    return (own ?? this.#readability.get(readabilityKey(resource, undefined))) === "readable";
  }

  /** Undefined where they depend on a service account that we cannot see. */
  #secretNames(scope: Omit<PullScope, "resolution">): readonly string[] | undefined {
    if (scope.serviceAccount === undefined) {
      return scope.pullSecrets;
    }
    const known = this.#namespaces.get(scope.namespace)?.accounts.get(scope.serviceAccount);
    return known ?? (this.#isReadable("serviceaccounts", scope.namespace) ? [] : undefined);
  }

  #resolve(scope: Omit<PullScope, "resolution">): PullResolution {
    const names = this.#secretNames(scope);
    if (names === undefined) {
      return UNKNOWN;
    }
    if (names.length === 0) {
      return NONE;
    }
    const secrets = this.#namespaces.get(scope.namespace)?.secrets;
    const readable = this.#isReadable("secrets", scope.namespace);
    const configs: SourcedDockerConfig[] = [];
    const missing: string[] = [];
    let invalid: PullResolution["invalid"];
    let unseen = false;
    let entries = 0;
    // A name may stand there twice.
    for (const name of new Set(names)) {
      if (name === FURTHER_SECRETS) {
        unseen = true;
        continue;
      }
      const secret = secrets?.get(name);
      if (secret === undefined) {
        missing.push(name);
      } else if (secret.kind === "invalid") {
        invalid ??= { name, error: secret.error };
      } else if (secret.kind === "unseen" || entries + secret.config.entries.length > MAX_ENTRIES) {
        unseen = true;
      } else {
        entries += secret.config.entries.length;
        configs.push(secret.config);
      }
    }
    return {
      keyring: configs.length === 0 ? EMPTY_KEYRING : new Keyring(configs),
      invalid,
      missing: readable ? missing : [],
      incomplete: !readable || unseen,
    };
  }
}

function isEqual(a: KnownSecret, b: KnownSecret): boolean {
  if (a.kind === "config" && b.kind === "config") {
    const entries = b.config.entries;
    return (
      a.config.entries.length === entries.length &&
      a.config.entries.every(
        ({ key, credential }, index) =>
          key === entries[index]!.key && credential.id === entries[index]!.credential.id,
      )
    );
  }
  return a.kind === "invalid" && b.kind === "invalid" ? a.error === b.error : a.kind === b.kind;
}

const NONE: PullResolution = { keyring: EMPTY_KEYRING, invalid: undefined, missing: [], incomplete: false };
const UNKNOWN: PullResolution = { ...NONE, incomplete: true };

/** Nobody checks the names: they may hold any character. */
function scopeKey({
  pullSecrets,
  serviceAccount,
}: Pick<PodTemplate, "serviceAccount" | "pullSecrets">): string {
  return JSON.stringify(pullSecrets.length > 0 ? pullSecrets : serviceAccount);
}

function readabilityKey(resource: string, namespace: string | undefined): string {
  return `${resource} ${namespace ?? ""}`;
}
