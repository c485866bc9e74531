import fc from "fast-check";

/** What stands in the place of a value of JSON. */
const VALUES = [null, true, 0, -1, 1e21, "", "a", "\u0000", [], [[]], {}, { a: null }, [null]];

/**
 * Texts of all kinds: anything at all, words of the language in any order, and good texts with something wrong in them.
 *
 * @param inputs the good ones; may be none
 */
export function foreignTexts(pieces: readonly string[], inputs: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.constantFrom(...pieces);
  const anything = fc.string({ unit: "binary" });
  const words = fc.array(piece).map((parts) => parts.join(""));
  if (inputs.length === 0) {
    return fc.oneof(anything, words);
  }
  const input = fc.constantFrom(...inputs);
  const edit = fc.record({ at: fc.nat(10_000), without: fc.nat(8), insert: fc.oneof(piece, anything) });
  const edited = fc.tuple(input, fc.array(edit, { maxLength: 4 })).map(([text, edits]) =>
    edits.reduce((now, { at, without, insert }) => {
      const from = at % (now.length + 1);
      return now.slice(0, from) + insert + now.slice(from + without);
    }, text),
  );
  const replaced = fc
    .tuple(input, fc.nat(10_000), fc.constantFrom(...VALUES))
    .map(([text, at, value]) => withValue(text, at, value));
  return fc.oneof(anything, words, edited, replaced);
}

/** The same JSON with one of its values another one; what is no JSON stays as it is. */
function withValue(text: string, at: number, value: unknown): string {
  let count = 0;
  const counting = (_key: string, old: unknown) => {
    count++;
    return old;
  };
  try {
    JSON.parse(text, counting);
  } catch {
    return text;
  }
  const place = at % count;
  count = 0;
  return JSON.stringify(JSON.parse(text, (_key, old: unknown) => (count++ === place ? value : old)));
}
