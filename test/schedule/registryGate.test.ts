import { expect } from "chai";
import { RegistryGate } from "../../src/schedule/registryGate.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { recordingLogger } from "../support/recordingLogger.ts";

describe("RegistryGate", () => {
  const { signal } = new AbortController();
  const make = () => {
    const clock = fakeClock();
    const gate = new RegistryGate({
      limitsOf: () => ({ requestsPerSecond: 10, concurrency: 16, maxRetryAfter: 900_000 }),
      probe: async () => true,
      tryOthers: async () => false,
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
});
