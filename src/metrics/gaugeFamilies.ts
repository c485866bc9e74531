import type { BoundedLabel } from "./boundedLabel.ts";
import { FAMILIES } from "./catalogue.ts";
import { escapeLabelValue } from "./escapeText.ts";
import type { ExpositionFormat } from "./expositionFormat.ts";
import { familyHeader } from "./familyHeader.ts";
import { formatNumber } from "./formatNumber.ts";
import type { Gauge, GaugeSources } from "./gauge.ts";
import { GAUGES, type GaugeKey } from "./gauges.ts";
import { inPieces } from "./piece.ts";

export interface GaugeFamiliesOptions {
  /** Bounds the values of the label `registry`. */
  readonly registryLabel: BoundedLabel;
  /** Told of each gauge whose source throws. */
  readonly onFailure: (gauge: GaugeKey, error: unknown) => void;
  /** Told of each that was written without trouble. */
  readonly onSuccess: (gauge: GaugeKey) => void;
}

/** Writes all gauges, piece by piece. */
export function* gaugeFamilies(
  sources: GaugeSources,
  { registryLabel, onFailure, onSuccess }: GaugeFamiliesOptions,
  format: ExpositionFormat,
): Generator<string, void> {
  for (const key of Object.keys(GAUGES) as readonly GaugeKey[]) {
    const gauge: Gauge = GAUGES[key];
    yield familyHeader(FAMILIES[key], format);
    try {
      const rows = gauge.rows(sources);
      const told =
        gauge.worst === undefined ? rows : mergedRegistries(rows as Iterable<RegistryRow>, gauge.worst);
      yield* inPieces(lines(FAMILIES[key].name, gauge, told));
      onSuccess(key);
    } catch (error) {
      onFailure(key, error);
    }
  }

  /** Registries that share a label value because there are too many of them are told of by the worst. */
  function* mergedRegistries(
    rows: Iterable<RegistryRow>,
    worst: NonNullable<Gauge["worst"]>,
  ): Generator<RegistryRow> {
    const values = new Map<string, number>();
    for (const { registry, value } of rows) {
      const label = registryLabel.admit(registry);
      const other = values.get(label);
      values.set(label, other === undefined ? value : worst(other, value));
    }
    for (const [registry, value] of values) {
      yield { registry, value };
    }
  }
}

type RegistryRow = { readonly registry: string; readonly value: number };

/** No more is made for each than its line: there may be as many as containers. */
function* lines(
  name: string,
  { labels, many = false }: Gauge,
  rows: Iterable<Readonly<Record<string, unknown>>>,
): Generator<string> {
  const opens = labels.map((label, index) => `${index === 0 ? `${name}{` : '",'}${label}="`);
  // What the source goes through may move while pieces are on their way to a slow client.
  const seen = new Set<string>();
  for (const row of rows) {
    let series = "";
    for (let index = 0; index < labels.length; index++) {
      series += opens[index] + escapeLabelValue(row[labels[index]!] as string);
    }
    if (many !== true) {
      if (seen.has(series)) {
        continue;
      }
      seen.add(series);
    }
    const value = formatNumber((row.value as number | undefined) ?? 1);
    yield labels.length === 0 ? `${name} ${value}\n` : `${series}"} ${value}\n`;
  }
}
