import type { IncomingMessage, ServerResponse } from "node:http";
import { clientOf } from "./clientOf.ts";
import type { ScrapeSlot, ScrapeSlots } from "./scrapeSlots.ts";
import { sendText } from "./sendText.ts";

/** Answers while there is a slot for it. `signal` aborts when nobody is left to be answered. */
export type SlotAnswer = (slot: ScrapeSlot, signal: AbortSignal) => Promise<void>;

/**
 * Has a request wait for its slot, client by client, and answers it then; 503 where too many wait. That whoever asked has
 * gone is no failure.
 *
 * @param options.what is asked for, in the words of the 503
 * @param options.giveWay called when others need the slot and the client is too slow
 * @throws whatever `answer` throws while somebody is left to be answered
 */
export async function inSlot(
  slots: ScrapeSlots,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
  { what, giveWay }: { readonly what: "requests" | "scrapes"; readonly giveWay: () => void },
  answer: SlotAnswer,
): Promise<void> {
  const gone = new AbortController();
  const { signal } = gone;
  response.once("close", () => gone.abort());
  try {
    const slot = await slots.acquire({ client: clientOf(request.socket), giveWay, signal });
    if (slot === undefined) {
      sendText(response, 503, `Too many ${what} at once. Try again later.\n`, { "Retry-After": "1" });
      return;
    }
    try {
      await answer(slot, signal);
    } finally {
      slot.release(response.writableFinished);
    }
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  }
}
