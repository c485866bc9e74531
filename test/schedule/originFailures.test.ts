import { expect } from "chai";
import type { CheckOutcome, OriginFailure } from "../../src/image/outcome.ts";
import type { Target } from "../../src/inventory/targets.ts";
import { OriginFailures } from "../../src/schedule/originFailures.ts";
import { recordingLogger } from "../support/recordingLogger.ts";
import { usedBy } from "../support/usedBy.ts";

const target = (image: string): Target => ({
  image,
  uses: usedBy("shop"),
  request: {
    reference: { registry: "r.test", repository: "a", tag: "1" },
    credentials: [],
    endpoints: [],
  },
});
const from = (reason: OriginFailure["reason"]): CheckOutcome => ({
  result: "available",
  origin: { reason, message: "why" },
});

describe("OriginFailures", () => {
  it("tells each image once, by the worst that one of its targets heard", () => {
    const log = recordingLogger();
    const failures = new OriginFailures(log);
    const [a, otherA, b] = [target("a"), target("a"), target("b")];
    failures.record(a, from("authentication_failure"));
    failures.record(otherA, from("absent"));
    failures.record(b, from("authorization_failure"));
    expect([...failures.rows()]).to.deep.equal([
      { image: "a", registry: "r.test", reason: "absent" },
      { image: "b", registry: "r.test", reason: "authorization_failure" },
    ]);
    failures.remove(otherA);
    failures.record(b, { result: "available" });
    expect([...failures.rows()]).to.deep.equal([
      { image: "a", registry: "r.test", reason: "authentication_failure" },
    ]);
    failures.record(a, { result: "absent", message: "nowhere any more" });
    expect([...failures.rows()]).to.deep.equal([]);
  });

  it("says what is news", () => {
    const log = recordingLogger();
    const failures = new OriginFailures(log);
    const a = target("a");
    for (const reason of ["absent", "absent", "authentication_failure"] as const) {
      failures.record(a, from(reason));
    }
    failures.record(a, { result: "available" });
    expect(log.lines.map(({ fields }) => fields.reason)).to.deep.equal(["absent", "authentication_failure"]);
  });
});
