import { expect } from "chai";
import fc from "fast-check";
import { namespaceKind } from "../../../src/kubernetes/kinds/namespace.ts";
import { ownerMetadataKind } from "../../../src/kubernetes/kinds/ownerMetadata.ts";
import type { Named, ProjectionContext, ResourceKind } from "../../../src/kubernetes/kinds/resourceKind.ts";
import { podKind } from "../../../src/kubernetes/kinds/watchedPod.ts";
import { builtInWorkloadKind } from "../../../src/kubernetes/kinds/workloadKinds.ts";
import type { Field, MessageFields } from "../../../src/kubernetes/protobuf/messageReader.ts";
import { isProtobuf, ProtobufList } from "../../../src/kubernetes/protobuf/protobufList.ts";
import { projectionContext } from "../kinds/projectionContext.ts";
import {
  everything,
  fieldsOf,
  onlyFields,
  plainObjects,
  type RecordedList,
  readRecordedLists,
} from "./recordedLists.ts";

const LIMITS = { maxObjectBytes: 100_000, maxShellBytes: 1_000 };

/** What projections can be asked to keep. */
const CONTEXTS: Readonly<Record<string, ProjectionContext>> = {
  everything: everything(),
  "as little as can be": { ...projectionContext(), liveRevisions: false },
  "owner labels": projectionContext(["app"]),
  "other Secrets": projectionContext([], { pullSecrets: true }),
  "how containers serve": projectionContext([], { workloads: true }),
  nodes: { ...projectionContext(), placed: true },
  "older revisions": { ...projectionContext(), oldRevisions: true },
};

/** @param cuts lengths of the chunks, over and over */
function read(bytes: Buffer, fields: MessageFields, cuts = [bytes.length], limits = LIMITS) {
  const reader = new ProtobufList(fields, limits);
  const objects: unknown[] = [];
  const heads: unknown[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const length = cuts[turn % cuts.length] ?? 1;
    for (const object of reader.push(bytes.subarray(at, at + length))) {
      objects.push(object);
      heads.push(structuredClone(reader.soFar()));
    }
    at += length;
  }
  return { objects, heads, list: reader.end() };
}

describe("ProtobufList", () => {
  for (const { kind, protobuf, json } of readRecordedLists()) {
    const bytes = Buffer.from(protobuf, "base64");
    const fields = fieldsOf(kind);

    it(`reads what an API server gave, as in JSON: ${json.kind} of ${json.items.length}`, () => {
      const { objects, heads, list } = read(bytes, fields);
      expect(plainObjects(objects)).to.deep.equal(json.items.map((item) => onlyFields(item, fields)));
      const { apiVersion, metadata } = json as unknown as Record<string, object>;
      expect(list).to.deep.equal({ apiVersion, kind: json.kind, metadata, items: [] });
      expect(heads).to.deep.equal(json.items.map(() => list));
    });

    it(`reads it in chunks of any length: ${json.kind}`, () => {
      const whole = plainObjects(read(bytes, fields));
      const cuts = fc.array(fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 5000 })), {
        minLength: 1,
        maxLength: 9,
      });
      fc.assert(
        fc.property(cuts, (lengths) => {
          expect(plainObjects(read(bytes, fields, lengths))).to.deep.equal(whole);
        }),
        { numRuns: 20 },
      );
    });

    for (const [kept, context] of Object.entries(CONTEXTS)) {
      it(`reads all that projections look at: ${json.kind}, ${kept}`, () => {
        for (const { project, protobuf: its = {} } of kindsThatRead(kind, context)) {
          const missing = new Set<string>();
          read(bytes, its).objects.forEach((object, index) => {
            const item = json.items[index];
            expect(project(object)).to.deep.equal(project(item));
            project(watched(item, its, "", missing));
          });
          // A Pod has none.
          missing.delete(kind === "Pod" ? ".spec.replicas" : "");
          expect([...missing]).to.deep.equal([]);
        }
      });
    }
  }

  const [{ protobuf, kind }] = readRecordedLists() as [ReturnType<typeof readRecordedLists>[number]];
  const bytes = Buffer.from(protobuf, "base64");

  it("takes nothing for a list that breaks off, or has another length than it says", () => {
    for (const length of [1, 3, 4, 30, 200, bytes.length >> 1, bytes.length - 5]) {
      expect(() => read(bytes.subarray(0, length), fieldsOf(kind)), `${length}`).to.throw("is malformed");
    }
    expect(() => new ProtobufList({}, LIMITS).end()).to.throw("is malformed");
  });

  it("throws one line, and quotes nothing, whatever comes", () => {
    const noise = fc.record({ at: fc.nat(bytes.length - 1), byte: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(noise, { minLength: 1, maxLength: 20 }), (changes) => {
        const changed = Buffer.from(bytes);
        for (const { at, byte } of changes) {
          changed[at] = byte;
        }
        try {
          read(changed, fieldsOf(kind), [700]);
        } catch (error) {
          expect((error as Error).message).to.match(/^is malformed$|^is longer than 100000 bytes$/);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("gives up where an object is longer than allowed, as soon as it is said", () => {
    const limits = { ...LIMITS, maxObjectBytes: 100 };
    expect(() => read(bytes.subarray(0, 250), fieldsOf(kind), [10], limits)).to.throw(
      RangeError,
      "is longer than 100 bytes",
    );
  });

  it("is told from JSON by its first byte", () => {
    expect(isProtobuf(bytes)).to.equal(true);
    expect(isProtobuf(Buffer.from("{}"))).to.equal(false);
    expect(isProtobuf(Buffer.alloc(0))).to.equal(false);
  });
});

function kindsThatRead(
  kind: RecordedList["kind"],
  context: ProjectionContext,
): readonly ResourceKind<Named>[] {
  if (kind === "PartialObjectMetadata") {
    return [namespaceKind(context), ownerMetadataKind("ReplicaSet", context)];
  }
  const workload = builtInWorkloadKind(kind, context);
  const { pullSecrets: secrets } = context.hygiene;
  return kind === "Pod" ? [workload, podKind(context, { workload, secrets, running: true })] : [workload];
}

/** What comparing and writing objects asks for. */
const INHERITED = new Set(["constructor", "toJSON"]);

/** An object that notes which of its keys are asked for that are not among the fields. */
function watched(value: unknown, fields: MessageFields, path: string, missing: Set<string>): unknown {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const named = new Map(flat(fields).map((field) => [field[0], field]));
  const look = (key: string | symbol) => {
    if (typeof key === "string" && !named.has(key) && !INHERITED.has(key)) {
      missing.add(`${path}.${key}`);
    }
  };
  return new Proxy(value, {
    getOwnPropertyDescriptor(target, key) {
      look(key);
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
    get(target, key) {
      look(key);
      const found: unknown = Reflect.get(target, key);
      const [, type] = named.get(key as string) ?? [];
      if (typeof type !== "object" || "inline" in type) {
        return found;
      }
      if ("keys" in type) {
        const keys: MessageFields = type.keys.map((each) => [each, "text"]);
        return watched(found, keys, `${path}.${String(key)}`, missing);
      }
      const below = `${path}.${String(key)}`;
      return Array.isArray(found)
        ? found.map((each) => watched(each, type, below, missing))
        : watched(found, type, below, missing);
    },
  });
}

function flat(fields: MessageFields): readonly Field[] {
  return (Object.values(fields) as Field[]).flatMap((field) => {
    const [, type] = field;
    return typeof type === "object" && "inline" in type ? flat(type.inline) : [field];
  });
}
