/**
 * Whether an answer may be compressed with gzip, by the Accept-Encoding header (RFC 9110, section 12.5.3): named, or
 * covered by `*`, with a quality other than 0.
 */
export function acceptsGzip(acceptEncoding: string | undefined): boolean {
  const qualities = new Map<string, number>();
  for (const part of (acceptEncoding ?? "").split(",")) {
    const [coding = "", ...parameters] = part.split(";").map((each) => each.trim().toLowerCase());
    const quality = parameters.find((each) => each.startsWith("q="))?.slice(2);
    qualities.set(coding === "x-gzip" ? "gzip" : coding, quality === undefined ? 1 : Number(quality));
  }
  return (qualities.get("gzip") ?? qualities.get("*") ?? 0) > 0;
}
