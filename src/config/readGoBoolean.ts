/** Reads a boolean as Go's flag package does (strconv.ParseBool); undefined where the text is none. */
export function readGoBoolean(text: string): boolean | undefined {
  if (/^(1|t|T|TRUE|true|True)$/.test(text)) {
    return true;
  }
  if (/^(0|f|F|FALSE|false|False)$/.test(text)) {
    return false;
  }
  return undefined;
}
