// Generated from chart/values.schema.json by `npm run generate`. Do not edit.

import type { DeepReadonly } from "./deepReadonly.ts";

/** The validated configuration: every default filled in, durations in milliseconds. */
export type Config = DeepReadonly<ConfigValues>;

/**
 * A mirror, and how it is spoken to.
 */
export type MirrorHost =
  | string
  | {
      /**
       * Registry, optionally with a path, that takes the prefix's place.
       */
      mirror: string;
      /**
       * How it is spoken to. Where it is not set, as any registry of that name.
       */
      scheme?: "https" | "http";
      /**
       * Where its API begins: what stands before the mirror's own path and the repository.
       */
      path: string;
      /**
       * What it is asked for: resolve, where a tag leads to; pull, manifests by digest.
       */
      capabilities: ("pull" | "resolve")[];
      /**
       * Accept any certificate.
       */
      insecureSkipVerify: boolean;
      /**
       * Longest time that making a connection to it may take before the next endpoint is asked; where it is not set, as long as a request. In milliseconds.
       */
      dialTimeout?: number;
      /**
       * Path of a PEM file with certificate authorities to trust for it, besides the others.
       */
      caFile?: string;
      /**
       * Path of a PEM file with the certificate to show it; with the key, too, where `clientKeyFile` is not set.
       */
      clientCertFile?: string;
      /**
       * Path of a PEM file with the certificate's key.
       */
      clientKeyFile?: string;
      /**
       * Headers that requests to it carry. Values are shown nowhere, but stand in this file: for secrets take `headerFiles`.
       */
      headers: {
        [k: string]: string;
      };
      /**
       * The same, with paths of files that hold the values; line breaks at their end do not count.
       */
      headerFiles: {
        [k: string]: string;
      };
      /**
       * Which credentials it gets. Where it is not set, what the rule says.
       */
      credentials?: "reference" | "same-domain" | "own";
    };

/**
 * All that the exporter reads. The chart mounts the content of this key as the exporter's configuration file; permissions and mounts that follow from it are computed.
 */
export interface ConfigValues {
  server: ServerConfig;
  log: LoggingConfig;
  kubernetes: KubernetesAPIConfig;
  workloads: WorkloadsConfig;
  namespaces: NamespacesConfig;
  images: ImagesConfig;
  registries: RegistriesConfig;
  nodes: NodesConfig;
  secrets: PullSecretsConfig;
  schedule: ScheduleConfig;
  metrics: MetricsConfig;
  hygiene: HygieneConfig;
  running: RunningConfig;
  sharding: ShardingConfig;
}
/**
 * The HTTP server of /metrics, /livez, /readyz, /healthz and the status page.
 */
export interface ServerConfig {
  /**
   * Address to listen on, as host:port. Without a host: all addresses of the machine. Port 0: any free port.
   */
  bindAddress: string;
  /**
   * Path of a web configuration file in the format that Prometheus exporters share: TLS, client certificates, basic authentication, response headers. Empty: plain HTTP for everybody. It is re-read when it changes, and so are the files it names; /livez, /readyz and /healthz never ask who is there.
   */
  webConfigFile: string;
  /**
   * How long /metrics is served on after a signal to stop, while /readyz already answers 503: the time Kubernetes needs to take the pod out of its endpoints. In milliseconds.
   */
  shutdownDelay: number;
  /**
   * How long open requests may take after that delay before they are cut off. The pod's terminationGracePeriodSeconds has to be longer than both together. In milliseconds.
   */
  shutdownTimeout: number;
  /**
   * Serve the status page at /, and /api/v1/status, /api/v1/images and /api/v1/workloads. It tells what metrics tell, and why; the names of nodes and Secrets and the configuration only where a web configuration file asks everybody for a password or a verified certificate. false: only /metrics and health are served, and no history is kept.
   */
  statusPage: boolean;
  /**
   * Serve /api/v1/in-use: every image that the cluster uses, for jobs that clean up a registry. The cluster is listed when it is asked for, once a minute at most. The chart gives permission to list all kinds of workloads, their revisions and Pods.
   */
  inUse: boolean;
}
/**
 * The exporter's own log, written to standard error.
 */
export interface LoggingConfig {
  /**
   * The least important level that is written.
   */
  level: "debug" | "info" | "warn" | "error";
  /**
   * json: one object a line. pretty: for people. auto: pretty on a terminal, json elsewhere.
   */
  format: "auto" | "json" | "pretty";
}
/**
 * How the API server is reached. In a pod neither key is needed: its service account is used.
 */
export interface KubernetesAPIConfig {
  /**
   * Path of a kubeconfig file. Empty: the pod's service account; outside a pod $KUBECONFIG, then ~/.kube/config.
   */
  kubeconfig: string;
  /**
   * Context of the kubeconfig file. Empty: its current one.
   */
  context: string;
}
/**
 * Which objects are searched for images: containers, init containers and image volumes of their pod templates.
 */
export interface WorkloadsConfig {
  /**
   * Built-in kinds to watch. Jobs, ReplicaSets and Pods whose controller is watched are not reported a second time.
   */
  kinds: (
    | "Deployment"
    | "StatefulSet"
    | "DaemonSet"
    | "CronJob"
    | "Job"
    | "ReplicaSet"
    | "ReplicationController"
    | "Pod"
  )[];
  /**
   * Custom resources to watch as workloads, for instance Argo Rollouts.
   */
  custom: CustomWorkload[];
  /**
   * Check the images of revisions that still own pods as well: of a roll-out that is under way, paused or stuck, below a StatefulSet's partition, of a CronJob's active Jobs; of a custom resource in ReplicaSets, where `status.updatedReplicas` falls short of `status.replicas`. They are fetched where a workload's status announces them, for which list on replicasets, controllerrevisions and jobs is needed.
   */
  liveRevisions: boolean;
  /**
   * How many older revisions of each Deployment, StatefulSet and DaemonSet, the newest first, are checked for whether they could be rolled back to: rollback_unavailable, rollback_revisions. 0: none. List on replicasets and controllerrevisions is needed.
   */
  revisions: number;
  /**
   * Kinds (in any case) whose workloads are checked even while disabled: at 0 replicas, suspended, finished. `*`: all kinds.
   */
  includeDisabled: string[];
}
export interface CustomWorkload {
  /**
   * API group, such as argoproj.io. Empty: the core group.
   */
  group: string;
  /**
   * API version, such as v1alpha1.
   */
  version: string;
  /**
   * Plural name of the resource as it stands in URLs, such as rollouts.
   */
  resource: string;
  /**
   * Kind, such as Rollout. Its lower-case form is the label `kind`.
   */
  kind: string;
  /**
   * Where in the object its pod templates are. A `*` stands for every element of a list or map.
   */
  templatePaths: string[];
}
/**
 * Which namespaces are looked at. All conditions have to hold. A namespace annotated `k8s-image-availability-exporter/ignore: "true"` is left out, unless it is named by include.
 */
export interface NamespacesConfig {
  /**
   * Only these, each watched by itself with a Role of its own, which says nothing of the namespace itself: its annotations and labels are not known then. Empty: all.
   */
  include: string[];
  /**
   * Not these.
   */
  exclude: string[];
  /**
   * Only namespaces whose labels match this selector. Needs permission to list namespaces, and cannot be combined with include.
   */
  selector: string;
  /**
   * Only namespaces that carry this label, whatever its value. Needs permission to list namespaces, and cannot be combined with include.
   */
  label: string;
}
/**
 * Which images are checked, and how their references are read. An image is checked if it matches any of the allowed expressions (or there is none) and none of the ignored ones.
 */
export interface ImagesConfig {
  /**
   * RE2 expressions, searched for anywhere in the image as the workload names it. A match takes the image out.
   */
  ignored: string[];
  /**
   * RE2 expressions; an image that matches none of them is taken out. Empty: all images.
   */
  allowed: string[];
  /**
   * Registry of references that name none. With docker.io, `nginx` is docker.io/library/nginx.
   */
  defaultRegistry: string;
  /**
   * Places that nodes ask before the registry a reference names. The longest prefix wins.
   */
  mirrors: MirrorRule[];
  /**
   * What an image is looked at for: reference, whether the name leads to a manifest; manifest, also whether the manifest that a tag leads to is there, which costs an eighth of requests more; platform, also whether it has an image for every platform of the nodes that the workload may run on; content, also whether configuration and layers of these are there. What the last two cost, and where they count as a pull: docs/registries.md.
   */
  verify: "reference" | "manifest" | "platform" | "content";
  /**
   * Platforms of nodes that images have to be there for, where `verify` is platform or content: those that a workload's labels of operating system and architecture leave. Empty: those of the Nodes that it may run on, which are watched for it; for images that are named on the command line, this machine's.
   */
  platforms: string[];
  keepAlive: KeepAlive;
}
export interface MirrorRule {
  /**
   * Registry, optionally with a path, that the mirrors stand in for. Matches whole path segments.
   */
  prefix: string;
  /**
   * What to ask instead of the prefix, in this order: a registry, optionally with a path, or a map that says more of it.
   */
  mirrors: MirrorHost[];
  /**
   * Whether the registry of the reference is asked after the mirrors.
   */
  fallback: boolean;
  /**
   * Which credentials the mirrors get: reference, those of the image's name; same-domain, those where the mirror's host is the image's registry, else what `config.registries.dockerConfigFile` has for the mirror's own name, read as a runtime's auth file; own, those that match the mirror's own name. Where it is not said, the nodes' runtime decides: containerd hands on those of the image's name.
   */
  credentials?: "reference" | "same-domain" | "own";
}
/**
 * Fetches the manifests of images in use by GET once in a period, so that registries that delete what nobody pulls spare them: see docs/cleanup.md. A GET counts as a pull, which is the point; checks ask by HEAD, which does not.
 */
export interface KeepAlive {
  /**
   * Whether images are kept alive, of older revisions too: see config.workloads.revisions.
   */
  enabled: boolean;
  /**
   * The time within which every image is fetched once. At most half of the time after which a registry deletes, as an exporter may be away for a while. In milliseconds.
   */
  period: number;
  /**
   * Where images are kept alive: registries, optionally with a path, that workloads name or that config.images.mirrors does. Not one that limits pulls, as Docker Hub does.
   */
  registries: string[];
}
/**
 * How registries are asked.
 */
export interface RegistriesConfig {
  /**
   * Path of a docker config with the credentials that nodes have. They follow those of a workload's pull secrets. It has to be readable at the start, and is re-read when it changes. Credential helpers and identity tokens in it do not count, as on nodes. It may have 1,000 entries.
   */
  dockerConfigFile: string;
  /**
   * Speak HTTP only, without TLS.
   */
  plainHttp: boolean;
  /**
   * Try HTTPS first, then HTTP.
   */
  allowPlainHttp: boolean;
  /**
   * Accept any certificate. Credentials can then be stolen by whoever is in between.
   */
  insecureSkipVerify: boolean;
  /**
   * Paths of PEM files with certificate authorities to trust besides the system's. Re-read when they change.
   */
  caFiles: string[];
  /**
   * Most checks under way at a time, per registry.
   */
  concurrency: number;
  /**
   * Most requests a second, per registry. With several shards, each takes its part.
   */
  requestsPerSecond: number;
  /**
   * Longest time one request may take, from the connection to the last byte. In milliseconds.
   */
  timeout: number;
  /**
   * Longest time a registry is left alone because it answered 429 or asked for it by Retry-After. In milliseconds.
   */
  maxRetryAfter: number;
  /**
   * Networks (CIDR) that may be asked although they are link-local or serve cloud metadata, which is refused otherwise.
   */
  allowedNetworks: string[];
  /**
   * Deviations for single registries, by exact host[:port] or by a glob such as *.example.com, whose stars stand for any text within one label. What is not set follows the keys above. An exact host goes before a glob. The default is Docker Hub's own limit and stays in force unless this key changes it.
   */
  hosts: {
    [k: string]: RegistryHost;
  };
}
export interface RegistryHost {
  /**
   * Speak HTTP only, without TLS.
   */
  plainHttp?: boolean;
  /**
   * Accept any certificate.
   */
  insecureSkipVerify?: boolean;
  /**
   * Path of a PEM file with certificate authorities to trust for this registry, besides the others.
   */
  caFile?: string;
  /**
   * Most checks under way at a time.
   */
  concurrency?: number;
  /**
   * Most requests a second.
   */
  requestsPerSecond?: number;
  /**
   * Longest time one request may take. In milliseconds.
   */
  timeout?: number;
}
/**
 * What nodes have and the cluster does not tell.
 */
export interface NodesConfig {
  /**
   * The container runtime whose pulls are foretold: which files say where nodes ask, what an answer leads to, who gets which credentials, and how names without a registry read.
   */
  runtime: "containerd" | "cri-o";
  /**
   * Path of a directory with what nodes have in containerd's config_path (/etc/containerd/certs.d): a folder for each registry, with hosts.toml and certificates. Looked at again every few seconds. For containerd. Empty: there is none.
   */
  hostsDir: string;
  /**
   * Path of what nodes of k3s have in /etc/rancher/k3s/registries.yaml, or of RKE2 in /etc/rancher/rke2/registries.yaml: mirrors, rewrites, certificates and credentials. Looked at again every few seconds. For containerd, instead of `config.nodes.hostsDir`. Empty: there is none.
   */
  registriesYaml: string;
  /**
   * Whether nodes are started with --disable-default-registry-endpoint (disable-default-registry-endpoint: true): registries that have mirrors in `config.nodes.registriesYaml`, and no entry in its configs, are not asked themselves.
   */
  disableDefaultRegistryEndpoint: boolean;
  /**
   * Path of what nodes have in /etc/containers/registries.conf; files *.conf in a directory of the same name with .d behind it count, too. Looked at again every few seconds. For cri-o. Empty: there is none, and names without a registry follow `config.images.defaultRegistry`.
   */
  registriesConf: string;
  /**
   * Path of a directory with what nodes have in /etc/containers/certs.d: a folder for each registry, with *.crt, *.cert and *.key. For cri-o. Empty: there is none.
   */
  certsDir: string;
  /**
   * Path of the runtime's own auth file (global_auth_file of crio.conf; on OpenShift /var/lib/kubelet/config.json): what mirrors at other hosts get, and images without a matching pull secret. Looked at again every few seconds. For cri-o. Empty: there is none.
   */
  runtimeAuthFile: string;
  /**
   * CRI-O's short_name_mode (crio.conf). Of several registries to be searched for a name without one, it chooses none where it is enforcing, its default, and asks one after the other where it is disabled. For cri-o with `registriesConf`; OpenShift's nodes have it disabled.
   */
  shortNameMode: "enforcing" | "disabled";
  /**
   * What OpenShift's objects say of its nodes, in the place of registries.conf.
   */
  openshift: {
    /**
     * Whether ImageDigestMirrorSets, ImageTagMirrorSets, ImageContentSourcePolicies, ClusterVersion and the Image config (all of the cluster) say where nodes ask, as OpenShift's operators take them, and whether the authorities that nodes have for its own registry are trusted for that. Without another `config.nodes.runtime`, that is cri-o.
     */
    enabled: boolean;
    /**
     * Whether the Secret pull-secret in openshift-config is read, which nodes have for all pods, mirrors included. Without it, an image that is refused gets no verdict where no pull secret of its own is for it. The chart gives the permission for this one Secret.
     */
    pullSecret: boolean;
    /**
     * Name of the ConfigMap in openshift-config that additionalTrustedCA of images.config.openshift.io/cluster names: authorities that nodes trust, by registry. The chart gives the permission for this one ConfigMap. Empty: there is none.
     */
    additionalTrustedCA: string;
  };
  /**
   * Path of a directory that stands for the root of a node's file system: absolute paths in the nodes' files (certificates that a hosts.toml names, links of certsDir) are looked for below it. What cannot be read there gives no verdict. Empty: they are where they say.
   */
  root: string;
  /**
   * The kubelet's credential providers: programs that give it credentials for registries. They come after pull secrets and `config.registries.dockerConfigFile`. Read at the start.
   */
  credentialProviders: {
    /**
     * Path of the kubelet's CredentialProviderConfig, or of a directory of such (its flag --image-credential-provider-config). Empty: there are none.
     */
    config: string;
    /**
     * Path of the directory that has the programs (its flag --image-credential-provider-bin-dir).
     */
    binDir: string;
  };
  /**
   * Identities that a cloud gives its machines, and that open its registries without any Secret.
   */
  cloud: {
    /**
     * Amazon ECR. The exporter's own identity is found as by all of AWS' tools.
     */
    aws: {
      /**
       * auto: the exporter's identity is used where one is found, in the environment, a web identity's file, Pod Identity or the instance's metadata; without one, an image that Amazon ECR refuses gets no verdict, as nodes may have an identity that opens it. on: there is one. "off" (in quotes): nodes have none, so a refusal is a verdict.
       */
      mode: "auto" | "on" | "off";
      /**
       * Whether the exporter's identity may read exactly what nodes may: then what it is refused is a verdict.
       */
      sameAsNodes: boolean;
    };
    /**
     * Azure Container Registry. The exporter's own identity is found as by Azure's tools.
     */
    azure: {
      /**
       * auto: the exporter's identity is used where one is found, by workload identity's variables, an application's secret or the machine's managed identity; without one, an image that Azure Container Registry refuses gets no verdict, as nodes may have an identity that opens it. on: there is one. "off" (in quotes): nodes have none, so a refusal is a verdict.
       */
      mode: "auto" | "on" | "off";
      /**
       * Whether the exporter's identity may read exactly what nodes may: then what it is refused is a verdict.
       */
      sameAsNodes: boolean;
    };
    /**
     * Google Artifact Registry and Container Registry. The exporter's own identity is found as by Google's tools.
     */
    google: {
      /**
       * auto: the exporter's identity is used where one is found, by the file at GOOGLE_APPLICATION_CREDENTIALS or the metadata server; without one, an image that a registry of Google refuses gets no verdict, as nodes may have an identity that opens it. on: there is one. "off" (in quotes): nodes have none, so a refusal is a verdict.
       */
      mode: "auto" | "on" | "off";
      /**
       * Whether the exporter's identity may read exactly what nodes may: then what it is refused is a verdict.
       */
      sameAsNodes: boolean;
    };
  };
}
/**
 * Whether the exporter may read the Secrets that workloads pull their images with.
 */
export interface PullSecretsConfig {
  /**
   * cluster: docker Secrets of all namespaces that are looked at. namespaced: of the included namespaces alone, or of the exporter's own where none is included. "off" (in quotes, as YAML 1.1 reads a bare off as false): none; images that need a secret then get no verdict.
   */
  mode: "cluster" | "namespaced" | "off";
}
/**
 * When which image is checked.
 */
export interface ScheduleConfig {
  /**
   * How often a portion of the images, those unchecked for longest, is checked. In milliseconds.
   */
  checkPeriod: number;
  /**
   * The time within which every image is checked once. The portions are sized by it. In milliseconds.
   */
  recheckWindow: number;
  /**
   * The time within which every image of an older revision is checked once, if what runs leaves room for it: see config.workloads.revisions. In milliseconds.
   */
  revisionWindow: number;
  /**
   * How soon an image that failed is checked again. In milliseconds.
   */
  failedRecheckPeriod: number;
}
/**
 * Which series are exported, and with which labels.
 */
export interface MetricsConfig {
  /**
   * kind-in-name: k8s_image_availability_exporter_deployment_available{deployment=…}. kind-label: k8s_image_availability_exporter_available{kind="deployment",name=…}. both: either. kind-in-name has names for Deployments, StatefulSets, DaemonSets and CronJobs alone: of other kinds, only what cannot be pulled is told.
   */
  names: "kind-in-name" | "kind-label" | "both";
  /**
   * Export every reason of every container, 0 where it does not hold, instead of only what holds: eight times the series.
   */
  zeros: boolean;
  /**
   * Export the time of each image's last check: one series per image.
   */
  imageLastCheck: boolean;
  /**
   * Label keys copied from the workload, or else from its namespace (unless namespaces.include names it), to the series of unavailable images, as label_<key>.
   */
  ownerLabels: string[];
  /**
   * Most values that the label registry takes in the families per registry; whatever comes after them is counted as other. What never answered gives way to what did.
   */
  maxRegistries: number;
}
/**
 * What the exporter sees of a cluster's order besides images. Each costs memory, and permissions that the chart gives with it.
 */
export interface HygieneConfig {
  /**
   * Export unused_pull_secrets: docker Secrets that nothing refers to. Pods are watched for it, because a Secret may be used by Pods whose kind of workload is not watched.
   */
  pullSecrets: boolean;
  /**
   * Export workload_hygiene: containers that a roll-out would interrupt, for want of probes, of a preStop hook, or of time. Services are watched for it.
   */
  workloads: boolean;
}
/**
 * What Pods run now, beside what they would pull if they were created anew.
 */
export interface RunningConfig {
  /**
   * Export image_moved: containers that run what their image's tag no longer leads to. Pods, and the metadata of ReplicaSets and Jobs, are watched for it.
   */
  enabled: boolean;
}
/**
 * Several exporters that share the images of one cluster between them, for clusters that are too large for one.
 */
export interface ShardingConfig {
  /**
   * How many there are in all.
   */
  shards: number;
  /**
   * Which of them this one is, counted from 0. -1: the ordinal at the end of the pod's name, as a StatefulSet gives it.
   */
  shard: number;
}
