import { expect } from "chai";
import type { Scheduled } from "../../src/schedule/scheduled.ts";
import { TargetHosts } from "../../src/schedule/targetHosts.ts";
import { makeTargets } from "./scheduleFixture.ts";

describe("TargetHosts", () => {
  const make = () => {
    const left: string[] = [];
    const hosts = new TargetHosts(
      (registry) => registry.replace(/:443$/, ""),
      (...names) => left.push(names.filter((name) => name !== undefined).join(" ")),
    );
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
    expect([hosts.has("reg.io"), left]).to.deep.equal([false, ["reg.io reg.io", "more.io more.io"]]);
  });

  it("learn() takes what a check found to be asked in the place of what the last one did", () => {
    const { hosts, left, items } = make();
    const [first] = items;
    hosts.learn(first!, ["mirror.io", "reg.io"]);
    expect([[...hosts.get("mirror.io")], first!.learnt]).to.deep.equal([[first], ["mirror.io"]]);
    hosts.learn(first!, ["reg.io", "mirror.io"]);
    hosts.learn(first!, ["other.io", "more.io"]);
    expect([...hosts.registries()]).to.deep.equal(["reg.io", "more.io", "other.io"]);
    expect(left).to.deep.equal(["mirror.io mirror.io"]);
    hosts.remove(first!);
    expect(left).to.deep.equal(["mirror.io mirror.io", "other.io other.io"]);
  });

  it("has all names of a server stand for it, and tells each that nobody has any more", () => {
    const { hosts, left, items } = make();
    const [other] = makeTargets(1, "reg.io:443").map(
      (target) => ({ target, learnt: [] }) as unknown as Scheduled,
    );
    hosts.add(other!);
    expect([...hosts.get("reg.io")]).to.deep.equal([...items, other]);
    expect([...hosts.registries()]).to.deep.equal(["reg.io", "more.io", "reg.io:443"]);
    for (const item of items) {
      hosts.remove(item);
    }
    expect([left, hosts.has("reg.io")]).to.deep.equal([["reg.io", "more.io more.io"], true]);
    hosts.remove(other!);
    expect([left.at(-1), hosts.has("reg.io")]).to.deep.equal(["reg.io:443 reg.io", false]);
  });
});
