import { expect } from "chai";
import fc from "fast-check";
import { escapeHelp, escapeLabelValue, needsEscaping } from "../../src/metrics/escapeText.ts";
import { OPENMETRICS_TEXT, PROMETHEUS_TEXT } from "../../src/metrics/expositionFormat.ts";
import { familyHeader } from "../../src/metrics/familyHeader.ts";
import { renderSample } from "../../src/metrics/renderSample.ts";
import { parseExposition } from "../support/parseExposition.ts";

/** Text in which the characters that matter are frequent. */
const awkwardText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('"', "\\", "\n", "n", "{", "}", ",", "=", "\r", "\0"),
    fc.string({ unit: "grapheme" }),
  ),
});

describe("escapeLabelValue()", () => {
  for (const [value, expected] of [
    ["nginx:1.27", "nginx:1.27"],
    ['say "hi"', 'say \\"hi\\"'],
    ["C:\\temp", "C:\\\\temp"],
    ["a\nb", "a\\nb"],
    ["\\n", "\\\\n"],
    ["a\r\tb", "a\r\tb"],
    ["Ünïcode 🐳", "Ünïcode 🐳"],
    ["half \ud83d pair", "half \ufffd pair"],
  ] as const) {
    it(`escapeLabelValue() writes ${JSON.stringify(value)} as ${JSON.stringify(expected)}`, () => {
      expect(escapeLabelValue(value)).to.equal(expected);
      expect(needsEscaping(value)).to.equal(value !== expected);
    });
  }

  it("is undone by whoever reads the exposition", () => {
    fc.assert(
      fc.property(fc.array(awkwardText, { minLength: 1, maxLength: 4 }), (values) => {
        const labels = values.map((value, index) => [`label_${index}`, value] as const);
        const text = `# HELP m h\n# TYPE m gauge\n${renderSample("m", labels, 1)}`;
        const [sample] = parseExposition(text).get("m")?.samples ?? [];
        expect(sample?.labels).to.deep.equal(Object.fromEntries(labels));
        expect(sample?.value).to.equal("1");
      }),
    );
  });
});

describe("escapeHelp()", () => {
  it("leaves quotes alone in the older format only", () => {
    const help = 'a "b" \\ c\nd';
    expect(escapeHelp(help, { openMetrics: false })).to.equal('a "b" \\\\ c\\nd');
    expect(escapeHelp(help, { openMetrics: true })).to.equal('a \\"b\\" \\\\ c\\nd');
  });

  it("is undone by whoever reads the exposition", () => {
    fc.assert(
      fc.property(awkwardText, fc.constantFrom(PROMETHEUS_TEXT, OPENMETRICS_TEXT), (help, format) => {
        const text = familyHeader({ name: "m", type: "gauge", help }, format);
        const end = format.openMetrics ? "# EOF\n" : "";
        expect(parseExposition(text + end, format).get("m")?.help).to.equal(help);
      }),
    );
  });
});
