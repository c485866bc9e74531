import { expect } from "chai";
import { originEndpoint } from "../../src/image/endpoint.ts";
import type { CheckOutcome } from "../../src/image/outcome.ts";
import { parseReference } from "../../src/image/reference.ts";
import type { Target, TargetSink } from "../../src/inventory/targets.ts";
import { KeepAlive } from "../../src/schedule/keepAlive.ts";
import { firstNamed } from "../../src/schedule/scheduled.ts";
import { unlessAborted } from "../../src/time/unlessAborted.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { recordingLogger } from "../support/recordingLogger.ts";
import { usedBy } from "../support/usedBy.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MIDNIGHT = Date.UTC(2026, 0, 1);

function targetOf(image: string, namespace = "shop"): Target {
  const parsed = parseReference(image);
  if (!parsed.ok) {
    throw new Error(parsed.error);
  }
  const { reference } = parsed;
  const request = { reference, credentials: [], endpoints: [originEndpoint(reference)] };
  return { image, uses: usedBy(namespace), request };
}

function make({ startMs = MIDNIGHT, periodMs = DAY_MS } = {}) {
  const clock = fakeClock(startMs);
  const pulled: { image: string; atMs: number }[] = [];
  const results: string[] = [];
  const passedOn: string[] = [];
  const fixture = {
    answer: (_: Target): CheckOutcome | Promise<CheckOutcome> => ({ result: "available" }),
    busy: new Set<string>(),
  };
  const keepAlive = new KeepAlive({
    periodMs,
    concerns: ({ request }) => request.reference.registry !== "elsewhere.io",
    registryOf: firstNamed,
    onceQuiet: (registry) => () => (fixture.busy.has(registry) ? () => {} : undefined),
    async pull(target, { signal }) {
      pulled.push({ image: target.image, atMs: clock.now() });
      return await unlessAborted(Promise.resolve(fixture.answer(target)), signal);
    },
    observer: { keptAlive: ({ registry, result }) => results.push(`${registry} ${result}`) },
    clock,
    log: recordingLogger(),
  });
  const say = (what: string) => (target: Target) => passedOn.push(`${what} ${target.image}`);
  const scheduler: TargetSink = {
    add: say("add"),
    join: say("join"),
    hurry: say("hurry"),
    succeed: say("succeed"),
    remove: say("remove"),
  };
  const sink = keepAlive.following(scheduler);
  return { ...fixture, fixture, clock, keepAlive, sink, pulled, results, passedOn };
}

const images = Array.from({ length: 240 }, (_, index) => `reg.io/app-${index}:1`);

describe("KeepAlive", () => {
  it("has each image fetched once in a period, spread over it", async () => {
    const { clock, keepAlive, sink, pulled, results } = make();
    for (const image of images) {
      sink.add(targetOf(image));
    }
    keepAlive.start();
    await clock.advance(DAY_MS + HOUR_MS);
    expect(new Set(pulled.map(({ image }) => image)).size).to.equal(images.length);
    expect(new Set(results)).to.deep.equal(new Set(["reg.io fetched"]));
    const perHour = Array.from({ length: 24 }, () => 0);
    for (const { atMs } of pulled.slice(0, images.length)) {
      perHour[Math.floor((atMs - MIDNIGHT) / HOUR_MS) % 24]! += 1;
    }
    expect(Math.max(...perHour)).to.be.lessThan(30);
    keepAlive.stop();
  });

  it("fetches an image at the same times of day, whichever exporter does it and when that started", async () => {
    const whole = make();
    const early = make();
    const late = make({ startMs: MIDNIGHT + 13 * HOUR_MS });
    for (const { sink, keepAlive } of [whole, early, late]) {
      for (const image of images) {
        sink.add(targetOf(image));
      }
      keepAlive.start();
    }
    await whole.clock.advance(DAY_MS);
    await early.clock.advance(13 * HOUR_MS);
    early.keepAlive.stop();
    await late.clock.advance(11 * HOUR_MS);
    const names = (from: typeof whole) => from.pulled.map(({ image }) => image);
    expect(names(late).length).to.be.greaterThan(80);
    expect([...names(early), ...names(late)].sort()).to.deep.equal(names(whole).sort());
  });

  it("fetches an image once, however many credentials it is checked with, and tries these until one opens it", async () => {
    const { clock, keepAlive, sink, fixture, pulled, results } = make();
    const [first, second, third] = [
      targetOf("reg.io/app:1"),
      targetOf("reg.io/app:1"),
      targetOf("reg.io/app:1"),
    ];
    sink.add(first);
    sink.succeed(second, first);
    sink.add(third);
    fixture.answer = (target) =>
      target === second ? { result: "available" } : { result: "authentication_failure", message: "401" };
    keepAlive.start();
    await clock.advance(DAY_MS);
    expect([pulled.length, results]).to.deep.equal([2, ["reg.io fetched"]]);
  });

  it("tries an image that cannot be had again a twenty-fourth of the period later, until it can", async () => {
    const { clock, keepAlive, sink, fixture, pulled, results } = make();
    sink.add(targetOf("reg.io/app:1"));
    fixture.answer = () => ({ result: "registry_unavailable", message: "down" });
    keepAlive.start();
    while (pulled.length === 0) {
      await clock.advance(60_000);
    }
    await clock.advance(2.5 * HOUR_MS);
    fixture.answer = () => ({ result: "available" });
    await clock.advance(HOUR_MS);
    expect(results).to.deep.equal([
      ...Array.from({ length: 3 }, () => "reg.io registry_unavailable"),
      "reg.io fetched",
    ]);
    const [begun] = pulled;
    await clock.advance(DAY_MS);
    expect(pulled).to.have.length(5);
    expect((pulled[4]!.atMs - begun!.atMs) / HOUR_MS).to.be.closeTo(24, 0.1);
  });

  it("waits while a registry has something else to do, and lets no other wait for it", async () => {
    const { clock, keepAlive, sink, fixture, pulled } = make();
    sink.add(targetOf("reg.io/app:1"));
    keepAlive.start();
    await clock.advance(DAY_MS);
    const [quiet] = pulled;
    sink.add(targetOf("other.io/app:1"));
    fixture.busy.add("reg.io");
    await clock.advance(DAY_MS);
    const busy = pulled.findLast(({ image }) => image === "reg.io/app:1");
    expect(busy!.atMs - quiet!.atMs - DAY_MS).to.be.within(30_000, 180_000);
    expect(pulled.some(({ image }) => image === "other.io/app:1")).to.equal(true);
  });

  it("has each image of a registry that is busy for good fetched once in a period all the same", async () => {
    const { clock, keepAlive, sink, fixture, pulled, results } = make({ periodMs: HOUR_MS });
    for (const image of images) {
      sink.add(targetOf(image));
    }
    fixture.busy.add("reg.io");
    keepAlive.start();
    await clock.advance(2.5 * HOUR_MS);
    expect(pulled.length).to.be.at.least(2 * images.length);
    expect(new Set(results)).to.deep.equal(new Set(["reg.io fetched"]));
    keepAlive.stop();
  });

  it("says what is overdue where the next turn comes before the last one is over", async () => {
    const { clock, keepAlive, sink, fixture, results } = make({ periodMs: HOUR_MS });
    for (let index = 0; index < 100; index++) {
      sink.add(targetOf(`reg.io/app-${index}:1`));
    }
    fixture.answer = () => new Promise(() => {});
    keepAlive.start();
    await clock.advance(3 * HOUR_MS);
    expect(results).to.include("reg.io overdue");
  });

  it("asks a registry for one image at a time", async () => {
    const { clock, keepAlive, sink, fixture, pulled } = make({ periodMs: 10_000 });
    const answers: (() => void)[] = [];
    fixture.answer = () => new Promise((resolve) => answers.push(() => resolve({ result: "available" })));
    for (const image of images) {
      sink.add(targetOf(image));
    }
    keepAlive.start();
    await clock.advance(20_000);
    expect(pulled).to.have.length(1);
    answers.shift()?.();
    await clock.advance(0);
    expect(pulled).to.have.length(2);
  });

  it("passes on what it is told, and keeps nothing of what goes or is of no concern", async () => {
    const { clock, keepAlive, sink, pulled, passedOn } = make();
    const [app, other] = [targetOf("reg.io/app:1"), targetOf("elsewhere.io/app:1")];
    for (const target of [app, other]) {
      sink.add(target);
      sink.succeed(target, target);
      sink.hurry(target);
    }
    expect(keepAlive.size).to.equal(1);
    sink.remove(app);
    sink.remove(other);
    expect(keepAlive.size).to.equal(0);
    expect(passedOn).to.deep.equal(
      ["add", "succeed", "hurry"]
        .flatMap((what) => [`${what} ${app.image}`])
        .concat(["add", "succeed", "hurry"].map((what) => `${what} ${other.image}`))
        .concat([`remove ${app.image}`, `remove ${other.image}`]),
    );
    keepAlive.start();
    await clock.advance(2 * DAY_MS);
    expect(pulled).to.deep.equal([]);
  });

  it("begins nothing more once it stops, and ends what goes on when it is aborted", async () => {
    const { clock, keepAlive, sink, fixture, pulled, results } = make({ periodMs: 10_000 });
    fixture.answer = async () => {
      await new Promise<void>((resolve) => clock.schedule(500, resolve));
      return { result: "available" };
    };
    for (const image of images) {
      sink.add(targetOf(image));
    }
    keepAlive.start();
    await clock.advance(3_000);
    const begun = pulled.length;
    expect(begun).to.be.greaterThan(0);
    keepAlive.stop();
    await clock.advance(60_000);
    expect([pulled.length, results.length]).to.deep.equal([begun, begun]);
    keepAlive.abort(new Error("over"));
  });

  for (const how of ["named", "named with other credentials"]) {
    it(`fetches an image in the turn of a namespace by which it is ${how}, too, while it waits`, async () => {
      const { clock, keepAlive, sink, fixture, pulled } = make({ periodMs: HOUR_MS });
      fixture.answer = () => new Promise(() => {});
      const shared = { ...targetOf("reg.io/shared:1", "evil") };
      for (let index = 0; index < 500; index++) {
        sink.add(targetOf(`reg.io/evil-${index}:1`, "evil"));
      }
      sink.add(shared);
      keepAlive.start();
      // All wait by then; each takes a minute.
      await clock.advance(HOUR_MS);
      expect(pulled.filter(({ image }) => image === shared.image)).to.deep.equal([]);
      if (how === "named") {
        shared.uses = usedBy("evil", "good");
        sink.join(shared, "good");
      } else {
        sink.add(targetOf(shared.image, "good"));
      }
      await clock.advance(3 * 60_000);
      expect(pulled.filter(({ image }) => image === shared.image)).to.have.length.above(0);
      keepAlive.abort(new Error("over"));
    });
  }

  it("has all images fetched in a period though another namespace's take for ever", async () => {
    const { clock, keepAlive, sink, fixture, pulled } = make({ periodMs: HOUR_MS });
    fixture.answer = ({ image }) =>
      image.includes("shop") ? { result: "available" } : new Promise(() => {});
    for (let index = 0; index < 20; index++) {
      sink.add(targetOf(`reg.io/shop-${index}:1`));
    }
    for (let index = 0; index < 500; index++) {
      sink.add(targetOf(`reg.io/evil-${index}:1`, "evil"));
    }
    keepAlive.start();
    await clock.advance(2 * HOUR_MS);
    const since = clock.now();
    await clock.advance(HOUR_MS);
    const fetched = pulled.filter(({ image, atMs }) => image.includes("shop") && atMs >= since);
    expect(new Set(fetched.map(({ image }) => image)).size).to.be.at.least(19);
    // They have a turn now and then.
    expect(pulled.filter(({ image, atMs }) => image.includes("evil") && atMs >= since)).to.have.length.above(
      5,
    );
    keepAlive.stop();
  });
});
