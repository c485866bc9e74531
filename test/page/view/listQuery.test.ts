import { expect } from "chai";
import { PAGE_SIZE, QueryError, readListQuery } from "../../../src/page/view/listQuery.ts";

describe("readListQuery()", () => {
  const read = (query: string, more?: readonly string[]) => readListQuery(new URLSearchParams(query), more);

  it("asks for the first page of all where nothing is said", () => {
    expect(read("")).to.deep.equal({
      search: "",
      state: "",
      reason: "",
      registry: "",
      namespace: "",
      image: "",
      after: "",
      limit: PAGE_SIZE,
    });
  });

  it("reads each parameter, and knows reasons of both kinds", () => {
    expect(
      read("search=+a+&state=skipped&reason=opted_out&registry=r&namespace=n&image=i&after=b&limit=500"),
    ).to.deep.equal({
      search: "a",
      state: "skipped",
      reason: "opted_out",
      registry: "r",
      namespace: "n",
      image: "i",
      after: "b",
      limit: 500,
    });
    expect(read("reason=absent").reason).to.equal("absent");
  });

  for (const [query, message] of [
    [
      "sarch=a",
      'expected a parameter of search, reason, registry, namespace, image, after, state, limit, given "sarch"',
    ],
    [
      "refresh=60",
      'expected a parameter of search, reason, registry, namespace, image, after, state, limit, given "refresh"',
    ],
    ["state=gone", 'state: expected one of unavailable, available, unknown, skipped, given "gone"'],
    ["limit=0", 'limit: expected a number from 1 to 500, given "0"'],
    ["limit=501", 'limit: expected a number from 1 to 500, given "501"'],
    ["limit=", 'limit: expected a number from 1 to 500, given ""'],
    [`search=${"a".repeat(2_049)}`, "search: expected at most 2048 characters, given 2049"],
  ] as const) {
    it(`refuses ${query.slice(0, 20)}`, () => {
      expect(() => read(query)).to.throw(QueryError, message);
    });
  }

  it("lets parameters pass that are another's", () => {
    expect(read("refresh=60", ["refresh"]).after).to.equal("");
  });
});
