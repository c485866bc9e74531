import { getOrMake } from "../collections/getOrMake.ts";
import { isNew } from "../collections/isNew.ts";
import type { ClusterSink, ContainerImage, PodTemplate } from "../inventory/model.ts";
import { objectKey } from "../inventory/ownerDirectory.ts";
import type { Logger } from "../log/logger.ts";
import { backOffMs } from "../time/backOff.ts";
import type { Clock } from "../time/clock.ts";
import { PacedQueue } from "../time/pacedQueue.ts";
import { ApiError } from "./apiError.ts";
import type { WatchedWorkload } from "./kinds/workload.ts";
import { LISTED_BYTES } from "./listOwned.ts";

/** Which of the objects that hold revisions are asked for. */
export interface RevisionRequest {
  readonly workload: WatchedWorkload;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  /** Is told how much came. */
  onBytes(bytes: number): void;
  readonly signal: AbortSignal;
}

export interface LiveRevisionsOptions {
  readonly sink: Pick<ClusterSink, "upsertWorkload" | "deleteWorkload">;
  /** The pod templates of those that the workload owns and that may start pods. Rejects as requests do. */
  list(request: RevisionRequest): Promise<readonly PodTemplate[]>;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly log: Logger;
}

/** How many requests are under way at a time, and how many are begun in a second. */
const CONCURRENCY = 4;
const PACE = { intervalMs: 50, burst: 10 };
const RETRY = { baseMs: 5_000, capMs: 300_000 };
/** What a selector finds may change without a word of the owner's: a ReplicaSet that is down to 0. */
const REFRESH_MS = 300_000;

/**
 * How many templates of a selector's count, of those that are not alike: a Deployment has but two as a rule, and whoever makes
 * a thousand ReplicaSets would have each compared with it at each of its changes.
 */
const MAX_TEMPLATES = 16;

interface Entry {
  workload: WatchedWorkload;
  /** By name, or by selector. */
  found: ReadonlyMap<string, readonly PodTemplate[]>;
  /** The generation that `found` answers. */
  answered: string | undefined;
  failures: number;
}

/**
 * Adds to workloads the templates of revisions that still own pods, without watching what holds them: they are fetched
 * where the workload's status announces them, a few at a time.
 */
export class LiveRevisions {
  readonly #options: LiveRevisionsOptions;
  readonly #entries = new Map<string, Entry>();
  /** The uids of CronJobs that are known: Jobs that show up later come from the template of that moment. */
  readonly #cronJobs = new Map<string, string>();
  readonly #queue: PacedQueue<Entry>;
  readonly #stopping = new AbortController();
  readonly #warned = new Set<string>();

  constructor(options: LiveRevisionsOptions) {
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

  /** Delivers a workload with what is known of its live revisions, and asks for what is not. */
  upsert(workload: WatchedWorkload): void {
    const { groupKind, uid, revisions } = workload;
    const key = objectKey(workload);
    const isKnownCronJob = groupKind === CRON_JOB && this.#cronJobs.get(key) === uid;
    if (groupKind === CRON_JOB) {
      this.#cronJobs.set(key, uid);
    }
    let entry = this.#entries.get(key);
    if (revisions === undefined || workload.disabled || workload.optedOut) {
      this.#forget(key);
      this.#options.sink.upsertWorkload(workload);
      return;
    }
    if (entry === undefined || entry.workload.uid !== uid) {
      this.#forget(key);
      entry = { workload, found: new Map(), answered: undefined, failures: 0 };
      this.#entries.set(key, entry);
    }
    const { templates } = entry.workload;
    entry.workload = workload;
    if ("names" in revisions) {
      const { found } = entry;
      const kept = revisions.names.map((name) => {
        const known = found.get(name) ?? (isKnownCronJob ? templates : undefined);
        return [name, known] as const;
      });
      entry.found = new Map(
        kept.filter((pair): pair is [string, readonly PodTemplate[]] => pair[1] !== undefined),
      );
    }
    this.#deliver(entry);
    this.#want(entry);
  }

  /** Whether there is one that has not been asked for yet. */
  get pending(): boolean {
    return [...this.#entries.values()].some((entry) => entry.failures === 0 && missing(entry) !== undefined);
  }

  delete(workload: WatchedWorkload): void {
    const key = objectKey(workload);
    this.#cronJobs.delete(key);
    this.#forget(key);
    this.#options.sink.deleteWorkload(workload);
  }

  /** Asks for nothing more; what is under way is aborted. */
  stop(): void {
    this.#stopping.abort();
    this.#queue.stop();
    this.#entries.clear();
  }

  #forget(key: string): void {
    const entry = this.#entries.get(key);
    if (entry !== undefined) {
      this.#queue.delete(entry);
    }
    this.#entries.delete(key);
  }

  #deliver({ workload, found }: Entry): void {
    const live = beyond([...found.values()].flat(), workload.templates);
    this.#options.sink.upsertWorkload(
      live.length === 0 ? workload : { ...workload, templates: [...workload.templates, ...live] },
    );
  }

  #want(entry: Entry): void {
    // One that failed waits for its time.
    if (entry.failures === 0 && missing(entry) !== undefined) {
      this.#queue.add(entry);
    }
  }

  async #fetch(entry: Entry, onBytes: (bytes: number) => void): Promise<void> {
    const { list, random } = this.#options;
    const { workload } = entry;
    const { revisions } = workload;
    const wanted = missing(entry);
    if (revisions === undefined || wanted === undefined) {
      return;
    }
    const byName = "names" in revisions;
    const selector = byName
      ? { fieldSelector: `metadata.name=${wanted}` }
      : { labelSelector: revisions.labelSelector };
    try {
      const templates = await list({ workload, ...selector, onBytes, signal: this.#stopping.signal });
      if (this.#isCurrent(entry)) {
        entry.failures = 0;
        entry.found = byName
          ? new Map(entry.found).set(wanted, templates)
          : new Map([["", templates.slice(0, MAX_TEMPLATES)]]);
        if (!byName) {
          entry.answered = wanted;
          this.#later(entry, REFRESH_MS);
        }
        this.#deliver(entry);
      }
    } catch (error) {
      if (this.#isCurrent(entry)) {
        this.#warn(workload, error);
        this.#later(entry, backOffMs(entry.failures++, { ...RETRY, random }));
      }
    }
    if (this.#isCurrent(entry)) {
      this.#want(entry);
    }
  }

  #later(entry: Entry, delayMs: number): void {
    this.#queue.later(entry, delayMs, () => {
      entry.answered = undefined;
    });
  }

  #isCurrent(entry: Entry): boolean {
    return !this.#stopping.signal.aborted && this.#entries.get(objectKey(entry.workload)) === entry;
  }

  #warn({ groupKind, namespace, name }: WatchedWorkload, error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    const fields = { kind: groupKind, namespace, name, error: text };
    const says = "revisions that still own pods cannot be looked up: their images are not checked";
    // Whoever has an odd selector must not have a permission that is missing pass unsaid.
    const isForbidden = error instanceof ApiError && error.isForbidden;
    const cause = `${groupKind} ${isForbidden}`;
    if (this.#warned.has(cause)) {
      this.#options.log.debug(fields, says);
    } else {
      this.#warned.add(cause);
      this.#options.log.warn(
        fields,
        isForbidden
          ? `${says} (list on replicasets, controllerrevisions and jobs is needed, or config.workloads.liveRevisions: false)`
          : says,
      );
    }
  }
}

const CRON_JOB = "batch/CronJob";

/** What is to be asked next: a name, or a generation. */
function missing({ workload: { revisions }, found, answered }: Entry): string | undefined {
  if (revisions === undefined) {
    return undefined;
  }
  if ("names" in revisions) {
    return revisions.names.find((name) => !found.has(name));
  }
  return revisions.generation === answered ? undefined : revisions.generation;
}

/** What templates have that neither the workload's own nor those before them have. */
function beyond(templates: readonly PodTemplate[], own: readonly PodTemplate[]): readonly PodTemplate[] {
  const known = new Map<string, Set<string>>();
  const newIn = (template: PodTemplate): readonly ContainerImage[] => {
    const seen = getOrMake(known, credentialsKey(template), () => new Set<string>());
    return template.containers.filter((container) => isNew(seen, containerKey(container)));
  };
  for (const template of own) {
    newIn(template);
  }
  return templates
    .map((template) => {
      // How it stands a roll-out is said of the present template alone.
      const { serving: _, ...rest } = template;
      return { ...rest, containers: newIn(template) };
    })
    .filter(({ containers }) => containers.length > 0);
}

/** Stands for where the credentials of a template come from. */
function credentialsKey({ serviceAccount, pullSecrets }: PodTemplate): string {
  return JSON.stringify([serviceAccount, pullSecrets]);
}

function containerKey({ container, image, neverPulled }: ContainerImage): string {
  return [container, image, neverPulled].join("|");
}
