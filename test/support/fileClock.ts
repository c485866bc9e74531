import { type FakeClock, fakeClock } from "./fakeClock.ts";

/** A clock beside the file system's, of which a test says how far it is ahead. */
export interface FileClock extends FakeClock {
  /** Whether what was written last has been written at this moment; else an hour ago. */
  isWriting: boolean;
  /** Resolves when somebody waits until a time is over. */
  waits(): Promise<void>;
}

export function fileClock(): FileClock {
  const fake = fakeClock();
  let tell = () => {};
  const clock: FileClock = {
    ...fake,
    isWriting: false,
    now: () => Date.now() + (clock.isWriting ? 0 : 60 * 60_000),
    schedule(delayMs, callback) {
      tell();
      return fake.schedule(delayMs, callback);
    },
    waits: () =>
      new Promise((resolve) => {
        tell = resolve;
      }),
  };
  return clock;
}
