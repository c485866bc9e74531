import type { Verdict } from "../image/outcome.ts";
import { REASON_RECORDS } from "../image/reasons.ts";
import type { ContainerLabels } from "../inventory/availabilitySink.ts";
import type { Clock } from "../time/clock.ts";

/** A verdict that changed, for one image or, where its registry is to blame, for all of a registry. */
export interface Change {
  /** Wall-clock time of the first, in milliseconds. */
  readonly atMs: number;
  readonly from: Verdict | undefined;
  readonly to: Verdict | undefined;
  /** What the node would say of the first of them. */
  readonly message: string;
  /** The first container concerned. */
  readonly first: Pick<ContainerLabels, "namespace" | "kind" | "name" | "container" | "image" | "registry">;
  /** Whether there were other images of the same registry. */
  severalImages: boolean;
  containers: number;
}

/** How long a change is told, in milliseconds. */
const DAY_MS = 24 * 60 * 60_000;
/** How many are kept, the newest: some 300 bytes each, and their messages. Of namespaces with many the oldest go first. */
export const MAX_CHANGES = 1_000;
/** How many more there may be until the oldest are let go together. */
const SPARE = 250;
/** Changes of one kind within this time, in milliseconds, are one. */
const TOGETHER_MS = 60_000;

/** What changed in the last day. */
export class ChangeLog {
  readonly #clock: Pick<Clock, "now">;
  readonly #open = new Map<string, Change>();
  #changes: Change[] = [];

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  /** Takes note of a change. A first success is no news. */
  record(labels: ContainerLabels, from: Verdict | undefined, to: Verdict | undefined, message: string): void {
    if (from === undefined && to === "available") {
      return;
    }
    const atMs = this.#clock.now();
    const { namespace, kind, name, container, image, registry } = labels;
    const scope = isOfRegistry(from) || isOfRegistry(to) ? registry : image;
    const key = [scope, from, to].join(" ");
    const open = this.#open.get(key);
    if (open !== undefined && atMs - open.atMs < TOGETHER_MS && atMs >= open.atMs) {
      open.containers++;
      open.severalImages ||= open.first.image !== image;
      return;
    }
    const change: Change = {
      atMs,
      from,
      to,
      message,
      first: { namespace, kind, name, container, image, registry },
      severalImages: false,
      containers: 1,
    };
    this.#changes.push(change);
    this.#open.set(key, change);
    if (this.#changes.length > MAX_CHANGES + SPARE) {
      this.#forget();
    }
  }

  /** The newest first. */
  recent(): readonly Change[] {
    const now = this.#clock.now();
    this.#forget();
    return this.#changes.filter(({ atMs }) => now - atMs < DAY_MS).reverse();
  }

  #forget(): void {
    if (this.#changes.length <= MAX_CHANGES) {
      return;
    }
    const counts = new Map<string, number>();
    for (const { first } of this.#changes) {
      counts.set(first.namespace, (counts.get(first.namespace) ?? 0) + 1);
    }
    const share = shareOf(MAX_CHANGES, [...counts.values()]);
    this.#changes = this.#changes.filter(({ first: { namespace } }) => {
      const left = counts.get(namespace)!;
      counts.set(namespace, left - 1);
      return left <= share;
    });
    const kept = new Set(this.#changes);
    for (const [key, change] of this.#open) {
      if (!kept.has(change)) {
        this.#open.delete(key);
      }
    }
  }
}

/** How many each may have at most, so that all have no more than there are places. */
function shareOf(places: number, counts: readonly number[]): number {
  let left = places;
  let share = 0;
  for (const [index, count] of counts.toSorted((a, b) => a - b).entries()) {
    share = Math.floor(left / (counts.length - index));
    if (count > share) {
      return share;
    }
    left -= count;
  }
  return Number.POSITIVE_INFINITY;
}

/** An outage is one change, however many images it concerns. */
function isOfRegistry(verdict: Verdict | undefined): boolean {
  return verdict !== undefined && verdict !== "available" && !REASON_RECORDS[verdict].certain;
}
