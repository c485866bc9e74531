import { expect } from "chai";
import {
  mergeRegistries,
  type RegistrySources,
} from "../../../../src/registry/runtime/openshift/mergeRegistries.ts";

const set = (source: string, mirrors: readonly string[], neverSource = false) => ({
  source,
  mirrors,
  neverSource,
});

/** What the operator's own code says of these is compared by the scene `openShiftJudge`. */
describe("mergeRegistries()", () => {
  /** `prefix [insecure] [blocked]: mirrors`, each with what it is for. */
  const merged = (given: Partial<RegistrySources>) =>
    [
      ...mergeRegistries({ digestMirrors: [], tagMirrors: [], insecure: [], blocked: [], ...given }).values(),
    ].map(({ prefix, location, insecure, blocked, mirrors }) =>
      [
        `${prefix}${location === prefix ? "" : "*"}${insecure ? " insecure" : ""}${blocked ? " blocked" : ""}:`,
        ...mirrors.map((one) => `${one.location}${one.insecure ? "!" : ""} ${one.pulls}`),
      ].join(" "),
    );

  it("has mirrors of digests before those of tags, and sources in order", () => {
    expect(
      merged({
        digestMirrors: [set("b.test", ["m.test"]), set("a.test/x", ["m.test", "k.test"])],
        tagMirrors: [set("a.test/x", ["t.test"])],
      }),
    ).to.deep.equal([
      "a.test/x: m.test digest-only k.test digest-only t.test tag-only",
      "b.test: m.test digest-only",
    ]);
  });

  it("blocks a source that is never to be contacted, unless the set has no mirror but it", () => {
    expect(
      merged({
        digestMirrors: [
          set("a.test", ["m.test"], true),
          set("b.test", ["b.test"], true),
          set("c.test", [], true),
        ],
      }),
    ).to.deep.equal(["a.test blocked: m.test digest-only"]);
  });

  it("hands down what is said of a scope: insecure, blocked, and mirrors to what has none", () => {
    expect(
      merged({
        tagMirrors: [set("a.test", ["m.test/a"])],
        insecure: ["*.test"],
        blocked: ["a.test/x", "*.b.test"],
      }),
    ).to.deep.equal([
      "a.test insecure: m.test/a! tag-only",
      "a.test/x insecure blocked: m.test/a/x! tag-only",
      "*.b.test* insecure blocked:",
      "*.test* insecure:",
    ]);
  });
});
