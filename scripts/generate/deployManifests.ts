import { fileURLToPath } from "node:url";
import { parseAllDocuments, stringify } from "yaml";
import { runCommand } from "../../test/e2e/tools/runCommand.ts";
import type { Generator } from "./generator.ts";
import { locateToolIfThere } from "./locateToolIfThere.ts";

const NAME = "k8s-image-availability-exporter";
const PATH = "deploy/manifests.yaml";

/** deploy/: what the chart gives with its defaults, for `kubectl apply -f deploy/`. Takes Helm. */
export const deployManifestsGenerator: Generator = {
  name: "manifests without Helm",
  async generate() {
    const helm = await locateToolIfThere("helm", PATH);
    if (helm === undefined) {
      return [];
    }
    const chart = fileURLToPath(new URL("../../chart", import.meta.url));
    const rendered = await runCommand(helm, ["template", NAME, chart, "--namespace", NAME, "--no-hooks"], {
      // Nobody's settings, and no cluster.
      env: { PATH: process.env.PATH, HOME: "/nonexistent", KUBECONFIG: "/nonexistent" },
    });
    const objects = parseAllDocuments(rendered).flatMap((document) => document.toJS() ?? []);
    const documents = [NAMESPACE, ...objects.map(withoutHelm)].map((object) =>
      stringify(object, { lineWidth: 0, version: "1.1" }),
    );
    return [{ path: PATH, text: `${INTRODUCTION}${documents.join("---\n")}` }];
  },
};

const INTRODUCTION = `# Generated from chart/ by \`npm run generate\`: the chart's defaults. Do not edit.
#
# kubectl apply -f deploy/
`;

const NAMESPACE = {
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: NAME, labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
};

/** Helm's own labels would say that Helm looks after the objects. */
function withoutHelm(object: { readonly metadata: { readonly labels: Record<string, string> } }): unknown {
  const {
    "helm.sh/chart": _chart,
    "app.kubernetes.io/managed-by": _manager,
    ...labels
  } = object.metadata.labels;
  return { ...object, metadata: { ...object.metadata, labels } };
}
