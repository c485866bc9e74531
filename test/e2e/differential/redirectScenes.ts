import { named } from "./answerScenes.ts";
import { ALICE, bearer, type Scenes, tokenFor } from "./challengeScenes.ts";
import type { SceneReply } from "./registryScene.ts";

const BASIC = ['Basic realm="r"'];
const to = (place: string, status = 307): SceneReply => ({ status, headers: { location: place } });
const manifest = "/v2/shop/web/manifests/1.2";

export const redirectScenes: Scenes = {
  ...Object.fromEntries(
    [301, 302, 303, 307, 308].flatMap((status) =>
      named(`${status} `, {
        within: { servers: { A: { first: [to(manifest, status)] } } },
        "to another port": {
          servers: { A: { tag: to(`http://{B}${manifest}`, status) }, B: {} },
        },
        "to another host": {
          servers: { A: { tag: to(`http://{B}${manifest}`, status) }, B: { host: "127.0.0.2" } },
        },
        "to a host that is down": {
          servers: { A: { tag: to(`http://{B}${manifest}`, status) }, B: { down: true } },
        },
        "to nowhere": { servers: { A: { tag: { status } } } },
      }),
    ),
  ),
  "nine in a row": { servers: { A: { first: Array.from({ length: 9 }, () => to(manifest)) } } },
  "ten in a row": { servers: { A: { first: Array.from({ length: 10 }, () => to(manifest)) } } },
  "without end": { servers: { A: { tag: to(manifest) } } },
  "to another scheme": { servers: { A: { tag: to("ftp://{A}/x") } } },
  "to a place that is none": { servers: { A: { tag: to("http://[") } } },
  "another port wants the same Basic": {
    servers: {
      A: {
        access: { challenge: BASIC, accepts: ["basic alice:wonderland"] },
        tag: to(`http://{B}${manifest}`),
      },
      B: { access: { challenge: BASIC, accepts: ["basic alice:wonderland"] } },
    },
    credentials: [ALICE],
  },
  "another port wants the same token": {
    servers: {
      A: bearer(["bearer pa"], { tag: to(`http://{B}${manifest}`) }),
      B: { access: { challenge: [], accepts: ["bearer pa"] } },
    },
    credentials: [ALICE],
  },
  "another port has a challenge of its own, for anybody": {
    servers: {
      A: { tag: to(`http://{B}${manifest}`), digest: to("http://{B}/v2/shop/web/manifests/{digest}") },
      B: bearerOf("B", ["bearer anon"]),
    },
  },
  "another host has a challenge of its own, for anybody": {
    servers: {
      A: { tag: to(`http://{B}${manifest}`), digest: to("http://{B}/v2/shop/web/manifests/{digest}") },
      B: { host: "127.0.0.2", ...bearerOf("B", ["bearer anon"]) },
    },
  },
  "another host has a challenge of its own, for alice": {
    servers: {
      A: { tag: to(`http://{B}${manifest}`), digest: to("http://{B}/v2/shop/web/manifests/{digest}") },
      B: { host: "127.0.0.2", ...bearerOf("B", ["bearer pa"]) },
    },
    credentials: [ALICE],
    mayDiffer: {
      in: ["available", "saw"],
      as: "Never to another host that a redirect leads to, though containerd would; a challenge met there is answered anonymously.",
    },
  },
  "a host below, by name": {
    servers: {
      A: {
        host: "a.test",
        access: { challenge: BASIC, accepts: ["basic alice:wonderland"] },
        tag: to(`https://{B}${manifest}`),
      },
      B: { host: "b.a.test", access: { challenge: BASIC, accepts: ["basic alice:wonderland"] } },
    },
    credentials: [ALICE],
  },
  "another host by name gets none": {
    servers: {
      A: {
        host: "a.test",
        access: { challenge: BASIC, accepts: ["basic alice:wonderland"] },
        tag: to(`https://{B}${manifest}`),
      },
      B: { host: "b.test" },
    },
    credentials: [ALICE],
  },
  "a token service moves": {
    servers: {
      A: bearer(["bearer t"], {
        access: { challenge: ['Bearer realm="http://{A}/token"'], accepts: ["bearer ga", "bearer pa"] },
        token: { POST: to("http://{B}/token", 307) },
      }),
      B: { token: { POST: tokenFor("pa") } },
    },
    credentials: [ALICE],
  },
  "a token service is seen elsewhere": {
    servers: {
      A: bearer([], {
        access: { challenge: ['Bearer realm="http://{A}/token"'], accepts: ["bearer anon"] },
        token: { GET: to("http://{B}/token", 302) },
      }),
      B: { host: "127.0.0.2", token: { GET: tokenFor("anon") } },
    },
  },
};

function bearerOf(letter: string, accepts: readonly string[]) {
  return {
    access: { challenge: [`Bearer realm="http://{${letter}}/token",service="s"`], accepts },
    token: { GET: { "": tokenFor("anon"), alice: tokenFor("ga") }, POST: { alice: tokenFor("pa") } },
  };
}
