import type { Logger } from "../log/logger.ts";
import { errorText } from "../text/errorText.ts";
import type { Clock } from "../time/clock.ts";

/** A mounted Secret takes a minute to arrive anyway. */
const LOOK_EVERY_MS = 5_000;

/** What is read of files, and what tells one content from another. */
export interface FileContent {
  /** Equal for contents that mean the same. Times would not do: a mounted Secret changes by a symbolic link. */
  readonly fingerprint: string;
}

export interface KeepOptions<Content> {
  /** Called with every content that differs from the one before; not with the first. */
  readonly onChange: (content: Content) => void;
  readonly clock: Clock;
  readonly log: Logger;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/**
 * Reads what files hold, and again and again. What cannot be used later gives one log line, and the last good content
 * stays in force.
 *
 * @param what it is, for the log: goes on with "has changed"
 * @param read rejects, with a message for people, where it cannot be used
 * @returns the first content
 * @throws what `read` rejects with the first time, or `signal.reason`
 */
export async function keepCurrent<Content extends FileContent>(
  what: string,
  read: () => Promise<Content>,
  options: KeepOptions<Content>,
): Promise<Content> {
  const first = await read();
  followChanges(what, first, read, options);
  return first;
}

/** The same for what has been read once already. */
export function followChanges<Content extends FileContent>(
  what: string,
  first: Content,
  read: () => Promise<Content>,
  { onChange, clock, log, signal }: KeepOptions<Content>,
): void {
  let { fingerprint } = first;
  let complaint: string | undefined;
  const look = async () => {
    const next = await read();
    const changed = next.fingerprint !== fingerprint;
    if (changed) {
      fingerprint = next.fingerprint;
      onChange(next);
    }
    if (changed || complaint !== undefined) {
      complaint = undefined;
      log.info({}, changed ? `${what} has changed and is in force` : `${what} is whole again`);
    }
  };
  const complain = (reason: unknown) => {
    const error = errorText(reason);
    if (!signal.aborted && error !== complaint) {
      complaint = error;
      log.error({ error }, `${what} cannot be taken over, its last good content stays in force`);
    }
  };
  let cancel = () => {};
  const schedule = () => {
    if (!signal.aborted) {
      cancel = clock.schedule(LOOK_EVERY_MS, () => void look().catch(complain).then(schedule));
    }
  };
  schedule();
  signal.addEventListener("abort", () => cancel(), { once: true });
}
