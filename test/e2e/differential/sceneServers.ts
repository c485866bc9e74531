import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { type AddressInfo, createServer as createPlainServer, type Server, type Socket } from "node:net";
import type { KeyPair } from "../../support/certificates.ts";
import {
  type ByMethod,
  MANIFEST,
  MEDIA_TYPE,
  type RegistryScene,
  type SceneReply,
  type SceneServer,
} from "./registryScene.ts";

export const DIGEST = `sha256:${createHash("sha256").update(MANIFEST).digest("hex")}`;

/** What a server was asked. */
export interface Sighting {
  readonly server: string;
  readonly token: boolean;
  readonly line: string;
  /** `basic alice:wonderland`, `bearer t1`; undefined is anonymous. */
  readonly credential: string | undefined;
}

/** The servers of a scene, up and running. */
export interface SceneServers {
  /** `{A}` and `{digest}` filled in. */
  fill(text: string): string;
  /** All that was asked since the start or the last `reset`. */
  readonly sightings: Sighting[];
  /** As freshly started. */
  reset(): void;
  close(): Promise<void>;
}

/** The certificates that a scene's servers may show. */
export interface SceneCertificates {
  /** For every name below `test`, and for 127.0.0.1 to 127.0.0.3. */
  readonly trusted: KeyPair;
  readonly untrusted: KeyPair;
  /** Trusted, with a common name alone. */
  readonly commonName: KeyPair;
}

/** Starts the servers of a scene on free ports. */
export async function startSceneServers(
  { servers }: RegistryScene,
  certificates: SceneCertificates,
): Promise<SceneServers> {
  const sockets = new Set<Socket>();
  const sightings: Sighting[] = [];
  const places = new Map<string, string>();
  const counts = new Map<string, number>();
  const running: Server[] = [];
  const fill = (text: string) =>
    text.replace(/\{([A-Z]|digest)\}/g, (_, key: string) =>
      key === "digest" ? DIGEST : (places.get(key) ?? ""),
    );

  for (const [letter, model] of Object.entries(servers)) {
    const listener = (request: IncomingMessage, response: ServerResponse) =>
      void readBody(request).then((body) => {
        const asked = { method: request.method ?? "", url: request.url ?? "", request, body };
        const token = new URL(asked.url, "http://x").pathname === "/token";
        const credential = token ? tokenCredential(asked) : presented(request.headers.authorization);
        sightings.push({ server: letter, token, line: `${asked.method} ${asked.url}`, credential });
        const next = (what: string) => {
          const count = counts.get(`${letter} ${what}`) ?? 0;
          counts.set(`${letter} ${what}`, count + 1);
          return count;
        };
        const isVault = `${asked.url} ${credential}`.includes("shop/vault");
        const asItIs = isVault ? { ...model.vault } : model;
        const reply = token
          ? tokenReply(asItIs, asked, credential)
          : registryReply(asItIs, asked, credential, next, fill);
        const late = typeof reply === "object" && "late" in reply ? reply.late : undefined;
        const number = token ? `${next("token") + 1}` : "";
        const filled = (text: string) => fill(text).replaceAll("{n}", number);
        setTimeout(() => send(reply, asked.method, request, response, filled), late ?? 0);
      });
    const named = model.host !== undefined && !/^[\d.]+$/.test(model.host);
    const server =
      named || model.tls !== undefined
        ? createSecureServer(pairOf(model, certificates), listener)
        : createServer(listener);
    const { handshakeMs } = model;
    const front =
      handshakeMs === undefined
        ? server
        : createPlainServer({ pauseOnConnect: true }, (socket) =>
            setTimeout(() => server.emit("connection", socket.resume()), handshakeMs),
          );
    front.on("connection", (socket: Socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
      socket.on("error", () => {});
    });
    const address = named ? "127.0.0.1" : (model.host ?? "127.0.0.1");
    await new Promise<void>((resolve) => {
      front.listen(0, address, resolve);
    });
    places.set(letter, `${model.host ?? "127.0.0.1"}:${(front.address() as AddressInfo).port}`);
    if (model.down === true) {
      await new Promise((resolve) => front.close(resolve));
    } else {
      running.push(front);
    }
  }

  return {
    fill,
    sightings,
    reset() {
      sightings.length = 0;
      counts.clear();
    },
    async close() {
      for (const socket of sockets) {
        socket.destroy();
      }
      await Promise.all(running.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

function pairOf({ tls }: SceneServer, certificates: SceneCertificates): KeyPair {
  return certificates[tls === "untrusted" || tls === "commonName" ? tls : "trusted"];
}

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly request: IncomingMessage;
  readonly body: string;
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
  }
  return text;
}

function presented(authorization: string | undefined): string | undefined {
  const [scheme = "", value = ""] = (authorization ?? "").split(/ (.*)/s);
  return authorization === undefined
    ? undefined
    : scheme === "Basic"
      ? `basic ${Buffer.from(value, "base64").toString("utf8")}`
      : `${scheme.toLowerCase()} ${value}`;
}

/** With what is asked for, as that is the token service's part of a credential. */
function tokenCredential({ method, url, request, body }: Asked): string {
  const query = method === "POST" ? new URLSearchParams(body) : new URL(url, "http://x").searchParams;
  const scopes = query
    .getAll("scope")
    .filter((scope) => scope !== "")
    .join(" ")
    .trim();
  const who =
    method === "POST"
      ? `${query.get("username") ?? ""}:${query.get("password") ?? query.get("refresh_token") ?? ""}`
      : (presented(request.headers.authorization) ?? "").replace("basic ", "");
  return `${method} ${who} for ${scopes} at ${query.get("service") ?? ""}`;
}

function tokenReply(
  { token, wants }: SceneServer,
  { method, request }: Asked,
  credential: string | undefined,
): SceneReply {
  if (lacks(wants, request)) {
    return { status: 400 };
  }
  const replies = token?.[method];
  if (replies === undefined) {
    return { status: 404 };
  }
  if (isReply(replies)) {
    return replies;
  }
  const user = /^[A-Z]+ ([^: ]*)/.exec(credential ?? "")?.[1] ?? "";
  return replies[user] ?? replies["*"] ?? { status: 401 };
}

function registryReply(
  model: SceneServer,
  { method, url, request }: Asked,
  credential: string | undefined,
  next: (what: string) => number,
  fill: (text: string) => string,
): SceneReply {
  const { pathname, searchParams } = new URL(url, "http://x");
  const prefix = model.prefix ?? "";
  if (!pathname.startsWith(`${prefix}/v2/`)) {
    return { status: 404 };
  }
  if (model.ns !== undefined && searchParams.get("ns") !== fill(model.ns)) {
    return { status: 404 };
  }
  if (lacks(model.wants, request)) {
    return { status: 400 };
  }
  const first = pathname.includes("/manifests/") ? model.first?.[next("manifest")] : undefined;
  if (first !== undefined) {
    return first;
  }
  const { access } = model;
  const isSpent = access?.once === true && credential !== undefined && next(credential) > 0;
  if (access !== undefined && (credential === undefined || isSpent || !access.accepts.includes(credential))) {
    const refused = { status: 401, headers: { "www-authenticate": access.challenge.join("\n") } };
    return credential === undefined ? refused : (access.refusal ?? refused);
  }
  if (pathname === `${prefix}/v2/`) {
    return model.root ?? { status: 200 };
  }
  if (pathname.includes("/blobs/")) {
    return byMethod(model.blob ?? { status: 404 }, method);
  }
  return byMethod((pathname.includes("sha256:") ? model.digest : model.tag) ?? "found", method);
}

function lacks(wants: SceneServer["wants"], { headers }: IncomingMessage): boolean {
  return wants !== undefined && headers[wants[0].toLowerCase()] !== wants[1];
}

function byMethod(reply: SceneReply | ByMethod, method: string): SceneReply {
  return isReply(reply) ? reply : (reply[method as "HEAD" | "GET"] ?? "found");
}

function isReply(value: SceneReply | object): value is SceneReply {
  return typeof value === "string" || "status" in value || "raw" in value;
}

function send(
  reply: SceneReply,
  method: string,
  request: IncomingMessage,
  response: ServerResponse,
  fill: (text: string) => string,
): void {
  if (reply === "hang") {
    return;
  }
  if (reply === "drop") {
    request.socket.destroy();
    return;
  }
  if (reply === "found") {
    const headers = {
      "content-type": MEDIA_TYPE,
      "docker-content-digest": DIGEST,
      "content-length": MANIFEST.length,
    };
    response.writeHead(200, headers);
    response.end(method === "HEAD" ? undefined : MANIFEST);
    return;
  }
  if ("raw" in reply) {
    const text = fill(reply.raw).replace("{manifest}", MANIFEST);
    const bytes = Buffer.from(reply.exact === true ? text : text.replaceAll("\n", "\r\n"), "latin1");
    request.socket[reply.kept === true ? "write" : "end"](bytes);
    return;
  }
  const { status, headers = {}, body = "", chunked } = reply;
  const content = fill(
    typeof body === "string" ? body.replace("{manifest}", MANIFEST) : JSON.stringify(body),
  );
  if (chunked !== true) {
    response.setHeader("content-length", Buffer.byteLength(content));
  }
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, value.split("\n").map(fill));
  }
  response.writeHead(status);
  response.end(method === "HEAD" ? undefined : content);
}
