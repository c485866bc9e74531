import type { RunningPod } from "../inventory/model.ts";

/** What nodes run of an image: one of what they may have under its name. */
export interface RunningCopy {
  /** `repository@digest`, or where the runtime knows of no repository, the digest of the image's configuration. */
  readonly ran: string;
  /** By name. */
  readonly nodes: readonly string[];
}

/** Each image, as written, that containers of pods run, and what of it on which nodes. */
export function runningCopies(pods: Iterable<RunningPod>): ReadonlyMap<string, readonly RunningCopy[]> {
  const found = new Map<string, Map<string, Set<string>>>();
  for (const { node, containers } of pods) {
    for (const { image, imageId } of containers.filter((each) => each.imageId !== "")) {
      const copies = found.get(image) ?? new Map<string, Set<string>>();
      copies.set(imageId, (copies.get(imageId) ?? new Set()).add(node));
      found.set(image, copies);
    }
  }
  return new Map(
    [...found].map(([image, copies]) => [
      image,
      [...copies].map(([ran, nodes]) => ({ ran, nodes: [...nodes].sort() })),
    ]),
  );
}
