import type { ControllerReference, GroupKind } from "../../inventory/model.ts";
import { boundedText } from "../../text/boundedText.ts";
import type { Interner } from "./interner.ts";
import { child, descend, elements, isRecord, text } from "./json.ts";
import { sharing } from "./sharing.ts";

/** An annotation with the value `true` on a workload or namespace takes it out. */
export const IGNORE_ANNOTATION = "k8s-image-availability-exporter/ignore";

const NO_LABELS: Readonly<Record<string, string>> = Object.freeze({});

/** Namespace (empty for cluster-scoped kinds) and name, undefined where there is no name. */
export function objectName(object: unknown): { namespace: string; name: string } | undefined {
  const metadata = child(object, "metadata");
  const name = text(child(metadata, "name"));
  return name === undefined ? undefined : { namespace: text(child(metadata, "namespace")) ?? "", name };
}

export function uidOf(object: unknown): string {
  return text(descend(object, "metadata", "uid")) ?? "";
}

/** Whether the object is on its way out: finalizers and grace periods are all that keep it. */
export function isBeingDeleted(object: unknown): boolean {
  return text(descend(object, "metadata", "deletionTimestamp")) !== undefined;
}

export function isOptedOut(object: unknown): boolean {
  return descend(object, "metadata", "annotations", IGNORE_ANNOTATION) === "true";
}

/** The object's values of the given label keys, those it has. */
export function labelsOf(
  object: unknown,
  keys: readonly string[],
  interner: Interner,
): Readonly<Record<string, string>> {
  let found: Record<string, string> | undefined;
  for (const key of keys) {
    const value = descend(object, "metadata", "labels", key);
    if (typeof value !== "string") {
      continue;
    }
    found ??= {};
    found[key] = interner.text(value);
  }
  return found ?? NO_LABELS;
}

/** All labels of the object. */
export function allLabelsOf(object: unknown, interner: Interner): Readonly<Record<string, string>> {
  const labels = descend(object, "metadata", "labels");
  return isRecord(labels) ? labelsOf(object, Object.keys(labels), interner) : NO_LABELS;
}

/** Labels as sorted `key=value`, those whose value is a text. */
export function labelTexts(labels: unknown, interner: Interner): readonly string[] {
  if (!isRecord(labels)) {
    return interner.list([]);
  }
  const texts = Object.entries(labels)
    .filter(([, value]) => typeof value === "string")
    // Joined, because V8 keeps what `+` puts together as a tree of its parts.
    .map((label) => interner.text(label.join("=")));
  return interner.list(texts.sort());
}

/** The owner that controls the object: there is at most one reference with `controller: true`. */
export function controllerOf(object: unknown, interner: Interner): ControllerReference | undefined {
  for (const reference of elements(descend(object, "metadata", "ownerReferences"))) {
    if (child(reference, "controller") !== true) {
      continue;
    }
    const kind = text(child(reference, "kind"));
    const name = text(child(reference, "name"));
    if (kind === undefined || name === undefined) {
      return undefined;
    }
    const group = groupOf(text(child(reference, "apiVersion")) ?? "");
    const groupKind = interner.text(`${group}/${kind}`) as GroupKind;
    return { groupKind, name: boundedText(name), uid: text(child(reference, "uid")) ?? "" };
  }
  return undefined;
}

/** Gives one reference for all that are equal: most Pods have the owner of others. */
export function sharedControllers(): (
  controller: ControllerReference | undefined,
) => ControllerReference | undefined {
  const share = sharing<ControllerReference>();
  return (controller) =>
    // By all of it: whoever makes an object may write the uid of another's owner into it.
    controller && share(JSON.stringify([controller.groupKind, controller.name, controller.uid]), controller);
}

/** `apps` of `apps/v1`, nothing of `v1`. */
function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash < 0 ? "" : apiVersion.slice(0, slash);
}

export function sameController(
  a: ControllerReference | undefined,
  b: ControllerReference | undefined,
): boolean {
  return a === b || (a?.uid === b?.uid && a?.name === b?.name && a?.groupKind === b?.groupKind);
}
