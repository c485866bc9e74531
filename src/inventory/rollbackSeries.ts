import { getOrMake } from "../collections/getOrMake.ts";
import type { Verdict } from "../image/outcome.ts";
import type { AvailabilitySink, ContainerLabels, SeriesHandle } from "./availabilitySink.ts";

interface RollbackHandle extends SeriesHandle {
  verdict: Verdict | undefined;
}

interface History {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
  /** The containers of each older revision that are checked. */
  readonly revisions: Map<string, Set<RollbackHandle>>;
}

/** A container's image that a roll-back would need, and that cannot be pulled. */
export interface LostRollback extends Omit<ContainerLabels, "owner"> {
  readonly revision: string;
  readonly reason: string;
  /** 1 for the newest of the older revisions, 2 for the one before… */
  readonly value: number;
}

/** What is known of the images of older revisions, which come as workloads that are called `name/revision`. */
export class RollbackSeries implements AvailabilitySink {
  readonly #histories = new Map<string, History>();
  readonly #lost = new Set<RollbackHandle>();

  add(labels: ContainerLabels): SeriesHandle {
    const handle: RollbackHandle = { labels, verdict: undefined };
    const history = getOrMake(this.#histories, historyKey(labels), () => {
      const { namespace, kind } = labels;
      return { namespace, kind, name: split(labels.name)[0], revisions: new Map() };
    });
    getOrMake(history.revisions, split(labels.name)[1], () => new Set()).add(handle);
    return handle;
  }

  setVerdict(series: SeriesHandle, verdict: Verdict | undefined): void {
    const handle = series as RollbackHandle;
    handle.verdict = verdict;
    if (verdict === undefined || verdict === "available") {
      this.#lost.delete(handle);
    } else {
      this.#lost.add(handle);
    }
  }

  remove(series: SeriesHandle): void {
    const handle = series as RollbackHandle;
    this.#lost.delete(handle);
    const key = historyKey(series.labels);
    const history = this.#histories.get(key);
    const [, revision] = split(series.labels.name);
    const handles = history?.revisions.get(revision);
    handles?.delete(handle);
    if (handles?.size === 0) {
      history?.revisions.delete(revision);
    }
    if (history?.revisions.size === 0) {
      this.#histories.delete(key);
    }
  }

  /** The images that roll-backs would need and that cannot be pulled. */
  *lost(): Generator<LostRollback> {
    for (const { labels, verdict } of this.#lost) {
      const { namespace, kind, container, image, registry } = labels;
      const [name, revision] = split(labels.name);
      const revisions = this.#histories.get(historyKey(labels))?.revisions.keys() ?? [];
      const newer = [...revisions].filter((each) => Number(each) > Number(revision)).length;
      const reason = verdict ?? "";
      yield { namespace, kind, name, revision, container, image, registry, reason, value: 1 + newer };
    }
  }

  /** How many older revisions of each workload have all their images; nothing until all of them have been checked. */
  *complete(): Generator<Omit<History, "revisions"> & { readonly value: number }> {
    for (const { namespace, kind, name, revisions } of this.#histories.values()) {
      let value: number | undefined = 0;
      for (const handles of revisions.values()) {
        const verdicts = new Set([...handles].map(({ verdict }) => verdict));
        if (verdicts.has(undefined)) {
          value = undefined;
          break;
        }
        value += verdicts.size === 1 && verdicts.has("available") ? 1 : 0;
      }
      if (value !== undefined) {
        yield { namespace, kind, name, value };
      }
    }
  }
}

function historyKey({ namespace, kind, name }: ContainerLabels): string {
  return [kind, namespace, split(name)[0]].join("|");
}

/** Names of objects hold no slash. */
function split(name: string): readonly [name: string, revision: string] {
  const slash = name.lastIndexOf("/");
  return [name.slice(0, slash), name.slice(slash + 1)];
}
