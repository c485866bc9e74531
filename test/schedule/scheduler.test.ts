import { expect } from "chai";
import { makeCredential } from "../../src/credentials/credential.ts";
import { originEndpoint } from "../../src/image/endpoint.ts";
import { namespacesOf } from "../../src/inventory/namespacesOf.ts";
import type { Target } from "../../src/inventory/targets.ts";
import { RegistryGate } from "../../src/schedule/registryGate.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { recordingLogger } from "../support/recordingLogger.ts";
import { usedBy } from "../support/usedBy.ts";
import { makeSchedule, makeTargets } from "./scheduleFixture.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

describe("Scheduler", () => {
  it("add() has a target checked at once when running, and waits for start() before", async () => {
    const s = makeSchedule();
    const [early, late] = makeTargets(2);
    if (early === undefined || late === undefined) {
      throw new Error("no targets");
    }
    s.scheduler.add(early);
    await s.clock.advance(5 * SECOND);
    expect([s.checked.length, s.scheduler.queueLength("new")]).to.deep.equal([0, 1]);
    s.scheduler.start();
    await s.clock.advance(20);
    expect(s.outcomes.get(early)).to.equal("available");
    s.scheduler.add(late);
    await s.clock.advance(20);
    expect(s.outcomes.get(late)).to.equal("available");
    expect(s.scheduler.queueLength("new")).to.equal(0);
  });

  it("checks every target within the window, longest unchecked first, and counts its cycles", async () => {
    for (const count of [1, 40, 700]) {
      const s = makeSchedule({ requestsPerSecond: 1000 });
      for (const target of makeTargets(count)) {
        s.scheduler.add(target);
      }
      s.scheduler.start();
      await s.clock.advance(MINUTE);
      const from = MINUTE;
      await s.clock.advance(10 * MINUTE);
      expect(s.counts(from).size, `${count} targets`).to.equal(count);
      const counts = [...s.counts(from).values()];
      expect(Math.max(...counts) - Math.min(...counts), `${count} targets in turn`).to.be.at.most(1);
      expect(s.cycles).to.be.within(42, 45);
    }
  });

  it("spreads its cycles: the portion is a fraction of all targets", async () => {
    const s = makeSchedule({ requestsPerSecond: 1000 });
    for (const target of makeTargets(400)) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(MINUTE);
    const before = s.checked.length;
    await s.clock.advance(15 * SECOND);
    // 600 s are 40 cycles, one of which is kept in reserve.
    expect(s.checked.length - before).to.equal(Math.ceil(400 / 39));
  });

  it("checks what is due, and what another namespace adds, while one adds more new images than can be checked", async () => {
    const s = makeSchedule({ requestsPerSecond: 10 });
    const healthy = makeTargets(100, "reg.io", "shop");
    for (const target of healthy) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(MINUTE);
    for (let round = 0; round < 20; round++) {
      for (const target of makeTargets(1_000, "reg.io", `flood${round}-`)) {
        s.scheduler.add({ ...target, uses: usedBy("flood") });
      }
      await s.clock.advance(MINUTE);
    }
    const checked = s.checked.filter(({ image, atMs }) => image.startsWith("shop") && atMs > MINUTE);
    // Two windows, and what there was no need to hurry with.
    expect(checked.length).to.be.within(200, 400);
    expect(Math.max(...checked.map(({ atMs }) => atMs)), "to the end").to.be.above(20 * MINUTE);
    const addedMs = s.clock.monotonic();
    for (const target of makeTargets(3, "reg.io", "late")) {
      s.scheduler.add(target);
    }
    await s.clock.advance(3 * SECOND);
    const late = s.checked.filter(({ image }) => image.startsWith("late"));
    expect(late.map(({ atMs }) => atMs - addedMs)).to.have.length(3);
  });

  it("asks a registry's budget three times for each check at most, however many targets wait for it", async () => {
    const s = makeSchedule({ requestsPerSecond: 10 });
    const [first] = makeTargets(1);
    const budget = s.gate.budget(first!.request.reference.registry);
    const reserve = budget.reserve.bind(budget);
    let asked = 0;
    budget.reserve = () => {
      asked++;
      return reserve();
    };
    for (const target of makeTargets(100)) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(10 * SECOND);
    expect(s.checked).to.have.length.above(99);
    expect(asked).to.be.at.most(3 * (s.checked.length + 1));
  });

  it("checks failing targets every failedRecheckPeriod, and the others no sooner for it", async () => {
    const s = makeSchedule();
    s.answers.set("bad.io", "absent");
    for (const target of [...makeTargets(10, "bad.io", "bad"), ...makeTargets(40)]) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(MINUTE);
    await s.clock.advance(10 * MINUTE);
    for (const [image, count] of s.counts(MINUTE)) {
      expect(count, image).to.be.within(image.startsWith("bad") ? 7 : 1, image.startsWith("bad") ? 11 : 2);
    }
  });

  it("does not hurry to check what nobody can know", async () => {
    const s = makeSchedule();
    s.answers.set("cloud.io", "unknown");
    for (const target of makeTargets(40, "cloud.io")) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(11 * MINUTE);
    for (const [image, count] of s.counts(MINUTE)) {
      expect(count, image).to.be.within(1, 2);
    }
  });

  it("checks all at once that only nodes could tell of, as soon as credentials are there again for one", async () => {
    const s = makeSchedule({ requestsPerSecond: 50 });
    s.answers.set("cloud.io", "unknown");
    const targets = makeTargets(1_000, "cloud.io");
    for (const target of targets) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(MINUTE);
    s.answers.set("cloud.io", "ok");
    await s.clock.advance(45 * SECOND);
    expect(targets.filter((target) => s.outcomes.get(target) !== "available")).to.have.length(0);
    const afterwards = s.checked.length;
    await s.clock.advance(30 * SECOND);
    // Its usual portions.
    expect(s.checked.length - afterwards).to.be.at.most(3 * Math.ceil(1_000 / 39));
  });

  it("checks them once a minute at most where credentials come and go", async () => {
    const s = makeSchedule({ requestsPerSecond: 1_000 });
    s.answers.set("cloud.io", "unknown");
    const [unsteady, ...steady] = [
      ...makeTargets(1, "cloud.io", "unsteady", "more.io"),
      ...makeTargets(200, "cloud.io", "steady"),
    ];
    if (unsteady === undefined) {
      throw new Error("no targets");
    }
    for (const target of [unsteady, ...steady]) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(MINUTE);
    for (let turns = 0; turns < 120; turns++) {
      s.answers.set("more.io", turns % 2 === 0 ? "unknown" : "ok");
      s.scheduler.hurry(unsteady);
      await s.clock.advance(5 * SECOND);
    }
    const counts = [...s.counts(MINUTE)].flatMap(([image, count]) =>
      image.startsWith("steady") ? [count] : [],
    );
    expect(counts).to.have.length(200);
    // Those that are first in order have their usual turn in between, too.
    expect(counts.sort((a, b) => a - b)[100]).to.be.within(8, 13);
  });

  it("bounds the share of failing targets: the window is kept for the rest", async () => {
    // 300 checks a cycle at most, 600 failing targets that would like 150 each.
    const s = makeSchedule({ requestsPerSecond: 2, concurrency: 2 });
    s.answers.set("reg.io", "absent");
    for (const target of makeTargets(600)) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(6 * MINUTE);
    const failing = s.checked.length;
    expect(failing).to.be.above(590);
    await s.clock.advance(10 * MINUTE);
    expect(s.counts(6 * MINUTE).size).to.equal(600);
    expect(Math.max(...s.counts(6 * MINUTE).values())).to.be.at.most(3);
  });

  for (const what of ["there", "absent"] as const) {
    it(`looks at what is due in its window, and at what failed each minute, though another namespace has more than can be, all ${what}`, async () => {
      const s = makeSchedule({ requestsPerSecond: 5, window: 3 * MINUTE });
      const [shop, failing] = [makeTargets(20, "hub.io", "shop"), makeTargets(5, "hub.io", "failing")];
      const evil = makeTargets(3_000, "hub.io", "evil");
      for (const target of [...failing, ...(what === "absent" ? evil : [])]) {
        s.answers.set(target.image.replace(/:.*/, ""), "absent");
      }
      for (const target of [...evil, ...shop, ...failing]) {
        s.scheduler.add(target);
      }
      s.scheduler.start();
      await s.clock.advance(15 * MINUTE);
      for (const target of shop) {
        s.answers.set(target.image.replace(/:.*/, ""), "absent");
      }
      for (const target of failing) {
        s.answers.delete(target.image.replace(/:.*/, ""));
      }
      await s.clock.advance(90 * SECOND);
      expect(failing.map((target) => s.outcomes.get(target))).to.deep.equal(Array(5).fill("available"));
      await s.clock.advance(2 * MINUTE);
      expect(shop.map((target) => s.outcomes.get(target))).to.deep.equal(Array(20).fill("absent"));
      await s.clock.advance(10 * MINUTE);
      expect(s.counts(15 * MINUTE).size, "nobody is forgotten").to.be.above(3_000);
    });
  }

  it("queues no more of a registry that is left alone than it may be asked for in one go", async () => {
    const s = makeSchedule({ requestsPerSecond: 10, window: 10 * MINUTE });
    for (const target of makeTargets(2_000, "hub.io", "app")) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(6 * MINUTE);
    s.answers.set("hub.io", { status: 429, retryAfterMs: 15 * MINUTE });
    await s.clock.advance(14 * MINUTE);
    expect(s.scheduler.queueLength("regular") + s.scheduler.queueLength("failed")).to.be.within(1, 200);
    s.answers.delete("hub.io");
    s.checked.length = 0;
    await s.clock.advance(6 * MINUTE);
    expect(s.checked.length).to.be.above(100);
  });

  it("keeps to a registry's rate and concurrency", async () => {
    const s = makeSchedule({ requestsPerSecond: 10, concurrency: 4, latencyMs: 100 });
    for (const target of makeTargets(200)) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(10 * SECOND);
    expect(s.checked.length).to.be.within(90, 110);
    expect(s.mostInFlight).to.be.at.most(4);
    for (let second = 0; second < 10; second++) {
      const inSecond = s.requests.filter(({ atMs }) => Math.floor(atMs / SECOND) === second);
      expect(inSecond.length, `second ${second}`).to.be.at.most(14);
    }
  });

  it("forgets a removed target for which the nodes' files are being read, or are to be", async () => {
    const s = makeSchedule();
    s.readingMs = 1_000;
    const [kept, ...targets] = makeTargets(40);
    s.scheduler.start();
    for (const target of [...targets, kept!]) {
      s.scheduler.add(target);
    }
    await s.clock.advance(500);
    for (const target of targets) {
      s.scheduler.remove(target);
    }
    await s.clock.advance(500);
    expect([s.checked.length, s.scheduler.queueLength("new"), s.scheduler.lane("reg.io")]).to.deep.equal([
      0,
      0,
      undefined,
    ]);
    await s.clock.advance(MINUTE);
    expect([[...s.outcomes.keys()], s.scheduler.lane("reg.io")?.size]).to.deep.equal([[kept], 1]);
  });

  it("forgets a removed target: queued, resting or being checked", async () => {
    const s = makeSchedule({ concurrency: 1, latencyMs: 1000 });
    const targets = makeTargets(3);
    for (const target of targets) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(500);
    for (const target of targets) {
      s.scheduler.remove(target);
    }
    await s.clock.advance(2 * MINUTE);
    expect([s.checked.length, s.outcomes.size]).to.deep.equal([1, 0]);
    expect(s.scheduler.oldestCheckMs()).to.equal(undefined);
    expect([...s.scheduler.registries()]).to.deep.equal([]);
    expect(s.scheduler.queueLength("new")).to.equal(0);
  });

  it("tells the oldest check, counting a target not yet checked from its discovery", async () => {
    const s = makeSchedule({
      requestsPerSecond: 1000,
      limits: { "slow.io": { requestsPerSecond: 0.01, concurrency: 1 } },
    });
    const started = s.clock.now();
    for (const target of [...makeTargets(5), ...makeTargets(2, "slow.io")]) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(MINUTE);
    expect(s.scheduler.oldestCheckMs()).to.equal(started);
    expect(s.scheduler.imageChecks.pictures().flatMap((picture) => [...picture])).to.have.length(6);
  });

  it("counts into the oldest check none of a registry that limits the rate: of that there is a series", async () => {
    const s = makeSchedule({ requestsPerSecond: 1000 });
    const started = s.clock.now();
    s.answers.set("mute.io", { status: 429, retryAfterMs: 10 * MINUTE });
    for (const target of [...makeTargets(5), ...makeTargets(100, "mute.io")]) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(5 * MINUTE);
    expect(s.scheduler.oldestCheckMs()).to.be.above(started + MINUTE);
    expect(s.scheduler.imageChecks.pictures().flatMap((picture) => [...picture])).to.have.length(5);
  });

  it("stop() lets no check begin of what comes afterwards", async () => {
    const s = makeSchedule();
    s.scheduler.start();
    s.scheduler.stop();
    for (const target of makeTargets(3)) {
      s.scheduler.add(target);
    }
    await s.clock.advance(MINUTE);
    expect(s.checked).to.deep.equal([]);
  });

  it("onceQuiet() tells at once of a registry without work, however many images of others have no place", async () => {
    const s = makeSchedule({ checksAtATime: 100 });
    for (let index = 0; index < 40; index++) {
      s.answers.set(`silent${index}.io`, "hanging");
      for (const target of makeTargets(10, `silent${index}.io`)) {
        s.scheduler.add(target);
      }
    }
    s.scheduler.start();
    await s.clock.advance(SECOND);
    expect(s.scheduler.queueLength("new")).to.be.above(200);
    expect(s.scheduler.onceQuiet("well.io")(() => {})).to.equal(undefined);
  });

  it("succeed() keeps what is known of a mirror that the nodes' files name", async () => {
    const s = makeSchedule();
    const [before, target] = [makeTargets(1)[0]!, makeTargets(1)[0]!];
    s.filesSay = (named) => [{ ...named[0]!, registry: "mirror.io" }, ...named];
    s.scheduler.add(before);
    s.scheduler.start();
    await s.clock.advance(SECOND);
    const all = [...s.scheduler.registries()].map(({ registry }) => registry);
    s.scheduler.succeed(target, before);
    s.scheduler.remove(before);
    expect(all).to.include("mirror.io");
    expect([...s.scheduler.registries()].map(({ registry }) => registry)).to.deep.equal(all);
  });

  it("jitters its cycles, within a tenth of the period", async () => {
    const values = [0, 0, 0.999, 0.25];
    const s = makeSchedule({ random: () => values.shift() ?? 0.5 });
    s.scheduler.start();
    const atCycle: number[] = [];
    for (let ms = 0; ms <= 60_000; ms += 250) {
      if (s.cycles > atCycle.length) {
        atCycle.push(ms);
      }
      await s.clock.advance(250);
    }
    const gaps = atCycle.slice(1).map((at, index) => at - (atCycle[index] ?? 0));
    expect(Math.min(...gaps)).to.be.within(13_250, 13_750);
    expect(Math.max(...gaps)).to.be.within(16_250, 16_750);
  });

  it("says once when the window cannot be kept, by how much, and once when it can again", async () => {
    const s = makeSchedule({ requestsPerSecond: 1, window: MINUTE });
    const targets = makeTargets(90);
    for (const target of targets) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(5 * MINUTE);
    expect(s.scheduler.recheckDurationMs()).to.equal(90 * SECOND);
    for (const target of targets.slice(30)) {
      s.scheduler.remove(target);
    }
    await s.clock.advance(5 * MINUTE);
    const lines = s.log.lines.map(({ level, message }) => `${level} ${message}`);
    expect(lines).to.deep.equal([
      "warn images cannot all be checked within the window: a round takes 90 s instead of 60 s; " +
        "raise requestsPerSecond or concurrency of the registry, or recheckWindow",
      "info every image can be checked within the window again",
    ]);
  });

  it("stops: nothing more is started", async () => {
    const s = makeSchedule();
    for (const target of makeTargets(100)) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(15);
    s.scheduler.stop();
    await s.clock.advance(SECOND);
    const { length } = s.checked;
    await s.clock.advance(MINUTE);
    expect(s.checked.length).to.equal(length);
    expect(length).to.be.below(100);
  });
});

describe("Scheduler and RegistryGate", () => {
  it("a dead registry delays the others by nothing", async () => {
    const s = makeSchedule({ latencyMs: 10 });
    s.answers.set("dead.io", "unreachable");
    for (const target of [...makeTargets(500, "dead.io", "dead"), ...makeTargets(16, "live.io", "live")]) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(20);
    expect(s.checked.filter(({ image }) => image.startsWith("live"))).to.have.length(16);
  });

  it("opens the circuit after five failures in a row: the rest is unavailable without waiting", async () => {
    const s = makeSchedule({ latencyMs: 5_000 });
    s.answers.set("dead.io", "unreachable");
    for (const target of makeTargets(300, "dead.io")) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    const unavailable = () =>
      [...s.outcomes.values()].filter((result) => result === "registry_unavailable").length;
    await s.clock.advance(6_200);
    // Requests that were sent before the fifth failure run their course.
    expect(unavailable()).to.be.at.least(300 - 16);
    await s.clock.advance(5_000);
    expect(unavailable()).to.equal(300);
    expect(s.requests.length).to.be.at.most(2 * 16);
    expect([...s.scheduler.registries()]).to.deep.equal([
      {
        registry: "dead.io",
        up: false,
        rateLimited: false,
        remaining: undefined,
        open: true,
        lastFailure: "refused",
      },
    ]);
  });

  it("makes targets that were fine unavailable at once when the circuit opens, and available on recovery", async () => {
    const s = makeSchedule({ latencyMs: 10, requestsPerSecond: 1000 });
    for (const target of makeTargets(200, "shaky.io")) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(MINUTE);
    s.answers.set("shaky.io", "unreachable");
    await s.clock.advance(MINUTE);
    const results = () => new Set(s.outcomes.values());
    expect(results()).to.deep.equal(new Set(["registry_unavailable"]));
    s.answers.set("shaky.io", "ok");
    await s.clock.advance(62 * SECOND);
    expect(results()).to.deep.equal(new Set(["available"]));
    expect(s.log.lines.map(({ message }) => message)).to.deep.equal([
      "registry cannot be reached; its images are taken to be unavailable",
      "registry can be reached again; its images are checked at once",
    ]);
  });

  it("has every verdict right within a minute or so of a registry's return after an hour", async () => {
    const s = makeSchedule({ latencyMs: 10, requestsPerSecond: 1000 });
    const kept = makeTargets(100, "away.io", "kept");
    const lost = makeTargets(1, "lost.io", "lost");
    for (const target of [...kept, ...lost]) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(MINUTE);
    for (const registry of ["away.io", "lost.io"]) {
      s.answers.set(registry, "unreachable");
    }
    await s.clock.advance(60 * MINUTE);
    expect(new Set(s.outcomes.values())).to.deep.equal(new Set(["registry_unavailable"]));
    s.answers.set("away.io", "ok");
    s.answers.set("lost.io", "absent");
    await s.clock.advance(62 * SECOND);
    for (const [targets, verdict] of [
      [kept, "available"],
      [lost, "absent"],
    ] as const) {
      expect(new Set(targets.map((target) => s.outcomes.get(target)))).to.deep.equal(new Set([verdict]));
    }
  });

  for (const dead of ["unreachable", "hanging"] as const) {
    it(`takes a registry to be up whose other images answer, while some are ${dead}`, async () => {
      const s = makeSchedule({ window: 60_000 });
      const kept = makeTargets(40, "half.io", "kept");
      for (const target of kept) {
        s.scheduler.add(target);
      }
      s.scheduler.start();
      await s.clock.advance(MINUTE);
      const lost = makeTargets(40, "half.io", "lost");
      for (const target of lost) {
        s.answers.set(target.image.replace(/:.*/, ""), dead);
        s.scheduler.add(target);
      }
      const seen = new Set<unknown>();
      const since = s.clock.monotonic();
      for (let count = 0; count < 600; count++) {
        await s.clock.advance(SECOND);
        for (const target of kept) {
          seen.add(s.outcomes.get(target));
        }
        seen.add(s.gate.state("half.io").up);
      }
      expect(seen).to.deep.equal(new Set(["available", true]));
      expect(new Set(lost.map((target) => s.outcomes.get(target)))).to.deep.equal(
        new Set(["registry_unavailable"]),
      );
      // What hangs does not have the places of what answers either: each is looked at in its window.
      const counts = s.counts(since);
      for (const { request } of kept) {
        expect(counts.get(request.reference.repository)).to.be.at.least(8);
      }
      expect(s.log.lines.filter(({ message }) => message.includes("reached"))).to.deep.equal([]);
    });
  }

  it("looks at what is due in its window though new images hang without end", async () => {
    const s = makeSchedule({ window: 60_000 });
    const kept = makeTargets(40, "half.io", "kept");
    for (const target of kept) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(MINUTE);
    const since = s.clock.monotonic();
    for (let round = 0; round < 20; round++) {
      for (const target of makeTargets(60, "half.io", `lost${round}`)) {
        s.answers.set(target.image.replace(/:.*/, ""), "hanging");
        s.scheduler.add(target);
      }
      await s.clock.advance(15 * SECOND);
    }
    const counts = s.counts(since);
    for (const { request } of kept) {
      expect(counts.get(request.reference.repository)).to.be.at.least(4);
    }
  });

  it("finds in its window what is gone, be it much, though hundreds of new images hang", async () => {
    const s = makeSchedule({ window: 60_000, checkPeriod: 1_500, failedRecheckPeriod: 6_000 });
    const kept = makeTargets(400, "half.io", "kept");
    for (const target of kept) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(MINUTE);
    for (const target of makeTargets(500, "half.io", "lost")) {
      s.answers.set(target.image.replace(/:.*/, ""), "hanging");
      s.scheduler.add(target);
    }
    await s.clock.advance(MINUTE);
    for (const target of kept) {
      s.answers.set(target.image.replace(/:.*/, ""), "absent");
    }
    await s.clock.advance(2 * MINUTE);
    expect(new Set(kept.map((target) => s.outcomes.get(target)))).to.deep.equal(new Set(["absent"]));
  });

  for (const [when, isFirst, isLate] of [
    ["at the start, and listed first", true, false],
    ["at the start, and listed last", false, false],
    ["before its own does", true, true],
    ["after its own does", false, true],
  ] as const) {
    it(`checks a namespace's images at once though another names them, and twelve thousand besides, ${when}`, async () => {
      const s = makeSchedule();
      const shared = makeTargets(20, "hub.io", "good").map((target) => ({ ...target }));
      const evil = makeTargets(12_000, "hub.io", "aaa");
      const name = (namespace: string, target: Target & { uses: Target["uses"] }) => {
        const isKnown = s.scheduler.look(target) !== undefined;
        target.uses = usedBy(...(isKnown ? namespacesOf(target) : []), namespace);
        if (isKnown) {
          s.scheduler.join(target, namespace);
        } else {
          s.scheduler.add(target);
        }
      };
      const turns = [
        () => {
          for (const target of evil) {
            s.scheduler.add(target);
          }
          for (const target of shared) {
            name("aaa", target);
          }
        },
        () => {
          for (const target of shared) {
            name("good", target);
          }
        },
      ];
      const [first, second] = isFirst ? turns : turns.reverse();
      first?.();
      if (isLate) {
        s.scheduler.start();
        await s.clock.advance(isFirst ? 3 * SECOND : 5);
      }
      second?.();
      if (!isLate) {
        s.scheduler.start();
      }
      await s.clock.advance(4 * SECOND);
      expect(new Set(shared.map((target) => s.outcomes.get(target)))).to.deep.equal(new Set(["available"]));
      const checked = s.checked.filter(({ image }) => image.startsWith("good"));
      expect(checked, "each once").to.have.length(20);
      // What is new has three quarters of sixteen places.
      expect(s.scheduler.queueLength("new")).to.equal(12_020 - s.outcomes.size - 12);
    });
  }

  it("has what a namespace no longer names wait in its turns no more, and renewed credentials in those of all", async () => {
    const s = makeSchedule({ requestsPerSecond: 10, concurrency: 1 });
    const [left, renewed] = makeTargets(2, "hub.io", "shared").map((target) => ({
      ...target,
      uses: usedBy("aaa", "good"),
    }));
    for (const target of [...makeTargets(1_000, "hub.io", "aaa"), left!, renewed!]) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    left!.uses = usedBy("aaa");
    const now = { ...renewed!, uses: usedBy("aaa") };
    s.scheduler.succeed(now, renewed!);
    s.scheduler.remove(renewed!);
    now.uses = usedBy("aaa", "good");
    s.scheduler.join(now, "good");
    await s.clock.advance(3 * SECOND);
    expect(
      s.checked.filter(({ image }) => image.startsWith("shared")).map(({ image }) => image),
    ).to.deep.equal(["shared1"]);
    s.scheduler.remove(left!);
    await s.clock.advance(2 * MINUTE);
    expect([s.counts().size, s.scheduler.queueLength("new")]).to.deep.equal([1_001, 0]);
  });

  it("finds what is gone at a registry that has no words for it, though five hundred images of another namespace are", async () => {
    const s = makeSchedule();
    const kept = makeTargets(40, "half.io", "kept");
    for (const target of kept) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(MINUTE);
    // Each of a folder of its own.
    for (let index = 0; index < 500; index++) {
      for (const target of makeTargets(1, "half.io", `lost/${index}/`)) {
        s.answers.set(target.image.replace(/:.*/, ""), "wordless");
        s.scheduler.add({ ...target, uses: usedBy("lost") });
      }
    }
    await s.clock.advance(MINUTE);
    for (const target of kept) {
      s.answers.set(target.image.replace(/:.*/, ""), "wordless");
    }
    await s.clock.advance(15 * MINUTE);
    const found = s.checked.filter(({ image, result }) => image.startsWith("kept") && result === "absent");
    expect(new Set(found.map(({ image }) => image)).size).to.equal(40);
  });

  it("finds at once what has gone though five hundred images of its namespace are known to be, at a registry without words", async () => {
    const s = makeSchedule();
    const kept = makeTargets(3, "half.io", "kept");
    const lost = makeTargets(500, "half.io", "lost").map((target) => ({ ...target, uses: usedBy("kept") }));
    for (const target of lost) {
      s.answers.set(target.image.replace(/:.*/, ""), "wordless");
    }
    for (const target of [...kept, ...lost]) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(30 * MINUTE);
    expect(new Set(lost.map((target) => s.outcomes.get(target)))).to.deep.equal(new Set(["absent"]));
    for (const target of kept) {
      s.answers.set(target.image.replace(/:.*/, ""), "wordless");
      s.scheduler.hurry(target);
    }
    await s.clock.advance(15 * SECOND);
    expect(kept.map((target) => s.outcomes.get(target))).to.deep.equal(["absent", "absent", "absent"]);
  });

  it("knows after an outage what was there before it, and what was not, at a registry without words", async () => {
    const s = makeSchedule();
    const kept = makeTargets(3, "half.io", "kept");
    const lost = makeTargets(500, "half.io", "lost");
    const lose = (targets: readonly Target[]) => {
      for (const target of targets) {
        s.answers.set(target.image.replace(/:.*/, ""), "wordless");
      }
    };
    lose(lost);
    for (const target of [...kept, ...lost]) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(30 * MINUTE);
    s.answers.clear();
    s.answers.set("half.io", "unreachable");
    await s.clock.advance(10 * MINUTE);
    expect(new Set([...kept, ...lost].map((target) => s.outcomes.get(target)))).to.deep.equal(
      new Set(["registry_unavailable"]),
    );
    s.answers.clear();
    lose([...kept, ...lost]);
    await s.clock.advance(2 * MINUTE);
    expect(new Set([...kept, ...lost].map((target) => s.outcomes.get(target)))).to.deep.equal(
      new Set(["absent"]),
    );
  });

  it("finds at once what has gone though two hundred namespaces name what was never there, at a registry without words", async () => {
    const s = makeSchedule();
    const kept = makeTargets(3, "half.io", "kept");
    for (const target of kept) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(MINUTE);
    for (let index = 0; index < 200; index++) {
      for (const target of makeTargets(10, "half.io", `lost${index}-`)) {
        s.answers.set(target.image.replace(/:.*/, ""), "wordless");
        s.scheduler.add(target);
      }
    }
    await s.clock.advance(2 * MINUTE);
    for (const target of kept) {
      s.answers.set(target.image.replace(/:.*/, ""), "wordless");
      s.scheduler.hurry(target);
    }
    await s.clock.advance(30 * SECOND);
    expect(kept.map((target) => s.outcomes.get(target))).to.deep.equal(["absent", "absent", "absent"]);
  });

  it("looks at what is due in its window though more images hang than can be worked off", async () => {
    const s = makeSchedule({ window: 60_000, requestsPerSecond: 10 });
    const kept = makeTargets(40, "half.io", "kept");
    for (const target of [...kept, ...makeTargets(300, "half.io", "lost")]) {
      if (target.image.includes("lost")) {
        s.answers.set(target.image.replace(/:.*/, ""), "hanging");
      }
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(20 * MINUTE);
    const since = s.clock.monotonic();
    await s.clock.advance(5 * MINUTE);
    const counts = s.counts(since);
    for (const { request } of kept) {
      expect(counts.get(request.reference.repository)).to.be.at.least(4);
    }
  });

  it("probes a dead registry with back-off, and asks it nothing else", async () => {
    const s = makeSchedule();
    s.answers.set("dead.io", "unreachable");
    for (const target of makeTargets(50, "dead.io")) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(MINUTE);
    const { length } = s.requests;
    await s.clock.advance(30 * MINUTE);
    expect(s.requests.length).to.equal(length);
  });

  it("looks ever more seldom at a registry that answers probes and nothing else, until it is back for a minute", async () => {
    const s = makeSchedule();
    s.answers.set("flaps.io", "unreachable");
    for (const target of makeTargets(50, "flaps.io")) {
      s.scheduler.add(target);
    }
    let probes = 0;
    s.onProbe = (registry) => {
      probes++;
      s.answers.set(registry, "ok");
      queueMicrotask(() => s.answers.set(registry, "unreachable"));
    };
    s.scheduler.start();
    await s.clock.advance(5 * MINUTE);
    expect(new Set(s.outcomes.values())).to.deep.equal(new Set(["registry_unavailable"]));
    expect(probes, "two for each of seven or so times, until they are a minute apart").to.be.within(14, 28);
    const before = s.log.lines.length;
    await s.clock.advance(30 * MINUTE);
    expect(s.log.lines.length - before, "two lines for each").to.be.at.most(2 * 60);

    s.onProbe = (registry) => {
      probes++;
      s.answers.set(registry, "ok");
    };
    await s.clock.advance(3 * MINUTE);
    expect(new Set(s.outcomes.values())).to.deep.equal(new Set(["available"]));
    s.answers.set("flaps.io", "unreachable");
    const soFar = probes;
    s.scheduler.expedite("flaps.io");
    await s.clock.advance(2 * MINUTE);
    expect(probes - soFar, "as soon as ever").to.equal(1);
    expect(new Set(s.outcomes.values())).to.deep.equal(new Set(["available"]));
  });

  it("asks the origin behind a dead mirror without waiting for the mirror", async () => {
    const s = makeSchedule({ latencyMs: 1000 });
    s.answers.set("mirror.io", "unreachable");
    for (const target of makeTargets(64, "mirror.io", "app", "origin.io")) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(10 * SECOND);
    expect(new Set(s.outcomes.values())).to.deep.equal(new Set(["available"]));
    expect(s.requests.filter(({ registry }) => registry === "mirror.io").length).to.be.at.most(16);
  });

  it("knows the registries that only nodes' files name: what they have is checked once they are back", async () => {
    const s = makeSchedule({ requestsPerSecond: 1000 });
    const [target] = makeTargets(1);
    let mirrors = ["mirror.io"];
    s.filesSay = (endpoints) => [
      ...mirrors.map((registry) => originEndpoint({ registry, repository: "r" })),
      ...endpoints,
    ];
    s.answers.set("mirror.io", "unreachable").set("reg.io", "absent");
    s.scheduler.add(target!);
    s.scheduler.start();
    await s.clock.advance(5 * SECOND);
    expect([...s.scheduler.registries()].map(({ registry, up }) => [registry, up])).to.deep.equal([
      ["reg.io", true],
      ["mirror.io", false],
    ]);
    s.answers.set("mirror.io", "ok");
    await s.clock.advance(30 * SECOND);
    expect(s.outcomes.get(target!), "before its turn would come").to.equal("available");
    mirrors = ["other.io"];
    await s.clock.advance(11 * MINUTE);
    expect([...s.scheduler.registries()].map(({ registry }) => registry)).to.deep.equal([
      "reg.io",
      "other.io",
    ]);
    s.scheduler.remove(target!);
    expect([...s.scheduler.registries()]).to.deep.equal([]);
  });

  it("asks a mirror that nodes' files have for all registries at the mirror's pace, namespaces in turn, however many are named", async () => {
    const s = makeSchedule({
      latencyMs: 100,
      limits: { "mirror.io": { concurrency: 1, requestsPerSecond: 5 } },
    });
    s.filesSay = (endpoints) => [originEndpoint({ registry: "mirror.io", repository: "r" }), ...endpoints];
    for (let index = 0; index < 300; index++) {
      for (const target of makeTargets(1, `evil${index}.io`, "evil")) {
        s.scheduler.add(target);
      }
    }
    s.scheduler.start();
    await s.clock.advance(10 * SECOND);
    expect(s.requests.length).to.be.within(45, 52);
    expect(new Set(s.requests.map(({ registry }) => registry))).to.deep.equal(new Set(["mirror.io"]));
    expect(s.mostInFlight).to.equal(1);
    const shop = makeTargets(3, "docker.io", "shop");
    for (const target of shop) {
      s.scheduler.add(target);
    }
    await s.clock.advance(3 * SECOND);
    expect(shop.map((target) => s.outcomes.get(target))).to.deep.equal(Array(3).fill("available"));
    expect(s.scheduler.registryOf(shop[0]!)).to.equal("mirror.io");
    s.filesSay = (endpoints) => endpoints;
    await s.clock.advance(11 * MINUTE);
    expect(s.scheduler.registryOf(shop[0]!)).to.equal("docker.io");
    expect(s.scheduler.lane("mirror.io")).to.equal(undefined);
    for (const target of shop) {
      s.scheduler.remove(target);
    }
    expect(s.scheduler.lane("docker.io")).to.equal(undefined);
  });

  it("asks those behind a mirror that limits the rate, as nodes do, and the mirror once it may be asked again", async () => {
    const s = makeSchedule();
    s.filesSay = (endpoints) =>
      endpoints[0]?.registry === "hub.io"
        ? [originEndpoint({ registry: "mirror.io", repository: "r" }), ...endpoints]
        : endpoints;
    s.answers.set("mirror.io", { status: 429, retryAfterMs: 10 * MINUTE });
    const own = makeTargets(50, "mirror.io", "own");
    const had = makeTargets(200, "hub.io", "had");
    const lacked = makeTargets(20, "hub.io", "lacked");
    for (const target of lacked) {
      s.answers.set(target.image.replace(/:.*/, ""), "absent");
    }
    for (const target of [...own, ...lacked, ...had]) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(20 * SECOND);
    expect(had.filter((target) => s.outcomes.get(target) === "available")).to.have.length(200);
    for (const target of [...own, ...lacked]) {
      expect(s.outcomes.get(target) ?? "rate_limited", "it may have them").to.equal("rate_limited");
    }
    await s.clock.advance(5 * MINUTE);
    const limited = s.requests.filter(({ registry }) => registry === "mirror.io").length;
    expect(limited, "of the mirror").to.be.at.most(16 + 5 * 3);
    expect(s.scheduler.registryOf(had[0]!)).to.equal("mirror.io");
    expect(s.scheduler.oldestCheckMs(), "of those that it limits").to.equal(undefined);
    // An account that it does not limit.
    const credentials = [makeCredential({ username: "team", password: "p" })];
    const team = makeTargets(5, "hub.io", "team/app").map((target) => ({
      ...target,
      request: { ...target.request, credentials },
    }));
    for (const target of team) {
      s.answers.set(`mirror.io/${target.request.reference.repository}`, "ok");
      s.scheduler.add(target);
    }
    s.answers.set("mirror.io", "ok");
    await s.clock.advance(30 * SECOND);
    expect(s.gate.budget("mirror.io").paused, "tried for newcomers").to.equal(false);
    await s.clock.advance(11 * MINUTE);
    expect(s.scheduler.lane("hub.io")).to.equal(undefined);
    expect(new Set([...own, ...lacked, ...had].map((target) => s.outcomes.get(target)))).to.deep.equal(
      new Set(["available"]),
    );
  });

  it("sees within a minute or so that nodes ask elsewhere for what waits for a registry that limits the rate", async () => {
    const s = makeSchedule();
    s.answers.set("hub.io", { status: 429, retryAfterMs: 15 * MINUTE });
    const others = makeTargets(50, "hub.io", "other");
    const mirrored = makeTargets(50, "hub.io", "mirrored");
    for (const target of [...others, ...mirrored]) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(10 * SECOND);
    expect(new Set(s.outcomes.values())).to.deep.equal(new Set(["rate_limited"]));
    s.filesSay = (endpoints) =>
      /mirrored/.test(endpoints[0]!.repository)
        ? [originEndpoint({ registry: "mirror.io", repository: "r" }), ...endpoints]
        : endpoints;
    await s.clock.advance(90 * SECOND);
    expect(mirrored.filter((target) => s.outcomes.get(target) === "available")).to.have.length(50);
    expect(s.requests.filter(({ registry }) => registry === "hub.io").length).to.be.at.most(16 + 5);
  });

  for (const [whose, registry] of [
    ["that the mirror lacks", "hub.io"],
    ["that nodes ask the origin for by another name", "hub.io:443"],
  ] as const) {
    it(`waits for no origin that limits images ${whose}, but for those at the mirror of nodes' files that has them`, async () => {
      const s = makeSchedule();
      s.filesSay = (endpoints) =>
        endpoints[0]?.registry === "hub.io"
          ? [originEndpoint({ registry: "mirror.io", repository: "r" }), ...endpoints]
          : endpoints;
      s.answers.set(registry, { status: 429, retryAfterMs: 15 * MINUTE });
      const had = makeTargets(200, "hub.io", "had");
      const limited = makeTargets(50, registry, "limited");
      for (const target of limited) {
        s.answers.set(`mirror.io/${target.request.reference.repository}`, "absent");
      }
      for (const target of [...limited, ...had]) {
        s.scheduler.add(target);
      }
      s.scheduler.start();
      await s.clock.advance(10 * SECOND);
      expect([...s.scheduler.registries()][0], "the origin").to.include({ registry, rateLimited: true });
      expect(had.filter((target) => s.outcomes.get(target) === "available")).to.have.length(200);
      const later = makeTargets(4, "hub.io", "later");
      for (const target of later) {
        s.scheduler.add(target);
      }
      await s.clock.advance(SECOND);
      expect(later.map((target) => s.outcomes.get(target))).to.deep.equal(Array(4).fill("available"));
      expect(
        s.requests.filter((request) => request.registry === registry).length,
        "of the origin",
      ).to.be.at.most(16);
    });
  }

  it("has no more checks under way than there may be, and others at once, however many silent registries a namespace names", async () => {
    const s = makeSchedule({ checksAtATime: 64 });
    const add = (targets: ReturnType<typeof makeTargets>) => {
      for (const target of targets) {
        s.scheduler.add(target);
      }
    };
    const known = makeTargets(20, "known.io", "known").map((target) => ({ ...target, uses: usedBy("evil") }));
    add(known);
    s.scheduler.start();
    await s.clock.advance(5 * SECOND);
    for (let index = 0; index < 2_000; index++) {
      s.answers.set(`mute${index}.io`, "hanging");
      add(makeTargets(1, `mute${index}.io`, "evil"));
    }
    for (let round = 0; round < 4; round++) {
      await s.clock.advance(20 * SECOND);
      const shop = makeTargets(4, `new${round}.io`, "shop");
      add(shop);
      await s.clock.advance(SECOND);
      expect(shop.map((target) => s.outcomes.get(target))).to.deep.equal(Array(4).fill("available"));
    }
    expect(s.mostInFlight).to.be.within(16, 16 + 4);
    for (const target of known) {
      s.answers.set(target.image.replace(/:.*/, ""), "absent");
      s.scheduler.hurry(target);
    }
    await s.clock.advance(2 * SECOND);
    expect(new Set(known.map((target) => s.outcomes.get(target)))).to.deep.equal(new Set(["absent"]));
  });

  it("honours Retry-After: silence until then, the last verdict stays, then all goes on", async () => {
    const s = makeSchedule({ requestsPerSecond: 1000 });
    s.answers.set("hub.io", { status: 429, retryAfterMs: 2 * MINUTE });
    for (const target of makeTargets(50, "hub.io")) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(MINUTE);
    expect(s.requests.length).to.be.at.most(16);
    expect([...s.scheduler.registries()][0]).to.deep.include({ rateLimited: true, up: true });
    s.answers.set("hub.io", "ok");
    await s.clock.advance(59 * SECOND);
    expect(s.requests.length).to.be.at.most(16);
    await s.clock.advance(2 * SECOND);
    expect([...s.outcomes.values()].filter((result) => result === "available")).to.have.length(50);
    expect([...s.scheduler.registries()][0]).to.deep.include({ rateLimited: false });
  });

  for (const [what, folders, retryAfterMs] of [
    ["one project", 1, 10 * SECOND],
    ["one project, for longer than is believed", 1, 60 * MINUTE],
    ["many projects", 40, 10 * SECOND],
  ] as const) {
    it(`has all others checked as ever where a registry limits ${what}`, async () => {
      const s = makeSchedule({ window: MINUTE });
      const kept = makeTargets(40, "hub.io", "kept/app");
      for (const target of kept) {
        s.scheduler.add(target);
      }
      s.scheduler.start();
      await s.clock.advance(MINUTE);
      for (let index = 0; index < 40; index++) {
        const [target] = makeTargets(1, "hub.io", `p${index % folders}/app${index}x`);
        s.answers.set(target!.image.replace(/:.*/, ""), { status: 429, retryAfterMs });
        s.scheduler.add(target!);
      }
      await s.clock.advance(5 * MINUTE);
      s.answers.set("hub.io", "absent");
      await s.clock.advance(65 * SECOND);
      expect(new Set(kept.map((target) => s.outcomes.get(target)))).to.deep.equal(new Set(["absent"]));
    });
  }

  for (const [what, answer] of [
    ["limits one namespace's", { status: 429, retryAfterMs: 15 * MINUTE }],
    ["hangs for one namespace's", "hanging"],
  ] as const) {
    it(`has images checked that never were, at a registry that ${what}, which come first`, async () => {
      const s = makeSchedule();
      for (const target of makeTargets(50, "hub.io", "spent")) {
        s.answers.set(target.image.replace(/:.*/, ""), answer);
        s.scheduler.add(target);
      }
      s.scheduler.start();
      // Before the first ones are answered.
      await s.clock.advance(5);
      const others = makeTargets(20, "hub.io", "team/app");
      for (const target of others) {
        s.scheduler.add(target);
      }
      await s.clock.advance(3 * MINUTE);
      expect(new Set(others.map((target) => s.outcomes.get(target)))).to.deep.equal(new Set(["available"]));
    });
  }

  it("has images checked from the start at a registry that hangs for one account, whoever uses that", async () => {
    const s = makeSchedule();
    const spent = makeCredential({ username: "spent", password: "p" });
    for (let n = 0; n < 200; n++) {
      const [target] = makeTargets(1, "hub.io", `n${n}/spent`);
      s.answers.set(target!.image.replace(/:.*/, ""), "hanging");
      s.scheduler.add({ ...target!, request: { ...target!.request, credentials: [spent] } });
    }
    const add = (name: string) => {
      const credentials = [makeCredential({ username: name, password: "p" })];
      const targets = makeTargets(30, "hub.io", `${name}/app`).map((target) => {
        return { ...target, request: { ...target.request, credentials } };
      });
      for (const target of targets) {
        s.scheduler.add(target);
      }
      return () => targets.filter((target) => s.outcomes.get(target) === "available").length;
    };
    const team = add("team");
    s.scheduler.start();
    await s.clock.advance(10 * SECOND);
    expect(team()).to.equal(30);
    const late = add("late");
    await s.clock.advance(5 * SECOND);
    expect(late()).to.equal(30);
  });

  for (const [whom, nameOf, most] of [
    ["one folder's", (n: number) => `spent/app${n}x`, 16],
    ["a thousand folders'", (n: number) => `p${n}/spent`, 16 + 5],
    ["a thousand accounts'", (n: number) => `p${n}/spent`, 16 + 5 + (15 * 60 * 5) / 10],
  ] as const) {
    it(`is limited to ${most} requests in a Retry-After by a registry that limits ${whom}, and has whoever comes checked all the same`, async () => {
      const s = makeSchedule();
      s.answers.set("hub.io", { status: 429, retryAfterMs: 15 * MINUTE });
      for (let n = 0; n < 1_000; n++) {
        const [target] = makeTargets(1, "hub.io", nameOf(n));
        const credentials = most < 100 ? [] : [makeCredential({ username: `u${n}`, password: "p" })];
        const request = { ...target!.request, credentials };
        s.scheduler.add({ ...target!, request, uses: usedBy("spent") });
      }
      s.scheduler.start();
      await s.clock.advance(14 * MINUTE);
      expect(s.requests.length).to.be.within(most / 2, most);
      expect([...s.scheduler.registries()][0]?.rateLimited).to.equal(true);
      // Of the same namespace, with an account of its own.
      const asked = makeCredential({ username: "team", password: "p" });
      const others = makeTargets(20, "hub.io", "team/app").map((target, index) => {
        const request = { ...target.request, credentials: index < 10 ? [asked] : [] };
        return { ...target, request, uses: usedBy(index < 10 ? "spent" : "team") };
      });
      for (const target of others) {
        s.answers.set(target.image.replace(/:.*/, ""), "ok");
        s.scheduler.add(target);
      }
      await s.clock.advance(30 * SECOND);
      expect(others.map((target) => s.outcomes.get(target))).to.deep.equal(Array(20).fill("available"));
      // Of those who are limited nobody is asked for twice.
      expect(s.requests.length).to.be.at.most(most + 1_000 + 2 * others.length);
    });
  }

  it("has one lane and one budget for a server, by whatever name images have it, and tells of each name", async () => {
    const s = makeSchedule({ requestsPerSecond: 10, concurrency: 2, latencyMs: 100 });
    const [own, other] = [makeTargets(200, "reg.io", "shop"), makeTargets(200, "reg.io:443", "evil")];
    for (const target of [...other, ...own]) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(10 * SECOND);
    expect(s.requests.length).to.be.within(95, 105);
    expect(s.mostInFlight).to.equal(2);
    const counts = ["reg.io", "reg.io:443"].map(
      (name) => s.finished.filter((found) => found === name).length,
    );
    expect(Math.abs(counts[0]! - counts[1]!), "in turn").to.be.at.most(10);
    expect([...s.scheduler.registries()].map(({ registry }) => registry)).to.deep.equal([
      "reg.io:443",
      "reg.io",
    ]);
    expect(s.scheduler.registryOf(other[0]!)).to.equal("reg.io:443");
    expect(s.scheduler.lane("reg.io:443")).to.equal(s.scheduler.lane("reg.io"));
    expect(s.scheduler.onceQuiet("reg.io:443")(() => {})).to.be.a("function");
    for (const target of other) {
      s.scheduler.remove(target);
    }
    expect([s.forgotten, s.scheduler.lane("reg.io")?.size]).to.deep.equal([["reg.io:443"], 200]);
  });

  it("judges and brings back the images of a server together that is down, by whatever name they have it", async () => {
    const s = makeSchedule();
    const targets = [...makeTargets(10, "reg.io", "shop"), ...makeTargets(10, "reg.io:443", "evil")];
    s.answers.set("reg.io", "unreachable").set("reg.io:443", "unreachable");
    for (const target of targets) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(5 * SECOND);
    expect([...s.scheduler.registries()].map(({ open }) => open)).to.deep.equal([true, true]);
    s.answers.clear();
    await s.clock.advance(5 * SECOND);
    expect(new Set(targets.map((target) => s.outcomes.get(target)))).to.deep.equal(new Set(["available"]));
  });

  it("caps Retry-After, and backs off by itself where there is none", async () => {
    const capped = makeSchedule();
    capped.answers.set("hub.io", { status: 429, retryAfterMs: 24 * 60 * MINUTE });
    for (const target of makeTargets(1, "hub.io")) {
      capped.scheduler.add(target);
    }
    capped.scheduler.start();
    await capped.clock.advance(14 * MINUTE);
    expect(capped.requests).to.have.length(1);
    await capped.clock.advance(2 * MINUTE);
    expect(capped.requests).to.have.length(2);

    const untold = makeSchedule();
    untold.answers.set("hub.io", { status: 429 });
    for (const target of makeTargets(1, "hub.io")) {
      untold.scheduler.add(target);
    }
    untold.scheduler.start();
    await untold.clock.advance(10 * MINUTE);
    const gaps = untold.requests
      .slice(1)
      .map(({ atMs }, index) => atMs - (untold.requests[index]?.atMs ?? 0));
    expect(gaps.length).to.be.within(3, 6);
    for (const [index, gap] of gaps.slice(1).entries()) {
      expect(gap).to.be.above((gaps[index] ?? 0) * 1.5);
    }
  });

  it("does not spin when only the registry behind a mirror is rate limited", async () => {
    const s = makeSchedule();
    s.answers.set("mirror.io", "absent");
    s.answers.set("origin.io", { status: 429, retryAfterMs: 10 * MINUTE });
    for (const target of makeTargets(1, "mirror.io", "app", "origin.io")) {
      s.scheduler.add(target);
    }
    s.scheduler.start();
    await s.clock.advance(5 * MINUTE);
    // One check a cycle: the mirror each time, the origin not again.
    expect(s.requests.length).to.be.within(5, 24);
    expect(s.requests.filter(({ registry }) => registry === "origin.io")).to.have.length(1);
  });

  it("does not let targets that wait for a rate limited origin take the turns of others", async () => {
    const s = makeSchedule({ requestsPerSecond: 1000 });
    const limited = makeTargets(200, "mirror.io", "limited", "origin.io");
    const fine = makeTargets(200, "mirror.io", "fine");
    s.answers.set("mirror.io", "absent");
    for (const target of [...limited, ...fine]) {
      s.scheduler.add(target);
    }
    s.answers.set("origin.io", { status: 429, retryAfterMs: 15 * MINUTE });
    s.scheduler.start();
    await s.clock.advance(11 * MINUTE);
    const counts = s.counts(MINUTE);
    for (let index = 0; index < 200; index++) {
      expect(counts.get(`fine${index}`) ?? 0).to.be.at.least(1);
    }
  });

  for (const [direction, backMs] of [
    ["back", 60 * MINUTE],
    ["forward", -60 * MINUTE],
  ] as const) {
    it(`asks again after a Retry-After, and keeps its pace, when the wall clock goes ${direction}`, async () => {
      const s = makeSchedule();
      const [limited, failing] = [
        ...makeTargets(1, "limited.io", "limited"),
        ...makeTargets(1, "bad.io", "bad"),
      ];
      if (limited === undefined || failing === undefined) {
        throw new Error("no targets");
      }
      s.answers.set("limited.io", { status: 429, retryAfterMs: 10 * SECOND });
      s.answers.set("bad.io", "absent");
      s.scheduler.add(limited);
      s.scheduler.add(failing);
      s.scheduler.start();
      await s.clock.advance(SECOND);
      s.wall.backMs = backMs;
      s.answers.set("limited.io", "ok");
      await s.clock.advance(80 * SECOND);
      expect(s.outcomes.get(limited)).to.equal("available");
      await s.clock.advance(MINUTE);
      expect(s.counts().get("bad0")).to.be.within(2, 12);
    });
  }

  for (const [what, end] of [
    ["hangs for", { kind: "unreachable", method: "GET", code: "ETIMEDOUT", message: "late" }],
    ["limits", { kind: "answered", method: "GET", status: 429, quota: { retryAfterMs: 30_000 } }],
  ] as const) {
    it(`lets others ask a token service that ${what} one account, and is there`, async () => {
      const s = makeSchedule();
      for (let n = 0; n < 20; n++) {
        s.gate.admit("realm.io", "one");
        s.gate.settle("realm.io", end, "one");
        await s.clock.advance(10);
      }
      expect(s.gate.admit("realm.io", "other")).to.equal(undefined);
      expect(s.gate.state("realm.io").open).to.equal(false);
      expect(s.gate.admit("realm.io", "one")?.kind).to.equal(
        end.kind === "answered" ? "rate_limited" : undefined,
      );
    });
  }

  it("lets go of hosts that no target names and nobody asks any more, probes included", async () => {
    const s = makeSchedule();
    const [kept] = makeTargets(1);
    if (kept === undefined) {
      throw new Error("no target");
    }
    s.scheduler.add(kept);
    s.scheduler.start();
    let probes = 0;
    s.answers.set("realm.io", "unreachable");
    s.onProbe = () => void probes++;
    for (let n = 0; n < 5; n++) {
      s.gate.admit("realm.io", "");
      s.gate.settle(
        "realm.io",
        {
          kind: "unreachable",
          method: "GET",
          code: "ECONNREFUSED",
          message: "refused",
        },
        "",
      );
    }
    expect(s.gate.state("realm.io").up).to.equal(false);
    await s.clock.advance(2 * MINUTE);
    expect(probes).to.be.at.least(3);
    await s.clock.advance(4 * MINUTE);
    expect(s.gate.state("realm.io").up, "as one that was never heard of").to.equal(true);
    const before = probes;
    await s.clock.advance(10 * MINUTE);
    expect(probes).to.equal(before);
    expect(s.outcomes.get(kept)).to.equal("available");
  });

  it("ends the probe of a host that nobody needs any more: it would be counted as the host's", async () => {
    const clock = fakeClock();
    const signals: AbortSignal[] = [];
    const gate = new RegistryGate({
      budgetOf: (host) => host,
      limitsOf: () => ({ concurrency: 1, requestsPerSecond: 50, maxRetryAfter: 900_000 }),
      probe(_host, { signal }) {
        signals.push(signal);
        return new Promise(() => {});
      },
      tryOthers: async () => [],
      onChange: () => {},
      clock,
      random: () => 0.5,
      log: recordingLogger(),
    });
    for (let n = 0; n < 5; n++) {
      gate.settle("dead.io", { kind: "unreachable", method: "GET", code: "ETIMEDOUT", message: "late" }, "");
    }
    await clock.advance(MINUTE);
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([false]);
    gate.forget("dead.io");
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([true]);
    gate.stop();
  });

  it("keeps the hundred hosts that were asked last, of those that no target names", async () => {
    const s = makeSchedule();
    const [kept] = makeTargets(1);
    if (kept === undefined) {
      throw new Error("no target");
    }
    s.scheduler.add(kept);
    s.scheduler.start();
    const isLimited = (host: string) => s.gate.state(host).remaining === 7;
    const ask = (host: string) => {
      s.gate.admit(host, "");
      s.gate.settle(host, { kind: "answered", method: "GET", status: 200, quota: { remaining: 7 } }, "");
    };
    for (let n = 0; n < 1_000; n++) {
      ask(`made-up-${n}.io`);
      await s.clock.advance(1);
    }
    ask("realm.io");
    await s.clock.advance(20_000);
    expect(isLimited("realm.io")).to.equal(true);
    const left = Array.from({ length: 1_000 }, (_, n) => n).filter((n) => isLimited(`made-up-${n}.io`));
    expect(left).to.have.length(99);
    expect(left[0]).to.equal(901);
  });

  it("keeps, before all others that no target names, a host that asked to be left alone, be it for one account", async () => {
    const s = makeSchedule();
    s.scheduler.add(makeTargets(1)[0]!);
    s.scheduler.start();
    s.gate.admit("realm.io", "bob");
    const quota = { retryAfterMs: 600_000 };
    s.gate.settle("realm.io", { kind: "answered", method: "GET", status: 429, quota }, "bob");
    for (let round = 0; round < 20; round++) {
      for (let n = 0; n < 100; n++) {
        s.gate.admit(`made-up-${round}-${n}.io`, "");
      }
      await s.clock.advance(15_000);
    }
    expect(s.gate.admit("realm.io", "bob")).to.have.property("kind", "rate_limited");
    expect(s.gate.admit("realm.io", "eve")).to.equal(undefined);
    await s.clock.advance(300_000);
    expect(s.gate.admit("realm.io", "bob")).to.equal(undefined);
  });
});
