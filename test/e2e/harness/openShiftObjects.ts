import type { ApiClient } from "./apiClient.ts";
import { createNamespace } from "./objects.ts";
import { waitUntil } from "./waitUntil.ts";

const GROUPS = {
  "config.openshift.io/v1": {
    clusterversions: "ClusterVersion",
    imagedigestmirrorsets: "ImageDigestMirrorSet",
    images: "Image",
    imagetagmirrorsets: "ImageTagMirrorSet",
  },
  "operator.openshift.io/v1alpha1": { imagecontentsourcepolicies: "ImageContentSourcePolicy" },
} as const;

/** The address of an object of OpenShift's, or of all of a kind. */
export function openShiftPath(plural: string, name?: string): string {
  const group = Object.entries(GROUPS).find(([, kinds]) => Object.hasOwn(kinds, plural))![0];
  return `/apis/${group}/${plural}${name === undefined ? "" : `/${name}`}`;
}

/** Makes a cluster know what OpenShift says of its nodes: its kinds, with any content, and its namespaces. */
export async function installOpenShiftObjects(
  client: ApiClient,
  except: readonly string[] = [],
): Promise<void> {
  for (const [groupVersion, kinds] of Object.entries(GROUPS)) {
    const [group = "", version] = groupVersion.split("/");
    for (const [plural, kind] of Object.entries(kinds).filter(([one]) => !except.includes(one))) {
      await client.create("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", {
        metadata: { name: `${plural}.${group}` },
        spec: {
          group,
          scope: "Cluster",
          names: { plural, singular: kind.toLowerCase(), kind, listKind: `${kind}List` },
          versions: [
            {
              name: version,
              served: true,
              storage: true,
              schema: { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
            },
          ],
        },
      });
      await waitUntil(`${plural} established`, async () => {
        const { status } = await client.exchange("GET", openShiftPath(plural));
        return status === 200;
      });
    }
  }
  for (const namespace of ["openshift-config", "openshift-config-managed"]) {
    await createNamespace(client, namespace);
  }
}

/** Makes an object of OpenShift's. */
export async function createOpenShiftObject(
  client: ApiClient,
  plural: string,
  name: string,
  content: object,
): Promise<void> {
  const path = openShiftPath(plural);
  const [, , group, version] = path.split("/");
  const kind = Object.values(GROUPS)
    .flatMap((kinds) => Object.entries(kinds))
    .find(([one]) => one === plural)![1];
  await client.create(path, { apiVersion: `${group}/${version}`, kind, metadata: { name }, ...content });
}
