import { ALICE, BOB, type Scenes, tokenFor } from "./challengeScenes.ts";
import type { RegistryScene, SceneReply, SceneServer } from "./registryScene.ts";

const BEARER = ['Bearer realm="http://{A}/token",service="s"'];
const BASIC = ['Basic realm="r"'];

/** What an image is asked for in vain with, before it is asked for as a node does, or not asked with again. */
export const MORE: NonNullable<RegistryScene["mayDiffer"]> = {
  in: ["saw"],
  as: "the exporter says what a node would meet if it had to pull the image now",
};

const VAULTS: Readonly<Record<string, NonNullable<SceneServer["vault"]>>> = {
  Bearer: {
    access: { challenge: BEARER, accepts: ["bearer v"] },
    token: { GET: tokenFor("v"), POST: tokenFor("v") },
  },
  Basic: { access: { challenge: BASIC, accepts: ["basic alice:wonderland", "basic bob:builder"] } },
};
const TOKENS: Readonly<Record<string, SceneReply>> = {
  "a token": tokenFor("t"),
  "no token": { status: 200, body: {} },
  "401 for a token": { status: 401 },
  "429 for a token": { status: 429 },
  "503 for a token": { status: 503 },
};
const ACCESS: Readonly<Record<string, SceneServer>> = {
  "a public image": {},
  "an absent image": { tag: { status: 404 } },
  "a forbidden image": { tag: { status: 403 } },
  "an image for who has Basic": { access: { challenge: BASIC, accepts: ["basic alice:wonderland"] } },
  "an image for who has a token": { access: { challenge: BEARER, accepts: ["bearer t"] } },
  "an image for nobody": { access: { challenge: BEARER, accepts: [], refusal: { status: 403 } } },
};

/** A registry that has been asked for another image before, which may want something else. */
export const borrowedScenes: Scenes = Object.fromEntries(
  Object.entries(VAULTS).flatMap(([before, vault]) =>
    Object.entries(ACCESS).flatMap(([what, model]) =>
      Object.entries(TOKENS).map(([which, token]) => [
        `${what}, ${which}, after ${before}`,
        {
          servers: { A: { ...model, vault, token: { GET: token, POST: token } } },
          credentials: [BOB, ALICE],
          mayDiffer: MORE,
        },
      ]),
    ),
  ),
);
