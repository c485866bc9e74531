import { expect } from "chai";
import { builtInWorkloadKind } from "../../../src/kubernetes/kinds/workloadKinds.ts";
import { projectionContext } from "./projectionContext.ts";

const kind = builtInWorkloadKind("Deployment", projectionContext(["team", "example.com/cost"]));

function workload(metadata: object = {}, podSpec: object = {}, rest: object = {}) {
  return {
    metadata: { name: "web", namespace: "shop", uid: "u1", ...metadata },
    spec: { template: { spec: { containers: [{ name: "main", image: "nginx:1" }], ...podSpec } } },
    ...rest,
  };
}

describe("workloadKind", () => {
  it("project() keeps the reference to the controller, with its group", () => {
    const owner = {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Rollout",
      name: "r",
      uid: "u2",
      controller: true,
    };
    const other = { apiVersion: "v1", kind: "ConfigMap", name: "c", uid: "u3" };
    expect(kind.project(workload({ ownerReferences: [other, owner] }))?.controller).to.deep.equal({
      groupKind: "argoproj.io/Rollout",
      name: "r",
      uid: "u2",
    });
    const node = { apiVersion: "v1", kind: "Node", name: "n", uid: "u4", controller: true };
    expect(kind.project(workload({ ownerReferences: [node] }))?.controller?.groupKind).to.equal("/Node");
    expect(kind.project(workload({ ownerReferences: [other] }))).to.not.have.property("controller");
  });

  it("project() reads the opt-out annotation, true only", () => {
    const annotated = (value: unknown) =>
      kind.project(workload({ annotations: { "k8s-image-availability-exporter/ignore": value } }))?.optedOut;
    expect([annotated("true"), annotated("false"), annotated(true), annotated("")]).to.deep.equal([
      true,
      false,
      false,
      false,
    ]);
  });

  it("project() keeps the configured labels that are there, and no others", () => {
    const labels = { team: "red", app: "web", other: 1 };
    expect(kind.project(workload({ labels }))?.ownerLabels).to.deep.equal({ team: "red" });
    expect(kind.project(workload({ labels: { "example.com/cost": "" } }))?.ownerLabels).to.deep.equal({
      "example.com/cost": "",
    });
  });

  it("same() is true when only the status, replicas above 0 or unrelated metadata changed", () => {
    const before = kind.project(workload({ resourceVersion: "1" }, {}, { status: { replicas: 1 } }))!;
    const after = kind.project(
      workload(
        { resourceVersion: "2", generation: 3, labels: { app: "x" } },
        {},
        { status: { replicas: 2 } },
      ),
    )!;
    expect(kind.same(before, after)).to.equal(true);
  });

  const CHANGES: Record<string, object> = {
    "another object of that name": workload({ uid: "u9" }),
    "an image": workload({}, { containers: [{ name: "main", image: "nginx:2" }] }),
    "a container's name": workload({}, { containers: [{ name: "side", image: "nginx:1" }] }),
    "a pull policy": workload(
      {},
      { containers: [{ name: "main", image: "nginx:1", imagePullPolicy: "Never" }] },
    ),
    "an init container": workload({}, { initContainers: [{ name: "init", image: "busybox" }] }),
    "a pull secret": workload({}, { imagePullSecrets: [{ name: "regcred" }] }),
    "the service account": workload({}, { serviceAccountName: "builder" }),
    "an owner label": workload({ labels: { team: "blue" } }),
    "the opt-out": workload({ annotations: { "k8s-image-availability-exporter/ignore": "true" } }),
    "the controller": workload({
      ownerReferences: [{ apiVersion: "v1", kind: "X", name: "x", uid: "x", controller: true }],
    }),
    "the deletion": workload({ deletionTimestamp: "2026-01-01T00:00:00Z" }),
    "the template": { metadata: workload().metadata, spec: {} },
  };
  for (const [what, object] of Object.entries(CHANGES)) {
    it(`same() is false when it is ${what} that changed`, () => {
      const before = kind.project(workload())!;
      const after = kind.project(object)!;
      expect(kind.same(before, after)).to.equal(false);
      expect(kind.same(after, before)).to.equal(false);
      expect(kind.same(after, kind.project(object)!)).to.equal(true);
    });
  }
});
