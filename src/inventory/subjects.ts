import { type Verdict, worstVerdict } from "../image/outcome.ts";
import type { AvailabilitySink, ContainerLabels, SeriesHandle } from "./availabilitySink.ts";
import { each, excluding, type Few, including } from "./few.ts";
import { NO_LABELS } from "./mergeLabels.ts";
import type { WorkloadObject } from "./model.ts";
import { ObjectMap } from "./objectMap.ts";
import type { ReportedAs } from "./ownerDirectory.ts";
import { sameLabels } from "./sameLabels.ts";

type OwnerLabels = ContainerLabels["owner"];

/** One container's part in a series: what is known of its image, and why. */
export interface Contribution {
  readonly verdict: Verdict | undefined;
  /** For people; empty when the image is available or nothing is known. */
  readonly message: string;
  /** The object that has the container. */
  readonly object: Pick<WorkloadObject, "replicas">;
  /** Owner labels; missing where there are none. */
  owner?: OwnerLabels;
}

/** A workload as it is reported: many Pods of one owner are one subject. */
export interface Subject extends ReportedAs {
  readonly namespace: string;
  series: SeriesOfSubject;
}

/** A list, or for many by container and image: an object may have thousands of containers. */
type SeriesOfSubject = readonly SubjectSeries[] | Map<string, SubjectSeries>;

/** More than these are worth a map. */
const MAX_LISTED = 16;

/** One series; containers with equal labels share it, and the worst verdict wins. */
export interface SubjectSeries {
  readonly subject: Subject;
  contributions: Few<Contribution>;
  handle: SeriesHandle;
  verdict: Verdict | undefined;
}

/** Called once for each change of what a series says. */
export type VerdictListener = (
  labels: ContainerLabels,
  from: Verdict | undefined,
  to: Verdict | undefined,
  why: string,
) => void;

/** Since when a series has said that an image cannot be pulled. */
export interface FailingSince {
  /** Wall-clock time, in milliseconds. */
  readonly sinceMs: number;
  /** Whether it said something else before: if not, it may have been so for longer. */
  readonly seen: boolean;
}

/** Turns the verdicts of containers into series. */
export class Subjects {
  readonly #subjects = new ObjectMap<Subject>();
  readonly #sink: AvailabilitySink;
  readonly #changed: VerdictListener;
  readonly #now: () => number;
  readonly #failing = new Map<SubjectSeries, FailingSince>();
  /** Many begin to fail at once, with their registry. */
  #lastSince: FailingSince = { sinceMs: 0, seen: false };

  /** @param now wall-clock time, in milliseconds */
  constructor(sink: AvailabilitySink, changed: VerdictListener, now: () => number) {
    this.#sink = sink;
    this.#changed = changed;
    this.#now = now;
  }

  /** The series that say that an image cannot be pulled, and since when, the newest last. */
  failing(): ReadonlyMap<SubjectSeries, FailingSince> {
    return this.#failing;
  }

  /** Whether there is a series of a container. */
  has(
    { kind, name, namespace }: ReportedAs & { readonly namespace: string },
    container: { readonly container: string; readonly image: string },
  ): boolean {
    const subject = this.#subjects.get(kind, namespace, name);
    return subject !== undefined && find(subject.series, container) !== undefined;
  }

  /**
   * Lets a container take part in the series of its labels, whose owner labels are those of the first. `update` follows once it
   * has something to say.
   */
  join(
    subject: ReportedAs & { readonly namespace: string; readonly owner: OwnerLabels },
    container: { readonly container: string; readonly image: string; readonly registry: string },
    contribution: Contribution,
  ): SubjectSeries {
    const home = this.#subject(subject);
    let series = find(home.series, container);
    if (series === undefined) {
      const { namespace, kind, name } = home;
      const handle = this.#sink.add({ namespace, kind, name, ...container, owner: subject.owner });
      series = { subject: home, contributions: undefined, handle, verdict: undefined };
      home.series = withSeries(home.series, series);
    }
    series.contributions = including(series.contributions, contribution);
    this.setOwner(series, contribution, subject.owner);
    return series;
  }

  /** Sets the owner labels of a container: its series is replaced where they differ from what it has. */
  setOwner(series: SubjectSeries, contribution: Contribution, owner: OwnerLabels): void {
    if ((contribution.owner ?? NO_LABELS) !== owner) {
      contribution.owner = owner;
    }
    this.#relabel(series);
  }

  leave(series: SubjectSeries, contribution: Contribution): void {
    series.contributions = excluding(series.contributions, contribution);
    if (series.contributions !== undefined) {
      this.#relabel(series);
      this.update(series);
      return;
    }
    this.#sink.remove(series.handle);
    this.#failing.delete(series);
    const { subject } = series;
    subject.series = withoutSeries(subject.series, series);
    if ((subject.series instanceof Map ? subject.series.size : subject.series.length) > 0) {
      return;
    }
    const { kind, namespace, name } = subject;
    this.#subjects.delete(kind, namespace, name);
  }

  /** To be called after a contribution of the series has changed. */
  update(series: SubjectSeries): void {
    let worst: Contribution | undefined;
    for (const contribution of each(series.contributions)) {
      if (contribution.verdict === undefined) {
        continue;
      }
      if (!worst?.verdict || worstVerdict(contribution.verdict, worst.verdict) !== worst.verdict) {
        worst = contribution;
      }
    }
    const from = series.verdict;
    const to = worst?.verdict;
    if (from === to) {
      return;
    }
    series.verdict = to;
    if (to === undefined || to === "available") {
      this.#failing.delete(series);
    } else if (!this.#failing.has(series)) {
      this.#failing.set(series, this.#since(from !== undefined));
    }
    this.#sink.setVerdict(series.handle, to);
    this.#changed(series.handle.labels, from, to, worst?.message ?? "");
  }

  #subject({ kind, namespace, name }: ReportedAs & { readonly namespace: string }): Subject {
    let subject = this.#subjects.get(kind, namespace, name);
    if (subject === undefined) {
      // Not spread: objects made so are half as large again.
      subject = { namespace, kind, name, series: [] };
      this.#subjects.set(kind, namespace, name, subject);
    }
    return subject;
  }

  #since(seen: boolean): FailingSince {
    const sinceMs = this.#now();
    if (this.#lastSince.sinceMs !== sinceMs || this.#lastSince.seen !== seen) {
      this.#lastSince = { sinceMs, seen };
    }
    return this.#lastSince;
  }

  #relabel(series: SubjectSeries): void {
    const [first] = each(series.contributions);
    const owner = first?.owner ?? NO_LABELS;
    if (sameLabels(series.handle.labels.owner, owner)) {
      return;
    }
    this.#sink.remove(series.handle);
    series.handle = this.#sink.add({ ...series.handle.labels, owner });
    this.#sink.setVerdict(series.handle, series.verdict);
  }
}

type Labels = Pick<ContainerLabels, "container" | "image">;

function seriesKey({ container, image }: Labels): string {
  return [container, image].join("|");
}

function find(all: SeriesOfSubject, wanted: Labels): SubjectSeries | undefined {
  return all instanceof Map
    ? all.get(seriesKey(wanted))
    : all.find(
        ({ handle: { labels } }) => labels.container === wanted.container && labels.image === wanted.image,
      );
}

function withSeries(all: SeriesOfSubject, series: SubjectSeries): SeriesOfSubject {
  if (all instanceof Map) {
    return all.set(seriesKey(series.handle.labels), series);
  }
  return all.length < MAX_LISTED
    ? // Not pushed nor spread: that would keep room for sixteen more.
      all.concat(series)
    : new Map([...all, series].map((each) => [seriesKey(each.handle.labels), each]));
}

function withoutSeries(all: SeriesOfSubject, series: SubjectSeries): SeriesOfSubject {
  if (!(all instanceof Map)) {
    return all.filter((each) => each !== series);
  }
  all.delete(seriesKey(series.handle.labels));
  return all;
}
