import type { ClusterSink, WorkloadObject } from "../../../src/inventory/model.ts";

/** A sink that keeps what it is told. */
export interface RecordingSink extends ClusterSink {
  /** In order: `upsert Deployment shop/web`, `delete secret shop/regcred`, `secrets shop readable`… */
  readonly calls: string[];
  /** By kind, namespace and name: `Deployment shop/web`. */
  readonly workloads: Map<string, WorkloadObject>;
  /** The payloads, by namespace, name and type. */
  readonly secrets: Map<string, string | undefined>;
  /** What was said last: `secrets *`, `secrets shop`. */
  readonly readability: Map<string, string>;
}

export function recordingSink(): RecordingSink {
  const calls: string[] = [];
  const workloads = new Map<string, WorkloadObject>();
  const secrets = new Map<string, string | undefined>();
  const readability = new Map<string, string>();
  const key = ({ groupKind, namespace, name }: Pick<WorkloadObject, "groupKind" | "namespace" | "name">) =>
    `${groupKind.split("/")[1]} ${namespace}/${name}`;
  return {
    calls,
    workloads,
    secrets,
    readability,
    upsertWorkload(object) {
      calls.push(`upsert ${key(object)}`);
      workloads.set(key(object), object);
    },
    deleteWorkload(object) {
      calls.push(`delete ${key(object)}`);
      workloads.delete(key(object));
    },
    upsertOwner: (object) => calls.push(`upsert owner ${key(object)} of ${object.controller?.name}`),
    deleteOwner: (object) => calls.push(`delete owner ${key(object)}`),
    upsertSecret({ namespace, name, type, payload }) {
      calls.push(`upsert secret ${namespace}/${name} ${payload}`);
      secrets.set(`${namespace}/${name} ${type}`, payload);
    },
    deleteSecret({ namespace, name, type }) {
      calls.push(`delete secret ${namespace}/${name}`);
      secrets.delete(`${namespace}/${name} ${type}`);
    },
    secretsToReadAgain: () => [],
    upsertServiceAccount: ({ namespace, name, pullSecrets }) =>
      calls.push(`upsert account ${namespace}/${name} ${pullSecrets}`),
    deleteServiceAccount: ({ namespace, name }) => calls.push(`delete account ${namespace}/${name}`),
    upsertSecretUser: ({ namespace, name, secrets }) =>
      calls.push(`upsert user ${namespace}/${name} of ${secrets}`),
    deleteSecretUser: ({ namespace, name }) => calls.push(`delete user ${namespace}/${name}`),
    upsertRunningPod: ({ namespace, name, node, controller, containers }) =>
      calls.push(
        `upsert pod ${namespace}/${name} of ${controller?.name} on ${node}: ${containers.map(({ container, imageId }) => `${container}=${imageId}`)}`,
      ),
    deleteRunningPod: ({ namespace, name }) => calls.push(`delete pod ${namespace}/${name}`),
    upsertService: ({ namespace, name, selector, targets }) =>
      calls.push(`upsert service ${namespace}/${name} to ${selector} at ${targets}`),
    deleteService: ({ namespace, name }) => calls.push(`delete service ${namespace}/${name}`),
    upsertNode: ({ name, platform, taints }) => calls.push(`upsert node ${name} ${platform} ${taints}`),
    deleteNode: (name) => calls.push(`delete node ${name}`),
    upsertNamespace: ({ name, labels }) => calls.push(`upsert namespace ${name} of ${labels.team}`),
    deleteNamespace: (name) => calls.push(`delete namespace ${name}`),
    setReadability(resource, namespace = "*", to) {
      calls.push(`${resource} ${namespace} ${to}`);
      readability.set(`${resource} ${namespace}`, to);
    },
    setSecretUseKnown(namespace = "*", known) {
      readability.set(`secret use ${namespace}`, known ? "known" : "unknown");
    },
  };
}
