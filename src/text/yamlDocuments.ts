import {
  Composer,
  type Document,
  type DocumentOptions,
  type ErrorCode,
  isScalar,
  LineCounter,
  type ParsedNode,
  type ParseOptions,
  Parser,
  type SchemaOptions,
  visit,
  YAMLParseError,
} from "yaml";
import { errorText } from "./errorText.ts";

type Range = readonly [start: number, ...number[]];

/** The version, 1.2 by default, and the schema, the version's by default. */
export type YamlOptions = Pick<ParseOptions & DocumentOptions, "version"> &
  Pick<SchemaOptions, "customTags" | "merge" | "schema">;

/** What a document may have; each is looked for among all that could be meant. */
const MAX_ALIASES = 1_000;

/**
 * The documents of a YAML text, with what is wrong in their `errors`, where in words and in `linePos`: in time that grows with the
 * text. The package itself compares each key with all others of its map, and copies the line for each error.
 *
 * @param options `lines`: to be told where each line begins
 */
export function* yamlDocuments(
  text: string,
  { lines = new LineCounter(), ...options }: YamlOptions & { readonly lines?: LineCounter } = {},
): Generator<Document.Parsed<ParsedNode>, void> {
  const composer = new Composer<ParsedNode>({
    ...options,
    // What it warns of, it would print with a part of the text, which may be a password.
    logLevel: "error",
    uniqueKeys: false,
    prettyErrors: false,
  } satisfies ParseOptions & DocumentOptions & SchemaOptions);
  for (const document of composer.compose(new Parser(lines.addNewLine).parse(text), true, text.length)) {
    const first = document.errors[0] ?? treeError(document);
    if (first !== undefined) {
      const place = lines.linePos(first.pos[0]);
      first.linePos = [place];
      first.message += ` at line ${place.line}, column ${place.col}`;
      document.errors[0] = first;
    }
    yield document;
  }
}

/** What makes a document unusable though it is well-formed. */
function treeError(document: Document.Parsed): YAMLParseError | undefined {
  let error: YAMLParseError | undefined;
  const give = (node: { readonly range?: Range | null | undefined }, code: ErrorCode, message: string) => {
    const [start, end = start] = node.range ?? [0];
    error = new YAMLParseError([start, end], code, message);
    return visit.BREAK;
  };
  let aliases = 0;
  try {
    visit(document, {
      Map(_key, { items }) {
        const keys = new Set<unknown>();
        for (const { key } of items) {
          if (isScalar(key)) {
            if (keys.has(key.value)) {
              return give(key, "DUPLICATE_KEY", "Map keys must be unique");
            }
            keys.add(key.value);
          }
        }
        return undefined;
      },
      Alias(_key, alias) {
        aliases++;
        return aliases > MAX_ALIASES
          ? give(alias, "BAD_ALIAS", `Expected at most ${MAX_ALIASES} aliases in a document, given more`)
          : undefined;
      },
    });
  } catch (problem) {
    give({}, "IMPOSSIBLE", errorText(problem));
  }
  return error;
}
