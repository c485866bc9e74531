import { Keyring } from "../credentials/keyring.ts";
import { type CheckOutcome, isForNodesToTell, type Verdict } from "../image/outcome.ts";
import { count, each } from "./few.ts";
import type { ImageCatalogue, ImageReading } from "./imageCatalogue.ts";
import type { ContainerImage } from "./model.ts";
import type { NodePlatforms } from "./nodePlatforms.ts";
import type { PullScope } from "./pullScopes.ts";
import { type SkipReason, unpulled } from "./skipReason.ts";
import type { Contribution, SubjectSeries, Subjects } from "./subjects.ts";
import type { Target, TargetEntry, Targets, TargetUse } from "./targets.ts";

type SubjectLabels = Parameters<Subjects["join"]>[0];

/** One container of one workload and the image it uses. */
export interface ContainerUse extends Contribution {
  container: ContainerImage;
  readonly reading: ImageReading;
  verdict: Verdict | undefined;
  message: string;
  object: Contribution["object"] & TargetUse["object"];
  /** What checks it; none while it is skipped, unreadable, or stopped by a broken secret. */
  target: TargetEntry<ContainerUse> | undefined;
  /** None while it is skipped. */
  series: SubjectSeries | undefined;
  skipped: SkipReason | undefined;
}

interface Parts {
  readonly images: ImageCatalogue;
  readonly targets: Targets<ContainerUse>;
  readonly subjects: Subjects;
  /** Only where images have to be there for platforms of nodes. */
  readonly nodePlatforms?: Pick<NodePlatforms, "soon">;
}

/** Containers that are dealt with in one stretch: of one object, before and after, or of one target. */
export const MAX_AT_ONCE = 32;

/** Decides what becomes of each container: a target to check, a verdict without a check, or a reason to skip it. */
export class ContainerUses {
  /** How many are skipped, by reason. */
  readonly skipped = new Map<SkipReason, number>();
  readonly #parts: Parts;
  #nodeKeyring = new Keyring([]);

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  setNodeKeyring(keyring: Keyring): void {
    this.#nodeKeyring = keyring;
  }

  /** Whether a use stands for a container: then it keeps its verdict. */
  isSame({ container: known, series }: ContainerUse, subject: SubjectLabels, now: ContainerImage): boolean {
    const home = series?.subject;
    return (
      known.container === now.container &&
      known.image === now.image &&
      // Without a series there is nothing to keep.
      (home === undefined || (home.name === subject.name && home.kind === subject.kind))
    );
  }

  /** To be bound next. */
  create(container: ContainerImage, object: ContainerUse["object"]): ContainerUse {
    return {
      container,
      reading: this.#parts.images.acquire(container.image),
      verdict: undefined,
      message: "",
      object,
      target: undefined,
      series: undefined,
      skipped: undefined,
    };
  }

  /** Brings a use to what is known now. It keeps its last verdict until a new target has one. */
  bind(
    use: ContainerUse,
    {
      scope,
      reason,
      container,
      object,
      subject,
      placement,
      renewed,
    }: {
      readonly scope: PullScope;
      readonly reason: SkipReason | undefined;
      readonly container: ContainerImage;
      readonly object: ContainerUse["object"];
      readonly subject: SubjectLabels;
      /** The template's. */
      readonly placement: string | undefined;
      /** Whether nothing but the content of credentials has changed. */
      readonly renewed: boolean;
    },
  ): void {
    use.container = container;
    use.object = object;
    const { reading } = use;
    const skip = reason ?? unpulled(container);
    if (reading.kind === "elsewhere") {
      this.#rest(use, undefined);
    } else if (skip !== undefined || reading.kind === "skipped") {
      this.#rest(use, skip ?? (reading.kind === "skipped" ? reading.reason : undefined));
    } else {
      this.#join(use, subject, reading.registry);
      this.#decide(use, reading, scope, { placement, renewed });
    }
  }

  drop(use: ContainerUse): void {
    this.#rest(use, undefined);
    this.#parts.images.release(use.container.image);
  }

  /** @returns the target, where those that use it are so many that they are to be told in slices */
  applyOutcome(target: Target, outcome: CheckOutcome): TargetEntry<ContainerUse> | undefined {
    const entry = target as TargetEntry<ContainerUse>;
    if (outcome.result === "rate_limited") {
      return undefined;
    }
    const changed = entry.outcome?.result !== outcome.result;
    entry.outcome = outcome;
    entry.inherited = false;
    if (!changed) {
      return undefined;
    }
    if (count(entry.uses) > MAX_AT_ONCE) {
      return entry;
    }
    for (const _ of this.spread(entry)) {
      // Few enough to be told at once: they wait for nobody else's.
    }
    return undefined;
  }

  /** Tells all that use a target what its last check found. */
  *spread(entry: TargetEntry<ContainerUse>): Generator<void> {
    for (const use of each(entry.uses)) {
      // It may have left while others had their turn.
      if (use.target === entry) {
        this.#follow(use, entry);
      }
      yield;
    }
  }

  #decide(
    use: ContainerUse,
    reading: ImageReading & { kind: "readable" | "unreadable" },
    scope: PullScope,
    { placement, renewed }: { readonly placement: string | undefined; readonly renewed: boolean },
  ): void {
    const { namespace } = scope;
    const { invalid, keyring, incomplete } = scope.resolution;
    if (reading.kind === "unreadable") {
      this.#judge(use, "bad_image_format", reading.error);
    } else if (invalid !== undefined) {
      const secret = `secret ${namespace}/${invalid.name}`;
      this.#judge(use, "authentication_failure", `${secret} stops the kubelet's pull: ${invalid.error}`);
    } else {
      const platforms = use.container.volume ? undefined : this.#parts.nodePlatforms?.soon(placement);
      const demands = { pull: keyring, node: this.#nodeKeyring, incomplete, platforms };
      this.#aim(use, this.#parts.targets.bind(reading, demands, use, renewed ? use.target : undefined));
    }
  }

  #aim(use: ContainerUse, entry: TargetEntry<ContainerUse>): void {
    if (use.target !== entry) {
      this.#leaveTarget(use);
      use.target = entry;
    }
    if (entry.outcome !== undefined) {
      this.#follow(use, entry);
    } else {
      this.#skip(use, undefined);
    }
  }

  /** Lets a use say what its target's last check found. */
  #follow(use: ContainerUse, { outcome, incomplete }: TargetEntry<ContainerUse>): void {
    if (outcome === undefined) {
      return;
    }
    if (outcome.result === "available") {
      this.#skip(use, undefined);
      this.#say(use, "available", "");
    } else if (incomplete || isForNodesToTell(outcome.result)) {
      this.#skip(use, isForNodesToTell(outcome.result) && !incomplete ? outcome.result : "secret_unreadable");
      this.#say(use, undefined, outcome.message);
    } else {
      this.#skip(use, undefined);
      this.#say(use, outcome.result, outcome.message);
    }
  }

  /** A verdict that needs no check. */
  #judge(use: ContainerUse, verdict: Verdict, message: string): void {
    this.#leaveTarget(use);
    this.#skip(use, undefined);
    this.#say(use, verdict, message);
  }

  /** No check, no series. */
  #rest(use: ContainerUse, reason: SkipReason | undefined): void {
    this.#leaveTarget(use);
    this.#skip(use, reason);
    use.verdict = undefined;
    if (use.series !== undefined) {
      this.#parts.subjects.leave(use.series, use);
    }
    use.series = undefined;
  }

  #join(use: ContainerUse, subject: SubjectLabels, registry: string): void {
    const { container, image } = use.container;
    if (use.series !== undefined) {
      this.#parts.subjects.setOwner(use.series, use, subject.owner);
    } else {
      use.series = this.#parts.subjects.join(subject, { container, image, registry }, use);
    }
  }

  #say(use: ContainerUse, verdict: Verdict | undefined, message: string): void {
    use.verdict = verdict;
    use.message = message;
    if (use.series !== undefined) {
      this.#parts.subjects.update(use.series);
    }
  }

  #skip(use: ContainerUse, reason: SkipReason | undefined): void {
    if (use.skipped === reason) {
      return;
    }
    if (use.skipped) {
      this.skipped.set(use.skipped, (this.skipped.get(use.skipped) ?? 0) - 1);
    }
    if (reason) {
      this.skipped.set(reason, (this.skipped.get(reason) ?? 0) + 1);
    }
    use.skipped = reason;
  }

  #leaveTarget(use: ContainerUse): void {
    if (use.target !== undefined) {
      this.#parts.targets.unbind(use.target, use);
    }
    use.target = undefined;
  }
}
