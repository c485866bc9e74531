import { mkdir, readFile, rename, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { V1ConfigMap, V1KeyToPath, V1Pod, V1Secret, V1Volume } from "@kubernetes/client-node";
import type { ApiClient } from "./apiClient.ts";

/** Where the chart mounts everything. */
export const MOUNT_FOLDER = "/etc/k8s-image-availability-exporter";

/**
 * Writes what a pod's first container mounts of ConfigMaps and Secrets below `root`, as the kubelet does at a pod's
 * start and whenever they change. Paths that the files themselves name follow. What it mounts of the node is linked.
 *
 * @throws ApiError where a ConfigMap or Secret does not exist: the kubelet starts no such pod
 */
export async function writeVolumes(client: ApiClient, pod: V1Pod, root: string): Promise<void> {
  for (const { name, mountPath } of pod.spec?.containers[0]?.volumeMounts ?? []) {
    const volume = pod.spec?.volumes?.find((each) => each.name === name);
    if (volume === undefined || volume.projected !== undefined) {
      continue;
    }
    if (volume.emptyDir !== undefined) {
      await mkdir(join(root, mountPath), { recursive: true });
      continue;
    }
    if (volume.hostPath !== undefined) {
      await mkdir(dirname(join(root, mountPath)), { recursive: true });
      await symlink(volume.hostPath.path, join(root, mountPath)).catch(() => {});
      continue;
    }
    for (const [path, content] of await filesOf(client, pod.metadata?.namespace ?? "", volume)) {
      const text = content.replaceAll(`${MOUNT_FOLDER}/`, `${join(root, MOUNT_FOLDER)}/`);
      await writeIfChanged(join(root, mountPath, path), text);
    }
  }
}

async function filesOf(client: ApiClient, namespace: string, volume: V1Volume): Promise<[string, string][]> {
  const collection = `/api/v1/namespaces/${namespace}`;
  if (volume.configMap !== undefined) {
    const { name, items } = volume.configMap;
    const { data } = await client.get<V1ConfigMap>(`${collection}/configmaps/${name}`);
    return chosen(data ?? {}, items);
  }
  if (volume.secret !== undefined) {
    const { secretName, items } = volume.secret;
    const { data } = await client.get<V1Secret>(`${collection}/secrets/${secretName}`);
    const texts = Object.entries(data ?? {}).map(([key, value]) => [
      key,
      Buffer.from(value, "base64").toString(),
    ]);
    return chosen(Object.fromEntries(texts), items);
  }
  throw new Error(`Cannot mount the volume ${volume.name}: neither a ConfigMap nor a Secret`);
}

function chosen(
  data: Readonly<Record<string, string>>,
  items: readonly V1KeyToPath[] | undefined,
): [string, string][] {
  if (items === undefined) {
    return Object.entries(data);
  }
  return items.map(({ key, path }) => {
    const content = data[key];
    if (content === undefined) {
      throw new Error(`Cannot mount ${path}: there is no key ${key}`);
    }
    return [path, content];
  });
}

async function writeIfChanged(path: string, content: string): Promise<void> {
  const present = await readFile(path, "utf8").catch(() => undefined);
  if (present === content) {
    return;
  }
  await mkdir(dirname(path), { recursive: true });
  // In one step, as the kubelet's symbolic link is.
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
}
