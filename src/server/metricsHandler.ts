import { type ExpositionFormat, negotiateFormat } from "../metrics/expositionFormat.ts";
import type { Segment } from "../series/segment.ts";
import type { Clock } from "../time/clock.ts";
import { acceptsGzip } from "./acceptsGzip.ts";
import { inSlot } from "./inSlot.ts";
import type { RequestHandler } from "./routes.ts";
import { ScrapeSlots } from "./scrapeSlots.ts";
import { sendChunks } from "./sendChunks.ts";

/** A pair of Prometheus servers and a person or two: more at once would only slow each other down. */
const SCRAPES_AT_ONCE = 4;
const SCRAPES_WAITING = 64;
/** In milliseconds. No Prometheus waits as long by default; a client that stops reading must not hold its slot for good. */
const SCRAPE_TIMEOUT = 120_000;

/** Where the text of a scrape comes from: in chunks, made when asked for; some are kept compressed. */
export type Exposition = (format: ExpositionFormat) => AsyncIterable<string | Segment>;

/** /metrics: everything, in the format and encoding that the client asks for. */
export function metricsHandler({
  exposition,
  clock,
}: {
  readonly exposition: Exposition;
  readonly clock: Clock;
}): RequestHandler {
  const slots = new ScrapeSlots(SCRAPES_AT_ONCE, SCRAPES_WAITING, clock);
  return async (request, response) => {
    const format = negotiateFormat(request.headers.accept);
    const gzip = acceptsGzip(request.headers["accept-encoding"]?.toString());
    const head = {
      "Content-Type": format.contentType,
      "Cache-Control": "no-store",
      Vary: "Accept, Accept-Encoding",
      ...(gzip ? { "Content-Encoding": "gzip" } : {}),
    };
    if (request.method === "HEAD") {
      response.writeHead(200, head).end();
      return;
    }
    const cancelTimeout = clock.schedule(SCRAPE_TIMEOUT, () => response.destroy());
    try {
      const waiting = { what: "scrapes", giveWay: () => response.destroy() } as const;
      await inSlot(slots, { request, response }, waiting, async (slot, signal) => {
        response.writeHead(200, head);
        const chunks = onEach(exposition(format), () => slot.progress());
        await sendChunks(chunks, response, { gzip, clock, signal });
      });
    } finally {
      cancelTimeout();
    }
  };
}

/** Calls back when an element is asked for: here, when what was sent before has been taken. */
async function* onEach<T>(elements: AsyncIterable<T>, callback: () => void): AsyncIterable<T> {
  for await (const element of elements) {
    callback();
    yield element;
  }
}
