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

/** The connections to one origin, as one and the same settings have them made. */
export interface Connection {
  readonly key: string;
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
  release(connection: Connection): void;
  /** Makes the next request start with new connections, as these hang; they end with their last request. */
  retire(connection: Connection): void;
  close(): Promise<void>;
}

/** Idle connections live longer than the pause between two rounds of checks, and shorter than most servers' patience. */
const KEEP_ALIVE_MS = 30_000;
const FEW_SOCKETS = 256;
/** Past this number of origins, those that have been without a request for longest are closed. */
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
  /** Those of them without a request under way, for longest first: the live ones may be thousands. */
  const idle = new Set<Connection>();
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

  const create = (key: string, origin: Origin): Connection | AddressRefusedError => {
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
    return { key, dispatcher, connect, live: 0, used: false };
  };

  const destroyIfUnused = (connection: Connection) => {
    if (connection.live === 0 && retired.delete(connection)) {
      void connection.dispatcher.destroy();
    }
  };

  const drop = (connection: Connection) => {
    idle.delete(connection);
    if (open.get(connection.key) === connection) {
      open.delete(connection.key);
      retired.add(connection);
      destroyIfUnused(connection);
    }
  };

  const dropIdle = () => {
    for (const connection of idle) {
      if (open.size <= MAX_IDLE_ORIGINS) {
        break;
      }
      drop(connection);
    }
  };

  return {
    get many() {
      return sockets > MANY_SOCKETS;
    },
    acquire(origin) {
      if (trust.revision() !== revision) {
        revision = trust.revision();
        for (const connection of open.values()) {
          drop(connection);
        }
      }
      const key = keyOf(origin);
      let connection = open.get(key);
      if (connection === undefined) {
        const created = create(key, origin);
        if (created instanceof AddressRefusedError) {
          return created;
        }
        connection = created;
        open.set(key, connection);
      }
      connection.live += 1;
      idle.delete(connection);
      dropIdle();
      return connection;
    },
    release(connection) {
      connection.live -= 1;
      if (connection.live === 0 && sockets > MANY_SOCKETS) {
        drop(connection);
      } else if (connection.live === 0 && open.get(connection.key) === connection) {
        idle.add(connection);
        dropIdle();
      }
      destroyIfUnused(connection);
    },
    retire: drop,
    async close() {
      const all = [...open.values(), ...retired];
      open.clear();
      idle.clear();
      retired.clear();
      const destroyed = Promise.all(all.map(({ dispatcher }) => dispatcher.destroy()));
      opening.destroy();
      await destroyed;
    },
  };
}

/** Of origins that are kept, the key: each request asks for it. */
const keys = new WeakMap<Origin, string>();

// Kept apart by what may be connected to (a token service must not ride on a connection made for a registry) and by all
// that a pool is made with: any registry may lead to any host, and must neither lend it a trust of its own nor borrow one.
function keyOf(origin: Origin): string {
  let key = keys.get(origin);
  if (key === undefined) {
    const { url, allowLoopback, settings } = origin;
    const { access, caFile, insecureSkipVerify, concurrency, dialTimeoutMs, timeout } = settings;
    // Whose TLS comes from a node's file is told by its access.
    key = JSON.stringify([
      url,
      allowLoopback,
      access,
      caFile,
      insecureSkipVerify,
      concurrency,
      dialTimeoutMs,
      timeout,
    ]);
    keys.set(origin, key);
  }
  return key;
}
