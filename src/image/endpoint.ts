import { createHash } from "node:crypto";
import type { ImageReference } from "./reference.ts";

/** One place a node would ask for an image: a mirror, or the registry of the reference itself. */
export interface Endpoint {
  /** Host, or host:port, as written in references: `docker.io`, `[::1]:5000`, `registry.example.com`. */
  readonly registry: string;
  readonly repository: string;
  /** What stands before the repository in its URLs: `/v2`, or what a mirror serves a registry under. */
  readonly path: string;
  /** How it is to be spoken to; undefined for registries that configuration says nothing of. */
  readonly access?: EndpointAccess;
  /** Files that say more of that; they are read when it is asked. */
  readonly files?: EndpointFiles;
  /** What it is told of the registry that it stands in for, as `?ns=`, where a node's files say so. */
  readonly namespace?: string;
  /** Whether it may say which digest a tag leads to; else it only gives out what is asked for by digest. */
  readonly resolves: boolean;
  /** Whether it gives out manifests at all. */
  readonly pulls: boolean;
  /** Whose credentials it gets. */
  readonly credentials: EndpointCredentials;
}

/**
 * `reference`: those of the image's name, whatever the endpoint. Where its host is not the image's, `own` means those that
 * match its own name, and `same-domain` what the runtime's own file has for that.
 */
export type EndpointCredentials = "reference" | "same-domain" | "own";

/** What configuration or a node's files say of a host. */
export interface EndpointAccess {
  /** Equal for equal ones. */
  readonly id: string;
  /** `either`: HTTPS first, then HTTP. Undefined: as for any registry of this name. */
  readonly scheme?: "https" | "http" | "either";
  /** Whether the endpoint's name is its host's, even Docker Hub's. */
  readonly literal?: true;
  readonly skipVerify?: boolean;
  readonly tls?: EndpointTls;
  /** Names and values in turn, for the host and its token service. */
  readonly headers: readonly string[];
  /** How long making a connection may take, in milliseconds. */
  readonly dialTimeoutMs?: number;
}

/**
 * Names what is said of a host. TLS of equal content becomes one object, whoever read it: what is kept of it, a context of
 * OpenSSL's above all, does not grow with the names for which the same files are read.
 */
export function identified({ tls, ...access }: Omit<EndpointAccess, "id">): EndpointAccess {
  if (tls === undefined) {
    return { id: idOf(access), ...access };
  }
  const tlsId = tlsIds.get(tls) ?? idOf(tls);
  const shared = knownTls.get(tlsId)?.deref() ?? tls;
  if (shared === tls && !tlsIds.has(tls)) {
    tlsIds.set(tls, tlsId);
    knownTls.set(tlsId, new WeakRef(tls));
    tlsGone.register(tls, tlsId);
  }
  return { id: idOf([access, tlsId]), ...access, tls: shared };
}

/** By content. */
const knownTls = new Map<string, WeakRef<EndpointTls>>();
const tlsIds = new WeakMap<EndpointTls, string>();
const tlsGone = new FinalizationRegistry<string>((id) => {
  if (knownTls.get(id)?.deref() === undefined) {
    knownTls.delete(id);
  }
});

function idOf(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("base64url").slice(0, 16);
}

/** Paths of files that say more of how an endpoint is to be spoken to. */
export interface EndpointFiles {
  /** Names of headers, and of the files that hold their values. */
  readonly headers?: readonly (readonly [name: string, path: string])[];
  /** PEM files with authorities; undefined where none is named. */
  readonly ca?: readonly string[] | undefined;
  /** Client certificates and their keys; the key is undefined where one file holds both. */
  readonly client?: readonly (readonly [cert: string, key: string | undefined])[] | undefined;
  /**
   * Where the root of the node's file system is (empty: as here), of files that are its own: without a certificate in it, an
   * authority is passed over, and where another cannot be used, nothing is asked.
   */
  readonly nodeRoot?: string;
}

/** PEM texts. */
export interface EndpointTls {
  /** Trusted besides the system's. */
  readonly authorities: readonly string[];
  readonly identities: readonly { readonly cert: string; readonly key: string }[];
}

/** The registry that a reference names, asked as such. */
export function originEndpoint({
  registry,
  repository,
}: Pick<ImageReference, "registry" | "repository">): Endpoint {
  return { registry, repository, path: "/v2", resolves: true, pulls: true, credentials: "reference" };
}

/** Whether an endpoint is that of `originEndpoint`: a mirror may be the same registry, under another path or spoken to otherwise. */
export function isOrigin(
  { registry, repository, path, access, files }: Endpoint,
  reference: Pick<ImageReference, "registry" | "repository">,
): boolean {
  const isSame = registry === reference.registry && repository === reference.repository && path === "/v2";
  return isSame && access === undefined && files === undefined;
}

/** An endpoint's own name for a repository: credentials of its own are matched against it. */
export function ownName({
  registry,
  repository,
  path,
}: Pick<Endpoint, "registry" | "repository" | "path">): Pick<ImageReference, "registry" | "repository"> {
  const below = path.replace(/^\/v2(?=\/|$)|\/v2$/, "").slice(1);
  return { registry, repository: below === "" ? repository : `${below}/${repository}` };
}

/** Whether an endpoint gets the credentials of its own name instead of the image's. */
export function hasOwnCredentials(
  { credentials, registry }: Endpoint,
  reference: Pick<ImageReference, "registry">,
): boolean {
  return credentials !== "reference" && registry !== reference.registry;
}
