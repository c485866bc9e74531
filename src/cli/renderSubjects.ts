/** What `render` can print. */
export const RENDER_SUBJECTS = ["rules", "dashboards", "alertmanager"] as const;

export type RenderSubject = (typeof RENDER_SUBJECTS)[number];
