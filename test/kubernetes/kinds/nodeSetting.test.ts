import { expect } from "chai";
import { nodeSettingKind } from "../../../src/kubernetes/kinds/nodeSetting.ts";

describe("nodeSettingKind()", () => {
  const all = {
    resource: "images.config.openshift.io",
    basePath: "/apis/a/v1",
    plural: "images",
    keys: ["spec", "data"],
  };
  const object = (name: string, more: object = {}) => ({ metadata: { name, resourceVersion: "5" }, ...more });

  it("keeps what is of interest as it is, and calls nothing else a change", () => {
    const kind = nodeSettingKind(all);
    const kept = kind.project(object("a", { spec: { b: [1] }, status: { c: 1 } }))!;
    expect(kept).to.deep.equal({ namespace: "", name: "a", content: { spec: { b: [1] }, data: undefined } });
    expect(kind.same(kept, kind.project(object("a", { spec: { b: [1] }, status: { c: 2 } }))!)).to.equal(
      true,
    );
    expect(kind.same(kept, kind.project(object("a", { spec: { b: [2] } }))!)).to.equal(false);
    expect(kind.project({ metadata: {} })).to.equal(undefined);
    expect(kind.project(null)).to.equal(undefined);
    expect(kind.fieldSelector).to.equal(undefined);
  });

  it("keeps of a path what it leads to alone", () => {
    const kind = nodeSettingKind({ ...all, keys: ["spec", "status.desired.image"] });
    const status = { desired: { image: "a", version: "1" }, conditions: [1] };
    const kept = kind.project(object("a", { spec: 1, status }))!;
    expect(kept.content).to.deep.equal({ spec: 1, status: { desired: { image: "a" } } });
    const later = { ...status, conditions: [2] };
    expect(kind.same(kept, kind.project(object("a", { spec: 1, status: later }))!)).to.equal(true);
    expect(kind.project(object("a"))!.content).to.deep.equal({
      spec: undefined,
      status: { desired: { image: undefined } },
    });
  });

  it("asks for one object where only that counts, and takes no other", () => {
    const kind = nodeSettingKind({ ...all, name: "cluster" });
    expect(kind.fieldSelector).to.equal("metadata.name=cluster");
    expect(kind.project(object("cluster"))).to.deep.include({ name: "cluster" });
    expect(kind.project(object("other"))).to.equal(undefined);
  });
});
