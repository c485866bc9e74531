import { each } from "./few.ts";
import type { GroupKind } from "./model.ts";
import type { OwnerDirectory } from "./ownerDirectory.ts";
import type { RunningImages } from "./runningImages.ts";
import type { Subject, Subjects } from "./subjects.ts";

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

  /** What Pods run, where they are watched for it. */
  get running(): RunningImages | undefined {
    return this.#parts.running;
  }

  /** The series that say that an image cannot be pulled, and since when, the newest last. */
  failing(): ReturnType<Subjects["failing"]> {
    return this.#parts.subjects.failing();
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

  /**
   * Digests of manifests that pods run of an image, whatever its tag leads to by now; none where Pods are not watched.
   *
   * @param image normalised reference
   */
  digestsRun(image: string): readonly string[] {
    return [...(this.#parts.running?.digestsOf(image) ?? [])];
  }

  /** On how many nodes each image runs that cannot be pulled, where Pods are watched. */
  *imageNodes(): Generator<{ readonly image: string; readonly value: number }> {
    const { running, subjects } = this.#parts;
    if (running === undefined) {
      return;
    }
    const images = new Set([...subjects.failing().keys()].map(({ handle }) => handle.labels.image));
    for (const image of images) {
      yield { image, value: running.nodesOf(image).size };
    }
  }

  /** How many pods stand on the images of each workload with one that cannot be pulled. */
  *workloadReplicas(): Generator<Workload & { readonly value: number }> {
    const replicas = new Map<Subject, number>();
    for (const { subject, contributions } of this.#parts.subjects.failing().keys()) {
      const objects = new Set([...each(contributions)].map(({ object }) => object));
      const sum = [...objects].reduce((total, { replicas: its = 1 }) => total + its, 0);
      replicas.set(subject, Math.max(sum, replicas.get(subject) ?? 0));
    }
    for (const [{ namespace, kind, name }, value] of replicas) {
      yield { namespace, kind, name, value };
    }
  }
}

const POD: GroupKind = "/Pod";
