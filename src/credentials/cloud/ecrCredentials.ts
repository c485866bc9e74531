import type { Logger } from "../../log/logger.ts";
import { redactText } from "../../log/redactText.ts";
import type { Clock } from "../../time/clock.ts";
import { unlessAborted } from "../../time/unlessAborted.ts";
import type { NodeCredentialSource } from "../nodeCredentials.ts";
import type { CloudCall } from "./cloudCall.ts";
import { type EcrHost, readEcrHost } from "./ecrHost.ts";
import type { createEcrTokens } from "./ecrTokens.ts";
import { hasInstanceRole } from "./instanceMetadata.ts";
import { RenewedToken } from "./renewedToken.ts";

export interface EcrCredentialsOptions {
  /** `auto`: only where an identity is found. */
  readonly mode: "auto" | "on";
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly call: CloudCall;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly log: Logger;
  /** Told once, with 0, when there is an identity, and of every token that could not be had. */
  readonly onErrors: (provider: string, errors: number) => void;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
}

/** More than AWS has: whoever names images must not make us ask without end. */
const MAX_REGIONS = 64;

/**
 * What an identity at AWS opens at Amazon ECR. A token opens every registry of its region that the identity may read,
 * whatever the account. Nothing is loaded and nobody is asked before the first image of ECR is looked for.
 */
export function createEcrCredentials(options: EcrCredentialsOptions): NodeCredentialSource {
  const { mode, environment, call, signal, log, onErrors } = options;
  const tokens = new Map<string, RenewedToken>();
  let identity: Promise<boolean> | undefined;
  let client: Promise<ReturnType<typeof createEcrTokens>> | undefined;

  const find = async (): Promise<boolean> => {
    const found =
      mode === "on" || namesIdentity(environment) || (await hasInstanceRole(environment, { signal }));
    if (found) {
      onErrors("aws", 0);
      log.info({}, "images of Amazon ECR are looked at with the exporter's identity at AWS");
    }
    return found;
  };
  const load = async () => {
    const { createEcrTokens } = await import("./ecrTokens.ts");
    return createEcrTokens({ call, home: environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION });
  };
  const tokenOf = (host: EcrHost): RenewedToken | undefined => {
    const where = describe(host);
    let token = tokens.get(where);
    if (token === undefined && tokens.size < MAX_REGIONS) {
      token = new RenewedToken({
        ...options,
        fetch: async ({ signal }) => {
          client ??= load();
          return await (await client).fetch(host, { signal });
        },
        onFailure(error) {
          onErrors("aws", 1);
          log.error({ error: redactText(error) }, `cannot get a token of ${where}`);
        },
      });
      tokens.set(where, token);
    }
    return token;
  };

  return {
    describe(repositoryName) {
      const host = readEcrHost(registryOf(repositoryName));
      const condition = mode === "on" ? "" : ", if one is found";
      return host && `${describe(host)} with an identity at AWS${condition}`;
    },
    async find(repositoryName, { signal }) {
      const registry = registryOf(repositoryName);
      const host = readEcrHost(registry);
      if (host === undefined) {
        return undefined;
      }
      identity ??= find();
      const isFound: boolean = await unlessAborted(identity, signal);
      if (!isFound) {
        return undefined;
      }
      const result = await unlessAborted(
        tokenOf(host)?.get() ?? Promise.resolve({ error: "there are too many regions" }),
        signal,
      );
      if ("error" in result) {
        // Strangers are let in to public registries.
        const unknown = `cannot get a token of ${describe(host)}: ${redactText(result.error)}`;
        return host.isPublic ? undefined : { credentials: [], unknown };
      }
      const source = `the exporter's identity at AWS, ${describe(host)}`;
      return {
        credentials: [{ credential: result.credential, source, key: registry }],
        unknown: undefined,
      };
    },
  };
}

function registryOf(repositoryName: string): string {
  return repositoryName.split("/", 1)[0] as string;
}

function describe({ isPublic, region, fips }: EcrHost): string {
  return isPublic ? "Amazon ECR Public" : `Amazon ECR in ${region}${fips ? " (FIPS)" : ""}`;
}

/** Whether the environment names an identity, by what AWS' own tools look for. */
function namesIdentity(environment: EcrCredentialsOptions["environment"]): boolean {
  return [
    "AWS_ACCESS_KEY_ID",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_PROFILE",
    "AWS_SHARED_CREDENTIALS_FILE",
  ].some((name) => (environment[name] ?? "") !== "");
}
