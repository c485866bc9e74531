import { BoundedMap } from "../collections/boundedMap.ts";
import { getOrMake } from "../collections/getOrMake.ts";
import { isNew } from "../collections/isNew.ts";
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

/** Kubernetes itself has three. Nothing keeps people from longer chains, of which each member would depend on all above it. */
const MAX_OWNERS = 8;
/** Of kinds. Anybody can make them up, in references to owners. */
const MAX_LABELS = 1024;

export interface OwnerKinds {
  /** Kinds that are watched as workloads themselves. */
  readonly reported: ReadonlySet<GroupKind>;
  /** Those of them whose objects may be without a pod template. */
  readonly custom: ReadonlySet<GroupKind>;
  /**
   * Of the built-in ones, watched or not, of what kind the objects are that they make from their template. Controllers of
   * anything else are so by name alone: a Node is of its static pods, an operator's Deployment of all that it creates.
   */
  readonly makes: ReadonlyMap<GroupKind, GroupKind | undefined>;
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
  readonly #labels = new BoundedMap<GroupKind, string>(MAX_LABELS);
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
   * Follows `controller: true` references, as far as owners make what they control. An owner in which no template is found
   * stands for nobody: what it owns is reported under its name, as it is where nobody watches the owner.
   *
   * @returns how the object is reported (undefined: its owner is watched and reported itself), under which kind and name
   *   it is looked for then, and the keys of the owners that the answer depends on, known or not
   */
  resolve(object: OwnedObject): {
    readonly reportedAs: ReportedAs | undefined;
    readonly belongsTo: ReportedAs;
    readonly owners: readonly ObjectKey[];
  } {
    let owners = NO_OWNERS;
    let top: Pick<OwnerObject, "groupKind" | "name"> = object;
    let { controller } = object;
    while (controller !== undefined && this.#makes(controller, top) && owners.length < MAX_OWNERS) {
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
      owners = [...owners, key];
      top = controller;
      const known = this.#objects.get(groupKind, object.namespace, controller.name);
      // A namesake that was created later is not the owner.
      controller = known?.uid === uid ? known.controller : undefined;
    }
    const reportedAs = this.#asReported(top);
    return { reportedAs, belongsTo: reportedAs, owners };
  }

  /** Whether an object comes from its controller; what is not built in makes whatever it controls. */
  #makes(controller: ControllerReference, { groupKind }: Pick<OwnerObject, "groupKind">): boolean {
    const { makes } = this.#kinds;
    return !makes.has(controller.groupKind) || makes.get(controller.groupKind) === groupKind;
  }

  #tell(object: OwnerObject): void {
    if (isNew(this.#told, object.groupKind)) {
      this.#kinds.onWithoutTemplate(object);
    }
  }

  #asReported({ groupKind, name }: Pick<OwnerObject, "groupKind" | "name">): ReportedAs {
    // One text for all of a kind.
    return { kind: getOrMake(this.#labels, groupKind, kindLabel), name };
  }
}

const NO_OWNERS: readonly ObjectKey[] = [];

/** The value of the label `kind`: the Kind in lower case. */
export function kindLabel(groupKind: GroupKind): string {
  return groupKind.slice(groupKind.indexOf("/") + 1).toLowerCase();
}
