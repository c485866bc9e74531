import { ALICE, type Scenes, tokenFor } from "./challengeScenes.ts";
import type { RegistryScene, SceneReply, SceneServer } from "./registryScene.ts";

/** A registry A with a mirror M, as `hosts.toml` says. */
function mirrored(
  mirror: SceneServer,
  origin: SceneServer,
  {
    keys = "",
    more = {},
    ...rest
  }: Partial<RegistryScene> & { keys?: string; more?: Record<string, SceneServer> } = {},
): RegistryScene {
  return {
    servers: { A: origin, M: mirror, ...more },
    files: { "{A}/hosts.toml": `[host."http://{M}"]\n${keys}` },
    ...rest,
  };
}

const file = (text: string, servers: Record<string, SceneServer> = { A: {}, M: {} }): RegistryScene => ({
  servers,
  files: { "{A}/hosts.toml": text },
});
const BASIC = { challenge: ['Basic realm="r"'], accepts: ["basic alice:wonderland"] };
const MISSING: SceneReply = { status: 404 };
export const REPLIES: Readonly<Record<string, SceneServer>> = {
  found: {},
  "404": { tag: MISSING, digest: MISSING },
  "404 to the tag": { tag: MISSING },
  "404 to the digest": { digest: MISSING },
  "401": { access: { challenge: [], accepts: [] } },
  "403": { tag: { status: 403 }, digest: { status: 403 } },
  "418": { tag: { status: 418 }, digest: { status: 418 } },
  "500": { tag: { status: 500 }, digest: { status: 500 } },
  "503": { tag: { status: 503 }, digest: { status: 503 } },
  "a redirect to nowhere": { tag: { status: 302 }, digest: { status: 302 } },
  "no HEAD": { tag: { HEAD: { status: 405 } }, digest: { HEAD: { status: 405 } } },
  "a page": {
    tag: {
      status: 200,
      headers: { "content-type": "text/html", "docker-content-digest": "{digest}" },
      body: "<html>",
    },
  },
  "no digest, and no GET": { tag: { HEAD: { status: 200, body: "x" }, GET: { status: 500 } } },
  down: { down: true },
  Basic: { access: BASIC },
};

/** It says nothing of the image, and the next one is asked. */
const LIMITS: SceneServer = { tag: { status: 429 }, digest: { status: 429 } };

/** The judge looks for such content among all blobs, although no manifest can come of it. */
const NO_MANIFEST: NonNullable<RegistryScene["mayDiffer"]> = {
  in: ["asked", "saw"],
  as: "Available: a node would get the manifest",
};

/** Every answer of a mirror with every answer of the registry. */
export const pairScenes: Scenes = Object.fromEntries(
  Object.entries(REPLIES).flatMap(([what, mirror]) =>
    Object.entries(REPLIES).flatMap(([then, origin]) => [
      [
        `${what}, then ${then}`,
        mirrored(mirror, origin, {
          credentials: [ALICE],
          ...(what === "a page" ? { mayDiffer: NO_MANIFEST } : {}),
        }),
      ] as const,
      ...(what === "found" || then === "found"
        ? ([[`by digest: ${what}, then ${then}`, mirrored(mirror, origin, { by: "digest" })]] as const)
        : []),
    ]),
  ),
);

/** A mirror that limits the rate, with every answer of the registry that says something of the image. */
export const limitedScenes: Scenes = Object.fromEntries(
  (["tag", "digest"] as const).flatMap((by) =>
    ["found", "Basic", "no HEAD"].map((then) => [
      `a mirror that limits the rate, then ${then}, by ${by}`,
      mirrored(LIMITS, REPLIES[then]!, {
        by,
        credentials: [ALICE],
        mayDiffer: { in: ["asked", "saw"], as: "408 and 429 are not repeated at once" },
      }),
    ]),
  ),
);

const HEADER = ["x-token", "s3cret"] as const;
const SENT = {
  files: { "{A}/hosts.toml": '[host."http://{M}"]\n[host."http://{M}".header]\nx-token = "s3cret"' },
};
const withHeader = (letter: string): SceneServer => ({
  wants: HEADER,
  access: { challenge: [`Bearer realm="http://{${letter}}/token"`], accepts: ["bearer t"] },
  token: { GET: tokenFor("t"), POST: tokenFor("t") },
});

/** Headers that HTTP clients keep for themselves, and what is none. */
const OWN_HEADERS: Readonly<Record<string, string>> = {
  Host: "elsewhere.test",
  "Content-Length": "5",
  "Transfer-Encoding": "chunked",
  Trailer: "X-A",
  Connection: "close",
  "connection ": "close",
  connection: "upgrade",
  Upgrade: "h2c",
  Expect: "100-continue",
  TE: "trailers",
  "Keep-Alive": "timeout=5",
  "Proxy-Connection": "keep-alive",
  "User-Agent": "x",
  Accept: "text/html",
  "Accept-Encoding": "identity",
  "X A": "b",
  "X-Empty": "",
  "X-Letters": "\u00e4",
  "X-Control": "a\\u0001",
  "X-Break": "a\\nb",
};

export const ownHeaderScenes: Scenes = Object.fromEntries(
  Object.entries(OWN_HEADERS).map(([name, value]) => [
    `the header ${name}: ${value}`,
    mirrored({}, { down: true }, { keys: `[host."http://{M}".header]\n"${name}" = "${value}"` }),
  ]),
);

/** Paths of a mirror, as they are written, and below what it serves. */
const pathScenes: Scenes = Object.fromEntries(
  [
    ["/x/../hub", "/hub"],
    ["/../hub", "/hub"],
    ["/hub/..", ""],
    ["/h%75b", "/hub"],
    ["/h%2Fub", "/h/ub"],
    ["/hub/%2E%2E/x", "/x"],
    ["/a b", "/a%20b"],
    ["/hub/ ", "/hub/%20"],
    ["/h\u00fcb", "/h%C3%BCb"],
    ["/a%20b", "/a%20b"],
    ["/a!b", "/a%21b"],
    ["/a!b", "/a!b"],
    ["/a[b", "/a%5Bb"],
  ].map(([written, prefix = ""]) => [
    `a mirror at ${JSON.stringify(written)}, which serves ${prefix}`,
    mirrored({ prefix }, { down: true }, { files: { "{A}/hosts.toml": `[host."http://{M}${written}"]` } }),
  ]),
);

export const mirrorScenes: Scenes = {
  ...pathScenes,
  "a byte order mark": file('\ufeffserver = "http://{M}"', { A: {}, M: { tag: MISSING } }),
  "a mirror that wants to be told of the registry": mirrored({ ns: "{A}" }, { down: true }),
  "a mirror below a path": mirrored(
    { prefix: "/hub" },
    { down: true },
    {
      files: { "{A}/hosts.toml": '[host."http://{M}/hub"]' },
    },
  ),
  "a mirror below a path with /v2": mirrored(
    { prefix: "/hub" },
    { down: true },
    {
      files: { "{A}/hosts.toml": '[host."http://{M}/hub/v2/"]' },
    },
  ),
  "a mirror with override_path": mirrored(
    { prefix: "" },
    { down: true },
    {
      files: { "{A}/hosts.toml": '[host."http://{M}/v2"]\noverride_path = true' },
    },
  ),
  "override_path without a path": mirrored(
    {},
    {},
    {
      files: { "{A}/hosts.toml": '[host."http://{M}"]\noverride_path = true' },
    },
  ),
  "a header": mirrored(
    { wants: ["x-token", "s3cret"] },
    { down: true },
    {
      files: { "{A}/hosts.toml": '[host."http://{M}"]\n[host."http://{M}".header]\nx-token = "s3cret"' },
    },
  ),
  "a header of a list": mirrored(
    { wants: ["x-token", "s3cret"] },
    { down: true },
    {
      files: { "{A}/hosts.toml": '[host."http://{M}"]\n[host."http://{M}".header]\nx-token = ["s3cret"]' },
    },
  ),
  "a header for the token service, too": mirrored(withHeader("M"), { down: true }, SENT),
  "a header for the token service, too, of alice": mirrored(
    withHeader("M"),
    { down: true },
    { ...SENT, credentials: [ALICE] },
  ),
  "a header for another host's token service": mirrored(
    { wants: HEADER, access: { challenge: ['Bearer realm="http://{N}/token"'], accepts: ["bearer t"] } },
    { down: true },
    {
      ...SENT,
      more: { N: { host: "127.0.0.2", ...withHeader("N") } },
      mayDiffer: {
        in: ["available", "saw"],
        as: "to a token service that the registry names over TLS (or, for a registry that is itself spoken to without TLS, on its own host)",
      },
    },
  ),
  "a header, where a redirect leads to another host": mirrored(
    { wants: HEADER, tag: { status: 307, headers: { location: "http://{N}/v2/shop/web/manifests/1.2" } } },
    { down: true },
    {
      ...SENT,
      more: { N: { host: "127.0.0.2", wants: HEADER } },
      mayDiffer: {
        in: ["available", "saw"],
        as: "Never to another host that a redirect leads to, though containerd would; a challenge met there is answered anonymously.",
      },
    },
  ),
  "a client certificate that is none": {
    ...file('[host."https://{M}"]\nclient = ["x.pem"]', { A: {}, M: { tls: true } }),
    files: { "{A}/hosts.toml": '[host."https://{M}"]\nclient = ["x.pem"]', "{A}/x.pem": "nothing" },
  },
  "pull alone, by tag": mirrored({}, { tag: MISSING }, { keys: 'capabilities = ["pull"]' }),
  "pull alone gives the content": mirrored({}, { digest: MISSING }, { keys: 'capabilities = ["pull"]' }),
  "pull alone, by digest": mirrored({}, { down: true }, { keys: 'capabilities = ["pull"]', by: "digest" }),
  "resolve alone": mirrored({}, { down: true }, { keys: 'capabilities = ["resolve"]' }),
  "push alone": mirrored({}, { tag: MISSING }, { keys: 'capabilities = ["push"]' }),
  "capabilities in capitals": mirrored({}, { down: true }, { keys: 'capabilities = ["PULL", "Resolve"]' }),
  "no capabilities": mirrored({}, { down: true }, { keys: "capabilities = []" }),
  "a capability that is none": mirrored({}, { tag: MISSING }, { keys: 'capabilities = ["fly"]' }),
  "credentials of the image's name": mirrored({ access: BASIC }, { down: true }, { credentials: [ALICE] }),
  "a mirror's token service": mirrored(
    {
      access: { challenge: ['Bearer realm="http://{M}/token"'], accepts: ["bearer pa"] },
      token: { POST: { alice: tokenFor("pa") } },
    },
    { down: true },
    { credentials: [ALICE] },
  ),
  "two mirrors in order": file('[host."http://{N}"]\n[host."http://{M}"]', {
    A: { down: true },
    M: {},
    N: { tag: MISSING },
  }),
  "a server instead of the registry": file('server = "http://{M}"', { A: {}, M: {} }),
  "a server that has it not": file('server = "http://{M}"', { A: {}, M: { tag: MISSING } }),
  "a server without resolve": file('server = "http://{M}"\ncapabilities = ["pull"]'),
  "capabilities without a server": file('capabilities = ["push"]'),
  "a file that does not parse": file('[host."http://{M}"', { A: {}, M: {} }),
  "an empty file": file(""),
  "a comment alone": file("# nothing"),
  "a host without a name": file('[host.""]'),
  "a host without a name, then one": file('[host.""]\n[host."http://{M}"]', { A: { down: true }, M: {} }),
  "a host without a name, behind one": file('[host."http://{M}"]\n[host.""]', { A: { down: true }, M: {} }),
  "a host without a name, behind one that has it not": file('[host."http://{M}"]\n[host.""]', {
    A: {},
    M: { tag: MISSING },
  }),
  "a host without a name, and a server": file('server = "http://{M}"\n[host.""]'),
  "a host without a name, of pull alone": file('[host.""]\ncapabilities = ["pull"]'),
  "a host without a name, with keys": file('[host.""]\nskip_verify = true\n[host."http://{M}"]', {
    A: { down: true },
    M: {},
  }),
  "a host that is a scheme": file('[host."http://"]\n[host."http://{M}"]', { A: {}, M: {} }),
  "a host that begins like a scheme": file('[host."httpbin.test"]\n[host."http://{M}"]', { A: {}, M: {} }),
  "a host of a scheme that nobody speaks": file('[host."httpx://{M}"]', { A: {}, M: {} }),
  "a host with a colon that is no port": file('[host."http_x:5"]\n[host."http://{M}"]', { A: {}, M: {} }),
  "a host with a broken escape": file('[host."http://{M}/%zz"]', { A: {}, M: {} }),
  "a host that is a space": file('[host." "]\n[host."http://{M}"]', { A: {}, M: {} }),
  "a server that is a scheme": file('server = "http://"\n[host."http://{M}"]', { A: {}, M: {} }),
  "an empty server": file('server = ""\n[host."http://{M}"]', { A: { down: true }, M: {} }),
  "a number for skip_verify": file('[host."http://{M}"]\nskip_verify = 1'),
  "keys of no meaning": file('[host."http://{M}"]\nfoo = "bar"'),
  "a dial_timeout": file('[host."http://{M}"]\ndial_timeout = "1s"'),
  "a dial_timeout of no form": file('[host."http://{M}"]\ndial_timeout = "soon"'),
  "a host in an inline table": file('host = { "http://{M}" = {} }'),
  "a host in single quotes": file("[host.'http://{M}']"),
  "an unknown number, large": file('[host."http://{M}"]\nx = 9007199254740993'),
  "an unknown number, the largest": file('[host."http://{M}"]\nx = 9223372036854775807'),
  "an unknown number, too large": file('[host."http://{M}"]\nx = 9223372036854775808'),
  "an unknown number, with a fraction": file('[host."http://{M}"]\nx = 1e400'),
  "a large number for a switch": file('[host."http://{M}"]\nskip_verify = 9007199254740993'),
  "a subtable alone": file('[host."http://{M}".header]\nx = "y"'),
  "a mirror without a scheme": file('[host."{M}"]\nskip_verify = true', {
    A: { down: true },
    M: { tls: "untrusted" },
  }),
  "skip_verify with http": file('[host."http://{M}"]\nskip_verify = true', { A: { down: true }, M: {} }),
  "skip_verify with http, and TLS": file('[host."http://{M}"]\nskip_verify = true', {
    A: { down: true },
    M: { tls: "untrusted" },
  }),
  "https without verification of nobody's certificate": file('[host."https://{M}"]', {
    A: { down: true },
    M: { tls: "untrusted" },
  }),
  "https with a certificate": file('[host."https://{M}"]', { A: { down: true }, M: { tls: true } }),
  "a ca that is not there": {
    ...file('[host."https://{M}"]\nca = "nope.pem"', { A: {}, M: { tls: true } }),
    mayDiffer: {
      in: ["available", "asked", "saw"],
      as: "one that is not there is a warning and no verdict for what needs it, never taken for the node's own error",
    },
  },
  "a ca of no certificate": {
    ...file('[host."https://{M}"]\nca = ["x.pem"]', { A: {}, M: { tls: true } }),
    files: { "{A}/hosts.toml": '[host."https://{M}"]\nca = ["x.pem"]', "{A}/x.pem": "nothing" },
  },
  "a default for all": {
    servers: { A: { down: true }, M: {} },
    files: { "_default/hosts.toml": '[host."http://{M}"]' },
  },
  "an empty folder hides the default": {
    servers: { A: { down: true }, M: {} },
    files: { "{A}/nothing": "", "_default/hosts.toml": '[host."http://{M}"]' },
  },
  "another registry's folder": {
    servers: { A: {}, M: {} },
    files: { "other.test/hosts.toml": '[host."http://{M}"]' },
  },
  "the registry itself by the name of a mirror": file('[host."http://{A}"]', { A: { tag: MISSING } }),
  "a mirror without end": file('server = "http://{M}"\n[host."http://{M}"]', { A: {}, M: { tag: MISSING } }),
};
