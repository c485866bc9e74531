import { codedError } from "./codedError.ts";
import { GrowingBytes } from "./growingBytes.ts";
import { FREE_BYTES, HeaderFields, trim } from "./headerFields.ts";
import type { ResponseHeaders } from "./quotaHint.ts";

/** As many as Go takes, which container runtimes are written in. */
const MAX_HEADER_BYTES = 1024 * 1024;
/** What is kept of a body that is no content: errors explain themselves in a line, and begin with it. */
const MAX_ERROR_BYTES = 8 * 1024;
const MAX_CHUNK_LINE = 4096;
/** What chunks may take besides their content: more is no honest way to send it. */
const MAX_CHUNK_EXCESS = 16 * 1024;
const LINE_FEED = 0x0a;

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
  #version = 0;
  #status = 0;
  #fields = new HeaderFields();
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
    const head = this.#line.capacity + this.#fields.heldBytes;
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
    this.#fields = new HeaderFields();
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
      throw codedError("ERR_CLOSED", "other side closed");
    }
  }

  #takeLine(bytes: Buffer, from: number): number {
    const isOfFields = this.#state === "fields" || this.#state === "trailer";
    const isWhole = isOfFields && this.#line.length === 0;
    const at = isWhole ? this.#fields.takeWhole(bytes, this.#fields.skip(bytes, from)) : from;
    const lineFeed = bytes.indexOf(LINE_FEED, at);
    const end = lineFeed < 0 ? bytes.length : lineFeed + 1;
    if (this.#state === "chunk" || this.#state === "chunk end") {
      if (this.#line.length + end - at > MAX_CHUNK_LINE) {
        throw codedError("ERR_CHUNK", "a chunk's size takes a line that is too long");
      }
    } else {
      this.#headerBytes += end - from;
      if (this.#headerBytes > MAX_HEADER_BYTES) {
        throw codedError("ERR_HEADERS_TOO_LARGE", "too many header fields");
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
    } else if (isOfFields && this.#line.length > FREE_BYTES) {
      this.#fields.shorten(this.#line);
    }
    return end;
  }

  #readLine(line: string): void {
    switch (this.#state) {
      case "status":
        this.#readStatus(withoutEnd(line));
        break;
      case "fields":
        if (this.#fields.take(withoutEnd(line))) {
          this.#readHead();
        }
        break;
      case "chunk":
        this.#readSize(line);
        break;
      case "chunk end":
        if (line !== "\r\n") {
          throw codedError("ERR_CHUNK", "a chunk is longer than it says");
        }
        this.#state = "chunk";
        break;
      default:
        if (this.#fields.take(withoutEnd(line))) {
          this.#state = "done";
        }
    }
  }

  #readStatus(line: string): void {
    const [, version, minor, status] = /^HTTP\/(\d)\.(\d) +([+-]?\d+)(?: |$)/.exec(line) ?? [];
    if (status?.length !== 3 || status.startsWith("-")) {
      throw codedError("ERR_STATUS_LINE", "its first line is none of HTTP");
    }
    this.#version = Number(version) + Number(minor) / 10;
    this.#status = Number(status);
    this.#state = "fields";
  }

  #readHead(): void {
    const fields = this.#fields.all;
    const status = this.#status;
    const isInformational = status >= 100 && status < 200;
    const hasBody = this.#hasBody && !isInformational && status !== 204 && status !== 304;
    this.#readCoding(fields["transfer-encoding"]);
    delete fields["transfer-encoding"];
    const length = readLength(fields["content-length"]);
    if (length !== undefined) {
      fields["content-length"] = `${length}`;
    }
    if (this.#isChunked && hasBody) {
      delete fields["content-length"];
    }
    if (isInformational && status !== 101) {
      this.#state = "status";
      this.#fields = new HeaderFields();
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
      throw codedError("ERR_TRANSFER_ENCODING", "it is encoded in a way that nodes do not know");
    }
  }

  #readSize(line: string): void {
    // Unlike other lines, these end as they should.
    const [, size] = /^([0-9A-Fa-f]{1,16})(?:[\t ]*|;[^\r]*)\r\n$/.exec(line) ?? [];
    if (size === undefined) {
      throw codedError("ERR_CHUNK", "a chunk has no size");
    }
    this.#left = Number.parseInt(size, 16);
    this.#excess = Math.max(0, this.#excess + line.length - 16 - 2 * this.#left);
    if (this.#excess > MAX_CHUNK_EXCESS) {
      throw codedError("ERR_CHUNK", "its chunks hold too little");
    }
    this.#state = this.#left === 0 ? "trailer" : "content";
    if (this.#left === 0) {
      this.#fields = new HeaderFields({ keepsNone: true });
    }
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

const CLOSED = /(?:^|,)[\t ]*close[\t ]*(?:,|$)/i;
const KEPT = /(?:^|,)[\t ]*keep-alive[\t ]*(?:,|$)/i;

function withoutEnd(line: string): string {
  return line.slice(0, line.endsWith("\r\n") ? -2 : -1);
}

/** In bytes. Several must be equal. */
function readLength(fields: string | readonly string[] | undefined): number | undefined {
  if (fields === undefined) {
    return undefined;
  }
  const [first = "", ...others] = (typeof fields === "string" ? [fields] : fields).map(trim);
  if (!/^\d+$/.test(first) || Number(first) >= 2 ** 63 || others.some((other) => other !== first)) {
    throw codedError("ERR_CONTENT_LENGTH", "its length is no number");
  }
  return Number(first);
}
