import type { Writable } from "node:stream";
import type { Config } from "../config/config.generated.ts";
import type { MatchedCredential } from "../credentials/credential.ts";
import { CredentialHelperError } from "../credentials/credentialHelper.ts";
import type { Keyring } from "../credentials/keyring.ts";
import { type JoinedNodeCredentials, joinNodeCredentials } from "../credentials/nodeCredentials.ts";
import { readNodeDockerConfig, warnOfHelpers } from "../credentials/nodeDockerConfig.ts";
import { DockerConfigError } from "../credentials/readDockerConfigFile.ts";
import { openUserDockerConfig, type PersonalCredentials } from "../credentials/userDockerConfig.ts";
import type { EndpointCredentials } from "../image/endpoint.ts";
import { type ImageReference, keyringName, repositoryName } from "../image/reference.ts";
import type { Logger } from "../log/logger.ts";
import { openNodeSources } from "../openNodeSources.ts";
import type { OpenShiftNodes } from "../registry/runtime/openshift/openShiftNodes.ts";
import { errorText } from "../text/errorText.ts";
import { type Clock, systemClock } from "../time/clock.ts";
import type { CommandInput } from "./command.ts";
import { openLog } from "./openLog.ts";
import type { ReportFormat } from "./reportChoices.ts";
import { UsageError } from "./usageError.ts";

/** What the commands get that look at images named on the command line. */
export interface ImageCommandOptions {
  /** As typed. */
  readonly images: readonly string[];
  readonly config: Pick<Config, "images" | "nodes" | "registries">;
  /** Path of a docker config; undefined for the user's own. */
  readonly dockerConfig: string | undefined;
  readonly output: ReportFormat;
  readonly stdout: Writable;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
  /** What the cluster says of its nodes, where it does and is asked. */
  readonly cluster?: OpenShiftNodes | undefined;
}

/** What `check` and `explain` have in common, from the command line. */
export async function imageOptions(input: CommandInput): Promise<ImageCommandOptions> {
  const { config, images, flags, io } = input;
  return {
    config,
    images,
    dockerConfig: flags.get("docker-config"),
    output: (flags.get("output") ?? "table") as ReportFormat,
    stdout: io.stdout,
    environment: io.environment,
    clock: systemClock,
    log: await openLog(input),
    signal: io.signal,
  };
}

/**
 * Finds the credentials for a place, in the order to be tried; none means anonymous.
 *
 * `same-domain`: those that nodes have for themselves alone.
 */
export type FindCredentials = (
  name: Pick<ImageReference, "registry" | "repository" | "keyringName">,
  options: { signal: AbortSignal; as?: EndpointCredentials },
) => Promise<readonly MatchedCredential[]>;

/**
 * The credentials that the docker config named on the command line, or the user's own, has; then those of
 * `config.registries.dockerConfigFile`, which every node has.
 *
 * @param instead of the user's own
 * @throws UsageError where one of the files cannot be used, or `signal.reason`
 */
export async function openCredentials(
  options: ImageCommandOptions,
  instead?: PersonalCredentials,
): Promise<FindCredentials> {
  const { dockerConfig, environment, clock, signal, cluster } = options;
  const own =
    instead ??
    (await usable(() =>
      dockerConfig === undefined
        ? openUserDockerConfig({ env: environment, clock, signal })
        : openAsNode(dockerConfig, options),
    ));
  const path = options.config.registries.dockerConfigFile;
  const node = path === "" ? cluster?.keyring : await usable(() => readAsNode(path, options));
  return async (name, { signal, as }) =>
    as === "same-domain"
      ? (node?.lookupAsAuthFile(repositoryName(name)) ?? [])
      : [...(await usable(() => own.find(name, { signal }))), ...(node?.lookup(keyringName(name)) ?? [])];
}

/**
 * What nodes have besides, as the configuration says.
 *
 * @param signal ends what is under way there
 * @throws UsageError where the credential providers' configuration cannot be used, or `signal.reason`
 */
export async function openNodes(
  { config, environment, clock, log, cluster }: ImageCommandOptions,
  signal: AbortSignal,
): Promise<JoinedNodeCredentials> {
  const common = { config, environment, clock, log, random: Math.random, onErrors: () => {}, signal };
  try {
    const sources = await openNodeSources(common);
    return joinNodeCredentials(cluster ? [...sources, cluster.credentials] : sources, config.nodes.cloud);
  } catch (error) {
    signal.throwIfAborted();
    throw new UsageError(errorText(error), { cause: error });
  }
}

/** A docker config in which credentials are found as the kubelet would in a pull secret of the same content. */
async function openAsNode(
  path: string,
  options: Pick<ImageCommandOptions, "log" | "signal">,
): Promise<PersonalCredentials> {
  const keyring = await readAsNode(path, options);
  return { find: async (name) => keyring.lookup(keyringName(name)) };
}

async function readAsNode(
  path: string,
  { log, signal }: Pick<ImageCommandOptions, "log" | "signal">,
): Promise<Keyring> {
  const config = await readNodeDockerConfig(path, { signal });
  warnOfHelpers(path, config, log);
  return config.keyring;
}

/** What is wrong with somebody's files and helpers is bad input. */
async function usable<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof DockerConfigError || error instanceof CredentialHelperError) {
      throw new UsageError(error.message, { cause: error });
    }
    throw error;
  }
}
