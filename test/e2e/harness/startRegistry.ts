import { randomBytes } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hash } from "bcryptjs";
import { Agent, request } from "undici";
import { stringify } from "yaml";
import { locateTool } from "../tools/locateTool.ts";
import { freePorts } from "./freePorts.ts";
import { createRegistryClient, type RegistryClient } from "./registryClient.ts";
import { startProcess } from "./startProcess.ts";
import { startTokenService } from "./startTokenService.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/** User names and their passwords. */
export type Users = Readonly<Record<string, string>>;

export interface RegistryOptions {
  readonly signal?: AbortSignal | undefined;
  /** Which one: distribution 3.x (the default), or the long-lived 2.x, which knows no token keys as JWKS. */
  readonly tool?: "registry" | "registry-2";
  /** `htpasswd` asks for Basic, `token` for Bearer by a token service of its own. Without users anybody may do all. */
  readonly auth?: { readonly scheme: "htpasswd" | "token"; readonly users: Users };
  /** PEM files of a certificate for 127.0.0.1. Default: plain HTTP. */
  readonly tls?: { readonly certificateFile: string; readonly keyFile: string; readonly ca: string };
  /** Pulls what it lacks through from this registry, as a mirror does. */
  readonly proxyTo?: string;
}

export interface Registry {
  /** Host and port as in an image reference. */
  readonly host: string;
  readonly url: string;
  /** A client that may do everything, for what the scene does to the registry. */
  readonly client: RegistryClient;
  /** What others than the scene have asked for so far: `GET /v2/shop/web/manifests/1 200`. */
  readonly asked: () => Promise<readonly string[]>;
  /** From now on these users and no others. Only for a registry with `auth`. */
  readonly setUsers: (users: Users) => Promise<void>;
  /** Stops the server (default: SIGTERM) and keeps what it stores. */
  readonly halt: (signal?: NodeJS.Signals) => Promise<void>;
  /** Starts it again on the same port. */
  readonly resume: () => Promise<void>;
  /** Stops everything and removes its folder. Harmless when repeated. */
  readonly stop: () => Promise<void>;
}

/** The cheapest that bcrypt knows: these passwords guard nothing. */
const bcryptRounds = 4;

/** The exporter's own requests, in its access log. */
const ACCESS = /"([A-Z]+ \S+) HTTP\/[\d.]+" (\d+) .*"k8s-image-availability-exporter\//;

/** Starts a real registry on a free port of 127.0.0.1, from which manifests can be deleted. */
export async function startRegistry(options: RegistryOptions = {}): Promise<Registry> {
  const { signal, auth, tls } = options;
  await using starting = new AsyncDisposableStack();
  const folder = await temporaryFolder("registry");
  starting.defer(() => rm(folder, { recursive: true, force: true }));
  const [port] = await freePorts(1);
  const host = `127.0.0.1:${port}`;
  const url = `${tls !== undefined ? "https" : "http"}://${host}`;

  // A name that no scene gives to anybody, for the scene's own client.
  const owner = {
    name: `owner-${randomBytes(4).toString("hex")}`,
    password: randomBytes(16).toString("hex"),
  };
  const usersFile = join(folder, "htpasswd");
  const tokenService = auth?.scheme === "token" ? await startTokenService(folder, owner.name) : undefined;
  if (tokenService !== undefined) {
    starting.defer(() => tokenService.stop());
  }
  const setUsers = async (users: Users) => {
    const everybody = { ...users, [owner.name]: owner.password };
    if (tokenService !== undefined) {
      return tokenService.setUsers(everybody);
    }
    const lines = await Promise.all(
      Object.entries(everybody).map(
        async ([name, password]) => `${name}:${await hash(password, bcryptRounds)}\n`,
      ),
    );
    // Renamed into place: the server reads the file again whenever its time has changed, and never half of it.
    await writeFile(`${usersFile}.new`, lines.join(""));
    await rename(`${usersFile}.new`, usersFile);
  };
  if (auth !== undefined) {
    await setUsers(auth.users);
  }

  const configuration = {
    version: "0.1",
    log: { level: "info" },
    storage: {
      filesystem: { rootdirectory: join(folder, "storage") },
      delete: { enabled: true },
      maintenance: { uploadpurging: { enabled: false } },
    },
    http: {
      addr: host,
      secret: randomBytes(16).toString("hex"),
      ...(tls !== undefined && { tls: { certificate: tls.certificateFile, key: tls.keyFile } }),
    },
    health: { storagedriver: { enabled: false } },
    ...(tokenService !== undefined && { auth: { token: tokenService.registryConfiguration } }),
    ...(auth?.scheme === "htpasswd" && { auth: { htpasswd: { realm: "e2e", path: usersFile } } }),
    ...(options.proxyTo !== undefined && { proxy: { remoteurl: options.proxyTo } }),
  };
  const configurationFile = join(folder, "config.yml");
  await writeFile(configurationFile, stringify(configuration));

  const command = await locateTool(options.tool ?? "registry", { signal });
  const dispatcher = new Agent({ connect: tls !== undefined ? { ca: tls.ca } : {} });
  starting.defer(() => dispatcher.close());
  const start = async () => {
    const server = await startProcess({
      name: "registry",
      command,
      args: ["serve", configurationFile],
      // It would look for a collector of traces on every request.
      env: { ...process.env, OTEL_TRACES_EXPORTER: "none" },
      folder,
    });
    await server.ready(
      async (lookSignal) => {
        const { body, statusCode } = await request(`${url}/v2/`, { dispatcher, signal: lookSignal });
        await body.dump();
        return statusCode === 200 || statusCode === 401;
      },
      { signal },
    );
    return server;
  };
  let server = await start();
  starting.defer(async () => {
    await server.stop({ signal: "SIGKILL" });
  });

  const authorization =
    auth === undefined ? undefined : (repository: string) => ownerAuthorization(repository);
  const ownerAuthorization = (repository: string) =>
    tokenService !== undefined
      ? `Bearer ${tokenService.issue(owner.name, [{ type: "repository", name: repository, actions: ["*"] }])}`
      : `Basic ${Buffer.from(`${owner.name}:${owner.password}`).toString("base64")}`;

  const running = starting.move();
  return {
    host,
    url,
    client: createRegistryClient({ url, dispatcher, authorization }),
    async asked() {
      const lines = (await readFile(server.logFile, "utf8")).split("\n");
      return lines.flatMap((line) => {
        const [, request, status] = ACCESS.exec(line) ?? [];
        return request === undefined ? [] : [`${request} ${status}`];
      });
    },
    async setUsers(users) {
      if (auth === undefined) {
        throw new Error("Cannot set the users of a registry that asks nobody who they are");
      }
      await setUsers(users);
    },
    async halt(haltSignal = "SIGTERM") {
      await server.stop({ signal: haltSignal });
    },
    async resume() {
      server = await start();
    },
    stop: () => running.disposeAsync(),
  };
}
