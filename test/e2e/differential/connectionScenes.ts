import { bearer, type Scenes } from "./challengeScenes.ts";
import { MANIFEST, MEDIA_TYPE, type SceneReply } from "./registryScene.ts";
import { DIGEST } from "./sceneServers.ts";

/** What is there, but not at once. */
const late = (ms: number): SceneReply => ({
  status: 200,
  headers: { "content-type": MEDIA_TYPE, "docker-content-digest": DIGEST },
  body: MANIFEST,
  late: ms,
});

/** Connections that end, and who comes when. */
export const patienceScenes: Scenes = {
  "a connection closed once": { servers: { A: { first: ["drop"] } } },
  "a connection closed twice": { servers: { A: { first: ["drop", "drop"] } } },
  "a connection closed always": {
    servers: { A: { first: Array.from({ length: 9 }, () => "drop" as const) } },
  },
  "nothing listens": { servers: { A: { down: true } } },
  "a failure, then a closed connection": { servers: { A: { first: [{ status: 503 }, "drop"] } } },
  "no answer": { servers: { A: { tag: "hang" } } },
  "an answer that comes late": { servers: { A: { tag: late(700) } } },
  "an answer that comes too late": { servers: { A: { tag: late(1_500) } } },
  "content that comes late": { servers: { A: { digest: late(700) } } },
  "a token that comes late": {
    servers: {
      A: bearer(["bearer t"], { token: { GET: { status: 200, body: { token: "t" }, late: 700 } } }),
    },
  },
};

export const tlsScenes: Scenes = {
  "a name with a certificate": { servers: { A: { host: "a.test" } } },
  "a name with a certificate of somebody": { servers: { A: { host: "a.test", tls: "untrusted" } } },
  "a name with a certificate that has only a common name": {
    servers: { A: { host: "a.test", tls: "commonName" } },
  },
  "an address of the machine itself, with a certificate of somebody": {
    servers: { A: { tls: "untrusted" } },
  },
  "an address of the machine itself": { servers: { A: { tls: true } } },
  "a name below two labels": { servers: { A: { host: "a.b.test" } } },
  "a handshake that takes long": { servers: { A: { host: "a.test", handshakeMs: 400 } } },
  "an address where nothing listens, then one": {
    servers: { A: { host: "a.test", addresses: ["127.0.0.9", "127.0.0.1"] } },
  },
  "an address where nothing listens, then one that takes long": {
    servers: { A: { host: "a.test", addresses: ["127.0.0.9", "127.0.0.1"], handshakeMs: 400 } },
  },
  "one that takes long, then an address where nothing listens": {
    servers: { A: { host: "a.test", addresses: ["127.0.0.1", "127.0.0.9"], handshakeMs: 400 } },
  },
  "addresses of both families, one that takes long": {
    servers: { A: { host: "a.test", addresses: ["::1", "127.0.0.1"], handshakeMs: 400 } },
  },
  "addresses where nothing listens": {
    servers: { A: { host: "a.test", addresses: ["127.0.0.8", "127.0.0.9"] } },
  },
};
