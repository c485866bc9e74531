import { expect } from "chai";
import type { PodTemplate, WorkloadObject } from "../../src/inventory/model.ts";
import { ApiError } from "../../src/kubernetes/apiError.ts";
import type { RevisionQuery } from "../../src/kubernetes/kinds/revisionQuery.ts";
import type { WatchedWorkload } from "../../src/kubernetes/kinds/workload.ts";
import { LiveRevisions, type RevisionRequest } from "../../src/kubernetes/liveRevisions.ts";
import { template, workload } from "../inventory/inventoryFixture.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { recordingLogger } from "../support/recordingLogger.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const MIB = 1024 * 1024;

describe("LiveRevisions", () => {
  it("adds what a paused roll-out still runs, and drops it when the roll-out is over", async () => {
    const l = make(() => [template({ app: "gone/p:1" }), template({ app: "app/p:2" })]);
    l.live.upsert(deployment("p", { labelSelector: "app=p", generation: "2/2" }, "app/p:2"));
    await l.clock.advance(SECOND);
    expect(l.images("p")).to.deep.equal(["app/p:2", "gone/p:1"]);
    expect(l.requests.map(({ labelSelector }) => labelSelector)).to.deep.equal(["app=p"]);
    // A change of anything else asks nobody again, and drops nothing meanwhile.
    l.live.upsert(deployment("p", { labelSelector: "app=p", generation: "2/2" }, "app/p:2"));
    await l.clock.advance(SECOND);
    expect(l.requests).to.have.length(1);
    expect(l.images("p")).to.deep.equal(["app/p:2", "gone/p:1"]);
    l.live.upsert(deployment("p", undefined, "app/p:2"));
    expect(l.images("p")).to.deep.equal(["app/p:2"]);
    await l.clock.advance(10 * MINUTE);
    expect(l.requests).to.have.length(1);
  });

  it("takes few of the templates that a selector finds, each container once, however many somebody makes", async () => {
    const l = make(() => [
      ...Array.from({ length: 8 }, () => template({ app: "gone/p:1" })),
      ...Array.from({ length: 1_000 }, (_, index) => template({ app: `gone/p${index}:1` })),
    ]);
    l.live.upsert(deployment("p", { labelSelector: "app=p", generation: "2/2" }, "app/p:2"));
    await l.clock.advance(SECOND);
    expect(l.images("p")).to.have.members([
      "app/p:2",
      "gone/p:1",
      ...Array.from({ length: 8 }, (_, index) => `gone/p${index}:1`),
    ]);
  });

  it("asks again when the workload has changed, and now and then while a roll-out is stuck", async () => {
    let old = "gone/p:1";
    const l = make(() => [template({ app: old })]);
    l.live.upsert(deployment("p", { labelSelector: "app=p", generation: "2/2" }, "app/p:2"));
    await l.clock.advance(SECOND);
    old = "gone/p:0";
    l.live.upsert(deployment("p", { labelSelector: "app=p", generation: "3/3" }, "app/p:2"));
    await l.clock.advance(SECOND);
    expect(l.images("p")).to.deep.equal(["app/p:2", "gone/p:0"]);
    old = "app/p:2";
    await l.clock.advance(6 * MINUTE);
    expect(l.images("p")).to.deep.equal(["app/p:2"]);
  });

  it("fetches a StatefulSet's revision by its name, once", async () => {
    const l = make(() => [template({ app: "gone/s:1" })]);
    const set = {
      ...deployment("s", { names: ["s-5d4"] }, "app/s:2"),
      groupKind: "apps/StatefulSet" as const,
    };
    l.live.upsert(set);
    await l.clock.advance(MINUTE);
    l.live.upsert({ ...set, ownerLabels: { team: "a" } });
    await l.clock.advance(10 * MINUTE);
    expect(l.requests.map(({ fieldSelector }) => fieldSelector)).to.deep.equal(["metadata.name=s-5d4"]);
    expect(l.images("s")).to.deep.equal(["app/s:2", "gone/s:1"]);
  });

  it("knows the template of a Job that starts while its CronJob is watched, and asks for those from before", async () => {
    const l = make(() => [template({ app: "gone/j:0" })]);
    const job = (names: readonly string[], image: string): WatchedWorkload => ({
      ...deployment("j", names.length === 0 ? undefined : { names }, image),
      groupKind: "batch/CronJob",
    });
    l.live.upsert(job(["j-1"], "app/j:1"));
    await l.clock.advance(SECOND);
    expect(l.images("j")).to.deep.equal(["app/j:1", "gone/j:0"]);
    l.live.upsert(job([], "app/j:1"));
    l.live.upsert(job(["j-2"], "app/j:1"));
    l.live.upsert(job(["j-2"], "app/j:2"));
    await l.clock.advance(SECOND);
    expect(l.images("j")).to.deep.equal(["app/j:1", "app/j:2"]);
    expect(l.requests.map(({ fieldSelector }) => fieldSelector)).to.deep.equal(["metadata.name=j-1"]);
  });

  it("fetches a few at a time, each once, and nothing for what is over before its turn", async () => {
    let underWay = 0;
    let most = 0;
    const l = make(async () => {
      most = Math.max(most, ++underWay);
      await new Promise<void>((resolve) => l.clock.schedule(100, resolve));
      underWay--;
      return [template({ app: "old:1" })];
    });
    for (let n = 0; n < 1_000; n++) {
      l.live.upsert(deployment(`d${n}`, { labelSelector: `app=d${n}`, generation: "2/2" }, "new:1"));
    }
    l.live.upsert(deployment("d999", undefined, "new:1"));
    l.live.delete(deployment("d998", undefined, "new:1"));
    await l.clock.advance(10 * SECOND);
    expect(l.requests.length).to.be.at.most(220);
    await l.clock.advance(50 * SECOND);
    expect(most).to.equal(4);
    expect(new Set(l.requests.map(({ labelSelector }) => labelSelector)).size).to.equal(998);
    expect(l.requests).to.have.length(998);
    expect(l.images("d0")).to.deep.equal(["new:1", "old:1"]);
  });

  it("has the API server send a megabyte a second for a namespace that is changed all the time, and others at once", async () => {
    let bytes = 0;
    const l = make(({ onBytes }) => {
      bytes += 10 * MIB;
      onBytes(10 * MIB);
      return [template({ app: "old:1" })];
    });
    const change = (namespace: string, generation: number) =>
      l.live.upsert({
        ...deployment("d", { labelSelector: "app=d", generation: `${generation}` }, "new:1"),
        namespace,
      });
    for (let n = 0; n < 1_200; n++) {
      change("evil", n);
      await l.clock.advance(500);
    }
    expect(bytes / MIB).to.be.within(600, 680);
    const before = l.requests.length;
    change("good", 1);
    await l.clock.advance(10);
    expect(l.requests.slice(before).map(({ workload: { namespace } }) => namespace)).to.deep.equal(["good"]);
    // Once it has been quiet, a change is seen at once.
    await l.clock.advance(3 * MINUTE);
    change("evil", -1);
    await l.clock.advance(10);
    expect(l.requests.at(-1)?.workload.revisions).to.deep.include({ generation: "-1" });
  });

  it("tries again with longer and longer pauses where it fails, and warns once", async () => {
    let forbidden = true;
    const l = make(({ workload: { name } }) => {
      if (name === "odd") {
        throw new ApiError(414, "the selector is too long");
      }
      if (forbidden) {
        throw new ApiError(403, "replicasets is forbidden");
      }
      return [template({ app: "old:1" })];
    });
    // What one namespace has wrong uses no other's warning up.
    for (const name of ["odd", "odd", "a", "b"]) {
      l.live.upsert(deployment(name, { labelSelector: `app=${name}`, generation: "2/2" }, "new:1"));
    }
    await l.clock.advance(10 * MINUTE);
    expect(l.requests.length).to.be.within(6, 24);
    const warnings = l.log.lines.filter(({ level }) => level === "warn");
    expect(warnings).to.have.length(2);
    const [odd, missing] = warnings.map((warning) => JSON.stringify(warning));
    expect(odd).to.contain("too long").and.not.contain("is needed");
    expect(missing).to.contain("replicasets is forbidden").and.contain("config.workloads.liveRevisions");
    // Changes of the workload do not shorten the pause.
    const before = l.requests.length;
    for (let n = 0; n < 50; n++) {
      l.live.upsert(deployment("a", { labelSelector: "app=a", generation: `3/${n}` }, "new:1"));
    }
    await l.clock.advance(10);
    expect(l.requests.length).to.be.at.most(before + 1);
    forbidden = false;
    await l.clock.advance(6 * MINUTE);
    expect(l.images("a")).to.deep.equal(["new:1", "old:1"]);
  });

  it("asks nothing for workloads that nobody checks", async () => {
    const l = make(() => [template({ app: "old:1" })]);
    const query = { labelSelector: "app=a", generation: "1/1" };
    l.live.upsert({ ...deployment("a", query, "new:1"), disabled: true });
    l.live.upsert({ ...deployment("b", query, "new:1"), optedOut: true });
    await l.clock.advance(MINUTE);
    expect(l.requests).to.deep.equal([]);
    expect([l.images("a"), l.images("b")]).to.deep.equal([["new:1"], ["new:1"]]);
  });

  it("delivers nothing after stop(), nor to a namesake", async () => {
    let release = (_: readonly PodTemplate[]): void => {};
    const l = make(
      () =>
        new Promise<readonly PodTemplate[]>((resolve) => {
          release = resolve;
        }),
    );
    l.live.upsert(deployment("a", { labelSelector: "app=a", generation: "1/1" }, "new:1"));
    await l.clock.advance(10);
    l.live.delete(deployment("a", undefined, "new:1"));
    l.live.upsert({ ...deployment("a", undefined, "new:2"), uid: "another" });
    release([template({ app: "old:1" })]);
    await l.clock.advance(10);
    expect(l.images("a")).to.deep.equal(["new:2"]);
    l.live.upsert(deployment("b", { labelSelector: "app=b", generation: "1/1" }, "new:1"));
    await l.clock.advance(10);
    l.live.stop();
    release([template({ app: "old:1" })]);
    await l.clock.advance(10 * MINUTE);
    expect(l.images("b")).to.deep.equal(["new:1"]);
  });
});

function deployment(name: string, revisions: RevisionQuery | undefined, image: string): WatchedWorkload {
  return {
    ...workload(name, { templates: [template({ app: image })] }),
    ...(revisions !== undefined && { revisions }),
  };
}

function make(list: (request: RevisionRequest) => readonly PodTemplate[] | Promise<readonly PodTemplate[]>) {
  const clock = fakeClock();
  const log = recordingLogger();
  const requests: RevisionRequest[] = [];
  const delivered = new Map<string, WorkloadObject>();
  const live = new LiveRevisions({
    sink: {
      upsertWorkload: (object) => void delivered.set(object.name, object),
      deleteWorkload: ({ name }) => void delivered.delete(name),
    },
    async list(request) {
      requests.push(request);
      return await list(request);
    },
    clock,
    random: () => 0.5,
    log,
  });
  return {
    live,
    clock,
    log,
    requests,
    images: (name: string) =>
      delivered
        .get(name)
        ?.templates.flatMap(({ containers }) => containers.map(({ image }) => image))
        .sort(),
  };
}
