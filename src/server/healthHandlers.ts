import type { Readiness } from "./readiness.ts";
import type { RequestHandler } from "./routes.ts";
import { sendText } from "./sendText.ts";

/** /livez and /healthz: that this is answered at all shows that the event loop turns, and nothing else counts. */
export const handleLive: RequestHandler = (_request, response) => sendText(response, 200, "ok\n");

/** /readyz: status 200 or 503; each check in a line of its own where asked to be verbose, or not ready. */
export function readyHandler(readiness: Readiness): RequestHandler {
  return (request, response) => {
    const { ready, checks } = readiness.report();
    const verbose = new URLSearchParams(/\?(.*)$/s.exec(request.url ?? "")?.[1]).has("verbose");
    if (ready && !verbose) {
      sendText(response, 200, "ok\n");
      return;
    }
    const lines = checks.map(({ name, ok, message }) => {
      const verdict = ok ? `[+]${name} ok` : `[-]${name} failed`;
      return message === undefined ? verdict : `${verdict}: ${message}`;
    });
    lines.push(ready ? "readyz check passed" : "readyz check failed");
    sendText(response, ready ? 200 : 503, `${lines.join("\n")}\n`);
  };
}
