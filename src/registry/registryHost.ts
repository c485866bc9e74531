import { BoundedMap } from "../collections/boundedMap.ts";
import type { Endpoint, EndpointAccess } from "../image/endpoint.ts";
import { isLoopbackName } from "../network/hostname.ts";
import type { Clock } from "../time/clock.ts";
import type { AuthenticationPlan } from "./authenticationPlan.ts";
import type { Origin } from "./connections.ts";
import type { HostSettings, HostSettingsLookup } from "./hostSettings.ts";
import { readRegistryAddress } from "./registryAddress.ts";
import { ToldSecrets } from "./toldSecrets.ts";

/** Where a request may go, and under which name it is counted. */
export interface Destination {
  /** The host[:port] that metrics know. */
  readonly name: string;
  /** What budgets and circuit breakers go by. */
  readonly budget: string;
  /** Without brackets and port. */
  readonly hostname: string;
  /** Whether it is at another host than the name of its budget: that it cannot be reached says nothing of that one. */
  readonly isAlias?: boolean;
  /** What it got lately, or its token service did. */
  readonly told: ToldSecrets;
  /** At least one, in the order to try: the next one only where no connection to the one before can be made. */
  origins(): readonly Origin[];
  /** Told which origin answered, or that none did. */
  settled(answered: Origin | undefined): void;
}

/** A registry and what was learnt of it; forgotten with the process. */
export interface RegistryHost extends Destination {
  /** How the registry last asked to be authenticated. */
  plan: AuthenticationPlan | undefined;
  /** How it wants to be as its root says, undefined for not at all, and until when that counts, by the monotonic clock. */
  pinged: { readonly plan: AuthenticationPlan | undefined; readonly until: number } | undefined;
  /** What holds for it. */
  readonly settings: HostSettings;
}

/** How long it is remembered that a registry speaks HTTP or HTTPS where both are allowed, in milliseconds. */
const REMEMBER_SCHEME_MS = 10 * 60_000;
/** In which all that is asked is asked once, in milliseconds: who was not asked for so long is spoken to in that way no more. */
const RECENT_MS = 15 * 60_000;
/** More registries than a cluster uses; past it, what was learnt of the one unused for longest is learnt anew. */
const MAX_HOSTS = 10_000;

/** Finds registries by where endpoints say they are. */
export interface RegistryHosts {
  /** Undefined where the name is no host. */
  find(endpoint: Pick<Endpoint, "registry" | "access">): RegistryHost | undefined;
  /**
   * Every way in which the registry of a budget is spoken to, as of the last minutes: what nodes' files say of it may change with
   * each token in them. At least the usual one where that is a host.
   */
  ofBudget(budget: string): readonly RegistryHost[];
}

/**
 * Which schemes are tried: `plainHttp` means HTTP only; `allowPlainHttp` means HTTPS first, then HTTP. The machine itself
 * (`localhost`, `127.0.0.0/8`, `[::1]`) is asked by HTTPS, whatever its certificate, then by HTTP: containerd and Docker
 * speak HTTP to registries there without being told. What an endpoint says of itself comes before all that.
 */
export function createRegistryHosts({
  settings,
  clock,
}: {
  settings: HostSettingsLookup;
  clock: Clock;
}): RegistryHosts {
  const hosts = new BoundedMap<string, { readonly host: RegistryHost; askedMs: number }>(MAX_HOSTS);

  const create = (registry: string, access: EndpointAccess | undefined): RegistryHost | undefined => {
    const address = readRegistryAddress(registry, access);
    if (address === undefined) {
      return undefined;
    }
    const own = settingsFor(settings.settingsOf(registry), access, isLoopbackName(address.hostname));
    const https: Origin = { url: address.https, settings: own, allowLoopback: true };
    const http: Origin = { url: address.http, settings: own, allowLoopback: true };
    const scheme =
      access?.scheme ??
      (own.plainHttp ? "http" : own.allowPlainHttp || isLoopbackName(address.hostname) ? "either" : "https");
    const all = scheme === "http" ? [http] : scheme === "https" ? [https] : [https, http];
    let remembered: { readonly origins: readonly Origin[]; readonly until: number } | undefined;
    const budget = settings.budgetOf(registry);
    return {
      name: registry,
      budget,
      hostname: address.hostname,
      isAlias: readRegistryAddress(budget)?.hostname !== address.hostname,
      told: new ToldSecrets(),
      settings: own,
      plan: undefined,
      pinged: undefined,
      origins() {
        return remembered !== undefined && clock.monotonic() < remembered.until ? remembered.origins : all;
      },
      settled(answered) {
        if (all.length === 1) {
          return;
        }
        // Once it fails, both are tried again: the registry may have been given a certificate meanwhile.
        if (answered === undefined) {
          remembered = undefined;
        } else if (remembered?.origins[0] !== answered || clock.monotonic() >= remembered.until) {
          remembered = { origins: [answered], until: clock.monotonic() + REMEMBER_SCHEME_MS };
        }
      },
    };
  };

  const find: RegistryHosts["find"] = ({ registry, access }) => {
    const key = access === undefined ? registry : `${registry} ${access.id}`;
    const known = hosts.get(key);
    const host = known?.host ?? create(registry, access);
    if (host === undefined) {
      return undefined;
    }
    const askedMs = clock.monotonic();
    // While there are few, none goes, whoever was asked last: each check would move one.
    if (known === undefined || hosts.size > MAX_HOSTS / 2) {
      hosts.set(key, { host, askedMs });
    } else {
      known.askedMs = askedMs;
    }
    return host;
  };

  return {
    find,
    ofBudget(budget) {
      const sinceMs = clock.monotonic() - RECENT_MS;
      const known = [...hosts.values()].filter(
        ({ host, askedMs }) => host.budget === budget && askedMs >= sinceMs,
      );
      return known.length > 0 ? known.map(({ host }) => host) : [find({ registry: budget }) ?? []].flat();
    },
  };
}

function settingsFor(
  settings: HostSettings,
  access: EndpointAccess | undefined,
  isLoopback: boolean,
): HostSettings {
  if (access === undefined) {
    // Nodes do not look at certificates of the machine itself.
    return isLoopback ? { ...settings, insecureSkipVerify: true } : settings;
  }
  const isItself = access.scheme === undefined && isLoopback;
  const { skipVerify = isItself || settings.insecureSkipVerify, tls, dialTimeoutMs } = access;
  return {
    ...settings,
    access: access.id,
    insecureSkipVerify: skipVerify,
    ...(tls === undefined ? {} : { tls }),
    ...(dialTimeoutMs === undefined ? {} : { dialTimeoutMs }),
  };
}
