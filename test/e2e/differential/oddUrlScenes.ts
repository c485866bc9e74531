import { bearer, type Scenes } from "./challengeScenes.ts";

/** Ways to write down where `/token`, or the manifest, is. */
const URLS: Readonly<Record<string, (path: string) => string>> = {
  "as it is": (path) => `https://{A}${path}`,
  "capitals in the scheme": (path) => `HTTPS://{A}${path}`,
  "one slash": (path) => `https:/{A}${path}`,
  "no slash": (path) => `https:{A}${path}`,
  "three slashes": (path) => `https:///{A}${path}`,
  backslashes: (path) => `https:\\\\{A}${path}`,
  "a backslash in the path": (path) => `https://{A}\\${path.slice(1)}`,
  "a space first": (path) => ` https://{A}${path}`,
  "a space behind": (path) => `https://{A}${path} `,
  "a tab inside": (path) => `https://{A}/\t${path.slice(1)}`,
  "a space in the query": (path) => `https://{A}${path}?a=b c`,
  "a broken escape in the path": (path) => `https://{A}/%zz/..${path}`,
  "a broken escape in the query": (path) => `https://{A}${path}?a=%zz`,
  "an escape in the path": (path) => `https://{A}/%74oken/..${path}`,
  "dots in the path": (path) => `https://{A}/x/..${path}`,
  "two slashes in the path": (path) => `https://{A}/${path}`,
  "a fragment": (path) => `https://{A}${path}#x`,
  "a broken escape in the fragment": (path) => `https://{A}${path}#%zz`,
  "an empty query": (path) => `https://{A}${path}?`,
  "a user": (path) => `https://carol:pass@{A}${path}`,
  "another scheme": (path) => `ftp://{A}${path}`,
  "no scheme": (path) => `//{A}${path}`,
  "a port of letters": (path) => `https://a.test:abc${path}`,
  "an empty port": (path) => `https://a.test:${path}`,
  "a host of a number": (path) => `https://2130706433${path}`,
  "a host with a space": (path) => `https://a b${path}`,
  "an escape in the host": (path) => `https://%31{A}${path}`,
  "no host": (path) => `https://${path}`,
  nothing: () => "",
};

export const oddUrlScenes: Scenes = Object.fromEntries(
  Object.entries(URLS).flatMap(([what, url]) => [
    [
      `a realm with ${what}`,
      {
        servers: {
          A: {
            host: "a.test",
            ...bearer(["bearer t"], {
              access: {
                challenge: [`Bearer realm="${url("/token").replace(/[\\"]/g, "\\$&")}"`],
                accepts: ["bearer t"],
              },
              token: { GET: { status: 200, body: { token: "t" } } },
            }),
          },
        },
      },
    ],
    [
      `a location with ${what}`,
      {
        servers: {
          A: {
            host: "a.test",
            tag: {
              HEAD: { status: 302, headers: { location: url("/v2/shop/web/manifests/{digest}") } },
              GET: { status: 500 },
            },
          },
        },
      },
    ],
  ]),
);
