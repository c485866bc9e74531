import { isDeepStrictEqual } from "node:util";
import { compile, TreeInterpreter } from "@jmespath-community/jmespath";
import { isRecord } from "../kubernetes/kinds/json.ts";
import { errorText } from "../text/errorText.ts";

/** An expression cannot be used, or not on some object; the message is one line. */
export class JmespathError extends Error {
  override readonly name = "JmespathError";
}

/** What of an expression is read, in characters: the parser calls itself for each bracket. */
const MAX_LENGTH = 4_096;
/** What an evaluation may look at and make, in nodes, elements and characters. */
const MAX_STEPS = 1_000_000;

/** What the specification of 2015 has; the library knows more, which kube-janitor's own does not. */
const FUNCTIONS: ReadonlySet<unknown> = new Set(
  "abs avg ceil contains ends_with floor join keys length map max max_by merge min min_by not_null reverse sort sort_by starts_with sum to_array to_number to_string type values".split(
    " ",
  ),
);
const FOREIGN_NODES: ReadonlySet<unknown> = new Set([
  ...["Arithmetic", "Unary", "Ternary", "Root", "LetExpression", "Binding", "Variable"],
]);

type Node = Parameters<typeof TreeInterpreter.visit>[0];
type Value = Parameters<typeof TreeInterpreter.visit>[1];
type Result = ReturnType<typeof TreeInterpreter.visit>;

const LibraryInterpreter = TreeInterpreter.constructor as new () => typeof TreeInterpreter;

/** Evaluates as Python's jmespath does, which kube-janitor uses, and gives up on what has no end. */
class Interpreter extends LibraryInterpreter {
  #steps = 0;

  begin(): void {
    this.#steps = 0;
  }

  override visit(node: Node, value: Value): Result {
    this.#count(1);
    const result = this.#visit(node, value);
    if (typeof result === "string" || Array.isArray(result)) {
      this.#count(result.length);
    }
    return result;
  }

  #visit(node: Node, value: Value): Result {
    switch (node.type) {
      case "Field":
        return isRecord(value) && Object.hasOwn(value, node.name)
          ? ((value as Readonly<Record<string, Result>>)[node.name] ?? null)
          : null;
      case "MultiSelectList":
      case "MultiSelectHash":
        return value === null ? null : super.visit(node, value);
      case "Slice":
        return Array.isArray(value) ? super.visit(node, value) : null;
      case "Flatten": {
        const list = this.visit(node.child, value);
        if (!Array.isArray(list)) {
          return null;
        }
        // Each level may double what the last one made.
        this.#count(list.reduce<number>((sum, each) => sum + (Array.isArray(each) ? each.length : 1), 0));
        return list.flat();
      }
      case "Comparator": {
        const compare = ORDERS[node.name];
        return compare === undefined
          ? super.visit(node, value)
          : ordered(this.visit(node.left, value), this.visit(node.right, value), compare);
      }
      case "Function": {
        // The library's own know no order of texts.
        const end = ENDS[node.name];
        if (end === undefined) {
          return this.#call(node, value);
        }
        const sorted = this.visit({ ...node, name: "sort_by" }, value);
        return (Array.isArray(sorted) ? sorted.at(end) : undefined) ?? null;
      }
      default:
        return super.visit(node, value);
    }
  }

  /** Where Python's own words for a function are stricter, or looser, than the library's. */
  #call(node: Node & { type: "Function" }, value: Value): Result {
    if (node.name === "merge") {
      const [, ...others] = node.children.map((child) => this.visit(child, value));
      if (!others.every((each) => isRecord(each) || each === "" || isEmptyList(each))) {
        throw new JmespathError("merge() is given something else than objects");
      }
    }
    if (node.name === "contains" && node.children.length === 2) {
      const [subject, search] = node.children.map((child) => this.visit(child, value));
      if (typeof subject === "string" && typeof search !== "string") {
        throw new JmespathError("contains() is to look for something else than text in a text");
      }
      if (Array.isArray(subject)) {
        this.#count(subject.length);
        return subject.some((each) => equalsInPython(each, search));
      }
    }
    return super.visit(node, value);
  }

  #count(steps: number): void {
    this.#steps += steps;
    if (this.#steps > MAX_STEPS) {
      throw new JmespathError("it takes too long");
    }
  }
}

const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

/** There, true is 1 and false is 0. */
function equalsInPython(a: unknown, b: unknown): boolean {
  const plain = (value: unknown): unknown =>
    typeof value === "boolean"
      ? Number(value)
      : Array.isArray(value)
        ? value.map(plain)
        : isRecord(value)
          ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]))
          : value;
  return isDeepStrictEqual(plain(a), plain(b));
}

/** Where in a sorted list they find what they look for. */
const ENDS: Readonly<Record<string, number>> = { min_by: 0, max_by: -1 };

type Order = <T extends string | number>(a: T, b: T) => boolean;

const ORDERS: Readonly<Record<string, Order>> = {
  GT: (a, b) => a > b,
  GTE: (a, b) => a >= b,
  LT: (a, b) => a < b,
  LTE: (a, b) => a <= b,
};

/** Texts are compared as well, times among them; what is neither has no order. */
function ordered(a: Result, b: Result, isInOrder: Order): boolean | null {
  if (typeof a === "number" && typeof b === "number") {
    return isInOrder(a, b);
  }
  if (typeof a === "string" && typeof b === "string") {
    return isInOrder(a, b);
  }
  const isComparable = (value: Result) => typeof value === "number" || typeof value === "string";
  if (isComparable(a) && isComparable(b)) {
    throw new JmespathError("a text and a number cannot be compared");
  }
  return null;
}

/**
 * Reads an expression (JMESPath, as Python's jmespath 1 has it).
 *
 * @returns whether an object satisfies it: what it finds counts as in Python, so that empty texts, lists and objects do not,
 *   nor 0. Throws JmespathError where that cannot be said.
 * @throws JmespathError
 */
export function compileJmespath(expression: string): (object: unknown) => boolean {
  if (expression.length > MAX_LENGTH) {
    throw new JmespathError(
      `expected at most ${MAX_LENGTH} characters of JMESPath, given ${expression.length}`,
    );
  }
  const node = attempt(() => compile(expression));
  refuseForeign(node);
  const interpreter = new Interpreter();
  return (object) => {
    interpreter.begin();
    return attempt(() =>
      isTrue(interpreter.search(node, object as Parameters<typeof interpreter.search>[1])),
    );
  };
}

function refuseForeign(part: unknown): void {
  if (Array.isArray(part)) {
    part.forEach(refuseForeign);
  } else if (isRecord(part)) {
    const { type, name } = part;
    if (type === "Function" && !FUNCTIONS.has(name)) {
      throw new JmespathError(`there is no function ${String(name)}()`);
    }
    if (FOREIGN_NODES.has(type)) {
      throw new JmespathError("expected JMESPath without arithmetic, variables and references to the root");
    }
    if (type !== "Literal") {
      Object.values(part).forEach(refuseForeign);
    }
  }
}

function isTrue(value: unknown): boolean {
  return Array.isArray(value)
    ? value.length > 0
    : isRecord(value)
      ? Object.keys(value).length > 0
      : Boolean(value);
}

/** One line for all that the library may throw; stacks that overflow too. */
function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof JmespathError
      ? error
      : new JmespathError(errorText(error).replaceAll(/\s+/g, " ").slice(0, 300), { cause: error });
  }
}
