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
 * Reads a web configuration, and again whenever its files have changed; see `keepCurrent`. Whether TLS is spoken, and whether clients are asked for a certificate, is settled once.
 *
 * @returns what is in force at first
 * @throws WebConfigError when it cannot be used now; `signal.reason`
 */
export async function watchWebConfig(options: WebConfigWatchOptions): Promise<LoadedWebConfig> {
  const { path, clock, log, onChange, signal } = options;
  let first: LoadedWebConfig | undefined;
  const read = async () => {
    const next = await readWebConfigFile(path, { signal });
    first ??= next;
    const settled = settledOnce(first, next);
    if (settled !== undefined) {
      throw new Error(settled);
    }
    return next;
  };
  return keepCurrent("the web configuration", read, { onChange, clock, log, signal });
}

/** What keeps a new configuration from taking the place of the first one, in a line. */
function settledOnce(first: LoadedWebConfig, next: LoadedWebConfig): string | undefined {
  if ((first.tls === undefined) !== (next.tls === undefined)) {
    return `switching TLS ${next.tls !== undefined ? "on" : "off"} takes a restart`;
  }
  const asks = ({ tls }: LoadedWebConfig) => tls !== undefined && tls.clientAuth !== "none";
  if (asks(first) !== asks(next)) {
    return `${asks(next) ? "asking clients for a certificate" : "no longer asking clients for a certificate"} takes a restart`;
  }
  return undefined;
}
