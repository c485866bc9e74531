import type { CancelTimer, Clock } from "../time/clock.ts";

/**
 * How long an answer may wait to be read, in milliseconds: past that it is given up, and asked for anew. The API server
 * gives up on answers that nobody takes.
 */
const MAX_WAIT_MS = 5000;

type Chunks = AsyncGenerator<Uint8Array, void>;

/** A page that is asked for while the one before it is read: the API server makes it meanwhile, and sends what it can. */
export class PageAhead {
  readonly #token: string;
  readonly #chunks: Chunks;
  readonly #first: ReturnType<Chunks["next"]>;
  readonly #cancel: CancelTimer;
  #isGivenUp = false;

  /** @param chunks of its answer, of which nothing has been read */
  constructor(token: string, chunks: Chunks, clock: Clock) {
    this.#token = token;
    this.#chunks = chunks;
    this.#first = chunks.next();
    // Whoever reads it is told.
    this.#first.catch(noop);
    this.#cancel = clock.schedule(MAX_WAIT_MS, () => this.giveUp());
  }

  /** The chunks, to be read at once; undefined where it is another page that is wanted, or it had to wait for too long. */
  take(token: string | undefined): AsyncIterable<Uint8Array> | undefined {
    this.#cancel();
    if (token !== this.#token) {
      this.giveUp();
    }
    return this.#isGivenUp ? undefined : this.#read();
  }

  /** To be called where it is not read. */
  giveUp(): void {
    this.#cancel();
    this.#isGivenUp = true;
    void this.#chunks.return().catch(noop);
  }

  async *#read(): Chunks {
    try {
      const { value, done } = await this.#first;
      if (!done) {
        yield value;
        yield* this.#chunks;
      }
    } finally {
      await this.#chunks.return();
    }
  }
}

function noop(): void {}
