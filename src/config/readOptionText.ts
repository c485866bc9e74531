import type { ConfigOption } from "./configOption.ts";
import { readGoBoolean } from "./readGoBoolean.ts";

/**
 * Reads the text of a flag or an environment variable as a value of the document. A text that does not read as the
 * option's type is returned as it is: the check of the whole document refuses it with the right words.
 */
export function readOptionText(option: ConfigOption, text: string): unknown {
  switch (option.type) {
    case "string":
    case "duration":
      return text;
    case "boolean":
      return readGoBoolean(text) ?? text;
    case "integer":
    case "number":
      // Not Number(): it reads "" as 0 and "0x10" as 16.
      return /^-?[0-9]+(\.[0-9]+)?$/.test(text) ? Number(text) : text;
    case "list":
      return readList(text, option.separator ?? ",");
    case "json":
      return readJson(text) ?? text;
  }
  option.type satisfies never;
}

function readList(text: string, separator: string): readonly string[] {
  const json = text.startsWith("[") ? readJson(text) : undefined;
  // Only of strings: `[0-9]` is a regular expression, although `[0]` would be JSON.
  if (Array.isArray(json) && json.every((element) => typeof element === "string")) {
    return json;
  }
  return text
    .split(separator)
    .map((element) => (separator === "," ? element.trim() : element))
    .filter((element) => element !== "");
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
