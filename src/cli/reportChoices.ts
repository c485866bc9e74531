/** What rows may be grouped by in a table: the values of `--group-by`. */
export const GROUPS = ["reason", "namespace", "registry", "workload", "image"] as const;
export type Group = (typeof GROUPS)[number];

/** The values of `--output`, where all images of a cluster or of manifests are reported. */
export const REPORT_FORMATS = ["table", "json", "junit", "markdown", "github"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];
