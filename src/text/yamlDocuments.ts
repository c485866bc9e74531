import {
  Composer,
  type CST,
  Document,
  type DocumentOptions,
  type ErrorCode,
  isScalar,
  Lexer,
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
export interface YamlOptions
  extends Pick<ParseOptions & DocumentOptions, "version">,
    Pick<SchemaOptions, "customTags" | "merge" | "schema"> {
  /** Whether no key may be twice in a map, as by default. */
  readonly uniqueKeys?: boolean;
  /** Of how many words and signs, spaces and ends of lines among them, all documents may be made; of any number by default. */
  readonly maxTokens?: number;
}

/** What a file may have that is read while all else goes on: some 50 ms. A thousand lines of a map have fewer. */
export const FEW_TOKENS = 10_000;

/** What a document may have; each is looked for among all that could be meant. */
const MAX_ALIASES = 1_000;
/** So deep may it be: each is a call of a function, or several. */
const MAX_LEVELS = 256;

/**
 * The documents of a YAML text, with what is wrong in their `errors`, where in words and in `linePos`: in time that grows with the
 * text. The package itself compares each key with all others of its map, and copies the line for each error.
 *
 * @param options `lines`: to be told where each line begins
 */
export function* yamlDocuments(
  text: string,
  {
    lines = new LineCounter(),
    uniqueKeys = true,
    maxTokens = Number.POSITIVE_INFINITY,
    ...options
  }: YamlOptions & { readonly lines?: LineCounter } = {},
): Generator<Document.Parsed<ParsedNode>, void> {
  const composer = new Composer<ParsedNode>({
    ...options,
    // What it warns of, it would print with a part of the text, which may be a password.
    logLevel: "error",
    uniqueKeys: false,
    prettyErrors: false,
  } satisfies ParseOptions & DocumentOptions & SchemaOptions);
  const withError = (document: Document.Parsed<ParsedNode>, error: YAMLParseError) => {
    const place = lines.linePos(error.pos[0]);
    error.linePos = [place];
    error.message += ` at line ${place.line}, column ${place.col}`;
    document.errors[0] = error;
    return document;
  };
  try {
    for (const document of composer.compose(parsed(text, lines, maxTokens), true, text.length)) {
      const first = document.errors[0] ?? treeError(document, uniqueKeys);
      yield first === undefined ? document : withError(document, first);
    }
  } catch (error) {
    if (!(error instanceof YAMLParseError)) {
      throw error;
    }
    yield withError(new Document() as Document.Parsed<ParsedNode>, error);
  }
}

/** As `Parser.parse`, but that it gives up what would take too long. */
function* parsed(text: string, lines: LineCounter, maxTokens: number): Generator<CST.Token, void> {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  const tooMany = (what: string) =>
    new YAMLParseError(
      [parser.offset, parser.offset],
      "RESOURCE_EXHAUSTION",
      `Expected at most ${what}, given more`,
    );
  let tokens = 0;
  for (const lexeme of new Lexer().lex(text)) {
    tokens += 1;
    if (tokens > maxTokens) {
      throw tooMany(`${maxTokens} words and signs`);
    }
    yield* parser.next(lexeme);
    if (parser.stack.length > MAX_LEVELS) {
      throw tooMany(`${MAX_LEVELS} levels of maps and lists`);
    }
  }
  yield* parser.end();
}

/** What makes a document unusable though it is well-formed. */
function treeError(document: Document.Parsed, uniqueKeys: boolean): YAMLParseError | undefined {
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
            if (uniqueKeys && keys.has(key.value)) {
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
