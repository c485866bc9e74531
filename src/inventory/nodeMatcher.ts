import { getOrMake } from "../collections/getOrMake.ts";
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
  const isTolerated = taintMatcher(tolerations);
  const selected = Object.entries(selector ?? {});
  const holds = terms?.map(termMatcher);
  return (node) =>
    node.taints.every(isTolerated) &&
    selected.every(([key, value]) => isUnknown(node, key) || labelOf(node, key) === value) &&
    (holds === undefined || holds.some((term) => term(node)));
}

/** An empty term holds nowhere. */
function termMatcher(term: unknown): (node: PlacementNode) => boolean {
  const read = (list: string) =>
    listOf(term, list).map((one) => ({ key: textOf(one, "key"), isMet: requirementMatcher(one) }));
  const expressions = read("matchExpressions");
  const fields = read("matchFields");
  return (node) =>
    expressions.length + fields.length > 0 &&
    expressions.every(({ key, isMet }) => isUnknown(node, key) || isMet(labelOf(node, key))) &&
    fields.every(({ key, isMet }) => node.partial === true || (key === "metadata.name" && isMet(node.name)));
}

/** Whether a value, undefined where there is none, is as is required. */
function requirementMatcher(requirement: unknown): (value: string | undefined) => boolean {
  const values = new Set(listOf(requirement, "values"));
  const [first] = values;
  const limit = isInteger(first) ? BigInt(first) : undefined;
  switch (textOf(requirement, "operator")) {
    case "In":
      return (value) => value !== undefined && values.has(value);
    case "NotIn":
      return (value) => value === undefined || !values.has(value);
    case "Exists":
      return (value) => value !== undefined;
    case "DoesNotExist":
      return (value) => value === undefined;
    case "Gt":
      return (value) => limit !== undefined && isInteger(value) && BigInt(value) > limit;
    case "Lt":
      return (value) => limit !== undefined && isInteger(value) && BigInt(value) < limit;
    default:
      return () => false;
  }
}

/** Whether a taint (`key=value:effect`) is tolerated: looked up, as there may be a thousand tolerations, and as many nodes. */
function taintMatcher(tolerations: readonly Toleration[]): (taint: string) => boolean {
  const tolerated = new Set<string>();
  for (const { key = "", operator = "Equal", value = "", effect = "" } of tolerations) {
    if (operator === "Exists") {
      tolerated.add(JSON.stringify([key, effect]));
    } else if (operator === "Equal" && key !== "") {
      tolerated.add(JSON.stringify([key, value, effect]));
    }
  }
  const known = new Map<string, boolean>();
  return (taint) =>
    getOrMake(known, taint, () => {
      const [, key, value, effect] = /^([^=]*)=(.*):([^:]*)$/.exec(taint) ?? [];
      return [effect, ""].some((one) =>
        [
          ["", one],
          [key, one],
          [key, value, one],
        ].some((text) => tolerated.has(JSON.stringify(text))),
      );
    });
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
