import type { RequestHandler } from "./routes.ts";
import { sendText } from "./sendText.ts";

const LINKS = [
  ["/metrics", "the metrics, for Prometheus"],
  ["/readyz?verbose", "whether the exporter is ready, and what it waits for"],
  ["/livez", "whether the process is alive"],
] as const;

/** / says what there is; the page needs nothing from anywhere else. */
export function indexHandler(version: string): RequestHandler {
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
