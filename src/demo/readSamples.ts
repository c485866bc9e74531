/** A sample of an exposition. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

// One line, as https://prometheus.io/docs/instrumenting/exposition_formats/ has it:
//   sample = name [ "{" label "=" DQUOTE value DQUOTE *( "," … ) "}" ] SP value
const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;
const ESCAPED: Readonly<Record<string, string>> = { "\\\\": "\\", '\\"': '"', "\\n": "\n" };

/** Reads an exposition in the text format 0.0.4; lines that are no samples are passed over. */
export function readSamples(text: string): readonly Sample[] {
  return text.split("\n").flatMap((line) => {
    const [, name, labels = "", value] = SAMPLE.exec(line) ?? [];
    if (name === undefined) {
      return [];
    }
    const pairs = [...labels.matchAll(LABEL)].map(
      ([, key = "", escaped = ""]) =>
        [key, escaped.replace(/\\./g, (pair) => ESCAPED[pair] ?? pair)] as const,
    );
    return [{ name, labels: Object.fromEntries(pairs), value: Number(value) }];
  });
}
