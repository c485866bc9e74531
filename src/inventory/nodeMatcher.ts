import type { NodeObject } from "./model.ts";

/** What decides on which nodes the pods of a template may run, of the shape that Kubernetes gives it; nothing is checked. */
export interface Placement {
  readonly selector?: Readonly<Record<string, unknown>>;
  /** Of the node affinity that is required: one of them has to hold. */
  readonly terms?: readonly unknown[];
  readonly tolerations?: readonly Toleration[];
}

interface Toleration {
  readonly key?: unknown;
  readonly operator?: unknown;
  readonly value?: unknown;
  readonly effect?: unknown;
}

/** What stands for a placement that cannot be known. */
export const UNKNOWN_PLACEMENT = "unknown";

/** A node, or what is known of some. */
export interface PlacementNode extends Pick<NodeObject, "name" | "labels" | "taints"> {
  /** Whether nothing else than these labels is known: what asks for others holds. */
  readonly partial?: true;
}

/**
 * Whether pods of a template may run on a node, by its labels and taints, as the scheduler's filters NodeAffinity and
 * TaintToleration decide. What they do not know keeps pods away.
 *
 * @param written a `Placement` as JSON; undefined: anywhere without taints
 * @returns undefined where that cannot be known
 */
export function nodeMatcher(written: string | undefined): ((node: PlacementNode) => boolean) | undefined {
  if (written === UNKNOWN_PLACEMENT) {
    return undefined;
  }
  const { selector, terms, tolerations = [] }: Placement = written === undefined ? {} : JSON.parse(written);
  const selected = Object.entries(selector ?? {});
  return (node) =>
    node.taints.every((taint) => tolerations.some((toleration) => isTolerated(taint, toleration))) &&
    selected.every(([key, value]) => isUnknown(node, key) || labelOf(node, key) === value) &&
    (terms === undefined || terms.some((term) => holds(term, node)));
}

/** An empty term holds nowhere. */
function holds(term: unknown, node: PlacementNode): boolean {
  const expressions = listOf(term, "matchExpressions");
  const fields = listOf(term, "matchFields");
  return (
    expressions.length + fields.length > 0 &&
    expressions.every((expression) => {
      const key = textOf(expression, "key");
      return isUnknown(node, key) || isMet(expression, labelOf(node, key));
    }) &&
    fields.every(
      (field) =>
        node.partial === true || (textOf(field, "key") === "metadata.name" && isMet(field, node.name)),
    )
  );
}

/** @param value undefined where there is none */
function isMet(requirement: unknown, value: string | undefined): boolean {
  const values = listOf(requirement, "values");
  switch (textOf(requirement, "operator")) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    case "Gt":
      return isInteger(value) && isInteger(values[0]) && BigInt(value) > BigInt(values[0]);
    case "Lt":
      return isInteger(value) && isInteger(values[0]) && BigInt(value) < BigInt(values[0]);
    default:
      return false;
  }
}

/** @param taint `key=value:effect` */
function isTolerated(
  taint: string,
  { key = "", operator = "Equal", value = "", effect = "" }: Toleration,
): boolean {
  const [, itsKey, itsValue, itsEffect] = /^([^=]*)=(.*):([^:]*)$/.exec(taint) ?? [];
  if (effect !== "" && effect !== itsEffect) {
    return false;
  }
  if (operator === "Exists") {
    return key === "" || key === itsKey;
  }
  return operator === "Equal" && key !== "" && key === itsKey && value === itsValue;
}

function isInteger(value: unknown): value is string {
  return typeof value === "string" && /^[+-]?[0-9]{1,19}$/.test(value);
}

function isUnknown({ labels, partial }: PlacementNode, key: string): boolean {
  return partial === true && !Object.hasOwn(labels, key);
}

function labelOf({ labels }: PlacementNode, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}

function listOf(value: unknown, key: string): readonly unknown[] {
  const list = memberOf(value, key);
  return Array.isArray(list) ? list : [];
}

function textOf(value: unknown, key: string): string {
  const text = memberOf(value, key);
  return typeof text === "string" ? text : "";
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
