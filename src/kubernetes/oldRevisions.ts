import type { ClusterSink, PodTemplate, WorkloadObject } from "../inventory/model.ts";
import { objectKey } from "../inventory/ownerDirectory.ts";
import type { Logger } from "../log/logger.ts";
import { backOffMs } from "../time/backOff.ts";
import type { Clock } from "../time/clock.ts";
import { PacedQueue } from "../time/pacedQueue.ts";
import type { WatchedWorkload } from "./kinds/workload.ts";
import { LISTED_BYTES } from "./listOwned.ts";

/** One of the templates that a workload had. */
export interface OldRevision {
  readonly revision: number;
  readonly templates: readonly PodTemplate[];
}

export interface OldRevisionsOptions {
  /** Is given each older revision as a workload: `name/revision`. */
  readonly sink: Pick<ClusterSink, "upsertWorkload" | "deleteWorkload">;
  /** All revisions of a workload, the present one too. Rejects as requests do. */
  list(
    workload: WatchedWorkload,
    options: { onBytes(bytes: number): void; readonly signal: AbortSignal },
  ): Promise<readonly OldRevision[]>;
  /** How many of the newest older ones count; at least 1. */
  readonly revisions: number;
  /** How often they are looked for where no roll-out says that they have changed, in milliseconds. */
  readonly windowMs: number;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly log: Logger;
}

/** Nobody waits for it: what runs comes first. */
const CONCURRENCY = 2;
const PACE = { intervalMs: 100, burst: 5 };
const RETRY = { baseMs: 10_000, capMs: 600_000 };
/** A roll-out shows in the workload before its revision is there. */
const SETTLE_MS = 10_000;

interface Entry {
  workload: WatchedWorkload;
  told: readonly WorkloadObject[];
  found: readonly OldRevision[];
  failures: number;
}

/**
 * The revisions that workloads could be rolled back to. They are listed, not watched: when a roll-out has begun, and
 * once in a while.
 */
export class OldRevisions {
  readonly #options: OldRevisionsOptions;
  readonly #entries = new Map<string, Entry>();
  readonly #queue: PacedQueue<Entry>;
  readonly #stopping = new AbortController();
  #warned = false;

  constructor(options: OldRevisionsOptions) {
    this.#options = options;
    this.#queue = new PacedQueue({
      concurrency: CONCURRENCY,
      pace: PACE,
      clientOf: ({ workload }) => workload.namespace,
      load: LISTED_BYTES,
      clock: options.clock,
      run: (entry, onBytes) => this.#fetch(entry, onBytes),
    });
  }

  upsert(workload: WatchedWorkload): void {
    if (workload.history === undefined) {
      return;
    }
    const key = objectKey(workload);
    const known = this.#entries.get(key);
    if (known === undefined || known.workload.uid !== workload.uid) {
      this.delete(workload);
      const entry = { workload, told: [], found: [], failures: 0 };
      this.#entries.set(key, entry);
      this.#queue.add(entry);
      return;
    }
    const isRolledOut = known.workload.history?.newest !== workload.history.newest;
    known.workload = workload;
    this.#tell(known);
    if (isRolledOut) {
      this.#queue.later(known, SETTLE_MS);
    }
  }

  delete(workload: Pick<WatchedWorkload, "groupKind" | "namespace" | "name">): void {
    const key = objectKey(workload);
    const entry = this.#entries.get(key);
    if (entry === undefined) {
      return;
    }
    this.#queue.delete(entry);
    this.#entries.delete(key);
    entry.found = [];
    this.#tell(entry);
  }

  /** Asks for nothing more; what is under way is aborted. */
  stop(): void {
    this.#stopping.abort();
    this.#queue.stop();
  }

  #tell(entry: Entry): void {
    const { sink } = this.#options;
    const { groupKind, namespace, name, uid, disabled, optedOut } = entry.workload;
    const told = entry.found.map(({ revision, templates }): WorkloadObject => {
      const as = `${name}/${revision}`;
      return { groupKind, namespace, name: as, uid, disabled, optedOut, ownerLabels: {}, templates };
    });
    const before = entry.told;
    entry.told = told;
    for (const object of told) {
      sink.upsertWorkload(object);
    }
    // Not first: what is known of an image goes with the last revision that has it.
    for (const object of before) {
      if (!told.some((each) => each.name === object.name)) {
        sink.deleteWorkload(object);
      }
    }
  }

  async #fetch(entry: Entry, onBytes: (bytes: number) => void): Promise<void> {
    const { list, revisions, windowMs, random, log } = this.#options;
    const { signal } = this.#stopping;
    try {
      const all = await list(entry.workload, { onBytes, signal });
      if (this.#isCurrent(entry)) {
        entry.failures = 0;
        entry.found = all.toSorted((a, b) => b.revision - a.revision).slice(1, 1 + revisions);
        this.#tell(entry);
        // Spread, as all of them were new at once.
        this.#queue.later(entry, windowMs * (0.75 + random() / 2));
      }
    } catch (error) {
      if (this.#isCurrent(entry)) {
        const { groupKind, namespace, name } = entry.workload;
        const fields = { kind: groupKind, namespace, name, error: String(error) };
        log[this.#warned ? "debug" : "warn"](
          fields,
          "older revisions cannot be listed: nothing is said of what a roll-back would need (list on replicasets and controllerrevisions is needed, or config.workloads.revisions: 0)",
        );
        this.#warned = true;
        this.#queue.later(entry, backOffMs(entry.failures++, { ...RETRY, random }));
      }
    }
  }

  #isCurrent(entry: Entry): boolean {
    return !this.#stopping.signal.aborted && this.#entries.get(objectKey(entry.workload)) === entry;
  }
}
