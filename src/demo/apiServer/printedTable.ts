import { type ApiObject, isRecord } from "./apiObject.ts";
import type { Resource } from "./resource.ts";
import { fieldAt, parseObject, partialText, type StoredObject } from "./storedObject.ts";

/** What `kubectl get` shows of an object beside its name and age. */
interface Column {
  readonly name: string;
  /** Whether `--output wide` alone shows it. */
  readonly wide?: true;
  cell(object: ApiObject): string | number;
}

const number = (name: string, path: string): Column => ({ name, cell: (object) => numberAt(object, path) });
const text = (name: string, path: string, otherwise = ""): Column => ({
  name,
  cell: (object) => String(fieldAt(object, path) ?? otherwise),
});
const ratio = (desired: string): Column => ({
  name: "Ready",
  cell: (object) => `${numberAt(object, "status.readyReplicas")}/${numberAt(object, desired)}`,
});
const images: Column = {
  name: "Images",
  wide: true,
  cell: (object) =>
    listAt(object, "spec.template.spec.containers")
      .map(({ image }) => image)
      .join(","),
};

const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  Deployment: [
    ratio("spec.replicas"),
    number("Up-to-date", "status.updatedReplicas"),
    number("Available", "status.availableReplicas"),
    images,
  ],
  ReplicaSet: [
    number("Desired", "spec.replicas"),
    number("Current", "status.replicas"),
    number("Ready", "status.readyReplicas"),
    images,
  ],
  StatefulSet: [ratio("spec.replicas"), images],
  DaemonSet: [
    number("Desired", "status.desiredNumberScheduled"),
    number("Current", "status.currentNumberScheduled"),
    number("Ready", "status.numberReady"),
    images,
  ],
  CronJob: [text("Schedule", "spec.schedule"), text("Suspend", "spec.suspend", "false")],
  Pod: [
    {
      name: "Ready",
      cell(object) {
        const ready = listAt(object, "status.containerStatuses").filter((status) => status.ready === true);
        return `${ready.length}/${listAt(object, "spec.containers").length}`;
      },
    },
    { name: "Status", cell: podStatus },
    { ...text("Node", "spec.nodeName", "<none>"), wide: true },
  ],
  Secret: [
    text("Type", "type"),
    {
      name: "Data",
      cell: ({ data }) => (isRecord(data) ? Object.keys(data).length : 0),
    },
  ],
  Namespace: [text("Status", "status.phase")],
};

/** The definitions of a resource's columns, as a `Table` of meta.k8s.io/v1 has them. */
export function columnDefinitions({ kind }: Resource): readonly object[] {
  const definition = (name: string, wide = false) => ({
    name,
    type: "string",
    format: name === "Name" ? "name" : "",
    description: "",
    priority: wide ? 1 : 0,
  });
  const columns = COLUMNS[kind] ?? [];
  return [definition("Name"), ...columns.map(({ name, wide }) => definition(name, wide)), definition("Age")];
}

/**
 * A row of such a `Table`, as JSON text.
 *
 * @param now what ages are counted to, in milliseconds since the epoch
 */
export function rowText(resource: Resource, stored: StoredObject, now: number): string {
  const object = parseObject(resource, stored);
  const cells = [
    stored.name,
    ...(COLUMNS[resource.kind] ?? []).map((column) => String(column.cell(object))),
    age(now - Date.parse(object.metadata.creationTimestamp ?? "")),
  ];
  return `{"cells":${JSON.stringify(cells)},"object":${partialText(stored)}}`;
}

/** The `Table` of one or more objects, as JSON text. */
export function tableText(resource: Resource, metadata: object, rows: readonly string[]): string {
  const type = '"kind":"Table","apiVersion":"meta.k8s.io/v1"';
  const columns = JSON.stringify(columnDefinitions(resource));
  return `{${type},"metadata":${JSON.stringify(metadata)},"columnDefinitions":${columns},"rows":[${rows.join(",")}]}`;
}

/** Why a container waits, or else the phase. */
function podStatus(object: ApiObject): string {
  const statuses = [
    ...listAt(object, "status.initContainerStatuses"),
    ...listAt(object, "status.containerStatuses"),
  ];
  const reasons = statuses.map((status) => fieldAt(status, "state.waiting.reason"));
  return String(reasons.find((reason) => reason !== undefined) ?? fieldAt(object, "status.phase") ?? "");
}

function age(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const units = [
    [86_400, "d"],
    [3_600, "h"],
    [60, "m"],
  ] as const;
  const [size, unit] = units.find(([size]) => seconds >= 2 * size) ?? [1, "s"];
  return `${Math.floor(seconds / size)}${unit}`;
}

function numberAt(object: ApiObject, path: string): number {
  const value = fieldAt(object, path);
  return typeof value === "number" ? value : 0;
}

function listAt(object: ApiObject, path: string): readonly Record<string, unknown>[] {
  const value = fieldAt(object, path);
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
