import { SKIP_REASONS } from "../inventory/skipReason.ts";
import type { BoundedLabel } from "./boundedLabel.ts";
import { FAMILIES, type FamilyKey } from "./catalogue.ts";
import { escapeLabelValue } from "./escapeText.ts";
import type { ExpositionFormat } from "./expositionFormat.ts";
import { familyHeader } from "./familyHeader.ts";
import { formatNumber } from "./formatNumber.ts";
import type { MetricSources, RegistryState } from "./metricSources.ts";
import { inPieces } from "./piece.ts";
import { renderSample } from "./renderSample.ts";

/** A sample's label values, in the order of its family, and its value. */
type Row = readonly [values: readonly string[], value: number];

export interface SourcedFamiliesOptions {
  readonly imageLastCheck: boolean;
  /** Bounds the values of the label `registry`. */
  readonly registryLabel: BoundedLabel;
  /** Told of each source that throws. */
  readonly onFailure: (family: FamilyKey, error: unknown) => void;
  /** Told of each family that was written without trouble. */
  readonly onSuccess: (family: FamilyKey) => void;
}

/** The gauges whose values are asked for at each scrape. */
export class SourcedFamilies {
  readonly #options: SourcedFamiliesOptions;
  #sources: Partial<MetricSources> = {};

  constructor(options: SourcedFamiliesOptions) {
    this.#options = options;
  }

  /** Adds sources, or replaces those of the same name. */
  attach(sources: Partial<MetricSources>): void {
    this.#sources = { ...this.#sources, ...sources };
  }

  *write(format: ExpositionFormat): Generator<string, void> {
    const sources = this.#sources;
    const rows: Partial<Record<FamilyKey, () => Iterable<Row>>> = {
      ready: () => one(sources.ready && Number(sources.ready())),
      targets: () => one(sources.targets?.()),
      images: () => one(sources.images?.()),
      shards: () => one(sources.shards?.()),
      queue_length: () => mapped(sources.queueLengths?.(), ([lane, length]) => [[lane], length]),
      oldest_check_timestamp_seconds: () => one(seconds(sources.oldestCheckMs?.())),
      recheck_window_seconds: () => one(seconds(sources.recheckWindowMs?.())),
      recheck_duration_seconds: () => one(seconds(sources.recheckDurationMs?.())),
      skipped_containers: () => skipRows(sources),
      workload_disabled: () =>
        mapped(sources.disabledWorkloads?.(), ({ namespace, kind, name }) => [[namespace, kind, name], 1]),
      invalid_pull_secrets: () => secretRows(sources, "invalid"),
      missing_pull_secrets: () => secretRows(sources, "missing"),
      registry_up: () => this.#registryRows(sources, ({ up }) => Number(up), Math.min),
      registry_rate_limited: () =>
        this.#registryRows(sources, ({ rateLimited }) => Number(rateLimited), Math.max),
      registry_rate_limit_remaining: () =>
        this.#registryRows(sources, ({ remaining }) => remaining, Math.min),
    };
    for (const key of Object.keys(rows) as (keyof typeof rows)[]) {
      yield* this.#family(key, () => lines(key, rows[key]?.() ?? []), format);
    }
    yield* this.#family("unused_pull_secrets", () => unusedSecretLines(sources), format);
    yield* this.#family("workload_hygiene", () => findingLines(sources), format);
    if (this.#options.imageLastCheck) {
      yield* this.#family("image_last_check_timestamp_seconds", () => imageLines(sources), format);
    }
  }

  *#family(key: FamilyKey, write: () => Iterable<string>, format: ExpositionFormat): Generator<string, void> {
    yield familyHeader(FAMILIES[key], format);
    try {
      yield* inPieces(write());
      this.#options.onSuccess(key);
    } catch (error) {
      this.#options.onFailure(key, error);
    }
  }

  /** Registries that share a label value because there are too many of them are told of by the worst. */
  *#registryRows(
    { registries }: Partial<MetricSources>,
    read: (state: RegistryState) => number | undefined,
    worst: (a: number, b: number) => number,
  ): Generator<Row> {
    const values = new Map<string, number>();
    for (const state of registries?.() ?? []) {
      const value = read(state);
      if (value === undefined) {
        continue;
      }
      const label = this.#options.registryLabel.admit(state.registry);
      const other = values.get(label);
      values.set(label, other === undefined ? value : worst(other, value));
    }
    for (const [label, value] of values) {
      yield [[label], value];
    }
  }
}

function* lines(key: FamilyKey, rows: Iterable<Row>): Generator<string> {
  const { name, labels } = FAMILIES[key];
  // What the source goes through may move while pieces are on their way to a slow client.
  const seen = new Set<string>();
  for (const [values, value] of rows) {
    const line = renderSample(
      name,
      labels.map((label, index) => [label, values[index] ?? ""]),
      value,
    );
    const identity = values.join("\0");
    if (!seen.has(identity)) {
      yield line;
    }
    seen.add(identity);
  }
}

/** Apart from the others because of their number: no more is made for each than its line. */
function* findingLines({ workloadFindings }: Partial<MetricSources>): Generator<string> {
  const open = `${FAMILIES.workload_hygiene.name}{namespace="`;
  for (const { namespace, kind, name, container, finding } of workloadFindings?.() ?? []) {
    const subject = `${escapeLabelValue(namespace)}",kind="${escapeLabelValue(kind)}",name="${escapeLabelValue(name)}`;
    yield `${open}${subject}",container="${escapeLabelValue(container)}",finding="${finding}"} 1\n`;
  }
}

function* unusedSecretLines({ unusedPullSecrets }: Partial<MetricSources>): Generator<string> {
  const open = `${FAMILIES.unused_pull_secrets.name}{namespace="`;
  for (const { namespace, name } of unusedPullSecrets?.() ?? []) {
    yield `${open}${escapeLabelValue(namespace)}",name="${escapeLabelValue(name)}"} 1\n`;
  }
}

function* imageLines({ imageLastChecks }: Partial<MetricSources>): Generator<string> {
  const open = `${FAMILIES.image_last_check_timestamp_seconds.name}{image="`;
  for (const [image, checkedMs] of imageLastChecks?.() ?? []) {
    yield `${open}${escapeLabelValue(image)}"} ${formatNumber(checkedMs / 1000)}\n`;
  }
}

function one(value: number | undefined): Iterable<Row> {
  return value === undefined ? [] : [[[], value]];
}

function seconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}

function* mapped<Item>(items: Iterable<Item> | undefined, row: (item: Item) => Row): Generator<Row> {
  for (const item of items ?? []) {
    yield row(item);
  }
}

function skipRows({ skippedContainers }: Partial<MetricSources>): Iterable<Row> {
  if (skippedContainers === undefined) {
    return [];
  }
  const counts = new Map(skippedContainers());
  return SKIP_REASONS.map((reason) => [[reason], counts.get(reason) ?? 0]);
}

function* secretRows(
  { pullSecretProblems }: Partial<MetricSources>,
  wanted: "invalid" | "missing",
): Generator<Row> {
  for (const { kind, namespace, name } of pullSecretProblems?.() ?? []) {
    if (kind === wanted) {
      yield [[namespace, name], 1];
    }
  }
}
