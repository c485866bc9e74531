import { createPrivateKey, sign } from "node:crypto";
import type { Clock } from "../../time/clock.ts";
import { makeCredential } from "../credential.ts";
import type { CloudCall } from "./cloudCall.ts";
import { parseObject, readObject, sendForm, splitUrl, textOf } from "./cloudForm.ts";
import { type Environment, setting } from "./environment.ts";
import { askMetadata, type MetadataRequest } from "./metadataRequest.ts";
import { readIdentityFile } from "./readIdentityFile.ts";
import type { CloudToken } from "./renewedToken.ts";

/** Who logs in to Google's registries with an access token. */
const USER = "oauth2accesstoken";
const FILE = "GOOGLE_APPLICATION_CREDENTIALS";
const SCOPE = "https://www.googleapis.com/auth/cloud-platform";
const HOUR_S = 3_600;
const GRANT = {
  exchange: "urn:ietf:params:oauth:grant-type:token-exchange",
  jwt: "urn:ietf:params:oauth:grant-type:jwt-bearer",
  accessToken: "urn:ietf:params:oauth:token-type:access_token",
} as const;

type JsonObject = Readonly<Record<string, unknown>>;

interface AccessToken {
  readonly token: string;
  /** Wall-clock time, in milliseconds. */
  readonly expiresMs: number;
}

/**
 * Gets access tokens of Google. Who asks is what the file at `GOOGLE_APPLICATION_CREDENTIALS` says (a key of a service
 * account, a workload's identity federated from elsewhere, a person's own login), or the metadata server, which on GKE
 * answers for the pod's ServiceAccount. `GCE_METADATA_HOST` (or `_IP`) leads to another one.
 */
export function createGoogleTokens({
  call,
  environment,
  clock,
}: {
  call: CloudCall;
  environment: Environment;
  clock: Clock;
}) {
  const readToken = (answer: JsonObject): AccessToken => {
    const seconds = Number(answer.expires_in);
    if (!(seconds > 0)) {
      throw new Error("the answer has no expires_in");
    }
    return { token: textOf(answer, "access_token"), expiresMs: clock.now() + seconds * 1_000 };
  };

  const ofServiceAccount = async (file: JsonObject, signal: AbortSignal) => {
    const url = textOf(file, "token_uri");
    const nowS = Math.floor(clock.now() / 1_000);
    const claims = {
      iss: textOf(file, "client_email"),
      scope: SCOPE,
      aud: url,
      iat: nowS,
      exp: nowS + HOUR_S,
    };
    const assertion = signJwt(claims, textOf(file, "private_key"));
    return readToken(await sendForm(call, { url, fields: { grant_type: GRANT.jwt, assertion } }, { signal }));
  };

  const ofPerson = async (file: JsonObject, signal: AbortSignal) => {
    const fields = {
      grant_type: "refresh_token",
      client_id: textOf(file, "client_id"),
      client_secret: textOf(file, "client_secret"),
      refresh_token: textOf(file, "refresh_token"),
    };
    return readToken(
      await sendForm(call, { url: "https://oauth2.googleapis.com/token", fields }, { signal }),
    );
  };

  const ofFederation = async (file: JsonObject, signal: AbortSignal) => {
    const fields = {
      grant_type: GRANT.exchange,
      audience: textOf(file, "audience"),
      scope: SCOPE,
      requested_token_type: GRANT.accessToken,
      subject_token_type: textOf(file, "subject_token_type"),
      subject_token: readSubjectToken(file.credential_source),
    };
    const federated = readToken(await sendForm(call, { url: textOf(file, "token_url"), fields }, { signal }));
    return file.service_account_impersonation_url === undefined
      ? federated
      : await impersonate(textOf(file, "service_account_impersonation_url"), federated.token, signal);
  };

  /** Takes on a service account, which the identity has to be allowed. */
  const impersonate = async (url: string, token: string, signal: AbortSignal): Promise<AccessToken> => {
    const { origin, path } = splitUrl(url);
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
    const body = JSON.stringify({ scope: [SCOPE] });
    const answer = readObject(
      origin,
      await call({ origin, method: "POST", path, headers, body }, { signal }),
    );
    const expiresMs = Date.parse(textOf(answer, "expireTime"));
    if (Number.isNaN(expiresMs)) {
      throw new Error("the answer has no expireTime that can be read");
    }
    return { token: textOf(answer, "accessToken"), expiresMs };
  };

  const ofFile = async (path: string, signal: AbortSignal): Promise<AccessToken> => {
    const file = parseObject(readIdentityFile(FILE, path));
    switch (file?.type) {
      case "service_account":
        return await ofServiceAccount(file, signal);
      case "external_account":
        return await ofFederation(file, signal);
      case "authorized_user":
        return await ofPerson(file, signal);
      default:
        throw new Error(
          `${path}: expected a JSON object whose type is service_account, external_account or authorized_user`,
        );
    }
  };

  return {
    /** @throws Error, or `signal.reason` */
    async fetch(_: object, { signal }: { signal: AbortSignal }): Promise<CloudToken> {
      const path = setting(environment, FILE);
      const { token, expiresMs } =
        path === ""
          ? readToken(parseObject((await askMetadata(metadataRequest(environment), { signal })).body) ?? {})
          : await ofFile(path, signal);
      return {
        credential: makeCredential({ username: USER, password: token, tlsOnly: true }),
        expiresMs,
      };
    },
  };
}

/** The question by which the metadata server hands out a token; by its address, which no name server can lead elsewhere. */
export function metadataRequest(environment: Environment): MetadataRequest {
  const host = setting(environment, "GCE_METADATA_HOST", "GCE_METADATA_IP");
  return {
    endpoint: `http://${host === "" ? "169.254.169.254" : host}`,
    path: "/computeMetadata/v1/instance/service-accounts/default/token",
    headers: { "metadata-flavor": "Google" },
  };
}

/** @throws Error where it comes from elsewhere than a file: nothing is asked and no program run that the file names */
function readSubjectToken(source: unknown): string {
  const { file, format } = (source ?? {}) as { readonly file?: unknown; readonly format?: JsonObject };
  if (typeof file !== "string") {
    throw new Error("credential_source: expected a file, such as a projected ServiceAccount token");
  }
  const text = readIdentityFile("credential_source.file", file);
  return format?.type === "json"
    ? textOf(parseObject(text) ?? {}, textOf(format, "subject_token_field_name"))
    : text.trim();
}

/** RFC 7515, by RS256. */
function signJwt(claims: object, privateKey: string): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${encode({ alg: "RS256", typ: "JWT" })}.${encode(claims)}`;
  let key: ReturnType<typeof createPrivateKey>;
  try {
    key = createPrivateKey(privateKey);
  } catch {
    throw new Error("private_key: expected a key in PEM");
  }
  return `${text}.${sign("sha256", Buffer.from(text), key).toString("base64url")}`;
}
