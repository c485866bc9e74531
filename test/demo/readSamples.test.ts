import { expect } from "chai";
import { readSamples } from "../../src/demo/readSamples.ts";

describe("readSamples()", () => {
  it("reads names, labels and values, and passes over comments", () => {
    const text = [
      "# HELP up Whether it is up.",
      "# TYPE up gauge",
      "up 1",
      'requests_total{method="GET",code="200"} 1.5e+3 1700000000000',
      "",
    ].join("\n");
    expect(readSamples(text)).to.deep.equal([
      { name: "up", labels: {}, value: 1 },
      { name: "requests_total", labels: { method: "GET", code: "200" }, value: 1500 },
    ]);
  });

  it("unescapes label values", () => {
    const [sample] = readSamples('a{b="quote \\" slash \\\\ line\\nend } {",c="\\\\n"} 0');
    expect(sample?.labels).to.deep.equal({ b: 'quote " slash \\ line\nend } {', c: "\\n" });
  });
});
