import { BoundedMap } from "../../collections/boundedMap.ts";
import { getOrMake } from "../../collections/getOrMake.ts";
import { isNew } from "../../collections/isNew.ts";
import type { Logger } from "../../log/logger.ts";
import { redactText } from "../../log/redactText.ts";
import { backOffMs } from "../../time/backOff.ts";
import type { Clock } from "../../time/clock.ts";
import { TokenBucket } from "../../time/tokenBucket.ts";
import { unlessAborted } from "../../time/unlessAborted.ts";
import { makeCredential } from "../credential.ts";
import type { NodeCredentialSource } from "../nodeCredentials.ts";
import type { CloudCall } from "./cloudCall.ts";
import { CLOUDS, type Cloud } from "./clouds.ts";
import type { Environment } from "./environment.ts";
import { type CloudToken, RenewedToken } from "./renewedToken.ts";

export interface CloudCredentialsOptions {
  /** `auto`: only where an identity is found. */
  readonly mode: "auto" | "on";
  readonly environment: Environment;
  readonly call: CloudCall;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly log: Logger;
  /** Told once, with 0, when there is an identity, and of every token that could not be had. */
  readonly onErrors: (provider: string, errors: number) => void;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
}

/** How one cloud hands out tokens of its registries. */
export interface CloudIdentity<Host> {
  readonly cloud: Cloud;
  /** Its name, for people: `AWS`. */
  readonly name: string;
  /** @returns undefined where a registry is none of theirs */
  readonly readHost: (registry: string) => Host | undefined;
  /** What one token opens, for people, equal where it is the same: `Amazon ECR in eu-west-1`. */
  readonly describe: (host: Host) => string;
  /**
   * Whether there is an identity at all; asked, in the mode `auto`, for the first registry, and from time to time until there is
   * one: a metadata service may be late. Rejects only with `signal.reason`.
   */
  readonly isThere: (host: Host, options: { signal: AbortSignal }) => Promise<boolean>;
  /** What of a registry that answer depends on; nothing without it. */
  readonly askedFor?: (host: Host) => string;
  /** Loads what gets tokens; called once, when the first is needed. */
  readonly load: () => Promise<{
    /** @throws Error, or `signal.reason` */
    fetch(host: Host, options: { signal: AbortSignal }): Promise<CloudToken>;
  }>;
  /** Whether nodes try an image as strangers, too, when their identity is refused. */
  readonly strangersToo?: boolean;
}

/** More than any cluster uses. */
const MAX_TOKENS = 2_048;
/** Whoever names images must not make us ask without end: how many of a namespace's may be asked for the first time. */
const FIRST_TIMES = { intervalMs: 200, burst: 256 };
/** More namespaces than a cluster has. */
const MAX_NAMESPACES = 10_000;
/** A token that no check has asked for so long belongs to no image any more. */
const UNUSED_MS = 60 * 60_000;
/** How soon, and how seldom, an identity is looked for again where none was found, in milliseconds. */
const LOOK_AGAIN = { baseMs: 10_000, capMs: 10 * 60_000 };
const NOBODY = makeCredential({ username: "", password: "" });

/**
 * What an identity at a cloud opens at its registries. Nothing is loaded and nobody is asked before the first image of
 * theirs is looked for.
 */
export function createCloudCredentials<Host extends object>(
  { cloud, name, readHost, describe, isThere, askedFor, load, strangersToo }: CloudIdentity<Host>,
  options: CloudCredentialsOptions,
): NodeCredentialSource {
  const { mode, clock, random, signal, log, onErrors } = options;
  const tokens = new Map<string, { readonly token: RenewedToken; usedMs: number }>();
  const firstTimes = new BoundedMap<string, TokenBucket>(MAX_NAMESPACES);
  const identities = new Map<string, Identity>();
  const said = new Set<boolean>();
  let client: ReturnType<typeof load> | undefined;

  const find = async (host: Host): Promise<boolean> => {
    const found = mode === "on" || (await isThere(host, { signal }));
    if (isNew(said, found)) {
      const { registries } = CLOUDS[cloud];
      if (found) {
        onErrors(cloud, 0);
        log.info({}, `images of ${registries} are looked at with the exporter's identity at ${name}`);
      } else {
        log.info({}, `no identity at ${name} was found for images of ${registries}: it is looked for again`);
      }
    }
    return found;
  };
  const hasIdentity = (host: Host): Promise<boolean> => {
    const identity = getOrMake(identities, askedFor?.(host) ?? "", () => new Identity());
    if (identity.isThere === undefined || clock.monotonic() >= identity.lookMs) {
      identity.lookMs = Number.POSITIVE_INFINITY;
      identity.isThere = find(host).then((found) => {
        if (!found) {
          identity.lookMs = clock.monotonic() + backOffMs(identity.misses++, { ...LOOK_AGAIN, random });
        }
        return found;
      });
    }
    return identity.isThere;
  };
  const makeToken = (host: Host, what: string) => {
    let isSaid = false;
    return new RenewedToken({
      ...options,
      fetch: async ({ signal }) => {
        client ??= load();
        return await (await client).fetch(host, { signal });
      },
      onFailure(error, hasToken) {
        onErrors(cloud, 1);
        // A made-up registry fails for as long as it is named.
        log[isSaid && !hasToken ? "debug" : "error"](
          { error: redactText(error) },
          `cannot get a token of ${what}`,
        );
        isSaid = !hasToken;
      },
    });
  };
  /** In the order of their use. @returns why there is no place for it, where there is none */
  const tokenOf = (host: Host, what: string, by: string): RenewedToken | string => {
    const usedMs = clock.monotonic();
    const known = tokens.get(what);
    if (known === undefined) {
      const bucket = getOrMake(firstTimes, by, () => new TokenBucket(() => FIRST_TIMES, clock));
      if (bucket.waitMs() > 0) {
        return "too many registries are asked for the first time; it is tried again";
      }
      if (tokens.size >= MAX_TOKENS && !makeRoom(usedMs)) {
        return `more than ${MAX_TOKENS} are in use`;
      }
      bucket.take();
    }
    tokens.delete(what);
    const token = known?.token ?? makeToken(host, what);
    tokens.set(what, { token, usedMs });
    return token;
  };
  /** Of the one that has been unused for longest among those that have no token, or of one unused for long. */
  const makeRoom = (nowMs: number): boolean => {
    for (const [what, { token, usedMs }] of tokens) {
      if (!token.isThere || usedMs + UNUSED_MS <= nowMs) {
        return tokens.delete(what);
      }
    }
    return false;
  };

  return {
    describe(repositoryName) {
      const host = readHost(registryOf(repositoryName));
      const condition = mode === "on" ? "" : ", if one is found";
      return host && `${describe(host)} with an identity at ${name}${condition}`;
    },
    async find(repositoryName, { signal, by = "" }) {
      const registry = registryOf(repositoryName);
      const host = readHost(registry);
      if (host === undefined) {
        return undefined;
      }
      const isFound: boolean = await unlessAborted(hasIdentity(host), signal);
      if (!isFound) {
        return undefined;
      }
      const what = describe(host);
      const token = tokenOf(host, what, by);
      const result = typeof token === "string" ? { error: token } : await unlessAborted(token.get(), signal);
      if ("error" in result) {
        // Strangers are let in to public registries.
        const unknown = `cannot get a token of ${what}: ${redactText(result.error)}`;
        return CLOUDS[cloud].owns(registry) ? { credentials: [], unknown } : undefined;
      }
      const source = `the exporter's identity at ${name}, ${what}`;
      const given = strangersToo === true ? [result.credential, NOBODY] : [result.credential];
      return {
        credentials: given.map((credential) => ({ credential, source, key: registry })),
        unknown: undefined,
      };
    },
  };
}

/** Whether there is one, as far as is known. */
class Identity {
  isThere: Promise<boolean> | undefined;
  misses = 0;
  /** When it is looked for again, where none was found and that is not being done; monotonic. */
  lookMs = 0;
}

function registryOf(repositoryName: string): string {
  return repositoryName.slice(0, repositoryName.indexOf("/"));
}
