/** The cluster cannot be found or its configuration cannot be used: one line for people. */
export class ClusterConfigError extends Error {
  override readonly name = "ClusterConfigError";
}
