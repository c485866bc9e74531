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
  /** How often the files are looked at, in milliseconds. Default 5000: a mounted Secret takes a minute to arrive anyway. */
  readonly pollMs?: number;
  /** Ends the watch. */
  readonly signal: AbortSignal;
}

/**
 * Reads a web configuration, and again whenever its files have changed; contents are compared, not times, as a mounted
 * Secret changes by a symbolic link. What cannot be used gives one log line, and the last good content stays in force.
 * Whether TLS is spoken, and whether clients are asked for a certificate, is settled once.
 *
 * @returns what is in force at first
 * @throws WebConfigError when it cannot be used now; `signal.reason`
 */
export async function watchWebConfig(options: WebConfigWatchOptions): Promise<LoadedWebConfig> {
  const { path, clock, log, onChange, pollMs = 5_000, signal } = options;
  const first = await readWebConfigFile(path, { signal });
  let current = first.fingerprint;
  let complaint: string | undefined;
  const complain = (error: string) => {
    if (error === complaint) {
      return;
    }
    complaint = error;
    log.error({ error }, "the web configuration cannot be taken over, its last good content stays in force");
  };
  const look = async () => {
    const next = await readWebConfigFile(path, { signal });
    const settled = settledOnce(first, next);
    if (settled !== undefined) {
      complain(settled);
      return;
    }
    const changed = next.fingerprint !== current;
    if (!changed && complaint === undefined) {
      return;
    }
    complaint = undefined;
    current = next.fingerprint;
    if (changed) {
      onChange(next);
    }
    log.info(
      {},
      changed ? "the web configuration has changed and is in force" : "the web configuration is whole again",
    );
  };
  let cancel = () => {};
  const schedule = () => {
    cancel = clock.schedule(pollMs, () => {
      look()
        .catch(
          (error: unknown) =>
            signal.aborted || complain(error instanceof Error ? error.message : String(error)),
        )
        .finally(() => signal.aborted || schedule());
    });
  };
  schedule();
  signal.addEventListener("abort", () => cancel(), { once: true });
  return first;
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
