import { expect } from "chai";
import { ObjectMap } from "../../src/inventory/objectMap.ts";

describe("ObjectMap", () => {
  it("get() tells objects apart by kind, namespace and name", () => {
    const map = new ObjectMap<number>();
    map.set("Deployment", "shop", "web", 1);
    map.set("Deployment", "shop", "db", 2);
    map.set("Deployment", "blog", "web", 3);
    map.set("StatefulSet", "shop", "web", 4);
    expect(map.get("Deployment", "shop", "web")).to.equal(1);
    expect(map.get("Deployment", "blog", "web")).to.equal(3);
    expect(map.get("StatefulSet", "shop", "web")).to.equal(4);
    expect(map.get("StatefulSet", "blog", "web")).to.equal(undefined);
    expect([...map.values()]).to.have.members([1, 2, 3, 4]);
  });

  it("set() replaces", () => {
    const map = new ObjectMap<number>();
    map.set("Pod", "", "a", 1);
    map.set("Pod", "", "a", 2);
    expect([...map.values()]).to.deep.equal([2]);
  });

  it("delete() takes one out, and what is unknown not at all", () => {
    const map = new ObjectMap<number>();
    map.set("Pod", "shop", "a", 1);
    map.set("Pod", "shop", "b", 2);
    map.delete("Pod", "shop", "a");
    map.delete("Pod", "shop", "c");
    map.delete("Pod", "blog", "b");
    map.delete("Job", "shop", "b");
    expect([...map.values()]).to.deep.equal([2]);
    map.delete("Pod", "shop", "b");
    expect([...map.values()]).to.deep.equal([]);
    map.set("Pod", "shop", "a", 3);
    expect(map.get("Pod", "shop", "a")).to.equal(3);
  });
});
