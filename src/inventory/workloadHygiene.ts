import { getOrMake } from "../collections/getOrMake.ts";
import { isNew } from "../collections/isNew.ts";
import { DueWork } from "../time/dueWork.ts";
import type { SlicedWork } from "../time/slicedWork.ts";
import { count, each, excluding, type Few, including } from "./few.ts";
import {
  BEHIND_SERVICE,
  type FindingSet,
  findingsIn,
  type HygieneFinding,
  NO_FINDINGS,
} from "./hygieneFinding.ts";
import { LabelIndex } from "./labelIndex.ts";
import type { PodTemplate, Readability, ServiceObject, ServingTemplate, WorkloadObject } from "./model.ts";
import { ObjectMap } from "./objectMap.ts";
import type { ReportedAs } from "./ownerDirectory.ts";
import { servingFindings } from "./servingFindings.ts";
import type { ShardFilter } from "./shard.ts";

/** A workload as it is reported. */
export type HygieneSubject = ReportedAs & { readonly namespace: string };

/** One thing that was found: the labels of a sample. */
export interface WorkloadFinding extends HygieneSubject {
  readonly container: string;
  readonly finding: HygieneFinding;
}

/** One template of a workload. */
interface Unit {
  readonly subject: HygieneSubject;
  readonly template: ServingTemplate;
  /** By container; empty where there is nothing. */
  found: readonly FindingSet[];
}

interface Holding {
  readonly subject: HygieneSubject;
  readonly templates: readonly PodTemplate[];
  readonly units: Few<Unit>;
}

interface SelectingService {
  readonly object: ServiceObject;
  /** The label of its selector under which it is found. */
  readonly filedUnder: string;
}

interface NamespaceParts {
  readonly services: Map<string, SelectingService>;
  readonly bySelector: LabelIndex<SelectingService>;
  readonly byLabel: LabelIndex<Unit>;
}

/**
 * What is found of the workloads of one shard. A workload's change costs as much as there are Services that may select
 * it, and a Service's as there are workloads that it may select, in slices.
 */
export class WorkloadHygiene {
  readonly #holdings = new Map<object, Holding>();
  readonly #namespaces = new Map<string, NamespaceParts>();
  /** Those of which something is found, by how they are reported: many Pods of one owner are one subject. */
  readonly #found = new ObjectMap<Few<Unit>>();
  readonly #readability = new Map<string | undefined, Readability>();
  readonly #isOwn: ShardFilter;
  /** By namespace: those that a Service may select that has changed. */
  readonly #due: DueWork<Unit>;

  /** @param isOwn whether a workload, as `workload namespace/kind/name`, is this shard's to tell of */
  constructor(isOwn: ShardFilter, work: SlicedWork) {
    this.#isOwn = isOwn;
    this.#due = new DueWork(work, (unit) => this.#judgeDue(unit));
  }

  /**
   * Takes a workload as it is now.
   *
   * @param key stands for the workload
   * @param subject undefined where nothing is to be said of it
   */
  set(key: object, subject: HygieneSubject | undefined, templates: readonly PodTemplate[]): void {
    const known = this.#holdings.get(key);
    if (
      known !== undefined &&
      subject !== undefined &&
      known.templates === templates &&
      sameSubject(known.subject, subject)
    ) {
      return;
    }
    if (known !== undefined) {
      this.#drop(key, known);
    }
    if (subject === undefined || templates.every(({ serving }) => serving === undefined)) {
      return;
    }
    const { namespace, kind, name } = subject;
    if (!this.#isOwn(`workload ${namespace}/${kind}/${name}`)) {
      return;
    }
    let units: Few<Unit>;
    for (const { serving } of templates) {
      if (serving === undefined) {
        continue;
      }
      const unit: Unit = { subject, template: serving, found: NOTHING };
      this.#namespace(namespace).byLabel.add(serving.labels, unit);
      this.#judge(unit);
      units = including(units, unit);
    }
    this.#holdings.set(key, { subject, templates, units });
  }

  delete(key: object): void {
    const known = this.#holdings.get(key);
    if (known !== undefined) {
      this.#drop(key, known);
    }
  }

  upsertService(object: ServiceObject): void {
    const { services, bySelector } = this.#namespace(object.namespace);
    const before = services.get(object.name);
    if (before !== undefined) {
      bySelector.delete([before.filedUnder], before);
    }
    const service = { object, filedUnder: bySelector.rarest(object.selector) };
    services.set(object.name, service);
    bySelector.add([service.filedUnder], service);
    const concerned = new Set(this.#selected(object));
    if (before !== undefined) {
      for (const unit of this.#selected(before.object)) {
        concerned.add(unit);
      }
    }
    this.#due.add(concerned, object.namespace);
  }

  deleteService({ namespace, name }: Pick<ServiceObject, "namespace" | "name">): void {
    const home = this.#namespaces.get(namespace);
    const before = home?.services.get(name);
    if (home === undefined || before === undefined) {
      return;
    }
    home.services.delete(name);
    home.bySelector.delete([before.filedUnder], before);
    this.#due.add(this.#selected(before.object), namespace);
    this.#forgetIfEmpty(namespace);
  }

  /** Whether Services can be read; undefined: wherever nothing else has been said. */
  setReadability(namespace: string | undefined, to: Readability): void {
    this.#readability.set(namespace, to);
  }

  /** All that is found, each once. Where Services cannot be read, nothing that rests on them. */
  *findings(): Generator<WorkloadFinding> {
    // What goes and comes back while this is consumed is not met a second time.
    for (const units of [...this.#found.values()]) {
      // The containers of a single template have names of their own.
      const told = count(units) > 1 ? new Set<string>() : undefined;
      for (const { subject, template, found } of each(units)) {
        const { namespace, kind, name } = subject;
        const mask = this.#isReadable(namespace) ? ~NO_FINDINGS : ~BEHIND_SERVICE;
        for (const [index, set] of found.entries()) {
          const container = template.containers[index]?.container ?? "";
          for (const finding of findingsIn(set & mask)) {
            if (told !== undefined && !isNew(told, `${finding} ${container}`)) {
              continue;
            }
            yield { namespace, kind, name, container, finding };
          }
        }
      }
    }
  }

  #isReadable(namespace: string): boolean {
    return (this.#readability.get(namespace) ?? this.#readability.get(undefined)) === "readable";
  }

  *#judgeDue(unit: Unit): Generator<void> {
    this.#judge(unit);
    yield;
  }

  #judge(unit: Unit): void {
    unit.found = servingFindings(unit.template, this.#servicesOf(unit));
    this.#note(unit, unit.found.length > 0);
  }

  #note(unit: Unit, isFound: boolean): void {
    const { kind, namespace, name } = unit.subject;
    const before = this.#found.get(kind, namespace, name);
    const now = isFound ? including(before, unit) : excluding(before, unit);
    if (now === before) {
      return;
    }
    if (now !== undefined) {
      this.#found.set(kind, namespace, name, now);
    } else {
      this.#found.delete(kind, namespace, name);
    }
  }

  *#servicesOf({ subject, template: { labels } }: Unit): Generator<ServiceObject> {
    const bySelector = this.#namespaces.get(subject.namespace)?.bySelector;
    if (bySelector === undefined || bySelector.isEmpty) {
      return;
    }
    let looked = 0;
    for (const label of labels) {
      for (const { object } of bySelector.get(label)) {
        if (selects(object, labels)) {
          yield object;
          looked += 1;
        }
        if (looked === MAX_SERVICES) {
          return;
        }
      }
    }
  }

  *#selected(service: ServiceObject): Generator<Unit> {
    const { byLabel } = this.#namespace(service.namespace);
    for (const unit of byLabel.get(byLabel.rarest(service.selector))) {
      if (selects(service, unit.template.labels)) {
        yield unit;
      }
    }
  }

  #drop(key: object, { subject, units }: Holding): void {
    this.#holdings.delete(key);
    for (const unit of each(units)) {
      this.#due.delete(unit, subject.namespace);
      this.#note(unit, false);
      this.#namespaces.get(subject.namespace)?.byLabel.delete(unit.template.labels, unit);
    }
    this.#forgetIfEmpty(subject.namespace);
  }

  #namespace(name: string): NamespaceParts {
    return getOrMake(this.#namespaces, name, () => ({
      services: new Map(),
      bySelector: new LabelIndex(),
      byLabel: new LabelIndex(),
    }));
  }

  #forgetIfEmpty(name: string): void {
    const parts = this.#namespaces.get(name);
    if (parts !== undefined && parts.services.size === 0 && parts.byLabel.isEmpty) {
      this.#namespaces.delete(name);
    }
  }
}

const NOTHING: readonly FindingSet[] = [];

/** Of those that select a template; more than that send nobody traffic. */
const MAX_SERVICES = 256;

/**
 * How a workload is told of whose running pods a roll-out would replace. Nobody rolls out a Pod that nobody owns.
 *
 * @returns undefined where nothing is to be said of it
 */
export function hygieneSubject(
  { namespace, disabled, optedOut }: WorkloadObject,
  reportedAs: ReportedAs | undefined,
  isLookedAt: boolean,
): HygieneSubject | undefined {
  if (reportedAs === undefined || !isLookedAt || disabled || optedOut || reportedAs.kind === "pod") {
    return undefined;
  }
  const { kind, name } = reportedAs;
  return { namespace, kind, name };
}

/** Both are sorted, and nobody bounds how long either is. */
function selects({ selector }: ServiceObject, labels: readonly string[]): boolean {
  let from = 0;
  return selector.every((label) => {
    from = labels.indexOf(label, from) + 1;
    return from > 0;
  });
}

function sameSubject(a: HygieneSubject, b: HygieneSubject): boolean {
  return a.name === b.name && a.kind === b.kind && a.namespace === b.namespace;
}
