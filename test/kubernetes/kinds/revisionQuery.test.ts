import { expect } from "chai";
import { ofCronJob, ofDeployment, ofStatefulSet } from "../../../src/kubernetes/kinds/revisionQuery.ts";

describe("revisionQuery", () => {
  const selector = { matchLabels: { app: "p" } };

  it("ofDeployment() asks by selector while pods of other templates are there, again for each generation", () => {
    const rolling = (status: object, generation = 2) =>
      ofDeployment({ metadata: { generation }, spec: { selector }, status });
    expect(rolling({ observedGeneration: 2, replicas: 3, updatedReplicas: 3 })).to.equal(undefined);
    expect(rolling({})).to.equal(undefined);
    expect(rolling({ observedGeneration: 2, replicas: 3 })).to.deep.equal({
      labelSelector: "app=p",
      generation: "2/2",
    });
    expect(rolling({ observedGeneration: 2, replicas: 4, updatedReplicas: 3 }, 3)).to.deep.equal({
      labelSelector: "app=p",
      generation: "3/2",
    });
  });

  it("ofDeployment() writes every operator of a selector as a list's query has it", () => {
    const matchExpressions = [
      { key: "tier", operator: "In", values: ["a", "b"] },
      { key: "zone", operator: "NotIn", values: ["c"] },
      { key: "x", operator: "Exists" },
      { key: "y", operator: "DoesNotExist" },
    ];
    const status = { replicas: 1 };
    const asked = ofDeployment({ spec: { selector: { ...selector, matchExpressions } }, status });
    expect(asked).to.include({ labelSelector: "app=p,tier in (a,b),zone notin (c),x,!y" });
    // Without a selector it would be all of the namespace.
    expect(ofDeployment({ spec: { selector: {} }, status })).to.equal(undefined);
  });

  it("ofStatefulSet() asks for the current revision where a partition keeps it", () => {
    const set = (updateStrategy: object, currentRevision = "s-1") =>
      ofStatefulSet({
        // It is counted from the first pod, whatever its ordinal: newVersionedStatefulSetPod.
        spec: { updateStrategy, ordinals: { start: 2 } },
        status: { currentRevision, updateRevision: "s-2" },
      });
    const from = (partition: number) => ({ type: "RollingUpdate", rollingUpdate: { partition } });
    expect(set(from(2))).to.deep.equal({ names: ["s-1"] });
    expect(set(from(0))).to.equal(undefined);
    expect(set({ type: "RollingUpdate" })).to.equal(undefined);
    expect(set({ ...from(2), type: "OnDelete" })).to.equal(undefined);
    expect(set(from(2), "s-2")).to.equal(undefined);
  });

  it("ofCronJob() asks for active Jobs by name, for a bounded number of them", () => {
    expect(ofCronJob({ status: {} })).to.equal(undefined);
    expect(ofCronJob({ status: { active: [{ kind: "Job", name: "j-1" }, {}] } })).to.deep.equal({
      names: ["j-1"],
    });
    const active = Array.from({ length: 99 }, (_, n) => ({ name: `j-${n}` }));
    expect(ofCronJob({ status: { active } })).to.deep.equal({
      names: active.slice(0, 10).map(({ name }) => name),
    });
  });
});
