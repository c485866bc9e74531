import { expect } from "chai";
import type { Scheduled } from "../../src/schedule/scheduled.ts";
import { TargetHosts } from "../../src/schedule/targetHosts.ts";
import { makeTargets } from "./scheduleFixture.ts";

describe("TargetHosts", () => {
  const make = () => {
    const left: string[] = [];
    const hosts = new TargetHosts((registry) => left.push(registry));
    const items = makeTargets(2, "reg.io", "app", "more.io").map(
      (target) => ({ target, learnt: [] }) as unknown as Scheduled,
    );
    for (const item of items) {
      hosts.add(item);
    }
    return { hosts, left, items };
  };

  it("knows what may be asked of each registry, until no target may ask it", () => {
    const { hosts, left, items } = make();
    const [first, second] = items;
    expect([...hosts.registries()]).to.deep.equal(["reg.io", "more.io"]);
    expect([...hosts.get("more.io")]).to.deep.equal(items);
    hosts.remove(first!);
    expect([[...hosts.get("reg.io")], left]).to.deep.equal([[second], []]);
    hosts.remove(second!);
    expect([hosts.has("reg.io"), left]).to.deep.equal([false, ["reg.io", "more.io"]]);
  });

  it("learn() takes what a check found to be asked in the place of what the last one did", () => {
    const { hosts, left, items } = make();
    const [first] = items;
    hosts.learn(first!, ["mirror.io", "reg.io"]);
    expect([[...hosts.get("mirror.io")], first!.learnt]).to.deep.equal([[first], ["mirror.io"]]);
    hosts.learn(first!, ["reg.io", "mirror.io"]);
    hosts.learn(first!, ["other.io", "more.io"]);
    expect([...hosts.registries()]).to.deep.equal(["reg.io", "more.io", "other.io"]);
    expect(left).to.deep.equal(["mirror.io"]);
    hosts.remove(first!);
    expect(left).to.deep.equal(["mirror.io", "other.io"]);
  });
});
