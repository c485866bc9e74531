/**
 * A scene: what there is, all of it data, so that scenes can be put together, printed and kept. In texts, `{A}` stands
 * for host:port of the server A, `{digest}` for the image's digest.
 */
export interface RegistryScene {
  /** Servers by their letter. */
  readonly servers: Readonly<Record<string, SceneServer>>;
  /** Whose image it is; A where it is not said. */
  readonly registry?: string;
  /** The image as a pod has it, where that is not made of the rest. */
  readonly name?: string;
  /** `tag` where it is not said. */
  readonly by?: "tag" | "digest";
  /** User names and passwords, in the order in which the kubelet tries them. */
  readonly credentials?: readonly (readonly [username: string, password: string])[];
  /** Files of a folder as `config_path` names it, by their path in it. */
  readonly files?: Readonly<Record<string, string>>;
  /** What containerd's own configuration has for hosts (`registry.configs`), as the judge is told it. */
  readonly configured?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Sentences of the semantics by which the two may differ, and in what. */
  readonly mayDiffer?: { readonly in: readonly ("available" | "asked" | "saw")[]; readonly as: string };
}

export interface SceneServer {
  /** Where it listens; `127.0.0.1` where it is not said. A name means TLS, with a certificate for it. */
  readonly host?: string;
  /** TLS at an address; names have it anyway. */
  readonly tls?: true | "untrusted" | "commonName";
  /** Nothing listens. */
  readonly down?: true;
  /** What its name leads to; 127.0.0.1, where it listens, where it is not said. */
  readonly addresses?: readonly string[];
  /** How long it waits with its part of the TLS handshake, in milliseconds. */
  readonly handshakeMs?: number;
  /** What lies before `/v2` in its paths. */
  readonly prefix?: string;
  readonly access?: SceneAccess;
  /** What manifests' requests are answered first, whatever they are; then follows the rest. */
  readonly first?: readonly SceneReply[];
  /** By tag, by digest, and as a blob. Found is what is not said, except as a blob. */
  readonly tag?: SceneReply | ByMethod;
  readonly digest?: SceneReply | ByMethod;
  readonly blob?: SceneReply | ByMethod;
  /** The registry's root. */
  readonly root?: SceneReply;
  /** Everything is 404 that does not come with `?ns=` of this. */
  readonly ns?: string;
  /** Another image, shop/vault, which the product has asked for before. */
  readonly vault?: Pick<SceneServer, "access" | "token">;
  /** A request's header that must be there, also for a token. */
  readonly wants?: readonly [name: string, value: string];
  /** What `/token` answers, by method and user; `""` is who gives no name, `*` anybody else. `{n}` counts its answers. */
  readonly token?: Readonly<Record<string, SceneReply | Readonly<Record<string, SceneReply>>>>;
}

export interface ByMethod {
  readonly HEAD?: SceneReply;
  readonly GET?: SceneReply;
}

export interface SceneAccess {
  /** `WWW-Authenticate`, a header for each. */
  readonly challenge: readonly string[];
  /** `basic alice:wonderland`, `bearer t1`; who comes with something else gets `refusal`. */
  readonly accepts: readonly string[];
  /** Each of them a single time. */
  readonly once?: true;
  /** The same challenge again where it is not said. */
  readonly refusal?: SceneReply;
}

/** `found` is the manifest, `drop` closes the connection. */
export type SceneReply =
  | "found"
  | "drop"
  | "hang"
  | {
      /** Line ends are CRLF, and the connection is closed behind it, where nothing else is said. */
      readonly raw: string;
      readonly exact?: true;
      readonly kept?: true;
    }
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | object;
      /** Without `content-length`. */
      readonly chunked?: true;
      /** How late it comes, in milliseconds. */
      readonly late?: number;
    };

/** What one side made of a scene. */
export interface SceneAccount {
  readonly available: boolean;
  /** The registries in the order of their first request. */
  readonly asked: readonly string[];
  /** Which credentials each server saw, each once, token services apart. */
  readonly saw: Readonly<Record<string, readonly string[]>>;
}

export const MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json";
export const MANIFEST = JSON.stringify({
  schemaVersion: 2,
  mediaType: MEDIA_TYPE,
  config: {
    mediaType: "application/vnd.oci.image.config.v1+json",
    digest: `sha256:${"a".repeat(64)}`,
    size: 2,
  },
  layers: [],
});
