import { expect } from "chai";
import { VolumeClaims } from "../../src/leftovers/volumeClaims.ts";

const spec = (claimName: string) => ({
  volumes: [
    { name: "v", persistentVolumeClaim: { claimName } },
    { name: "w", emptyDir: {} },
  ],
});
const metadata = { namespace: "shop", name: "db" };

describe("VolumeClaims", () => {
  const claims = new VolumeClaims();
  claims.add({ metadata, spec: spec("by-pod") }, "pods", "Pod");
  claims.add({ metadata, spec: { template: { spec: spec("by-job") } } }, "jobs.batch", "Job");
  claims.add(
    { metadata, spec: { jobTemplate: { spec: { template: { spec: spec("by-cronjob") } } } } },
    "cronjobs.batch",
    "CronJob",
  );
  claims.add(
    { metadata, spec: { template: { spec: spec("by-deployment") } } },
    "deployments.apps",
    "Deployment",
  );
  claims.add(
    { metadata, spec: { template: { spec: spec("by-daemonset") } } },
    "daemonsets.apps",
    "DaemonSet",
  );
  claims.add(
    { metadata, spec: { volumeClaimTemplates: [{ metadata: { name: "data" } }, null], template: {} } },
    "statefulsets.apps",
    "StatefulSet",
  );

  /** As kube-janitor has it: not mounted, not referred to. */
  const CASES: Readonly<Record<string, readonly [notMounted: boolean, notReferred: boolean]>> = {
    "by-pod": [false, false],
    "by-job": [true, false],
    "by-cronjob": [true, false],
    "data-db-0": [true, false],
    "data-db-12": [true, false],
    "data-db-": [true, true],
    "data-db-x1": [true, true],
    "data-other-0": [true, true],
    "by-deployment": [true, false],
    "by-daemonset": [true, true],
    nobody: [true, true],
  };
  for (const [name, [notMounted, notReferred]] of Object.entries(CASES)) {
    it(`contextOf() tells of ${name}: ${notMounted}, ${notReferred}`, () => {
      expect(claims.contextOf("shop", name)).to.deep.equal({
        pvc_is_not_mounted: notMounted,
        pvc_is_not_referenced: notReferred,
      });
      expect(claims.contextOf("other", name)).to.deep.equal({
        pvc_is_not_mounted: true,
        pvc_is_not_referenced: true,
      });
    });
  }
  it("otherUserOf() tells of templates of which kube-janitor does not know", () => {
    expect(claims.otherUserOf("shop", "by-daemonset")).to.equal("DaemonSet db");
    expect(claims.otherUserOf("shop", "nobody")).to.equal(undefined);
  });
});
