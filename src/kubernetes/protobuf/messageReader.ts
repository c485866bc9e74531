/** The fields of a message that are read, by their number. Others are passed over, however long they are. */
export interface MessageFields {
  readonly [number: number]: Field;
}

/** The field's name in JSON, what it is, and whether it is a list of that. */
export type Field = readonly [name: string, type: FieldType, list?: "list"];

/**
 * - `text`: left out where it is empty, as in JSON
 * - `number`: also 0, as JSON has what may be missing and what is always there
 * - `count`: left out where it is 0
 * - `time`: a text where there is one
 * - `labels`: a map of texts; `keys`: one of which these are read
 * - `port`: a number or a text
 * - fields: another message; `inline`: one whose fields stand in JSON among those of the message that holds it
 */
export type FieldType =
  | "text"
  | "number"
  | "count"
  | "boolean"
  | "time"
  | "labels"
  | "port"
  | MessageFields
  | Inline
  | Keys;

interface Inline {
  readonly inline: MessageFields;
}

interface Keys {
  readonly keys: readonly string[];
}

type Message = Record<string, unknown>;

/** How a field is encoded (https://protobuf.dev/programming-guides/encoding); no others are in use. */
const VARINT = 0;
const BYTES = 2;

const KEY: MessageFields = { 1: ["key", "text"] };
const LABEL: MessageFields = { ...KEY, 2: ["value", "text"] };
const PORT: MessageFields = { 1: ["isText", "boolean"], 2: ["number", "number"], 3: ["text", "text"] };
const SECONDS: MessageFields = { 1: ["seconds", "number"] };

/** The tenth byte of a number, by what a bit of it stands for. Only negative ones are that long. */
const TENTH = 2 ** 63;

/** Reads messages as what `JSON.parse` gives of the same objects in JSON. */
export class MessageReader {
  readonly #bytes: Buffer;
  #at: number;

  /** @param from where it begins to read */
  constructor(bytes: Buffer, from = 0) {
    this.#bytes = bytes;
    this.#at = from;
  }

  /** Where it reads on. */
  get at(): number {
    return this.#at;
  }

  /** A number of any length; of none of its bytes is known that there is one: then it is 0. */
  varint(): number {
    let value = 0;
    // Of negative numbers the complement is small enough to be exact.
    let complement = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#bytes[this.#at++] ?? 0;
      if (scale === TENTH) {
        return -1 - complement;
      }
      value += (byte & 127) * scale;
      complement += (~byte & 127) * scale;
      if (byte < 128) {
        return value;
      }
    }
  }

  /**
   * Reads a message to its end.
   *
   * @param into what it adds to
   * @throws Error where that is none, or where a field is not what it is taken for
   */
  message(end: number, fields: MessageFields, into: Message = {}): Message {
    while (this.#at < end) {
      const tag = this.varint();
      const field = fields[tag >>> 3];
      const encoding = tag & 7;
      if (encoding === VARINT) {
        const value = this.varint();
        if (field !== undefined) {
          putNumber(into, field, value);
        }
      } else if (encoding === BYTES) {
        const endOfField = this.varint() + this.#at;
        // Of a length that is negative it would never come to an end.
        if (endOfField > end || endOfField < this.#at) {
          throw malformed();
        }
        if (field !== undefined) {
          this.#put(into, field, endOfField);
        }
        this.#at = endOfField;
      } else {
        throw malformed();
      }
    }
    if (this.#at !== end) {
      throw malformed();
    }
    return into;
  }

  #put(into: Message, [name, type, list]: Field, end: number): void {
    if (type === "labels") {
      this.#putLabel(into, name, end);
    } else if (typeof type === "object" && "keys" in type) {
      const from = this.#at;
      const { key } = this.message(end, KEY);
      if (type.keys.includes(key as string)) {
        this.#at = from;
        this.#putLabel(into, name, end);
      }
    } else if (typeof type === "object" && "inline" in type) {
      this.message(end, type.inline, into);
    } else if (list !== undefined) {
      into[name] ??= [];
      (into[name] as unknown[]).push(this.#value(type, end));
    } else {
      const value = this.#value(type, end);
      if (value !== "") {
        into[name] = value;
      }
    }
  }

  #putLabel(into: Message, name: string, end: number): void {
    const { key = "", value = "" } = this.message(end, LABEL);
    // Without a prototype: a key may be called like what objects inherit.
    into[name] ??= { __proto__: null };
    (into[name] as Message)[key as string] = value;
  }

  #value(type: Exclude<FieldType, Inline | Keys>, end: number): unknown {
    if (type === "text") {
      return this.#bytes.toString("utf8", this.#at, end);
    }
    if (typeof type === "object") {
      return this.message(end, type);
    }
    if (type === "time") {
      return `${this.message(end, SECONDS).seconds}`;
    }
    if (type === "port") {
      const { isText, number = 0, text = "" } = this.message(end, PORT);
      return isText === true ? text : number;
    }
    throw malformed();
  }
}

function putNumber(into: Message, [name, type]: Field, value: number): void {
  if (type === "boolean") {
    into[name] = value !== 0;
  } else if (type === "number" || (type === "count" && value !== 0)) {
    into[name] = value;
  } else if (type !== "count") {
    throw malformed();
  }
}

/** What somebody sent is no message. */
export function malformed(): Error {
  return new Error("is malformed");
}
