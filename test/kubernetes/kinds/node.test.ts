import { expect } from "chai";
import { nodeKind } from "../../../src/kubernetes/kinds/node.ts";
import { projectionContext } from "./projectionContext.ts";

const kind = nodeKind(projectionContext());
const NODE = {
  metadata: {
    name: "a",
    labels: { "kubernetes.io/arch": "arm64", "kubernetes.io/os": "linux", pool: "batch" },
  },
  spec: {
    taints: [
      { key: "dedicated", value: "batch", effect: "NoSchedule" },
      { key: "gone", effect: "NoExecute" },
      { key: "rather-not", effect: "PreferNoSchedule" },
      { key: "node.kubernetes.io/unreachable", effect: "NoExecute" },
      { key: "node.cloudprovider.kubernetes.io/uninitialized", value: "true", effect: "NoSchedule" },
    ],
  },
  status: {
    nodeInfo: {
      operatingSystem: "linux",
      architecture: "arm64",
      containerRuntimeVersion: "containerd://2.1.4",
    },
  },
};

describe("nodeKind()", () => {
  it("keeps platform, runtime, labels and the taints that stay", () => {
    expect(kind.project(NODE)).to.deep.equal({
      name: "a",
      platform: "linux/arm64",
      runtime: "containerd",
      labels: NODE.metadata.labels,
      taints: ["dedicated=batch:NoSchedule", "gone=:NoExecute"],
    });
  });

  it("goes by labels where the kubelet has not told yet, and knows no platform without them", () => {
    expect(kind.project({ metadata: NODE.metadata })).to.include({ platform: "linux/arm64", runtime: "" });
    expect(kind.project({ metadata: { name: "a" }, status: null })).to.include({ platform: "" });
    expect(kind.project({ metadata: {} })).to.equal(undefined);
  });

  it("takes two for the same where nothing of that differs", () => {
    const known = kind.project(NODE)!;
    expect(kind.same(known, kind.project({ ...NODE, status: { ...NODE.status, images: [] } })!)).to.equal(
      true,
    );
    for (const other of [
      { ...NODE, spec: {} },
      { ...NODE, status: { nodeInfo: { ...NODE.status.nodeInfo, architecture: "amd64" } } },
      { ...NODE, metadata: { ...NODE.metadata, labels: {} } },
    ]) {
      expect(kind.same(known, kind.project(other)!)).to.equal(false);
    }
  });
});
