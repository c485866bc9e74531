import { expect } from "chai";
import { exitCodeFor, type ReportRow, renderReport } from "../../src/cli/reports.ts";

const CART: ReportRow = {
  namespace: "shop",
  kind: "deployment",
  name: "cart",
  container: "main",
  image: "reg.io/cart:2",
  registry: "reg.io",
  available: false,
  reason: "absent",
  message: "404 <none> & | 50%",
  file: "out/a,b.yaml",
  line: 12,
};
const ROWS: readonly ReportRow[] = [
  CART,
  {
    ...CART,
    name: "pay",
    image: "reg.io/pay:1",
    available: null,
    reason: "registry_unavailable",
    message: "timeout",
  },
  { ...CART, name: "web", image: "reg.io/web:1", available: true, reason: null, message: null },
];

describe("renderReport()", () => {
  it("prints a table by reason, what is available last, and how many there are", () => {
    expect(renderReport(ROWS, { format: "table", skipped: new Map([["disabled", 2]]) })).to.equal(
      `VERDICT               WORKLOAD              CONTAINER  IMAGE          MESSAGE
absent                shop/deployment/cart  main       reg.io/cart:2  404 <none> & | 50%
registry_unavailable  shop/deployment/pay   main       reg.io/pay:1   timeout
available             shop/deployment/web   main       reg.io/web:1

3 containers, 1 absent, 1 registry_unavailable, 1 available; not checked: 2 disabled
`,
    );
  });

  it("groups by what is wanted, and leaves out what is available where that is wanted", () => {
    const text = renderReport(ROWS, { format: "table", groupBy: "namespace", onlyProblems: true });
    expect(text).to.not.contain("web");
    expect(text.split("\n").at(-2)).to.equal("3 containers, 3 shop");
    expect(renderReport(ROWS.slice(2), { format: "table", onlyProblems: true })).to.equal(
      "1 containers, 1 available\n",
    );
  });

  it("prints JSON as it is", () => {
    expect(JSON.parse(renderReport(ROWS, { format: "json" }))).to.deep.equal(ROWS);
  });

  it("gives a CI system no line that begins as an image's name or a message wants it to", () => {
    const evil = "a\r\n::set-output name=x::y\tz";
    for (const format of ["table", "junit", "markdown", "github"] as const) {
      const text = renderReport([{ ...CART, image: evil, message: evil, container: evil }], { format });
      expect(
        text.split(/[\r\n]/).filter((line) => line.startsWith("::set")),
        format,
      ).to.deep.equal([]);
    }
    const text = renderReport([{ ...CART, message: evil }], { format: "junit" });
    expect(text).to.contain("a&#13;&#10;::set-output name=x::y&#9;z");
  });

  it("prints JUnit's XML", () => {
    expect(renderReport(ROWS, { format: "junit" })).to.equal(
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="image availability" tests="3" failures="1" errors="1">
    <testcase classname="shop/deployment/cart" name="main: reg.io/cart:2" file="out/a,b.yaml" line="12">
      <failure type="absent" message="404 &lt;none&gt; &amp; | 50%"/>
    </testcase>
    <testcase classname="shop/deployment/pay" name="main: reg.io/pay:1" file="out/a,b.yaml" line="12">
      <error type="registry_unavailable" message="timeout"/>
    </testcase>
    <testcase classname="shop/deployment/web" name="main: reg.io/web:1" file="out/a,b.yaml" line="12"/>
  </testsuite>
</testsuites>
`,
    );
    expect(renderReport([{ ...CART, message: "\u0000\ud800" }], { format: "junit" })).to.contain(
      'message="  "',
    );
  });

  it("prints Markdown in which nothing of a message is markup", () => {
    expect(renderReport(ROWS, { format: "markdown" })).to.equal(
      `| workload | container | image | available | reason | message |
|---|---|---|---|---|---|
| shop/deployment/cart | main | reg.io/cart:2 | no | absent | 404 \\<none\\> & \\| 50% |
| shop/deployment/pay | main | reg.io/pay:1 | unknown | registry\\_unavailable | timeout |
| shop/deployment/web | main | reg.io/web:1 | yes |  |  |
`,
    );
  });

  it("prints annotations for GitHub, of what is not available alone", () => {
    expect(renderReport(ROWS, { format: "github" })).to.equal(
      `::error file=out/a%2Cb.yaml,line=12,title=reg.io/cart%3A2%3A absent::shop/deployment/cart: 404 <none> & | 50%25
::warning file=out/a%2Cb.yaml,line=12,title=reg.io/pay%3A1%3A registry_unavailable::shop/deployment/pay: timeout
`,
    );
    expect(
      renderReport([{ image: "x", available: false, reason: "absent", message: "a\nb" }], {
        format: "github",
      }),
    ).to.equal("::error title=x%3A absent::a%0Ab\n");
  });
});

describe("exitCodeFor()", () => {
  it("is 0 where all is available, 1 where one certainly is not, else 3", () => {
    const of = (...available: readonly (boolean | null)[]) =>
      exitCodeFor(available.map((each) => ({ available: each })));
    expect([of(), of(true), of(true, null), of(null, false)]).to.deep.equal([0, 0, 3, 1]);
  });
});
