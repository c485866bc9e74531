import { fileURLToPath } from "node:url";
import { parseAllDocuments, stringify } from "yaml";
import { runCommand } from "../../test/e2e/tools/runCommand.ts";
import type { GeneratedFile, Generator } from "./generator.ts";
import { locateToolIfThere } from "./locateToolIfThere.ts";

const NAME = "k8s-image-availability-exporter";
const BASE = "deploy/base/manifests.yaml";

/** What is laid over the base: a component each, with the values that the chart makes its objects of. */
const COMPONENTS: readonly (readonly [string, readonly string[], string])[] = [
  ["service-monitor", ["monitor.enabled=true"], "monitor.yaml"],
  ["pod-monitor", ["monitor.enabled=true", "monitor.kind=PodMonitor"], "monitor.yaml"],
  ["rules", ["rules.enabled=true"], "rules.yaml"],
];

/** deploy/: what the chart gives with its defaults, monitors and rules as components of Kustomize. Takes Helm. */
export const deployManifestsGenerator: Generator = {
  name: "manifests without Helm",
  async generate() {
    const helm = await locateToolIfThere("helm", BASE);
    if (helm === undefined) {
      return [];
    }
    const components = COMPONENTS.map(async ([component, values, template]): Promise<GeneratedFile> => {
      const set = values.flatMap((value) => ["--set", value]);
      const objects = await render(helm, [...set, "--show-only", `templates/${template}`]);
      return { path: `deploy/components/${component}/${template}`, text: `${HEADER}${textOf(objects)}` };
    });
    const base = textOf([NAMESPACE, ...(await render(helm, ["--no-hooks"]))]);
    return [
      { path: BASE, text: `${HEADER}#\n# kubectl apply -k deploy/base\n${base}` },
      ...(await Promise.all(components)),
    ];
  },
};

const HEADER = "# Generated from chart/ by `npm run generate`: the chart's defaults. Do not edit.\n";

const NAMESPACE = {
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: NAME, labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
};

async function render(helm: string, args: readonly string[]): Promise<readonly unknown[]> {
  const chart = fileURLToPath(new URL("../../chart", import.meta.url));
  const rendered = await runCommand(helm, ["template", NAME, chart, "--namespace", NAME, ...args], {
    // Nobody's settings, and no cluster.
    env: { PATH: process.env.PATH, HOME: "/nonexistent", KUBECONFIG: "/nonexistent" },
  });
  return parseAllDocuments(rendered).flatMap((document) =>
    document.toJS() === null ? [] : [withoutHelm(document.toJS())],
  );
}

function textOf(objects: readonly unknown[]): string {
  return objects.map((object) => stringify(object, { lineWidth: 0, version: "1.1" })).join("---\n");
}

/** Helm's own labels would say that Helm looks after the objects. */
function withoutHelm(object: { readonly metadata: { readonly labels: Record<string, string> } }): unknown {
  const {
    "helm.sh/chart": _chart,
    "app.kubernetes.io/managed-by": _manager,
    ...labels
  } = object.metadata.labels;
  return { ...object, metadata: { ...object.metadata, labels } };
}
