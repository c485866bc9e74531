import { giveBack } from "./giveBack.ts";
import { NEEDED_FIELDS } from "./neededFields.ts";
import type { ResponseHeaders } from "./quotaHint.ts";
import { skipFields } from "./skipFields.ts";

/** As many as Go takes, which container runtimes are written in. */
const MAX_HEADER_BYTES = 1024 * 1024;
/** So many fields are kept, and as many again of those that are needed. */
const FREE_FIELDS = 128;
/** What fields may take without being counted, or left out: nearly all that there are take less, in bytes. */
const FREE_BYTES = 16 * 1024;
/** Within so many bytes it is clear whether a field is needed. */
const MAX_NAME = 64;
/** What is kept of a body that is no content: errors explain themselves in a line, and begin with it. */
const MAX_ERROR_BYTES = 8 * 1024;
const MAX_CHUNK_LINE = 4096;
/** What chunks may take besides their content: more is no honest way to send it. */
const MAX_CHUNK_EXCESS = 16 * 1024;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const FIRST_BYTES = 4 * 1024;

type Fields = Record<string, string | string[]>;

/**
 * Reads one HTTP/1 answer, and takes what Go's client takes, no more and no less: that is what nodes speak with.
 *
 * Bounded in what it keeps, and linear in what it reads, however small the pieces: of fields that nobody asks for, only as
 * many and as long ones as any honest answer has.
 */
export class ResponseReader {
  readonly #hasBody: boolean;
  #maxBytes: number;
  #state: "status" | "fields" | "chunk" | "content" | "chunk end" | "trailer" | "done" = "status";
  readonly #line = new GrowingBytes();
  #headerBytes = 0;
  #kept = 0;
  #keptBytes = 0;
  #version = 0;
  #status = 0;
  #field: string | undefined;
  #fields: Fields = Object.create(null);
  /** Of the body, or of the chunk, in bytes. */
  #left = Number.POSITIVE_INFINITY;
  #excess = 0;
  #isChunked = false;
  readonly #body = new GrowingBytes();
  #truncated = false;
  #isLast = false;
  #head: { readonly status: number; readonly headers: ResponseHeaders } | undefined;

  /** @param maxBytes how much of a body is kept, and of an error's at most 8 KiB; what is longer is not read to its end */
  constructor(method: string, maxBytes: number) {
    this.#hasBody = method !== "HEAD";
    this.#maxBytes = maxBytes;
  }

  /** Status and header fields, as soon as they are there; what only says that an answer follows is passed over. */
  get head(): { readonly status: number; readonly headers: ResponseHeaders } | undefined {
    return this.#head;
  }

  /** What is there of the body. */
  get body(): Buffer {
    return this.#body.bytes;
  }

  /** Whether the body was longer than was to be read. */
  get truncated(): boolean {
    return this.#truncated;
  }

  get done(): boolean {
    return this.#state === "done";
  }

  /** Whether, once it is done, another answer may follow on the same connection. */
  get mayFollow(): boolean {
    return !this.#isLast && !this.#truncated;
  }

  /** How much it keeps, in bytes, but for what every answer may have. */
  get heldBytes(): number {
    const head = this.#line.capacity + this.#keptBytes + (this.#field?.length ?? 0);
    return Math.max(0, head - FREE_BYTES) + this.#body.capacity;
  }

  /** Whether it reads fields that take more than any honest answer's. */
  get isInLargeHead(): boolean {
    return this.#headerBytes > 2 * FREE_BYTES && (this.#head === undefined || this.#state === "trailer");
  }

  /** Gives back what it keeps; it is of no use any more. */
  letGo(): void {
    this.#line.letGo();
    this.#body.letGo();
    this.#fields = NO_FIELDS;
    this.#field = undefined;
  }

  /**
   * Whoever calls keeps the bytes.
   *
   * @returns whether all of these were the answer's
   * @throws an error with a code, where this is no answer
   */
  push(bytes: Buffer): boolean {
    let at = 0;
    while (at < bytes.length && this.#state !== "done") {
      at = this.#state === "content" ? this.#takeContent(bytes, at) : this.#takeLine(bytes, at);
    }
    return at === bytes.length;
  }

  /** Nothing more comes. @throws an error with a code, where the answer is not complete */
  end(): void {
    if (this.#state === "content" && this.#left === Number.POSITIVE_INFINITY) {
      this.#state = "done";
    }
    if (this.#state !== "done") {
      throw coded("UND_ERR_SOCKET", "other side closed");
    }
  }

  #takeLine(bytes: Buffer, from: number): number {
    const at = this.#skip(bytes, from);
    const lineFeed = bytes.indexOf(LINE_FEED, at);
    const end = lineFeed < 0 ? bytes.length : lineFeed + 1;
    if (this.#state === "chunk" || this.#state === "chunk end") {
      if (this.#line.length + end - at > MAX_CHUNK_LINE) {
        throw coded("HPE_INVALID_CHUNK_SIZE", "a line of chunks is too long");
      }
    } else {
      this.#headerBytes += end - from;
      if (this.#headerBytes > MAX_HEADER_BYTES) {
        throw coded("UND_ERR_HEADERS_OVERFLOW", "too many header fields");
      }
    }
    if (lineFeed >= 0 && this.#line.length === 0) {
      this.#readLine(bytes.toString("latin1", at, end));
      return end;
    }
    this.#line.push(bytes, at, end);
    if (lineFeed >= 0) {
      const line = this.#line.bytes.toString("latin1");
      this.#line.length = 0;
      this.#readLine(line);
    } else if (this.#line.length > FREE_BYTES) {
      this.#shortenLine();
    }
    return end;
  }

  /** Passes over whole lines that would not be kept, which floods are made of. */
  #skip(bytes: Buffer, from: number): number {
    const { length } = this.#line;
    if (length > 0 || (this.#state === "fields" ? this.#kept < FREE_FIELDS : this.#state !== "trailer")) {
      return from;
    }
    const keepsNeeded = this.#state === "fields" && this.#kept < 2 * FREE_FIELDS;
    const at = skipFields(bytes, from, { keepsNeeded });
    if (at > from) {
      this.#endField();
      this.#field = SKIPPED;
    }
    return at;
  }

  /** Of a long line that is not complete and that nobody needs, what comes of it is looked at and let go of. */
  #shortenLine(): void {
    const { bytes } = this.#line;
    const goesOn = /^[\t ]/.test(bytes.toString("latin1", 0, 1));
    const field = goesOn ? this.#field : bytes.toString("latin1", 0, MAX_NAME + 1);
    const colon = field?.indexOf(":") ?? -1;
    if (this.#state === "status" || field === undefined || colon < 0 || isNeeded(field.slice(0, colon))) {
      return;
    }
    const isInEnd = bytes.at(-1) === CARRIAGE_RETURN;
    const end = bytes.length - (isInEnd ? 1 : 0);
    if (NO_VALUE.test(bytes.toString("latin1", goesOn ? 1 : colon + 1, end))) {
      throw INVALID_FIELD();
    }
    this.#line.length = goesOn ? 1 : colon + 1;
    if (isInEnd) {
      this.#line.push(bytes, end, end + 1);
    }
  }

  #readLine(line: string): void {
    switch (this.#state) {
      case "status":
        this.#readStatus(withoutEnd(line));
        break;
      case "fields":
        if (this.#readField(withoutEnd(line))) {
          this.#readHead();
        }
        break;
      case "chunk":
        this.#readSize(line);
        break;
      case "chunk end":
        if (line !== "\r\n") {
          throw coded("HPE_STRICT", "a chunk is longer than it says");
        }
        this.#state = "chunk";
        break;
      default:
        if (this.#readField(withoutEnd(line))) {
          this.#state = "done";
        }
    }
  }

  #readStatus(line: string): void {
    const [, version, minor, status] = /^HTTP\/(\d)\.(\d) +([+-]?\d+)(?: |$)/.exec(line) ?? [];
    if (status?.length !== 3 || status.startsWith("-")) {
      throw coded("HPE_INVALID_STATUS", "the first line is none of HTTP");
    }
    this.#version = Number(version) + Number(minor) / 10;
    this.#status = Number(status);
    this.#state = "fields";
  }

  /** Whether that was the last one. A field is complete when it is clear that the next line does not go on with it. */
  #readField(line: string): boolean {
    if (GOES_ON.test(line)) {
      if (this.#field === undefined) {
        throw INVALID_FIELD();
      }
      this.#field += ` ${trim(line)}`;
      if (this.#field.length > FREE_BYTES) {
        this.#shortenField(this.#field);
      }
      return false;
    }
    this.#endField();
    this.#field = line === "" ? undefined : trim(line);
    if (this.#field?.includes(":") === false) {
      throw INVALID_FIELD();
    }
    return line === "";
  }

  /** The field before is complete. */
  #endField(): void {
    const field = this.#field;
    if (field === undefined) {
      return;
    }
    const colon = field.indexOf(":");
    const name = field.slice(0, colon);
    const value = field.slice(colon + 1);
    if (!NAME.test(name) || NO_VALUE.test(value)) {
      throw INVALID_FIELD();
    }
    if (this.#state !== "fields") {
      return;
    }
    const key = name.toLowerCase();
    if (NEEDED_FIELDS.has(key)) {
      if (this.#kept >= 2 * FREE_FIELDS) {
        return;
      }
    } else if (this.#kept >= FREE_FIELDS || this.#keptBytes + field.length > FREE_BYTES) {
      this.#kept = Math.max(this.#kept, FREE_FIELDS);
      return;
    }
    this.#kept++;
    // With a space it is the name of nothing that anybody asks for.
    if (!name.includes(" ")) {
      this.#keptBytes += field.length;
      const before = this.#fields[key];
      const own = value.replace(/^[\t ]+/, "");
      if (before === undefined) {
        this.#fields[key] = own;
      } else if (typeof before === "string") {
        this.#fields[key] = [before, own];
      } else {
        before.push(own);
      }
    }
  }

  /** As with lines. */
  #shortenField(field: string): void {
    const colon = field.indexOf(":");
    if (!isNeeded(field.slice(0, colon))) {
      if (NO_VALUE.test(field.slice(colon + 1))) {
        throw INVALID_FIELD();
      }
      this.#field = field.slice(0, colon + 1);
    }
  }

  #readHead(): void {
    const fields = this.#fields;
    const status = this.#status;
    const isInformational = status >= 100 && status < 200;
    const hasBody = this.#hasBody && !isInformational && status !== 204 && status !== 304;
    this.#readCoding(fields["transfer-encoding"]);
    const length = readLength(fields["content-length"]);
    if (length !== undefined) {
      fields["content-length"] = `${length}`;
    }
    if (this.#isChunked && hasBody) {
      delete fields["content-length"];
    }
    if (isInformational && status !== 101) {
      this.#state = "status";
      this.#kept = 0;
      this.#keptBytes = 0;
      this.#fields = Object.create(null);
      return;
    }
    const persistence = `${fields.connection ?? ""}`;
    this.#isLast =
      status === 101 || (this.#version < 1.1 ? !KEPT.test(persistence) : CLOSED.test(persistence));
    this.#head = { status, headers: fields };
    if (status >= 300) {
      this.#maxBytes = Math.min(this.#maxBytes, MAX_ERROR_BYTES);
    }
    if (!hasBody || (length === 0 && !this.#isChunked)) {
      this.#state = "done";
    } else if (this.#isChunked) {
      this.#state = "chunk";
    } else {
      this.#left = length ?? Number.POSITIVE_INFINITY;
      this.#isLast ||= length === undefined;
      this.#state = "content";
    }
  }

  #readCoding(codings: string | readonly string[] | undefined): void {
    this.#isChunked = codings !== undefined && this.#version >= 1.1;
    if (this.#isChunked && !(typeof codings === "string" && codings.toLowerCase() === "chunked")) {
      throw coded("HPE_INVALID_TRANSFER_ENCODING", "it is encoded in a way that nodes do not know");
    }
    if (codings !== undefined) {
      delete this.#fields["transfer-encoding"];
    }
  }

  #readSize(line: string): void {
    // Unlike other lines, these end as they should.
    const [, size] = /^([0-9A-Fa-f]{1,16})(?:[\t ]*|;[^\r]*)\r\n$/.exec(line) ?? [];
    if (size === undefined) {
      throw coded("HPE_INVALID_CHUNK_SIZE", "a chunk has no size");
    }
    this.#left = Number.parseInt(size, 16);
    this.#excess = Math.max(0, this.#excess + line.length - 16 - 2 * this.#left);
    if (this.#excess > MAX_CHUNK_EXCESS) {
      throw coded("HPE_INVALID_CHUNK_SIZE", "chunks hold too little");
    }
    this.#state = this.#left === 0 ? "trailer" : "content";
  }

  #takeContent(bytes: Buffer, at: number): number {
    const end = Math.min(bytes.length, at + this.#left);
    this.#left -= end - at;
    const room = this.#maxBytes - this.#body.length;
    this.#body.push(bytes, at, Math.min(end, at + room), this.#maxBytes);
    if (end - at > room) {
      this.#truncated = true;
      this.#state = "done";
    } else if (this.#left === 0) {
      this.#state = this.#isChunked ? "chunk end" : "done";
    }
    return end;
  }
}

/** Bytes that come one after the other, in memory of their own: what was read at once may be a single byte of them. */
class GrowingBytes {
  #buffer = NONE;
  length = 0;

  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.length);
  }

  get capacity(): number {
    return this.#buffer.length;
  }

  push(bytes: Buffer, from: number, to: number, max = Number.POSITIVE_INFINITY): void {
    const length = this.length + to - from;
    if (length > this.#buffer.length) {
      const larger = Buffer.allocUnsafeSlow(
        Math.min(max, Math.max(length, 2 * this.#buffer.length, FIRST_BYTES)),
      );
      this.#buffer.copy(larger, 0, 0, this.length);
      giveBack(this.#buffer);
      this.#buffer = larger;
    }
    bytes.copy(this.#buffer, this.length, from, to);
    this.length = length;
  }

  letGo(): void {
    giveBack(this.#buffer);
    this.#buffer = NONE;
    this.length = 0;
  }
}

const NONE: Buffer = Buffer.alloc(0);
const NO_FIELDS: Fields = Object.freeze(Object.create(null));
/** Stands for those that were passed over, as the next line may go on with the last one. */
const SKIPPED = "x:";
const GOES_ON = /^[\t ]/;
const CLOSED = /(?:^|,)[\t ]*close[\t ]*(?:,|$)/i;
const KEPT = /(?:^|,)[\t ]*keep-alive[\t ]*(?:,|$)/i;
/** A token, with spaces anywhere. */
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z ]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a value must not hold
const NO_VALUE = /[\x00-\x08\x0a-\x1f\x7f]/;

const INVALID_FIELD = () => coded("HPE_INVALID_HEADER_TOKEN", "a header field is none");

function isNeeded(name: string): boolean {
  return NEEDED_FIELDS.has(name.toLowerCase());
}

function withoutEnd(line: string): string {
  return line.replace(/\r?\n$/, "");
}

function trim(text: string): string {
  return text.replace(/^[\t ]+/, "").replace(/(?<![\t ])[\t ]+$/, "");
}

/** In bytes. Several must be equal. */
function readLength(fields: string | readonly string[] | undefined): number | undefined {
  if (fields === undefined) {
    return undefined;
  }
  const [first = "", ...others] = (typeof fields === "string" ? [fields] : fields).map(trim);
  if (!/^\d+$/.test(first) || Number(first) >= 2 ** 63 || others.some((other) => other !== first)) {
    throw coded("HPE_INVALID_CONTENT_LENGTH", "its length is none");
  }
  return Number(first);
}

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
