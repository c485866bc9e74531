import { expect } from "chai";
import { FAMILIES } from "../../src/metrics/catalogue.ts";
import { OPENMETRICS_TEXT, PROMETHEUS_TEXT } from "../../src/metrics/expositionFormat.ts";
import { HistogramFamily } from "../../src/metrics/histogramFamily.ts";

const N = "k8s_image_availability_exporter_check_duration_seconds";

describe("HistogramFamily", () => {
  it("write() gives cumulative buckets, sum and count", () => {
    const family = new HistogramFamily(FAMILIES.check_duration_seconds, [0.25, 1]);
    for (const value of [0.125, 0.25, 0.5, 4]) {
      family.observe("ghcr.io", value);
    }
    const [, samples] = [...family.write(PROMETHEUS_TEXT)];
    expect(samples).to.equal(
      `${N}_bucket{registry="ghcr.io",le="0.25"} 2\n` +
        `${N}_bucket{registry="ghcr.io",le="1"} 3\n` +
        `${N}_bucket{registry="ghcr.io",le="+Inf"} 4\n` +
        `${N}_sum{registry="ghcr.io"} 4.875\n` +
        `${N}_count{registry="ghcr.io"} 4\n`,
    );
  });

  it("write() writes bounds as canonical numbers in OpenMetrics", () => {
    const family = new HistogramFamily(FAMILIES.check_duration_seconds, [1]);
    family.observe("ghcr.io", 1);
    expect([...family.write(OPENMETRICS_TEXT)].join("")).to.include(
      `${N}_bucket{registry="ghcr.io",le="1.0"} 1\n`,
    );
  });

  it("forget() drops the series of a value", () => {
    const family = new HistogramFamily(FAMILIES.check_duration_seconds, [1]);
    family.observe("ghcr.io", 1);
    family.observe("quay.io", 1);
    family.forget("ghcr.io");
    const text = [...family.write(PROMETHEUS_TEXT)].join("");
    expect(text).to.not.include("ghcr.io");
    expect(text).to.include(`${N}_count{registry="quay.io"} 1\n`);
  });
});
