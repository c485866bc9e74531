import { parser } from "@prometheus-io/lezer-promql";

/** A series that an expression asks for. */
export interface Selector {
  readonly metric: string;
  readonly matchers: readonly {
    readonly label: string;
    readonly operator: string;
    readonly value: string;
  }[];
}

/** What tests want to know of an expression. */
export interface ParsedExpression {
  readonly selectors: readonly Selector[];
  /** The metrics of which it asks for what they are at the moment, and not over a time. */
  readonly instants: readonly string[];
  /** The lists of labels after `without`. */
  readonly without: readonly (readonly string[])[];
  /** The lists of labels after `by`. */
  readonly by: readonly (readonly string[])[];
  /** Whether it is anything only where something compares so, or is absent. */
  readonly isCondition: boolean;
}

const COMPARISONS = ["Gte", "Gtr", "Lte", "Lss", "EqlC", "Neq"];

/** Reads PromQL with the Prometheus project's grammar. Throws where it is none. */
export function parsePromql(expr: string): ParsedExpression {
  const text = (node: { readonly from: number; readonly to: number }) => expr.slice(node.from, node.to);
  const tree = parser.parse(expr);
  const selectors: Selector[] = [];
  const instants: string[] = [];
  const without: string[][] = [];
  const by: string[][] = [];
  let isCondition = false;
  tree.iterate({
    enter(node) {
      if (node.type.isError) {
        throw new Error(`no PromQL at ${node.from}: ${expr}`);
      }
      if (node.name === "VectorSelector") {
        const metric = node.node.getChild("Identifier");
        if (!isOverTime(node.node)) {
          instants.push(metric === null ? "" : text(metric));
        }
        const matchers = node.node.getChild("LabelMatchers")?.getChildren("UnquotedLabelMatcher") ?? [];
        selectors.push({
          metric: metric === null ? "" : text(metric),
          matchers: matchers.map((matcher) => ({
            label: text(matcher.getChild("LabelName")!),
            operator: text(matcher.getChild("MatchOp")!),
            value: JSON.parse(text(matcher.getChild("StringLiteral")!)) as string,
          })),
        });
      }
      if (node.name === "AggregateModifier") {
        const labels = node.node.getChild("GroupingLabels")!.getChildren("LabelName");
        (node.node.getChild("Without") !== null ? without : by).push(labels.map(text));
      }
      isCondition ||= COMPARISONS.includes(node.name) || node.name === "Absent";
    },
  });
  return { selectors, instants, without, by, isCondition };
}

function isOverTime({ parent }: ReturnType<typeof parser.parse>["topNode"]): boolean {
  return (
    parent !== null &&
    (parent.name === "MatrixSelector" || parent.name === "SubqueryExpr" || isOverTime(parent))
  );
}
