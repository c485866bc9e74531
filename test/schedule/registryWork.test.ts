import { expect } from "chai";
import { RegistryWork } from "../../src/schedule/registryWork.ts";
import { fakeClock } from "../support/fakeClock.ts";

describe("RegistryWork", () => {
  function make() {
    const clock = fakeClock();
    const failed: unknown[] = [];
    const begun: string[] = [];
    const ended: string[] = [];
    const work = new RegistryWork<string>({
      async run(registry, item, { signal }) {
        begun.push(`${registry} ${item}`);
        await new Promise<void>((resolve, reject) => {
          clock.schedule(100, resolve);
          signal.addEventListener("abort", () => reject(signal.reason));
        });
        if (item.startsWith("bad")) {
          throw new Error("no luck");
        }
        ended.push(item);
      },
      sayFailed: (fields) => failed.push(fields),
    });
    const add = (namespace: string, item: string, slow = false) =>
      work.add(
        "reg.io",
        { namespaces: () => [namespace], image: `reg.io/${item}` },
        item,
        slow ? "slow" : "quick",
      );
    return { clock, failed, work, add, begun, ended };
  }

  it("deals with one of each registry at a time, namespaces in turn, and with what comes later", async () => {
    const { clock, work, add, begun } = make();
    for (const item of ["a1", "a2", "a3", "b1"]) {
      add(item.charAt(0), item);
    }
    work.add("other.io", { namespaces: () => ["a"], image: "other.io/x" }, "x");
    expect(begun).to.deep.equal(["reg.io a1", "other.io x"]);
    await clock.advance(1_000);
    expect(begun.slice(2)).to.deep.equal(["reg.io a2", "reg.io b1", "reg.io a3"]);
    add("c", "c1");
    expect(begun.at(-1)).to.equal("reg.io c1");
  });

  it("deals once with what several namespaces name, in the turn that comes first, also of one that names it while it waits", async () => {
    const { clock, work, add, begun } = make();
    for (const item of ["a1", "a2", "a3", "a4"]) {
      add("a", item);
    }
    let namespaces = ["a"];
    const join = work.add("reg.io", { image: "reg.io/x", namespaces: () => namespaces }, "x");
    namespaces = ["a", "b"];
    join("b");
    await clock.advance(150);
    expect(begun.slice(1)).to.deep.equal(["reg.io a2"]);
    await clock.advance(100);
    join("c");
    await clock.advance(1_000);
    expect(begun.slice(2)).to.deep.equal(["reg.io x", "reg.io a3", "reg.io a4"]);
  });

  it("has what takes long wait for three others, and go on where nothing else waits", async () => {
    const { clock, add, ended } = make();
    for (const item of ["s1", "s2", "s3"]) {
      add("slow", item, true);
    }
    for (const item of ["q1", "q2", "q3", "q4", "q5"]) {
      add("quick", item);
    }
    await clock.advance(1_000);
    expect(ended).to.deep.equal(["s1", "q1", "q2", "q3", "s2", "q4", "q5", "s3"]);
  });

  it("goes on after what failed, and says so", async () => {
    const { clock, failed, add, ended } = make();
    add("a", "bad");
    add("a", "good");
    await clock.advance(1_000);
    expect(ended).to.deep.equal(["good"]);
    expect(failed).to.deep.equal([{ image: "reg.io/bad", registry: "reg.io", error: "Error: no luck" }]);
  });

  it("stop() begins nothing more, and abort() ends what is under way, without a word", async () => {
    for (const how of ["stop", "abort"] as const) {
      const { clock, failed, work, add, begun, ended } = make();
      add("a", "1");
      add("a", "2");
      if (how === "stop") {
        work.stop();
      } else {
        work.abort(new Error("over"));
      }
      await clock.advance(1_000);
      expect([begun, ended]).to.deep.equal([["reg.io 1"], how === "stop" ? ["1"] : []]);
      expect(failed).to.deep.equal([]);
    }
  });
});
