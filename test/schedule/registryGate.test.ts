import { expect } from "chai";
import { type GateOptions, RegistryGate } from "../../src/schedule/registryGate.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { recordingLogger } from "../support/recordingLogger.ts";

describe("RegistryGate", () => {
  const { signal } = new AbortController();
  const make = ({ tryOthers }: Partial<Pick<GateOptions, "tryOthers">> = {}) => {
    const clock = fakeClock();
    const gate = new RegistryGate({
      budgetOf: (host) => host.replace(/:443$/, ""),
      limitsOf: (host) => ({
        requestsPerSecond: host === "slow.io:5000" ? 20 : 10,
        concurrency: 16,
        maxRetryAfter: 900_000,
      }),
      probe: async () => true,
      tryOthers: tryOthers ?? (async () => undefined),
      onChange() {},
      clock,
      random: () => 0.5,
      log: recordingLogger(),
    });
    return { clock, gate };
  };
  /** Whether those who come last get their turns, when as many others as there are names of wait before them. */
  const served = async (
    others: readonly (readonly [budget: string, by?: string])[],
    budget: string,
    by?: string,
  ) => {
    const { clock, gate } = make();
    for (const [other, whose] of others) {
      void gate.turn("storage.io", other, { signal, by: whose });
    }
    const passed: boolean[] = [];
    for (let n = 0; n < 16; n++) {
      void gate.turn("storage.io", budget, { signal, by }).then((mayGo) => passed.push(mayGo));
    }
    await clock.advance(16 * 2 * 100 + 200);
    return passed;
  };

  for (const [what, name] of [
    ["names below one", (n: number) => `r${n}.evil.io`],
    ["ports of a host", (n: number) => `evil.io:${n}`],
    ["addresses", (n: number) => `10.0.${n >> 8}.${n & 255}`],
    ["addresses of IPv6", (n: number) => `[fd00::${n.toString(16)}]:5000`],
  ] as const) {
    it(`turn() serves who redirects, and refuses it nothing, however many ${what} wait`, async () => {
      const names = Array.from({ length: 1_200 }, (_, n) => name(n));
      const all = Array(16).fill(true);
      expect(
        await served(
          names.map((each) => [each] as const),
          "well.io",
        ),
      ).to.deep.equal(all);
    });

    it(`turn() serves one namespace as ever, however many ${what} another one names, and be they of one site`, async () => {
      const names = Array.from({ length: 1_200 }, (_, n) => name(n));
      const all = Array(16).fill(true);
      expect(
        await served(
          names.map((each) => [each, "evil"] as const),
          name(2_000),
          "shop",
        ),
      ).to.deep.equal(all);
    });
  }

  it("settle() has a host that limits looked at once at a time, and never taken for down, however slow it is for some", async () => {
    const looks = { all: 0, underWay: 0, most: 0 };
    const { clock, gate } = make({
      async tryOthers(_, { besides }) {
        looks.all++;
        looks.most = Math.max(looks.most, ++looks.underWay);
        if (besides.size > 0) {
          await new Promise<void>((resolve) => clock.schedule(15_000, resolve));
        }
        looks.underWay--;
        return [`account ${looks.all}`];
      },
    });
    let down = 0;
    for (let second = 0; second < 1_200; second++) {
      const quota = { retryAfterMs: second % 60 < 2 ? 2_000 : 30_000 };
      for (let n = 0; n < 5; n++) {
        if (gate.admit("half.io", `folder ${n}`) === undefined) {
          gate.settle("half.io", { kind: "answered", method: "HEAD", status: 429, quota }, `folder ${n}`);
        }
      }
      await clock.advance(1_000);
      down += Number(gate.state("half.io").open);
    }
    expect({ down, most: looks.most }).to.deep.equal({ down: 0, most: 1 });
    expect(looks.all).to.be.within(20, 1_200 / 10);
    gate.stop();
  });

  describe("tokenTurn()", () => {
    const ask = (
      { gate }: ReturnType<typeof make>,
      registries: readonly string[],
      { by, service = "auth.hub.io" }: { readonly by?: string; readonly service?: string },
    ) => {
      const asked = { passed: 0, refused: 0 };
      for (const registry of registries) {
        void gate
          .tokenTurn(`${service} named by ${registry}`, { signal, by })
          .then((mayGo) => asked[mayGo ? "passed" : "refused"]++);
      }
      return asked;
    };
    const evil = Array.from({ length: 960 }, (_, n) => `r${n % 60}.evil.io`);

    it("has the registries that one namespace names ask a token service no more than twice what one may be, in turn", async () => {
      const made = make();
      const asked = ask(made, evil, { by: "evil" });
      const well = ask(made, Array(5).fill("mirror.io"), { by: "evil" });
      await made.clock.advance(0);
      expect(asked.passed, "a burst").to.equal(20);
      await made.clock.advance(61 * 5 * 50);
      expect(asked.passed + well.passed).to.equal(20 + 61 * 5);
      expect(well.passed).to.equal(5);
    });

    it("has nobody else wait", async () => {
      const made = make();
      ask(made, evil, { by: "evil" });
      const others = [
        ask(made, Array(20).fill("mirror.io"), { by: "shop" }),
        ask(made, Array(99).fill("hub.io"), { by: "evil" }),
        ask(made, Array(99).fill("slow.io:5000"), { by: "evil" }),
        ask(made, Array(99).fill("auth.hub.io:8443"), { by: "evil" }),
        ask(made, Array(99).fill("mirror.io"), {}),
      ];
      await made.clock.advance(0);
      expect(others.map(({ passed }) => passed)).to.deep.equal([20, 99, 32, 99, 99]);
    });

    it("takes no two addresses for one site", async () => {
      const made = make();
      const asked = ask(
        made,
        evil.map((_, n) => `10.0.0.${n % 60}:5000`),
        { by: "evil", service: "10.1.0.1" },
      );
      await made.clock.advance(0);
      expect(asked.passed).to.equal(20);
    });

    it("never has a registry wait that alone names it, though each of its checks takes two", async () => {
      const made = make();
      for (let check = 0; check < 200; check++) {
        const asked = ask(made, ["mirror.io", "mirror.io"], { by: "shop" });
        await made.clock.advance(100);
        expect(asked.passed).to.equal(2);
      }
    });

    it("refuses what nobody remembers any more", async () => {
      const made = make();
      const asked = ask(made, [...evil, ...evil], { by: "evil" });
      await made.clock.advance(0);
      expect(asked).to.deep.equal({ passed: 20, refused: 900 });
    });
  });

  it("has one budget, pause and circuit breaker for all names of a server", () => {
    const { gate } = make();
    const names = ["reg.io", "reg.io:443"];
    let reserved = 0;
    for (let n = 0; n < 20; n++) {
      reserved += Number(gate.reserve(names[n % 2]!) === 0);
    }
    expect(reserved).to.equal(10);
    gate.settle("reg.io:443", { kind: "answered", method: "HEAD", status: 429, quota: {} }, "party");
    expect(gate.admit("reg.io", "party")?.kind).to.equal("rate_limited");
    expect(names.map((name) => gate.state(name))).to.deep.equal(
      names.map((registry) => ({ ...gate.state("reg.io"), registry, rateLimited: true })),
    );
    expect(gate.forgettable(() => false)).to.deep.equal([]);
    gate.forget("reg.io");
    expect(gate.admit("reg.io", "party")).to.equal(undefined);
  });
});
