import { expect } from "chai";
import { VERDICTS } from "../../src/image/outcome.ts";
import { AvailabilitySeries } from "../../src/metrics/availabilitySeries.ts";
import { chunkText } from "../support/chunkText.ts";
import { containerLabels } from "./containerLabels.ts";

/** What a picture holds, in words. */
function contents(series: AvailabilitySeries): string[] {
  return series
    .picture()
    .flatMap(({ blocks }) =>
      blocks.flatMap((block) =>
        chunkText(
          block.segment(0, ({ kind, name }, code) => `${kind}/${name} ${VERDICTS[code - 1]}\n`),
        ).split("\n"),
      ),
    )
    .filter((line) => line !== "");
}

describe("AvailabilitySeries", () => {
  it("add() adds a series without a verdict and gives its labels back", () => {
    const series = new AvailabilitySeries();
    const labels = containerLabels({ owner: { team: "shop" } });
    const handle = series.add(labels);
    expect({ ...labels, ...handle.labels }).to.deep.include(labels);
    expect(handle.labels.owner).to.equal(labels.owner);
    expect(contents(series)).to.deep.equal([]);
    series.setVerdict(handle, "absent");
    expect(contents(series)).to.deep.equal(["deployment/web absent"]);
  });

  it("setVerdict() sets, changes and takes away the verdict of one series", () => {
    const series = new AvailabilitySeries();
    const web = series.add(containerLabels({ name: "web" }));
    const job = series.add(containerLabels({ name: "job", kind: "cronjob" }));
    series.setVerdict(web, "available");
    series.setVerdict(job, "absent");
    expect(contents(series)).to.deep.equal(["deployment/web available", "cronjob/job absent"]);
    series.setVerdict(web, undefined);
    series.setVerdict(job, "unknown_error");
    expect(contents(series)).to.deep.equal(["cronjob/job unknown_error"]);
  });

  it("keeps nothing of a kind that is gone: whoever makes an object may name an owner of any kind", () => {
    const series = new AvailabilitySeries();
    for (let index = 0; index < 5_000; index++) {
      const handle = series.add(containerLabels({ kind: `k${index}` }));
      series.setVerdict(handle, "available");
      series.remove(handle);
    }
    expect(series.picture().flatMap(({ blocks }) => blocks)).to.have.lengthOf(1);
    expect(contents(series)).to.deep.equal([]);
  });

  it("remove() removes the series, and only that", () => {
    const series = new AvailabilitySeries();
    const handles = ["a", "b", "c"].map((name) => series.add(containerLabels({ name })));
    for (const handle of handles) {
      series.setVerdict(handle, "available");
    }
    series.remove(handles[1]!);
    expect(contents(series)).to.deep.equal(["deployment/a available", "deployment/c available"]);
  });

  it("remove() leaves a slot that the next series takes without a verdict", () => {
    const series = new AvailabilitySeries();
    const old = series.add(containerLabels({ name: "old" }));
    series.setVerdict(old, "absent");
    series.remove(old);
    series.add(containerLabels({ name: "new" }));
    expect(contents(series)).to.deep.equal([]);
    expect(series.undecided).to.equal(1);
  });

  it("setVerdict() and remove() do nothing to a series that was removed, nor to who took its place", () => {
    const series = new AvailabilitySeries();
    const old = series.add(containerLabels({ name: "old" }));
    series.remove(old);
    series.setVerdict(series.add(containerLabels({ name: "new" })), "available");
    series.setVerdict(old, "absent");
    series.remove(old);
    expect(contents(series)).to.deep.equal(["deployment/new available"]);
  });

  it("setVerdict() refuses a handle of somebody else's", () => {
    const series = new AvailabilitySeries();
    expect(() => series.setVerdict({ labels: containerLabels() }, "absent")).to.throw(
      TypeError,
      "Cannot use the series",
    );
  });

  it("undecided counts the series without a verdict", () => {
    const series = new AvailabilitySeries();
    const web = series.add(containerLabels({ name: "web" }));
    const job = series.add(containerLabels({ name: "job", kind: "cronjob" }));
    expect(series.undecided).to.equal(2);
    series.setVerdict(web, "available");
    expect(series.undecided).to.equal(1);
    series.remove(job);
    expect(series.undecided).to.equal(0);
    series.setVerdict(web, undefined);
    expect(series.undecided).to.equal(1);
  });

  it("add() keeps what there is as series become many", () => {
    const series = new AvailabilitySeries();
    for (let index = 0; index < 3_000; index++) {
      series.setVerdict(
        series.add(containerLabels({ name: `w${index}` })),
        index % 2 ? "available" : "absent",
      );
    }
    expect(contents(series)).to.deep.equal(
      Array.from(
        { length: 3_000 },
        (_, index) => `deployment/w${index} ${index % 2 ? "available" : "absent"}`,
      ),
    );
  });
});
