import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "../log/logger.ts";
import type { Routes } from "./routes.ts";
import { sendText } from "./sendText.ts";

/** Has a request answered by the handler of its path; never throws. */
export function dispatch(
  routes: Routes,
  request: IncomingMessage,
  response: ServerResponse,
  { log }: { log: Logger },
): void {
  const path = (request.url ?? "/").replace(/[?#].*$/s, "");
  const handler = routes.get(path);
  // Nothing here takes a body: one that is announced is not read, and with it the connection is of no more use.
  if (hasBody(request)) {
    response.setHeader("Connection", "close");
  }
  if (handler === undefined) {
    sendText(response, 404, "Not found. / lists what there is.\n");
    return;
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    sendText(response, 405, "Method not allowed. Use GET or HEAD.\n", { Allow: "GET, HEAD" });
    return;
  }
  const fail = (error: unknown) => {
    log.error({ error: String(error) }, `cannot answer a request for ${path}`);
    if (response.headersSent) {
      response.destroy();
    } else {
      sendText(response, 500, "Internal error. The log tells more.\n");
    }
  };
  try {
    Promise.resolve(handler(request, response)).catch(fail);
  } catch (error) {
    fail(error);
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}
