import { type CheckOutcome, type CheckResult, isFoundInside } from "../image/outcome.ts";
import { namespacesOf } from "../inventory/namespacesOf.ts";
import type { Target, TargetSink } from "../inventory/targets.ts";
import type { Logger } from "../log/logger.ts";
import { type Check, digestOf, type Inspect, told } from "../registry/inspectedOutcome.ts";
import type { CheckOptions, CheckRequest } from "../registry/registryCheck.ts";
import type { Clock } from "../time/clock.ts";
import { within } from "../time/within.ts";
import { type Join, RegistryWork } from "./registryWork.ts";

export interface InspectionsOptions {
  readonly check: Check;
  /** Each of its requests waits for its turn. */
  readonly inspect: Inspect;
  /** Has a target checked at once: something else is known of it. */
  readonly hurry: (target: Target) => void;
  /** In whose lane a target is. */
  readonly registryOf: (target: Target) => string;
  readonly observer: InspectionObserver;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface InspectionObserver {
  inspected(inspection: { readonly registry: string; readonly result: CheckResult }): void;
}

/** What is known of a target's inside. */
interface Note {
  readonly target: Target;
  /** What was looked into, and when it is to be again; monotonic, in milliseconds. */
  digest: string;
  dueMs: number;
  /** What was missing, and in which digest: of another it says nothing. */
  finding: (CheckOutcome & { readonly message: string }) | undefined;
  foundIn: string;
  /** Whether its last turn was too short. */
  pace: keyof typeof TURN_MS;
  /** While it is looked into, or waits for that. */
  join: Join | undefined;
}

/** How long it counts that all was there, in milliseconds: that much and, to spread them, a tenth more at most. */
const EVERY_MS = 24 * 60 * 60_000;
/** The same where something was missing, or could not be asked for. */
const AGAIN_MS = 10 * 60_000;

/** How long one may take, in milliseconds: others wait for their turns. What took longer has more time, after the others. */
const TURN_MS = { quick: 60_000, slow: 10 * 60_000 };

/**
 * Looks into the images that checks find, once for each digest and then once a day: of a registry into one at a time, and
 * while it has nothing else to do, but for what `inspect` has no more patience for; namespaces take turns, and none of them
 * is without end. No verdict waits for it. What was missing is the outcome of the checks that follow, until it is there, or
 * the reference leads elsewhere.
 */
export class Inspections {
  readonly #options: InspectionsOptions;
  readonly #notes = new Map<CheckRequest, Note>();
  readonly #work: RegistryWork<Note>;

  constructor(options: InspectionsOptions) {
    this.#options = options;
    this.#work = new RegistryWork({
      run: (registry, note, options) =>
        this.#inspect(registry, note, options).finally(() => {
          note.join = undefined;
        }),
      sayFailed: (fields) => options.log.error(fields, "an image could not be looked into"),
    });
  }

  /** Passes on what is told of targets. */
  following(sink: TargetSink): TargetSink {
    return {
      add: (target) => {
        this.#add(target, undefined);
        sink.add(target);
      },
      succeed: (target, before) => {
        this.#add(target, this.#notes.get(before.request));
        sink.succeed(target, before);
      },
      join: (target, namespace) => {
        this.#notes.get(target.request)?.join?.(namespace);
        sink.join(target, namespace);
      },
      hurry: (target) => sink.hurry(target),
      remove: (target) => {
        this.#notes.delete(target.request);
        sink.remove(target);
      },
    };
  }

  /** Checks an image; what is known of its inside counts, too. Rejects as `check` does. */
  async check(request: CheckRequest, options: CheckOptions): Promise<CheckOutcome> {
    const outcome = await this.#options.check(request, options);
    const note = this.#notes.get(request);
    const digest = digestOf(request, outcome);
    if (note === undefined || digest === undefined) {
      return outcome;
    }
    if (note.digest !== digest || this.#options.clock.monotonic() >= note.dueMs) {
      note.digest = digest;
      this.#enqueue(note);
    }
    return told(outcome, findingOf(note, digest));
  }

  /** Aborts what is looked into, for good. */
  abort(reason: Error): void {
    this.#work.abort(reason);
  }

  #add(target: Target, before: Note | undefined): void {
    if (target.request.platforms !== undefined) {
      const isSame = before?.target.request.platforms === target.request.platforms;
      const known = before !== undefined && isSame ? before : NOTHING;
      this.#notes.set(target.request, { ...known, target, join: undefined });
    }
  }

  #enqueue(note: Note): void {
    const { join, target } = note;
    if (join === undefined) {
      const named = { image: target.image, namespaces: () => namespacesOf(target) };
      note.join = this.#work.add(this.#options.registryOf(target), named, note, note.pace);
    }
  }

  async #inspect(
    registry: string,
    note: Note,
    options: { readonly by: string; readonly signal: AbortSignal },
  ): Promise<void> {
    const { inspect, hurry, observer, clock, log } = this.#options;
    const { target, digest } = note;
    const before = findingOf(note, digest);
    const { image, request } = target;
    if (this.#notes.get(request) !== note) {
      return;
    }
    const outcome = await within(TURN_MS[note.pace], { clock, signal: options.signal }, (signal) =>
      inspect(request, digest, { ...options, signal }),
    );
    note.pace = outcome === undefined ? "slow" : "quick";
    if (outcome === undefined) {
      note.dueMs = clock.monotonic() + AGAIN_MS;
      log.debug({ image, registry }, "an image could not be looked into in time");
      return;
    }
    observer.inspected({ registry, result: outcome.result });
    const isWell = outcome.result === "available";
    const pauseMs = isWell ? EVERY_MS * (1 + spreadOf(digest) / 10) : AGAIN_MS;
    // It may lead elsewhere by now.
    note.dueMs = note.digest === digest ? clock.monotonic() + pauseMs : 0;
    if (isWell) {
      note.finding = undefined;
    } else if (isFoundInside(outcome.result)) {
      note.finding = outcome;
      note.foundIn = digest;
    } else {
      log.debug(
        { image, registry, reason: outcome.result, error: outcome.message },
        "an image could not be looked into",
      );
    }
    if (findingOf(note, digest)?.result !== before?.result && this.#notes.get(request) === note) {
      hurry(target);
    }
  }
}

const NOTHING = { digest: "", dueMs: 0, finding: undefined, foundIn: "", pace: "quick" } as const;

function findingOf({ finding, foundIn }: Note, digest: string): Note["finding"] {
  return foundIn === digest ? finding : undefined;
}

/** From 0 to 1, by the digest. */
function spreadOf(digest: string): number {
  return Number.parseInt(digest.slice(-6), 16) / 0xffffff || 0;
}
