import { expect } from "chai";
import { formatPlatform } from "../../src/image/platform.ts";
import type { NodeObject } from "../../src/inventory/model.ts";
import { UNKNOWN_PLACEMENT } from "../../src/inventory/nodeMatcher.ts";
import { looksInside, NodePlatforms, watchesNodes } from "../../src/inventory/nodePlatforms.ts";
import { SlicedWork } from "../../src/time/slicedWork.ts";
import { fakeClock } from "../support/fakeClock.ts";

const POOL = JSON.stringify({ selector: { pool: "arm" } });

function node(name: string, platform: string, more: Partial<NodeObject> = {}): NodeObject {
  return { name, platform, runtime: "containerd", labels: {}, taints: [], ...more };
}

function make(named: readonly string[] = []) {
  const clock = fakeClock();
  let changes = 0;
  const used = new Set<string | undefined>();
  const platforms = new NodePlatforms({
    named,
    work: new SlicedWork(clock),
    clock,
    placements: () => used,
    onChange: () => {
      changes += 1;
    },
  });
  return {
    clock,
    platforms,
    /** The placements of templates. */
    used,
    of(placement?: string) {
      used.add(placement);
      return platforms.of(placement).map(formatPlatform);
    },
    changes: () => changes,
  };
}

describe("NodePlatforms", () => {
  it("tells once of each container runtime that is another than the one whose pulls are foretold", () => {
    const clock = fakeClock();
    const told: string[] = [];
    const platforms = new NodePlatforms({
      named: [],
      runtime: "cri-o",
      onOtherRuntime: ({ name, runtime }) => told.push(`${name} ${runtime}`),
      work: new SlicedWork(clock),
      clock,
      placements: () => [],
      onChange() {},
    });
    for (const [name, runtime] of [
      ["a", ""],
      ["b", "cri-o"],
      ["c", "containerd"],
      ["d", "containerd"],
      ["c", "docker"],
    ] as const) {
      platforms.upsert(node(name, "linux/amd64", { runtime }));
    }
    expect(told).to.deep.equal(["c containerd", "c docker"]);
  });

  it("has each platform of the nodes on which pods may run once, and none before it knows any", async () => {
    const { clock, platforms, of, changes } = make();
    expect(of()).to.deep.equal([]);
    platforms.upsert(node("a", "linux/arm64", { labels: { pool: "arm" } }));
    platforms.upsert(node("b", "linux/amd64"));
    platforms.upsert(node("c", "linux/amd64"));
    platforms.upsert(node("d", "linux/s390x", { taints: ["only=us:NoSchedule"] }));
    platforms.upsert(node("e", ""));
    await clock.advance(1_000);
    expect(changes()).to.equal(1);
    expect(of()).to.deep.equal(["linux/amd64", "linux/arm64"]);
    expect(of(POOL)).to.deep.equal(["linux/arm64"]);
    expect(of(JSON.stringify({ tolerations: [{ operator: "Exists" }] }))).to.have.length(3);
    expect(of(UNKNOWN_PLACEMENT)).to.deep.equal([]);
  });

  it("tells of a change only where other platforms hold, once for many nodes", async () => {
    const { clock, platforms, of, changes } = make();
    platforms.upsert(node("a", "linux/amd64"));
    platforms.settle();
    of();
    of(POOL);
    platforms.upsert(node("b", "linux/amd64"));
    await clock.advance(1_000);
    expect(changes()).to.equal(0);
    platforms.upsert(node("c", "linux/arm64"));
    platforms.upsert(node("d", "linux/arm64"));
    await clock.advance(1_000);
    expect([changes(), of()]).to.deep.equal([1, ["linux/amd64", "linux/arm64"]]);
    platforms.delete("c");
    platforms.delete("d");
    expect(of()).to.have.length(2);
    platforms.settle();
    expect([changes(), of()]).to.deep.equal([2, ["linux/amd64"]]);
  });

  it("waits the longer the more there is to do", async () => {
    const clock = fakeClock();
    let spentMs = 0;
    let changes = 0;
    const slow = {
      ...clock,
      monotonic() {
        spentMs += 100;
        return clock.monotonic() + spentMs;
      },
    };
    const platforms = new NodePlatforms({
      named: [],
      work: new SlicedWork(clock),
      clock: slow,
      placements: () => [undefined],
      onChange: () => {
        changes += 1;
      },
    });
    platforms.of(undefined);
    for (const [name, restMs] of [
      ["a", 1_000],
      ["b", 2_000],
    ] as const) {
      platforms.upsert(node(name, `linux/${name}`));
      await clock.advance(restMs - 1);
      expect(changes).to.equal(name === "a" ? 0 : 1);
      await clock.advance(1);
    }
    expect(changes).to.equal(2);
  });

  describe("however many nodes there are, and ways to choose them", () => {
    /** Counts the nodes that are looked at. */
    function counted(nodes: number) {
      const counts = { looked: 0 };
      const { clock, used } = make();
      const jobs: Iterator<void>[] = [];
      const subject = new NodePlatforms({
        named: [],
        work: {
          run: (job: Iterable<void>) => jobs.push(job[Symbol.iterator]()),
          whenIdle: () => new Promise(() => {}),
        } as unknown as SlicedWork,
        clock,
        placements: () => used,
        onChange() {},
      });
      for (let index = 0; index < nodes; index++) {
        subject.upsert({
          ...node(`n${index}`, "linux/amd64"),
          get taints() {
            counts.looked += 1;
            return ["gpu=true:NoSchedule"];
          },
        });
      }
      return { clock, used, subject, jobs, counts };
    }

    it("looks at few of them at once", async () => {
      const { clock, used, jobs, counts } = counted(5_000);
      for (let index = 0; index < 3; index++) {
        used.add(JSON.stringify({ selector: { pool: `${index}` } }));
      }
      await clock.advance(1_000);
      let most = 0;
      for (let before = 0; jobs[0]!.next().done !== true; before = counts.looked) {
        most = Math.max(most, counts.looked - before);
      }
      expect(counts.looked).to.equal(15_000);
      expect(most).to.be.at.most(100);
    });

    it("looks at the fewer at once the more a placement says, and at none while somebody waits", async () => {
      const { clock, subject, used, jobs, counts } = counted(1_000);
      const placement = JSON.stringify({ selector: { pool: "x".repeat(16_000) } });
      used.add(placement);
      expect(subject.soon(placement)).to.deep.equal([]);
      expect(counts.looked).to.equal(0);
      await clock.advance(1_000);
      let most = 0;
      for (let before = 0; jobs[0]!.next().done !== true; before = counts.looked) {
        most = Math.max(most, counts.looked - before);
      }
      expect([counts.looked, most]).to.deep.equal([1_000, 6]);
      const short = JSON.stringify({ selector: { pool: "x" } });
      subject.soon(short);
      expect(counts.looked, "which is done at once").to.equal(2_000);
    });

    it("tells of what it worked out later, and of all of it once it has settled", async () => {
      const { platforms, used, changes } = make();
      for (let index = 0; index < 1_000; index++) {
        platforms.upsert(node(`n${index}`, "linux/amd64", { labels: { pool: "x".repeat(16_000) } }));
      }
      await platforms.settle();
      const placement = JSON.stringify({ selector: { pool: "x".repeat(16_000) } });
      used.add(placement);
      expect(platforms.soon(placement)).to.deep.equal([]);
      expect(changes()).to.equal(0);
      await platforms.settle();
      expect(changes()).to.equal(1);
      expect(platforms.soon(placement).map(formatPlatform)).to.deep.equal(["linux/amd64"]);
    });

    it("reviews once at a time, and anew what has changed meanwhile", async () => {
      const { clock, subject, used, jobs } = counted(500);
      used.add(undefined);
      await clock.advance(1_000);
      expect(jobs).to.have.length(1);
      for (let count = 0; count < 5; count++) {
        jobs[0]!.next();
        subject.upsert(node(`new${count}`, "linux/amd64"));
        void subject.settle();
        await clock.advance(1_000);
      }
      expect(jobs).to.have.length(1);
      while (jobs[0]!.next().done !== true) {
        // To its end.
      }
      await clock.advance(5 * 20 * 1_000);
      expect(jobs).to.have.length(2);
    });

    it("looks at none for a way to choose them that nobody uses any more, and forgets it", async () => {
      const { clock, subject, used, jobs, counts } = counted(10);
      const placements = Array.from({ length: 200 }, (_, index) =>
        JSON.stringify({ selector: { pool: `${index}` } }),
      );
      for (const placement of placements) {
        subject.of(placement);
      }
      used.add(placements[0]);
      await clock.advance(1_000);
      const since = counts.looked;
      while (jobs[0]!.next().done !== true) {
        // To its end.
      }
      expect(counts.looked - since).to.equal(10);
      subject.of(placements[0]);
      expect(counts.looked - since).to.equal(10);
      subject.of(placements[1]);
      expect(counts.looked - since).to.equal(20);
    });
  });

  it("gives one list for equal ones, so that targets are the same", () => {
    const { platforms } = make(["linux/amd64"]);
    const arch = JSON.stringify({ selector: { "kubernetes.io/arch": "amd64" } });
    expect(platforms.of(undefined)).to.equal(platforms.of(arch));
  });

  it("goes by the platforms of the configuration, as far as a template leaves them", () => {
    const { of } = make(["linux/amd64", "linux/arm/v7"]);
    expect(of()).to.deep.equal(["linux/amd64", "linux/arm/v7"]);
    expect(of(POOL)).to.deep.equal(["linux/amd64", "linux/arm/v7"]);
    expect(of(JSON.stringify({ selector: { "kubernetes.io/arch": "arm" } }))).to.deep.equal(["linux/arm/v7"]);
    expect(of(JSON.stringify({ selector: { "beta.kubernetes.io/os": "windows" } }))).to.deep.equal([]);
  });

  it("counts nodes by platform and container runtime", () => {
    const { platforms } = make();
    platforms.upsert(node("a", "linux/amd64"));
    platforms.upsert(node("b", "linux/amd64"));
    platforms.upsert(node("c", "linux/amd64", { runtime: "cri-o" }));
    platforms.upsert(node("a", "linux/amd64"));
    expect([...platforms.counts()]).to.deep.equal([
      { platform: "linux/amd64", runtime: "containerd", value: 2 },
      { platform: "linux/amd64", runtime: "cri-o", value: 1 },
    ]);
  });
});

describe("watchesNodes()", () => {
  for (const [verify, platforms, inside, watches] of [
    ["reference", [], false, false],
    ["manifest", [], false, false],
    ["platform", [], true, true],
    ["platform", ["linux/amd64"], true, false],
    ["content", [], true, true],
  ] as const) {
    it(`is ${watches} for ${verify} and ${platforms.length} platforms, where images are${inside ? "" : " not"} looked into`, () => {
      expect(looksInside({ verify })).to.equal(inside);
      expect(watchesNodes({ verify, platforms })).to.equal(watches);
    });
  }
});
