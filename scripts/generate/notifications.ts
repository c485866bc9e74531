import type { Generator } from "./generator.ts";

/** chart/files/: what an AlertmanagerConfig is made of, and the file of templates. */
export const notificationsGenerator: Generator = {
  name: "notifications of the chart",
  async generate() {
    // Only now: their types come from the generator of the values.
    const { NOTIFICATION_DATA } = await import("../../notifications/notificationData.ts");
    const { templateFile } = await import("../../notifications/template.ts");
    return [
      { path: "chart/files/notifications.json", text: `${JSON.stringify(NOTIFICATION_DATA, null, 2)}\n` },
      { path: "chart/files/notifications.tmpl", text: templateFile() },
    ];
  },
};
