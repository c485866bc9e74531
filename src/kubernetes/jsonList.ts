import type { ListLimits, ListReader } from "./listReader.ts";
import { ListSplitter } from "./listSplitter.ts";

/** Reads a list in JSON. */
export class JsonList implements ListReader {
  readonly #splitter: ListSplitter;

  constructor(limits: ListLimits) {
    this.#splitter = new ListSplitter(limits);
  }

  *push(chunk: Uint8Array): Generator<unknown, void> {
    for (const object of this.#splitter.push(chunk)) {
      yield parse(object);
    }
  }

  soFar(): unknown {
    try {
      return JSON.parse(`${this.#splitter.shell()}]}`);
    } catch {
      return undefined;
    }
  }

  end(): unknown {
    return parse(this.#splitter.shell());
  }
}

/** The parser's own message quotes what it read. */
function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new Error("is not JSON");
  }
}
