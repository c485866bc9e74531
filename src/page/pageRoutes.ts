import type { IncomingMessage, ServerResponse } from "node:http";
import { inSlot } from "../server/inSlot.ts";
import type { RequestHandler, Routes } from "../server/routes.ts";
import { ScrapeSlots } from "../server/scrapeSlots.ts";
import { sendText } from "../server/sendText.ts";
import type { PageSources } from "./pageSources.ts";

/** Paths of pages, of the API, and of what pages need. */
const PAGES = [
  "/",
  "/images",
  "/image",
  "/workloads",
  "/workload",
  "/search",
  "/registries",
  "/changes",
  "/exporter",
];
const API = ["/api/v1/status", "/api/v1/images", "/api/v1/workloads"];

/** A page looks at all containers: more at once would only slow each other down. */
const AT_ONCE = 1;
const WAITING = 32;

/** Forbids all that a page of ours does without: scripts, frames, whatever is elsewhere. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const SECURITY = {
  "Content-Security-Policy": POLICY,
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  // What was shown to somebody with a password is not kept for others; going back asks again.
  "Cache-Control": "private, no-cache",
} as const;

/** The status page and its API. What renders them is loaded with the first request. */
export function pageRoutes(sources: PageSources): Routes {
  const { clock } = sources;
  const slots = new ScrapeSlots(AT_ONCE, WAITING, clock);
  const inTurn =
    (
      answer: (request: IncomingMessage, response: ServerResponse, signal: AbortSignal) => Promise<void>,
    ): RequestHandler =>
    (request, response) =>
      inSlot(slots, { request, response }, { what: "requests", giveWay: () => {} }, (_slot, signal) =>
        answer(request, response, signal),
      );
  const page = inTurn(async (request, response, signal) => {
    const { answerPage } = await import("./answerPage.ts");
    const { status, text, headers } = await answerPage(sources, request.url ?? "/", signal);
    sendText(response, status, text, { "Content-Type": "text/html; charset=utf-8", ...SECURITY, ...headers });
  });
  const api = inTurn(async (request, response, signal) => {
    const { answerApi } = await import("./answerApi.ts");
    const { status, text } = await answerApi(sources, request.url ?? "/", signal);
    sendText(response, status, text, { "Content-Type": "application/json", ...SECURITY });
  });
  const file =
    (type: string, name: "STYLESHEET" | "ICON"): RequestHandler =>
    async (_request, response) => {
      const { [name]: text } = await import("./html/stylesheet.ts");
      sendText(response, 200, text, { "Content-Type": type, "Cache-Control": "public, max-age=86400" });
    };
  return new Map([
    ...PAGES.map((path) => [path, page] as const),
    ...API.map((path) => [path, api] as const),
    ["/status.css", file("text/css; charset=utf-8", "STYLESHEET")] as const,
    ["/status.svg", file("image/svg+xml", "ICON")] as const,
  ]);
}
