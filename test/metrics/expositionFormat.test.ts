import { expect } from "chai";
import { negotiateFormat, OPENMETRICS_TEXT, PROMETHEUS_TEXT } from "../../src/metrics/expositionFormat.ts";

describe("negotiateFormat()", () => {
  const prometheus2 =
    "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
  const prometheus3 =
    "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";
  for (const [accept, expected] of [
    [prometheus2, OPENMETRICS_TEXT],
    [prometheus3, OPENMETRICS_TEXT],
    ["application/openmetrics-text", OPENMETRICS_TEXT],
    ['Application/OpenMetrics-Text; Version="1.0.0"', OPENMETRICS_TEXT],
    ["text/plain;q=0.5, application/openmetrics-text;q=0.5", OPENMETRICS_TEXT],
    ["text/plain;version=0.0.4;q=0.9,application/openmetrics-text;version=1.0.0;q=0.2", PROMETHEUS_TEXT],
    ["application/openmetrics-text; version=0.0.1", PROMETHEUS_TEXT],
    ["application/openmetrics-text; q=0", PROMETHEUS_TEXT],
    ["application/openmetrics-text; q=nonsense", PROMETHEUS_TEXT],
    ["text/html,application/xhtml+xml,*/*;q=0.8", PROMETHEUS_TEXT],
    ["application/json", PROMETHEUS_TEXT],
    ["*/*", PROMETHEUS_TEXT],
    ["", PROMETHEUS_TEXT],
    [undefined, PROMETHEUS_TEXT],
  ] as const) {
    it(`negotiateFormat() picks ${expected.contentType} for ${accept}`, () => {
      expect(negotiateFormat(accept)).to.equal(expected);
    });
  }
});
