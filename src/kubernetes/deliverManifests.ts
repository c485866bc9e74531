import type { ClusterSink } from "../inventory/model.ts";
import { type CustomWorkload, customResourceKind } from "./kinds/customResource.ts";
import { createInterner } from "./kinds/interner.ts";
import { child, descend, isRecord, text } from "./kinds/json.ts";
import { isOptedOut } from "./kinds/metadata.ts";
import type { ResourceKind } from "./kinds/resourceKind.ts";
import { PULL_SECRET_TYPES, secretKind } from "./kinds/secret.ts";
import { serviceAccountKind } from "./kinds/serviceAccount.ts";
import type { WatchedWorkload } from "./kinds/workload.ts";
import { type BuiltInWorkload, builtInWorkloadKind, WORKLOAD_KINDS } from "./kinds/workloadKinds.ts";

/**
 * Delivers objects of manifests as if a cluster had them: workloads, pull secrets, service accounts, namespaces. Whatever
 * else there is is passed over.
 *
 * @param namespace of objects that name none
 * @param placed whether it is kept on which nodes pods may run
 * @returns for each object the workload that it is, if any; of several of one name the later ones have a line break and a
 * number after it
 */
export function deliverManifests(
  objects: readonly unknown[],
  {
    custom,
    namespace,
    placed = false,
  }: { readonly custom: readonly CustomWorkload[]; readonly namespace: string; readonly placed?: boolean },
  sink: ClusterSink,
): readonly (WatchedWorkload | undefined)[] {
  const context = {
    interner: createInterner(),
    ownerLabels: [],
    hygiene: { pullSecrets: false, workloads: false },
    liveRevisions: false,
    oldRevisions: false,
    running: false,
    placed,
  };
  const workloads = new Map<string, ResourceKind<WatchedWorkload>>([
    ...Object.entries(WORKLOAD_KINDS).map(
      ([kind, { group }]) =>
        [`${group}/${kind}`, builtInWorkloadKind(kind as BuiltInWorkload, context)] as const,
    ),
    ...custom.map((each) => [`${each.group}/${each.kind}`, customResourceKind(each, context)] as const),
  ]);
  const secrets = PULL_SECRET_TYPES.map((type) => secretKind(type, context));
  const accounts = serviceAccountKind(context);
  const delivered = new Map<string, number>();
  return objects.map((given) => {
    const apiVersion = text(child(given, "apiVersion")) ?? "";
    const kind = text(child(given, "kind")) ?? "";
    const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
    const object = asStored(given, namespace);
    const projected = workloads.get(`${group}/${kind}`)?.project(object);
    const workload = projected && { ...projected, name: ownName(projected, delivered) };
    if (workload !== undefined) {
      sink.upsertWorkload(workload);
    } else if (group === "" && kind === "Secret") {
      const secret = secrets.map((each) => each.project(object)).find((each) => each !== undefined);
      if (secret !== undefined) {
        sink.upsertSecret(secret);
      }
    } else if (group === "" && kind === "ServiceAccount") {
      const account = accounts.project(object);
      if (account !== undefined) {
        sink.upsertServiceAccount(account);
      }
    } else if (group === "" && kind === "Namespace") {
      const name = text(descend(given, "metadata", "name"));
      if (name !== undefined) {
        sink.upsertNamespace({ name, labels: {}, optedOut: isOptedOut(given) });
      }
    }
    return workload;
  });
}

/** The same objects for several stages, or of one `generateName`, are not to take each other's place. */
function ownName({ groupKind, namespace, name }: WatchedWorkload, taken: Map<string, number>): string {
  const key = `${groupKind} ${namespace} ${name}`;
  const count = (taken.get(key) ?? 0) + 1;
  taken.set(key, count);
  return count === 1 ? name : `${name}\n${count}`;
}

/** As the API server would keep it: with a namespace and a name, and the texts of a Secret in base64. */
function asStored(given: unknown, namespace: string): unknown {
  const metadata = child(given, "metadata");
  if (!isRecord(given) || !isRecord(metadata)) {
    return given;
  }
  const generated = text(metadata.generateName);
  const texts = child(given, "stringData");
  return {
    ...given,
    metadata: {
      namespace,
      ...(generated !== undefined && { name: `${generated}*` }),
      ...metadata,
    },
    ...(isRecord(texts) && {
      data: {
        ...(isRecord(given.data) ? given.data : {}),
        ...Object.fromEntries(
          Object.entries(texts).map(([key, value]) => [key, Buffer.from(String(value)).toString("base64")]),
        ),
      },
    }),
  };
}
