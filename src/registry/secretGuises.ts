/** As much of a secret as tells something of it, in characters. */
export const TRACE_LENGTH = 8;

/** Of what is longer than any password or token the beginning is looked for, in characters. */
const MAX_LENGTH = 16 * 1024;

/** Bits of a filter for each piece of a guise. */
const BITS_EACH = 16;

/** Any odd number. */
const BASE = 0x01000193;
/** What the first character of a piece weighs in its hash. */
const FIRST_WEIGHT = Array.from({ length: TRACE_LENGTH - 1 }).reduce<number>(
  (weight) => Math.imul(weight, BASE),
  1,
);

/** The pieces of eight of a text, by what remains of it without all that is no letter or digit. */
export class TextPieces {
  readonly plain: string;
  readonly #hashes: Uint32Array;

  constructor(text: string) {
    this.plain = reduce(text);
    this.#hashes = new Uint32Array(Math.max(0, this.plain.length - TRACE_LENGTH + 1));
    hashPieces(this.plain, (hash, at) => {
      this.#hashes[at] = hash;
    });
  }

  /** Those that may be in a filter. */
  *in(filter: PieceFilter): Iterable<string> {
    for (let at = 0; at < this.#hashes.length; at++) {
      if (filter.mayHave(this.#hashes[at]!)) {
        yield this.plain.slice(at, at + TRACE_LENGTH);
      }
    }
  }
}

/** Tells of most pieces that they are in none of some texts, however long these are. */
class PieceFilter {
  readonly #bits: Uint32Array;
  readonly #mask: number;

  constructor(texts: readonly string[]) {
    const pieces = texts.reduce((sum, { length }) => sum + length, 0);
    const size = 2 ** Math.ceil(Math.log2(Math.max(32, pieces * BITS_EACH)));
    this.#bits = new Uint32Array(size / 32);
    this.#mask = size - 1;
    for (const text of texts) {
      hashPieces(text, (hash) => {
        for (const bit of [hash & this.#mask, other(hash) & this.#mask]) {
          this.#bits[bit >>> 5]! |= 1 << (bit & 31);
        }
      });
    }
  }

  get byteLength(): number {
    return this.#bits.byteLength;
  }

  mayHave(hash: number): boolean {
    const [one, two] = [hash & this.#mask, other(hash) & this.#mask];
    return (
      ((this.#bits[one >>> 5]! >>> (one & 31)) & 1) === 1 &&
      ((this.#bits[two >>> 5]! >>> (two & 31)) & 1) === 1
    );
  }
}

/**
 * In what guises a secret may stand in a text: in another case, in base64, in hexadecimal, backwards or encoded for URLs, cut
 * and over several lines. Made once; whether one is in a text is told in a time that does not go by the secret's length.
 */
export class SecretGuises {
  readonly #short: readonly string[];
  readonly #long: readonly string[];
  readonly #filter: PieceFilter;

  constructor(secret: string) {
    const guises = guisesOf(secret.slice(0, MAX_LENGTH)).filter((guise) => guise !== "");
    this.#short = guises.filter(({ length }) => length <= TRACE_LENGTH);
    this.#long = guises.filter(({ length }) => length > TRACE_LENGTH);
    this.#filter = new PieceFilter(this.#long);
  }

  /** In bytes, roughly. */
  get weight(): number {
    return this.#long.reduce((sum, { length }) => sum + length, this.#filter.byteLength);
  }

  /** Whether a text has a piece of one, or a short one as a whole. */
  areIn(text: TextPieces): boolean {
    if (this.#short.some((guise) => text.plain.includes(guise))) {
      return true;
    }
    for (const piece of text.in(this.#filter)) {
      if (this.#long.some((guise) => guise.includes(piece))) {
        return true;
      }
    }
    return false;
  }
}

/** Tells a hash of each piece of eight, and where it begins. */
function hashPieces(text: string, tell: (hash: number, at: number) => void): void {
  let hash = 0;
  for (let at = 0; at < text.length; at++) {
    if (at >= TRACE_LENGTH) {
      hash -= Math.imul(text.charCodeAt(at - TRACE_LENGTH), FIRST_WEIGHT);
    }
    hash = (Math.imul(hash, BASE) + text.charCodeAt(at)) | 0;
    if (at >= TRACE_LENGTH - 1) {
      tell(mixed(hash), at - TRACE_LENGTH + 1);
    }
  }
}

/** The bits of characters that are alike are spread over all. */
function mixed(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return Math.imul(once ^ (once >>> 13), 0xc2b2ae35) >>> 0;
}

function other(hash: number): number {
  return Math.imul(hash ^ (hash >>> 16), 0x27d4eb2f) >>> 0;
}

function guisesOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const plain = reduce(secret);
  const guises = [
    plain,
    [...plain].reverse().join(""),
    reduce(encodeURIComponent(secret.toWellFormed())),
    bytes.toString("hex"),
  ];
  for (let before = 0; before < 3; before++) {
    // It may stand anywhere in what was encoded; the characters at both ends depend on its neighbours.
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    const first = before === 0 ? 0 : before + 1;
    guises.push(reduce(encoded.slice(first, Math.floor(((before + bytes.length) * 4) / 3))));
  }
  return guises.filter((guise) => guise === plain || guise.length >= TRACE_LENGTH);
}

function reduce(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}
