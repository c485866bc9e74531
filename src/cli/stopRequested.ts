/** The reason with which commands are aborted when the process is told to stop. */
export class StopRequested extends Error {
  override readonly name = "StopRequested";
  /** `SIGTERM` or `SIGINT`. */
  readonly signalName: "SIGTERM" | "SIGINT";

  constructor(signalName: "SIGTERM" | "SIGINT") {
    super(`stopped by ${signalName}`);
    this.signalName = signalName;
  }
}

/** The exit code of a process that a signal ended, as shells count: 128 and the signal's number. */
export function exitCodeOf({ signalName }: Pick<StopRequested, "signalName">): number {
  return signalName === "SIGTERM" ? 143 : 130;
}
