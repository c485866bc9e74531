/** A sample as it was read back. */
export interface ParsedSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** As written. */
  readonly value: string;
}

export interface ParsedFamily {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly unit: string | undefined;
  readonly samples: readonly ParsedSample[];
}

const NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*/;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*/;
const VALUE = /^(?:[+-]?Inf|NaN|[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)$/;
const SUFFIXES = ["", "_total", "_bucket", "_sum", "_count"];

/**
 * Reads a text exposition more strictly than Prometheus does: every family has HELP and TYPE before its samples, stands
 * in one stretch and comes once, and no series comes twice.
 *
 * @throws Error that quotes the first line that is not right
 */
export function parseExposition(
  text: string,
  { openMetrics = false }: { openMetrics?: boolean } = {},
): ReadonlyMap<string, ParsedFamily> {
  const families = new Map<string, ParsedFamily & { samples: ParsedSample[] }>();
  const seen = new Set<string>();
  let current: (ParsedFamily & { samples: ParsedSample[] }) | undefined;
  if (!text.endsWith("\n")) {
    throw new Error("the last line has no end");
  }
  const lines = text.slice(0, -1).split("\n");
  if (openMetrics === true && lines.pop() !== "# EOF") {
    throw new Error("the last line is not # EOF");
  }
  for (const line of lines) {
    const comment = /^# (HELP|TYPE|UNIT) (\S+) (.*)$/s.exec(line);
    if (comment !== null) {
      const [, keyword, name = "", rest = ""] = comment;
      if (keyword === "HELP") {
        if (families.has(name)) {
          throw new Error(`family twice: ${line}`);
        }
        current = { name, help: unescaped(rest), type: "", unit: undefined, samples: [] };
        families.set(name, current);
      } else if (current?.name !== name || current.samples.length > 0) {
        throw new Error(`out of place: ${line}`);
      } else {
        current = { ...current, ...(keyword === "TYPE" ? { type: rest } : { unit: rest }) };
        families.set(name, current);
      }
      continue;
    }
    const sample = parseSample(line);
    const base = SUFFIXES.find((suffix) => current && sample.name === current.name + suffix);
    if (current === undefined || base === undefined) {
      throw new Error(`in another family's place: ${line}`);
    }
    const identity = JSON.stringify([sample.name, Object.entries(sample.labels).sort()]);
    if (seen.has(identity)) {
      throw new Error(`series twice: ${line}`);
    }
    seen.add(identity);
    current.samples.push(sample);
  }
  for (const { name, type } of families.values()) {
    if (type === "") {
      throw new Error(`no TYPE: ${name}`);
    }
  }
  return families;
}

function parseSample(line: string): ParsedSample {
  const wrong = () => new Error(`not a sample: ${line}`);
  const name = NAME.exec(line)?.[0];
  if (name === undefined) {
    throw wrong();
  }
  let rest = line.slice(name.length);
  const labels: Record<string, string> = {};
  if (rest.startsWith("{")) {
    do {
      rest = rest.slice(1);
      const label = LABEL_NAME.exec(rest)?.[0];
      const quoted = label && /^="((?:[^"\\]|\\["\\n])*)"/s.exec(rest.slice(label.length));
      if (!quoted || label in labels) {
        throw wrong();
      }
      labels[label] = unescaped(quoted[1] ?? "");
      rest = rest.slice(label.length + quoted[0].length);
    } while (rest.startsWith(","));
    if (!rest.startsWith("}")) {
      throw wrong();
    }
    rest = rest.slice(1);
  }
  if (!rest.startsWith(" ") || !VALUE.test(rest.slice(1))) {
    throw wrong();
  }
  return { name, labels, value: rest.slice(1) };
}

function unescaped(text: string): string {
  return text.replace(/\\(["\\n])/g, (_, character) => (character === "n" ? "\n" : character));
}
