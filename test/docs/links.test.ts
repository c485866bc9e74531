import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { CHART } from "../chart/helms.ts";
import { DOCUMENTS, ROOT } from "./documents.ts";

const { home } = parse(readFileSync(join(CHART, "Chart.yaml"), "utf8")) as { home: string };
/** How those name a file of the project who have a document alone. */
const OURS = `${home}/blob/main/`;

describe("links of documents", () => {
  it("are found", () => {
    expect(DOCUMENTS.flatMap(({ links }) => links)).to.have.length.above(200);
  });

  for (const { path, links } of DOCUMENTS) {
    it(`of ${path} lead somewhere`, () => {
      expect(links.flatMap((link) => problemWith(link, path) ?? [])).to.deep.equal([]);
    });
  }

  it("are in full in what people have without the others", () => {
    const { links } = DOCUMENTS.find(({ path }) => path === "chart/README.md")!;
    expect(links.filter((link) => !/^(#|https:)/.test(link))).to.deep.equal([]);
  });
});

/** What is wrong with a link of a document, undefined where nothing is. */
function problemWith(link: string, path: string): string | undefined {
  if (/^[a-z]+:/.test(link) && !link.startsWith(OURS)) {
    const url = URL.parse(link);
    return url?.protocol === "https:" && url.username === "" ? undefined : `${link}: not a URL of https`;
  }
  const [file = "", anchor] = link.replace(OURS, "").split("#");
  const base = link.startsWith(OURS) ? "." : dirname(path);
  const target = file === "" ? path : normalize(join(base, decodeURIComponent(file)));
  if (!existsSync(join(ROOT, target))) {
    return `${link}: there is no ${target}`;
  }
  if (anchor !== undefined && !DOCUMENTS.find((each) => each.path === target)?.anchors.has(anchor)) {
    return `${link}: ${target} has no such heading`;
  }
  return undefined;
}
