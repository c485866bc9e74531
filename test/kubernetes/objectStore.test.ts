import { expect } from "chai";
import type { WorkloadObject } from "../../src/inventory/model.ts";
import type { ResourceKind } from "../../src/kubernetes/kinds/resourceKind.ts";
import { ObjectStore } from "../../src/kubernetes/objectStore.ts";
import { systemClock } from "../../src/time/clock.ts";
import { recordingLogger } from "../support/recordingLogger.ts";
import { deploymentKind } from "./kinds/deploymentKind.ts";
import { projectionContext } from "./kinds/projectionContext.ts";
import { deployment } from "./support/deployment.ts";

const { signal } = new AbortController();

function makeStore({
  accepts = () => true,
  onUpsert = () => {},
  kind = deploymentKind(projectionContext()),
}: {
  accepts?: (namespace: string) => boolean;
  onUpsert?: (workload: WorkloadObject) => void;
  kind?: ResourceKind<WorkloadObject>;
} = {}) {
  const changes: string[] = [];
  const log = recordingLogger();
  const store = new ObjectStore({
    kind,
    handler: {
      upsert(workload) {
        changes.push(`upsert ${workload.namespace}/${workload.name}`);
        onUpsert(workload);
      },
      delete: ({ namespace, name }) => changes.push(`delete ${namespace}/${name}`),
    },
    accepts,
    clock: systemClock,
    log,
  });
  return { store, changes, log };
}

describe("ObjectStore", () => {
  it("apply() drops a change of the status alone, and keeps the object it had", () => {
    const { store, changes } = makeStore();
    store.apply(deployment("a", { resourceVersion: "1", observed: 1 }));
    const kept = store.get("shop", "a");
    store.apply(deployment("a", { resourceVersion: "2", observed: 2 }));
    expect(changes).to.deep.equal(["upsert shop/a"]);
    expect(store.get("shop", "a")).to.equal(kept);
  });

  it("apply() delivers a change of an image", () => {
    const { store, changes } = makeStore();
    store.apply(deployment("a"));
    store.apply(deployment("a", { image: "nginx:2" }));
    expect(changes).to.deep.equal(["upsert shop/a", "upsert shop/a"]);
    expect(store.get("shop", "a")?.templates[0]?.containers[0]?.image).to.equal("nginx:2");
  });

  it("apply() keeps the projection and nothing else of the object", () => {
    const { store } = makeStore();
    store.apply(deployment("a"));
    expect(JSON.stringify(store.get("shop", "a"))).to.not.match(/managedFields|kubectl|resourceVersion/);
  });

  it("remove() delivers what was known, once", () => {
    const { store, changes } = makeStore();
    store.apply(deployment("a"));
    store.remove(deployment("a"));
    store.remove(deployment("a"));
    store.remove({});
    expect(changes).to.deep.equal(["upsert shop/a", "delete shop/a"]);
    expect(store.size).to.equal(0);
  });

  it("apply() leaves out namespaces that are not of interest", () => {
    const { store, changes } = makeStore({ accepts: (namespace) => namespace !== "kube-system" });
    store.apply(deployment("a", { namespace: "kube-system" }));
    store.apply(deployment("b"));
    expect(changes).to.deep.equal(["upsert shop/b"]);
    expect(store.size).to.equal(1);
  });

  it("apply() deletes an object that is of no interest any more", () => {
    const base = deploymentKind(projectionContext());
    let interesting = true;
    const kind = { ...base, project: (object: unknown) => (interesting ? base.project(object) : undefined) };
    const { store, changes } = makeStore({ kind });
    store.apply(deployment("a"));
    interesting = false;
    store.apply(deployment("a"));
    expect(changes).to.deep.equal(["upsert shop/a", "delete shop/a"]);
  });

  it("apply() goes on after a handler or a projection that throws, and logs it", () => {
    const base = deploymentKind(projectionContext());
    const kind: ResourceKind<WorkloadObject> = {
      ...base,
      project(object) {
        const projected = base.project(object);
        if (projected?.name === "bad") {
          throw new Error("cannot project");
        }
        return projected;
      },
    };
    const onUpsert = ({ name }: WorkloadObject) => {
      if (name === "worse") {
        throw new Error("cannot take it");
      }
    };
    const { store, changes, log } = makeStore({ kind, onUpsert });
    for (const name of ["bad", "worse", "good"]) {
      store.apply(deployment(name));
    }
    expect(changes).to.deep.equal(["upsert shop/worse", "upsert shop/good"]);
    expect(log.lines.map(({ level, fields }) => `${level} ${fields.name}: ${fields.error}`)).to.deep.equal([
      "error bad: cannot project",
      "error worse: cannot take it",
    ]);
  });

  it("finish() deletes what the list did not hold", async () => {
    const { store, changes } = makeStore();
    for (const name of ["a", "b"]) {
      store.apply(deployment(name));
    }
    store.apply(deployment("c", { namespace: "other" }));
    changes.length = 0;
    const pass = store.beginList(undefined);
    pass.see(deployment("b"));
    pass.see(deployment("d"));
    await pass.finish(signal);
    expect(changes).to.deep.equal(["upsert shop/d", "delete shop/a", "delete other/c"]);
  });

  it("finish() of one namespace's list leaves the others alone", async () => {
    const { store, changes } = makeStore();
    store.apply(deployment("a"));
    store.apply(deployment("c", { namespace: "other" }));
    changes.length = 0;
    await store.beginList("shop").finish(signal);
    expect(changes).to.deep.equal(["delete shop/a"]);
  });

  it("restart() forgets what a list held that broke off", async () => {
    const { store, changes } = makeStore();
    const pass = store.beginList(undefined);
    pass.see(deployment("gone"));
    pass.restart();
    pass.see(deployment("there"));
    await pass.finish(signal);
    expect(changes).to.deep.equal(["upsert shop/gone", "upsert shop/there", "delete shop/gone"]);
  });

  it("finish() takes 130,000 objects of one namespace, and lets others have their turn", async () => {
    const { store } = makeStore();
    const objects = Array.from({ length: 130_000 }, (_, index) => ({
      metadata: { name: `d${index}`, namespace: "shop" },
    }));
    for (const object of objects) {
      store.apply(object);
    }
    const pass = store.beginList(undefined);
    for (const object of objects.slice(0, 65_000)) {
      pass.see(object);
    }
    let turns = 0;
    let running = true;
    const turn = () => {
      turns++;
      if (running) {
        setImmediate(turn);
      }
    };
    setImmediate(turn);
    await pass.finish(signal);
    running = false;
    expect(store.size).to.equal(65_000);
    expect(turns).to.be.greaterThan(1);
  });

  it("finish() ends when it is told to", async () => {
    const { store, changes } = makeStore();
    store.apply(deployment("a"));
    const controller = new AbortController();
    const pass = store.beginList(undefined);
    controller.abort(new Error("stopped"));
    const error = await pass.finish(controller.signal).catch((reason: unknown) => reason);
    expect(error).to.have.property("message", "stopped");
    expect(changes).to.deep.equal(["upsert shop/a"]);
  });
});
