/** One of the things that readiness consists of. */
export interface ReadinessCheck {
  /** `informer deployments`. */
  readonly name: string;
  readonly ok: boolean;
  /** Why it is not, or what to know although it is. */
  readonly message?: string;
}

/** What /readyz says. */
export interface ReadinessReport {
  readonly ready: boolean;
  readonly checks: readonly ReadinessCheck[];
}

/** Whether the exporter is ready to be scraped: what it shows is complete, and it is not about to go away. */
export class Readiness {
  #checks: () => readonly ReadinessCheck[] = () => [{ name: "start", ok: false, message: "not started yet" }];
  #shuttingDown = false;

  /** From now on these decide. They are asked at each report and must be cheap. */
  decideBy(checks: () => readonly ReadinessCheck[]): void {
    this.#checks = checks;
  }

  /** Not ready any more, for good. */
  beginShutdown(): void {
    this.#shuttingDown = true;
  }

  report(): ReadinessReport {
    const shutdown: ReadinessCheck = this.#shuttingDown
      ? { name: "shutdown", ok: false, message: "shutting down" }
      : { name: "shutdown", ok: true };
    const checks = [...this.#checks(), shutdown];
    return { ready: checks.every(({ ok }) => ok), checks };
  }
}
