import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { renderAlertmanager } from "../../notifications/renderAlertmanager.ts";
import { readValues } from "../../src/chart/readValues.ts";
import { VALUES_DEFAULTS } from "../../src/chart/values.generated.ts";
import { blocksOf, documentOf } from "./documents.ts";

const { text: TEXT } = documentOf("docs/notifications.md");
const blocks = (language: string) => blocksOf("docs/notifications.md", language);

describe("docs/notifications.md", () => {
  it("shows a notification as docs/alerts.md has it", () => {
    const [shown, ...others] = blocks("text");
    expect(others).to.deep.equal([]);
    expect(documentOf("docs/alerts.md").text).to.include(shown);
  });

  it("gives values that can be used", async () => {
    const folder = await mkdtemp(join(tmpdir(), "iae-docs-"));
    try {
      const file = join(folder, "values.yaml");
      const [operator, , plain] = blocks("yaml");
      for (const values of [operator!, plain!]) {
        await writeFile(file, values);
        const read = await readValues(file, { signal: new AbortController().signal });
        expect(renderAlertmanager(read)).to.have.length(2);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("names the times that are the defaults", () => {
    for (const [severity, route] of Object.entries(VALUES_DEFAULTS.alertmanagerConfig.routes)) {
      const times = [route.groupWait, route.groupInterval, route.repeatInterval].join(" | ");
      expect(TEXT).to.match(new RegExp(`^\\| ${severity}.*\\| ${times} \\|$`, "m"));
    }
  });
});
