import type { CheckResult } from "../image/outcome.ts";
import type { Target } from "../inventory/targets.ts";
import type { Tried } from "./checkOrder.ts";
import type { CheckedImage } from "./imageChecks.ts";

/** Why a target is in the queue: the values of the label `lane` of `queue_length`. */
export const LANES = ["new", "failed", "regular"] as const;
export type LaneName = (typeof LANES)[number];

/** A target and where it stands. */
export interface Scheduled extends Tried {
  readonly target: Target;
  /** Where its checks are told. */
  readonly image: CheckedImage;
  /** The registry that is asked first, as it is named; until that is looked up, as its request has it. */
  asked: string;
  /** Its budget; `ENTRANCE` until that is looked up. */
  home: string;
  /** In whose lane it is: there, or at the next one that may be asked meanwhile, where that wants to be left alone. */
  registry: string;
  /** Registries that the last check might ask, and that its request does not name. */
  learnt: readonly string[];
  /** Wall-clock time in milliseconds: of the last check that said something, or of the discovery. */
  seenAtMs: number;
  /** Monotonic time in milliseconds of the last check, said it something or not: what is next depends on it. */
  triedAtMs: number;
  state: "resting" | "queued" | "checking" | "removed";
  lane: LaneName;
  /** Whether the last check found a failure; undefined before the first one. */
  failed: boolean | undefined;
  /** What the last check found that said something certain of the image. */
  found: CheckResult | undefined;
  /** Whether the last check took long. */
  slow: boolean;
  /** Something has changed while it was being checked: check it again right after. */
  again: boolean;
}

/**
 * In the place of a registry, which no budget has for a name: the lane in which targets wait until the nodes' files were read. In
 * another they might wait for a registry that is not asked for them.
 */
export const ENTRANCE = "";

/** The registry that a target is asked for first at, where the nodes' files have no other. */
export function firstNamed({ request }: Target): string {
  return request.endpoints[0]?.registry ?? request.reference.registry;
}
