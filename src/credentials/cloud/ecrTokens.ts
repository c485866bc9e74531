import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { ECRClient, type ECRClientConfig, GetAuthorizationTokenCommand } from "@aws-sdk/client-ecr";
import { BoundedMap } from "../../collections/boundedMap.ts";
import { homeFolder } from "../../files/homeFolder.ts";
import { readBoundedFile } from "../../files/readBoundedFile.ts";
import { makeCredential } from "../credential.ts";
import type { CloudCall } from "./cloudCall.ts";
import type { EcrHost } from "./ecrHost.ts";
import { MAX_IDENTITY_BYTES } from "./readIdentityFile.ts";
import type { CloudToken } from "./renewedToken.ts";

/**
 * Gets tokens for registries of Amazon ECR. A module of its own, to be imported when the first one is needed: it brings
 * AWS' client along.
 *
 * Who asks is found as all of AWS' tools do: the environment, its shared files, a web identity, Pod Identity, the
 * instance. Its own metadata addresses, which are fixed or the environment's, are asked by AWS' client itself; all else
 * goes by `call`.
 *
 * @param home the region whose token service is asked for an identity; empty: each registry's own, as a made-up one has none
 */
export function createEcrTokens({ call, home }: { call: CloudCall; home: string }) {
  const requestHandler = handlerOf(call);
  const clients = new BoundedMap<string, ECRClient>(MAX_CLIENTS);
  const identity: ECRClientConfig =
    home === "" ? {} : { credentials: new ECRClient({ region: home, requestHandler }).config.credentials };

  const open = ({ region, fips }: EcrHost, name: string): ECRClient => {
    const client =
      clients.get(name) ??
      new ECRClient({ ...identity, region, requestHandler, ...(fips && { useFipsEndpoint: true }) });
    clients.set(name, client);
    return client;
  };

  return {
    /** @throws Error, or `signal.reason` */
    async fetch(host: EcrHost, { signal }: { signal: AbortSignal }): Promise<CloudToken> {
      await refuseOddFiles(signal);
      if (host.isPublic) {
        return readToken(await askPublic(open(host, "public"), call, signal));
      }
      const client = open(host, `${host.region} ${host.fips}`);
      const { authorizationData } = await client.send(new GetAuthorizationTokenCommand({}), {
        abortSignal: signal,
      });
      const [data] = authorizationData ?? [];
      return readToken({ token: data?.authorizationToken, expiresMs: data?.expiresAt?.getTime() });
    },
  };
}

/** More than there are regions; any number can be named. */
const MAX_CLIENTS = 64;

/** Of the process' own environment, at which AWS' client looks. */
const TOKEN_FILES = ["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"];
/** Files of profiles, and where they are in the home folder. */
const PROFILE_FILES = [
  ["AWS_SHARED_CREDENTIALS_FILE", ".aws/credentials"],
  ["AWS_CONFIG_FILE", ".aws/config"],
] as const;
const PROFILE_TOKEN_FILE = /^[ \t]*web_identity_token_file[ \t]*=[ \t]*(.*\S)/gm;
/** By which people say that there is none. */
const NO_FILE = "/dev/null";

/**
 * AWS' client reads some of its files in a way that stops everything until a pipe is written to, and others so that the
 * process cannot end. What is not there is its own to tell.
 *
 * @throws Error in a line
 */
async function refuseOddFiles(signal: AbortSignal): Promise<void> {
  for (const name of TOKEN_FILES) {
    await refuseOddFile(name, process.env[name] ?? "");
  }
  for (const [name, inHome] of PROFILE_FILES) {
    const named = process.env[name] ?? "";
    const path = named === "" ? join(process.env.HOME ?? homeFolder(), inHome) : named;
    if (await refuseOddFile(named === "" ? path : name, path)) {
      const read = await readBoundedFile(path, { signal });
      for (const [, file = ""] of read.ok ? read.text.matchAll(PROFILE_TOKEN_FILE) : []) {
        await refuseOddFile("web_identity_token_file", file);
      }
    }
  }
}

/** @returns whether there is one */
async function refuseOddFile(name: string, path: string): Promise<boolean> {
  const status = path === "" || path === NO_FILE ? undefined : await stat(path).catch(() => undefined);
  if (status?.isFile() === false) {
    const problem = status.isDirectory() ? "is a directory" : "is no regular file";
    throw new Error(`${name}: cannot read ${path}: ${problem}`);
  }
  if (status !== undefined && status.size > MAX_IDENTITY_BYTES) {
    throw new Error(`${name}: cannot read ${path}: it is larger than ${MAX_IDENTITY_BYTES} bytes`);
  }
  return status !== undefined;
}

interface TokenData {
  readonly token: unknown;
  readonly expiresMs: number | undefined;
}

function readToken({ token, expiresMs }: TokenData): CloudToken {
  const text = typeof token === "string" ? Buffer.from(token, "base64").toString("utf8") : "";
  const colon = text.indexOf(":");
  if (colon < 1 || expiresMs === undefined || !Number.isFinite(expiresMs)) {
    throw new Error("the answer has no token that can be read");
  }
  const [username, password] = [text.slice(0, colon), text.slice(colon + 1)];
  return { credential: makeCredential({ username, password, tlsOnly: true }), expiresMs };
}

/** ECR Public is another service, with a client of its own; for one call the signature is all that is needed of it. */
async function askPublic(client: ECRClient, call: CloudCall, signal: AbortSignal): Promise<TokenData> {
  const { AWS_ENDPOINT_URL_ECR_PUBLIC, AWS_ENDPOINT_URL } = process.env;
  const url = new URL(
    AWS_ENDPOINT_URL_ECR_PUBLIC ?? AWS_ENDPOINT_URL ?? "https://api.ecr-public.us-east-1.amazonaws.com",
  );
  const signer = await client.config.signer({
    name: "sigv4",
    signingName: "ecr-public",
    signingRegion: "us-east-1",
    properties: {},
  });
  const request = await signer.sign({
    method: "POST",
    protocol: url.protocol,
    hostname: url.hostname,
    path: "/",
    query: {},
    headers: {
      host: url.host,
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "SpencerFrontendService.GetAuthorizationToken",
    },
    body: "{}",
  });
  const { status, body } = await call(
    { origin: url.origin, method: "POST", path: "/", headers: request.headers, body: "{}" },
    { signal },
  );
  if (status !== 200) {
    throw new Error(`ECR Public says ${status}`);
  }
  const { authorizationData: data } = JSON.parse(body.toString("utf8")) as {
    readonly authorizationData?: { readonly authorizationToken?: unknown; readonly expiresAt?: unknown };
  };
  return { token: data?.authorizationToken, expiresMs: Number(data?.expiresAt) * 1_000 };
}

type RequestHandler = ECRClient["config"]["requestHandler"];

/** What AWS' client sends its requests by. */
function handlerOf(call: CloudCall): RequestHandler {
  return {
    metadata: { handlerProtocol: "http/1.1" },
    async handle(request, options) {
      const { protocol, hostname, port, method, path, headers, query, body } = request;
      const search = new URLSearchParams(query as Record<string, string>).toString();
      const { status, ...answer } = await call(
        {
          origin: `${protocol}//${hostname}${port === undefined ? "" : `:${port}`}`,
          method: method === "GET" ? "GET" : "POST",
          path: search === "" ? path : `${path}?${search}`,
          headers,
          body: body instanceof Uint8Array ? new TextDecoder().decode(body) : (body ?? ""),
        },
        { signal: signalOf(options) },
      );
      return {
        response: { statusCode: status, headers: { ...answer.headers }, body: Readable.from([answer.body]) },
      };
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
}

/** AWS' client has a type of its own for signals. */
function signalOf(options: { readonly abortSignal?: unknown } = {}): AbortSignal {
  const { abortSignal } = options;
  return abortSignal instanceof AbortSignal ? abortSignal : new AbortController().signal;
}
