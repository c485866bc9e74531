import { createHash } from "node:crypto";
import type { RequestOptions } from "node:https";
import { KubeConfig, type RequestContext } from "@kubernetes/client-node";
import { Agent, type Dispatcher, Pool, ProxyAgent } from "undici";
import { readRegularFile } from "../files/readRegularFile.ts";
import type { ProxyEnvironment } from "../network/proxyEnvironment.ts";
import { backOffMs } from "../time/backOff.ts";
import type { Clock } from "../time/clock.ts";
import { boundPluginRuns } from "./boundPluginRuns.ts";
import { ServerContact } from "./serverContact.ts";

/** As client-go does: projected tokens are renewed long before they expire. */
const TOKEN_MAX_AGE_MS = 60_000;
const MAX_TOKEN_BYTES = 1024 * 1024;

/** Shorter than the idle time-outs of cloud load balancers; the default of 60 s races with them. */
const KEEP_ALIVE_PROBE_MS = 30_000;

/** How long an exec plugin or auth provider that gave what the server refuses is left alone, in milliseconds. */
const RENEWAL_PAUSE = { baseMs: 1000, capMs: 60_000, random: () => 1 };

/** All it takes to send a request. */
export interface ApiAccess {
  /** Where paths are appended: scheme, host, and the prefix of a proxying server. */
  readonly server: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly dispatcher: Dispatcher;
  /** How many connections have been made by now, and how many of these have ended. */
  connections(): { readonly made: number; readonly ended: number };
}

export interface ClusterClientOptions {
  readonly clock: Clock;
  /** Token file by user name, for users whose token is read from a file. */
  readonly tokenFiles: ReadonlyMap<string, string>;
  /** Whether watches share connections, by HTTP/2: only worth it for many. Default: false. */
  readonly multiplexed?: boolean;
  /** What HTTPS_PROXY and its kin say; left out in a pod, where the API server is next door. */
  readonly proxies?: ProxyEnvironment;
}

/**
 * The cluster and user of a kubeconfig, with connections that are kept: `KubeConfig` itself makes a new pool for every
 * request. A changed CA or client certificate gives new connections; a changed token applies to the next request.
 */
export class ClusterClient extends KubeConfig {
  readonly #clock: Clock;
  readonly #tokenFiles: ReadonlyMap<string, string>;
  readonly #proxies: ProxyEnvironment | undefined;
  readonly #multiplexed: boolean;
  readonly contact = new ServerContact();
  #token: { readonly text: string; readonly readAt: number } | undefined;
  /** Knows the user, and keeps what exec plugins and auth providers gave, for good or until it expires. */
  #authentication: KubeConfig | undefined;
  #renewals = { count: 0, notBefore: Number.NEGATIVE_INFINITY };
  #pool: ({ readonly fingerprint: string } & Connected) | undefined;
  #pending: Promise<ApiAccess> | undefined;

  constructor({ clock, tokenFiles, proxies, multiplexed = false }: ClusterClientOptions) {
    super();
    this.#clock = clock;
    this.#tokenFiles = tokenFiles;
    this.#proxies = proxies;
    this.#multiplexed = multiplexed;
  }

  /** Namespace of the current context, empty where it names none. */
  get contextNamespace(): string {
    return this.getContextObject(this.getCurrentContext())?.namespace ?? "";
  }

  /**
   * What the next request is sent with. Calls that come together share one run of an exec plugin.
   *
   * @throws Error when a token or certificate file cannot be read, or an exec plugin fails
   */
  access(): Promise<ApiAccess> {
    this.#pending ??= this.#makeAccess().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  /**
   * To be called when the server refused an access with 401. Reads the token file again, or runs the exec plugin or auth
   * provider again: once for all that were refused the same access, and with growing pauses while it does not help.
   *
   * @returns another access, where there is one
   * @throws as `access`
   */
  async renewed(refused: ApiAccess): Promise<ApiAccess | undefined> {
    this.#token = undefined;
    const known = await this.access();
    if (isOther(known, refused)) {
      return known;
    }
    const now = this.#clock.monotonic();
    const { count, notBefore } = this.#renewals;
    if (now < notBefore) {
      return undefined;
    }
    const isCalm = now >= notBefore + RENEWAL_PAUSE.capMs;
    const renewals = isCalm ? 0 : count;
    this.#renewals = { count: renewals + 1, notBefore: now + backOffMs(renewals, RENEWAL_PAUSE) };
    this.#authentication = undefined;
    const access = await this.access();
    return isOther(access, refused) ? access : undefined;
  }

  /**
   * To be called when a connection fell silent: what comes next takes a new one. HTTP/2 would put it on the same
   * connection, which may be half open.
   */
  distrust({ dispatcher }: ApiAccess): void {
    if (this.#pool?.dispatcher === dispatcher) {
      this.#retirePool();
    }
  }

  /** Ends all connections; one that is only being made is not waited for. */
  async close(): Promise<void> {
    const pool = this.#pool;
    this.#pool = undefined;
    pool?.dispatcher.destroy().catch(() => {});
  }

  /** The same for what else of client-node is used with this configuration. */
  override async applySecurityAuthentication(context: RequestContext): Promise<void> {
    const { headers, dispatcher } = await this.access();
    for (const [name, value] of Object.entries(headers)) {
      context.setHeaderParam(name, value);
    }
    context.setDispatcher(dispatcher);
  }

  async #makeAccess(): Promise<ApiAccess> {
    const options: RequestOptions = {};
    if (this.#authentication === undefined) {
      this.#authentication = new KubeConfig();
      this.#authentication.loadFromOptions(this);
      boundPluginRuns(this.#authentication, this.#clock);
    }
    await this.#authentication.applyToHTTPSOptions(options);
    const headers: Record<string, string> = {};
    if (options.auth) {
      headers.Authorization = `Basic ${Buffer.from(options.auth).toString("base64")}`;
    }
    for (const [name, value] of Object.entries(options.headers ?? {})) {
      headers[name] = String(value);
    }
    const tokenFile = this.#tokenFiles.get(this.getCurrentUser()?.name ?? "");
    if (tokenFile !== undefined) {
      headers.Authorization = `Bearer ${this.#readToken(tokenFile)}`;
    }
    const server = this.getCurrentCluster()?.server ?? "";
    return { server, headers, ...this.#connected(options) };
  }

  #readToken(file: string): string {
    const now = this.#clock.monotonic();
    if (this.#token !== undefined && now - this.#token.readAt < TOKEN_MAX_AGE_MS) {
      return this.#token.text;
    }
    this.#token = { text: readRegularFile(file, { maxBytes: MAX_TOKEN_BYTES }).trim(), readAt: now };
    return this.#token.text;
  }

  #connected({ ca, cert, key, pfx, passphrase, rejectUnauthorized, servername }: RequestOptions): Connected {
    const { server = "", proxyUrl: ownProxy = "" } = this.getCurrentCluster() ?? {};
    const proxyUrl = ownProxy !== "" ? ownProxy : this.#proxies?.proxyFor(new URL(server))?.href;
    const tls = defined({ ca, cert, key, pfx, passphrase, rejectUnauthorized, servername });
    const material = Object.entries(tls).map(([key, value]) => [key, String(value)]);
    const fingerprint = createHash("sha256")
      .update(JSON.stringify([proxyUrl, material]))
      .digest("hex");
    if (this.#pool?.fingerprint !== fingerprint) {
      this.#retirePool();
      this.#pool = { fingerprint, ...this.#connect(tls, proxyUrl) };
    }
    const { dispatcher, connections } = this.#pool;
    return { dispatcher, connections };
  }

  /** Open watches keep their connections until they end. */
  #retirePool(): void {
    this.#pool?.dispatcher.close().catch(() => {});
    this.#pool = undefined;
  }

  /**
   * A connection per watch, HTTP/1.1: a stalled one stalls no other, and requests that race with a server's GOAWAY (its
   * way to have clients spread over its kin) are not lost until they time out. But 300 namespaces are 2,000 watches:
   * those share connections by HTTP/2, a hundred on each. Time-outs are the requests' own.
   */
  #connect(tls: object, proxyUrl: string | undefined): Connected {
    let made = 0;
    let ended = 0;
    const options = {
      allowH2: this.#multiplexed,
      headersTimeout: 0,
      bodyTimeout: 0,
      factory: (origin: string | URL, its: Pool.Options) =>
        new Pool(origin, its)
          .on("connect", () => {
            made++;
          })
          .on("disconnect", () => {
            ended++;
          }),
      connect: { ...tls, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_PROBE_MS },
    };
    const dispatcher =
      proxyUrl === undefined
        ? new Agent(options)
        : new ProxyAgent({ ...options, uri: proxyUrl, requestTls: tls });
    return { dispatcher, connections: () => ({ made, ended }) };
  }
}

type Connected = Pick<ApiAccess, "dispatcher" | "connections">;

function isOther(access: ApiAccess, refused: ApiAccess): boolean {
  return (
    access.headers.Authorization !== refused.headers.Authorization || access.dispatcher !== refused.dispatcher
  );
}

function defined(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null),
  );
}
