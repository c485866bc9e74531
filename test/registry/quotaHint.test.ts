import { expect } from "chai";
import { headerOf, type ResponseHeaders, readQuota } from "../../src/registry/quotaHint.ts";
import type { QuotaHint } from "../../src/registry/requestGate.ts";

describe("readQuota()", () => {
  const now = Date.UTC(2026, 9, 21, 7, 28, 0);
  const rows: [ResponseHeaders, QuotaHint][] = [
    [{}, {}],
    [{ "ratelimit-limit": "100;w=21600", "ratelimit-remaining": "76;w=21600" }, { remaining: 76 }],
    [{ "ratelimit-remaining": "0" }, { remaining: 0 }],
    [{ "x-ratelimit-remaining": " 12 " }, { remaining: 12 }],
    [{ "ratelimit-remaining": ["5", "6"] }, { remaining: 5 }],
    [{ "ratelimit-remaining": "many" }, {}],
    [{ "ratelimit-remaining": "-1" }, {}],
    [{ "ratelimit-remaining": "9".repeat(400) }, {}],
    [{ ratelimit: "limit=100, remaining=50, reset=50" }, { remaining: 50 }],
    [{ ratelimit: '"default";r=50;t=30' }, { remaining: 50 }],
    [{ "retry-after": "120" }, { retryAfterMs: 120_000 }],
    [{ "retry-after": "0" }, { retryAfterMs: 0 }],
    [{ "retry-after": "1.5" }, { retryAfterMs: 1_500 }],
    [{ "retry-after": "9".repeat(400) }, { retryAfterMs: 86_400_000 }],
    [{ "retry-after": "Wed, 21 Oct 2026 07:29:30 GMT" }, { retryAfterMs: 90_000 }],
    [{ "retry-after": "Wednesday, 21-Oct-26 07:29:30 GMT" }, { retryAfterMs: 90_000 }],
    [{ "retry-after": "Wed Oct 21 07:29:30 2026 GMT" }, { retryAfterMs: 90_000 }],
    [{ "retry-after": "Wed, 21 Oct 2020 07:28:00 GMT" }, { retryAfterMs: 0 }],
    [{ "retry-after": "Thu, 21 Oct 2099 07:28:00 GMT" }, { retryAfterMs: 86_400_000 }],
    [{ "retry-after": "soon" }, {}],
    [{ "retry-after": "-5" }, {}],
    [{ "retry-after": "2026" }, { retryAfterMs: 2_026_000 }],
    [
      { "retry-after": "30", "ratelimit-remaining": "0;w=60" },
      { remaining: 0, retryAfterMs: 30_000 },
    ],
  ];
  for (const [headers, expected] of rows) {
    it(`reads ${JSON.stringify(headers).slice(0, 80)}`, () => {
      expect(readQuota(headers, now)).to.deep.equal(expected);
    });
  }
});

describe("headerOf()", () => {
  it("takes the first of several values", () => {
    expect(headerOf({ a: ["1", "2"] }, "a")).to.equal("1");
    expect(headerOf({ a: "1" }, "a")).to.equal("1");
    expect(headerOf({}, "a")).to.equal(undefined);
  });
});
