import { constants } from "node:os";

/** Signals that ask for an orderly end. SIGHUP too: what is configured is read at the start alone. */
export const STOP_SIGNALS = ["SIGTERM", "SIGINT", "SIGHUP"] as const;
export type StopSignal = (typeof STOP_SIGNALS)[number];

/** The reason with which commands are aborted when the process is told to stop. */
export class StopRequested extends Error {
  override readonly name = "StopRequested";
  readonly signalName: StopSignal;

  constructor(signalName: StopSignal) {
    super(`stopped by ${signalName}`);
    this.signalName = signalName;
  }
}

/** The exit code of a process that a signal ended, as shells count: 128 and the signal's number. */
export function exitCodeOf({ signalName }: Pick<StopRequested, "signalName">): number {
  return 128 + constants.signals[signalName];
}
