import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VALUES_DEFAULTS } from "../../src/chart/values.generated.ts";
import { runCommand } from "../../test/e2e/tools/runCommand.ts";
import { renderAlertmanager } from "../renderAlertmanager.ts";
import { type NotifiedAlert, templateData } from "./notification.ts";

/**
 * Has amtool render templates for alerts.
 *
 * @param text a template that may call for those of the project, as the field of a receiver does
 */
export async function renderNotification(
  amtool: string,
  alerts: readonly NotifiedAlert[],
  text = '{{ template "iae.title" . }}\n\n{{ template "iae.text" . }}',
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "iae-notification-"));
  try {
    const data = join(folder, "data.json");
    await writeFile(data, JSON.stringify(templateData(alerts)));
    for (const file of renderAlertmanager(VALUES_DEFAULTS)) {
      await writeFile(join(folder, file.name), file.text);
    }
    const rendered = await runCommand(amtool, [
      ...["template", "render", "--template.glob", join(folder, "*.tmpl")],
      ...["--template.text", text, "--template.data", data],
    ]);
    return rendered.replace(/\n$/, "");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
