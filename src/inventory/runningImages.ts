import { getOrMake } from "../collections/getOrMake.ts";
import { count, each, excluding, type Few, including } from "./few.ts";
import type { ImageCatalogue } from "./imageCatalogue.ts";
import type { RunningContainer, RunningPod } from "./model.ts";
import { ObjectMap } from "./objectMap.ts";
import type { Target, TargetSink } from "./targets.ts";

/** What a container runs, beside what its image's reference leads to. */
export interface ImageQuestion {
  /** What led there: how the image's registry is asked. */
  readonly target: Target;
  /** The digest to which the reference leads. */
  readonly leads: string;
  /** What a node has: see `RunningContainer`. */
  readonly ran: string;
}

/** Whether two digests are of one image; unknown where a registry does not say. */
export type ImageComparison = "same" | "other" | "unknown";

export interface RunningImagesOptions {
  readonly images: ImageCatalogue;
  /** Compares images by what registries say of them. Rejects only when nobody waits for it any more. */
  compare(question: ImageQuestion): Promise<ImageComparison>;
  /** Told once of each other image that containers turn out to run. */
  onMoved(moved: { readonly image: string; readonly leads: string; readonly ran: string }): void;
}

/** A container that runs what its image's reference no longer leads to. */
export interface MovedContainer extends RunningContainer {
  readonly pod: RunningPod;
  readonly leads: string;
}

interface RunningImage {
  /** Normalised reference, or as written where it cannot be read. */
  readonly image: string;
  /** Where the reference leads, and the targets whose checks said so. */
  leads: string | undefined;
  targets: Few<Target>;
  pods: Few<RunningPod>;
  /** What nodes have that is the same image under another digest, and what is another. */
  same: readonly string[];
  others: readonly string[];
  /** Whether some could not be compared. */
  open: boolean;
}

/** What is named of the nodes of an image in a line of the log, and of how many of its Pods. */
const MAX_NODES_NAMED = 10;
const MAX_PODS_LOOKED_AT = 100;

/** The images that Pods run, by content, and the tags that lead elsewhere by now. */
export class RunningImages {
  readonly #options: RunningImagesOptions;
  readonly #images = new Map<string, RunningImage>();
  readonly #pods = new ObjectMap<RunningPod>();
  readonly #moved = new Set<RunningImage>();
  readonly #asked = new Set<string>();
  /** Of Pods with many containers, what they run of each image: none of them is looked through for every one. */
  readonly #byImage = new WeakMap<
    readonly RunningContainer[],
    ReadonlyMap<string | undefined, readonly RunningContainer[]>
  >();

  constructor(options: RunningImagesOptions) {
    this.#options = options;
  }

  /** All Pods that are not over. */
  pods(): Iterable<RunningPod> {
    return this.#pods.values();
  }

  upsert(pod: RunningPod): void {
    const before = this.#pods.get(POD, pod.namespace, pod.name);
    this.#pods.set(POD, pod.namespace, pod.name, pod);
    const names = new Set<string>();
    for (const { image } of pod.containers) {
      this.#options.images.acquire(image);
      const name = this.#nameOf(image);
      if (name !== undefined) {
        names.add(name);
      }
    }
    this.#byImage.delete(pod.containers);
    for (const name of names) {
      const running = this.#image(name);
      running.pods = including(running.pods, pod);
      this.#judge(running, pod);
    }
    // Not first: what is known of an image goes with its last Pod.
    if (before !== undefined) {
      this.#leave(before);
    }
  }

  delete({ namespace, name }: Pick<RunningPod, "namespace" | "name">): void {
    const pod = this.#pods.get(POD, namespace, name);
    if (pod !== undefined) {
      this.#pods.delete(POD, namespace, name);
      this.#leave(pod);
    }
  }

  /** A check found the digest to which a target's reference leads, or that it leads nowhere. */
  checked(target: Target, leads: string | undefined): void {
    if (leads === undefined) {
      this.#forget(target);
      return;
    }
    const running = this.#image(target.image);
    running.targets = including(running.targets, target);
    if (running.leads !== leads) {
      running.leads = leads;
      running.same = [];
      running.others = [];
      this.#moved.delete(running);
    } else if (!running.open) {
      return;
    }
    running.open = false;
    for (const pod of each(running.pods)) {
      this.#judge(running, pod);
    }
  }

  /** Passes on what is told of targets: what was found of one goes with it. */
  following(sink: TargetSink): TargetSink {
    return {
      add: (target) => sink.add(target),
      join: (target, namespace) => sink.join(target, namespace),
      hurry: (target) => sink.hurry(target),
      succeed: (target, before) => {
        const running = this.#images.get(target.image);
        if (running?.leads !== undefined) {
          running.targets = including(running.targets, target);
        }
        sink.succeed(target, before);
      },
      remove: (target) => {
        this.#forget(target);
        sink.remove(target);
      },
    };
  }

  /** The containers that run what their image's reference no longer leads to. */
  *moved(): Generator<MovedContainer> {
    for (const running of this.#moved) {
      const { image, others, leads } = running;
      for (const pod of each(running.pods)) {
        for (const container of this.#containersOf(pod, image)) {
          if (leads !== undefined && others.includes(container.imageId)) {
            yield { ...container, pod, leads };
          }
        }
      }
    }
  }

  /**
   * The nodes on which a container runs an image.
   *
   * @param image as written in a template
   */
  nodesOf(image: string): ReadonlySet<string> {
    return new Set(Array.from(this.#copiesOf(image), ({ node }) => node));
  }

  /** Some of them, for people: of many Pods the first are looked at. */
  someNodesOf(image: string): readonly string[] {
    const nodes = new Set<string>();
    for (const { node } of this.#copiesOf(image, MAX_PODS_LOOKED_AT)) {
      if (nodes.size === MAX_NODES_NAMED) {
        break;
      }
      nodes.add(node);
    }
    return [...nodes];
  }

  /**
   * The same by what they have: digests of indexes, manifests or configurations.
   *
   * @param image as written in a template
   */
  nodesByDigest(image: string): ReadonlyMap<string, ReadonlySet<string>> {
    const nodes = new Map<string, Set<string>>();
    for (const { imageId, node } of this.#copiesOf(image)) {
      getOrMake(nodes, digestOf(imageId), () => new Set()).add(node);
    }
    return nodes;
  }

  /**
   * The digests of manifests that nodes have of an image, where they have it from its own repository.
   *
   * @param image normalised reference
   */
  digestsOf(image: string): ReadonlySet<string> {
    const digests = new Set<string>();
    for (const pod of each(this.#images.get(image)?.pods)) {
      for (const { imageId } of this.#containersOf(pod, image)) {
        const [repository = "", digest] = imageId.split("@");
        if (digest !== undefined && isOf(image, repository)) {
          digests.add(digest);
        }
      }
    }
    return digests;
  }

  #leave(pod: RunningPod): void {
    for (const { image } of pod.containers) {
      const running = this.#images.get(this.#nameOf(image) ?? "");
      if (running !== undefined) {
        running.pods = excluding(running.pods, pod);
        this.#sweep(running);
      }
    }
    for (const { image } of pod.containers) {
      this.#options.images.release(image);
    }
  }

  #judge(running: RunningImage, pod: RunningPod): void {
    for (const { imageId } of this.#containersOf(pod, running.image)) {
      if (imageId !== "") {
        this.#compare(running, imageId);
      }
    }
  }

  #compare(running: RunningImage, ran: string): void {
    const { leads, same, others } = running;
    const [target] = each(running.targets);
    if (leads === undefined || target === undefined) {
      return;
    }
    if (digestOf(ran) === leads || same.includes(ran) || others.includes(ran)) {
      return;
    }
    const key = [running.image, leads, ran].join(" ");
    if (this.#asked.has(key)) {
      return;
    }
    this.#asked.add(key);
    this.#options.compare({ target, leads, ran }).then(
      (answer) => {
        this.#asked.delete(key);
        if (this.#images.get(running.image) === running && running.leads === leads) {
          this.#learn(running, leads, ran, answer);
        }
      },
      () => this.#asked.delete(key),
    );
  }

  #learn(running: RunningImage, leads: string, ran: string, answer: ImageComparison): void {
    const { image } = running;
    if (answer === "unknown") {
      running.open = true;
    } else if (answer === "same") {
      running.same = [...running.same, ran];
    } else {
      running.others = [...running.others, ran];
      this.#moved.add(running);
      this.#options.onMoved({ image, leads, ran });
    }
  }

  #forget(target: Target): void {
    const running = this.#images.get(target.image);
    if (running === undefined) {
      return;
    }
    running.targets = excluding(running.targets, target);
    if (count(running.targets) === 0) {
      running.leads = undefined;
      this.#moved.delete(running);
      this.#sweep(running);
    }
  }

  #sweep(running: RunningImage): void {
    if (running.pods === undefined && running.leads === undefined) {
      this.#images.delete(running.image);
    }
    if (running.pods === undefined) {
      running.same = [];
      running.others = [];
      this.#moved.delete(running);
    }
  }

  /** What nodes have of an image, as their Pods' containers tell, of the first Pods. */
  *#copiesOf(
    image: string,
    mostPods = Number.POSITIVE_INFINITY,
  ): Generator<{ readonly imageId: string; readonly node: string }> {
    const name = this.#nameOf(image);
    let left = mostPods;
    for (const pod of each(this.#images.get(name ?? "")?.pods)) {
      if (left-- <= 0) {
        return;
      }
      for (const { imageId } of this.#containersOf(pod, name)) {
        if (imageId !== "" && pod.node !== "") {
          yield { imageId, node: pod.node };
        }
      }
    }
  }

  #containersOf({ containers }: RunningPod, name: string | undefined): readonly RunningContainer[] {
    const nameOf = ({ image }: RunningContainer) => this.#nameOf(image);
    return containers.length <= FEW
      ? containers.filter((container) => nameOf(container) === name)
      : (getOrMake(this.#byImage, containers, () => Map.groupBy(containers, nameOf)).get(name) ?? NONE);
  }

  /** Undefined for what is another shard's. */
  #nameOf(text: string): string | undefined {
    const reading = this.#options.images.known(text);
    if (reading?.kind === "elsewhere") {
      return undefined;
    }
    return reading?.kind === "readable" ? reading.image : text;
  }

  #image(image: string): RunningImage {
    return getOrMake(this.#images, image, () => ({
      image,
      leads: undefined,
      targets: undefined,
      pods: undefined,
      same: NONE,
      others: NONE,
      open: false,
    }));
  }
}

const POD = "/Pod";
const NONE: readonly never[] = [];
/** So many containers are looked through. */
const FEW = 8;

/** Whether a reference is one to a repository; both are normalised. */
function isOf(image: string, repository: string): boolean {
  return image.startsWith(repository) && /^[:@]/.test(image.slice(repository.length));
}

/** The digest of what a node has: that of a manifest, or where no repository stands before it, of a configuration. */
export function digestOf(ran: string): string {
  return ran.slice(ran.lastIndexOf("@") + 1);
}
