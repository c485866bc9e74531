import type { Writable } from "node:stream";

/** A line that is written over again and again, on a terminal alone. */
export function progressLine(stream: Writable): { show(text: string): void; end(): void } {
  if (!("isTTY" in stream) || stream.isTTY !== true) {
    return { show() {}, end() {} };
  }
  let shown = "";
  return {
    show(text) {
      if (text !== shown) {
        shown = text;
        stream.write(`\r\u001b[K${text}`);
      }
    },
    end() {
      if (shown !== "") {
        shown = "";
        stream.write("\r\u001b[K");
      }
    },
  };
}
