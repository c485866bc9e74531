import { expect } from "chai";
import type { Outcome } from "../../src/image/outcome.ts";
import { acrossEndpoints, mostInformative } from "../../src/registry/combineOutcomes.ts";

const outcome = (result: Outcome["result"], message = ""): Outcome =>
  result === "available" ? { result } : { result, message };

describe("mostInformative()", () => {
  const order: Outcome["result"][] = [
    "available",
    "absent",
    "authorization_failure",
    "authentication_failure",
    "unknown_error",
  ];
  it("prefers 200, then 404, then 403, then 401, in whatever order they come", () => {
    for (const [index, better] of order.entries()) {
      for (const worse of order.slice(index + 1)) {
        expect(mostInformative([outcome(worse), outcome(better)]).result).to.equal(better);
        expect(mostInformative([outcome(better), outcome(worse)]).result).to.equal(better);
      }
    }
  });

  it("leaves the question open where one credential could not be tried", () => {
    expect(mostInformative([outcome("absent"), outcome("registry_unavailable")]).result).to.equal(
      "registry_unavailable",
    );
    expect(mostInformative([outcome("absent"), outcome("rate_limited")]).result).to.equal("rate_limited");
  });

  it("keeps the first of equals", () => {
    expect(mostInformative([outcome("absent", "first"), outcome("absent", "second")])).to.deep.equal(
      outcome("absent", "first"),
    );
  });

  it("needs something to choose from", () => {
    expect(() => mostInformative([])).to.throw(RangeError, "Cannot combine outcomes: there are none");
  });
});

describe("acrossEndpoints()", () => {
  const order: Outcome["result"][] = [
    "available",
    "rate_limited",
    "registry_unavailable",
    "authorization_failure",
    "authentication_failure",
    "registry_v1_api_not_supported",
    "unknown_error",
    "bad_image_format",
    "absent",
  ];
  it("is absent only if every endpoint says so, else the most telling", () => {
    for (const [index, better] of order.entries()) {
      for (const worse of order.slice(index)) {
        expect(acrossEndpoints([outcome(worse), outcome(better)]).result).to.equal(better);
      }
    }
  });
});
