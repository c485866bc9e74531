/** Whether this runs in a pod: Kubernetes tells every one where the API server is, whatever else it tells it. */
export function isInsidePod(environment: Readonly<Record<string, string | undefined>>): boolean {
  return environment.KUBERNETES_SERVICE_HOST !== undefined;
}
