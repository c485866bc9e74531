import { codedError } from "./codedError.ts";
import type { GrowingBytes } from "./growingBytes.ts";
import { NEEDED_FIELDS, neededName } from "./neededFields.ts";
import { IN_NAME, IN_VALUE, skipFields } from "./skipFields.ts";

/** So many fields are kept, and as many again of those that are needed. */
const FREE_FIELDS = 128;
const MAX_FIELDS = 2 * FREE_FIELDS;
/** What those may take that nobody needs, in bytes: nearly all that there are take less. */
export const FREE_BYTES = 16 * 1024;
/** Within so many bytes it is clear whether a field is needed. */
const MAX_NAME = 64;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const COLON = 0x3a;
const SPACE = 0x20;
const TAB = 0x09;

/** Nothing but what is put in: unlike with `Object.create(null)`, V8 makes no table of hashes for each answer. */
const Fields = function Fields() {} as unknown as new () => Record<string, string | string[]>;
Fields.prototype = Object.create(null);

/**
 * Takes in header fields, or trailers, line by line, as Go does. Keeps those that something asks for, and of all others
 * only as many and as long ones as any honest answer has.
 */
export class HeaderFields {
  /** By name in lower case, as far as they are complete. */
  readonly all = new Fields();
  #kept: number;
  #keptBytes = 0;
  /** The one that the next line may go on with. */
  #name: string | undefined;
  #value = "";
  #isNeeded = false;
  /** Whether it has a line longer than any honest answer's, of which only a part may have been given. */
  #isLong = false;
  /** The same of the line that comes. */
  #comesLong = false;

  /** @param options.keepsNone whether they are only looked at */
  constructor({ keepsNone }: { keepsNone: boolean } = { keepsNone: false }) {
    this.#kept = keepsNone ? MAX_FIELDS : 0;
  }

  /** How much is kept, in bytes. */
  get heldBytes(): number {
    return this.#keptBytes + this.#value.length;
  }

  /**
   * @param line without its end
   * @returns whether that was the last one
   * @throws an error with a code, where it is none that Go takes
   */
  take(line: string): boolean {
    const isLong = this.#comesLong || line.length > FREE_BYTES;
    this.#comesLong = false;
    if (isBlank(line, 0)) {
      if (this.#name === undefined) {
        throw invalidField();
      }
      this.#value += ` ${trim(line)}`;
      this.#isLong ||= isLong || this.#value.length > FREE_BYTES;
      if (!this.#isNeeded && this.#isLong) {
        checkValue(this.#value);
        this.#value = "";
      }
      return false;
    }
    this.#endField();
    if (line === "") {
      return true;
    }
    const colon = line.indexOf(":");
    if (colon <= 0) {
      throw invalidField();
    }
    this.#begin(line.slice(0, colon), trim(line.slice(colon + 1)));
    this.#isLong = isLong;
    return false;
  }

  /**
   * Takes whole, well-formed lines of an ordinary length, each of which is a field: as nearly all are.
   *
   * @returns where the first line begins that is to be taken otherwise
   */
  takeWhole(bytes: Buffer, from: number): number {
    for (let line = from; ; ) {
      let colon = line;
      while (IN_NAME[bytes[colon]!] === 1) {
        colon++;
      }
      if (colon === line || bytes[colon] !== COLON) {
        return line;
      }
      let end = colon + 1;
      while (IN_VALUE[bytes[end]!] === 1) {
        end++;
      }
      const lineFeed = bytes[end] === CARRIAGE_RETURN ? end + 1 : end;
      const next = bytes[lineFeed + 1];
      const needed = neededName(bytes, line, colon);
      if (
        bytes[lineFeed] !== LINE_FEED ||
        // The next line may go on with it, or is one that goes by more than its bytes.
        next === undefined ||
        isBlankCode(next) ||
        bytes[line] === SPACE ||
        lineFeed - line > FREE_BYTES ||
        (needed === undefined && this.#kept >= FREE_FIELDS)
      ) {
        return line;
      }
      this.#endField();
      const name = needed ?? bytes.toString("latin1", line, colon).toLowerCase();
      // Not cut out of a text: a part of one is read more slowly, and keeps the whole.
      let begin = colon + 1;
      while (begin < end && isBlankCode(bytes[begin]!)) {
        begin++;
      }
      while (begin < end && isBlankCode(bytes[end - 1]!)) {
        end--;
      }
      this.#keep(name, bytes.toString("latin1", begin, end), needed !== undefined);
      line = lineFeed + 1;
    }
  }

  /** Passes over whole lines that would not be kept, which floods are made of. @returns where the next one begins */
  skip(bytes: Buffer, from: number): number {
    if (this.#kept < FREE_FIELDS) {
      return from;
    }
    const at = skipFields(bytes, from, { keepsNeeded: this.#kept < MAX_FIELDS });
    if (at > from) {
      this.#endField();
      this.#begin(SKIPPED, "");
    }
    return at;
  }

  /** Of a long line that is not complete, and of a field that nobody needs, lets go of what it has looked at. */
  shorten(line: GrowingBytes): void {
    const { bytes } = line;
    const begin = bytes.toString("latin1", 0, MAX_NAME);
    const goesOn = isBlank(begin, 0);
    const colon = begin.indexOf(":");
    const isNeeded = goesOn
      ? this.#isNeeded
      : colon < 0 || NEEDED_FIELDS.has(begin.slice(0, colon).toLowerCase());
    if (isNeeded) {
      return;
    }
    const from = goesOn ? 1 : colon + 1;
    const to = bytes.at(-1) === CARRIAGE_RETURN ? bytes.length - 1 : bytes.length;
    if (to <= FREE_BYTES) {
      return;
    }
    checkValue(bytes.toString("latin1", from, to));
    this.#comesLong = true;
    line.length = from;
    line.push(bytes, to, bytes.length);
  }

  #begin(name: string, value: string): void {
    if (!NAME.test(name)) {
      throw invalidField();
    }
    this.#name = name.toLowerCase();
    this.#value = value;
    this.#isNeeded = NEEDED_FIELDS.has(this.#name);
    this.#isLong = false;
  }

  /** The field before is complete. */
  #endField(): void {
    const name = this.#name;
    if (name === undefined) {
      return;
    }
    // As lines were joined.
    const value = isBlank(this.#value, 0) ? this.#value.replace(/^[\t ]+/, "") : this.#value;
    checkValue(value);
    this.#name = undefined;
    this.#value = "";
    this.#keep(name, value, this.#isNeeded);
    this.#isLong = false;
  }

  #keep(name: string, value: string, isNeeded: boolean): void {
    if (isNeeded ? this.#kept < MAX_FIELDS : this.#hasRoom(name.length + value.length)) {
      this.#kept++;
      // With a space it is the name of nothing that anybody asks for.
      if (!name.includes(" ")) {
        this.#keptBytes += name.length + value.length;
        const before = this.all[name];
        if (before === undefined) {
          this.all[name] = value;
        } else if (typeof before === "string") {
          this.all[name] = [before, value];
        } else {
          before.push(value);
        }
      }
    }
  }

  /** For one that nobody needs. Where there is none for one, there is none for any. */
  #hasRoom(size: number): boolean {
    if (this.#isLong || this.#keptBytes + size > FREE_BYTES) {
      this.#kept = Math.max(this.#kept, FREE_FIELDS);
    }
    return this.#kept < FREE_FIELDS;
  }
}

/** Without white space around it. */
export function trim(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text, from)) {
    from++;
  }
  while (from < to && isBlank(text, to - 1)) {
    to--;
  }
  return text.slice(from, to);
}

/** Looked at one by one: to replace by a regular expression takes several times as long, for each field of each answer. */
function isBlank(text: string, at: number): boolean {
  return isBlankCode(text.charCodeAt(at));
}

function isBlankCode(code: number): boolean {
  return code === SPACE || code === TAB;
}

function invalidField(): Error {
  return codedError("ERR_HEADER_FIELD", "a header field is malformed");
}

function checkValue(value: string): void {
  if (NO_VALUE.test(value)) {
    throw invalidField();
  }
}

/** Stands for those that were passed over, as the next line may go on with the last one. */
const SKIPPED = "x";
/** A token, with spaces anywhere. */
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z ]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a value must not hold
const NO_VALUE = /[\x00-\x08\x0a-\x1f\x7f]/;
