import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { constants, createSecureServer } from "node:http2";
import type { AddressInfo, Server, Socket } from "node:net";
import { type Clock, systemClock } from "../../time/clock.ts";
import { AccessRules, type Verb } from "./accessRules.ts";
import { Database } from "./database.ts";
import { type Kubeconfig, makeKubeconfig } from "./kubeconfig.ts";
import { type ObjectAccess, objectAccess } from "./objectAccess.ts";
import { type Outgoing, type RecordedRequest, requestHandler } from "./requestHandler.ts";
import { BUILT_IN_RESOURCES, type CustomResource, customResource } from "./resource.ts";
import type { Watch } from "./watch.ts";

export interface ApiServerOptions {
  /** Default: a free one. */
  readonly port?: number;
  /** PEM texts; speaks HTTPS (HTTP/2 where the client can) with it, plain HTTP without. `ca` goes to the kubeconfig. */
  readonly tls?: { readonly key: string; readonly cert: string; readonly ca: string };
  /**
   * Lets who sends no token do what the user `demo` may do: kubectl sends none over plain HTTP. Default: false, and
   * such requests are `system:anonymous`, who may do nothing.
   */
  readonly open?: boolean;
  /** Drives time-outs, bookmarks and timestamps. Default: the machine's. */
  readonly clock?: Clock;
  readonly customResources?: readonly CustomResource[];
  /** How many changes of each resource are kept for watches and pages that lag. Default: 10,000. */
  readonly historyLimit?: number;
  /** How often a bookmark is sent to watches that allow them, in milliseconds. Default: one minute. */
  readonly bookmarkIntervalMs?: number;
  /** How long a watch lasts that names no `timeoutSeconds`, in milliseconds. Default: 30 minutes. */
  readonly watchTimeoutMs?: number;
}

/**
 * A Kubernetes API server in memory, on 127.0.0.1. It answers as kube-apiserver 1.35 does to what the exporter and its
 * users ask: `test/demo/apiServerBehaviour.ts` holds for both.
 */
export interface ApiServer extends ObjectAccess {
  readonly url: string;
  /** The latest, which counts the changes so far. */
  readonly resourceVersion: number;
  /** The bearer token of the user `demo`, to whom `forbid` and `allow` apply. */
  readonly token: string;
  /** The token of the user `restricted`, who may do nothing. */
  readonly restrictedToken: string;
  /** Replaces the user's token: the former one gets 401 from now on. */
  setToken(token: string): void;
  /** For the user's current token. */
  kubeconfig(): Kubeconfig;

  /** Serves one more custom resource, as if its definition had just been installed. */
  registerResource(resource: CustomResource): void;
  /** Answers 403 to a verb (`*`: all) on a resource (plural; `*`: all) in a namespace, or everywhere. The last word counts. */
  forbid(verb: Verb | "*", resource: string, namespace?: string): void;
  /** Takes back what was forbidden, for all namespaces and the cluster scope or for one namespace. */
  allow(verb: Verb | "*", resource: string, namespace?: string): void;

  /** Forgets all history: every resourceVersion and continue token given out before the next change is too old. */
  compact(): void;
  /** Breaks the connections of all watches. */
  dropWatches(): void;
  /** Falls silent on all watches that are open, without closing them. */
  stallWatches(): void;
  /** Breaks all connections and stops listening; what is stored stays. Does nothing where it is stopped. */
  stop(): Promise<void>;
  /** Listens on the same port again. Watches have to begin anew, as the real server's cache does. */
  restart(): Promise<void>;

  /** The latest requests, oldest first, at most 10,000. */
  readonly requests: readonly RecordedRequest[];
  /** How many watches are open, of a resource (plural) or in all. */
  openWatches(resource?: string): number;
  /** How many connections were ever accepted. */
  readonly connections: number;
}

const MAX_RECORDED_REQUESTS = 10_000;

/** @throws Error where the port is taken */
export async function startApiServer(options: ApiServerOptions = {}): Promise<ApiServer> {
  const { clock = systemClock, tls } = options;
  const database = new Database(
    [...BUILT_IN_RESOURCES, ...(options.customResources ?? []).map(customResource)],
    options.historyLimit ?? 10_000,
  );
  const rules = new AccessRules();
  const users = { token: randomToken(), restrictedToken: randomToken() };
  const requests: RecordedRequest[] = [];
  const watches = new Map<Watch, { response: Outgoing; resource: string }>();
  const sockets = new Set<Socket>();
  let connections = 0;
  let port = options.port ?? 0;
  let server: Server | undefined;

  const handler = requestHandler({
    database,
    clock,
    rules,
    anonymous: options.open === true ? "demo" : "system:anonymous",
    powerless: new Set(["restricted", "system:anonymous"]),
    userOf: (token) => {
      if (token === users.token) {
        return "demo";
      }
      return token === users.restrictedToken ? "restricted" : undefined;
    },
    watchSettings: {
      clock,
      current: () => database.revision.current,
      bookmarkIntervalMs: options.bookmarkIntervalMs ?? 60_000,
      timeoutMs: options.watchTimeoutMs ?? 30 * 60_000,
    },
    record(request) {
      if (requests.length >= MAX_RECORDED_REQUESTS) {
        requests.shift();
      }
      requests.push(request);
    },
    watchOpened(watch, resource, response) {
      watches.set(watch, { response, resource });
      return () => watches.delete(watch);
    },
  });

  async function listen(): Promise<void> {
    const listener: Server =
      tls !== undefined
        ? createSecureServer({ key: tls.key, cert: tls.cert, allowHTTP1: true }, handler)
        : createServer({ keepAliveTimeout: 60_000 }, handler);
    listener.on("connection", (socket: Socket) => {
      connections += 1;
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      listener.once("error", reject);
      listener.listen(port, "127.0.0.1", resolve);
    });
    port = (listener.address() as AddressInfo).port;
    server = listener;
  }

  await listen();
  const url = `${tls !== undefined ? "https" : "http"}://127.0.0.1:${port}`;
  return {
    ...objectAccess({ database, clock }),
    url,
    get resourceVersion() {
      return database.revision.current;
    },
    get token() {
      return users.token;
    },
    restrictedToken: users.restrictedToken,
    setToken(token) {
      users.token = token;
    },
    kubeconfig() {
      return makeKubeconfig({
        name: "demo",
        url,
        token: users.token,
        ...(tls !== undefined && { ca: tls.ca }),
      });
    },
    registerResource: (resource) => database.register(customResource(resource)),
    forbid: (verb, resource, namespace) => rules.add(false, verb, resource, namespace),
    allow: (verb, resource, namespace) => rules.add(true, verb, resource, namespace),
    compact() {
      for (const table of database.tables()) {
        table.compact();
      }
    },
    dropWatches() {
      for (const { response } of watches.values()) {
        breakOff(response);
      }
    },
    stallWatches() {
      for (const watch of watches.keys()) {
        watch.stall();
      }
    },
    async stop() {
      const listener = server;
      if (listener === undefined) {
        return;
      }
      server = undefined;
      const closed = new Promise((resolve) => listener.close(resolve));
      for (const socket of sockets) {
        socket.destroy();
      }
      await closed;
    },
    async restart() {
      for (const table of database.tables()) {
        table.forgetWatchHistory();
      }
      await listen();
    },
    requests,
    openWatches(resource) {
      if (resource === undefined) {
        return watches.size;
      }
      return [...watches.values()].filter((watch) => watch.resource === resource).length;
    },
    get connections() {
      return connections;
    },
  };
}

/** Ends an answer so that its reader sees an error, not an end. */
function breakOff(response: Outgoing): void {
  if ("stream" in response) {
    response.stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  } else {
    response.destroy();
  }
}

function randomToken(): string {
  return randomBytes(16).toString("hex");
}
