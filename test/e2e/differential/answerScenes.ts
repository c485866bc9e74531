import { ALICE, BOB, bearer, type Scenes, tokenFor } from "./challengeScenes.ts";
import { MEDIA_TYPE, type RegistryScene, type SceneReply } from "./registryScene.ts";

/** Scenes of one kind. */
export const named = (
  prefix: string,
  entries: Readonly<Record<string, RegistryScene>>,
): [string, RegistryScene][] => Object.entries(entries).map(([what, scene]) => [`${prefix}${what}`, scene]);

const digested = { "docker-content-digest": "{digest}" };
const typed = { "content-type": MEDIA_TYPE };

/** What token services answer, by POST and by GET, to whom. */
export const TOKENS: Readonly<Record<string, SceneReply>> = {
  token: { status: 200, body: { token: "t" } },
  access_token: { status: 200, body: { access_token: "t" } },
  both: { status: 200, body: { token: "x", access_token: "t" } },
  "both, one empty": { status: 200, body: { token: "t", access_token: "" } },
  "another letter case": { status: 200, body: { Access_Token: "t", Token: "t" } },
  "status 201": { status: 201, body: { token: "t", access_token: "t" } },
  "status 204": { status: 204 },
  "status 302 without a place": { status: 302, body: { token: "t", access_token: "t" } },
  "status 400": { status: 400 },
  "status 401": { status: 401 },
  "status 403": { status: 403 },
  "status 404": { status: 404 },
  "status 405": { status: 405 },
  "status 429": { status: 429 },
  "status 500": { status: 500 },
  "no JSON": { status: 200, body: "token=t" },
  "nothing at all": { status: 200 },
  "a list": { status: 200, body: [] },
  null: { status: 200, body: "null" },
  "a text": { status: 200, body: '"t"' },
  "a number for a token": { status: 200, body: { token: 1, access_token: 1 } },
  "null for a token": { status: 200, body: '{"token":null,"access_token":null}' },
  "a lifetime with a point": { status: 200, body: '{"token":"t","access_token":"t","expires_in":300.0}' },
  "a lifetime with an exponent": { status: 200, body: '{"token":"t","access_token":"t","expires_in":3e2}' },
  "a day that is none": {
    status: 200,
    body: '{"token":"t","access_token":"t","issued_at":"2026-02-30T01:02:03Z"}',
  },
  "an hour of one digit": {
    status: 200,
    body: '{"token":"t","access_token":"t","issued_at":"2026-02-03T1:02:03+24:00"}',
  },
  "another kind beside": { status: 200, body: '{"token":5,"access_token":"t"}' },
  "letters that fold into others": { status: 200, body: '{"acce\u017f\u017f_token":"t"}' },
  "null beside": {
    status: 200,
    body: '{"token":"t","access_token":"t","refresh_token":null,"expires_in":null}',
  },
  "expires_in as text": { status: 200, body: { token: "t", access_token: "t", expires_in: "300" } },
  "expires_in with a fraction": { status: 200, body: '{"token":"t","access_token":"t","expires_in":300.5}' },
  "expires_in below zero": { status: 200, body: { token: "t", access_token: "t", expires_in: -1 } },
  issued_at: { status: 200, body: { token: "t", access_token: "t", issued_at: "2026-01-02T03:04:05Z" } },
  "issued_at of no form": { status: 200, body: { token: "t", access_token: "t", issued_at: "yesterday" } },
  "issued_at as a number": { status: 200, body: { token: "t", access_token: "t", issued_at: 17 } },
  "refresh_token as a number": { status: 200, body: { token: "t", access_token: "t", refresh_token: 1 } },
  "something behind": { status: 200, body: '{"token":"t","access_token":"t"} and more' },
  "something before": { status: 200, body: ' \n {"token":"t","access_token":"t"}' },
  "a line break in the token": { status: 200, body: { token: "t\nx", access_token: "t\nx" } },
  "a member of lists": { status: 200, body: { token: "t", access_token: "t", scope: "a", x: [{ y: "}" }] } },
  "100 KiB beside": {
    status: 200,
    body: { token: "t", access_token: "t", note: "x".repeat(100 * 1024) },
  },
  drop: "drop",
};

export const tokenScenes: Scenes = Object.fromEntries(
  Object.entries(TOKENS).flatMap(([what, reply]) =>
    named(`${what}: `, {
      "to nobody by GET": { servers: { A: bearer(["bearer t"], { token: { GET: reply } }) } },
      "to alice by POST": {
        servers: { A: bearer(["bearer t", "bearer g"], { token: { POST: reply, GET: tokenFor("g") } }) },
        credentials: [ALICE],
      },
      "to alice by GET": {
        servers: { A: bearer(["bearer t"], { token: { POST: { status: 404 }, GET: reply } }) },
        credentials: [ALICE],
      },
    }),
  ),
);

export const STATUSES = [
  201, 204, 300, 301, 304, 400, 401, 402, 403, 404, 405, 408, 410, 418, 429, 451, 500, 501, 502, 503, 504,
];

/** Every status, by HEAD alone, by GET alone, by both; once, and for good. */
export const statusScenes: Scenes = Object.fromEntries(
  STATUSES.flatMap((status) =>
    named(`${status} `, {
      "to HEAD": { servers: { A: { tag: { HEAD: { status } } } } },
      "to HEAD and GET": { servers: { A: { tag: { status } } } },
      "to GET": { servers: { A: { tag: { GET: { status } } } } },
      "to the digest": { servers: { A: { digest: { status } } } },
      "by digest": { servers: { A: { digest: { status } } }, by: "digest" },
      ...(status === 408 || status === 429
        ? {}
        : {
            once: { servers: { A: { first: [{ status }] } } },
            twice: { servers: { A: { first: [{ status }, { status }] } } },
            "and another": {
              servers: { A: { first: [{ status }, { status: status === 500 ? 503 : 500 }] } },
            },
          }),
    }),
  ),
);

export const FOUND_ANSWERS: Readonly<Record<string, SceneReply>> = {
  "no digest": { status: 200, headers: typed, body: "{manifest}" },
  "no length": { status: 200, headers: { ...typed, ...digested }, body: "{manifest}", chunked: true },
  "no type": { status: 200, headers: digested, body: "{manifest}" },
  "no body": { status: 200, headers: { ...typed, ...digested } },
  "a digest that is none": {
    status: 200,
    headers: { ...typed, "docker-content-digest": "sha256:abc" },
    body: "{manifest}",
  },
  "a digest in capitals": {
    status: 200,
    headers: { ...typed, "docker-content-digest": `sha256:${"A".repeat(64)}` },
    body: "{manifest}",
  },
  "a digest of another kind": {
    status: 200,
    headers: { ...typed, "docker-content-digest": `md5:${"a".repeat(32)}` },
    body: "{manifest}",
  },
  "another type": {
    status: 200,
    headers: { ...digested, "content-type": "application/json" },
    body: "{manifest}",
  },
  "a page": { status: 200, headers: { ...digested, "content-type": "text/html" }, body: "<html>" },
  "a page without a digest": { status: 200, headers: { "content-type": "text/html" }, body: "<html>" },
  "plain text": { status: 200, headers: { ...digested, "content-type": "text/plain" }, body: "{manifest}" },
  "a charset": {
    status: 200,
    headers: { ...digested, "content-type": `${MEDIA_TYPE}; charset=utf-8` },
    body: "{manifest}",
  },
  "a type in capitals": {
    status: 200,
    headers: { ...digested, "content-type": MEDIA_TYPE.replace("oci", "OCI") },
    body: "{manifest}",
  },
  "a space before a charset": {
    status: 200,
    headers: { ...digested, "content-type": `${MEDIA_TYPE} ; charset=utf-8` },
    body: "{manifest}",
  },
  "schema 1": {
    status: 200,
    headers: { ...digested, "content-type": "application/vnd.docker.distribution.manifest.v1+prettyjws" },
    body: "{manifest}",
  },
  "Docker's type": {
    status: 200,
    headers: { ...digested, "content-type": "application/vnd.docker.distribution.manifest.v2+json" },
    body: "{manifest}",
  },
  "too long": {
    status: 200,
    headers: { ...typed, ...digested, "content-length": String(5 * 1024 * 1024) },
  },
  "length and chunks": {
    raw: `HTTP/1.1 200 OK\nContent-Type: ${MEDIA_TYPE}\nDocker-Content-Digest: {digest}\nContent-Length: 246\nTransfer-Encoding: chunked\n\n`,
  },
  "HTTP/1.0": {
    raw: `HTTP/1.0 200 OK\nContent-Type: ${MEDIA_TYPE}\nDocker-Content-Digest: {digest}\nContent-Length: 246\n\n`,
  },
  "a line feed alone": { raw: "HTTP/1.1 200 OK" },
  "no HTTP": { raw: "SSH-2.0-OpenSSH_9.2\n" },
};

/** What a manifest is called, in HEAD alone and in both. */
export const foundScenes: Scenes = Object.fromEntries(
  Object.entries(FOUND_ANSWERS).flatMap(([what, reply]) =>
    named(`${what}: `, {
      "by HEAD": { servers: { A: { tag: { HEAD: reply } } } },
      "by HEAD and GET": { servers: { A: { tag: reply } } },
      "by digest": { servers: { A: { digest: { HEAD: reply } } }, by: "digest" },
    }),
  ),
);

const BASIC = ['Basic realm="r"'];

export const credentialScenes: Scenes = {
  "no user name and no password": { servers: { A: bearer(["bearer anon"]) }, credentials: [["", ""]] },
  "no user name": { servers: { A: bearer(["bearer anon"]) }, credentials: [["", "p"]] },
  "no password": { servers: { A: bearer(["bearer anon"]) }, credentials: [["alice", ""]] },
  "no password for Basic": {
    servers: { A: { access: { challenge: BASIC, accepts: ["basic alice:"] } } },
    credentials: [["alice", ""]],
  },
  "nobody at Basic": { servers: { A: { access: { challenge: BASIC, accepts: [] } } } },
  "the second of two": {
    servers: { A: { access: { challenge: BASIC, accepts: ["basic alice:wonderland"] } } },
    credentials: [BOB, ALICE],
  },
  "none of two": {
    servers: { A: { access: { challenge: BASIC, accepts: [] } } },
    credentials: [BOB, ALICE],
  },
  "a wrong one at a public registry": { servers: { A: {} }, credentials: [BOB] },
  "a wrong one where strangers get a token": {
    servers: {
      A: bearer(["bearer anon"], { token: { GET: { "": tokenFor("anon") }, POST: { status: 401 } } }),
    },
    credentials: [BOB],
  },
  "403 to the first, found for the second": {
    servers: {
      A: {
        access: { challenge: BASIC, accepts: ["basic alice:wonderland"], refusal: { status: 403 } },
      },
    },
    credentials: [BOB, ALICE],
  },
  "404 to the first, found for the second": {
    servers: {
      A: {
        access: { challenge: BASIC, accepts: ["basic alice:wonderland"], refusal: { status: 404 } },
      },
    },
    credentials: [BOB, ALICE],
  },
  "500 to the first, found for the second": {
    servers: {
      A: {
        access: { challenge: BASIC, accepts: ["basic alice:wonderland"], refusal: { status: 500 } },
      },
    },
    credentials: [BOB, ALICE],
  },
  "an accent, a colon": {
    servers: { A: { access: { challenge: BASIC, accepts: ["basic älice:w:ö"] } } },
    credentials: [["älice", "w:ö"]],
  },
  "a token service that fails for the first": {
    servers: {
      A: bearer(["bearer pa"], {
        token: { POST: { alice: tokenFor("pa"), bob: { status: 500 } } },
      }),
    },
    credentials: [BOB, ALICE],
  },
  "a token service of another host, over plain HTTP": {
    servers: {
      A: bearer(["bearer pa"], {
        access: { challenge: ['Bearer realm="http://{B}/token"'], accepts: ["bearer pa"] },
      }),
      B: { host: "127.0.0.2", token: { POST: { alice: tokenFor("pa") } } },
    },
    credentials: [ALICE],
    mayDiffer: {
      in: ["available", "saw"],
      as: "a token service that the registry names over TLS (or, for a registry that is itself spoken to without TLS, on its own host)",
    },
  },
  "a token service of another host, over TLS": {
    servers: {
      A: {
        host: "a.test",
        access: { challenge: ['Bearer realm="https://{B}/token"'], accepts: ["bearer pa"] },
      },
      B: { host: "b.test", token: { POST: { alice: tokenFor("pa") } } },
    },
    credentials: [ALICE],
  },
};
