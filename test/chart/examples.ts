import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { CHART } from "./helms.ts";

/** The folder of the chart's examples. */
export const EXAMPLES = join(CHART, "examples");

const read = (path: string) => readFileSync(join(EXAMPLES, path), "utf8");

/** What an example installs, and the values that it gives the chart. */
export interface Example {
  /** Its path below `chart/examples`. */
  readonly path: string;
  /** Values, as text. */
  readonly values: string;
}

/** Objects of Argo CD and Flux, as far as they are read here. */
interface GitOpsObject {
  readonly kind: string;
  readonly spec: {
    readonly values?: object;
    readonly source?: { readonly targetRevision: string; readonly helm: { readonly valuesObject: object } };
    readonly ref?: { readonly tag: string };
  };
}

/** The objects of a file for Argo CD or Flux. */
export function gitOpsObjects(path: string): readonly GitOpsObject[] {
  return parseAllDocuments(read(path)).map((document) => document.toJS() as GitOpsObject);
}

/** All examples: files of values, and what the others hand on to the chart. */
export function chartExamples(): readonly Example[] {
  const plain = readdirSync(EXAMPLES)
    .filter((file) => file.endsWith(".yaml"))
    .map((path) => ({ path, values: read(path) }));
  const gitOps = readdirSync(join(EXAMPLES, "gitops")).map((file) => {
    const path = `gitops/${file}`;
    const values = gitOpsObjects(path).flatMap(
      ({ spec }) => spec.values ?? spec.source?.helm.valuesObject ?? [],
    );
    return { path, values: JSON.stringify(values[0]) };
  });
  const { global, "image-availability": own } = parse(read("umbrella/values.yaml"), {
    version: "1.1",
    merge: true,
  }) as Readonly<Record<string, object>>;
  return [...plain, ...gitOps, { path: "umbrella", values: JSON.stringify({ global, ...own }) }];
}
