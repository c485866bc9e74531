/** A container's image as a pod template names it. */
export interface ContainerImage {
  /** Container or init container name, or the volume's name for an image volume. */
  readonly container: string;
  /** As written in the template. */
  readonly image: string;
  /** `imagePullPolicy: Never`: nobody will ever pull it. */
  readonly neverPulled: boolean;
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
}

/** A Secret of one of the two docker types. */
export interface PullSecret {
  readonly namespace: string;
  readonly name: string;
  readonly type: "kubernetes.io/dockerconfigjson" | "kubernetes.io/dockercfg";
  /** The base64 text of `.dockerconfigjson` or `.dockercfg`; undefined where the key is missing. */
  readonly payload: string | undefined;
}

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

export interface NamespaceObject {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly optedOut: boolean;
}

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
  deleteSecret(secret: Pick<PullSecret, "namespace" | "name">): void;
  upsertServiceAccount(account: ServiceAccount): void;
  deleteServiceAccount(account: Pick<ServiceAccount, "namespace" | "name">): void;
  /** Pods, watched only for the Secrets that they name. */
  upsertSecretUser(user: SecretUser): void;
  deleteSecretUser(user: Pick<SecretUser, "namespace" | "name">): void;
  upsertNamespace(namespace: NamespaceObject): void;
  deleteNamespace(name: string): void;
  /**
   * Whether a supporting resource can be read in a namespace (`undefined`: in all of them). Pending until first said.
   */
  setReadability(
    resource: "secrets" | "serviceaccounts" | "namespaces",
    namespace: string | undefined,
    to: Readability,
  ): void;
  /**
   * Whether pull secrets and all that may refer to them in a namespace (`undefined`: in all of them) are known and up to
   * date. Not so until first said.
   */
  setSecretUseKnown(namespace: string | undefined, known: boolean): void;
}
