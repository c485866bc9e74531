/**
 * The ordinal that a StatefulSet puts at the end of a pod's name.
 *
 * @returns undefined where the name ends otherwise
 */
export function podOrdinal(podName: string): number | undefined {
  const match = /-(0|[1-9][0-9]{0,8})$/.exec(podName);
  return match !== null ? Number(match[1]) : undefined;
}
