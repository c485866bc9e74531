import { expect } from "chai";
import { containerd } from "../../../src/registry/runtime/containerd.ts";
import type { ManifestProblem } from "../../../src/registry/runtime/runtime.ts";

describe("containerd", () => {
  const shown = (...problems: ManifestProblem[]) => problems[containerd.manifest.shows(problems)];

  it("shows the error that came furthest", () => {
    expect(shown("unanswered", "absent")).to.equal("absent");
    expect(shown("status", "absent")).to.equal("status");
    expect(shown("too_large", "status")).to.equal("too_large");
  });

  it("shows the first of equals", () => {
    expect(containerd.manifest.shows(["absent", "status", "status"])).to.equal(1);
  });

  it("shows what it ends with, whatever came before", () => {
    expect(shown("too_large", "useless")).to.equal("useless");
    expect(shown("status", "redirect")).to.equal("redirect");
  });
});
