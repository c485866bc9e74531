import { getOrMake } from "../collections/getOrMake.ts";
import type { ControllerReference, GroupKind, OwnerObject, WorkloadObject } from "./model.ts";
import { ObjectMap } from "./objectMap.ts";

/** Under which kind and name a workload is reported. */
export interface ReportedAs {
  /** Lower case. */
  readonly kind: string;
  readonly name: string;
}

/** Identifies an object across the kinds that are watched. */
export type ObjectKey = string;

export function objectKey({
  groupKind,
  namespace,
  name,
}: Pick<OwnerObject, "groupKind" | "namespace" | "name">): ObjectKey {
  // Joined, because V8 keeps what `+` puts together as a tree of its parts, three times as large.
  return [groupKind, namespace, name].join("|");
}

/** A static pod is owned by its Node, which re-creates nothing: such a pod stands for itself. */
const NODE: GroupKind = "/Node";

export interface OwnerKinds {
  /** Kinds that are watched as workloads themselves. */
  readonly reported: ReadonlySet<GroupKind>;
  /** Those of them whose objects may be without a pod template. */
  readonly custom: ReadonlySet<GroupKind>;
  /** Told of the first object of a kind in which no template is found. */
  readonly onWithoutTemplate: (object: Pick<OwnerObject, "groupKind" | "namespace" | "name">) => void;
}

/** What is asked about. */
export type OwnedObject = Pick<OwnerObject, "groupKind" | "namespace" | "name"> & {
  readonly controller?: ControllerReference | undefined;
};

/** Knows who owns whom, as far as it is watched. */
export class OwnerDirectory {
  readonly #objects = new ObjectMap<OwnerObject>();
  readonly #labels = new Map<GroupKind, string>();
  readonly #kinds: OwnerKinds;
  /** The uid of each object of a custom kind that has a template. */
  readonly #withTemplate = new Map<ObjectKey, string>();
  readonly #told = new Set<GroupKind>();

  constructor(kinds: OwnerKinds) {
    this.#kinds = kinds;
  }

  set(object: OwnerObject & Partial<Pick<WorkloadObject, "templates">>): void {
    const { groupKind, namespace, name, templates = [], uid } = object;
    if (this.#kinds.custom.has(groupKind)) {
      const key = objectKey(object);
      if (templates.some(({ containers }) => containers.length > 0)) {
        this.#withTemplate.set(key, uid);
        this.#objects.delete(groupKind, namespace, name);
        return;
      }
      this.#withTemplate.delete(key);
      this.#objects.set(groupKind, namespace, name, object);
      this.#tell(object);
      return;
    }
    // Where the owner is reported itself, nobody asks who owns it in turn.
    if (!this.#kinds.reported.has(groupKind)) {
      this.#objects.set(groupKind, namespace, name, object);
    }
  }

  delete(object: Pick<OwnerObject, "groupKind" | "namespace" | "name">): void {
    this.#objects.delete(object.groupKind, object.namespace, object.name);
    this.#withTemplate.delete(objectKey(object));
  }

  /**
   * Follows `controller: true` references. An owner in which no template is found stands for nobody: what it owns is
   * reported under its name, as it is where nobody watches the owner.
   *
   * @returns how the object is reported (undefined: its owner is watched and reported itself), under which kind and name
   *   it is looked for then, and the keys of the owners that the answer depends on, known or not
   */
  resolve(object: OwnedObject): {
    readonly reportedAs: ReportedAs | undefined;
    readonly belongsTo: ReportedAs;
    readonly owners: readonly ObjectKey[];
  } {
    if (!ownedByController(object)) {
      const reportedAs = this.#asReported(object);
      return { reportedAs, belongsTo: reportedAs, owners: NO_OWNERS };
    }
    const owners: ObjectKey[] = [];
    let top: Pick<OwnerObject, "groupKind" | "name"> = object;
    let controller: ControllerReference | undefined = object.controller;
    while (controller !== undefined && controller.groupKind !== NODE) {
      const { groupKind, uid } = controller;
      const custom = this.#kinds.custom.has(groupKind);
      if (!custom && this.#kinds.reported.has(groupKind)) {
        return { reportedAs: undefined, belongsTo: this.#asReported(controller), owners };
      }
      const key = objectKey({ ...controller, namespace: object.namespace });
      if (custom && this.#withTemplate.get(key) === uid) {
        return { reportedAs: undefined, belongsTo: this.#asReported(controller), owners: [...owners, key] };
      }
      // Nothing keeps people from making objects that own each other.
      if (owners.includes(key)) {
        break;
      }
      owners.push(key);
      top = controller;
      const known = this.#objects.get(groupKind, object.namespace, controller.name);
      // A namesake that was created later is not the owner.
      controller = known?.uid === uid ? known.controller : undefined;
    }
    const reportedAs = this.#asReported(top);
    return { reportedAs, belongsTo: reportedAs, owners };
  }

  #tell(object: OwnerObject): void {
    if (!this.#told.has(object.groupKind)) {
      this.#told.add(object.groupKind);
      this.#kinds.onWithoutTemplate(object);
    }
  }

  #asReported({ groupKind, name }: Pick<OwnerObject, "groupKind" | "name">): ReportedAs {
    // One text for all of a kind.
    return { kind: getOrMake(this.#labels, groupKind, kindLabel), name };
  }
}

const NO_OWNERS: readonly ObjectKey[] = [];

function ownedByController(object: OwnedObject): boolean {
  return object.controller !== undefined && object.controller.groupKind !== NODE;
}

/** The value of the label `kind`: the Kind in lower case. */
export function kindLabel(groupKind: GroupKind): string {
  return groupKind.slice(groupKind.indexOf("/") + 1).toLowerCase();
}
