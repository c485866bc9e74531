import type { FindingSet } from "./hygieneFinding.ts";

/** More Secrets than an object refers to in earnest; past it, `FURTHER_SECRETS` stands for the others. */
export const MAX_SECRETS = 1_000;
/** No Secret is called like this. */
export const FURTHER_SECRETS = "*";

/** A container's image as a pod template names it. */
export interface ContainerImage {
  /** Container or init container name, or the volume's name for an image volume. */
  readonly container: string;
  /** As written in the template. */
  readonly image: string;
  /** `imagePullPolicy: Never`: nobody will ever pull it. */
  readonly neverPulled: boolean;
  /** Whether it is an image volume's, which need not be an image for any platform; absent unless asked for. */
  readonly volume?: true;
}

/** What of a pod template decides which images are pulled, and with which credentials. */
export interface PodTemplate {
  /** `default` where the template names none. */
  readonly serviceAccount: string;
  /** Names of `imagePullSecrets`, in order; the service account's apply only when this is empty. */
  readonly pullSecrets: readonly string[];
  readonly containers: readonly ContainerImage[];
  /** Names of the Secrets in its volumes and variables; absent unless asked for, and where there are none. */
  readonly otherSecrets?: readonly string[];
  /** How its containers stand a roll-out; absent unless asked for, and where nothing could be found. */
  readonly serving?: ServingTemplate;
  /** On which nodes its pods may run: see `nodeMatcher`; absent unless asked for, and where they may on any without taints. */
  readonly placement?: string;
}

/** What of a pod template tells how its containers stand a roll-out. */
export interface ServingTemplate {
  /** Labels of its pods as sorted `key=value`. */
  readonly labels: readonly string[];
  /** At least one: those that run as long as the pod does, side-cars among init containers last. */
  readonly containers: readonly ServingContainer[];
}

export interface ServingContainer {
  readonly container: string;
  /** The ports that it declares, by number and by name: `TCP/8080`, `TCP/http`. */
  readonly ports: readonly string[];
  /** What is to be found of it, if it gets traffic. */
  readonly findings: FindingSet;
}

/** A Service that sends traffic to the pods that it selects. */
export interface ServiceObject {
  readonly namespace: string;
  readonly name: string;
  /** As sorted `key=value`; at least one. */
  readonly selector: readonly string[];
  /** The pods' ports that it sends to, by number or by name: `TCP/8080`, `TCP/http`. */
  readonly targets: readonly string[];
}

/** A node, for what decides which pods may run on it. */
export interface NodeObject {
  readonly name: string;
  /** `linux/amd64`; empty while it is not known. */
  readonly platform: string;
  /** Of the container runtime: `containerd`, `cri-o`; empty while it is not known. */
  readonly runtime: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Those that keep pods away, as `key=value:effect`; without those that come and go with the node's condition. */
  readonly taints: readonly string[];
}

/** Identifies a kind across API versions: `apps/Deployment`, `/Pod`, `argoproj.io/Rollout` (group, slash, Kind). */
export type GroupKind = `${string}/${string}`;

/** A reference with `controller: true`. */
export interface ControllerReference {
  readonly groupKind: GroupKind;
  readonly name: string;
  readonly uid: string;
}

/** An object that owns pods or is owned by what owns pods; all that owner resolution needs. */
export interface OwnerObject {
  readonly groupKind: GroupKind;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly controller?: ControllerReference;
}

/** A watched object with pod templates: Deployment, Pod, custom resource… */
export interface WorkloadObject extends OwnerObject {
  /** At replicas 0, suspended, finished, being deleted: see the documentation of disabled workloads. */
  readonly disabled: boolean;
  /** Annotated `k8s-image-availability-exporter/ignore: "true"`. */
  readonly optedOut: boolean;
  /** Values of the label keys of `config.metrics.ownerLabels` that the object carries. */
  readonly ownerLabels: Readonly<Record<string, string>>;
  readonly templates: readonly PodTemplate[];
  /** How many pods it is meant to run; of a CronJob, each of its Jobs. Absent: 1. */
  readonly replicas?: number;
}

/** A Secret of one of the two docker types. */
export interface PullSecret {
  readonly namespace: string;
  readonly name: string;
  readonly type: "kubernetes.io/dockerconfigjson" | "kubernetes.io/dockercfg";
  /** The base64 text of `.dockerconfigjson` or `.dockercfg`; undefined where the key is missing. */
  readonly payload: string | undefined;
  /** It may be there or not: nobody has looked. */
  readonly unseen?: true;
}

/** Which Secret of one of the two docker types. */
export type SecretName = Pick<PullSecret, "namespace" | "name" | "type">;

export interface ServiceAccount {
  readonly namespace: string;
  readonly name: string;
  readonly pullSecrets: readonly string[];
  /** Names of its other `secrets`; absent unless asked for, and where there are none. */
  readonly otherSecrets?: readonly string[];
}

/** A Pod, whatever its owner, that names Secrets. */
export interface SecretUser {
  readonly namespace: string;
  readonly name: string;
  readonly secrets: readonly string[];
}

/** A Pod that is not over, and what it runs where. */
export interface RunningPod {
  readonly namespace: string;
  readonly name: string;
  /** Empty while it is not scheduled. */
  readonly node: string;
  readonly controller: ControllerReference | undefined;
  /** Containers and init containers. */
  readonly containers: readonly RunningContainer[];
}

export interface RunningContainer {
  readonly container: string;
  /** As written in the Pod. */
  readonly image: string;
  /**
   * What its node has pulled for it: `repository@digest`, of an index or of one platform's manifest, and perhaps of another
   * repository with the same image; or the bare digest of the image's configuration. Empty while that is not known.
   */
  readonly imageId: string;
}

export interface NamespaceObject {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly optedOut: boolean;
}

/** Resources that say something of workloads. */
export type SupportingResource = "secrets" | "serviceaccounts" | "namespaces" | "services";

/** Whether a supporting resource can be read: what is not known yet, or never will be, must not become a verdict. */
export type Readability = "pending" | "readable" | "unreadable";

/**
 * Where the Kubernetes side delivers what it sees. All calls are synchronous, cheap and never throw. An `upsert` of an
 * object equal to the last one is allowed and changes nothing.
 */
export interface ClusterSink {
  upsertWorkload(object: WorkloadObject): void;
  deleteWorkload(object: Pick<OwnerObject, "groupKind" | "namespace" | "name">): void;
  /** Metadata of ReplicaSets and Jobs, watched only to resolve the owners of Pods. */
  upsertOwner(object: OwnerObject): void;
  deleteOwner(object: Pick<OwnerObject, "groupKind" | "namespace" | "name">): void;
  upsertSecret(secret: PullSecret): void;
  deleteSecret(secret: SecretName): void;
  /** Secrets whose content was left out, for want of room that there is now: asked for every minute or so. */
  secretsToReadAgain(): Iterable<SecretName>;
  upsertServiceAccount(account: ServiceAccount): void;
  deleteServiceAccount(account: Pick<ServiceAccount, "namespace" | "name">): void;
  /** Pods, watched only for the Secrets that they name. */
  upsertSecretUser(user: SecretUser): void;
  deleteSecretUser(user: Pick<SecretUser, "namespace" | "name">): void;
  /** Pods, watched only for what they run. */
  upsertRunningPod(pod: RunningPod): void;
  deleteRunningPod(pod: Pick<RunningPod, "namespace" | "name">): void;
  upsertService(service: ServiceObject): void;
  deleteService(service: Pick<ServiceObject, "namespace" | "name">): void;
  upsertNode(node: NodeObject): void;
  deleteNode(name: string): void;
  upsertNamespace(namespace: NamespaceObject): void;
  deleteNamespace(name: string): void;
  /**
   * Whether a supporting resource can be read in a namespace (`undefined`: in all of them). Pending until first said.
   */
  setReadability(resource: SupportingResource, namespace: string | undefined, to: Readability): void;
  /**
   * Whether pull secrets and all that may refer to them in a namespace (`undefined`: in all of them) are known and up to
   * date. Not so until first said.
   */
  setSecretUseKnown(namespace: string | undefined, known: boolean): void;
}
