import { readFileSync, writeFileSync } from "node:fs";
import type { ProjectionContext } from "../../../src/kubernetes/kinds/resourceKind.ts";
import type { BuiltInWorkload } from "../../../src/kubernetes/kinds/workloadKinds.ts";
import { METADATA_MESSAGE, workloadMessages } from "../../../src/kubernetes/protobuf/apiMessages.ts";
import type { MessageFields } from "../../../src/kubernetes/protobuf/messageReader.ts";
import { projectionContext } from "../kinds/projectionContext.ts";

/** A list as an API server gave it, twice. */
export interface RecordedList {
  readonly kind: BuiltInWorkload | "PartialObjectMetadata";
  /** In base64. */
  readonly protobuf: string;
  readonly json: { readonly kind: string; readonly metadata: object; readonly items: readonly object[] };
}

const FILE = new URL("../../vectors/protobufLists.jsonl", import.meta.url);

export function readRecordedLists(): readonly RecordedList[] {
  return readFileSync(FILE, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RecordedList);
}

export function writeRecordedLists(lists: readonly RecordedList[]): void {
  // Half of each object, and not read.
  const json = (list: RecordedList) =>
    JSON.stringify(list, (key, value: unknown) => (key === "managedFields" ? undefined : value));
  writeFileSync(FILE, lists.map((list) => `${json(list)}\n`).join(""));
}

/** A context in which projections keep all that they can be asked to keep. */
export function everything(): ProjectionContext {
  return {
    ...projectionContext(["app", "empty"], { pullSecrets: true, workloads: true }),
    oldRevisions: true,
    running: true,
    placed: true,
  };
}

/** What is read of a kind's objects. */
export function fieldsOf(kind: RecordedList["kind"], context = everything()): MessageFields {
  return kind === "PartialObjectMetadata" ? METADATA_MESSAGE : workloadMessages(context)[kind];
}

/** Of an object in JSON, what is read of it in protobuf. */
export function onlyFields(object: unknown, fields: MessageFields): Record<string, unknown> {
  const given = object as Readonly<Record<string, unknown>>;
  const kept: Record<string, unknown> = {};
  for (const [name, type, list] of Object.values(fields) as MessageFields[number][]) {
    const value = given[name];
    if (typeof type === "object" && "inline" in type) {
      Object.assign(kept, onlyFields(given, type.inline));
    } else if (typeof type === "object" && "keys" in type) {
      const labels = Object.entries(value ?? {}).filter(([key]) => type.keys.includes(key));
      Object.assign(kept, labels.length > 0 && { [name]: Object.fromEntries(labels) });
    } else if (value === undefined || value === null || value === "") {
      // In protobuf, what is empty is not told from what is not there.
    } else if (list !== undefined) {
      kept[name] = (value as unknown[]).map((each) =>
        typeof type === "object" ? onlyFields(each, type) : each,
      );
    } else if (typeof type === "object") {
      kept[name] = onlyFields(value, type);
    } else {
      kept[name] = type === "time" ? `${Date.parse(value as string) / 1000}` : value;
    }
  }
  return kept;
}

/** The same, whatever its objects inherit. */
export function plainObjects(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
