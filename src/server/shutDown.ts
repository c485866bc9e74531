import type { Logger } from "../log/logger.ts";
import type { Clock } from "../time/clock.ts";
import { delay } from "../time/delay.ts";
import type { HttpServer } from "./httpServer.ts";
import type { Readiness } from "./readiness.ts";

export interface ShutDownOptions {
  /** What asked for it, for the log: `SIGTERM`. */
  readonly cause: string;
  readonly server: Pick<HttpServer, "drain" | "close">;
  readonly readiness: Pick<Readiness, "beginShutdown">;
  /** Starts no more checks. */
  readonly stopScheduling: () => void;
  /** Aborts the checks under way. */
  readonly abortChecks: () => void;
  /** `config.server.shutdownDelay`, milliseconds: what Kubernetes needs to take the pod out of its endpoints. */
  readonly delayMs: number;
  /** `config.server.shutdownTimeout`, milliseconds: how long open requests may take after that. */
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * Goes out of service in such an order that no request is lost: first the answer of /readyz, as endpoints and kubelet
 * learn of the end at the same time as we do, then a while of serving on, then the end.
 *
 * @throws `signal.reason` when `signal` aborts during the delay
 */
export async function shutDown(options: ShutDownOptions, { signal }: { signal: AbortSignal }): Promise<void> {
  const { cause, server, readiness, delayMs, timeoutMs, clock, log } = options;
  log.info({}, `${cause}: shutting down; serving on for ${delayMs} ms`);
  readiness.beginShutdown();
  server.drain();
  options.stopScheduling();
  await delay(delayMs, { clock, signal });
  options.abortChecks();
  const cutOff = await server.close({ timeoutMs });
  if (cutOff > 0) {
    log.warn({}, `cut off ${cutOff} requests that were still open after ${timeoutMs} ms`);
  }
  log.info({}, "shut down");
}
