import { keepCurrent } from "../files/keepCurrent.ts";
import type { Logger } from "../log/logger.ts";
import type { Clock } from "../time/clock.ts";
import { type LoadedWebConfig, readWebConfigFile } from "./webConfigFile.ts";

export interface WebConfigWatchOptions {
  /** Absolute. */
  readonly path: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Called with every content that can be used, after the first. */
  readonly onChange: (config: LoadedWebConfig) => void;
  /** Ends the watch. */
  readonly signal: AbortSignal;
}

/**
 * Reads a web configuration, and again whenever its files have changed; see `keepCurrent`. Whether TLS is spoken,
 * and whether clients are asked for a certificate, is settled once; so is that they are asked for a password, once they are.
 *
 * @returns what is in force at first
 * @throws WebConfigError when it cannot be used now; `signal.reason`
 */
export async function watchWebConfig(options: WebConfigWatchOptions): Promise<LoadedWebConfig> {
  const { path, clock, log, onChange, signal } = options;
  let current: LoadedWebConfig | undefined;
  const read = async () => {
    const next = await readWebConfigFile(path, { signal });
    const settled = current && settledOnce(current, next);
    if (settled !== undefined) {
      throw new Error(settled);
    }
    current = next;
    return next;
  };
  return keepCurrent("the web configuration", read, { onChange, clock, log, signal });
}

/** What keeps a new configuration from taking the place of the one in force, in a line. */
function settledOnce(now: LoadedWebConfig, next: LoadedWebConfig): string | undefined {
  if ((now.tls === undefined) !== (next.tls === undefined)) {
    return `switching TLS ${next.tls !== undefined ? "on" : "off"} takes a restart`;
  }
  const asks = ({ tls }: LoadedWebConfig) => tls !== undefined && tls.clientAuth !== "none";
  if (asks(now) !== asks(next)) {
    return `${asks(next) ? "asking clients for a certificate" : "no longer asking clients for a certificate"} takes a restart`;
  }
  // A file that is being written is empty for a moment.
  if (now.users.size > 0 && next.users.size === 0) {
    return "no longer asking for a password takes a restart";
  }
  return undefined;
}
