import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import GithubSlugger from "github-slugger";
import { Lexer, type Token } from "marked";

export const ROOT = join(import.meta.dirname, "../..");

/** A block of code in a document. */
export interface Block {
  readonly document: string;
  /** Counted from 1, of the line before the block's first. */
  readonly line: number;
  /** What stands behind its fence; "" where nothing does, "indented" without a fence, "inline" of a command in a text. */
  readonly language: string;
  readonly text: string;
  /** The nearest heading above. */
  readonly heading: string;
}

/** What is typed into a shell as it stands. */
const COMMAND = /^(?:kubectl|helm|docker|npm (?:run|start|test)|k8s-image-availability-exporter) \S+ \S/;

export interface MarkdownDocument {
  /** From the project's root. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** Where links and images lead, as written. */
  readonly links: readonly string[];
  /** What a link's fragment may be, as GitHub has it. */
  readonly anchors: ReadonlySet<string>;
}

/** Every Markdown file of the project that git knows or will know, by path. */
export const DOCUMENTS: readonly MarkdownDocument[] = execFileSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate", "*.md"],
  { cwd: ROOT, encoding: "utf8" },
)
  .trim()
  .split("\n")
  .flatMap((path) => {
    const text = readIfThere(path);
    return text === undefined ? [] : [readDocument(path, text)];
  });

export const BLOCKS: readonly Block[] = DOCUMENTS.flatMap(({ blocks }) => blocks);

/** Blocks of one document, of one language. */
export const blocksOf = (path: string, language: string): readonly string[] =>
  BLOCKS.filter((block) => block.document === path && block.language === language).map(({ text }) => text);

/** One document. @throws Error if there is none of that path */
export function documentOf(path: string): MarkdownDocument {
  const found = DOCUMENTS.find((document) => document.path === path);
  if (found === undefined) {
    throw new Error(`there is no ${path}`);
  }
  return found;
}

/** Rows of the tables under a heading, cells as written, without their heads. */
export function tableUnder(path: string, heading: string): readonly (readonly string[])[] {
  const section = documentOf(path)
    .text.split(/^#+ /m)
    .find((text) => text.startsWith(`${heading}\n`));
  const lines = (section ?? "").split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((row) =>
    row
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
}

function readDocument(path: string, text: string): MarkdownDocument {
  const blocks: Block[] = [];
  const links: string[] = [];
  const anchors = new Set<string>();
  const slugger = new GithubSlugger();
  let heading = "";
  let searchFrom = 0;
  const lineOf = (part: string): number => {
    searchFrom = Math.max(searchFrom, text.indexOf(part, searchFrom));
    return text.slice(0, searchFrom).split("\n").length;
  };
  const walk = (tokens: readonly Token[]): void => {
    for (const token of tokens) {
      if (token.type === "heading") {
        heading = plainText(token.tokens ?? []);
        anchors.add(slugger.slug(heading));
      } else if (token.type === "link" || token.type === "image") {
        links.push(token.href);
      } else if (token.type === "codespan" && COMMAND.test(token.text)) {
        blocks.push({
          document: path,
          line: lineOf(token.raw),
          language: "inline",
          text: `${token.text}\n`,
          heading,
        });
      } else if (token.type === "code") {
        const [first = ""] = token.raw.trim().split("\n");
        const line = lineOf(first);
        searchFrom += token.text.length;
        const language = token.codeBlockStyle === "indented" ? "indented" : (token.lang ?? "");
        blocks.push({ document: path, line, language, text: `${token.text}\n`, heading });
      }
      if (token.type === "table") {
        walk([...token.header, ...token.rows.flat()].flatMap((cell: { tokens: Token[] }) => cell.tokens));
      } else if (token.type === "list") {
        walk(token.items);
      } else if ("tokens" in token && token.tokens !== undefined) {
        walk(token.tokens);
      }
    }
  };
  walk(new Lexer().lex(text));
  return { path, text, blocks, links, anchors };
}

function plainText(tokens: readonly Token[]): string {
  return tokens
    .map((token) =>
      "tokens" in token && token.tokens !== undefined
        ? plainText(token.tokens)
        : "text" in token
          ? token.text
          : token.raw,
    )
    .join("");
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(join(ROOT, path), "utf8");
  } catch {
    // Deleted, and not yet committed.
    return undefined;
  }
}
