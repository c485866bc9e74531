import { type Verdict, worstVerdict } from "../../image/outcome.ts";
import type { ContainerUse } from "../../inventory/containerUses.ts";
import type { WorkloadView } from "../../inventory/inventory.ts";
import type { SkipReason } from "../../inventory/skipReason.ts";
import type { FailingSince, SubjectSeries } from "../../inventory/subjects.ts";
import { isElsewhere, registryOf, reportedName, type WorkloadName } from "./containerFilter.ts";

/** What many containers have in common; times as in RFC 3339. */
export interface Sum {
  /** The worst; null where nothing worse than available is known, and not all is known, or nothing is checked. */
  readonly verdict: Verdict | null;
  /** Why: what a node would say. */
  readonly message: string;
  /** Since when an image cannot be pulled; null where all can. */
  readonly since: string | null;
  /** Whether it was seen to change then: if not, that is when it was first checked. */
  readonly sinceSeen: boolean;
  /** Why none of them is checked. */
  readonly skipped: SkipReason | null;
  readonly containers: number;
  readonly unavailable: number;
  /** How many more there are that another shard looks at. */
  readonly elsewhere: number;
  /** Pods that the workloads with an unavailable image are meant to run. */
  readonly replicas: number;
}

export interface ImageRow extends Sum {
  /** As it stands in templates. */
  readonly image: string;
  readonly registry: string;
  readonly lastCheck: string | null;
  /** On how many nodes a container runs it; null where Pods are not watched. */
  readonly nodes: number | null;
  /** The first few. */
  readonly workloads: readonly WorkloadName[];
  readonly moreWorkloads: number;
}

export interface WorkloadRow extends Sum, WorkloadName {
  /** The first few, those that are unavailable before the others. */
  readonly images: readonly string[];
  readonly moreImages: number;
}

/** How many names a row has room for. */
const FEW = 3;

/** Adds up containers. */
export class Summing {
  readonly #failing: ReadonlyMap<SubjectSeries, FailingSince>;
  readonly #series = new Set<object>();
  readonly #objects = new Set<object>();
  /** By text, whether one with an unavailable image is among them. */
  readonly #workloads = new Map<string, { readonly workload: WorkloadName; bad: boolean }>();
  readonly #images = new Map<string, boolean>();
  #worst: ContainerUse | undefined;
  #isAvailable = false;
  #isUnknown = false;
  #isLookedAt = false;
  #since: FailingSince | undefined;
  #skipped: SkipReason | undefined;
  #unavailable = 0;
  #replicas = 0;
  #containers = 0;
  #elsewhere = 0;
  /** What was added first, if anything was. */
  first: ContainerUse | undefined;
  firstWorkload: WorkloadView | undefined;

  constructor(failing: ReadonlyMap<SubjectSeries, FailingSince>) {
    this.#failing = failing;
  }

  add(workload: WorkloadView, use: ContainerUse): void {
    const { series, verdict } = use;
    this.first ??= use;
    this.firstWorkload ??= workload;
    if (isElsewhere(use)) {
      this.addElsewhere(1);
      return;
    }
    this.#skipped = use.skipped ?? this.#skipped;
    this.#isLookedAt ||= use.skipped === undefined;
    const since = series && this.#failing.get(series);
    const bad = since !== undefined;
    // Pods of one owner share their series, as metrics have it.
    const counted = series ?? use;
    if (!this.#series.has(counted)) {
      this.#series.add(counted);
      this.#containers++;
      this.#unavailable += Number(bad);
    }
    this.#isAvailable ||= series?.verdict === "available";
    this.#isUnknown ||= series !== undefined && series.verdict === undefined;
    if (verdict !== undefined && verdict !== "available") {
      const worst = this.#worst?.verdict;
      if (worst === undefined || worstVerdict(worst, verdict) !== worst) {
        this.#worst = use;
      }
    }
    if (since !== undefined) {
      this.#since = this.#since === undefined || since.sinceMs < this.#since.sinceMs ? since : this.#since;
      if (!this.#objects.has(workload.object)) {
        this.#objects.add(workload.object);
        this.#replicas += workload.object.replicas ?? 1;
      }
    }
    const name = reportedName(workload, use);
    const key = workloadKey(name);
    const known = this.#workloads.get(key);
    if (known === undefined) {
      this.#workloads.set(key, { workload: name, bad });
    } else {
      known.bad ||= bad;
    }
    const { image } = use.container;
    this.#images.set(image, bad || this.#images.get(image) === true);
  }

  /** Adds containers that are another shard's. */
  addElsewhere(count: number): void {
    this.#elsewhere += count;
  }

  sum(): Sum {
    const isAvailable = this.#isAvailable && !this.#isUnknown && this.#elsewhere === 0;
    const { verdict, message } = this.#worst ?? {
      verdict: isAvailable ? ("available" as const) : null,
      message: "",
    };
    return {
      verdict: verdict ?? null,
      message,
      since: this.#since === undefined ? null : timeText(this.#since.sinceMs),
      sinceSeen: this.#since?.seen ?? false,
      skipped: this.#isLookedAt || this.#elsewhere > 0 ? null : (this.#skipped ?? null),
      containers: this.#containers,
      unavailable: this.#unavailable,
      elsewhere: this.#elsewhere,
      replicas: this.#replicas,
    };
  }

  workloads(): { readonly workloads: readonly WorkloadName[]; readonly moreWorkloads: number } {
    const all = [...this.#workloads.values()].sort((a, b) => Number(b.bad) - Number(a.bad));
    return { workloads: all.slice(0, FEW).map(({ workload }) => workload), moreWorkloads: rest(all.length) };
  }

  images(): { readonly images: readonly string[]; readonly moreImages: number } {
    const all = [...this.#images].sort(([, a], [, b]) => Number(b) - Number(a));
    return { images: all.slice(0, FEW).map(([image]) => image), moreImages: rest(all.length) };
  }

  get registry(): string {
    return this.first === undefined ? "" : registryOf(this.first);
  }
}

/** Sorts by name. A space is in no part of it. */
export function workloadKey({ namespace, kind, name }: WorkloadName): string {
  return `${namespace} ${kind} ${name}`;
}

/** Sorts images that are certainly gone: before all that sort by their names, the newest first. */
export function goneKey({ sinceMs }: FailingSince, image: string): string {
  return ` ${LATEST_MS - sinceMs} ${image}`;
}

/** A moment that nobody will see, in milliseconds: what is left until then has equally many digits for long. */
const LATEST_MS = 9_000_000_000_000;

/** In RFC 3339. */
export function timeText(ms: number): string {
  return new Date(ms).toISOString();
}

function rest(count: number): number {
  return Math.max(0, count - FEW);
}
