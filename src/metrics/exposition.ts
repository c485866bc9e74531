import type { Logger } from "../log/logger.ts";
import type { Segment } from "../series/segment.ts";
import type { Clock } from "../time/clock.ts";
import type { ExpositionFormat } from "./expositionFormat.ts";
import type { FamilyWriter } from "./familyWriter.ts";

/** Characters; the unit in which the sockets of Node.js buffer. Twice as much saves nothing that can be measured. */
const CHUNK_LENGTH = 64 * 1024;
/** Milliseconds of work after which a chunk is handed on however short it is. */
const CHUNK_MS = 2;

/**
 * Puts together what the writers write, in chunks; what is kept compressed is handed on as it is. A writer that fails is logged and costs what it had still to say.
 * Nothing is done ahead of demand: a chunk is made when it is asked for.
 */
export async function* exposition(
  writers: readonly FamilyWriter[],
  format: ExpositionFormat,
  { clock, log }: { clock: Pick<Clock, "monotonic">; log: Logger },
): AsyncGenerator<string | Segment, void> {
  let chunk = "";
  let beganMs = clock.monotonic();
  for (const write of writers) {
    const pieces = iterate(write(format));
    for (let piece = await next(pieces); piece !== undefined; piece = await next(pieces)) {
      if (typeof piece !== "string") {
        if (chunk !== "") {
          yield chunk;
        }
        yield piece;
        chunk = "";
        beganMs = clock.monotonic();
        continue;
      }
      chunk += piece;
      if (chunk.length >= CHUNK_LENGTH || clock.monotonic() - beganMs >= CHUNK_MS) {
        if (chunk !== "") {
          yield chunk;
        }
        chunk = "";
        beganMs = clock.monotonic();
      }
    }
  }
  if (format.openMetrics) {
    chunk += "# EOF\n";
  }
  if (chunk !== "") {
    yield chunk;
  }

  async function next(pieces: Pieces): Promise<string | Segment | undefined> {
    try {
      const result = await pieces.next();
      return result.done === true ? undefined : result.value;
    } catch (error) {
      log.error({ error: String(error) }, "some metrics cannot be written");
      return undefined;
    }
  }
}

type Pieces = Iterator<string | Segment, void> | AsyncIterator<string, void>;

function iterate(pieces: ReturnType<FamilyWriter>): Pieces {
  return Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
}
