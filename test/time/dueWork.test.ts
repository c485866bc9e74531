import { expect } from "chai";
import { DueWork } from "../../src/time/dueWork.ts";
import { SlicedWork } from "../../src/time/slicedWork.ts";
import { fakeClock } from "../support/fakeClock.ts";

describe("DueWork", () => {
  /** Each look at the clock ends a slice: every fourth step is a slice's last. */
  function make(stepsOf: (item: string) => number = () => 4) {
    let nowMs = 0;
    const read = () => (nowMs += 5);
    const deferred: (() => void)[] = [];
    const begun: string[] = [];
    const work = new SlicedWork({ ...fakeClock(), now: read, monotonic: read }, (task) =>
      deferred.push(task),
    );
    const due = new DueWork<string>(work, function* (item) {
      begun.push(item);
      for (let step = 0; step < stepsOf(item); step++) {
        yield;
      }
    });
    const finish = () => {
      for (let task = deferred.shift(); task !== undefined; task = deferred.shift()) {
        task();
      }
      return begun;
    };
    return { due, work, begun, finish };
  }

  it("deals with each once, however often it is asked for while it waits", () => {
    const { due, work, finish } = make();
    for (const item of ["a", "b", "b", "c", "b"]) {
      due.add([item]);
    }
    expect(work.idle).to.equal(false);
    expect(finish()).to.deep.equal(["a", "b", "c"]);
    expect(work.idle).to.equal(true);
  });

  it("deals with what is asked for while it is dealt with once more, after the others", () => {
    const { due, begun, finish } = make();
    due.add(["a", "b"]);
    expect(begun).to.deep.equal(["a"]);
    due.add(["a"]);
    expect(finish()).to.deep.equal(["a", "b", "a"]);
    due.add(["a"]);
    expect(finish()).to.have.length(4);
  });

  it("deals with nothing that is deleted before its turn", () => {
    const { due, finish } = make();
    due.add(["a", "b", "c"], "x");
    due.delete("b", "x");
    due.delete("never", "y");
    expect(finish()).to.deep.equal(["a", "c"]);
  });

  it("lets clients have their turns, and other work of the same client", () => {
    const { due, work, begun, finish } = make((item) => (item.startsWith("x") ? 40 : 1));
    due.add(["x1", "x2"], "x");
    due.add(["y1", "y2"], "y");
    work.run(
      (function* () {
        begun.push("other work of x");
        yield;
      })(),
      "x",
    );
    finish();
    expect(begun.at(-1)).to.equal("x2");
    expect(begun).to.have.members(["x1", "x2", "y1", "y2", "other work of x"]);
  });
});
