import type { RE2JS } from "re2js";

/**
 * Puts a replacement where an expression matches, as Go's `Regexp.ReplaceAllString` does: `$1`, `${1}` and `$name` stand for
 * groups, the longest name counts (`$1x` is a group called `1x`), one that is not there is empty, and `$$` is a dollar.
 */
export function goReplaceAll(expression: RE2JS, text: string, replacement: string): string {
  const matcher = expression.matcher(text);
  const names = expression.namedGroups();
  const groupOf = (name: string): string => {
    const index = /^[0-9]+$/.test(name) ? Number(name) : Object.hasOwn(names, name) ? names[name] : undefined;
    return index === undefined || index > matcher.groupCount() ? "" : (matcher.group(index) ?? "");
  };
  let result = "";
  let end = 0;
  let position = 0;
  while (position <= text.length && matcher.find(position)) {
    const [from, to] = [matcher.start(), matcher.end()];
    result += text.slice(end, from);
    // An empty match right behind another is none.
    if (to > end || from === 0) {
      result += replacement.replaceAll(
        /\$(?:\$|(\w+)|\{(\w+)\})/g,
        (all, bare: string | undefined, braced: string | undefined) =>
          all === "$$" ? "$" : groupOf(bare ?? braced ?? ""),
      );
    }
    end = to;
    position = Math.max(position + 1, to);
  }
  return result + text.slice(end);
}
