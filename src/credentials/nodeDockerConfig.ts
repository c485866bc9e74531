import type { Logger } from "../log/logger.ts";
import type { Clock } from "../time/clock.ts";
import { type DockerConfigEntry, displayKey, type ParsedDockerConfig } from "./dockerConfig.ts";
import { Keyring } from "./keyring.ts";
import { readDockerConfigFile } from "./readDockerConfigFile.ts";

/** The credentials that every node has, whatever the pod: they come after those of the pull secrets. */
export interface NodeDockerConfig {
  /** As of the last time the file could be read; empty before. */
  readonly keyring: Keyring;
  /** Stops looking at the file. */
  close(): void;
}

export interface NodeDockerConfigOptions {
  readonly path: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Called after `keyring` has changed; not for the first reading. */
  readonly onChange: () => void;
  /** How often the file is looked at, in milliseconds. Default 5000: within the minute a mounted Secret takes anyway. */
  readonly pollMs?: number;
  readonly signal: AbortSignal;
}

/**
 * Reads a docker config file once, then again whenever its content has changed. Content is compared, not times: a
 * mounted Secret changes by a symbolic link, and two writes may share a time stamp. A file that cannot be read or parsed
 * gives one log line, and the last good content stays.
 *
 * @throws only `signal.reason`, while the file is read for the first time
 */
export async function openNodeDockerConfig(options: NodeDockerConfigOptions): Promise<NodeDockerConfig> {
  const { path, clock, log, onChange, pollMs = 5000 } = options;
  const closing = new AbortController();
  const signal = AbortSignal.any([options.signal, closing.signal]);
  let keyring = new Keyring([]);
  let fingerprint = fingerprintOf([]);
  let problem: string | undefined;

  /** Takes over what was read; true when that changes the keyring. */
  const accept = (read: ParsedDockerConfig): boolean => {
    if (!read.ok) {
      if (read.error !== problem) {
        problem = read.error;
        log.error(
          { path, error: problem },
          "cannot read the nodes' docker config: keeping the last good content",
        );
      }
      return false;
    }
    if (problem !== undefined) {
      problem = undefined;
      log.info({ path }, "the nodes' docker config can be read again");
    }
    const next = fingerprintOf(read.entries);
    if (next === fingerprint) {
      return false;
    }
    fingerprint = next;
    keyring = new Keyring([{ source: path, entries: read.entries }]);
    return true;
  };

  const poll = async () => {
    if (accept(await readDockerConfigFile(path, { signal }))) {
      log.info({ path }, "the nodes' docker config has changed");
      onChange();
    }
  };
  let cancel = () => {};
  const schedule = () => {
    cancel = clock.schedule(pollMs, () => {
      poll()
        .catch((error: unknown) => {
          if (!signal.aborted) {
            log.error({ path, error: String(error) }, "cannot take over the nodes' docker config");
          }
        })
        .finally(() => {
          if (!signal.aborted) {
            schedule();
          }
        });
    });
  };

  accept(await readDockerConfigFile(path, { signal }));
  schedule();
  signal.addEventListener("abort", () => cancel(), { once: true });
  return {
    get keyring() {
      return keyring;
    },
    close: () => closing.abort(),
  };
}

/** Equal for configs that give equal keyrings; credentials are in it by their hash. */
function fingerprintOf(entries: readonly DockerConfigEntry[]): string {
  return JSON.stringify(entries.map(({ key, credential }) => [displayKey(key), credential.id]));
}
