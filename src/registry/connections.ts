import { buildConnector, type Dispatcher, Pool, ProxyAgent } from "undici";
import { bareHostname } from "../network/hostname.ts";
import type { ProxyEnvironment } from "../network/proxyEnvironment.ts";
import { type AddressGuard, AddressRefusedError, isMetadataName } from "./addressGuard.ts";
import { guardedLookup, type ResolveAll } from "./guardedLookup.ts";
import type { HostSettings } from "./hostSettings.ts";
import { OpeningSockets } from "./openingSockets.ts";
import { ReadingTurns } from "./readingTurns.ts";
import { checkServerIdentity } from "./serverIdentity.ts";
import { MAX_HEAD_BYTES } from "./sieveSocket.ts";
import { sievingClient } from "./sievingClient.ts";
import type { TrustStore } from "./trustStore.ts";

/** Scheme, host and port of a server, and how to talk to it. */
export interface Origin {
  /** `https://registry.example.com:5000`. */
  readonly url: string;
  readonly settings: HostSettings;
  /** Whether the machine itself may be what the host resolves to. */
  readonly allowLoopback: boolean;
}

/** The connections to one origin. */
export interface Connection {
  readonly dispatcher: Dispatcher;
  /** Makes a connection outside of these; undefined where a proxy is in between. */
  readonly connect: buildConnector.connector | undefined;
  /** Requests under way. */
  live: number;
  /** Whether one of them was answered: a later one may then find its connection closed in the meantime. */
  used: boolean;
}

/** Keeps connections, an undici pool for each origin. */
export interface Connections {
  /** Whether there are so many that none is to be kept for later. */
  readonly many: boolean;
  /** Borrows the connections to an origin; give them back with {@link release}. */
  acquire(origin: Origin): Connection | AddressRefusedError;
  release(origin: Origin, connection: Connection): void;
  /** Makes the next request start with new connections, as these hang; they end with their last request. */
  retire(origin: Origin, connection: Connection): void;
  close(): Promise<void>;
}

/** Idle connections live longer than the pause between two rounds of checks, and shorter than most servers' patience. */
const KEEP_ALIVE_MS = 30_000;
const FEW_SOCKETS = 256;
/** Past this number of origins, those without a request under way are closed. */
const MAX_IDLE_ORIGINS = 256;
/** Past this number of connections, those of origins without a request under way are closed: each takes some 80 KB. */
const MANY_SOCKETS = 500;
/** Ours is the deadline that decides; undici's only ends attempts that nobody waits for any more. */
const CONNECT_TIMEOUT_SLACK_MS = 1_000;

export function createConnections({
  guard,
  trust,
  proxies,
  resolve,
  maxSockets = Number.POSITIVE_INFINITY,
}: {
  guard: AddressGuard;
  trust: TrustStore;
  proxies: ProxyEnvironment;
  resolve: ResolveAll;
  /** How many connections there may be, as far as it matters here: where there are few, none is kept. */
  maxSockets?: number;
}): Connections {
  const open = new Map<string, Connection>();
  const retired = new Set<Connection>();
  const opening = new OpeningSockets();
  let sockets = 0;
  const factory = sievingClient(new ReadingTurns(), (socket) => {
    sockets++;
    socket.once("close", () => sockets--);
  });
  const lookups = {
    strict: guardedLookup({ resolve, guard, allowLoopback: false }),
    loose: guardedLookup({ resolve, guard, allowLoopback: true }),
  };
  let revision = trust.revision();

  const create = (origin: Origin): Connection | AddressRefusedError => {
    const url = new URL(origin.url);
    const hostname = bareHostname(url);
    const proxy = proxies.proxyFor(url);
    // Sockets resolve names, not addresses; and behind a proxy only what the name itself tells can be judged.
    const refusal =
      proxy !== undefined && isMetadataName(hostname)
        ? new AddressRefusedError(hostname, hostname, "a metadata service's name")
        : guard.refusal(hostname, hostname, origin.allowLoopback);
    if (refusal !== undefined) {
      return refusal;
    }
    const tls = {
      secureContext: trust.secureContext(origin.settings),
      rejectUnauthorized: !origin.settings.insecureSkipVerify,
      checkServerIdentity,
    };
    const timeout = origin.settings.dialTimeoutMs ?? origin.settings.timeout + CONNECT_TIMEOUT_SLACK_MS;
    const options: Pool.Options = {
      connections: origin.settings.concurrency,
      pipelining: 1,
      // As nodes speak to registries.
      allowH2: false,
      keepAliveTimeout: maxSockets < FEW_SOCKETS ? 1 : KEEP_ALIVE_MS,
      keepAliveMaxTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: MAX_HEAD_BYTES,
      // One deadline covers the whole request; see HttpExchange.
      headersTimeout: 0,
      bodyTimeout: 0,
    };
    const connect =
      proxy === undefined
        ? opening.track(
            buildConnector({
              ...tls,
              allowH2: false,
              timeout,
              // One address after the other: a handshake may take long, and no address may take all the time there is.
              autoSelectFamilyAttemptTimeout: timeout / 2,
              lookup: origin.allowLoopback ? lookups.loose : lookups.strict,
            }),
          )
        : undefined;
    const dispatcher =
      proxy === undefined
        ? new Pool(origin.url, {
            ...options,
            ...(connect === undefined ? {} : { connect }),
            factory,
          })
        : new ProxyAgent({
            ...options,
            uri: proxy.href,
            connectTimeout: timeout,
            requestTls: tls,
            // Without a tunnel the pool is one of the proxy, for which undici has no options but how to connect.
            factory: (to, own) => new Pool(to, { ...options, ...own, factory }),
          });
    return { dispatcher, connect, live: 0, used: false };
  };

  const destroyIfUnused = (connection: Connection) => {
    if (connection.live === 0 && retired.delete(connection)) {
      void connection.dispatcher.destroy();
    }
  };

  const drop = (key: string, connection: Connection) => {
    if (open.get(key) === connection) {
      open.delete(key);
      retired.add(connection);
      destroyIfUnused(connection);
    }
  };

  const dropIdle = () => {
    for (const [key, connection] of open) {
      if (connection.live === 0) {
        drop(key, connection);
      }
    }
  };

  return {
    get many() {
      return sockets > MANY_SOCKETS;
    },
    acquire(origin) {
      if (trust.revision() !== revision) {
        revision = trust.revision();
        for (const [key, connection] of open) {
          drop(key, connection);
        }
      }
      const key = keyOf(origin);
      let connection = open.get(key);
      if (connection === undefined) {
        const created = create(origin);
        if (created instanceof AddressRefusedError) {
          return created;
        }
        if (open.size >= MAX_IDLE_ORIGINS) {
          dropIdle();
        }
        connection = created;
        open.set(key, connection);
      }
      connection.live += 1;
      return connection;
    },
    release(origin, connection) {
      connection.live -= 1;
      if (connection.live === 0 && sockets > MANY_SOCKETS) {
        drop(keyOf(origin), connection);
      }
      destroyIfUnused(connection);
    },
    retire(origin, connection) {
      drop(keyOf(origin), connection);
    },
    async close() {
      const all = [...open.values(), ...retired];
      open.clear();
      retired.clear();
      const destroyed = Promise.all(all.map(({ dispatcher }) => dispatcher.destroy()));
      opening.destroy();
      await destroyed;
    },
  };
}

// Kept apart by what may be connected to: a token service must not ride on a connection made for a registry.
function keyOf({ url, allowLoopback, settings }: Origin): string {
  const kind = allowLoopback ? url : `${url} strict`;
  return settings.access === undefined && !settings.insecureSkipVerify
    ? kind
    : `${kind} ${settings.access ?? ""} ${settings.insecureSkipVerify}`;
}
