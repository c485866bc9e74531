/** An image reference after normalisation. */
export interface ImageReference {
  /** Host or host:port; `docker.io` for Docker Hub. */
  readonly registry: string;
  /** Path without the registry: `library/nginx`. */
  readonly repository: string;
  /** `latest` where the text has neither tag nor digest; absent where it has only a digest. */
  readonly tag?: string;
  /** `sha256:…` with its algorithm. */
  readonly digest?: string;
  /** The name that the kubelet finds credentials by, where it is another: of what was written without a registry. */
  readonly keyringName?: string;
  /** What was written without a registry, tag and digest, and is looked for in several: the last of them is this one. */
  readonly shortName?: string;
  /** Why a node does not know which registry is meant, of a name without one; the rest is as at Docker Hub then. */
  readonly unresolved?: string;
}

export type ParsedReference =
  | { readonly ok: true; readonly reference: ImageReference }
  | { readonly ok: false; readonly error: string };

export const DOCKER_HUB = "docker.io";

const MAX_REPOSITORY_LENGTH = 255;
const MAX_TAG_LENGTH = 128;
/** How much of a part is quoted in a message, in characters. */
const MAX_QUOTED = 128;
/** Characters of hex that follow the algorithm; what is not here is not supported by the distribution project. */
const DIGEST_HEX_LENGTH: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

// The grammar of the distribution project (github.com/distribution/reference):
//
//   reference        := name [ ":" tag ] [ "@" digest ]
//   name             := domain "/" path
//   domain           := ( domain-name | "[" ipv6 "]" ) [ ":" digit+ ]
//   domain-name      := domain-component *( "." domain-component )
//   domain-component := alnum | alnum *( alnum | "-" ) alnum
//   path             := path-component *( "/" path-component )
//   path-component   := lower+ *( separator lower+ )        lower := a-z 0-9
//   separator        := "." | "_" | "__" | "-"+
//   tag              := word *127( word | "." | "-" )
//   digest           := algorithm ":" 32*hex
//   algorithm        := part *( ( "+" | "." | "-" | "_" ) part )   part := alpha *alnum
const DOMAIN =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/;
const PATH_COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
const REMAINDER = new RegExp(
  `^(${PATH_COMPONENT}(?:/${PATH_COMPONENT})*)(?::(\\w[\\w.-]{0,127}))?` +
    "(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$",
);
const PATH = new RegExp(`^${PATH_COMPONENT}(?:/${PATH_COMPONENT})*$`);
const TAG = /^\w[\w.-]{0,127}$/;
const SCHEME = /^[a-z][a-z0-9+.-]{0,31}:\/\//i;
const BARE_IDENTIFIER = /^[a-f0-9]{64}$/;

/**
 * Reads an image reference as container runtimes do: normalised to Docker Hub where it names no registry.
 *
 * @param defaultRegistry host[:port] used where the reference names none; `library/` is put before one-part names
 *   only at Docker Hub
 * @returns the reference, or why it cannot be read; never throws
 */
export function parseReference(text: string, { defaultRegistry = DOCKER_HUB } = {}): ParsedReference {
  if (BARE_IDENTIFIER.test(text)) {
    return failed("64 hexadecimal characters are an image ID, not a name");
  }
  const [scheme] = SCHEME.exec(text) ?? [];
  if (scheme !== undefined) {
    return failed(`starts with "${scheme}": an image's name has no scheme`);
  }
  const { domain, remainder: written } = splitDomain(text, defaultRegistry);
  // What stands before it may be a password.
  if (domain.includes("@")) {
    return failed("an image's name has no user name before the registry's host");
  }
  const [path = ""] = /^[^:@]*/.exec(written) ?? [];
  if (path.toLowerCase() !== path) {
    return failed(`repository name ${quoted(path)} must be lower case`);
  }
  const remainder = domain === DOCKER_HUB && !written.includes("/") ? `library/${written}` : written;

  const match = REMAINDER.exec(remainder);
  if (match === null) {
    return failed(grammarProblem(written));
  }
  // With an unusable first part the grammar alone would read `my_host.x/app` as a path without a registry.
  if (!DOMAIN.test(domain)) {
    return failed(`${quoted(domain)} is not a registry host`);
  }
  const [, repository = "", tag, digest] = match;
  if (repository.length > MAX_REPOSITORY_LENGTH) {
    return failed(`repository name has ${repository.length} characters, more than ${MAX_REPOSITORY_LENGTH}`);
  }
  if (digest !== undefined) {
    const problem = digestProblem(digest);
    if (problem !== undefined) {
      return failed(problem);
    }
    return {
      ok: true,
      reference: { registry: domain, repository, ...(tag !== undefined && { tag }), digest },
    };
  }
  return { ok: true, reference: { registry: domain, repository, tag: tag ?? "latest" } };
}

/** The name without tag and digest, as credentials are matched against it: `docker.io/library/nginx`. */
export function repositoryName(reference: Pick<ImageReference, "registry" | "repository">): string {
  return `${reference.registry}/${reference.repository}`;
}

/** The name that the kubelet finds an image's credentials by, as above. */
export function keyringName(
  reference: Pick<ImageReference, "registry" | "repository" | "keyringName">,
): string {
  return reference.keyringName ?? repositoryName(reference);
}

/** The normalised text: equal for references that mean the same. */
export function formatReference(reference: ImageReference): string {
  const tag = reference.tag === undefined ? "" : `:${reference.tag}`;
  const digest = reference.digest === undefined ? "" : `@${reference.digest}`;
  // Joined, because V8 keeps what `+` puts together as a tree of its parts, twice as large.
  const name =
    reference.unresolved === undefined
      ? (reference.shortName ?? repositoryName(reference))
      : reference.repository.replace(/^library\//, "");
  return [name, tag, digest].join("");
}

function splitDomain(text: string, defaultRegistry: string): { domain: string; remainder: string } {
  const slash = text.indexOf("/");
  const first = slash < 0 ? "" : text.slice(0, slash);
  const isDomain = first === "localhost" || /[.:]/.test(first) || first.toLowerCase() !== first;
  const domain = !isDomain ? defaultRegistry : first === "index.docker.io" ? DOCKER_HUB : first;
  return { domain, remainder: isDomain ? text.slice(slash + 1) : text };
}

function digestProblem(digest: string): string | undefined {
  const colon = digest.indexOf(":");
  const algorithm = digest.slice(0, colon);
  const hex = digest.slice(colon + 1);
  const expected = Object.hasOwn(DIGEST_HEX_LENGTH, algorithm) ? DIGEST_HEX_LENGTH[algorithm] : undefined;
  if (expected === undefined) {
    return `digest algorithm ${quoted(algorithm)} is none of ${Object.keys(DIGEST_HEX_LENGTH).join(", ")}`;
  }
  if (hex.length !== expected) {
    return `${algorithm} digest has ${hex.length} characters instead of ${expected}`;
  }
  if (!/^[0-9a-f]*$/i.test(hex)) {
    return `${algorithm} digest is not hexadecimal`;
  }
  return hex === hex.toLowerCase() ? undefined : `${algorithm} digest must be lower case`;
}

/** What is wrong with a name, tag and digest that the grammar does not take. */
function grammarProblem(remainder: string): string {
  const [, path = "", tag, digest] = /^([^:@]*)(?::([^@]*))?(?:@(.*))?$/s.exec(remainder) ?? [];
  if (path === "") {
    return "there is no name";
  }
  if (!PATH.test(path)) {
    const [stray] = /[^a-z0-9._/-]/u.exec(path) ?? [];
    return stray === undefined
      ? `repository name ${quoted(path)} has a separator too many`
      : `repository name ${quoted(path)} holds ${JSON.stringify(stray)}: expected lower-case letters, digits, and ".", "_", "-" or "/" between`;
  }
  if (tag === "") {
    return 'the tag after ":" is missing';
  }
  if (tag !== undefined && !TAG.test(tag)) {
    return tagProblem(tag);
  }
  if (digest === "") {
    return 'the digest after "@" is missing';
  }
  if (digest?.includes(":") !== true) {
    return `digest ${quoted(digest ?? "")} is not of the form algorithm:hexadecimal`;
  }
  return digestProblem(digest) ?? `digest ${quoted(digest)} is not of the form algorithm:hexadecimal`;
}

function tagProblem(tag: string): string {
  if (tag.length > MAX_TAG_LENGTH) {
    return `tag has ${tag.length} characters, more than ${MAX_TAG_LENGTH}`;
  }
  const [stray] = /[^\w.-]/u.exec(tag) ?? [];
  return stray === undefined
    ? `tag ${quoted(tag)} must not begin with "${tag.charAt(0)}"`
    : `tag ${quoted(tag)} holds ${JSON.stringify(stray)}: expected letters, digits, "_", "." and "-"`;
}

/** A part of a text that anybody may have written: as much of it as people read. */
function quoted(part: string): string {
  return `"${part.length > MAX_QUOTED ? `${part.slice(0, MAX_QUOTED)}…` : part}"`;
}

function failed(error: string): ParsedReference {
  return { ok: false, error };
}

/** What a repository lies in, such as a project: `a/b` of `a/b/c`, nothing of `c`. */
export function folderOf(repository: string): string {
  return repository.slice(0, Math.max(0, repository.lastIndexOf("/")));
}
