import type { IncomingMessage, RequestListener } from "node:http";
import { type Clock, systemClock } from "../../time/clock.ts";
import { type AccessRule, allowedActions } from "./access.ts";
import {
  type Authenticator,
  admitEverybody,
  basicAuthenticator,
  tokenAuthenticator,
} from "./authenticator.ts";
import { ContentStore } from "./contentStore.ts";
import { emptyReply, pageReply, type RegistryRequest, type Reply } from "./exchange.ts";
import { Quota, type QuotaOptions } from "./quota.ts";
import { handleRegistryRequest } from "./registryHandler.ts";
import { listenOnLoopback, readBody, sendReply } from "./registryServer.ts";
import { type ImageLayout, tinyImage } from "./tinyImage.ts";
import { TokenService, type TokenServiceOptions } from "./tokenService.ts";
import { basicCredentials, passwordUser, type Users } from "./users.ts";

export interface DemoRegistryOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** PEM; HTTPS where given, else HTTP. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** `none` (the default) lets everybody do everything; `bearer` is the token service at `/token`. */
  readonly authentication?: "none" | "basic" | "bearer";
  readonly users?: Users;
  /** The first rule that covers a repository decides; without one every user may do everything. */
  readonly access?: readonly AccessRule[];
  /** How the token service behaves; only for `bearer`. */
  readonly tokens?: Partial<
    Pick<TokenServiceOptions, "service" | "identityTokens" | "lifetimeMs" | "announcesLifetime" | "refusal">
  >;
  /** A pull quota; none by default. */
  readonly quota?: QuotaOptions;
  readonly clock?: Clock;
}

/** One request as the registry saw it. */
export interface RequestRecord {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly status: number;
  /** The user named by Basic authentication, right or wrong. */
  readonly user?: string;
  readonly scheme: "none" | "basic" | "bearer";
}

/**
 * How a registry fails: `reset` closes every connection, `hang` takes requests and never answers, `unavailable`
 * answers 503.
 */
export type Outage = "reset" | "hang" | "unavailable";

export interface DemoRegistry {
  /** As references name it: `127.0.0.1:5000`. */
  readonly host: string;
  readonly url: string;
  /** The last 1000 requests that were answered, oldest first. */
  readonly requests: readonly RequestRecord[];
  /** Puts an image of a few hundred bytes there and returns its digest; equal names give equal digests. */
  putImage(repository: string, tag: string, options?: { layout?: ImageLayout; seed?: string }): string;
  /** The digest to which a tag leads, or a digest that is there; undefined for what is not. */
  resolve(repository: string, reference: string): string | undefined;
  /** Whether somebody may pull of a repository, as far as it is up. */
  permits(repository: string, login: { username: string; password: string } | undefined): boolean;
  readonly isDown: boolean;
  /** Takes away a tag, or a digest with its tags; false where there was no such thing. */
  deleteImage(repository: string, reference: string): boolean;
  /** Starts or ends an outage. Default `reset`. */
  setDown(down: boolean, outage?: Outage): void;
  /** Lets every answer wait, in milliseconds. */
  setLatency(ms: number): void;
  /** Answers in the registry's place where it returns a reply; undefined takes it away. */
  intercept(interceptor: ((request: RegistryRequest) => Reply | undefined) | undefined): void;
  /** Sets the quota, counted from nothing, or takes it away. */
  setQuota(quota: QuotaOptions | undefined): void;
  /** Makes all tokens issued so far worthless. */
  revokeTokens(): void;
  /** Closes the port and every connection. */
  close(): Promise<void>;
}

const MAX_RECORDS = 1000;
const TOKEN_PATH = "/token";

/**
 * Starts an OCI distribution registry on 127.0.0.1 that keeps everything in memory.
 *
 * @throws the error of `listen` where the port is taken
 */
export async function startDemoRegistry(options: DemoRegistryOptions = {}): Promise<DemoRegistry> {
  const { clock = systemClock } = options;
  const store = new ContentStore();
  const requests: RequestRecord[] = [];
  let outage: Outage | undefined;
  let latencyMs = 0;
  let interceptor: ((request: RegistryRequest) => Reply | undefined) | undefined;
  let quota = options.quota && new Quota(options.quota, clock);

  const listener: RequestListener = (message, response) => {
    readBody(message)
      .then((body) => {
        const request = toRequest(message, body);
        if (outage === "hang") {
          return;
        }
        const reply = outage === "unavailable" ? pageReply(503, "service unavailable") : handle(request);
        const send = () => {
          record(message, reply.status);
          sendReply(message, response, reply);
        };
        if (latencyMs > 0) {
          clock.schedule(latencyMs, send);
        } else {
          send();
        }
      })
      .catch(() => message.destroy());
  };
  const server = await listenOnLoopback(listener, {
    port: options.port ?? 0,
    tls: options.tls,
    refuses: () => outage === "reset",
  });
  const url = `${options.tls !== undefined ? "https" : "http"}://${server.host}`;

  const tokenService = new TokenService({
    service: options.tokens?.service ?? "demo-registry",
    identityTokens: options.tokens?.identityTokens ?? {},
    lifetimeMs: options.tokens?.lifetimeMs ?? 300_000,
    announcesLifetime: options.tokens?.announcesLifetime ?? true,
    refusal: options.tokens?.refusal ?? "lesser_token",
    users: options.users ?? {},
    rules: options.access ?? [],
    clock,
  });
  const authenticate = authenticatorOf(options, { realm: `${url}${TOKEN_PATH}`, tokenService });

  const handle = (request: RegistryRequest): Reply => {
    const intercepted = interceptor?.(request);
    if (intercepted !== undefined) {
      return intercepted;
    }
    if (request.path === "/") {
      return emptyReply(200);
    }
    return options.authentication === "bearer" && request.path === TOKEN_PATH
      ? tokenService.handle(request)
      : handleRegistryRequest({ store, authenticate, quota }, request);
  };
  const record = ({ method = "", url: path = "", headers }: IncomingMessage, status: number) => {
    const user = basicCredentials(headers.authorization)?.username;
    requests.push({
      method,
      path,
      status,
      ...(user === undefined ? {} : { user }),
      scheme: schemeOf(headers.authorization),
    });
    if (requests.length > MAX_RECORDS) {
      requests.shift();
    }
  };

  return {
    host: server.host,
    url,
    requests,
    putImage(repository, tag, { layout = "oci", seed = `${repository}:${tag}` } = {}) {
      const image = tinyImage(seed, layout);
      for (const blob of image.blobs) {
        store.putBlob(repository, blob);
      }
      const put = image.manifests.map(({ mediaType, bytes }, index) =>
        store.putManifest(
          repository,
          index === image.manifests.length - 1 ? tag : undefined,
          mediaType,
          bytes,
        ),
      );
      return put.at(-1)!.digest;
    },
    resolve: (repository, reference) => store.manifest(repository, reference)?.digest,
    permits(repository, login) {
      const { authentication = "none", users = {}, access = [] } = options;
      const wanted = { type: "repository", name: repository, actions: ["pull"] } as const;
      return (
        authentication === "none" || allowedActions(access, passwordUser(users, login), wanted).length > 0
      );
    },
    get isDown() {
      return outage !== undefined;
    },
    deleteImage: (repository, reference) => store.deleteManifest(repository, reference),
    setDown(down, how = "reset") {
      outage = down ? how : undefined;
      if (outage === "reset") {
        server.dropConnections();
      }
    },
    setLatency(ms) {
      latencyMs = ms;
    },
    intercept(next) {
      interceptor = next;
    },
    setQuota(next) {
      quota = next && new Quota(next, clock);
    },
    revokeTokens: () => tokenService.revokeAll(),
    close: () => server.close(),
  };
}

function authenticatorOf(
  { authentication = "none", users = {}, access = [], tokens }: DemoRegistryOptions,
  { realm, tokenService }: { readonly realm: string; readonly tokenService: TokenService },
): Authenticator {
  switch (authentication) {
    case "none":
      return admitEverybody;
    case "basic":
      return basicAuthenticator({ realm: "Registry Realm", users, rules: access });
    case "bearer":
      return tokenAuthenticator({
        realm,
        service: tokens?.service ?? "demo-registry",
        readToken: tokenService.readToken,
      });
    default:
      throw authentication satisfies never;
  }
}

function toRequest({ method = "", url = "", headers }: IncomingMessage, body: Buffer): RegistryRequest {
  const question = url.indexOf("?");
  return {
    method,
    path: question < 0 ? url : url.slice(0, question),
    query: new URLSearchParams(question < 0 ? "" : url.slice(question + 1)),
    headers,
    body,
  };
}

function schemeOf(authorization: string | undefined): RequestRecord["scheme"] {
  const scheme = authorization?.split(" ", 1)[0]?.toLowerCase();
  return scheme === "basic" || scheme === "bearer" ? scheme : "none";
}
