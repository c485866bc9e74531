/** A text, and the colon behind it that makes it a key; or a bracket. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\]]/gs;

/**
 * The first key that an object has twice: `JSON.parse` keeps the last and says no word.
 *
 * @param json a text that `JSON.parse` takes
 * @returns undefined where there is none
 */
export function duplicateKey(json: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  for (const [token, colon] of json.matchAll(TOKEN)) {
    if (token === "{") {
      open.push(new Set());
    } else if (token === "[") {
      open.push(undefined);
    } else if (token === "}" || token === "]") {
      open.pop();
    } else if (colon !== undefined) {
      const key = JSON.parse(token.slice(0, token.length - colon.length)) as string;
      const keys = open.at(-1);
      if (keys?.has(key) === true) {
        return key;
      }
      keys?.add(key);
    }
  }
  return undefined;
}
