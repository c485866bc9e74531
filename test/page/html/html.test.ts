import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { html, type Part } from "../../../src/page/html/html.ts";

describe("html", () => {
  it("escapes texts in elements and attributes", () => {
    const text = `<script>'"&`;
    expect(html`<p title="${text}">${text}</p>`.toString()).to.equal(
      '<p title="&lt;script&gt;&#39;&quot;&amp;">&lt;script&gt;&#39;&quot;&amp;</p>',
    );
  });

  it("takes markup as it is, lists one after the other, and nothing for what is left out", () => {
    const items: Part[] = ["a", html`<b>${"<"}</b>`, 1, 0, false, null, undefined, ["<"]];
    expect(html`<p>${items}</p>`.toString()).to.equal("<p>a<b>&lt;</b>10&lt;</p>");
  });

  it("is the only way to make markup: nothing of the page marks a text as escaped, and each attribute is quoted", () => {
    const root = join(import.meta.dirname, "../../../src/page");
    for (const file of globSync("**/*.ts", { cwd: root })) {
      const text = readFileSync(join(root, file), "utf8");
      expect(text, file).to.not.match(/\braw\b.*from|\braw\(|isEscaped: true,|\s[\w-]+=\$\{/);
      expect(text, file).to.not.match(/style="|<script|\son[a-z]+="/);
    }
  });
});
