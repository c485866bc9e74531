import { keepCurrent } from "../files/keepCurrent.ts";
import type { Logger } from "../log/logger.ts";
import type { Clock } from "../time/clock.ts";
import { displayKey } from "./dockerConfig.ts";
import { Keyring } from "./keyring.ts";
import { readDockerConfigFile } from "./readDockerConfigFile.ts";

/** The credentials that every node has, whatever the pod: they come after those of the pull secrets. */
export interface NodeDockerConfig {
  /** As of the last time the file could be read. */
  readonly keyring: Keyring;
}

export interface NodeDockerConfigOptions {
  readonly path: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Called after `keyring` has changed; not for the first reading. */
  readonly onChange: () => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/**
 * Reads a docker config file as a node does, and again whenever its content has changed.
 *
 * @throws DockerConfigError where it cannot be used at first, or `signal.reason`
 */
export async function openNodeDockerConfig(options: NodeDockerConfigOptions): Promise<NodeDockerConfig> {
  const { path, clock, log, onChange, signal } = options;
  const read = () => readNodeDockerConfig(path, { signal });
  let current = await keepCurrent("the nodes' docker config", read, {
    clock,
    log,
    signal,
    onChange(next) {
      if (next.helpers !== current.helpers) {
        warnOfHelpers(path, next, log);
      }
      current = next;
      onChange();
    },
  });
  warnOfHelpers(path, current, log);
  return {
    get keyring() {
      return current.keyring;
    },
  };
}

/** A docker config file as a node reads it: without identity tokens and credential helpers. */
export interface NodeKeyring {
  readonly keyring: Keyring;
  /** Of the credential helpers that the file names all the same, with commas between. */
  readonly helpers: string;
  /** Equal for files that say the same; credentials are in it by their hash. */
  readonly fingerprint: string;
}

/** @throws DockerConfigError, or `signal.reason` */
export async function readNodeDockerConfig(
  path: string,
  { signal }: { signal: AbortSignal },
): Promise<NodeKeyring> {
  const { entries, helpers } = await readDockerConfigFile(path, { signal });
  const names = [...new Set([helpers.byDefault ?? [], ...helpers.byServer.values()].flat())].join(", ");
  return {
    keyring: new Keyring([{ source: path, entries }]),
    helpers: names,
    fingerprint: JSON.stringify([
      names,
      ...entries.map(({ key, credential }) => [displayKey(key), credential.id]),
    ]),
  };
}

/** Says which helpers are not run; nothing where there are none. */
export function warnOfHelpers(path: string, { helpers }: Pick<NodeKeyring, "helpers">, log: Logger): void {
  if (helpers !== "") {
    log.warn(
      { path, helpers },
      "the docker config names credential helpers, which nodes do not run: what they know is not used",
    );
  }
}
