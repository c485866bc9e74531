import { RE2JS } from "re2js";

/** Why an image is not checked, by configuration. */
export type Filtered = "ignored" | "not_allowed";

/** Undefined when the image, as written in the pod template, is to be checked; else what drops it. */
export type ImageFilter = (image: string) => Filtered | undefined;

/**
 * An image is checked if it matches any allowed (or none is given) and no ignored expression. Expressions are RE2, not
 * anchored, and run in linear time, so that no value can hang the exporter.
 *
 * @throws RE2JSException when an expression does not compile; the configuration is refused before it gets here
 */
export function compileImageFilter(expressions: {
  readonly ignored: readonly string[];
  readonly allowed: readonly string[];
}): ImageFilter {
  const ignored = expressions.ignored.map((text) => RE2JS.compile(text));
  const allowed = expressions.allowed.map((text) => RE2JS.compile(text));
  return (image) => {
    if (ignored.some((expression) => expression.test(image))) {
      return "ignored";
    }
    if (allowed.length > 0 && !allowed.some((expression) => expression.test(image))) {
      return "not_allowed";
    }
    return undefined;
  };
}
