import { getOrMake } from "../../collections/getOrMake.ts";
import { type ApiObject, isRecord } from "../apiServer/apiObject.ts";
import type { ObjectAccess } from "../apiServer/objectAccess.ts";
import { fieldAt } from "../apiServer/storedObject.ts";
import { controllerOf, ensure } from "./ownedObjects.ts";

/** A user name and a password. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

/** What became of pulling an image: the id that the runtime gives it, or why there is none. */
export type Pulled = { readonly imageId: string } | { readonly reason: string; readonly message: string };

/** Pulls an image. @param loginOf the login of a registry that a pod has, by `host[:port]` */
export type Pull = (image: string, loginOf: (host: string) => Login | undefined) => Pulled;

interface Container {
  readonly name: string;
  readonly image: string;
  readonly imagePullPolicy?: string;
}

/** Scheduler and kubelets: what becomes of pods. Images stay on their nodes. */
export class Kubelets {
  readonly #server: ObjectAccess;
  readonly #pull: Pull;
  /** Ids of images, by node and image. */
  readonly #stores = new Map<string, Map<string, string>>();

  constructor(server: ObjectAccess, pull: Pull) {
    this.#server = server;
    this.#pull = pull;
  }

  /**
   * Does the next step of a pod: gives it a node, starts what of its containers can be started.
   *
   * @throws ApiError where the server refuses a write
   */
  run(pod: ApiObject): void {
    const { namespace = "", name } = pod.metadata;
    const nodes = this.#server.list("Node").map((node) => node.metadata.name);
    for (const gone of [...this.#stores.keys()].filter((node) => !nodes.includes(node))) {
      this.#stores.delete(gone);
    }
    const node = fieldAt(pod, "spec.nodeName");
    if (typeof node !== "string") {
      const chosen = this.#leastUsed(nodes, pod);
      if (chosen !== undefined) {
        ensure(this.#server, pod, { spec: { nodeName: chosen } });
      }
    } else if (!nodes.includes(node)) {
      this.#server.delete({ kind: "Pod", namespace, name });
    } else {
      ensure(this.#server, pod, { status: this.#statusOf(pod, node) });
    }
  }

  /** The node with the fewest pods of the same owner, and of all. */
  #leastUsed(nodes: readonly string[], pod: ApiObject): string | undefined {
    const owner = controllerOf(pod)?.uid;
    const pods = this.#server.list("Pod");
    const weight = (node: string) => {
      const there = pods.filter((other) => fieldAt(other, "spec.nodeName") === node);
      const siblings = there.filter((other) => owner !== undefined && controllerOf(other)?.uid === owner);
      return siblings.length * pods.length + there.length;
    };
    return nodes.toSorted((a, b) => weight(a) - weight(b))[0];
  }

  #statusOf(pod: ApiObject, node: string): object {
    const initial = this.#containersOf(pod, "initContainers", node);
    const main = initial.every(({ imageID }) => imageID !== "")
      ? this.#containersOf(pod, "containers", node)
      : containersAt(pod, "containers").map((container) => waiting(container, "PodInitializing", ""));
    const isRunning = [...initial, ...main].every(({ imageID }) => imageID !== "");
    return {
      phase: isRunning ? "Running" : "Pending",
      conditions: [
        { type: "PodScheduled", status: "True" },
        { type: "Ready", status: isRunning ? "True" : "False" },
      ],
      ...(initial.length > 0 && {
        initContainerStatuses: initial.map(({ imageID, state, ...status }) => ({
          ...status,
          imageID,
          state: imageID === "" ? state : { terminated: { exitCode: 0, reason: "Completed" } },
        })),
      }),
      containerStatuses: main,
    };
  }

  #containersOf(pod: ApiObject, field: "initContainers" | "containers", node: string) {
    const statuses = fieldAt(
      pod,
      `status.${field === "containers" ? "containerStatuses" : "initContainerStatuses"}`,
    );
    const store = getOrMake(this.#stores, node, () => new Map<string, string>());
    return containersAt(pod, field).map((container) => {
      const {
        name,
        image,
        imagePullPolicy = image.endsWith(":latest") ? "Always" : "IfNotPresent",
      } = container;
      const before = Array.isArray(statuses)
        ? statuses.find((status) => status.name === name && status.image === image)
        : undefined;
      const started: unknown = before?.imageID;
      const present = imagePullPolicy === "Always" ? undefined : store.get(image);
      const pulled =
        typeof started === "string" && started !== ""
          ? { imageId: started }
          : present !== undefined
            ? { imageId: present }
            : this.#pull(image, (host) => this.#loginOf(pod, host));
      if (!("imageId" in pulled)) {
        return waiting(container, pulled.reason, pulled.message);
      }
      store.set(image, pulled.imageId);
      return {
        name,
        image,
        imageID: pulled.imageId,
        ready: true,
        started: true,
        restartCount: 0,
        state: { running: {} },
      };
    });
  }

  /** Of its pull secrets, those of its service account where it names none. */
  #loginOf(pod: ApiObject, host: string): Login | undefined {
    const { namespace = "" } = pod.metadata;
    const own = namesAt(pod, "spec.imagePullSecrets");
    const account = String(fieldAt(pod, "spec.serviceAccountName") ?? "default");
    const names =
      own.length > 0
        ? own
        : namesAt(this.#server.get({ kind: "ServiceAccount", namespace, name: account }), "imagePullSecrets");
    for (const name of names) {
      const secret = this.#server.get({ kind: "Secret", namespace, name });
      const login = secret && loginIn(secret, host);
      if (login !== undefined) {
        return login;
      }
    }
    return undefined;
  }
}

function waiting({ name, image }: Container, reason: string, message: string) {
  return {
    name,
    image,
    imageID: "",
    ready: false,
    started: false,
    restartCount: 0,
    state: { waiting: { reason, ...(message !== "" && { message }) } },
  };
}

function containersAt(pod: ApiObject, field: "initContainers" | "containers"): readonly Container[] {
  const containers = fieldAt(pod, `spec.${field}`);
  return Array.isArray(containers) ? containers : [];
}

function namesAt(object: ApiObject | undefined, path: string): readonly string[] {
  const references = fieldAt(object, path);
  return Array.isArray(references) ? references.map(({ name }) => String(name)) : [];
}

/** The login of a registry in a Secret of the type `kubernetes.io/dockerconfigjson`. */
function loginIn({ data }: ApiObject, host: string): Login | undefined {
  const content = isRecord(data) ? data[".dockerconfigjson"] : undefined;
  const config: unknown = typeof content === "string" ? JSON.parse(decode(content)) : undefined;
  const entry = isRecord(config) && isRecord(config.auths) ? config.auths[host] : undefined;
  if (!isRecord(entry)) {
    return undefined;
  }
  const { username, password, auth } = entry;
  if (typeof username === "string" && typeof password === "string") {
    return { username, password };
  }
  const [, user = "", secret = ""] = /^([^:]*):(.*)$/s.exec(decode(String(auth ?? ""))) ?? [];
  return { username: user, password: secret };
}

function decode(text: string): string {
  return Buffer.from(text, "base64").toString();
}
