import { inPieces } from "../series/piece.ts";
import type { Segment } from "../series/segment.ts";
import type { BoundedLabel } from "./boundedLabel.ts";
import { FAMILIES } from "./catalogue.ts";
import { escapeLabelValue } from "./escapeText.ts";
import type { ExpositionFormat } from "./expositionFormat.ts";
import { familyHeader } from "./familyHeader.ts";
import { formatNumber } from "./formatNumber.ts";
import type { Gauge, GaugeSources } from "./gauge.ts";
import { GAUGES, type GaugeKey } from "./gauges.ts";
import { KeptRows } from "./keptRows.ts";

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
): Generator<string | Segment, void> {
  for (const key of Object.keys(GAUGES) as readonly GaugeKey[]) {
    const gauge: Gauge = GAUGES[key];
    yield familyHeader(FAMILIES[key], format);
    try {
      const rows = gauge.rows(sources);
      const line = lineWriter(FAMILIES[key].name, gauge);
      if (rows instanceof KeptRows) {
        for (const block of rows.blocks) {
          const segment = block.segment(0, (entry, value) => line(rows.row(entry, value)));
          if (segment.length > 0) {
            yield segment;
          }
        }
      } else {
        const told =
          gauge.merge === undefined
            ? rows
            : mergedRegistries(rows as Iterable<RegistryRow>, { ...gauge, merge: gauge.merge });
        yield* inPieces(lines(told, line, gauge.many === true));
      }
      onSuccess(key);
    } catch (error) {
      onFailure(key, error);
    }
  }

  /** Registries that share a label value because there are too many of them are told of together. */
  function* mergedRegistries(
    rows: Iterable<RegistryRow>,
    { labels, merge }: Gauge & { readonly merge: NonNullable<Gauge["merge"]> },
  ): Generator<RegistryRow> {
    const merged = new Map<string, RegistryRow>();
    for (const row of rows) {
      const told: RegistryRow = { ...row, registry: registryLabel.admit(row.registry) };
      const key = labels.map((label) => told[label]).join(" ");
      const other = merged.get(key);
      merged.set(key, other === undefined ? told : { ...told, value: merge(other.value, told.value) });
    }
    yield* merged.values();
  }
}

type RegistryRow = Row & { readonly registry: string; readonly value: number };

type Row = Readonly<Record<string, unknown>>;

/** No more is made for each than its line: there may be as many as containers. */
function lineWriter(name: string, { labels }: Gauge): (row: Row) => string {
  const opens = labels.map((label, index) => `${index === 0 ? `${name}{` : '",'}${label}="`);
  const close = labels.length === 0 ? `${name} ` : '"} ';
  return (row) => {
    let line = "";
    for (let index = 0; index < labels.length; index++) {
      line += opens[index] + escapeLabelValue(row[labels[index]!] as string);
    }
    return `${line}${close}${formatNumber((row.value as number | undefined) ?? 1)}\n`;
  };
}

function* lines(rows: Iterable<Row>, line: (row: Row) => string, many: boolean): Generator<string> {
  // What the source goes through may move while pieces are on their way to a slow client.
  const seen = new Set<string>();
  for (const row of rows) {
    const text = line(row);
    if (!many) {
      const series = text.slice(0, text.lastIndexOf(" "));
      if (seen.has(series)) {
        continue;
      }
      seen.add(series);
    }
    yield text;
  }
}
