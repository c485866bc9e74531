import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { ScrapeSlot } from "./scrapeSlots.ts";

/** What is handed to a socket at once, in bytes. */
const PIECE_BYTES = 64 * 1024;

/**
 * Sends the body of an answer whose head is written, no faster than it is taken.
 *
 * @param slot told of each piece that is
 * @throws `signal.reason` when `signal` aborts, as it must when the answer is destroyed
 */
export async function sendPieces(
  body: Buffer,
  response: ServerResponse,
  slot: Pick<ScrapeSlot, "progress">,
  signal: AbortSignal,
): Promise<void> {
  await pipeline(
    pieces(body, () => slot.progress()),
    response,
    { signal },
  );
}

/** None of them a copy. `onPiece` is called when one is asked for: the last has been taken. */
function* pieces(body: Buffer, onPiece: () => void): Iterable<Buffer> {
  for (let start = 0; start < body.length; start += PIECE_BYTES) {
    onPiece();
    yield body.subarray(start, start + PIECE_BYTES);
  }
}
