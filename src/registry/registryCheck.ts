import type { Credential } from "../credentials/credential.ts";
import type { Endpoint } from "../image/endpoint.ts";
import type { CheckOutcome } from "../image/outcome.ts";
import type { Platform } from "../image/platform.ts";
import type { ImageReference } from "../image/reference.ts";

/** More credentials than this are not tried in one check: each may cost four requests. */
export const MAX_CREDENTIALS = 16;

/** All that a check needs to know; equal requests get equal answers. */
export interface CheckRequest {
  readonly reference: ImageReference;
  /** Those of the image's name, in the order to be tried; empty means anonymous. */
  readonly credentials: readonly Credential[];
  /** Why nodes may have others: then nobody that would get them says anything where it refuses. */
  readonly unknown?: string;
  /** In the order a node would ask them; at least one. */
  readonly endpoints: readonly CheckEndpoint[];
  /** Of the nodes that may pull it, at least one: what its manifest refers to has to be there for each. Absent: not looked at. */
  readonly platforms?: readonly Platform[];
}

/** An endpoint, and what applies to it alone. */
export interface CheckEndpoint extends Endpoint {
  /** Those of the endpoint's own name, where it gets none of the image's; empty means anonymous. */
  readonly own?: readonly Credential[];
  /** Why nodes may have others for it: then it says nothing where it refuses. */
  readonly unknown?: string;
}

/**
 * How it is confirmed that an image is absent: by two dozen requests; by one more where it was before, and nothing else was
 * found since then; or later, and there is no verdict until then.
 */
export type Confirming = "wholly" | "once more" | "later";

export interface CheckOptions {
  readonly signal: AbortSignal;
  /** Who takes turns with others where a redirect leads: a namespace. */
  readonly by?: string | undefined;
  /** Asked before it is confirmed that an image is absent, as a host may have said; by default it is, wholly. */
  readonly confirming?: ((host: string) => Confirming) | undefined;
  /**
   * Told which registries may be asked, and which of them for what the reference leads to, in turn: the nodes' files may have
   * others than the request.
   *
   * @returns whether they may be asked now; else nothing is, and there is no verdict
   */
  readonly mayAsk?: (registries: readonly string[], answering: readonly string[]) => boolean;
  /** Told which of them had the image. */
  readonly had?: (registry: string) => void;
}

/** Asks registries whether an image can be pulled. */
export interface RegistryCheck {
  /**
   * Never throws for what a registry, a network or a reference does: that is the outcome. Rejects with `signal.reason`
   * when `signal` aborts.
   */
  check(request: CheckRequest, options: CheckOptions): Promise<CheckOutcome>;
  /**
   * Whether a registry answers HTTP at all (`GET /v2/`, any status). Bypasses the request gate. Rejects only with
   * `signal.reason`.
   */
  probe(registry: string, options: { signal: AbortSignal }): Promise<boolean>;
}
