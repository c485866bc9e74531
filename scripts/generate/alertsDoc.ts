import type { Generator } from "./generator.ts";
import { locateToolIfThere } from "./locateToolIfThere.ts";
import { markdownTable } from "./markdown.ts";

const PATH = "docs/alerts.md";

/** docs/alerts.md: what people read of each alert. Takes amtool. */
export const alertsDocGenerator: Generator = {
  name: "texts of the alerts",
  async generate() {
    const amtool = await locateToolIfThere("amtool", PATH);
    if (amtool === undefined) {
      return [];
    }
    // Only now: their types come from the generator of the values.
    const { ALERT_EXAMPLES } = await import("../../notifications/tests/alertExamples.ts");
    const { renderNotification } = await import("../../notifications/tests/renderNotification.ts");
    const { SITUATIONS } = await import("../../notifications/tests/situations.ts");
    const groups: string[] = [];
    for (const { group, examples } of ALERT_EXAMPLES) {
      groups.push(`## Group ${group}\n`);
      for (const { alert, rows, notified } of examples) {
        const table = markdownTable(["severity", "for", "keeps firing for", "on by default"], rows);
        const text = await renderNotification(amtool, [notified]);
        groups.push(`### ${alert}\n\n[Runbook](runbooks/${alert}.md)\n\n${table}\n${fence(text)}`);
      }
    }
    const situations: string[] = [];
    for (const { name, alerts } of SITUATIONS) {
      situations.push(`### ${name}\n\n${fence(await renderNotification(amtool, alerts))}`);
    }
    const text = [INTRODUCTION, ...groups, "## Several at a time\n", ...situations].join("\n");
    return [{ path: PATH, text }];
  },
};

const INTRODUCTION = `<!-- Generated from rules/tests, notifications and chart/values.schema.json by \`npm run generate\`. Do not edit. -->

# Alerts

What somebody is told of each alert: a subject line, and a text. They are what Alertmanager's own templates make of the alerts that the unit tests of the rules expect. [notifications.md](notifications.md) says how they get to people, [runbooks](runbooks) what to do about them.
`;

// No text has a fence of its own.
function fence(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\`\n`;
}
