import { expect } from "chai";
import { makeCredential } from "../../src/credentials/credential.ts";
import { Keyring } from "../../src/credentials/keyring.ts";
import { originEndpoint } from "../../src/image/endpoint.ts";
import { namespacesOf } from "../../src/inventory/namespacesOf.ts";
import { type TargetEntry, Targets, type TargetUse as Use } from "../../src/inventory/targets.ts";

describe("Targets", () => {
  const use = (namespace: string): Use => ({ object: { namespace } });

  function make() {
    const told: string[] = [];
    const say = (what: string) => (target: Parameters<typeof namespacesOf>[0], more?: unknown) =>
      told.push(`${what} ${namespacesOf(target)}${typeof more === "string" ? `: ${more}` : ""}`);
    const targets = new Targets({
      add: say("add"),
      succeed: say("succeed"),
      join: say("join"),
      hurry: say("hurry"),
      remove: say("remove"),
    });
    const reference = { registry: "reg.io", repository: "app", tag: "1" };
    const reading = {
      kind: "readable",
      image: "reg.io/app:1",
      registry: "reg.io",
      reference,
      endpoints: [originEndpoint(reference)],
    } as const;
    const none = new Keyring([]);
    const pullOf = (password: string) => {
      const credential = makeCredential({ username: "u", password });
      return new Keyring([{ source: "s", entries: [{ key: "reg.io", credential }] }]);
    };
    const bind = (of: Use, pull = none, before?: TargetEntry<Use>) =>
      targets.bind(reading, { pull, node: none, incomplete: false }, of, before);
    return { told, targets, bind, pullOf };
  }

  it("tells who names a target when it is told of it, who names it then, and who was the last", () => {
    const { told, targets, bind } = make();
    const [first, second, third, other] = [use("a"), use("a"), use("b"), use("b")];
    const entry = bind(first);
    for (const next of [second, third, other, third]) {
      bind(next);
    }
    expect(told).to.deep.equal(["add a", "join a: a", "join a,b: b", "join a,b: b", "join a,b: b"]);
    targets.unbind(entry, first);
    targets.unbind(entry, third);
    expect(namespacesOf(entry)).to.deep.equal(["a", "b"]);
    targets.unbind(entry, second);
    expect(namespacesOf(entry)).to.deep.equal(["b"]);
    targets.unbind(entry, other);
    expect(told.slice(5)).to.deep.equal(["remove b"]);
    expect(targets.size).to.equal(0);
  });

  it("has those who move on to renewed credentials join, one after the other", () => {
    const { told, targets, bind, pullOf } = make();
    const [a, b] = [use("a"), use("b")];
    const before = bind(a, pullOf("old"));
    bind(b, pullOf("old"));
    told.length = 0;
    for (const each of [a, b]) {
      bind(each, pullOf("new"), before);
      targets.unbind(before, each);
    }
    expect(told).to.deep.equal(["succeed a", "join a,b: b", "remove b"]);
  });
});
