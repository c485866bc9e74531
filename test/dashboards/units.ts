/** The units of Grafana that our dashboards use. What is not here is a slip of the pen, or has to be looked up. */
export const UNITS: ReadonlySet<string> = new Set([
  "short",
  "percentunit",
  "s",
  "bytes",
  "ops",
  "reqps",
  "dateTimeFromNow",
  "suffix:cores",
  "suffix:days",
]);
