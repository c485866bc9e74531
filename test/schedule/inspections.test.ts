import { expect } from "chai";
import { originEndpoint } from "../../src/image/endpoint.ts";
import type { CheckOutcome } from "../../src/image/outcome.ts";
import { parsePlatform } from "../../src/image/platform.ts";
import { parseReference } from "../../src/image/reference.ts";
import type { Target, TargetSink } from "../../src/inventory/targets.ts";
import { Inspections } from "../../src/schedule/inspections.ts";
import { firstNamed } from "../../src/schedule/scheduled.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { recordingLogger } from "../support/recordingLogger.ts";
import { usedBy } from "../support/usedBy.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const [OLD, NEW] = [`sha256:${"0".repeat(64)}`, `sha256:${"1".repeat(64)}`];
const AVAILABLE = { result: "available" } as const;
const MISSING = { result: "platform_missing", message: "no image for linux/arm64" } as const;
const AMD64 = [parsePlatform("linux/amd64")!];
const { signal } = new AbortController();

function targetOf(
  image: string,
  platforms: readonly (typeof AMD64)[number][] | undefined = AMD64,
  namespace = "shop",
): Target {
  const parsed = parseReference(image);
  if (!parsed.ok) {
    throw new Error(parsed.error);
  }
  const { reference } = parsed;
  const request = { reference, credentials: [], endpoints: [originEndpoint(reference)] };
  return { image, uses: usedBy(namespace), request: { ...request, ...(platforms && { platforms }) } };
}

function make() {
  const clock = fakeClock();
  const inspected: string[] = [];
  const results: string[] = [];
  const hurried: Target[] = [];
  const passedOn: string[] = [];
  const world = {
    outcome: { ...AVAILABLE, digest: OLD } as CheckOutcome,
    inside: async (_digest: string, _signal: AbortSignal): Promise<CheckOutcome> => AVAILABLE,
  };
  const inspections = new Inspections({
    check: async () => world.outcome,
    async inspect({ reference }, digest, { signal }) {
      inspected.push(`${reference.repository} ${digest.slice(7, 8)}`);
      return await world.inside(digest, signal);
    },
    hurry: (target) => hurried.push(target),
    registryOf: firstNamed,
    observer: { inspected: ({ registry, result }) => results.push(`${registry} ${result}`) },
    clock,
    log: recordingLogger(),
  });
  const say = (what: string) => (target: Target) => passedOn.push(`${what} ${target.image}`);
  const sink: TargetSink = inspections.following({
    add: say("add"),
    join: say("join"),
    hurry: say("hurry"),
    succeed: say("succeed"),
    remove: say("remove"),
  });
  /** Checks a target, and lets what follows happen. */
  const check = async ({ request }: Target) => {
    const outcome = await inspections.check(request, { signal });
    await clock.advance(0);
    return outcome;
  };
  return { world, clock, inspections, sink, check, inspected, results, hurried, passedOn };
}

describe("Inspections", () => {
  it("gives no image a turn without end, and has what was not done in time come after the others, for longer", async () => {
    const { world, clock, sink, check, inspected } = make();
    const tookMs: number[] = [];
    world.inside = (_, signal) => {
      const sinceMs = clock.monotonic();
      return inspected.at(-1)?.startsWith("slow") === true
        ? new Promise((_, reject) =>
            signal.addEventListener("abort", () => {
              tookMs.push(clock.monotonic() - sinceMs);
              reject(signal.reason);
            }),
          )
        : Promise.resolve(AVAILABLE);
    };
    const [slow, slower, app] = ["reg.io/slow:1", "reg.io/slower:1", "reg.io/app:1"].map((name) =>
      targetOf(name),
    );
    for (const target of [slow!, slower!, app!]) {
      sink.add(target);
      await check(target);
    }
    await clock.advance(2 * MINUTE_MS);
    expect(inspected).to.deep.equal(["slow 0", "slower 0", "app 0"]);
    await clock.advance(10 * MINUTE_MS);
    await check(slow!);
    await clock.advance(10 * MINUTE_MS);
    expect(tookMs).to.deep.equal([MINUTE_MS, MINUTE_MS, 10 * MINUTE_MS]);
  });

  it("looks into an image once for each digest, and then once a day", async () => {
    const { world, clock, sink, check, inspected, results, hurried } = make();
    const target = targetOf("reg.io/app:1");
    sink.add(target);
    for (let at = 0; at < 6; at += 1) {
      expect(await check(target)).to.deep.equal({ ...AVAILABLE, digest: OLD });
      await clock.advance(10 * MINUTE_MS);
    }
    expect(inspected).to.deep.equal(["app 0"]);
    world.outcome = { ...AVAILABLE, digest: NEW };
    await check(target);
    expect(inspected).to.deep.equal(["app 0", "app 1"]);
    await clock.advance(DAY_MS - MINUTE_MS);
    await check(target);
    expect(inspected).to.have.length(2);
    await clock.advance(DAY_MS / 8);
    await check(target);
    await check(target);
    expect(inspected).to.have.length(3);
    expect(new Set(results)).to.deep.equal(new Set(["reg.io available"]));
    expect(hurried).to.deep.equal([]);
  });

  it("has the target checked at once that turns out to lack something, tells it, and looks again in ten minutes", async () => {
    const { world, clock, sink, check, inspected, hurried } = make();
    const target = targetOf("reg.io/app:1");
    sink.add(target);
    world.inside = async () => MISSING;
    expect(await check(target)).to.have.property("result", "available");
    expect(hurried).to.deep.equal([target]);
    expect(await check(target)).to.deep.equal({ ...MISSING, digest: OLD });
    await clock.advance(9 * MINUTE_MS);
    expect(await check(target)).to.have.property("result", "platform_missing");
    expect(inspected).to.have.length(1);
    world.inside = async () => AVAILABLE;
    await clock.advance(2 * MINUTE_MS);
    expect(await check(target)).to.have.property("result", "platform_missing");
    expect(hurried).to.deep.equal([target, target]);
    expect(await check(target)).to.have.property("result", "available");
  });

  it("tells what was missing of the digest alone in which it was, however long what came instead is not looked into", async () => {
    const { world, sink, check } = make();
    const target = targetOf("reg.io/app:1");
    sink.add(target);
    world.inside = async () => MISSING;
    await check(target);
    world.outcome = { ...AVAILABLE, digest: NEW };
    world.inside = async () => ({ result: "rate_limited", message: "429" });
    for (let count = 0; count < 3; count++) {
      expect(await check(target)).to.deep.equal({ ...AVAILABLE, digest: NEW });
    }
    world.outcome = { ...AVAILABLE, digest: OLD };
    expect(await check(target)).to.deep.equal({ ...MISSING, digest: OLD });
  });

  it("looks anew where a tag is moved while it looks", async () => {
    const { world, sink, check, inspected } = make();
    const target = targetOf("reg.io/app:1");
    sink.add(target);
    let answer = (_: CheckOutcome) => {};
    world.inside = () => new Promise((resolve) => (answer = resolve));
    await check(target);
    world.outcome = { ...AVAILABLE, digest: NEW };
    await check(target);
    answer(AVAILABLE);
    await check(target);
    await check(target);
    expect(inspected).to.deep.equal(["app 0", "app 1"]);
  });

  it("says nothing of what it could not look into, and tries again in ten minutes", async () => {
    const { world, clock, sink, check, inspected, results, hurried } = make();
    const target = targetOf("reg.io/app:1");
    sink.add(target);
    world.inside = async () => ({ result: "registry_unavailable", message: "down" });
    expect([await check(target), await check(target)]).to.deep.equal(
      Array(2).fill({ ...AVAILABLE, digest: OLD }),
    );
    await clock.advance(10 * MINUTE_MS);
    world.inside = async () => {
      throw new Error("of its own");
    };
    await check(target);
    expect([inspected.length, results, hurried]).to.deep.equal([2, ["reg.io registry_unavailable"], []]);
  });

  it("says nothing of an image that is not there, whatever was found before", async () => {
    const { world, sink, check } = make();
    const target = targetOf("reg.io/app:1");
    sink.add(target);
    world.inside = async () => MISSING;
    await check(target);
    world.outcome = { result: "absent", message: "404" };
    expect(await check(target)).to.have.property("result", "absent");
  });

  it("looks into one image of a registry at a time, and into those of others meanwhile", async () => {
    const { world, sink, check, inspected } = make();
    const targets = ["reg.io/a:1", "reg.io/b:1", "other.io/c:1"].map((image) => targetOf(image));
    const answers: ((outcome: CheckOutcome) => void)[] = [];
    world.inside = () => new Promise((resolve) => answers.push(resolve));
    for (const target of targets) {
      sink.add(target);
      await check(target);
    }
    expect(inspected).to.deep.equal(["a 0", "c 0"]);
    answers[0]!(AVAILABLE);
    await check(targets[0]!);
    expect(inspected).to.deep.equal(["a 0", "c 0", "b 0"]);
  });

  it("takes the images of namespaces in turn", async () => {
    const { world, sink, check, inspected } = make();
    const answers: ((outcome: CheckOutcome) => void)[] = [];
    world.inside = () => new Promise((resolve) => answers.push(resolve));
    for (const name of ["a", "b", "c", "d"]) {
      const target = targetOf(`reg.io/${name}:1`, AMD64, "evil");
      sink.add(target);
      await check(target);
    }
    const mine = targetOf("reg.io/mine:1");
    sink.add(mine);
    await check(mine);
    for (let count = 0; count < 3; count++) {
      answers[count]!(AVAILABLE);
      await check(mine);
    }
    expect(inspected).to.deep.equal(["a 0", "b 0", "mine 0", "c 0"]);
  });

  it("takes an image in the turn of a namespace that names it, too, while it waits", async () => {
    const { world, clock, sink, check, inspected, passedOn } = make();
    const answers: ((outcome: CheckOutcome) => void)[] = [];
    world.inside = () => new Promise((resolve) => answers.push(resolve));
    const shared = { ...targetOf("reg.io/shared:1", AMD64, "evil") };
    for (const target of [..."abc"]
      .map((name) => targetOf(`reg.io/${name}:1`, AMD64, "evil"))
      .concat(shared)) {
      sink.add(target);
      await check(target);
    }
    shared.uses = usedBy("evil", "good");
    sink.join(shared, "good");
    expect(passedOn.at(-1)).to.equal("join reg.io/shared:1");
    for (const count of [0, 1]) {
      answers[count]!(AVAILABLE);
      await clock.advance(1);
    }
    expect(inspected).to.deep.equal(["a 0", "b 0", "shared 0"]);
  });

  it("hands on what is known where credentials are renewed, and looks anew for other platforms", async () => {
    const { world, sink, check, inspected, passedOn } = make();
    const [first, second, third] = [
      targetOf("reg.io/app:1"),
      targetOf("reg.io/app:1"),
      targetOf("reg.io/app:1", [parsePlatform("linux/arm64")!]),
    ];
    world.inside = async () => MISSING;
    sink.add(first);
    await check(first);
    sink.succeed(second, first);
    sink.remove(first);
    expect(await check(second)).to.have.property("result", "platform_missing");
    expect(inspected).to.have.length(1);
    world.inside = async () => AVAILABLE;
    sink.succeed(third, second);
    expect(await check(third), "for other platforms nothing is known").to.have.property(
      "result",
      "available",
    );
    expect(inspected).to.have.length(2);
    sink.hurry(third);
    expect(passedOn).to.deep.equal(
      ["add", "succeed", "remove", "succeed", "hurry"].map((what) => `${what} reg.io/app:1`),
    );
  });

  it("leaves alone what is for no platform, what is gone, and everything once it is stopped", async () => {
    const { inspections, world, sink, check, inspected, hurried } = make();
    const [volume, gone, last] = [
      targetOf("reg.io/volume:1", undefined),
      targetOf("reg.io/gone:1"),
      targetOf("reg.io/last:1"),
    ];
    delete (volume.request as { platforms?: unknown }).platforms;
    for (const target of [volume, gone, last]) {
      sink.add(target);
    }
    await check(volume);
    let answer = (_: CheckOutcome) => {};
    world.inside = () => new Promise((resolve) => (answer = resolve));
    await check(gone);
    sink.remove(gone);
    answer(MISSING);
    expect(await check(gone)).to.have.property("result", "available");
    world.inside = async () => {
      inspections.abort(new Error("stopping"));
      throw new Error("stopping");
    };
    await check(last);
    expect([inspected, hurried]).to.deep.equal([["gone 0", "last 0"], []]);
  });

  it("goes by the digest of a reference that has one", async () => {
    const { world, sink, check, inspected } = make();
    const target = targetOf(`reg.io/app@${NEW}`);
    world.outcome = AVAILABLE;
    sink.add(target);
    await check(target);
    expect(inspected).to.deep.equal(["app 1"]);
  });
});
