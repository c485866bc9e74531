import type { ClusterClient } from "./client.ts";

/**
 * The namespace the exporter belongs to: POD_NAMESPACE, else that of the pod's service account or of the kubeconfig's
 * context, else `default`, as with kubectl.
 */
export function ownNamespace(
  client: ClusterClient,
  env: Readonly<Record<string, string | undefined>> = process.env,
): string {
  return (
    [env.POD_NAMESPACE, client.contextNamespace].find((name) => name !== undefined && name !== "") ??
    "default"
  );
}
