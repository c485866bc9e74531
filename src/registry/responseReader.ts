import { MAX_ERROR_BYTES } from "./httpExchange.ts";
import { NEEDED_FIELDS } from "./neededFields.ts";
import type { ResponseHeaders } from "./quotaHint.ts";

/** As many as Go takes, which container runtimes are written in. */
const MAX_HEADER_BYTES = 1024 * 1024;
/** So many fields are kept, and as many again of those that are needed. */
const FREE_FIELDS = 128;
const MAX_CHUNK_LINE = 4096;
/** What chunks may take besides their content: more is no honest way to send it. */
const MAX_CHUNK_EXCESS = 16 * 1024;
const LINE_FEED = 0x0a;
const FIRST_BYTES = 4 * 1024;

/**
 * Reads one HTTP/1 answer from what comes over a connection of its own, and takes what Go's client takes, no more and no
 * less: that is what nodes speak with. What comes behind the answer is nobody's.
 *
 * Bounded in what it keeps, and linear in what it reads, however small the pieces.
 */
export class ResponseReader {
  readonly #hasBody: boolean;
  #maxBytes: number;
  #state: "status" | "fields" | "chunk" | "content" | "chunk end" | "trailer" | "done" = "status";
  readonly #line = new GrowingBytes(FIRST_BYTES);
  #headerBytes = 0;
  #kept = 0;
  #version = 0;
  #status = 0;
  #field: string | undefined;
  #fields: Record<string, string[]> = Object.create(null);
  /** Of the body, or of the chunk, in bytes. */
  #left = Number.POSITIVE_INFINITY;
  #excess = 0;
  #isChunked = false;
  readonly #body = new GrowingBytes(FIRST_BYTES);
  #truncated = false;
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

  /** @throws an error with a code, where this is no answer */
  push(bytes: Buffer): void {
    for (let rest = bytes; rest.length > 0 && this.#state !== "done"; ) {
      rest = this.#state === "content" ? this.#takeContent(rest) : this.#takeLine(rest);
    }
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

  #takeLine(bytes: Buffer): Buffer {
    const end = bytes.indexOf(LINE_FEED) + 1;
    const part = end === 0 ? bytes : bytes.subarray(0, end);
    if (this.#state === "chunk" || this.#state === "chunk end") {
      if (this.#line.length + part.length > MAX_CHUNK_LINE) {
        throw coded("HPE_INVALID_CHUNK_SIZE", "a line of chunks is too long");
      }
    } else {
      this.#headerBytes += part.length;
      if (this.#headerBytes > MAX_HEADER_BYTES) {
        throw coded("UND_ERR_HEADERS_OVERFLOW", "too many header fields");
      }
    }
    this.#line.push(part);
    if (end > 0) {
      const line = this.#line.bytes.toString("latin1");
      this.#line.clear();
      this.#readLine(line);
    }
    return bytes.subarray(part.length);
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
    if (/^[\t ]/.test(line)) {
      if (this.#field === undefined) {
        throw INVALID_FIELD();
      }
      this.#field += ` ${trim(line)}`;
      return false;
    }
    if (this.#field !== undefined) {
      this.#keepField(this.#field);
    }
    this.#field = line === "" ? undefined : trim(line);
    if (this.#field?.includes(":") === false) {
      throw INVALID_FIELD();
    }
    return line === "";
  }

  #keepField(field: string): void {
    const colon = field.indexOf(":");
    const name = field.slice(0, colon);
    const value = field.slice(colon + 1);
    if (!NAME.test(name) || NO_VALUE.test(value)) {
      throw INVALID_FIELD();
    }
    // With a space it is the name of nothing that anybody asks for.
    if (this.#state === "fields" && !name.includes(" ")) {
      const key = name.toLowerCase();
      if (this.#kept >= (NEEDED_FIELDS.has(key) ? 2 * FREE_FIELDS : FREE_FIELDS)) {
        return;
      }
      this.#kept++;
      this.#fields[key] ??= [];
      this.#fields[key].push(value.replace(/^[\t ]+/, ""));
    }
  }

  #readHead(): void {
    const fields = this.#fields;
    const status = this.#status;
    const isInformational = status >= 100 && status < 200;
    const hasBody = this.#hasBody && !isInformational && status !== 204 && status !== 304;
    this.#readCoding(fields["transfer-encoding"]);
    delete fields["transfer-encoding"];
    const length = readLength(fields["content-length"]);
    if (length !== undefined) {
      fields["content-length"] = [`${length}`];
    }
    if (this.#isChunked && hasBody) {
      delete fields["content-length"];
    }
    if (isInformational && status !== 101) {
      this.#state = "status";
      this.#kept = 0;
      this.#fields = Object.create(null);
      return;
    }
    const headers: Record<string, string | string[]> = Object.create(null);
    for (const [name, values] of Object.entries(fields)) {
      headers[name] = values.length === 1 ? values[0]! : values;
    }
    this.#head = { status, headers };
    if (status >= 300) {
      this.#maxBytes = Math.min(this.#maxBytes, MAX_ERROR_BYTES);
    }
    if (!hasBody || (length === 0 && !this.#isChunked)) {
      this.#state = "done";
    } else if (this.#isChunked) {
      this.#state = "chunk";
    } else {
      this.#left = length ?? Number.POSITIVE_INFINITY;
      this.#state = "content";
    }
  }

  #readCoding(codings: readonly string[] | undefined): void {
    this.#isChunked = codings !== undefined && this.#version >= 1.1;
    if (this.#isChunked && (codings?.length !== 1 || codings[0]!.toLowerCase() !== "chunked")) {
      throw coded("HPE_INVALID_TRANSFER_ENCODING", "it is encoded in a way that nodes do not know");
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

  #takeContent(bytes: Buffer): Buffer {
    const part = bytes.subarray(0, Math.min(bytes.length, this.#left));
    this.#left -= part.length;
    const room = this.#maxBytes - this.#body.length;
    this.#body.push(part.subarray(0, room));
    if (part.length > room) {
      this.#truncated = true;
      this.#state = "done";
    } else if (this.#left === 0) {
      this.#state = this.#isChunked ? "chunk end" : "done";
    }
    return bytes.subarray(part.length);
  }
}

/** Bytes that come one after the other, in memory of their own: a piece may be a single byte of all that was read at once. */
class GrowingBytes {
  #buffer = NONE;
  readonly #first: number;
  length = 0;

  constructor(first: number) {
    this.#first = first;
  }

  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.length);
  }

  push(part: Buffer): void {
    const length = this.length + part.length;
    if (length > this.#buffer.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(length, 2 * this.#buffer.length, this.#first));
      this.#buffer.copy(larger, 0, 0, this.length);
      this.#buffer = larger;
    }
    part.copy(this.#buffer, this.length);
    this.length = length;
  }

  clear(): void {
    this.length = 0;
  }
}

const NONE = Buffer.alloc(0);
/** A token, with spaces anywhere. */
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z ]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a value must not hold
const NO_VALUE = /[\x00-\x08\x0a-\x1f\x7f]/;

const INVALID_FIELD = () => coded("HPE_INVALID_HEADER_TOKEN", "a header field is none");

function withoutEnd(line: string): string {
  return line.replace(/\r?\n$/, "");
}

function trim(text: string): string {
  return text.replace(/^[\t ]+/, "").replace(/(?<![\t ])[\t ]+$/, "");
}

/** In bytes. Several must be equal. */
function readLength(fields: readonly string[] | undefined): number | undefined {
  if (fields === undefined) {
    return undefined;
  }
  const [first = "", ...others] = fields.map(trim);
  if (!/^\d+$/.test(first) || Number(first) >= 2 ** 63 || others.some((other) => other !== first)) {
    throw coded("HPE_INVALID_CONTENT_LENGTH", "its length is none");
  }
  return Number(first);
}

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
