import { MORE } from "./borrowedScenes.ts";
import { ALICE, type Scenes } from "./challengeScenes.ts";
import type { RegistryScene, SceneReply, SceneServer } from "./registryScene.ts";

const REALM = 'Bearer realm="http://{A}/token",service="s"';
/** The first, the second and so on. */
const COUNTED: SceneReply = { status: 200, body: { token: "t{n}", access_token: "t{n}" } };

const refusal = (...challenge: readonly string[]): SceneReply => ({
  status: 401,
  headers: { "www-authenticate": challenge.join("\n") },
});

/** What a registry answers to a token. */
const REFUSALS: Readonly<Record<string, SceneReply>> = {
  "the same": refusal(REALM),
  "the same, and an error": refusal(`${REALM},error="invalid_token"`),
  "the same, and an empty error": refusal(`${REALM},error=""`),
  "another realm": refusal(REALM.replace("service", "scope")),
  "another realm, and an error": refusal(`Bearer realm="http://{A}/token",service="r",error="invalid_token"`),
  Basic: refusal('Basic realm="r"'),
  "Basic and Bearer": refusal('Basic realm="r"', REALM),
  "Basic and Bearer, and an error": refusal('Basic realm="r"', `${REALM},error="invalid_token"`),
  Digest: refusal('Digest realm="r"'),
  nothing: { status: 401 },
};

/** Which credentials open it. */
const KEYS: Readonly<Record<string, Partial<NonNullable<SceneServer["access"]>>>> = {
  "each token once": { accepts: ["bearer t1", "bearer t2", "bearer t3"], once: true },
  "the second token alone": { accepts: ["bearer t2"] },
  "the second token, and it once": { accepts: ["bearer t2", "bearer t3"], once: true },
  "Basic alone": { accepts: ["basic alice:wonderland"] },
  "no token, and nobody": { accepts: [] },
};

const WHO: Readonly<Record<string, RegistryScene["credentials"]>> = { nobody: [], alice: [ALICE] };

/** Registries that take a token no more, or never did, and say what they want instead. */
export const secondChallengeScenes: Scenes = Object.fromEntries(
  Object.entries(KEYS).flatMap(([key, access]) =>
    Object.entries(REFUSALS).flatMap(([what, refused]) =>
      Object.entries(WHO).map(([who, credentials]) => [
        `${key}; else ${what}: ${who}`,
        {
          servers: {
            A: {
              access: { challenge: [REALM], accepts: [], ...access, refusal: refused },
              token: { GET: COUNTED, POST: COUNTED },
            },
          },
          ...(credentials === undefined ? {} : { credentials }),
          // We do not ask for the second step's token to be told once more that it is none.
          ...(key === "Basic alone" && what === "Basic" ? { mayDiffer: MORE } : {}),
        },
      ]),
    ),
  ),
);
