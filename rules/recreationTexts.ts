import { metric } from "./expressions.ts";

/**
 * A template that is given the value of a query, where there is one; `%q` stands for each of the labels, in turn.
 *
 * @param zero instead of it where the value is 0
 */
function withQuery(query: string, labels: readonly string[], template: string, zero = ""): string {
  const values = labels.map((label) => `$labels.${label}`).join(" ");
  return `{{ with printf ${"`"}${query}${"`"} ${values} | query }}{{ with . | first | value }}${template}{{ else }}${zero}{{ end }}{{ end }}`;
}

/** On how many nodes the image of an alert still runs, in a sentence with a space before it; nothing where that is not known. */
export const RUNS_ON = withQuery(
  `max(${metric("image_nodes")}{image=%q,cluster=%q})`,
  ["image", "cluster"],
  " It still runs on {{ . }} node(s).",
  " It runs on no node any more.",
);

const replicas = (template: string) =>
  withQuery(
    `max(${metric("workload_replicas")}{namespace=%q,kind=%q,name=%q,cluster=%q})`,
    ["namespace", "kind", "name", "cluster"],
    template,
  );

/** Said first of a workload of which there is no second pod. */
export const SINGLE_REPLICA = replicas(
  "{{ if eq . 1.0 }}The only replica of the {{ $labels.kind }} {{ $labels.namespace }}/{{ $labels.name }} stands on this image. {{ end }}",
);

/** How many pods stand on the image, with a space before it. */
export const MANY_REPLICAS = replicas("{{ if gt . 1.0 }} {{ . }} replicas stand on it.{{ end }}");
