import { expect } from "chai";
import { verdictTable } from "../../src/demo/presentation.ts";
import { readFindings } from "../../src/demo/verdicts.ts";

const WEB = 'namespace="shop",kind="deployment",name="web",container="web",image="r.example/web:1"';
const JOB = 'namespace="data",kind="cronjob",name="dump",container="dump",image="r.example/dump:2"';

const EXPOSITION = `
k8s_image_availability_exporter_available{${WEB}} 0
k8s_image_availability_exporter_available{${JOB}} 1
k8s_image_availability_exporter_deployment_available{namespace="shop",deployment="web",container="web",image="r.example/web:1"} 0
k8s_image_availability_exporter_unavailable{${WEB},registry="r.example",reason="absent"} 1
k8s_image_availability_exporter_skipped_containers{reason="opted_out"} 2
k8s_image_availability_exporter_skipped_containers{reason="ignored"} 0
k8s_image_availability_exporter_targets 2
k8s_image_availability_exporter_checks_total{registry="r.example",result="absent"} 1
k8s_image_availability_exporter_checks_total{registry="r.example",result="available"} 1
k8s_image_availability_exporter_ready 1
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

  it("is complete when ready and every target was checked", () => {
    expect(readFindings(EXPOSITION).complete).to.equal(true);
    expect(readFindings(EXPOSITION.replace("ready 1", "ready 0")).complete).to.equal(false);
    expect(readFindings(EXPOSITION.replace("targets 2", "targets 3")).complete).to.equal(false);
    expect(readFindings("").complete).to.equal(false);
  });
});

describe("verdictTable()", () => {
  it("has a line for each container and sums them up", () => {
    expect(verdictTable(readFindings(EXPOSITION))).to.equal(
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
    expect(verdictTable({ verdicts: [], skipped: new Map(), complete: false })).to.match(
      /0 containers: 0 available, 0 not; not everything could be checked in time\n$/,
    );
  });
});
