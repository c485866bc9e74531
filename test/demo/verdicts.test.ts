import { expect } from "chai";
import { verdictTable } from "../../src/demo/presentation.ts";
import { awaitVerdicts, readFindings } from "../../src/demo/verdicts.ts";
import { fakeClock } from "../support/fakeClock.ts";

const WEB = 'namespace="shop",kind="deployment",name="web",container="web",image="r.example/web:1"';
const JOB = 'namespace="data",kind="cronjob",name="dump",container="dump",image="r.example/dump:2"';

const EXPOSITION = `
k8s_image_availability_exporter_available{${WEB}} 0
k8s_image_availability_exporter_available{${JOB}} 1
k8s_image_availability_exporter_deployment_available{namespace="shop",deployment="web",container="web",image="r.example/web:1"} 0
k8s_image_availability_exporter_unavailable{${WEB},registry="r.example",reason="absent"} 1
k8s_image_availability_exporter_skipped_containers{reason="opted_out"} 2
k8s_image_availability_exporter_skipped_containers{reason="ignored"} 0
k8s_image_availability_exporter_checks_total{registry="r.example",result="absent"} 1
k8s_image_availability_exporter_checks_total{registry="r.example",result="available"} 1
nodejs_version_info 1
`;

describe("readFindings()", () => {
  it("joins the reasons to what is unavailable, in order of the names", () => {
    const { verdicts } = readFindings(EXPOSITION);
    expect(verdicts.map(({ namespace, verdict }) => [namespace, verdict])).to.deep.equal([
      ["data", "available"],
      ["shop", "absent"],
    ]);
  });

  it("counts what is skipped, by reason, but for what is not", () => {
    expect([...readFindings(EXPOSITION).skipped]).to.deep.equal([["opted_out", 2]]);
  });
});

describe("awaitVerdicts()", () => {
  it("waits until the exporter is ready and every container has a verdict", async () => {
    const clock = fakeClock();
    let ready = false;
    const metrics = { undecidedSeries: 0 };
    const waiting = awaitVerdicts(
      { readiness: { report: () => ({ ready }) }, metrics },
      { clock, timeoutMs: 1_000, signal: new AbortController().signal },
    );
    let done: boolean | undefined;
    void waiting.then((complete) => {
      done = complete;
    });
    await clock.advance(100);
    metrics.undecidedSeries = 3;
    ready = true;
    await clock.advance(100);
    expect(done).to.equal(undefined);
    metrics.undecidedSeries = 0;
    await clock.advance(100);
    expect(done).to.equal(true);
  });

  it("gives up in time", async () => {
    const clock = fakeClock();
    const waiting = awaitVerdicts(
      { readiness: { report: () => ({ ready: false }) }, metrics: { undecidedSeries: 0 } },
      { clock, timeoutMs: 1_000, signal: new AbortController().signal },
    );
    await clock.advance(1_100);
    expect(await waiting).to.equal(false);
  });
});

describe("verdictTable()", () => {
  it("has a line for each container and sums them up", () => {
    expect(verdictTable(readFindings(EXPOSITION), true)).to.equal(
      [
        "NAMESPACE  KIND        NAME  CONTAINER  IMAGE             VERDICT",
        "data       cronjob     dump  dump       r.example/dump:2  available",
        "shop       deployment  web   web        r.example/web:1   absent",
        "",
        "2 containers: 1 available, 1 not; not checked: 2 opted_out",
        "",
      ].join("\n"),
    );
  });

  it("says so when time ran out", () => {
    expect(verdictTable({ verdicts: [], skipped: new Map() }, false)).to.match(
      /0 containers: 0 available, 0 not; not everything could be checked in time\n$/,
    );
  });
});
