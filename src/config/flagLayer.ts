import { showJson } from "../text/showJson.ts";
import type { ConfigLayer } from "./configLayer.ts";
import type { ConfigOption } from "./configOption.ts";
import { setAt } from "./documentPath.ts";
import { parseDuration } from "./duration.ts";
import { CONFIG_OPTIONS } from "./options.generated.ts";
import { readGoBoolean } from "./readGoBoolean.ts";
import { readOptionText } from "./readOptionText.ts";
import { resolveFiles } from "./resolveFiles.ts";

/** A flag as it was given, without its dashes. */
export interface GivenFlag {
  readonly name: string;
  readonly text: string;
}

/** A mirror given as `--image-mirror PREFIX=MIRROR`. */
export interface MirrorPair {
  readonly prefix: string;
  readonly mirror: string;
}

/**
 * The part of the configuration that flags set. A list's flag may be repeated; any other that is given twice, under one
 * name or two, has to say the same both times.
 *
 * @param baseDirectory where relative paths start
 */
export function flagLayer(
  flags: readonly GivenFlag[],
  { baseDirectory }: { readonly baseDirectory: string },
): ConfigLayer & { readonly mirrorPairs: readonly MirrorPair[] } {
  const document = {};
  const origins = new Map<string, string>();
  const problems: string[] = [];
  const mirrorPairs: MirrorPair[] = [];
  for (const option of CONFIG_OPTIONS) {
    for (const { name, text } of flags.filter((flag) => flag.name === option.pairFlag)) {
      const pair = /^([^=]+)=([^=]+)$/.exec(text);
      origins.set(option.path, `--${name}`);
      if (pair !== null) {
        mirrorPairs.push({ prefix: pair[1]!, mirror: pair[2]! });
      } else {
        problems.push(`--${name}: expected PREFIX=MIRROR, given ${showJson(text)}`);
      }
    }
    const given = flags.flatMap((flag) => readFlag(option, flag, problems));
    const [first] = given;
    if (first === undefined) {
      continue;
    }
    origins.set(option.path, `--${first.name}`);
    const values = given.map(({ text }) => readOptionText(option, text));
    setAt(document, option.path.split("."), option.type === "list" ? values.flat() : values[0]);
    const other =
      option.type === "list" ? undefined : given.find((flag) => !saysSame(option, flag.text, first.text));
    if (other !== undefined) {
      problems.push(
        `config.${option.path}: given twice with different values, --${first.name}=${showJson(first.text)} and --${other.name}=${showJson(other.text)}`,
      );
    }
  }
  resolveFiles(document, baseDirectory);
  return { document, origins, problems, mirrorPairs };
}

/** What a flag says of an option: nothing, where it is another's. */
function readFlag(option: ConfigOption, given: GivenFlag, problems: string[]): readonly GivenFlag[] {
  const { name, text } = given;
  if (name === option.pathFlag || option.flags.includes(name)) {
    return [given];
  }
  if (name !== option.switchFlag?.flag) {
    return [];
  }
  const on = readGoBoolean(text);
  if (on === undefined) {
    problems.push(`--${name}: expected true or false, given ${showJson(text)}`);
  }
  return on === true ? [{ name, text: option.switchFlag.value }] : [];
}

function saysSame(option: ConfigOption, a: string, b: string): boolean {
  const [first, second] = [a, b].map((text) =>
    option.type === "duration" ? (parseDuration(text) ?? text) : JSON.stringify(readOptionText(option, text)),
  );
  return first === second;
}
