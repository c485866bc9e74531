import { expect } from "chai";
import type { CheckResult } from "../../src/image/outcome.ts";
import { namespacesOf } from "../../src/inventory/namespacesOf.ts";
import type { Target } from "../../src/inventory/targets.ts";
import { Confirmations } from "../../src/schedule/confirmations.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { usedBy } from "../support/usedBy.ts";

interface Item {
  target: Pick<Target, "uses">;
  found: CheckResult | undefined;
}

/** How long a confirmation takes, in milliseconds. */
const TAKES_MS = 5_000;

describe("Confirmations", () => {
  /** At 40 requests a second one of 24 requests may begin every 2.4 s. */
  function make({ takesMs = TAKES_MS } = {}) {
    const clock = fakeClock();
    const limitsOf = () => ({ requestsPerSecond: 40, concurrency: 16 });
    const state = { underWay: 0, most: 0, confirmed: [] as string[] };
    const confirmations = new Confirmations<Item>({ limitsOf, clock, hurry: (item) => void check(item) });
    async function check(item: Item): Promise<void> {
      const { confirming, ended } = confirmations.begin(item);
      if (confirming("half.io") === "later") {
        ended("rate_limited");
        return;
      }
      state.underWay++;
      state.most = Math.max(state.most, state.underWay);
      await new Promise<void>((resolve) => clock.schedule(takesMs, resolve));
      state.underWay--;
      item.found = "absent";
      state.confirmed.push(...namespacesOf(item.target));
      ended("absent");
    }
    const add = async (count: number, namespace: string, found?: CheckResult) => {
      const items = Array.from(
        { length: count },
        (): Item => ({ target: { uses: usedBy(namespace) }, found }),
      );
      await Promise.all(items.map(check));
      return items;
    };
    return { clock, confirmations, check, add, state };
  }

  it("has them confirmed at a quarter of the host's pace", async () => {
    const { clock, add, state } = make();
    await add(100, "shop");
    await clock.advance(24_000 + TAKES_MS);
    expect(state.confirmed).to.have.length(11);
  });

  it("has half of the host's checks confirm, however long that takes", async () => {
    const { clock, add, state } = make({ takesMs: 60_000 });
    await add(100, "shop");
    await clock.advance(10 * 60_000);
    expect(state.most).to.equal(8);
    expect(state.confirmed).to.have.length.within(70, 80);
  });

  it("has namespaces take turns, and what has gone before all that was never seen", async () => {
    const { clock, add, state } = make();
    for (let n = 0; n < 200; n++) {
      await add(5, `evil${n}`);
    }
    await add(3, "shop", "available");
    await add(3, "other", "available");
    await clock.advance(8 * 2_400 + TAKES_MS);
    const own = state.confirmed.filter((namespace) => !namespace.startsWith("evil"));
    expect(own).to.deep.equal(["shop", "other", "shop", "other", "shop", "other"]);
  });

  for (const when of ["first", "while it waits"]) {
    it(`has what another namespace names, too, ${when}, confirmed in the turn of either, and no longer of one that does not`, async () => {
      const { clock, confirmations, add, check, state } = make();
      await add(100, "evil");
      const shared: Item[] = Array.from({ length: 3 }, () => ({
        target: { uses: usedBy("evil", "good") },
        found: undefined,
      }));
      const left: Item = { target: { uses: usedBy("gone", "evil") }, found: undefined };
      for (const item of [...shared, left]) {
        const { target } = item;
        const isLate = when !== "first" && item !== left;
        item.target = isLate ? { uses: usedBy("evil") } : target;
        await check(item);
        item.target = item === left ? { uses: usedBy("evil") } : target;
        if (isLate) {
          confirmations.join(item, "good");
        }
      }
      await clock.advance(7 * 2_400 + TAKES_MS);
      expect(shared.map(({ found }) => found)).to.deep.equal(["absent", "absent", "absent"]);
      expect([left.found, state.confirmed.length]).to.deep.equal([undefined, 8 + 3]);
    });
  }

  it("tells what is known to be absent to be confirmed once more, at once, and what was found meanwhile anew", async () => {
    const { clock, confirmations, add } = make();
    const [item, other] = await add(2, "shop");
    await clock.advance(2_400 + TAKES_MS);
    expect(confirmations.begin(item!).confirming("half.io")).to.equal("once more");
    item!.found = "available";
    expect(confirmations.begin(item!).confirming("half.io")).to.equal("later");
    expect(confirmations.begin(other!).confirming("half.io")).to.equal("once more");
  });

  it("has nobody wait for what was found otherwise, or is gone", async () => {
    const { clock, confirmations, add, check, state } = make();
    const [under, ...waiting] = await add(10, "shop");
    for (const item of waiting) {
      confirmations.begin(item).ended("available");
    }
    confirmations.forget(under!);
    await clock.advance(2_400);
    await check({ target: { uses: usedBy("late") }, found: undefined });
    await clock.advance(TAKES_MS);
    expect(state.confirmed).to.deep.equal(["shop", "late"]);
  });

  it("remembers a host for no longer than it matters", async () => {
    const { clock, confirmations, add } = make();
    await add(2, "shop");
    await clock.advance(2_300);
    expect(confirmations.size).to.equal(1);
    await clock.advance(2_400 + TAKES_MS);
    expect(confirmations.size).to.equal(0);
  });

  it("sends a host no more because it was forgotten", async () => {
    const { clock, add, state } = make({ takesMs: 1 });
    for (let n = 0; n < 240; n++) {
      await add(1, "shop");
      await clock.advance(100);
    }
    expect(state.confirmed).to.have.length.within(9, 11);
  });
});
