import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./documents.ts";

/** A call that logs a warning or an error. */
const CALL = /\blog(?:ger)?(?:\.(?:warn|error)|\[[^\]]*"(?:warn|error)"[^\]]*\])\(/g;

/**
 * What the sources log as a warning or an error, `…` for what differs. A message that is no text of its own, but what
 * somebody else found to say, is left out.
 */
export function logMessages(): readonly string[] {
  const files = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".ts"),
  );
  return files.flatMap((path) => messagesOf(readFileSync(join(ROOT, "src", path), "utf8")));
}

function messagesOf(source: string): readonly string[] {
  return [...source.matchAll(CALL)].flatMap(({ index, 0: call }) => {
    const texts = [
      ...argumentsAt(source, index + call.length).matchAll(/"((?:[^"\\]|\\.)*)"|`([^`]*)`/g),
    ].map(([, plain, template]) => plain ?? template!.replaceAll(/\$\{[^}]*\}/g, "…"));
    const message = texts.join("");
    return /\w \w/.test(message) ? [message] : [];
  });
}

/** What stands up to the parenthesis that ends a call. */
function argumentsAt(source: string, start: number): string {
  let depth = 1;
  let end = start;
  while (depth > 0 && end < source.length) {
    depth += source[end] === "(" ? 1 : source[end] === ")" ? -1 : 0;
    end++;
  }
  return source.slice(start, end);
}
