import type { Clock } from "../time/clock.ts";
import { type Exposition, metricsHandler } from "./metricsHandler.ts";
import type { Readiness } from "./readiness.ts";
import type { RequestHandler, Routes } from "./routes.ts";
import { sendText } from "./sendText.ts";

/** All that the exporter serves. */
export function createRoutes(parts: {
  readonly exposition: Exposition;
  readonly readiness: Readiness;
  /** The exporter's own. */
  readonly version: string;
  readonly clock: Clock;
  /** What else there is, and what stands in for /. */
  readonly more?: Routes;
}): Routes {
  return new Map([
    ["/", indexHandler(parts.version)],
    ...(parts.more ?? []),
    ["/metrics", metricsHandler(parts)],
    ["/livez", handleLive],
    ["/healthz", handleLive],
    ["/readyz", readyHandler(parts.readiness)],
  ]);
}

/** /livez and /healthz: that this is answered at all shows that the event loop turns, and nothing else counts. */
const handleLive: RequestHandler = (_request, response) => sendText(response, 200, "ok\n");

/** /readyz: status 200 or 503; each check in a line of its own where asked to be verbose, or not ready. */
function readyHandler(readiness: Readiness): RequestHandler {
  return (request, response) => {
    const { ready, checks } = readiness.report();
    const verbose = new URLSearchParams(/\?(.*)$/s.exec(request.url ?? "")?.[1]).has("verbose");
    if (ready && !verbose) {
      sendText(response, 200, "ok\n");
      return;
    }
    const lines = checks.map(({ name, ok, message }) => {
      const line = ok ? `[+]${name} ok` : `[-]${name} failed`;
      return message === undefined ? line : `${line}: ${message}`;
    });
    lines.push(ready ? "readyz check passed" : "readyz check failed");
    sendText(response, ready ? 200 : 503, `${lines.join("\n")}\n`);
  };
}

const LINKS = [
  ["/metrics", "the metrics, for Prometheus"],
  ["/readyz?verbose", "whether the exporter is ready, and what it waits for"],
  ["/livez", "whether the process is alive"],
] as const;

/** / says what there is; the page needs nothing from anywhere else. */
function indexHandler(version: string): RequestHandler {
  const items = LINKS.map(([path, what]) => `<li><a href="${path}">${path}</a>: ${what}</li>`);
  const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>k8s-image-availability-exporter</title></head>
<body>
<h1>k8s-image-availability-exporter</h1>
<p>Version ${version}. Tells which container images of this cluster can no longer be pulled.</p>
<ul>
${items.join("\n")}
</ul>
</body>
</html>
`;
  return (_request, response) =>
    sendText(response, 200, page, {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": "default-src 'none'",
    });
}
