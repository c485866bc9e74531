import { ApiError, badRequest } from "./apiError.ts";
import { isRecord } from "./apiObject.ts";

/** How Kubernetes' protobuf begins: https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding */
const MAGIC = Buffer.from("k8s\0");

/**
 * The fields of messages by number: a name, and what it holds: `text`, `number`, `flag`, `time`, another message, or
 * maps; with `[]` many of them, with `?` also where it is 0.
 */
type Message = Readonly<Record<number, readonly [name: string, holds: string]>>;

const METADATA = ["metadata", "ObjectMeta"] as const;
const STATUS = ["status", "Ignored"] as const;

/** What `kubectl create` writes, as the `generated.proto` files of k8s.io/api 1.35 number it. */
const MESSAGES: Readonly<Record<string, Message>> = {
  ObjectMeta: {
    1: ["name", "text"],
    2: ["generateName", "text"],
    3: ["namespace", "text"],
    8: ["creationTimestamp", "Ignored"],
    11: ["labels", "texts"],
    12: ["annotations", "texts"],
  },
  Namespace: { 1: METADATA, 2: ["spec", "Ignored"], 3: STATUS },
  Secret: { 1: METADATA, 2: ["data", "bytes"], 3: ["type", "text"], 4: ["stringData", "texts"] },
  ServiceAccount: { 1: METADATA, 3: ["imagePullSecrets", "LocalObjectReference[]"] },
  LocalObjectReference: { 1: ["name", "text"] },
  Deployment: { 1: METADATA, 2: ["spec", "DeploymentSpec"], 3: STATUS },
  DeploymentSpec: {
    1: ["replicas", "number?"],
    2: ["selector", "LabelSelector"],
    3: ["template", "PodTemplateSpec"],
    4: ["strategy", "Ignored"],
  },
  LabelSelector: { 1: ["matchLabels", "texts"] },
  PodTemplateSpec: { 1: METADATA, 2: ["spec", "PodSpec"] },
  PodSpec: {
    2: ["containers", "Container[]"],
    3: ["restartPolicy", "text"],
    8: ["serviceAccountName", "text"],
    14: ["securityContext", "Ignored"],
    15: ["imagePullSecrets", "LocalObjectReference[]"],
  },
  Container: {
    1: ["name", "text"],
    2: ["image", "text"],
    3: ["command", "text[]"],
    4: ["args", "text[]"],
    6: ["ports", "ContainerPort[]"],
    8: ["resources", "Ignored"],
    14: ["imagePullPolicy", "text"],
  },
  ContainerPort: { 1: ["name", "text"], 3: ["containerPort", "number"], 4: ["protocol", "text"] },
  Job: { 1: METADATA, 2: ["spec", "JobSpec"], 3: STATUS },
  JobSpec: { 6: ["template", "PodTemplateSpec"] },
  CronJob: { 1: METADATA, 2: ["spec", "CronJobSpec"], 3: STATUS },
  CronJobSpec: {
    1: ["schedule", "text"],
    3: ["concurrencyPolicy", "text"],
    5: ["jobTemplate", "JobTemplateSpec"],
  },
  JobTemplateSpec: { 1: METADATA, 2: ["spec", "JobSpec"] },
};

const UNKNOWN: Message = { 1: ["type", "TypeMeta"], 2: ["raw", "raw"], 3: ["contentEncoding", "text"] };
const TYPE_META: Message = { 1: ["apiVersion", "text"], 2: ["kind", "text"] };
const ENTRY: Message = { 1: ["key", "text"], 2: ["value", "raw"] };

/**
 * Reads an object as kubectl sends it, where it takes protobuf for granted.
 *
 * @throws ApiError 400 for what is none; 415 for kinds and fields that are only read as JSON here
 */
export function readProtobuf(body: Buffer): unknown {
  if (!body.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw badRequest(
      "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]",
    );
  }
  const { type, raw } = readMessage("Unknown", body.subarray(MAGIC.length));
  const { apiVersion, kind } = isRecord(type) ? type : {};
  if (typeof kind !== "string" || !(raw instanceof Buffer)) {
    throw badRequest("the protobuf message has no kind or no content");
  }
  return { apiVersion, kind, ...readMessage(kind, raw) };
}

function fieldsOf(name: string): Message {
  const message = { ...MESSAGES, Unknown: UNKNOWN, TypeMeta: TYPE_META, Entry: ENTRY }[name];
  if (message === undefined) {
    throw onlyAsJson(name);
  }
  return message;
}

function readMessage(name: string, bytes: Buffer): Record<string, unknown> {
  const fields = fieldsOf(name);
  const object: Record<string, unknown> = {};
  for (const { number, value } of readFields(bytes)) {
    const [key, holds = ""] = fields[number] ?? [];
    const isEmpty = typeof value === "number" ? value === 0 : value.length === 0;
    // Go writes what is not set as an empty value, but for pointers.
    if (holds === "Ignored" || (isEmpty && !holds.endsWith("?") && !holds.endsWith("[]"))) {
      continue;
    }
    if (key === undefined) {
      throw onlyAsJson(`field ${number} of ${name}`);
    }
    if (holds.endsWith("[]")) {
      object[key] = [...((object[key] as unknown[]) ?? []), readValue(holds.slice(0, -2), value)];
    } else if (holds === "texts" || holds === "bytes") {
      const entry = readMessage("Entry", value as Buffer);
      const content = (entry.value as Buffer | undefined) ?? Buffer.alloc(0);
      const text = content.toString(holds === "texts" ? "utf8" : "base64");
      object[key] = { ...(object[key] as object), [String(entry.key ?? "")]: text };
    } else {
      object[key] = readValue(holds.replace("?", ""), value);
    }
  }
  return object;
}

function readValue(holds: string, value: number | Buffer): unknown {
  if (typeof value === "number" || holds === "raw") {
    return value;
  }
  return holds === "text" ? value.toString() : readMessage(holds, value);
}

/** Varints and what has a length: kubectl writes nothing else. See https://protobuf.dev/programming-guides/encoding/ */
function* readFields(bytes: Buffer): Generator<{ number: number; value: number | Buffer }> {
  let at = 0;
  const varint = () => {
    let result = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      if (byte === undefined || factor > 2 ** 63) {
        throw badRequest("the protobuf message breaks off");
      }
      result += (byte & 127) * factor;
      if (byte < 128) {
        return result;
      }
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    if (tag % 8 === 0) {
      yield { number, value: varint() };
    } else if (tag % 8 === 2) {
      const end = varint() + at;
      if (end > bytes.length) {
        throw badRequest("the protobuf message breaks off");
      }
      yield { number, value: bytes.subarray(at, end) };
      at = end;
    } else {
      throw onlyAsJson(`wire type ${tag % 8}`);
    }
  }
}

function onlyAsJson(what: string): ApiError {
  return new ApiError(415, "UnsupportedMediaType", `${what} is not read from protobuf here: send it as JSON`);
}
