import { expect } from "chai";
import { FAMILIES } from "../../src/metrics/catalogue.ts";
import { OPENMETRICS_TEXT, PROMETHEUS_TEXT } from "../../src/metrics/expositionFormat.ts";
import { familyHeader } from "../../src/metrics/familyHeader.ts";

const P = "k8s_image_availability_exporter_";

describe("familyHeader()", () => {
  it("keeps a counter's name in the older format", () => {
    expect(familyHeader(FAMILIES.completed_rechecks_total, PROMETHEUS_TEXT)).to.equal(
      `# HELP ${P}completed_rechecks_total Number of check cycles completed.\n` +
        `# TYPE ${P}completed_rechecks_total counter\n`,
    );
  });

  it("names a counter's family without _total in OpenMetrics", () => {
    expect(familyHeader(FAMILIES.completed_rechecks_total, OPENMETRICS_TEXT)).to.equal(
      `# HELP ${P}completed_rechecks Number of check cycles completed.\n# TYPE ${P}completed_rechecks counter\n`,
    );
  });

  it("tells the unit in OpenMetrics", () => {
    expect(familyHeader(FAMILIES.check_duration_seconds, OPENMETRICS_TEXT)).to.equal(
      `# HELP ${P}check_duration_seconds How long checks took, all their requests included.\n` +
        `# TYPE ${P}check_duration_seconds histogram\n` +
        `# UNIT ${P}check_duration_seconds seconds\n`,
    );
  });
});
