import { expect } from "chai";
import { PendingOperation, PendingOperations } from "../../src/registry/pendingOperations.ts";
import { fakeClock } from "../support/fakeClock.ts";

describe("PendingOperations", () => {
  const setUp = () => {
    const clock = fakeClock();
    const ends: string[] = [];
    class Operation extends PendingOperation {
      readonly #name: string;
      constructor(name: string, signal = new AbortController().signal) {
        super(signal);
        this.#name = name;
      }
      expire() {
        ends.push(`${this.#name} expired at ${clock.monotonic()}`);
      }
      abort(reason: unknown) {
        ends.push(`${this.#name} aborted: ${reason}`);
      }
    }
    return { clock, ends, Operation, pending: new PendingOperations(clock) };
  };

  it("expire each in its time, with one timer for all that share a duration", async () => {
    const { clock, ends, Operation, pending } = setUp();
    let timers = 0;
    const { schedule } = clock;
    clock.schedule = (delayMs, callback) => {
      timers += 1;
      return schedule(delayMs, callback);
    };
    for (const name of ["a", "b", "c"]) {
      pending.add(new Operation(name), 1_000);
      await clock.advance(100);
    }
    pending.add(new Operation("quick"), 50);
    expect(timers).to.equal(2);
    await clock.advance(2_000);
    expect(ends).to.deep.equal([
      "quick expired at 350",
      "a expired at 1000",
      "b expired at 1100",
      "c expired at 1200",
    ]);
  });

  it("get as long again as the process was held up, and do not expire where they end in it", async () => {
    const { clock, ends, Operation, pending } = setUp();
    const { monotonic } = clock;
    const [answered, silent] = [new Operation("answered"), new Operation("silent")];
    pending.add(answered, 1_000);
    await clock.advance(500);
    pending.add(silent, 1_000);
    clock.monotonic = () => monotonic() + 700;
    await clock.advance(500);
    expect(ends).to.deep.equal([]);
    pending.remove(answered);
    await clock.advance(1_000);
    expect(ends).to.deep.equal(["silent expired at 2400"]);
  });

  it("do not expire once removed, wherever they stand", async () => {
    const { clock, ends, Operation, pending } = setUp();
    const [first, second, third, fourth] = ["1", "2", "3", "4"].map((name) => new Operation(name));
    for (const operation of [first!, second!, third!, fourth!]) {
      pending.add(operation, 1_000);
    }
    for (const operation of [second!, first!, fourth!, fourth!]) {
      pending.remove(operation);
    }
    await clock.advance(1_000);
    expect(ends).to.deep.equal(["3 expired at 1000"]);
    pending.add(new Operation("5"), 1_000);
    await clock.advance(1_000);
    expect(ends).to.deep.equal(["3 expired at 1000", "5 expired at 2000"]);
  });

  it("abort with their signal, and only with theirs", async () => {
    const { clock, ends, Operation, pending } = setUp();
    const controller = new AbortController();
    const [ended, one, other] = [
      new Operation("ended", controller.signal),
      new Operation("one", controller.signal),
      new Operation("other"),
    ];
    for (const operation of [ended, one, other]) {
      pending.add(operation, 1_000);
    }
    pending.remove(ended);
    controller.abort("enough");
    await clock.advance(1_000);
    expect(ends).to.deep.equal(["one aborted: enough", "other expired at 1000"]);
  });

  it("let go of what has ended: an operation keeps no other alive", () => {
    const { Operation, pending } = setUp();
    const operations = ["1", "2", "3"].map((name) => new Operation(name));
    for (const operation of operations) {
      pending.add(operation, 1_000);
    }
    for (const operation of operations) {
      pending.remove(operation);
    }
    for (const { next, previous, queue } of operations) {
      expect([next, previous, queue]).to.deep.equal([undefined, undefined, undefined]);
    }
  });

  it("close() cancels the timers", async () => {
    const { clock, ends, Operation, pending } = setUp();
    pending.add(new Operation("a"), 1_000);
    pending.close();
    await clock.advance(5_000);
    expect(ends).to.deep.equal([]);
  });
});
