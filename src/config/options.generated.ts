// Generated from chart/values.schema.json by `npm run generate`. Do not edit.

import type { ConfigOption, DurationPath } from "./configOption.ts";

/** Every key that a flag or an environment variable can set, in the schema's order. */
export const CONFIG_OPTIONS: readonly ConfigOption[] = [
  {
    "path": "server.bindAddress",
    "flags": [
      "bind-address"
    ],
    "pathFlag": "server-bind-address",
    "environment": "IAE_SERVER_BIND_ADDRESS",
    "type": "string",
    "group": "Server",
    "description": "Address to listen on, as host:port. Without a host: all addresses of the machine. Port 0: any free port.",
    "defaultText": ":8080"
  },
  {
    "path": "server.webConfigFile",
    "flags": [
      "web.config.file"
    ],
    "pathFlag": "server-web-config-file",
    "environment": "IAE_SERVER_WEB_CONFIG_FILE",
    "type": "string",
    "group": "Server",
    "description": "Path of a web configuration file in the format that Prometheus exporters share: TLS, client certificates, basic authentication, response headers. Empty: plain HTTP for everybody. It is re-read when it changes, and so are the files it names; /livez, /readyz and /healthz never ask who is there.",
    "defaultText": "none"
  },
  {
    "path": "server.shutdownDelay",
    "flags": [
      "server-shutdown-delay"
    ],
    "environment": "IAE_SERVER_SHUTDOWN_DELAY",
    "type": "duration",
    "group": "Server",
    "description": "How long /metrics is served on after a signal to stop, while /readyz already answers 503: the time Kubernetes needs to take the pod out of its endpoints.",
    "defaultText": "5s"
  },
  {
    "path": "server.shutdownTimeout",
    "flags": [
      "server-shutdown-timeout"
    ],
    "environment": "IAE_SERVER_SHUTDOWN_TIMEOUT",
    "type": "duration",
    "group": "Server",
    "description": "How long open requests may take after that delay before they are cut off. The pod's terminationGracePeriodSeconds has to be longer than both together.",
    "defaultText": "20s"
  },
  {
    "path": "server.statusPage",
    "flags": [
      "server-status-page"
    ],
    "environment": "IAE_SERVER_STATUS_PAGE",
    "type": "boolean",
    "group": "Server",
    "description": "Serve the status page at /, and /api/v1/status, /api/v1/images and /api/v1/workloads. It tells what metrics tell, and why; the names of nodes and Secrets and the configuration only where a web configuration file asks everybody for a password or a verified certificate. false: only /metrics and health are served, and no history is kept.",
    "defaultText": "true"
  },
  {
    "path": "server.inUse",
    "flags": [
      "server-in-use"
    ],
    "environment": "IAE_SERVER_IN_USE",
    "type": "boolean",
    "group": "Server",
    "description": "Serve /api/v1/in-use: every image that the cluster uses, for jobs that clean up a registry. The cluster is listed when it is asked for, once a minute at most. The chart gives permission to list all kinds of workloads, their revisions and Pods.",
    "defaultText": "false"
  },
  {
    "path": "log.level",
    "flags": [
      "log-level"
    ],
    "environment": "IAE_LOG_LEVEL",
    "type": "string",
    "choices": [
      "debug",
      "info",
      "warn",
      "error"
    ],
    "group": "Logging",
    "description": "The least important level that is written.",
    "defaultText": "info"
  },
  {
    "path": "log.format",
    "flags": [
      "log-format"
    ],
    "environment": "IAE_LOG_FORMAT",
    "type": "string",
    "choices": [
      "auto",
      "json",
      "pretty"
    ],
    "group": "Logging",
    "description": "json: one object a line. pretty: for people. auto: pretty on a terminal, json elsewhere.",
    "defaultText": "auto"
  },
  {
    "path": "kubernetes.kubeconfig",
    "flags": [
      "kubeconfig"
    ],
    "pathFlag": "kubernetes-kubeconfig",
    "environment": "IAE_KUBERNETES_KUBECONFIG",
    "type": "string",
    "group": "Kubernetes API",
    "description": "Path of a kubeconfig file. Empty: the pod's service account; outside a pod $KUBECONFIG, then ~/.kube/config.",
    "defaultText": "none"
  },
  {
    "path": "kubernetes.context",
    "flags": [
      "context"
    ],
    "pathFlag": "kubernetes-context",
    "environment": "IAE_KUBERNETES_CONTEXT",
    "type": "string",
    "group": "Kubernetes API",
    "description": "Context of the kubeconfig file. Empty: its current one.",
    "defaultText": "none"
  },
  {
    "path": "workloads.kinds",
    "flags": [
      "workloads-kinds"
    ],
    "environment": "IAE_WORKLOADS_KINDS",
    "type": "list",
    "separator": ",",
    "choices": [
      "Deployment",
      "StatefulSet",
      "DaemonSet",
      "CronJob",
      "Job",
      "ReplicaSet",
      "ReplicationController",
      "Pod"
    ],
    "group": "Workloads",
    "description": "Built-in kinds to watch. Jobs, ReplicaSets and Pods whose controller is watched are not reported a second time.",
    "defaultText": "Deployment,StatefulSet,DaemonSet,CronJob"
  },
  {
    "path": "workloads.custom",
    "flags": [
      "workloads-custom"
    ],
    "environment": "IAE_WORKLOADS_CUSTOM",
    "type": "json",
    "group": "Workloads",
    "description": "Custom resources to watch as workloads, for instance Argo Rollouts.",
    "defaultText": "none"
  },
  {
    "path": "workloads.liveRevisions",
    "flags": [
      "workloads-live-revisions"
    ],
    "environment": "IAE_WORKLOADS_LIVE_REVISIONS",
    "type": "boolean",
    "group": "Workloads",
    "description": "Check the images of revisions that still own pods as well: of a roll-out that is under way, paused or stuck, below a StatefulSet's partition, of a CronJob's active Jobs; of a custom resource in ReplicaSets, where `status.updatedReplicas` falls short of `status.replicas`. They are fetched where a workload's status announces them, for which list on replicasets, controllerrevisions and jobs is needed.",
    "defaultText": "true"
  },
  {
    "path": "workloads.revisions",
    "flags": [
      "workloads-revisions"
    ],
    "environment": "IAE_WORKLOADS_REVISIONS",
    "type": "integer",
    "group": "Workloads",
    "description": "How many older revisions of each Deployment, StatefulSet and DaemonSet, the newest first, are checked for whether they could be rolled back to: rollback_unavailable, rollback_revisions. 0: none. List on replicasets and controllerrevisions is needed.",
    "defaultText": "0"
  },
  {
    "path": "workloads.includeDisabled",
    "flags": [
      "force-check-disabled-controllers"
    ],
    "pathFlag": "workloads-include-disabled",
    "environment": "IAE_WORKLOADS_INCLUDE_DISABLED",
    "type": "list",
    "separator": ",",
    "group": "Workloads",
    "description": "Kinds (in any case) whose workloads are checked even while disabled: at 0 replicas, suspended, finished. `*`: all kinds.",
    "defaultText": "none"
  },
  {
    "path": "namespaces.include",
    "flags": [
      "namespaces-include"
    ],
    "environment": "IAE_NAMESPACES_INCLUDE",
    "type": "list",
    "separator": ",",
    "group": "Namespaces",
    "description": "Only these, each watched by itself with a Role of its own, which says nothing of the namespace itself: its annotations and labels are not known then. Empty: all.",
    "defaultText": "none"
  },
  {
    "path": "namespaces.exclude",
    "flags": [
      "namespaces-exclude"
    ],
    "environment": "IAE_NAMESPACES_EXCLUDE",
    "type": "list",
    "separator": ",",
    "group": "Namespaces",
    "description": "Not these.",
    "defaultText": "none"
  },
  {
    "path": "namespaces.selector",
    "flags": [
      "namespaces-selector"
    ],
    "environment": "IAE_NAMESPACES_SELECTOR",
    "type": "string",
    "group": "Namespaces",
    "description": "Only namespaces whose labels match this selector. Needs permission to list namespaces, and cannot be combined with include.",
    "defaultText": "none"
  },
  {
    "path": "namespaces.label",
    "flags": [
      "namespace-label"
    ],
    "pathFlag": "namespaces-label",
    "environment": "IAE_NAMESPACES_LABEL",
    "type": "string",
    "group": "Namespaces",
    "description": "Only namespaces that carry this label, whatever its value. Needs permission to list namespaces, and cannot be combined with include.",
    "defaultText": "none"
  },
  {
    "path": "images.ignored",
    "flags": [
      "ignored-images"
    ],
    "pathFlag": "images-ignored",
    "environment": "IAE_IMAGES_IGNORED",
    "type": "list",
    "separator": "~",
    "group": "Images",
    "description": "RE2 expressions, searched for anywhere in the image as the workload names it. A match takes the image out.",
    "defaultText": "none"
  },
  {
    "path": "images.allowed",
    "flags": [
      "allowed-images"
    ],
    "pathFlag": "images-allowed",
    "environment": "IAE_IMAGES_ALLOWED",
    "type": "list",
    "separator": "~",
    "group": "Images",
    "description": "RE2 expressions; an image that matches none of them is taken out. Empty: all images.",
    "defaultText": "none"
  },
  {
    "path": "images.defaultRegistry",
    "flags": [
      "default-registry"
    ],
    "pathFlag": "images-default-registry",
    "environment": "IAE_IMAGES_DEFAULT_REGISTRY",
    "type": "string",
    "group": "Images",
    "description": "Registry of references that name none. With docker.io, `nginx` is docker.io/library/nginx.",
    "defaultText": "docker.io"
  },
  {
    "path": "images.mirrors",
    "flags": [
      "images-mirrors"
    ],
    "pairFlag": "image-mirror",
    "environment": "IAE_IMAGES_MIRRORS",
    "type": "json",
    "group": "Images",
    "description": "Places that nodes ask before the registry a reference names. The longest prefix wins.",
    "defaultText": "none"
  },
  {
    "path": "images.verify",
    "flags": [
      "verify"
    ],
    "pathFlag": "images-verify",
    "environment": "IAE_IMAGES_VERIFY",
    "type": "string",
    "choices": [
      "reference",
      "manifest",
      "platform",
      "content"
    ],
    "group": "Images",
    "description": "What an image is looked at for: reference, whether the name leads to a manifest; manifest, also whether the manifest that a tag leads to is there, which costs an eighth of requests more; platform, also whether it has an image for every platform of the nodes that the workload may run on; content, also whether configuration and layers of these are there. What the last two cost, and where they count as a pull: docs/registries.md.",
    "defaultText": "manifest"
  },
  {
    "path": "images.platforms",
    "flags": [
      "platform"
    ],
    "pathFlag": "images-platforms",
    "environment": "IAE_IMAGES_PLATFORMS",
    "type": "list",
    "separator": ",",
    "group": "Images",
    "description": "Platforms of nodes that images have to be there for, where `verify` is platform or content: those that a workload's labels of operating system and architecture leave. Empty: those of the Nodes that it may run on, which are watched for it; for images that are named on the command line, this machine's.",
    "defaultText": "none"
  },
  {
    "path": "images.keepAlive.enabled",
    "flags": [
      "images-keep-alive-enabled"
    ],
    "environment": "IAE_IMAGES_KEEP_ALIVE_ENABLED",
    "type": "boolean",
    "group": "Images",
    "description": "Whether images are kept alive, of older revisions too: see config.workloads.revisions.",
    "defaultText": "false"
  },
  {
    "path": "images.keepAlive.period",
    "flags": [
      "images-keep-alive-period"
    ],
    "environment": "IAE_IMAGES_KEEP_ALIVE_PERIOD",
    "type": "duration",
    "group": "Images",
    "description": "The time within which every image is fetched once. At most half of the time after which a registry deletes, as an exporter may be away for a while.",
    "defaultText": "24h"
  },
  {
    "path": "images.keepAlive.registries",
    "flags": [
      "images-keep-alive-registries"
    ],
    "environment": "IAE_IMAGES_KEEP_ALIVE_REGISTRIES",
    "type": "list",
    "separator": ",",
    "group": "Images",
    "description": "Where images are kept alive: registries, optionally with a path, that workloads name or that config.images.mirrors does. Not one that limits pulls, as Docker Hub does.",
    "defaultText": "none"
  },
  {
    "path": "registries.dockerConfigFile",
    "flags": [
      "registries-docker-config-file"
    ],
    "environment": "IAE_REGISTRIES_DOCKER_CONFIG_FILE",
    "type": "string",
    "group": "Registries",
    "description": "Path of a docker config with the credentials that nodes have. They follow those of a workload's pull secrets. It has to be readable at the start, and is re-read when it changes. Credential helpers and identity tokens in it do not count, as on nodes. It may have 1,000 entries.",
    "defaultText": "none"
  },
  {
    "path": "registries.plainHttp",
    "flags": [
      "registries-plain-http"
    ],
    "environment": "IAE_REGISTRIES_PLAIN_HTTP",
    "type": "boolean",
    "group": "Registries",
    "description": "Speak HTTP only, without TLS.",
    "defaultText": "false"
  },
  {
    "path": "registries.allowPlainHttp",
    "flags": [
      "allow-plain-http"
    ],
    "pathFlag": "registries-allow-plain-http",
    "environment": "IAE_REGISTRIES_ALLOW_PLAIN_HTTP",
    "type": "boolean",
    "group": "Registries",
    "description": "Try HTTPS first, then HTTP.",
    "defaultText": "false"
  },
  {
    "path": "registries.insecureSkipVerify",
    "flags": [
      "skip-registry-cert-verification"
    ],
    "pathFlag": "registries-insecure-skip-verify",
    "environment": "IAE_REGISTRIES_INSECURE_SKIP_VERIFY",
    "type": "boolean",
    "group": "Registries",
    "description": "Accept any certificate. Credentials can then be stolen by whoever is in between.",
    "defaultText": "false"
  },
  {
    "path": "registries.caFiles",
    "flags": [
      "capath"
    ],
    "pathFlag": "registries-ca-files",
    "environment": "IAE_REGISTRIES_CA_FILES",
    "type": "list",
    "separator": ",",
    "group": "Registries",
    "description": "Paths of PEM files with certificate authorities to trust besides the system's. Re-read when they change.",
    "defaultText": "none"
  },
  {
    "path": "registries.concurrency",
    "flags": [
      "registries-concurrency"
    ],
    "environment": "IAE_REGISTRIES_CONCURRENCY",
    "type": "integer",
    "group": "Registries",
    "description": "Most checks under way at a time, per registry.",
    "defaultText": "16"
  },
  {
    "path": "registries.requestsPerSecond",
    "flags": [
      "registries-requests-per-second"
    ],
    "environment": "IAE_REGISTRIES_REQUESTS_PER_SECOND",
    "type": "number",
    "group": "Registries",
    "description": "Most requests a second, per registry. With several shards, each takes its part.",
    "defaultText": "50"
  },
  {
    "path": "registries.timeout",
    "flags": [
      "registries-timeout"
    ],
    "environment": "IAE_REGISTRIES_TIMEOUT",
    "type": "duration",
    "group": "Registries",
    "description": "Longest time one request may take, from the connection to the last byte.",
    "defaultText": "30s"
  },
  {
    "path": "registries.maxRetryAfter",
    "flags": [
      "registries-max-retry-after"
    ],
    "environment": "IAE_REGISTRIES_MAX_RETRY_AFTER",
    "type": "duration",
    "group": "Registries",
    "description": "Longest time a registry is left alone because it answered 429 or asked for it by Retry-After.",
    "defaultText": "15m"
  },
  {
    "path": "registries.allowedNetworks",
    "flags": [
      "registries-allowed-networks"
    ],
    "environment": "IAE_REGISTRIES_ALLOWED_NETWORKS",
    "type": "list",
    "separator": ",",
    "group": "Registries",
    "description": "Networks (CIDR) that may be asked although they are link-local or serve cloud metadata, which is refused otherwise.",
    "defaultText": "none"
  },
  {
    "path": "registries.hosts",
    "flags": [
      "registries-hosts"
    ],
    "environment": "IAE_REGISTRIES_HOSTS",
    "type": "json",
    "group": "Registries",
    "description": "Deviations for single registries, by exact host[:port] or by a glob such as *.example.com, whose stars stand for any text within one label. What is not set follows the keys above. An exact host goes before a glob. The default is Docker Hub's own limit and stays in force unless this key changes it.",
    "defaultText": "{\"docker.io\":{\"requestsPerSecond\":10}}"
  },
  {
    "path": "nodes.runtime",
    "flags": [
      "nodes-runtime"
    ],
    "environment": "IAE_NODES_RUNTIME",
    "type": "string",
    "choices": [
      "containerd",
      "cri-o"
    ],
    "group": "Nodes",
    "description": "The container runtime whose pulls are foretold: which files say where nodes ask, what an answer leads to, who gets which credentials, and how names without a registry read.",
    "defaultText": "containerd"
  },
  {
    "path": "nodes.hostsDir",
    "flags": [
      "nodes-hosts-dir"
    ],
    "environment": "IAE_NODES_HOSTS_DIR",
    "type": "string",
    "group": "Nodes",
    "description": "Path of a directory with what nodes have in containerd's config_path (/etc/containerd/certs.d): a folder for each registry, with hosts.toml and certificates. Looked at again every few seconds. For containerd. Empty: there is none.",
    "defaultText": "none"
  },
  {
    "path": "nodes.registriesYaml",
    "flags": [
      "nodes-registries-yaml"
    ],
    "environment": "IAE_NODES_REGISTRIES_YAML",
    "type": "string",
    "group": "Nodes",
    "description": "Path of what nodes of k3s have in /etc/rancher/k3s/registries.yaml, or of RKE2 in /etc/rancher/rke2/registries.yaml: mirrors, rewrites, certificates and credentials. Looked at again every few seconds. For containerd, instead of `config.nodes.hostsDir`. Empty: there is none.",
    "defaultText": "none"
  },
  {
    "path": "nodes.disableDefaultRegistryEndpoint",
    "flags": [
      "nodes-disable-default-registry-endpoint"
    ],
    "environment": "IAE_NODES_DISABLE_DEFAULT_REGISTRY_ENDPOINT",
    "type": "boolean",
    "group": "Nodes",
    "description": "Whether nodes are started with --disable-default-registry-endpoint (disable-default-registry-endpoint: true): registries that have mirrors in `config.nodes.registriesYaml`, and no entry in its configs, are not asked themselves.",
    "defaultText": "false"
  },
  {
    "path": "nodes.registriesConf",
    "flags": [
      "nodes-registries-conf"
    ],
    "environment": "IAE_NODES_REGISTRIES_CONF",
    "type": "string",
    "group": "Nodes",
    "description": "Path of what nodes have in /etc/containers/registries.conf; files *.conf in a directory of the same name with .d behind it count, too. Looked at again every few seconds. For cri-o. Empty: there is none, and names without a registry follow `config.images.defaultRegistry`.",
    "defaultText": "none"
  },
  {
    "path": "nodes.certsDir",
    "flags": [
      "nodes-certs-dir"
    ],
    "environment": "IAE_NODES_CERTS_DIR",
    "type": "string",
    "group": "Nodes",
    "description": "Path of a directory with what nodes have in /etc/containers/certs.d: a folder for each registry, with *.crt, *.cert and *.key. For cri-o. Empty: there is none.",
    "defaultText": "none"
  },
  {
    "path": "nodes.runtimeAuthFile",
    "flags": [
      "nodes-runtime-auth-file"
    ],
    "environment": "IAE_NODES_RUNTIME_AUTH_FILE",
    "type": "string",
    "group": "Nodes",
    "description": "Path of the runtime's own auth file (global_auth_file of crio.conf; on OpenShift /var/lib/kubelet/config.json): what mirrors at other hosts get, and images without a matching pull secret. Looked at again every few seconds. For cri-o. Empty: there is none.",
    "defaultText": "none"
  },
  {
    "path": "nodes.shortNameMode",
    "flags": [
      "nodes-short-name-mode"
    ],
    "environment": "IAE_NODES_SHORT_NAME_MODE",
    "type": "string",
    "choices": [
      "enforcing",
      "disabled"
    ],
    "group": "Nodes",
    "description": "CRI-O's short_name_mode (crio.conf). Of several registries to be searched for a name without one, it chooses none where it is enforcing, its default, and asks one after the other where it is disabled. For cri-o with `registriesConf`; OpenShift's nodes have it disabled.",
    "defaultText": "enforcing"
  },
  {
    "path": "nodes.openshift.enabled",
    "flags": [
      "nodes-openshift-enabled"
    ],
    "environment": "IAE_NODES_OPENSHIFT_ENABLED",
    "type": "boolean",
    "group": "Nodes",
    "description": "Whether ImageDigestMirrorSets, ImageTagMirrorSets, ImageContentSourcePolicies, ClusterVersion and the Image config (all of the cluster) say where nodes ask, as OpenShift's operators take them, and whether the authorities that nodes have for its own registry are trusted for that. Without another `config.nodes.runtime`, that is cri-o.",
    "defaultText": "false"
  },
  {
    "path": "nodes.openshift.pullSecret",
    "flags": [
      "nodes-openshift-pull-secret"
    ],
    "environment": "IAE_NODES_OPENSHIFT_PULL_SECRET",
    "type": "boolean",
    "group": "Nodes",
    "description": "Whether the Secret pull-secret in openshift-config is read, which nodes have for all pods, mirrors included. Without it, an image that is refused gets no verdict where no pull secret of its own is for it. The chart gives the permission for this one Secret.",
    "defaultText": "false"
  },
  {
    "path": "nodes.openshift.additionalTrustedCA",
    "flags": [
      "nodes-openshift-additional-trusted-c-a"
    ],
    "environment": "IAE_NODES_OPENSHIFT_ADDITIONAL_TRUSTED_C_A",
    "type": "string",
    "group": "Nodes",
    "description": "Name of the ConfigMap in openshift-config that additionalTrustedCA of images.config.openshift.io/cluster names: authorities that nodes trust, by registry. The chart gives the permission for this one ConfigMap. Empty: there is none.",
    "defaultText": "none"
  },
  {
    "path": "nodes.root",
    "flags": [
      "nodes-root"
    ],
    "environment": "IAE_NODES_ROOT",
    "type": "string",
    "group": "Nodes",
    "description": "Path of a directory that stands for the root of a node's file system: absolute paths in the nodes' files (certificates that a hosts.toml names, links of certsDir) are looked for below it. What cannot be read there gives no verdict. Empty: they are where they say.",
    "defaultText": "none"
  },
  {
    "path": "nodes.credentialProviders.config",
    "flags": [
      "nodes-credential-providers-config"
    ],
    "environment": "IAE_NODES_CREDENTIAL_PROVIDERS_CONFIG",
    "type": "string",
    "group": "Nodes",
    "description": "Path of the kubelet's CredentialProviderConfig, or of a directory of such (its flag --image-credential-provider-config). Empty: there are none.",
    "defaultText": "none"
  },
  {
    "path": "nodes.credentialProviders.binDir",
    "flags": [
      "nodes-credential-providers-bin-dir"
    ],
    "environment": "IAE_NODES_CREDENTIAL_PROVIDERS_BIN_DIR",
    "type": "string",
    "group": "Nodes",
    "description": "Path of the directory that has the programs (its flag --image-credential-provider-bin-dir).",
    "defaultText": "none"
  },
  {
    "path": "nodes.cloud.aws.mode",
    "flags": [
      "nodes-cloud-aws-mode"
    ],
    "switchFlag": {
      "flag": "ecr-images-exists",
      "value": "on"
    },
    "environment": "IAE_NODES_CLOUD_AWS_MODE",
    "type": "string",
    "choices": [
      "auto",
      "on",
      "off"
    ],
    "group": "Nodes",
    "description": "auto: the exporter's identity is used where one is found, in the environment, a web identity's file, Pod Identity or the instance's metadata; without one, an image that Amazon ECR refuses gets no verdict, as nodes may have an identity that opens it. on: there is one. \"off\" (in quotes): nodes have none, so a refusal is a verdict.",
    "defaultText": "auto"
  },
  {
    "path": "nodes.cloud.aws.sameAsNodes",
    "flags": [
      "nodes-cloud-aws-same-as-nodes"
    ],
    "environment": "IAE_NODES_CLOUD_AWS_SAME_AS_NODES",
    "type": "boolean",
    "group": "Nodes",
    "description": "Whether the exporter's identity may read exactly what nodes may: then what it is refused is a verdict.",
    "defaultText": "false"
  },
  {
    "path": "nodes.cloud.azure.mode",
    "flags": [
      "nodes-cloud-azure-mode"
    ],
    "environment": "IAE_NODES_CLOUD_AZURE_MODE",
    "type": "string",
    "choices": [
      "auto",
      "on",
      "off"
    ],
    "group": "Nodes",
    "description": "auto: the exporter's identity is used where one is found, by workload identity's variables, an application's secret or the machine's managed identity; without one, an image that Azure Container Registry refuses gets no verdict, as nodes may have an identity that opens it. on: there is one. \"off\" (in quotes): nodes have none, so a refusal is a verdict.",
    "defaultText": "auto"
  },
  {
    "path": "nodes.cloud.azure.sameAsNodes",
    "flags": [
      "nodes-cloud-azure-same-as-nodes"
    ],
    "environment": "IAE_NODES_CLOUD_AZURE_SAME_AS_NODES",
    "type": "boolean",
    "group": "Nodes",
    "description": "Whether the exporter's identity may read exactly what nodes may: then what it is refused is a verdict.",
    "defaultText": "false"
  },
  {
    "path": "nodes.cloud.google.mode",
    "flags": [
      "nodes-cloud-google-mode"
    ],
    "environment": "IAE_NODES_CLOUD_GOOGLE_MODE",
    "type": "string",
    "choices": [
      "auto",
      "on",
      "off"
    ],
    "group": "Nodes",
    "description": "auto: the exporter's identity is used where one is found, by the file at GOOGLE_APPLICATION_CREDENTIALS or the metadata server; without one, an image that a registry of Google refuses gets no verdict, as nodes may have an identity that opens it. on: there is one. \"off\" (in quotes): nodes have none, so a refusal is a verdict.",
    "defaultText": "auto"
  },
  {
    "path": "nodes.cloud.google.sameAsNodes",
    "flags": [
      "nodes-cloud-google-same-as-nodes"
    ],
    "environment": "IAE_NODES_CLOUD_GOOGLE_SAME_AS_NODES",
    "type": "boolean",
    "group": "Nodes",
    "description": "Whether the exporter's identity may read exactly what nodes may: then what it is refused is a verdict.",
    "defaultText": "false"
  },
  {
    "path": "secrets.mode",
    "flags": [
      "secrets-mode"
    ],
    "environment": "IAE_SECRETS_MODE",
    "type": "string",
    "choices": [
      "cluster",
      "namespaced",
      "off"
    ],
    "group": "Pull secrets",
    "description": "cluster: docker Secrets of all namespaces that are looked at. namespaced: of the included namespaces alone, or of the exporter's own where none is included. \"off\" (in quotes, as YAML 1.1 reads a bare off as false): none; images that need a secret then get no verdict.",
    "defaultText": "cluster"
  },
  {
    "path": "schedule.checkPeriod",
    "flags": [
      "check-interval",
      "check-period"
    ],
    "pathFlag": "schedule-check-period",
    "environment": "IAE_SCHEDULE_CHECK_PERIOD",
    "type": "duration",
    "group": "Schedule",
    "description": "How often a portion of the images, those unchecked for longest, is checked.",
    "defaultText": "15s"
  },
  {
    "path": "schedule.recheckWindow",
    "flags": [
      "schedule-recheck-window"
    ],
    "environment": "IAE_SCHEDULE_RECHECK_WINDOW",
    "type": "duration",
    "group": "Schedule",
    "description": "The time within which every image is checked once. The portions are sized by it.",
    "defaultText": "10m"
  },
  {
    "path": "schedule.revisionWindow",
    "flags": [
      "schedule-revision-window"
    ],
    "environment": "IAE_SCHEDULE_REVISION_WINDOW",
    "type": "duration",
    "group": "Schedule",
    "description": "The time within which every image of an older revision is checked once, if what runs leaves room for it: see config.workloads.revisions.",
    "defaultText": "6h"
  },
  {
    "path": "schedule.failedRecheckPeriod",
    "flags": [
      "schedule-failed-recheck-period"
    ],
    "environment": "IAE_SCHEDULE_FAILED_RECHECK_PERIOD",
    "type": "duration",
    "group": "Schedule",
    "description": "How soon an image that failed is checked again.",
    "defaultText": "1m"
  },
  {
    "path": "metrics.names",
    "flags": [
      "metrics-names"
    ],
    "environment": "IAE_METRICS_NAMES",
    "type": "string",
    "choices": [
      "kind-in-name",
      "kind-label",
      "both"
    ],
    "group": "Metrics",
    "description": "kind-in-name: k8s_image_availability_exporter_deployment_available{deployment=…}. kind-label: k8s_image_availability_exporter_available{kind=\"deployment\",name=…}. both: either. kind-in-name has names for Deployments, StatefulSets, DaemonSets and CronJobs alone: of other kinds, only what cannot be pulled is told.",
    "defaultText": "both"
  },
  {
    "path": "metrics.zeros",
    "flags": [
      "metrics-zeros"
    ],
    "environment": "IAE_METRICS_ZEROS",
    "type": "boolean",
    "group": "Metrics",
    "description": "Export every reason of every container, 0 where it does not hold, instead of only what holds: eight times the series.",
    "defaultText": "false"
  },
  {
    "path": "metrics.imageLastCheck",
    "flags": [
      "metrics-image-last-check"
    ],
    "environment": "IAE_METRICS_IMAGE_LAST_CHECK",
    "type": "boolean",
    "group": "Metrics",
    "description": "Export the time of each image's last check: one series per image.",
    "defaultText": "true"
  },
  {
    "path": "metrics.ownerLabels",
    "flags": [
      "metrics-owner-labels"
    ],
    "environment": "IAE_METRICS_OWNER_LABELS",
    "type": "list",
    "separator": ",",
    "group": "Metrics",
    "description": "Label keys copied from the workload, or else from its namespace (unless namespaces.include names it), to the series of unavailable images, as label_<key>.",
    "defaultText": "none"
  },
  {
    "path": "metrics.maxRegistries",
    "flags": [
      "metrics-max-registries"
    ],
    "environment": "IAE_METRICS_MAX_REGISTRIES",
    "type": "integer",
    "group": "Metrics",
    "description": "Most values that the label registry takes in the families per registry; whatever comes after them is counted as other. What never answered gives way to what did.",
    "defaultText": "200"
  },
  {
    "path": "hygiene.pullSecrets",
    "flags": [
      "hygiene-pull-secrets"
    ],
    "environment": "IAE_HYGIENE_PULL_SECRETS",
    "type": "boolean",
    "group": "Hygiene",
    "description": "Export unused_pull_secrets: docker Secrets that nothing refers to. Pods are watched for it, because a Secret may be used by Pods whose kind of workload is not watched.",
    "defaultText": "false"
  },
  {
    "path": "hygiene.workloads",
    "flags": [
      "hygiene-workloads"
    ],
    "environment": "IAE_HYGIENE_WORKLOADS",
    "type": "boolean",
    "group": "Hygiene",
    "description": "Export workload_hygiene: containers that a roll-out would interrupt, for want of probes, of a preStop hook, or of time. Services are watched for it.",
    "defaultText": "false"
  },
  {
    "path": "running.enabled",
    "flags": [
      "running-enabled"
    ],
    "environment": "IAE_RUNNING_ENABLED",
    "type": "boolean",
    "group": "Running",
    "description": "Export image_moved: containers that run what their image's tag no longer leads to. Pods, and the metadata of ReplicaSets and Jobs, are watched for it.",
    "defaultText": "false"
  },
  {
    "path": "sharding.shards",
    "flags": [
      "sharding-shards"
    ],
    "environment": "IAE_SHARDING_SHARDS",
    "type": "integer",
    "group": "Sharding",
    "description": "How many there are in all.",
    "defaultText": "1"
  },
  {
    "path": "sharding.shard",
    "flags": [
      "sharding-shard"
    ],
    "environment": "IAE_SHARDING_SHARD",
    "type": "integer",
    "group": "Sharding",
    "description": "Which of them this one is, counted from 0. -1: the ordinal at the end of the pod's name, as a StatefulSet gives it.",
    "defaultText": "-1"
  }
];

/** Where the document holds paths of files. */
export const FILE_PATHS: readonly string[] = [
  "server.webConfigFile",
  "kubernetes.kubeconfig",
  "images.mirrors.*.mirrors.*.caFile",
  "images.mirrors.*.mirrors.*.clientCertFile",
  "images.mirrors.*.mirrors.*.clientKeyFile",
  "images.mirrors.*.mirrors.*.headerFiles.*",
  "registries.dockerConfigFile",
  "registries.caFiles.*",
  "registries.hosts.*.caFile",
  "nodes.hostsDir",
  "nodes.registriesYaml",
  "nodes.registriesConf",
  "nodes.certsDir",
  "nodes.runtimeAuthFile",
  "nodes.root",
  "nodes.credentialProviders.config",
  "nodes.credentialProviders.binDir"
];

/** Where the document holds durations. */
export const DURATION_PATHS: readonly DurationPath[] = [
  {
    "path": "server.shutdownDelay",
    "minimum": 0,
    "maximum": 600000
  },
  {
    "path": "server.shutdownTimeout",
    "minimum": 0,
    "maximum": 600000
  },
  {
    "path": "images.mirrors.*.mirrors.*.dialTimeout",
    "minimum": 100,
    "maximum": 300000
  },
  {
    "path": "images.keepAlive.period",
    "minimum": 10000,
    "maximum": 604800000
  },
  {
    "path": "registries.timeout",
    "minimum": 100,
    "maximum": 300000
  },
  {
    "path": "registries.maxRetryAfter",
    "minimum": 1000,
    "maximum": 86400000
  },
  {
    "path": "registries.hosts.*.timeout",
    "minimum": 100,
    "maximum": 300000
  },
  {
    "path": "schedule.checkPeriod",
    "minimum": 100,
    "maximum": 86400000
  },
  {
    "path": "schedule.recheckWindow",
    "minimum": 1000,
    "maximum": 604800000
  },
  {
    "path": "schedule.revisionWindow",
    "minimum": 1000,
    "maximum": 604800000
  },
  {
    "path": "schedule.failedRecheckPeriod",
    "minimum": 100,
    "maximum": 86400000
  }
];

/** Defaults of maps: they are merged with a document's own entries instead of giving way to them. */
export const MAP_DEFAULTS: Readonly<Record<string, unknown>> = {
  "images": {
    "keepAlive": {}
  },
  "registries": {
    "hosts": {
      "docker.io": {
        "requestsPerSecond": 10
      }
    }
  },
  "nodes": {
    "openshift": {},
    "credentialProviders": {},
    "cloud": {}
  }
};
