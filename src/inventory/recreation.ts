import type { GroupKind } from "./model.ts";
import type { OwnerDirectory } from "./ownerDirectory.ts";
import type { RunningImages } from "./runningImages.ts";
import type { Subjects } from "./subjects.ts";

export interface RecreationParts {
  readonly owners: OwnerDirectory;
  readonly subjects: Subjects;
  readonly running?: RunningImages;
}

/** A workload as it is reported. */
interface Workload {
  readonly namespace: string;
  readonly kind: string;
  readonly name: string;
}

/** What would become of workloads whose pods were created anew. */
export class Recreation {
  readonly #parts: RecreationParts;

  constructor(parts: RecreationParts) {
    this.#parts = parts;
  }

  /** Containers of workloads whose pods run what their image's tag no longer leads to; some more than once. */
  *movedImages(): Generator<Workload & { readonly container: string; readonly image: string }> {
    const { running, owners, subjects } = this.#parts;
    for (const { pod, container, image } of running?.moved() ?? []) {
      const workload = { namespace: pod.namespace, ...owners.resolve({ ...pod, groupKind: POD }).belongsTo };
      if (subjects.has(workload, { container, image })) {
        yield { ...workload, container, image };
      }
    }
  }
}

const POD: GroupKind = "/Pod";
