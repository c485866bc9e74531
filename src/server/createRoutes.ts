import type { Clock } from "../time/clock.ts";
import { handleLive, readyHandler } from "./healthHandlers.ts";
import { indexHandler } from "./indexPage.ts";
import { type Exposition, metricsHandler } from "./metricsHandler.ts";
import type { Readiness } from "./readiness.ts";
import type { Routes } from "./routes.ts";

/** All that the exporter serves. */
export function createRoutes(parts: {
  readonly exposition: Exposition;
  readonly readiness: Readiness;
  /** The exporter's own. */
  readonly version: string;
  readonly clock: Clock;
}): Routes {
  return new Map([
    ["/", indexHandler(parts.version)],
    ["/metrics", metricsHandler(parts)],
    ["/livez", handleLive],
    ["/healthz", handleLive],
    ["/readyz", readyHandler(parts.readiness)],
  ]);
}
