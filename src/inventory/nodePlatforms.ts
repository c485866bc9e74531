import { BoundedMap } from "../collections/boundedMap.ts";
import { type Platform, parsePlatform } from "../image/platform.ts";
import type { CancelTimer, Clock } from "../time/clock.ts";
import type { SlicedWork } from "../time/slicedWork.ts";
import type { NodeObject } from "./model.ts";
import { nodeMatcher, type PlacementNode } from "./nodeMatcher.ts";

/** The parts of `config.images` that say how far an image is looked into. */
export interface LookedInto {
  readonly verify: string;
  readonly platforms: readonly string[];
}

/** Whether what images refer to is looked at, for platforms of nodes. */
export function looksInside({ verify }: Pick<LookedInto, "verify">): boolean {
  return verify === "platform" || verify === "content";
}

/** Whether Nodes are watched for their platforms. */
export function watchesNodes(images: LookedInto): boolean {
  return looksInside(images) && images.platforms.length === 0;
}

export interface NodePlatformsOptions {
  /** Those of the configuration; empty: those of Nodes. */
  readonly named: readonly string[];
  readonly work: SlicedWork;
  readonly clock: Clock;
  /** The container runtime whose pulls are foretold. */
  readonly runtime?: string;
  /** Told of the first node of each other container runtime. */
  readonly onOtherRuntime?: (node: NodeObject) => void;
  /** Told when other platforms hold for some templates than did. */
  readonly onChange: () => void;
}

/** Nodes come and go many at a time, in milliseconds. */
const SETTLE_MS = 1_000;
/** How many times as long as the last review took the next one waits: who creates workloads chooses how much there is to do. */
const REST = 20;
/** More ways to choose nodes than a cluster has; others are worked out each time. */
const MAX_PLACEMENTS = 10_000;

/** More container runtimes than a cluster has. */
const MAX_RUNTIMES = 10;

const NONE: readonly Platform[] = Object.freeze([]);

/** For which platforms images have to be there: those of the nodes on which a template's pods may run. */
export class NodePlatforms {
  readonly #options: NodePlatformsOptions;
  readonly #nodes = new Map<string, NodeObject>();
  readonly #named: readonly (PlacementNode & Pick<NodeObject, "platform">)[];
  /** By placement; what holds for any is under none. */
  readonly #known = new BoundedMap<string | undefined, readonly Platform[]>(MAX_PLACEMENTS);
  /** One list for equal ones. */
  readonly #lists = new BoundedMap<string, readonly Platform[]>(MAX_PLACEMENTS);
  /** Those that were told of, or need not be. */
  readonly #otherRuntimes: Set<string>;
  #cancel: CancelTimer | undefined;
  #restMs = SETTLE_MS;

  constructor(options: NodePlatformsOptions) {
    this.#options = options;
    this.#otherRuntimes = new Set(["", options.runtime ?? ""]);
    this.#named = options.named.map(standIn);
  }

  upsert(node: NodeObject): void {
    this.#nodes.set(node.name, node);
    const others = this.#otherRuntimes;
    if (!others.has(node.runtime) && others.size < MAX_RUNTIMES) {
      others.add(node.runtime);
      this.#options.onOtherRuntime?.(node);
    }
    this.#changed();
  }

  delete(name: string): void {
    this.#nodes.delete(name);
    this.#changed();
  }

  /**
   * The platforms for which a template's images have to be there; none where that is not known.
   *
   * @param placement the template's
   */
  of(placement: string | undefined): readonly Platform[] {
    let platforms = this.#known.get(placement);
    if (platforms === undefined) {
      platforms = this.#find(placement);
      this.#known.set(placement, platforms);
    }
    return platforms;
  }

  /** How many nodes there are of each platform and container runtime. */
  *counts(): Generator<{ readonly platform: string; readonly runtime: string; readonly value: number }> {
    const counts = new Map<string, { platform: string; runtime: string; value: number }>();
    for (const { platform, runtime } of this.#nodes.values()) {
      const count = counts.get(`${platform} ${runtime}`) ?? { platform, runtime, value: 0 };
      count.value += 1;
      counts.set(`${platform} ${runtime}`, count);
    }
    yield* counts.values();
  }

  /** Takes in at once what has become of nodes. */
  settle(): void {
    if (this.#cancel !== undefined) {
      this.#cancel();
      this.#cancel = undefined;
      this.#options.work.run(this.#review());
    }
  }

  #changed(): void {
    this.#cancel ??= this.#options.clock.schedule(this.#restMs, () => this.settle());
  }

  *#review(): Generator<void> {
    const { clock, onChange } = this.#options;
    const beganMs = clock.monotonic();
    let differ = false;
    for (const [placement, before] of [...this.#known.entries()]) {
      const now = this.#find(placement);
      if (now !== before) {
        this.#known.set(placement, now);
        differ = true;
      }
      yield;
    }
    this.#restMs = Math.max(SETTLE_MS, REST * (clock.monotonic() - beganMs));
    if (differ) {
      onChange();
    }
  }

  #find(placement: string | undefined): readonly Platform[] {
    const matcher = nodeMatcher(placement);
    if (matcher === undefined) {
      return NONE;
    }
    const runsOn: (node: PlacementNode) => boolean = matcher;
    const found = new Set<string>();
    for (const node of this.#named.length > 0 ? this.#named : this.#nodes.values()) {
      if (node.platform !== "" && !found.has(node.platform) && runsOn(node)) {
        found.add(node.platform);
      }
    }
    return this.#listOf([...found].sort());
  }

  #listOf(texts: readonly string[]): readonly Platform[] {
    const key = texts.join(",");
    let list = this.#lists.get(key);
    if (list === undefined) {
      list = texts.map(parsePlatform).filter((platform) => platform !== undefined);
      this.#lists.set(key, list);
    }
    return list;
  }
}

/** What is known of the nodes of a platform. */
function standIn(platform: string): PlacementNode & Pick<NodeObject, "platform"> {
  const [os = "", architecture = ""] = platform.split("/");
  const labels: Record<string, string> = {};
  for (const prefix of ["", "beta."]) {
    labels[`${prefix}kubernetes.io/os`] = os;
    labels[`${prefix}kubernetes.io/arch`] = architecture;
  }
  return { name: "", platform, labels, taints: [], partial: true };
}
