import { expect } from "chai";
import { makeCredential } from "../../src/credentials/credential.ts";
import { namespacesOf } from "../../src/inventory/namespacesOf.ts";
import { pickOthers } from "../../src/schedule/pickOthers.ts";
import type { Scheduled } from "../../src/schedule/scheduled.ts";
import { usedBy } from "../support/usedBy.ts";
import { makeTargets } from "./scheduleFixture.ts";

describe("pickOthers()", () => {
  const items = (namespace: string, count: number, last: Partial<Scheduled> = { failed: false }) =>
    makeTargets(count, "reg.io", namespace).map(
      (target) => ({ target, home: "reg.io", slow: false, ...last }) as Scheduled,
    );
  const picked = (from: readonly Scheduled[], besides: ReadonlySet<string> = new Set()) =>
    pickOthers(from, { registry: "reg.io", count: 5, besides, random: Math.random }).map(
      ({ item }) => item.target,
    );
  const namespaces = (from: readonly Scheduled[]) => picked(from).flatMap(namespacesOf).sort();

  it("picks of each namespace before a second of any, whoever came first and has most", () => {
    const many = items("many", 10_000);
    for (let count = 0; count < 20; count++) {
      expect(namespaces([...many, ...items("a", 1), ...items("b", 3)])).to.satisfy(
        (found: readonly string[]) =>
          found.length === 5 && found.filter((name) => name === "a").length === 1 && found.includes("b"),
      );
      const from = "cdefghij".split("").flatMap((name) => items(name, 2));
      expect(new Set(namespaces([...many, ...from])).size).to.equal(5);
    }
  });

  it("picks what was never checked where too few were answered, as much as what failed", () => {
    const found = namespaces([
      ...items("fine", 1),
      ...items("failing", 9, { failed: true }),
      ...items("new", 9, {}),
    ]);
    expect(found).to.deep.equal(["failing", "failing", "fine", "new", "new"]);
  });

  it("picks by lot, each once, and none that was slow, or is asked for elsewhere first", () => {
    const fine = items("a", 100);
    const mirrored = items("a", 50, { failed: false, home: "mirror.io" });
    const slow = items("a", 50, { failed: false, slow: true });
    const seen = new Set<unknown>();
    for (let count = 0; count < 200; count++) {
      const found = picked([
        ...items("a", 50, { failed: true }),
        ...fine,
        ...items("a", 50, {}),
        ...mirrored,
        ...slow,
      ]);
      expect(new Set(found).size).to.equal(5);
      for (const target of found) {
        seen.add(target);
      }
    }
    expect(seen.size).to.be.above(90);
    expect([...seen].every((target) => fine.some((item) => item.target === target))).to.equal(true);
    expect(picked(items("a", 3, { failed: true }))).to.have.length(3);
    expect(picked(items("a", 3))).to.have.length(3);
  });

  it("picks of each namespace what that names, whoever else names it and much besides, and each once", () => {
    const shared = items("shared", 3).map((item) => ({
      ...item,
      target: { ...item.target, uses: usedBy("many", "good", "good") },
    }));
    const many = items("many", 10_000);
    const rest = items("rest", 1);
    for (let count = 0; count < 20; count++) {
      const found = picked([...many, ...shared, ...rest]);
      expect(new Set(found).size).to.equal(5);
      expect(found.filter((target) => shared.some((item) => item.target === target))).to.have.length.within(
        2,
        3,
      );
    }
    expect(picked(shared)).to.have.length(3);
  });

  it("picks none for whom none is to be picked any more: a namespace, with a credential", () => {
    const credentials = [makeCredential({ username: "u", password: "p" })];
    const [own] = items("spent", 1).map((item) => {
      const request = { ...item.target.request, credentials };
      return { ...item, target: { ...item.target, request, uses: usedBy("spent", "good") } };
    });
    const all = [...items("spent", 50), own!];
    expect(picked(all, new Set(["spent "]))).to.deep.equal([own!.target]);
    expect(picked(all, new Set(["spent ", `spent ${credentials[0]!.id}`]))).to.deep.equal([own!.target]);
    const both = ["spent", "good"].map((namespace) => `${namespace} ${credentials[0]!.id}`);
    expect(picked(all, new Set(["spent ", ...both]))).to.deep.equal([]);
  });
});
