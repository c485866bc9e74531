import type { Clock } from "../../time/clock.ts";
import { makeCredential } from "../credential.ts";
import type { AcrHost } from "./acrHost.ts";
import type { CloudCall } from "./cloudCall.ts";
import { parseObject, sendForm, textOf } from "./cloudForm.ts";
import { type Environment, setting } from "./environment.ts";
import { askMetadata, type MetadataRequest } from "./metadataRequest.ts";
import { readIdentityFile } from "./readIdentityFile.ts";
import type { CloudToken } from "./renewedToken.ts";

/** Who logs in to a registry of Azure with a refresh token. */
const USER = "00000000-0000-0000-0000-000000000000";
/** Where a refresh token does not say how long it is good for. */
const USUAL_LIFE_MS = 60 * 60_000;
const ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/**
 * Gets tokens for registries of Azure: an access token of the identity's, exchanged at the registry itself for a refresh
 * token of the registry's. Who asks is what Azure's workload identity puts into pods (`AZURE_FEDERATED_TOKEN_FILE`,
 * `AZURE_CLIENT_ID`, `AZURE_TENANT_ID`, `AZURE_AUTHORITY_HOST`), the same with `AZURE_CLIENT_SECRET` in place of the file,
 * or the machine, as `AZURE_CLIENT_ID` where it has several identities.
 */
export function createAcrTokens({
  call,
  environment,
  clock,
}: {
  call: CloudCall;
  environment: Environment;
  clock: Clock;
}) {
  const accessToken = async (host: AcrHost, signal: AbortSignal): Promise<string> => {
    const proof = proofOf(environment);
    if (proof === undefined) {
      const { body } = await askMetadata(managedIdentityRequest(environment, host.audience), { signal });
      return textOf(parseObject(body) ?? {}, "access_token");
    }
    const given = setting(environment, "AZURE_AUTHORITY_HOST");
    const authority = given === "" ? host.authority : given.replace(/\/$/, "");
    const tenant = required(environment, "AZURE_TENANT_ID");
    const answer = await sendForm(
      call,
      {
        url: `${authority}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`,
        fields: {
          grant_type: "client_credentials",
          client_id: required(environment, "AZURE_CLIENT_ID"),
          scope: `${host.audience}/.default`,
          ...proof,
        },
      },
      { signal },
    );
    return textOf(answer, "access_token");
  };
  return {
    /** @throws Error, or `signal.reason` */
    async fetch(host: AcrHost, { signal }: { signal: AbortSignal }): Promise<CloudToken> {
      const { registry } = host;
      const tenant = setting(environment, "AZURE_TENANT_ID");
      const fields = {
        grant_type: "access_token",
        service: registry,
        access_token: await accessToken(host, signal),
        ...(tenant !== "" && { tenant }),
      };
      const answer = await sendForm(call, { url: `https://${registry}/oauth2/exchange`, fields }, { signal });
      const password = textOf(answer, "refresh_token");
      return {
        credential: makeCredential({ username: USER, password, tlsOnly: true }),
        expiresMs: expiryOf(password) ?? clock.now() + USUAL_LIFE_MS,
      };
    },
  };
}

/** The question by which the machine's own identity (managed identity) hands out a token. */
export function managedIdentityRequest(environment: Environment, audience: string): MetadataRequest {
  const client = setting(environment, "AZURE_CLIENT_ID");
  const query = new URLSearchParams({
    "api-version": "2018-02-01",
    resource: audience,
    ...(client !== "" && { client_id: client }),
  });
  const endpoint = setting(environment, "AZURE_POD_IDENTITY_AUTHORITY_HOST");
  return {
    endpoint: endpoint === "" ? "http://169.254.169.254" : endpoint,
    path: `/metadata/identity/oauth2/token?${query}`,
    headers: { metadata: "true" },
  };
}

/** What the identity proves itself by; undefined where it is the machine's. The file is renewed: it is read each time. */
function proofOf(environment: Environment): Readonly<Record<string, string>> | undefined {
  const name = "AZURE_FEDERATED_TOKEN_FILE";
  const file = setting(environment, name);
  if (file !== "") {
    const token = readIdentityFile(name, file);
    return { client_assertion_type: ASSERTION, client_assertion: token.trim() };
  }
  const secret = setting(environment, "AZURE_CLIENT_SECRET");
  return secret === "" ? undefined : { client_secret: secret };
}

function required(environment: Environment, name: string): string {
  const value = setting(environment, name);
  if (value === "") {
    throw new Error(`${name} is not set`);
  }
  return value;
}

/** What a JWT (RFC 7519) says of its end. */
function expiryOf(token: string): number | undefined {
  const [, payload = ""] = token.split(".");
  const { exp } = parseObject(Buffer.from(payload, "base64url").toString("utf8")) ?? {};
  return typeof exp === "number" ? exp * 1_000 : undefined;
}
