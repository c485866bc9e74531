import type { RegistryScene, SceneReply, SceneServer } from "./registryScene.ts";

export type Scenes = Readonly<Record<string, RegistryScene>>;

export const ALICE = ["alice", "wonderland"] as const;
export const BOB = ["bob", "builder"] as const;

/** A token that tells whose it is. */
export const tokenFor = (name: string): SceneReply => ({
  status: 200,
  body: { token: name, access_token: name },
});

/** A registry behind tokens of its own service; `t-alice` and `t-` (nobody) open it, as said. */
export function bearer(accepts: readonly string[], more: Partial<SceneServer> = {}): SceneServer {
  return {
    access: { challenge: ['Bearer realm="http://{A}/token",service="s"'], accepts },
    token: {
      GET: { "": tokenFor("anon"), carol: tokenFor("gc"), alice: tokenFor("ga"), bob: tokenFor("gb") },
      POST: { alice: tokenFor("pa"), bob: tokenFor("pb") },
    },
    ...more,
  };
}

export const CHALLENGES: Readonly<Record<string, readonly string[]>> = {
  "a realm alone": ['Bearer realm="http://{A}/token"'],
  "realm, service, scope": ['Bearer realm="http://{A}/token",service="s",scope="repository:shop/web:pull"'],
  "a scope of more": ['Bearer realm="http://{A}/token",service="s",scope="registry:catalog:*"'],
  "two scopes": ['Bearer realm="http://{A}/token",scope="repository:a/b:pull repository:shop/web:pull"'],
  "an empty scope": ['Bearer realm="http://{A}/token",scope=""'],
  "spaces after commas": ['Bearer realm="http://{A}/token", service="s"'],
  "spaces around =": ['Bearer realm = "http://{A}/token"'],
  "no comma": ['Bearer realm="http://{A}/token" service="s"'],
  "another letter case": ['bEARER REALM="http://{A}/token"'],
  "an unquoted realm": ["Bearer realm=http://{A}/token"],
  "a quoted pair": ['Bearer realm="http://{A}/tok\\en"'],
  "a realm with a query": ['Bearer realm="http://{A}/token?x=1"'],
  "a realm twice": ['Bearer realm="http://{A}/nothing",realm="http://{A}/token"'],
  "no realm": ['Bearer service="s"'],
  "no realm, then Basic": ['Bearer service="s"', "Basic"],
  "a realm without a scheme": ['Bearer realm="/token"'],
  "an unfinished realm": ['Bearer realm="http://{A}/token'],
  "a realm with a user name": ['Bearer realm="http://carol@{A}/token"'],
  "a realm with a user name and a password": ['Bearer realm="http://carol:p%40ss@{A}/token"'],
  "an error": ['Bearer realm="http://{A}/token",error="insufficient_scope"'],
  "Basic alone": ['Basic realm="r"'],
  "Basic without a realm": ["Basic"],
  "Basic and Bearer, a header each": ['Basic realm="r"', 'Bearer realm="http://{A}/token"'],
  "Basic, Bearer in one header": ['Basic realm="r", Bearer realm="http://{A}/token"'],
  "Bearer, Basic in one header": ['Bearer realm="http://{A}/token", Basic realm="r"'],
  "Digest and Basic": ['Digest realm="r"', 'Basic realm="r"'],
  Digest: ['Digest realm="r"'],
  Negotiate: ["Negotiate"],
  "Negotiate and Bearer": ["Negotiate", 'Bearer realm="http://{A}/token"'],
  "an empty header": [""],
  "a comma first": [', Bearer realm="http://{A}/token"'],
  "a tab": ['Bearer\trealm="http://{A}/token"'],
};

const WHO: Readonly<Record<string, RegistryScene["credentials"]>> = {
  nobody: [],
  alice: [ALICE],
  "bob, then alice": [BOB, ALICE],
};

const ALL = ["bearer anon", "bearer gc", "bearer ga", "bearer pa", "basic alice:wonderland"];

/** Every challenge, met by nobody, by one and by two. */
export const challengeScenes: Scenes = Object.fromEntries(
  Object.entries(CHALLENGES).flatMap(([what, challenge]) =>
    Object.entries(WHO).map(([who, credentials = []]) => [
      `${what}, met by ${who}`,
      { servers: { A: bearer(ALL, { access: { challenge, accepts: ALL } }) }, credentials },
    ]),
  ),
);
