import type { ListLimits, ListReader } from "../listReader.ts";
import { TextBuffer } from "../textBuffer.ts";
import { LIST_METADATA_MESSAGE } from "./apiMessages.ts";
import { type MessageFields, MessageReader, malformed } from "./messageReader.ts";

/**
 * What the API server's messages begin with. Around each is one that says what it is; both are a row of fields, of which
 * each begins with its number and its length.
 */
const MAGIC = Buffer.from("k8s\0");
const TYPE = 1;
const RAW = 2;
const TYPE_MESSAGE: MessageFields = { 1: ["apiVersion", "text"], 2: ["kind", "text"] };

/** Of a list. */
const METADATA = 1;
const ITEM = 2;

/** Whether that is how an answer begins; no JSON does. */
export function isProtobuf(firstChunk: Uint8Array): boolean {
  return firstChunk[0] === MAGIC[0];
}

/** Reads a single message, such as the `Status` of an error. @throws Error where it is malformed */
export function readProtobuf(bytes: Buffer, fields: MessageFields): Record<string, unknown> {
  return new MessageReader(bytes, MAGIC.length).message(bytes.length, { [RAW]: ["", { inline: fields }] });
}

/** Reads a list as the API server sends it to whoever takes `application/vnd.kubernetes.protobuf`. */
export class ProtobufList implements ListReader {
  readonly #fields: MessageFields;
  readonly #maxObjectBytes: number;
  /** A field of which the end has not come. */
  readonly #begun: TextBuffer;
  readonly #list: Record<string, unknown> = { items: [] };
  #isBegun = false;
  /** How much is to come of the list itself, once it has begun. */
  #left: number | undefined;

  /** @param fields of its objects */
  constructor(fields: MessageFields, { maxObjectBytes, maxShellBytes }: ListLimits) {
    this.#fields = fields;
    this.#maxObjectBytes = maxObjectBytes;
    this.#begun = new TextBuffer(maxObjectBytes + maxShellBytes);
  }

  *push(chunk: Uint8Array): Generator<unknown, void> {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    let at = 0;
    while (at < bytes.length) {
      let object: unknown;
      if (this.#begun.isEmpty) {
        const end = this.#endOfField(bytes, at);
        if (end > bytes.length) {
          this.#begun.add(bytes.subarray(at));
          return;
        }
        object = this.#take(bytes, at, end);
        at = end;
      } else {
        const missing = this.#endOfField(this.#begun.bytes, 0) - this.#begun.bytes.length;
        this.#begun.add(bytes.subarray(at, at + missing));
        at += missing;
        const field = this.#begun.bytes;
        if (this.#endOfField(field, 0) > field.length) {
          continue;
        }
        object = this.#take(field, 0, field.length);
        this.#begun.clear();
      }
      if (object !== undefined) {
        yield object;
      }
    }
  }

  soFar(): unknown {
    return this.#list;
  }

  end(): unknown {
    if (this.#left !== 0 || !this.#begun.isEmpty) {
      throw malformed();
    }
    return this.#list;
  }

  /** @returns after the last of `bytes` where they do not say; of the list, where its first field begins */
  #endOfField(bytes: Buffer, from: number): number {
    if (!this.#isBegun) {
      return from + MAGIC.length;
    }
    const reader = new MessageReader(bytes, from);
    const field = reader.varint() >>> 3;
    const length = reader.varint();
    if (reader.at > bytes.length) {
      return bytes.length + 1;
    }
    if (this.#left === undefined && field === RAW) {
      return reader.at;
    }
    if (length > this.#maxObjectBytes) {
      throw new RangeError(`is longer than ${this.#maxObjectBytes} bytes`);
    }
    return reader.at + length;
  }

  /** @returns an object of the list, if it is one */
  #take(bytes: Buffer, from: number, end: number): unknown {
    if (!this.#isBegun) {
      this.#isBegun = true;
      if (MAGIC.compare(bytes, from, end) !== 0) {
        throw malformed();
      }
      return undefined;
    }
    const reader = new MessageReader(bytes, from);
    const field = reader.varint() >>> 3;
    const length = reader.varint();
    if (this.#left === undefined) {
      if (field === TYPE) {
        reader.message(end, TYPE_MESSAGE, this.#list);
      } else if (field === RAW) {
        this.#left = length;
      }
      return undefined;
    }
    if (this.#left === 0) {
      return undefined;
    }
    this.#left -= end - from;
    if (this.#left < 0) {
      throw malformed();
    }
    if (field === METADATA) {
      this.#list.metadata = reader.message(end, LIST_METADATA_MESSAGE);
    }
    return field === ITEM ? reader.message(end, this.#fields) : undefined;
  }
}
