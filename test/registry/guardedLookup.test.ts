import type { LookupAddress, LookupOptions } from "node:dns";
import { expect } from "chai";
import { createAddressGuard } from "../../src/registry/addressGuard.ts";
import { guardedLookup, type ResolveAll } from "../../src/registry/guardedLookup.ts";
import { fakeClock } from "../support/fakeClock.ts";

describe("guardedLookup()", () => {
  const setUp = (addresses: string[], allowLoopback = true) => {
    const asked: string[] = [];
    const answers: (() => void)[] = [];
    const resolve: ResolveAll = (hostname, _, callback) => {
      asked.push(hostname);
      answers.push(() =>
        callback(
          null,
          addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
        ),
      );
    };
    const clock = fakeClock();
    const lookup = guardedLookup({ resolve, guard: createAddressGuard([]), allowLoopback, clock });
    const ask = (options: LookupOptions = { all: true }) =>
      new Promise<string | LookupAddress[]>((fulfil, reject) => {
        lookup("registry.test", options, (error, result) =>
          error === null ? fulfil(result) : reject(error),
        );
      });
    return { asked, ask, clock, answer: () => answers.splice(0).forEach((each) => void each()) };
  };

  it("passes addresses on, all or the first as asked", async () => {
    const { ask, answer } = setUp(["10.0.0.1", "fd00::1"]);
    const results = [ask(), ask({}), ask({ all: false, family: 4 })];
    answer();
    expect(await Promise.all(results)).to.deep.equal([
      [
        { address: "10.0.0.1", family: 4 },
        { address: "fd00::1", family: 6 },
      ],
      "10.0.0.1",
      "10.0.0.1",
    ]);
  });

  it("leaves out refused addresses", async () => {
    const { ask, answer } = setUp(["169.254.169.254", "10.0.0.1"]);
    const result = ask();
    answer();
    expect(await result).to.deep.equal([{ address: "10.0.0.1", family: 4 }]);
  });

  for (const [has, fours, sixes, passedFours, passedSixes] of [
    ["few of both families", 16, 16, 16, 16],
    ["many of both", 3_900, 3_900, 16, 16],
    ["many of one", 3_900, 0, 32, 0],
    ["many of one and few of the other", 5, 3_900, 5, 27],
    ["few of one and many of the other", 3_900, 5, 27, 5],
  ] as const) {
    it(`passes on 32 addresses of a name that has ${has}`, async () => {
      const { ask, answer } = setUp([...addresses(fours, "10.1"), ...addresses(sixes, "fd00:")]);
      const result = ask();
      answer();
      const families = ((await result) as LookupAddress[]).map(({ family }) => family);
      expect(families).to.deep.equal([
        ...Array.from({ length: passedFours }, () => 4),
        ...Array.from({ length: passedSixes }, () => 6),
      ]);
    });
  }

  it("draws them anew each time, in the order of the answer", async () => {
    const all = addresses(3_900, "10.1");
    const { ask, answer, asked, clock } = setUp(all);
    const drawn: string[][] = [];
    for (let round = 0; round < 8; round++) {
      const result = ask();
      answer();
      await result;
      await clock.advance(599_000);
      expect(await ask()).to.deep.equal(
        await result,
        "for ten minutes, as such an answer takes long to read",
      );
      expect(asked).to.have.length(round + 1);
      await clock.advance(1_000);
      drawn.push(((await result) as LookupAddress[]).map(({ address }) => address));
    }
    for (const each of drawn) {
      const places = each.map((address) => all.indexOf(address));
      expect(places).to.deep.equal([...new Set(places)].sort((one, other) => one - other));
    }
    expect(new Set(drawn.flat())).to.have.property("size").above(200);
  });

  it("looks at all that it passes on", async () => {
    const both = addresses(1_950, "10.1").flatMap((address, index) => [address, `169.254.${index >> 8}.1`]);
    const { ask, answer } = setUp(both);
    const result = ask();
    answer();
    expect(((await result) as LookupAddress[]).filter(({ address }) => !address.startsWith("10."))).to.be
      .empty;
  });

  it("fails with the guard's error where none is left", async () => {
    const { ask, answer } = setUp(["169.254.169.254", "fe80::1"]);
    const result = ask().catch((error: unknown) => error);
    answer();
    expect(await result).to.include({ code: "ERR_ADDRESS_REFUSED", address: "169.254.169.254" });
  });

  it("fails where the machine itself is out of bounds", async () => {
    const { ask, answer } = setUp(["127.0.0.1"], false);
    const result = ask().catch((error: unknown) => error);
    answer();
    expect(await result).to.include({ code: "ERR_ADDRESS_REFUSED" });
  });

  it("fails where a name has no address", async () => {
    const { ask, answer } = setUp([]);
    const result = ask().catch((error: unknown) => error);
    answer();
    expect(await result).to.include({ code: "ENOTFOUND" });
  });

  it("asks once for many at a time, and anew afterwards", async () => {
    const { ask, answer, asked } = setUp(["10.0.0.1"]);
    const results = Array.from({ length: 16 }, () => ask());
    expect(asked).to.have.length(1);
    answer();
    await Promise.all(results);
    const again = ask();
    answer();
    await again;
    expect(asked).to.have.length(2);
  });
});

/** So many addresses below two octets or a group. */
function addresses(count: number, below: string): string[] {
  return Array.from({ length: count }, (_, index) =>
    below.includes(":") ? `${below}:${index + 1}` : `${below}.${index >> 8}.${index & 255}`,
  );
}
