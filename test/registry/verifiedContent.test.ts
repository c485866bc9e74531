import { expect } from "chai";
import type { ImageReference } from "../../src/image/reference.ts";
import { contentIsDue, type VerifiedContent } from "../../src/registry/verifiedContent.ts";

describe("contentIsDue()", () => {
  const digest = (last: string) => `sha256:${"0".repeat(63)}${last}`;
  const reference = (): ImageReference => ({ registry: "r.test", repository: "a", tag: "1" });

  it("is due when a digest is new, and then once in eight", () => {
    const verified: VerifiedContent = new WeakMap();
    const one = reference();
    const due = Array.from({ length: 33 }, () => contentIsDue(verified, one, digest("5")));
    expect(due[0]).to.equal(true);
    expect(due.slice(1).filter(Boolean)).to.have.length(4);
    expect(due.slice(1, 9).filter(Boolean)).to.have.length(1);
    expect(contentIsDue(verified, one, digest("6"))).to.equal(true);
    expect(contentIsDue(verified, one, digest("5"))).to.equal(true);
  });

  it("is due again where the note was deleted", () => {
    const verified: VerifiedContent = new WeakMap();
    const one = reference();
    contentIsDue(verified, one, digest("5"));
    verified.delete(one);
    expect(contentIsDue(verified, one, digest("5"))).to.equal(true);
  });

  it("spreads over the checks what is new at once", () => {
    const second = Array.from({ length: 16 }, (_, index) => {
      const verified: VerifiedContent = new WeakMap();
      const one = reference();
      contentIsDue(verified, one, digest(index.toString(16)));
      return contentIsDue(verified, one, digest(index.toString(16)));
    });
    expect(second.filter(Boolean)).to.have.length(2);
  });
});
