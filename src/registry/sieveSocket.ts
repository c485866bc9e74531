import type { Socket } from "node:net";
import { errors } from "undici";
import { giveBack } from "./giveBack.ts";
import { HeadSieve } from "./headSieve.ts";
import type { ReadingTurns } from "./readingTurns.ts";

/** What a head may have at most, in bytes: what Go takes, which container runtimes are written in. */
export const MAX_HEAD_BYTES = 1024 * 1024;
/** From here on, the rest of a head waits for a turn. */
const LARGE_HEAD_BYTES = 32 * 1024;
/** More than what comes in at once. */
const HOLDING_BYTES = 128 * 1024;
const NOTHING = Buffer.alloc(0);

/** Whoever is being answered. */
export interface AnswerReader {
  /**
   * So many bytes more of a head are kept until it is complete.
   *
   * @param letGo to be called where the answer is given up: connections close only at the end of the turn
   */
  onHeadBytes?(bytes: number, letGo: () => void): void;
}

/**
 * Passes all answers that come in on a connection through a sieve, and destroys it where a head is too long.
 *
 * @param reader the answer that comes next is for
 * @param turns in which large heads are read, all connections together
 */
export function sieveSocket(
  socket: Socket,
  reader: () => AnswerReader | undefined,
  turns: ReadingTurns,
): void {
  const heads = new HeadSieve();
  const push = socket.push.bind(socket);
  let answered: AnswerReader | undefined;
  /** Copies of long fields, which the parser needs until the head is complete. */
  let large: Buffer[] = [];
  const letGo = () => {
    large.forEach(giveBack);
    large = [];
  };
  const giveUp = () => {
    heads.begin();
    letGo();
  };
  socket.once("close", giveUp);
  // What sockets call with all that they read.
  socket.push = (bytes: Buffer | null) => {
    if (bytes === null) {
      return push(null);
    }
    const next = reader();
    if (next !== answered) {
      answered = next;
      heads.begin();
    }
    const keptBefore = heads.keptBytes;
    const passed = heads.sieve(bytes);
    if (heads.headBytes > MAX_HEAD_BYTES) {
      socket.destroy(new errors.HeadersOverflowError());
      return false;
    }
    if (passed !== bytes) {
      giveBack(bytes);
    }
    if (heads.keptBytes > keptBefore) {
      answered?.onHeadBytes?.(heads.keptBytes - keptBefore, giveUp);
    }
    if (socket.destroyed) {
      return false;
    }
    if (passed !== bytes && passed.length > LARGE_HEAD_BYTES) {
      large.push(passed);
    }
    if (large.length > 0 && !heads.isInHead) {
      setImmediate(letGo); // the parser is called at the end of this turn
    }
    const readsOn = passed.length === 0 || push(passed);
    if (heads.headBytes <= LARGE_HEAD_BYTES || !heads.isInHead) {
      return readsOn;
    }
    // Nothing has come in, and it may go on: that is what an empty piece says.
    turns.wait(() => push(NOTHING), { isHolding: heads.keptBytes > HOLDING_BYTES });
    return false;
  };
}
