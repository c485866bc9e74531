import { createHash } from "node:crypto";
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
  /** One that nothing else waits for: reviews may take long. */
  readonly work: SlicedWork;
  readonly clock: Clock;
  /** The container runtime whose pulls are foretold. */
  readonly runtime?: string;
  /** Told of the first node of each other container runtime. */
  readonly onOtherRuntime?: (node: NodeObject) => void;
  /** The placements of the templates that there are, each as often as it is used; consumed in slices. */
  readonly placements: () => Iterable<string | undefined>;
  /** Told when other platforms hold for some templates than did. */
  readonly onChange: () => void;
}

/** Nodes come and go many at a time, in milliseconds. */
const SETTLE_MS = 1_000;
/** How many times as long as the last review took the next one waits: who creates workloads chooses how much there is to do. */
const REST = 20;
/** How much is looked at in one step, in nodes times characters of a placement, and at least: some 200 µs. */
const AT_ONCE = 100 * 1_024;
/** The same where somebody waits: some 8 ms. A template may say three hundred things of each of a thousand nodes. */
const WHILE_WAITED_FOR = 40 * AT_ONCE;
/** More ways to choose nodes than a cluster has; others are worked out each time. */
const MAX_PLACEMENTS = 50_000;
/** Longer placements, in characters, are known by a digest: what is kept of one has a bound. */
const MAX_KEY = 100;

/** More container runtimes than a cluster has. */
const MAX_RUNTIMES = 10;

const NONE: readonly Platform[] = Object.freeze([]);

/** For which platforms images have to be there: those of the nodes on which a template's pods may run. */
export class NodePlatforms {
  readonly #options: NodePlatformsOptions;
  readonly #nodes = new Map<string, NodeObject>();
  readonly #named: readonly (PlacementNode & Pick<NodeObject, "platform">)[];
  /** By the key of a placement; what holds for any is under none. */
  #known = new BoundedMap<string | undefined, readonly Platform[]>(MAX_PLACEMENTS);
  /** Those that somebody was told nothing of, until the next review. */
  readonly #owed = new Set<string>();
  /** One list for equal ones. */
  readonly #lists = new BoundedMap<string, readonly Platform[]>(MAX_PLACEMENTS);
  /** Those that were told of, or need not be. */
  readonly #otherRuntimes: Set<string>;
  #cancel: CancelTimer | undefined;
  #isReviewing = false;
  /** Whether nodes have changed since the review began. */
  #again = false;
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
    const key = keyOf(placement);
    let platforms = this.#known.get(key);
    if (platforms === undefined) {
      platforms = drained(this.#find(placement));
      this.#known.set(key, platforms);
    }
    return platforms;
  }

  /** The same, but none for now where that takes long to work out: a change is told of later. */
  soon(placement: string | undefined): readonly Platform[] {
    const key = keyOf(placement);
    const size = (placement?.length ?? 0) * this.#nodes.size;
    if (key === undefined || size <= WHILE_WAITED_FOR || this.#known.get(key) !== undefined) {
      return this.of(placement);
    }
    this.#owed.add(key);
    this.#changed();
    return NONE;
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

  /** Takes in at once what has become of nodes; resolves when that is done. */
  async settle(): Promise<void> {
    do {
      this.#begin();
      await this.#options.work.whenIdle();
    } while (this.#cancel !== undefined);
  }

  #begin(): void {
    if (this.#cancel !== undefined) {
      this.#cancel();
      this.#cancel = undefined;
      this.#isReviewing = true;
      this.#options.work.run(this.#review());
    }
  }

  /** One review at a time: what changes meanwhile is for the next. */
  #changed(): void {
    if (this.#isReviewing) {
      this.#again = true;
    } else {
      this.#cancel ??= this.#options.clock.schedule(this.#restMs, () => this.#begin());
    }
  }

  *#review(): Generator<void> {
    const { clock, placements, onChange } = this.#options;
    const beganMs = clock.monotonic();
    const used = new Set<string | undefined>();
    for (const placement of placements()) {
      used.add(placement);
      yield;
    }
    const before = this.#known;
    // What nobody uses any more is forgotten.
    this.#known = new BoundedMap(MAX_PLACEMENTS);
    let differ = false;
    const owed = new Set(this.#owed);
    this.#owed.clear();
    for (const placement of used) {
      const now = yield* this.#find(placement);
      const key = keyOf(placement);
      const was = before.get(key);
      // Where none was known nobody has asked, or it had to make way.
      differ ||=
        was === undefined
          ? before.size >= MAX_PLACEMENTS || (key !== undefined && owed.has(key))
          : was !== now;
      this.#known.set(key, now);
      yield;
    }
    this.#restMs = Math.max(SETTLE_MS, REST * (clock.monotonic() - beganMs));
    this.#isReviewing = false;
    if (this.#again) {
      this.#again = false;
      this.#changed();
    }
    if (differ) {
      onChange();
    }
  }

  *#find(placement: string | undefined): Generator<void, readonly Platform[]> {
    const matcher = nodeMatcher(placement);
    if (matcher === undefined) {
      return NONE;
    }
    const runsOn: (node: PlacementNode) => boolean = matcher;
    const found = new Set<string>();
    const atOnce = Math.max(1, Math.floor(AT_ONCE / Math.max(1_024, placement?.length ?? 0)));
    let looked = 0;
    for (const node of this.#named.length > 0 ? this.#named : this.#nodes.values()) {
      if (++looked % atOnce === 0) {
        yield;
      }
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

function keyOf(placement: string | undefined): string | undefined {
  return placement === undefined || placement.length <= MAX_KEY
    ? placement
    : createHash("sha256").update(placement).digest("base64");
}

function drained<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
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
