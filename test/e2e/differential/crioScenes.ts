import { ALICE, BOB, type Scenes, tokenFor } from "./challengeScenes.ts";
import { REPLIES } from "./mirrorScenes.ts";
import {
  MANIFEST,
  MEDIA_TYPE,
  type RegistryScene,
  type SceneReply,
  type SceneServer,
} from "./registryScene.ts";

type Servers = Readonly<Record<string, SceneServer>>;

/** A registry A with a mirror M, as `registries.conf` says. */
const conf = (
  text: string,
  servers: Servers = { A: {}, M: {} },
  rest: Partial<RegistryScene> = {},
): RegistryScene => ({
  servers,
  files: { "registries.conf": text },
  ...rest,
});
const MIRRORED = '[[registry]]\nlocation = "{A}"\n[[registry.mirror]]\nlocation = "{M}"\n';
const DOWN: SceneServer = { down: true };
const MISSING: SceneServer = { tag: { status: 404 }, digest: { status: 404 } };
const BASIC = (who: string): SceneServer => ({
  access: { challenge: ['Basic realm="r"'], accepts: [`basic ${who}`] },
});
const AUTH = (entries: Readonly<Record<string, string>>) =>
  JSON.stringify({
    auths: Object.fromEntries(
      Object.entries(entries).map(([key, who]) => [key, { auth: Buffer.from(who).toString("base64") }]),
    ),
  });

const PARTS = Object.entries(REPLIES).filter(([what]) => !/digest|tag|page|HEAD/.test(what));

/** Every answer of a mirror with every answer of the registry, by tag and by digest. */
export const crioPairScenes: Scenes = Object.fromEntries(
  PARTS.flatMap(([what, mirror]) =>
    PARTS.flatMap(([then, origin]) => [
      [`${what}, then ${then}`, conf(MIRRORED, { A: origin, M: mirror }, { credentials: [ALICE] })] as const,
      [
        `by digest: ${what}, then ${then}`,
        conf(MIRRORED, { A: origin, M: mirror }, { by: "digest" }),
      ] as const,
    ]),
  ),
);

const typed = { "content-type": MEDIA_TYPE };
/** What a mirror may answer by 200 in a manifest's place. */
const INSTEAD: Readonly<Record<string, SceneReply>> = {
  "another manifest": { status: 200, headers: typed, body: `${MANIFEST} ` },
  "a page": { status: 200, headers: { "content-type": "text/html" }, body: "<html></html>" },
  nothing: { status: 200, headers: typed, body: "" },
  "the start of it": {
    raw: `HTTP/1.1 200 OK\nContent-Type: ${MEDIA_TYPE}\nContent-Length: 500\n\n${MANIFEST.slice(0, 50)}`,
  },
};
const insteadScenes: Scenes = Object.fromEntries(
  Object.entries(INSTEAD).flatMap(([what, reply]) =>
    (["tag", "digest"] as const).map((by) => [
      `a mirror that has ${what} by ${by}`,
      conf(MIRRORED, { A: {}, M: { [by]: reply } }, { by }),
    ]),
  ),
);

export const registriesScenes: Scenes = {
  ...insteadScenes,
  "a mirror": conf(MIRRORED, { A: DOWN, M: {} }),
  "a mirror that has it not": conf(MIRRORED, { A: {}, M: MISSING }),
  "two mirrors in order": conf(`${MIRRORED}[[registry.mirror]]\nlocation = "{N}"`, {
    A: DOWN,
    M: MISSING,
    N: {},
  }),
  "a mirror below a path": conf('[[registry]]\nlocation = "{A}"\n[[registry.mirror]]\nlocation = "{M}/hub"', {
    A: DOWN,
    M: {},
  }),
  "a prefix of a path": conf(
    '[[registry]]\nprefix = "{A}/shop"\nlocation = "{A}/shop"\n[[registry.mirror]]\nlocation = "{M}/x"',
    { A: DOWN, M: {} },
  ),
  "a prefix that ends within a word": conf(
    '[[registry]]\nprefix = "{A}/sh"\nlocation = "{A}/sh"\n[[registry.mirror]]\nlocation = "{M}/x"',
    { A: DOWN, M: {} },
  ),
  "the longest prefix": conf(
    '[[registry]]\nlocation = "{A}"\n[[registry.mirror]]\nlocation = "{M}"\n[[registry]]\nprefix = "{A}/shop/web"\nlocation = "{N}/y"',
    { A: DOWN, M: {}, N: {} },
  ),
  "another location": conf('[[registry]]\nprefix = "{A}"\nlocation = "{M}"', { A: DOWN, M: {} }),
  "a wildcard": conf('[[registry]]\nprefix = "*.test"\n[[registry.mirror]]\nlocation = "{M}"', {
    A: { host: "a.test", ...DOWN },
    M: { host: "m.test" },
  }),
  "a wildcard with a location": conf('[[registry]]\nprefix = "*.test"\nlocation = "{M}"', {
    A: { host: "a.test", ...DOWN },
    M: { host: "m.test" },
  }),
  "a wildcard that is longer than a name": conf(
    '[[registry]]\nprefix = "*.a.test"\nlocation = "{M}"\n[[registry]]\nprefix = "a.test"\nlocation = "{A}"',
    { A: { host: "a.test" }, M: { host: "m.test", ...DOWN } },
  ),
  "a slash at the end": conf('[[registry]]\nlocation = "{A}/"\n[[registry.mirror]]\nlocation = "{M}/"', {
    A: DOWN,
    M: {},
  }),
  "mirror-by-digest-only, by tag": conf(`${MIRRORED}`.replace('{A}"', '{A}"\nmirror-by-digest-only = true'), {
    A: MISSING,
    M: {},
  }),
  "mirror-by-digest-only, by digest": conf(
    `${MIRRORED}`.replace('{A}"', '{A}"\nmirror-by-digest-only = true'),
    { A: MISSING, M: {} },
    { by: "digest" },
  ),
  ...Object.fromEntries(
    ["all", "digest-only", "tag-only", "none"].flatMap((pulls) =>
      (["tag", "digest"] as const).map((by) => [
        `pull-from-mirror ${pulls}, by ${by}`,
        conf(`${MIRRORED}pull-from-mirror = "${pulls}"`, { A: MISSING, M: {} }, { by }),
      ]),
    ),
  ),
  "both kinds of restriction": conf(
    `${MIRRORED}pull-from-mirror = "all"`.replace('{A}"', '{A}"\nmirror-by-digest-only = true'),
  ),
  "pull-from-mirror for a registry": conf('[[registry]]\nlocation = "{A}"\npull-from-mirror = "all"'),
  blocked: conf('[[registry]]\nlocation = "{A}"\nblocked = true'),
  "blocked, with a mirror": conf(MIRRORED.replace('{A}"', '{A}"\nblocked = true'), { A: {}, M: {} }),
  "blocked, with a mirror that has it not": conf(MIRRORED.replace('{A}"', '{A}"\nblocked = true'), {
    A: {},
    M: MISSING,
  }),
  "a blocked mirror": conf(`${MIRRORED}[[registry]]\nlocation = "{M}"\nblocked = true`, { A: {}, M: {} }),
  "a blocked mirror, and nothing else": conf(`${MIRRORED}[[registry]]\nlocation = "{M}"\nblocked = true`, {
    A: DOWN,
    M: {},
  }),
  "a mirror without TLS": conf(MIRRORED, { A: { host: "a.test", ...DOWN }, M: { host: "127.0.0.2" } }),
  "an insecure mirror without TLS": conf(`${MIRRORED}insecure = true`, {
    A: { host: "a.test", ...DOWN },
    M: { host: "127.0.0.2" },
  }),
  "a mirror with nobody's certificate": conf(MIRRORED, {
    A: { host: "a.test", ...DOWN },
    M: { host: "m.test", tls: "untrusted" },
  }),
  "an insecure mirror with nobody's certificate": conf(`${MIRRORED}insecure = true`, {
    A: { host: "a.test", ...DOWN },
    M: { host: "m.test", tls: "untrusted" },
  }),
  "an insecure registry": conf('[[registry]]\nlocation = "{A}"\ninsecure = true', {
    A: { host: "a.test", tls: "untrusted" },
  }),
  "a registry that is not insecure": conf('[[registry]]\nlocation = "{A}"', {
    A: { host: "a.test", tls: "untrusted" },
  }),
  "namespace-proxy": conf(`${MIRRORED}namespace-proxy = "quay.io"`, { A: DOWN, M: {} }),
  "no [[registry]]": conf('unqualified-search-registries = ["a.test"]', { A: {} }),
  "an empty file": conf("", { A: {} }),
  "a file that does not parse": conf("[[registry]", { A: {} }),
  "version 1": conf('[registries.search]\nregistries = ["a.test"]', { A: {} }),
  "a scheme in a location": conf('[[registry]]\nlocation = "https://{A}"'),
  "a scheme in a mirror": conf(
    '[[registry]]\nlocation = "{A}"\n[[registry.mirror]]\nlocation = "http://{M}"',
  ),
  "no location": conf('[[registry]]\nprefix = "{A}"'),
  "neither prefix nor location": conf("[[registry]]\ninsecure = true"),
  "a mirror without a location": conf('[[registry]]\nlocation = "{A}"\n[[registry.mirror]]\ninsecure = true'),
  "a location that is no registry": conf('[[registry]]\nprefix = "{A}"\nlocation = "mirror"'),
  "a mirror that is no registry": conf(
    '[[registry]]\nlocation = "{A}"\n[[registry.mirror]]\nlocation = "mirror"',
  ),
  "a location in capitals": conf('[[registry]]\nprefix = "{A}"\nlocation = "M.test/A"'),
  "a wildcard with a path": conf('[[registry]]\nprefix = "*.test/a"\nlocation = "{A}"'),
  "twice, and not both blocked": conf(
    '[[registry]]\nlocation = "{A}"\n[[registry]]\nprefix = "b.test"\nlocation = "{A}"\nblocked = true',
  ),
  "a number for a location": conf("[[registry]]\nlocation = 1"),
  "a text for a switch": conf('[[registry]]\nlocation = "{A}"\nblocked = "true"'),
  "a table instead of a list": conf('[registry]\nlocation = "{A}"'),
  "keys of no meaning": conf('foo = "bar"\n[[registry]]\nlocation = "{A}"\nfoo = 1'),
  "a mode of no meaning": conf('short-name-mode = "soon"'),
  "a later file": {
    servers: { A: DOWN, M: {} },
    files: {
      "registries.conf": '[[registry]]\nlocation = "{A}"',
      "registries.conf.d/10.conf": MIRRORED,
      "registries.conf.d/20.txt": '[[registry]]\nlocation = "{A}"',
    },
  },
  "a still later file": {
    servers: { A: DOWN, M: {} },
    files: {
      "registries.conf": "",
      "registries.conf.d/10.conf": MIRRORED,
      "registries.conf.d/20.conf": '[[registry]]\nlocation = "{A}"',
    },
  },
  "a later file that does not parse": {
    servers: { A: {}, M: {} },
    files: { "registries.conf": MIRRORED, "registries.conf.d/10.conf": "[" },
  },
};

const token = (letter: string): SceneServer => ({
  access: { challenge: [`Bearer realm="http://{${letter}}/token"`], accepts: ["bearer pa"] },
  token: { GET: { alice: tokenFor("pa") }, POST: { alice: tokenFor("pa") } },
});

/** What a root may ask for in vain, of whom manifests do not. */
const rootScenes: Scenes = Object.fromEntries(
  [
    'Bearer service="s"',
    "Bearer",
    "Bearer,",
    'Bearer realm=""',
    'Bearer realm="x"',
    "Negotiate",
    "Basic",
    "",
  ].flatMap((challenge) =>
    [[], [ALICE]].map((credentials) => [
      `a root that asks for ${JSON.stringify(challenge)}, ${credentials.length === 0 ? "nobody" : "somebody"}`,
      {
        servers: { A: { root: { status: 401, headers: { "www-authenticate": challenge } } } },
        credentials,
      },
    ]),
  ),
);

export const nodeScenes: Scenes = {
  ...rootScenes,
  "a mirror elsewhere gets nothing of the pod's": conf(
    MIRRORED,
    { A: DOWN, M: { host: "127.0.0.2", ...BASIC("alice:wonderland") } },
    { credentials: [ALICE] },
  ),
  "a mirror elsewhere gets what the auth file has": {
    servers: { A: DOWN, M: { host: "127.0.0.2", ...BASIC("alice:wonderland") } },
    credentials: [BOB],
    files: { "registries.conf": MIRRORED, "auth.json": AUTH({ "{M}": "alice:wonderland" }) },
  },
  "a location of the same registry gets the pod's": conf(
    '[[registry]]\nlocation = "{A}"\n[[registry.mirror]]\nlocation = "{A}/x"',
    { A: BASIC("alice:wonderland") },
    { credentials: [ALICE] },
  ),
  "the auth file, where the pod has nothing": {
    servers: { A: BASIC("alice:wonderland") },
    files: { "auth.json": AUTH({ "{A}": "alice:wonderland" }) },
  },
  "the auth file, where the pod has something": {
    servers: { A: BASIC("alice:wonderland") },
    credentials: [BOB],
    files: { "auth.json": AUTH({ "{A}": "alice:wonderland" }) },
  },
  "the auth file, with tokens": {
    servers: { A: token("A") },
    files: { "auth.json": AUTH({ "{A}": "alice:wonderland" }) },
  },
  "the longest key": {
    servers: { A: BASIC("alice:wonderland") },
    files: {
      "auth.json": AUTH({ "{A}": "bob:builder", "{A}/shop": "bob:x", "{A}/shop/web": "alice:wonderland" }),
    },
  },
  "a key that ends within a word": {
    servers: { A: BASIC("alice:wonderland") },
    files: { "auth.json": AUTH({ "{A}": "alice:wonderland", "{A}/sh": "bob:builder" }) },
  },
  "a key with a scheme": {
    servers: { A: BASIC("alice:wonderland") },
    files: { "auth.json": AUTH({ "https://{A}/v1/": "alice:wonderland" }) },
  },
  "a key with a star": {
    servers: { A: { host: "a.test", ...BASIC("alice:wonderland") } },
    files: { "auth.json": AUTH({ "*.test": "alice:wonderland" }) },
  },
  "an auth file that does not parse": { servers: { A: {} }, files: { "auth.json": "{" } },
  "an auth file that does not parse, and the pod's": {
    servers: { A: BASIC("alice:wonderland") },
    credentials: [ALICE],
    files: { "auth.json": "{" },
  },
  "an empty object": { servers: { A: {} }, files: { "auth.json": "{}" } },
  "a user name alone": {
    servers: { A: {} },
    files: { "auth.json": '{"auths":{"{A}":{"username":"alice","password":"wonderland"}}}' },
  },
  "an auth that is no base64": {
    servers: { A: {} },
    files: { "auth.json": '{"auths":{"{A}":{"auth":"?"}}}' },
  },
  "another entry that is no base64": {
    servers: { A: {} },
    files: { "auth.json": '{"auths":{"b.test":{"auth":"?"}}}' },
  },
  "an auth without a colon": {
    servers: { A: {} },
    files: { "auth.json": '{"auths":{"{A}":{"auth":"YWxpY2U="}}}' },
  },
  "an authority that is none": { servers: { A: {} }, files: { "certs.d/{A}/a.crt": "none" } },
  "a certificate and a key that are none": {
    servers: { A: {} },
    files: { "certs.d/{A}/a.cert": "none", "certs.d/{A}/a.key": "none" },
  },
  "a certificate without its key": { servers: { A: {} }, files: { "certs.d/{A}/a.cert": "none" } },
  "a key without its certificate": { servers: { A: {} }, files: { "certs.d/{A}/a.key": "none" } },
  "a certificate of a mirror's without its key": {
    servers: { A: {}, M: {} },
    files: { "registries.conf": MIRRORED, "certs.d/{M}/a.cert": "none" },
  },
  "other files beside certificates": { servers: { A: {} }, files: { "certs.d/{A}/README": "none" } },
  "a number for an auth": { servers: { A: {} }, files: { "auth.json": '{"auths":{"{A}":{"auth":1}}}' } },
};

const named = (name: string, text: string, servers: Servers): RegistryScene => ({
  ...conf(text, servers),
  name,
});

const BOTH = 'unqualified-search-registries = ["{A}", "{M}"]';

/** With what CRI-O is told on OpenShift: all registries are searched. */
const searched = (what: Servers, more: Partial<RegistryScene> = {}, text = BOTH): RegistryScene => ({
  ...named("shop/web:1.2", text, what),
  ...more,
  files: { "registries.conf": text, "short-name-mode": "disabled", ...more.files },
});

const searching: Scenes = {
  "all searched: the first has it": searched({ A: {}, M: {} }),
  "all searched: the second has it": searched({ A: MISSING, M: {} }),
  "all searched: the first is down": searched({ A: DOWN, M: {} }),
  "all searched: none has it": searched({ A: MISSING, M: MISSING }),
  "all searched: both want the pod's credentials": searched(
    { A: { ...BASIC("alice:wonderland"), ...MISSING }, M: BASIC("alice:wonderland") },
    { credentials: [ALICE] },
  ),
  "all searched: the second wants what the auth file has": searched(
    { A: MISSING, M: BASIC("bob:builder") },
    { files: { "auth.json": AUTH({ "{M}": "bob:builder" }) } },
  ),
  "all searched: the first is blocked": searched(
    { A: {}, M: {} },
    {},
    `${BOTH}\n[[registry]]\nlocation = "{A}"\nblocked = true`,
  ),
  "all searched: both are blocked": searched(
    { A: {}, M: {} },
    {},
    `${BOTH}\n[[registry]]\nlocation = "{A}"\nblocked = true\n[[registry]]\nlocation = "{M}"\nblocked = true`,
  ),
  "all searched: the second's mirror is the first": searched(
    { A: MISSING, M: {} },
    {},
    `${BOTH}\n[[registry]]\nlocation = "{M}"\n[[registry.mirror]]\nlocation = "{A}"`,
  ),
  "all searched, by digest": searched({ A: MISSING, M: {} }, { name: "shop/web@{digest}" }),
  "all searched: an alias": searched({ A: {}, M: {} }, {}, `${BOTH}\n[aliases]\n"shop/web" = "{M}/shop/web"`),
};

export const shortNameScenes: Scenes = {
  "an alias": named("web:1.2", '[aliases]\n"web" = "{A}/shop/web"', { A: {} }),
  "an alias without a tag": named("web", '[aliases]\n"web" = "{A}/shop/web"', { A: {} }),
  "an alias, by digest": named("web@{digest}", '[aliases]\n"web" = "{A}/shop/web"', { A: {} }),
  "an alias of a path": named("team/web:1.2", '[aliases]\n"team/web" = "{A}/shop/web"', { A: {} }),
  "an alias with a mirror": named("web:1.2", `${MIRRORED}[aliases]\n"web" = "{A}/shop/web"`, {
    A: DOWN,
    M: {},
  }),
  "an alias with a tag": named("{A}/shop/web:1.2", '[aliases]\n"web" = "{A}/shop/web:1"', { A: {} }),
  "an alias of a name with a registry": named("{A}/shop/web:1.2", '[aliases]\n"a.test/web" = "{A}/web"', {
    A: {},
  }),
  "an alias without a registry": named("{A}/shop/web:1.2", '[aliases]\n"web" = "shop/web"', { A: {} }),
  "an alias that is taken back": {
    servers: { A: {} },
    name: "web:1.2",
    files: {
      "registries.conf": '[aliases]\n"web" = "{A}/shop/web"',
      "registries.conf.d/10.conf": '[aliases]\n"web" = ""',
    },
  },
  "one registry to be searched": named("shop/web:1.2", 'unqualified-search-registries = ["{A}"]', { A: {} }),
  "two registries to be searched": named("shop/web:1.2", 'unqualified-search-registries = ["{A}", "{M}"]', {
    A: {},
    M: {},
  }),
  ...searching,
  "an alias among them": named(
    "web:1.2",
    'unqualified-search-registries = ["{A}", "{M}"]\n[aliases]\n"web" = "{M}/shop/web"',
    { A: {}, M: {} },
  ),
  "none to be searched": named("shop/web:1.2", "unqualified-search-registries = []", { A: {} }),
  "nothing said": named("shop/web:1.2", "", { A: {} }),
  "a path to be searched": named("shop/web:1.2", 'unqualified-search-registries = ["{A}/x"]', { A: {} }),
  "a later list": {
    servers: { A: DOWN, M: {} },
    name: "shop/web:1.2",
    files: {
      "registries.conf": 'unqualified-search-registries = ["{A}"]',
      "registries.conf.d/10.conf": 'unqualified-search-registries = ["{M}"]',
    },
  },
};
