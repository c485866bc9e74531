/** What is kept of a JSON text. */
export interface JsonBounds {
  /** How deep lists and objects are read; those further inside are there, but empty. Default: 1. */
  readonly depth?: number;
  /** How many values are kept; the rest is passed over. Default: 256. */
  readonly values?: number;
  /** Whether a list or object that ends too early is taken for what it had come to. */
  readonly partial?: boolean;
  /** Whether the first value counts, whatever follows it. */
  readonly first?: boolean;
  /** Whether numbers are kept as they are written. */
  readonly asWritten?: boolean;
}

/** A number as it is written. */
export class WrittenNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Longer ones are passed over, in bytes; tokens of registries have some thousand. */
const MAX_STRING_BYTES = 64 * 1024;
const MAX_LITERAL_BYTES = 64;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Reads JSON that a stranger sent. `JSON.parse` makes an object of every `{}`: of 4 MB that is most of a second, in which
 * nothing else happens, and a hundred megabytes. This one passes over what nobody asked for, byte by byte, in a few
 * milliseconds; there it looks for the end alone.
 *
 * @returns what `JSON.parse` returns, within the bounds and without keys `__proto__`; undefined for what is no JSON
 */
export function parseBoundedJson(bytes: Buffer, bounds: JsonBounds = {}): unknown {
  const reader = new Reader(bytes, bounds);
  let root: unknown;
  try {
    reader.read(0, (value) => {
      root = value;
    });
    return bounds.first === true || reader.isAtEnd() ? root : undefined;
  } catch (error) {
    if (error instanceof NoJsonError) {
      return error.isEarlyEnd && bounds.partial === true ? root : undefined;
    }
    throw error;
  }
}

class NoJsonError extends Error {
  readonly isEarlyEnd: boolean;

  constructor(isEarlyEnd: boolean) {
    super("no JSON");
    this.isEarlyEnd = isEarlyEnd;
  }
}

type Keep = (value: unknown) => void;

class Reader {
  readonly #bytes: Buffer;
  readonly #depth: number;
  readonly #asWritten: boolean;
  /** How many more values may be kept. */
  #left: number;
  #at = 0;

  constructor(bytes: Buffer, { depth = 1, values = 256, asWritten = false }: JsonBounds) {
    this.#bytes = bytes;
    this.#depth = depth;
    this.#asWritten = asWritten;
    this.#left = values;
  }

  isAtEnd(): boolean {
    while (this.#at < this.#bytes.length && isSpace(this.#bytes[this.#at]!)) {
      this.#at++;
    }
    return this.#at === this.#bytes.length;
  }

  /** Reads the next value. A list or object is handed over before it is filled. */
  read(depth: number, keep: Keep): void {
    this.#left--;
    switch (this.#next()) {
      case OPEN_LIST: {
        const list: unknown[] = [];
        keep(list);
        this.#container(CLOSE_LIST, depth, () => this.read(depth + 1, (value) => list.push(value)));
        return;
      }
      case OPEN_OBJECT: {
        const object: Record<string, unknown> = {};
        keep(object);
        this.#container(CLOSE_OBJECT, depth, () => this.#property(object, depth + 1));
        return;
      }
      case QUOTE: {
        const text = this.#string();
        if (text !== undefined) {
          keep(text);
        }
        return;
      }
      default:
        keep(this.#literal());
    }
  }

  #container(close: number, depth: number, readItem: () => void): void {
    this.#at++;
    if (depth >= this.#depth) {
      this.#skipToEnd();
      return;
    }
    if (this.#next() === close) {
      this.#at++;
      return;
    }
    for (;;) {
      if (this.#left <= 0) {
        this.#skipToEnd();
        return;
      }
      readItem();
      const after = this.#next();
      this.#at++;
      if (after === close) {
        return;
      }
      if (after !== COMMA) {
        throw new NoJsonError(false);
      }
    }
  }

  #property(object: Record<string, unknown>, depth: number): void {
    if (this.#next() !== QUOTE) {
      throw new NoJsonError(false);
    }
    const key = this.#string();
    if (this.#next() !== COLON) {
      throw new NoJsonError(false);
    }
    this.#at++;
    this.read(depth, (value) => {
      // Assigned, this one would become what the object inherits from.
      if (key !== undefined && key !== "__proto__") {
        object[key] = value;
      }
    });
  }

  /** Goes to behind the end of the list or object that has begun. */
  #skipToEnd(): void {
    const bytes = this.#bytes;
    let open = 1;
    for (let at = this.#at; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte === QUOTE) {
        at = this.#endOfString(at);
      } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
        open++;
      } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
        open--;
        if (open === 0) {
          this.#at = at + 1;
          return;
        }
      }
    }
    throw new NoJsonError(true);
  }

  /** Undefined for one that is too long. */
  #string(): string | undefined {
    const start = this.#at;
    const end = this.#endOfString(start);
    this.#at = end + 1;
    return end - start > MAX_STRING_BYTES ? undefined : (parse(this.#text(start, this.#at)) as string);
  }

  /** @param at of the opening quote */
  #endOfString(at: number): number {
    const bytes = this.#bytes;
    for (let next = at + 1; next < bytes.length; next++) {
      const byte = bytes[next]!;
      if (byte === BACKSLASH) {
        next++;
      } else if (byte === QUOTE) {
        return next;
      }
    }
    throw new NoJsonError(true);
  }

  /** A number, `true`, `false` or `null`. */
  #literal(): unknown {
    const start = this.#at;
    const most = start + MAX_LITERAL_BYTES;
    while (this.#at < this.#bytes.length && this.#at < most && isWordByte(this.#bytes[this.#at]!)) {
      this.#at++;
    }
    const text = this.#text(start, this.#at);
    const value = parse(text);
    return this.#asWritten && typeof value === "number" ? new WrittenNumber(text) : value;
  }

  /** The first byte that is no space. */
  #next(): number {
    if (this.isAtEnd()) {
      throw new NoJsonError(true);
    }
    return this.#bytes[this.#at]!;
  }

  #text(start: number, end: number): string {
    return this.#bytes.toString("utf8", start, end);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NoJsonError(false);
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d && byte !== 0x0b && byte !== 0x0c);
}

/** Letters, digits, `+`, `-`, `.`. */
function isWordByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    byte === 0x2b ||
    byte === 0x2d ||
    byte === 0x2e
  );
}
