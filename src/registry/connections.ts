import { Places } from "../collections/places.ts";
import { bareHostname } from "../network/hostname.ts";
import type { ProxyEnvironment } from "../network/proxyEnvironment.ts";
import type { Clock } from "../time/clock.ts";
import { type AddressGuard, AddressRefusedError, isMetadataName } from "./addressGuard.ts";
import { guardedLookup, type ResolveAll } from "./guardedLookup.ts";
import type { HostSettings } from "./hostSettings.ts";
import { type OpenSocket, openSecureSocket, openSocket } from "./openSocket.ts";
import { openTunnel } from "./openTunnel.ts";
import { originNames } from "./originNames.ts";
import { ReadingTurns } from "./readingTurns.ts";
import { checkServerIdentity } from "./serverIdentity.ts";
import { SocketPool } from "./socketPool.ts";
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
  /** The origin's name, as requests say it. */
  readonly host: string;
  readonly pool: SocketPool;
  /** Header fields for a proxy that is asked instead of the origin, names and values in turn. */
  readonly forwarded: readonly string[] | undefined;
  /** Requests under way. */
  live: number;
}

/** Keeps connections, a pool for each origin and budget. */
export interface Connections {
  /** Whether there are so many that none is to be kept for later. */
  readonly many: boolean;
  /**
   * Borrows the connections to an origin; give them back with {@link release}.
   *
   * @param by on whose budget it is asked: whoever leads there has connections of its own
   */
  acquire(origin: Origin, by?: string): Connection | AddressRefusedError;
  release(connection: Connection): void;
  close(): void;
}

/** Past this number of origins, those that have been without a request for longest are closed. */
const MAX_IDLE_ORIGINS = 256;
/** Past this number of connections, those of origins without a request under way are closed: each takes some 80 KB. */
const MANY_SOCKETS = 500;

/**
 * How many connections are being made by TLS at a time, those to all servers: who sends 100 KB of certificates, and then nothing, has OpenSSL
 * keep 1.4 MB.
 */
export const MAX_HANDSHAKES = 128;

export function createConnections({
  guard,
  trust,
  proxies,
  resolve,
  clock,
}: {
  guard: AddressGuard;
  trust: TrustStore;
  proxies: ProxyEnvironment;
  resolve: ResolveAll;
  clock: Clock;
}): Connections {
  const open = new Map<string, Connection>();
  /** Those of them without a request under way, for longest first: the live ones may be thousands. */
  const idle = new Set<Connection>();
  const retired = new Set<Connection>();
  const turns = new ReadingTurns();
  const tlsTurns = new ReadingTurns(1);
  const places = new Places(MAX_HANDSHAKES);
  let sockets = 0;
  const lookups = {
    strict: guardedLookup({ resolve, guard, allowLoopback: false, clock }),
    loose: guardedLookup({ resolve, guard, allowLoopback: true, clock }),
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
    const { dialTimeoutMs: timeoutMs, timeout } = origin.settings;
    const isSecure = url.protocol === "https:";
    const tls = () => ({
      secureContext: trust.secureContext(origin.settings),
      rejectUnauthorized: !origin.settings.insecureSkipVerify,
      checkServerIdentity,
    });
    let through: OpenSocket;
    let forwarded: readonly string[] | undefined;
    if (proxy === undefined) {
      through = openSocket(url, {
        lookup: origin.allowLoopback ? lookups.loose : lookups.strict,
        // A handshake may take long, and no address may take all the time there is.
        attemptMs: Math.ceil((timeoutMs ?? timeout) / 2),
        timeoutMs,
        clock,
      });
    } else {
      const fields = proxyFields(proxy);
      through = openSocket(proxy, { timeoutMs, clock });
      if (isSecure) {
        through = openTunnel(through, url, fields);
      } else {
        forwarded = fields;
      }
    }
    const toServer = isSecure
      ? openSecureSocket(url, { tls, through, turns: tlsTurns, timeoutMs, clock })
      : through;
    const pool = new SocketPool(toServer, {
      max: origin.settings.concurrency,
      places: isSecure ? places : undefined,
      turns,
      clock,
      onOpened(socket) {
        sockets++;
        socket.once("close", () => sockets--);
      },
    });
    return { key, host: url.host, pool, forwarded, live: 0 };
  };

  const destroyIfUnused = (connection: Connection) => {
    if (connection.live === 0 && retired.delete(connection)) {
      connection.pool.destroy();
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
    acquire(origin, by = "") {
      if (trust.revision() !== revision) {
        revision = trust.revision();
        for (const connection of open.values()) {
          drop(connection);
        }
      }
      const { key } = originNames(origin, by);
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
    close() {
      const all = [...open.values(), ...retired];
      open.clear();
      idle.clear();
      retired.clear();
      for (const { pool } of all) {
        pool.destroy();
      }
    },
  };
}

/** What a proxy is told besides, names and values in turn. */
function proxyFields({ username, password }: URL): readonly string[] {
  const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
  return username === "" ? [] : ["proxy-authorization", `Basic ${login.toString("base64")}`];
}
