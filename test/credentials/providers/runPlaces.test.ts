import { expect } from "chai";
import { RunPlaces } from "../../../src/credentials/providers/runPlaces.ts";

describe("RunPlaces", () => {
  /** Runs that end when the test says so, and what began in which order. */
  function make() {
    const places = new RunPlaces(4);
    const begun: string[] = [];
    const endings = new Map<string, (isAnswer: boolean) => void>();
    const run = (registry: string, name = registry) =>
      places.run(
        registry,
        () => {
          begun.push(name);
          return new Promise<boolean>((resolve) => endings.set(name, resolve));
        },
        (isAnswer) => isAnswer,
      );
    const end = async (name: string, isAnswer: boolean) => {
      endings.get(name)?.(isAnswer);
      await new Promise((resolve) => setImmediate(resolve));
    };
    return { begun, run, end };
  }
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it("has registries whose last run gave an answer go first, in a place of their own", async () => {
    const { begun, run, end } = make();
    void run("real.io", "first");
    await settled();
    await end("first", true);
    for (let index = 0; index < 20; index++) {
      void run("made-up.io", `m${index}`);
    }
    await settled();
    expect(begun).to.deep.equal(["first", "m0", "m1", "m2"]);
    void run("real.io", "second");
    void run("real.io", "third");
    await settled();
    expect(begun.at(-1)).to.equal("second");
    await end("m0", false);
    expect(begun.at(-1)).to.equal("third");
    await end("third", false);
    await end("second", false);
    expect(begun.slice(-1)).to.deep.equal(["m3"]);
  });

  it("has registries take turns, and gives back the place of what throws", async () => {
    const { begun, run, end } = make();
    for (let index = 0; index < 10; index++) {
      void run("a.io", `a${index}`);
    }
    void run("b.io");
    await settled();
    await end("a0", false);
    await end("a1", false);
    expect(begun).to.include("b.io");
    const places = new RunPlaces(2);
    for (let count = 0; count < 5; count++) {
      const failure = await places
        .run(
          "a.io",
          () => Promise.reject(new Error("no")),
          () => true,
        )
        .catch((error: unknown) => error);
      expect(String(failure)).to.equal("Error: no");
    }
  });
});
