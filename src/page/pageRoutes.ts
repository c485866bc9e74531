import { inSlot } from "../server/inSlot.ts";
import type { RequestHandler, Routes } from "../server/routes.ts";
import { ScrapeSlots } from "../server/scrapeSlots.ts";
import { sendPieces } from "../server/sendPieces.ts";
import { sendHead, sendText } from "../server/sendText.ts";
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
/** What is larger, in bytes, is sent to few at once: it would be kept for whoever takes none of it. */
const SMALL_BYTES = 16 * 1024;
const SENT_AT_ONCE = 4;
const WAITING_TO_BE_SENT = 8;

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

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The status page and its API. What renders them is loaded with the first request. */
export function pageRoutes(sources: PageSources): Routes {
  const { clock } = sources;
  const making = new ScrapeSlots(AT_ONCE, WAITING, clock);
  const sending = new ScrapeSlots(SENT_AT_ONCE, WAITING_TO_BE_SENT, clock);
  const inTurn =
    (type: string, make: (url: string, signal: AbortSignal) => Promise<Answer>): RequestHandler =>
    async (request, response) => {
      const exchange = { request, response };
      let made: Answer | undefined;
      await inSlot(making, exchange, { what: "requests", giveWay: () => {} }, async (_slot, signal) => {
        made = await make(request.url ?? "/", signal);
      });
      if (made === undefined) {
        return;
      }
      const { status, text, headers } = made;
      const all = { "Content-Type": type, ...SECURITY, ...headers };
      const body = Buffer.from(text);
      if (body.length <= SMALL_BYTES || request.method === "HEAD") {
        sendText(response, status, text, all);
        return;
      }
      const giveWay = () => response.destroy();
      await inSlot(sending, exchange, { what: "requests", giveWay }, async (slot, signal) => {
        sendHead(response, status, body.length, all);
        await sendPieces(body, response, slot, signal);
      });
    };
  const page = inTurn("text/html; charset=utf-8", async (url, signal) => {
    const { answerPage } = await import("./answerPage.ts");
    return await answerPage(sources, url, signal);
  });
  const api = inTurn("application/json", async (url, signal) => {
    const { answerApi } = await import("./answerApi.ts");
    return await answerApi(sources, url, signal);
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
