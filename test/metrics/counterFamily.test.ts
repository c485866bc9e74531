import { expect } from "chai";
import { FAMILIES } from "../../src/metrics/catalogue.ts";
import { CounterFamily } from "../../src/metrics/counterFamily.ts";
import { OPENMETRICS_TEXT, PROMETHEUS_TEXT } from "../../src/metrics/expositionFormat.ts";
import { familyHeader } from "../../src/metrics/familyHeader.ts";

const P = "k8s_image_availability_exporter_";

function samples(family: CounterFamily, format = PROMETHEUS_TEXT): string {
  const [, ...pieces] = [...family.write(format)];
  return pieces.join("");
}

describe("CounterFamily", () => {
  it("write() starts a counter without labels at zero", () => {
    const family = new CounterFamily(FAMILIES.completed_rechecks_total);
    expect([...family.write(PROMETHEUS_TEXT)].join("")).to.equal(
      `${familyHeader(FAMILIES.completed_rechecks_total, PROMETHEUS_TEXT)}${P}completed_rechecks_total 0\n`,
    );
  });

  it("write() keeps _total in the samples of OpenMetrics", () => {
    const family = new CounterFamily(FAMILIES.completed_rechecks_total);
    family.add(3);
    expect(samples(family, OPENMETRICS_TEXT)).to.equal(`${P}completed_rechecks_total 3\n`);
  });

  it("add() counts for each combination of values on its own", () => {
    const family = new CounterFamily(FAMILIES.registry_requests_total);
    family.add(1, "ghcr.io", "HEAD", "200");
    family.add(1, "ghcr.io", "GET", "404");
    family.add(1, "ghcr.io", "HEAD", "200");
    family.add(1, "quay.io", "HEAD", "200");
    expect(samples(family)).to.equal(
      `${P}registry_requests_total{registry="ghcr.io",method="HEAD",code="200"} 2\n` +
        `${P}registry_requests_total{registry="ghcr.io",method="GET",code="404"} 1\n` +
        `${P}registry_requests_total{registry="quay.io",method="HEAD",code="200"} 1\n`,
    );
  });

  it("forget() drops all series of the first label's value, and no other", () => {
    const family = new CounterFamily(FAMILIES.checks_total);
    family.add(1, "ghcr.io", "available");
    family.add(1, "ghcr.io", "absent");
    family.add(1, "quay.io", "available");
    family.forget("ghcr.io");
    expect(samples(family)).to.equal(`${P}checks_total{registry="quay.io",result="available"} 1\n`);
  });

  it("write() writes no series twice when one is forgotten and comes back meanwhile", () => {
    const family = new CounterFamily(FAMILIES.checks_total);
    family.add(1, "a", "available");
    family.add(1, "b", "available");
    const pieces = family.write(PROMETHEUS_TEXT);
    pieces.next();
    const first = pieces.next().value;
    family.forget("a");
    family.add(1, "a", "available");
    expect(first + [...pieces].join("")).to.equal(
      `${P}checks_total{registry="a",result="available"} 1\n${P}checks_total{registry="b",result="available"} 1\n`,
    );
  });
});
