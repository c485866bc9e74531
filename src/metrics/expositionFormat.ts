/** One of the two text formats in which metrics are exposed. */
export interface ExpositionFormat {
  readonly openMetrics: boolean;
  readonly contentType: string;
}

/** https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */
export const PROMETHEUS_TEXT: ExpositionFormat = {
  openMetrics: false,
  contentType: "text/plain; version=0.0.4; charset=utf-8",
};

/** https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md */
export const OPENMETRICS_TEXT: ExpositionFormat = {
  openMetrics: true,
  contentType: "application/openmetrics-text; version=1.0.0; charset=utf-8",
};

/**
 * Picks the format by the Accept header (RFC 9110, section 12.5.1). OpenMetrics only for whoever names it; the older
 * format for everybody else, also for those who accept neither, so that a plain `curl` always sees something.
 */
export function negotiateFormat(accept: string | undefined): ExpositionFormat {
  let openMetrics = 0;
  let text = 0;
  for (const range of (accept ?? "").split(",")) {
    const [type = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
    const parameter = (name: string) =>
      parameters.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);
    const quality = parseQuality(parameter("q"));
    const version = parameter("version")?.replaceAll('"', "");
    if (type === "application/openmetrics-text" && (version === undefined || version === "1.0.0")) {
      openMetrics = Math.max(openMetrics, quality);
    } else if (type === "text/plain" && (version === undefined || version === "0.0.4")) {
      text = Math.max(text, quality);
    }
  }
  return openMetrics > 0 && openMetrics >= text ? OPENMETRICS_TEXT : PROMETHEUS_TEXT;
}

function parseQuality(text: string | undefined): number {
  if (text === undefined) {
    return 1;
  }
  const quality = Number(text);
  return quality >= 0 && quality <= 1 ? quality : 0;
}
