import { expect } from "chai";
import { RunPlaces } from "../../../src/credentials/providers/runPlaces.ts";

describe("RunPlaces", () => {
  /** Runs that end when the test says so, and what began in which order. */
  function make() {
    const places = new RunPlaces(4);
    const begun: string[] = [];
    const endings = new Map<string, (isAnswer: boolean) => void>();
    const run = (registry: string, name = registry, client = registry) => {
      const made = places.run(
        registry,
        () => {
          begun.push(name);
          return new Promise<boolean>((resolve) => endings.set(name, resolve));
        },
        (isAnswer) => isAnswer,
      );
      made.waitFor(client);
      return made;
    };
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
      void run(`${index}.made-up.io`, `m${index}`, `evil-${index % 2}`);
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

  it("leaves a place for others, however many registries one makes up", async () => {
    const { begun, run, end } = make();
    for (let index = 0; index < 300; index++) {
      void run(`${index}.made-up.io`, `m${index}`, "evil");
    }
    void run("real.io", "g", "good");
    await settled();
    expect(begun).to.deep.equal(["m0", "m1", "g"]);
    await end("m0", false);
    expect(begun.at(-1)).to.equal("m2");
  });

  it("begins in the turn of whoever comes first, of several that wait for the same", async () => {
    const { begun, run, end } = make();
    const runs = Array.from({ length: 10 }, (_, index) => run(`${index}.io`, `r${index}`, "evil"));
    runs[9]?.waitFor("good");
    runs[9]?.waitFor("good");
    await settled();
    expect(begun).to.deep.equal(["r0", "r1", "r9"]);
    await end("r9", true);
    for (let index = 0; index < 9; index++) {
      await end(`r${index}`, true);
    }
    expect(begun.toSorted(), "each once").to.deep.equal(
      Array.from({ length: 10 }, (_, index) => `r${index}`),
    );
  });

  it("forgets that a registry had an answer after five runs in a row that gave none", async () => {
    const { begun, run, end } = make();
    for (let index = 0; index < 20; index++) {
      void run(`${index}.made-up.io`, `m${index}`, `evil-${index % 2}`);
    }
    await settled();
    await end("m0", false);
    void run("real.io");
    for (let index = 1; begun.at(-1) !== "real.io"; index++) {
      await end(`m${index}`, false);
    }
    await end("real.io", true);
    for (const name of ["1", "2", "3", "4", "5"]) {
      void run("real.io", name);
      await settled();
      expect(begun.at(-1), `${name} of five`).to.equal(name);
      await end(name, false);
    }
    void run("real.io", "6");
    await settled();
    expect(begun).to.not.include("6");
  });

  it("has clients take turns, and gives back the place of what throws", async () => {
    const { begun, run, end } = make();
    for (let index = 0; index < 10; index++) {
      void run("a.io", `a${index}`, `client ${index % 3}`);
    }
    void run("b.io");
    await settled();
    for (const name of ["a0", "a1", "a2", "a3"]) {
      await end(name, false);
    }
    expect(begun).to.include("b.io");
    const places = new RunPlaces(4);
    for (let count = 0; count < 5; count++) {
      const run = places.run(
        "a.io",
        () => Promise.reject(new Error("no")),
        () => true,
      );
      run.waitFor("a");
      const failure = await run.result.catch((error: unknown) => error);
      expect(String(failure)).to.equal("Error: no");
    }
  });
});
