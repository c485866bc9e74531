import { expect } from "chai";
import { Places } from "../../src/collections/places.ts";
import { CheckPool } from "../../src/schedule/checkPool.ts";
import type { LaneName, Scheduled } from "../../src/schedule/scheduled.ts";
import { usedBy } from "../support/usedBy.ts";
import { makeTargets } from "./scheduleFixture.ts";

describe("CheckPool", () => {
  function make({
    concurrency = 4,
    places = Number.POSITIVE_INFINITY,
    hanging = new Places(places),
    quick = new Places(places),
  } = {}) {
    const checked: string[] = [];
    const ends: (() => void)[] = [];
    const shared = { hanging, quick };
    const state = { isAllHere: false };
    const pool = new CheckPool({
      concurrency,
      places: shared,
      isAllHere: () => state.isAllHere,
      async check({ target }) {
        checked.push(target.image.replace(/^reg.io\/|:1$/g, ""));
        await new Promise<void>((resolve) => ends.push(resolve));
      },
    });
    const add = (
      count: number,
      name: string,
      { slow = false, failed = undefined as boolean | undefined, lane = "new" as LaneName } = {},
    ) => {
      for (const target of makeTargets(count, "reg.io", name)) {
        pool.add({ target, slow, failed } as Scheduled, lane);
      }
    };
    const end = async () => {
      ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    };
    return { pool, checked, state, shared, add, end };
  }

  it("lets what may hang have three quarters of its checks, and all where nothing else could become due", async () => {
    const { pool, checked, add, end } = make();
    add(5, "new");
    expect(checked, "of an account that was not answered yet, as many as it leaves free").to.have.length(2);
    await end();
    expect(checked).to.deep.equal(["new0", "new1", "new2", "new3"]);
    add(1, "known", { failed: true });
    expect(checked.slice(4)).to.deep.equal(["known0"]);
    add(3, "late", { slow: true, lane: "regular" });
    expect([pool.queued.new, pool.queued.regular, pool.waiting]).to.deep.equal([1, 3, 4]);
    const alone = make();
    alone.state.isAllHere = true;
    alone.add(5, "new");
    await alone.end();
    expect(alone.checked, "four under way").to.have.length(5);
  });

  it("gives who comes the place that nobody who waits may take", async () => {
    const hanging = new Places(4);
    const started: string[] = [];
    const ends = new Map<string, () => void>();
    const pool = new CheckPool({
      concurrency: 16,
      places: { hanging, quick: new Places(4) },
      isAllHere: () => true,
      check: (_, namespace) =>
        new Promise((resolve) => {
          started.push(namespace);
          ends.set(namespace, resolve);
        }),
    });
    let count = 0;
    const add = (namespace: string) => {
      const [target] = makeTargets(1, "reg.io", `${namespace}${count++}-`);
      pool.add({ target: { ...target, uses: usedBy(namespace) }, slow: false } as Scheduled, "new");
    };
    for (const namespace of ["a", "a", "a", "b", "b", "c"]) {
      add(namespace);
    }
    expect([started.join(""), hanging.isFull]).to.deep.equal(["aabc", true]);
    ends.get("c")?.();
    await new Promise((resolve) => setImmediate(resolve));
    add("d");
    expect(started.at(-1)).to.equal("d");
  });

  it("goes on with what its account alone kept waiting, though somebody else is refused a place", async () => {
    const hanging = new Places(4);
    const started: string[] = [];
    const ends: (readonly [string, () => void])[] = [];
    const open = (registry: string, concurrency: number) => {
      const pool = new CheckPool({
        concurrency,
        places: { hanging, quick: new Places(4) },
        isAllHere: () => true,
        check: (_, namespace) =>
          new Promise((resolve) => {
            started.push(`${registry} ${namespace}`);
            ends.push([`${registry} ${namespace}`, resolve]);
          }),
      });
      return (namespace: string) => {
        const [target] = makeTargets(1, registry, `${namespace}${count++}-`);
        // Each with an account of its own.
        const request = { ...target?.request, credentials: [{ id: namespace }] };
        pool.add(
          { target: { ...target, request, uses: usedBy(namespace) }, slow: false } as unknown as Scheduled,
          "new",
        );
      };
    };
    let count = 0;
    const shared = open("shared.io", 2);
    for (const registry of ["dead1.io", "dead2.io"]) {
      open(registry, 16)("evil");
    }
    shared("c");
    shared("c");
    open("other.io", 16)("b");
    shared("evil");
    expect(started).to.have.lengthOf(4);
    for (const ended of ["shared.io c", "other.io b"]) {
      ends.find(([name]) => name === ended)?.[1]();
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect(started.slice(4)).to.deep.equal(["shared.io c"]);
  });

  it("goes on as soon as another registry gives back a place that it waits for", () => {
    const { checked, shared, add } = make({ places: 2 });
    shared.hanging.take("other");
    shared.hanging.take("another");
    add(2, "new");
    expect(checked).to.deep.equal([]);
    add(1, "known", { failed: false });
    expect(checked).to.deep.equal(["known0"]);
    shared.hanging.release("other");
    expect(checked).to.deep.equal(["known0", "new0"]);
  });

  it("asks for no namespace's place again while nobody may have one, and serves all in turn afterwards", async () => {
    let asked = 0;
    class CountedPlaces extends Places {
      override mayTake(client: string): boolean {
        asked++;
        return super.mayTake(client);
      }
    }
    const deferred: (() => void)[] = [];
    const hanging = new CountedPlaces(1_000, (task) => deferred.push(task));
    const { pool, checked, add, end } = make({ concurrency: 1_000, hanging });
    for (let n = 0; n < 600; n++) {
      add(1, `team${n % 300}-`);
    }
    const before = asked;
    expect([checked.length, before < 2 * checked.length + 2]).to.deep.equal([16, true]);
    for (let n = 0; n < 10; n++) {
      await end();
    }
    const [target] = makeTargets(1, "reg.io", "shared");
    const item = { target: { ...target!, uses: usedBy("team0-") }, slow: false } as Scheduled;
    pool.add(item, "new");
    Object.assign(item.target, { uses: usedBy("team0-", "late") });
    pool.join(item, "late");
    expect(asked).to.equal(before);
    while (deferred.length > 0) {
      deferred.shift()?.();
    }
    const teams = checked.map((name) => name.replace(/-.*/, ""));
    expect([teams.length, new Set(teams.slice(0, 300)).size]).to.deep.equal([601, 300]);
    expect(teams.indexOf("shared0"), "in the turn of who came last").to.equal(300 + 16);
  });

  it("passes over a namespace that has all its places", () => {
    const { checked, shared, add } = make({ places: 3 });
    shared.hanging.take("new");
    shared.hanging.take("new");
    add(2, "new");
    add(1, "late");
    expect(checked).to.deep.equal(["late0"]);
  });

  it("takes a place of the namespace in whose turn a target came, and lets go of it in the turns of others", async () => {
    const { pool, checked, shared, add, end } = make({ concurrency: 1, places: 3 });
    shared.hanging.take("evil");
    shared.hanging.take("evil");
    const [target] = makeTargets(1, "reg.io", "shared");
    const item = { target: { ...target!, uses: usedBy("evil", "good") }, slow: false } as Scheduled;
    pool.add(item, "new");
    add(1, "evil");
    expect(checked).to.deep.equal(["shared0"]);
    expect(shared.hanging.mayTake("late")).to.equal(false);
    await end();
    expect([checked.length, pool.queued.new]).to.deep.equal([1, 1]);
    shared.hanging.release("evil");
    shared.hanging.release("evil");
    expect(checked).to.deep.equal(["shared0", "evil0"]);
    let told = 0;
    add(1, "good");
    pool.onceQuiet(() => told++);
    pool.add(item, "new");
    pool.remove(item);
    await end();
    expect([checked.slice(2), pool.queued.new, told]).to.deep.equal([["good0"], 0, 1]);
  });

  it("onceQuiet() tells when nothing waits for its turn or the budget any more", async () => {
    const { pool, add, end } = make({ concurrency: 1 });
    let told = 0;
    expect(pool.onceQuiet(() => told++)).to.equal(undefined);
    add(2, "app", { failed: false });
    pool.onceQuiet(() => told++);
    pool.onceQuiet(() => told++)?.();
    let budget = () => {};
    const turn = pool.inTurn(
      () =>
        new Promise((resolve) => {
          budget = resolve;
        }),
    );
    await end();
    expect(told).to.equal(0);
    budget();
    await turn;
    expect(told).to.equal(1);
  });
});
