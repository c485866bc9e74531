import type { Config } from "./config/config.generated.ts";
import { createAcrCredentials } from "./credentials/cloud/acrCredentials.ts";
import type { Cloud } from "./credentials/cloud/clouds.ts";
import { createEcrCredentials } from "./credentials/cloud/ecrCredentials.ts";
import { createGoogleCredentials } from "./credentials/cloud/googleCredentials.ts";
import type { NodeCredentialSource } from "./credentials/nodeCredentials.ts";
import type { CredentialProvidersOptions } from "./credentials/providers/credentialProviders.ts";
import type { Logger } from "./log/logger.ts";
import { createCloudCall } from "./registry/cloudCall.ts";
import type { Clock } from "./time/clock.ts";

export interface NodeSourcesOptions {
  readonly config: Pick<Config, "nodes" | "registries">;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly log: Logger;
  /** Told of every source with 0 when it is there, and of each time that it had no answer. */
  readonly onErrors: (provider: string, errors: number) => void;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
}

const CLIENTS = {
  aws: createEcrCredentials,
  azure: createAcrCredentials,
  google: createGoogleCredentials,
} as const satisfies Record<Cloud, unknown>;

/**
 * Opens all sources of credentials that nodes have, in the order to be asked: the kubelet's own, then what a cloud's
 * identity opens.
 *
 * @throws ProviderConfigError, or `signal.reason`
 */
export async function openNodeSources(options: NodeSourcesOptions): Promise<readonly NodeCredentialSource[]> {
  const { config, environment, ...rest } = options;
  const { credentialProviders, cloud } = config.nodes;
  const sources: NodeCredentialSource[] = [];
  if (credentialProviders.config !== "") {
    sources.push(await openProviders({ ...rest, ...credentialProviders, environment }));
  }
  const call = createCloudCall({ ...rest, options: config.registries, env: environment });
  for (const [name, create] of Object.entries(CLIENTS) as [Cloud, (typeof CLIENTS)[Cloud]][]) {
    const { mode } = cloud[name];
    if (mode !== "off") {
      sources.push(create({ ...rest, mode, environment, call }));
    }
  }
  return sources;
}

// Few use it, and it brings a parser of YAML.
async function openProviders(options: CredentialProvidersOptions): Promise<NodeCredentialSource> {
  const { openCredentialProviders } = await import("./credentials/providers/credentialProviders.ts");
  return await openCredentialProviders(options);
}
