import type { Credential } from "../credentials/credential.ts";
import type { Outcome } from "../image/outcome.ts";
import type { ImageReference } from "../image/reference.ts";

/** One place a node would ask for an image: a mirror, or the registry of the reference itself. */
export interface Endpoint {
  /** Host, or host:port, as written in references: `docker.io`, `[::1]:5000`, `registry.example.com`. */
  readonly registry: string;
  readonly repository: string;
  /** In the order to be tried; empty means anonymous. */
  readonly credentials: readonly Credential[];
}

/** All that a check needs to know; equal requests get equal answers. */
export interface CheckRequest {
  readonly reference: ImageReference;
  /** In the order a node would ask them; at least one. */
  readonly endpoints: readonly Endpoint[];
}

/** Asks registries whether an image can be pulled. */
export interface RegistryCheck {
  /**
   * Never throws for what a registry, a network or a reference does: that is the outcome. Rejects with `signal.reason`
   * when `signal` aborts.
   */
  check(request: CheckRequest, options: { signal: AbortSignal }): Promise<Outcome>;
  /**
   * Whether a registry answers HTTP at all (`GET /v2/`, any status). Bypasses the request gate. Rejects only with
   * `signal.reason`.
   */
  probe(registry: string, options: { signal: AbortSignal }): Promise<boolean>;
}
