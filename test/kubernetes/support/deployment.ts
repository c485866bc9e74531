/** A Deployment as the API server sends it, with the parts that are not looked at as well. */
export function deployment(
  name: string,
  { namespace = "shop", image = "nginx:1", resourceVersion = "50", replicas = 1, observed = 1 } = {},
): object {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: {
      name,
      namespace,
      uid: `uid-${name}`,
      resourceVersion,
      creationTimestamp: "2026-01-01T00:00:00Z",
      managedFields: [{ manager: "kubectl", operation: "Update" }],
    },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: "main", image, imagePullPolicy: "IfNotPresent" }] },
      },
    },
    status: { observedGeneration: observed, replicas, updatedReplicas: replicas },
  };
}
