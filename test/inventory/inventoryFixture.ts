import { compileImageFilter } from "../../src/image/imageFilter.ts";
import { type MirrorRule, mirrorLocator } from "../../src/image/mirrors.ts";
import type { CheckOutcome, Verdict } from "../../src/image/outcome.ts";
import { parseReference } from "../../src/image/reference.ts";
import type { AvailabilitySink, ContainerLabels } from "../../src/inventory/availabilitySink.ts";
import type { ContainerUse } from "../../src/inventory/containerUses.ts";
import { ImageCatalogue } from "../../src/inventory/imageCatalogue.ts";
import { Inventory } from "../../src/inventory/inventory.ts";
import { parseLabelSelector } from "../../src/inventory/labelSelector.ts";
import type { GroupKind, PodTemplate, WorkloadObject } from "../../src/inventory/model.ts";
import { NamespaceDirectory } from "../../src/inventory/namespaceDirectory.ts";
import { NodePlatforms } from "../../src/inventory/nodePlatforms.ts";
import { OwnerDirectory } from "../../src/inventory/ownerDirectory.ts";
import { PullSecretUse } from "../../src/inventory/pullSecretUse.ts";
import { RunningImages, type RunningImagesOptions } from "../../src/inventory/runningImages.ts";
import { shardFilter } from "../../src/inventory/shard.ts";
import { Subjects, type VerdictListener } from "../../src/inventory/subjects.ts";
import { type Target, type TargetSink, Targets } from "../../src/inventory/targets.ts";
import { WorkloadHygiene } from "../../src/inventory/workloadHygiene.ts";
import { ownerKinds } from "../../src/kubernetes/kinds/ownerKinds.ts";
import { SlicedWork } from "../../src/time/slicedWork.ts";
import { fakeClock } from "../support/fakeClock.ts";

export interface FixtureOptions {
  readonly ignored?: readonly string[];
  readonly allowed?: readonly string[];
  readonly mirrors?: readonly MirrorRule[];
  readonly selector?: string;
  readonly ownerLabels?: readonly string[];
  readonly includeDisabled?: readonly string[];
  readonly reportedKinds?: readonly GroupKind[];
  /** Reported as well, but may be without a template. */
  readonly customKinds?: readonly GroupKind[];
  /** Default: the epoch. */
  readonly now?: () => number;
  /** Told of verdicts as well. */
  readonly onVerdict?: VerdictListener;
  readonly insidePod?: boolean;
  readonly shards?: number;
  readonly shard?: number;
  /** Whether findings of hygiene are looked for. */
  readonly hygiene?: boolean;
  /** How much later it is each time that slices of work look at the clock, in milliseconds; 0: never. */
  readonly everyReadMs?: number;
  /** Compares digests, where what Pods run is to be known. */
  readonly compare?: RunningImagesOptions["compare"];
  /** For which images have to be there; empty: those of nodes. Default: not looked at. */
  readonly platforms?: readonly string[];
  /** Told of targets as well. */
  readonly sink?: TargetSink;
}

const ARTICLE_KINDS: readonly GroupKind[] = [
  "apps/Deployment",
  "apps/StatefulSet",
  "apps/DaemonSet",
  "batch/CronJob",
];

/** An inventory with sinks that remember, secrets and service accounts readable. */
export function makeInventory(options: FixtureOptions = {}) {
  const targets = new Set<Target>();
  const added: Target[] = [];
  const succeeded: Target[] = [];
  const hurried: Target[] = [];
  const series = new Map<object, { labels: ContainerLabels; verdict: Verdict | undefined }>();
  const changes: string[] = [];
  let events = 0;
  const warnings: string[] = [];
  const sink: AvailabilitySink = {
    add(labels) {
      events++;
      const handle = { labels };
      series.set(handle, { labels, verdict: undefined });
      return handle;
    },
    setVerdict(handle, verdict) {
      const entry = series.get(handle);
      if (entry === undefined) {
        throw new Error("verdict for a series that is gone");
      }
      entry.verdict = verdict;
    },
    remove(handle) {
      events++;
      if (!series.delete(handle)) {
        throw new Error("removed twice");
      }
    },
  };
  const sinkOfTargets: TargetSink = {
    add(target) {
      targets.add(target);
      added.push(target);
      options.sink?.add(target);
    },
    succeed(target, before) {
      targets.add(target);
      succeeded.push(target);
      options.sink?.succeed(target, before);
    },
    join(target, namespace) {
      options.sink?.join(target, namespace);
    },
    hurry(target) {
      hurried.push(target);
      options.sink?.hurry(target);
    },
    remove(target) {
      if (!targets.delete(target)) {
        throw new Error("target removed twice");
      }
      options.sink?.remove(target);
    },
  };
  const deferred: (() => void)[] = [];
  let readMs = 0;
  const read = () => (readMs += options.everyReadMs ?? 0);
  const work = new SlicedWork({ ...fakeClock(), now: read, monotonic: read }, (task) => deferred.push(task));
  const isOwn = shardFilter({ shards: options.shards ?? 1, shard: options.shard ?? 0 });
  const images = new ImageCatalogue({
    readName: parseReference,
    filter: compileImageFilter({ ignored: options.ignored ?? [], allowed: options.allowed ?? [] }),
    locate: mirrorLocator(options.mirrors ?? [], { mirrorCredentials: "reference" }),
    ownShard: isOwn,
    insidePod: options.insidePod ?? false,
  });
  const running =
    options.compare &&
    new RunningImages({
      images,
      compare: options.compare,
      onMoved: ({ image, leads, ran }) => changes.push(`${image} leads to ${leads}, pods run ${ran}`),
    });
  const registry = new Targets<ContainerUse>(running?.following(sinkOfTargets) ?? sinkOfTargets);
  const nodePlatforms =
    options.platforms &&
    new NodePlatforms({
      named: options.platforms,
      work,
      clock: fakeClock(),
      placements: () => inventory.placements(),
      onChange: () => inventory.platformsChanged(),
    });
  const inventory: Inventory = new Inventory({
    owners: new OwnerDirectory({
      reported: new Set([...(options.reportedKinds ?? ARTICLE_KINDS), ...(options.customKinds ?? [])]),
      custom: new Set(options.customKinds),
      makes: ownerKinds({ kinds: [], custom: [] }).makes,
      onWithoutTemplate: ({ groupKind, name }) => warnings.push(`${groupKind} ${name}`),
    }),
    namespaces: new NamespaceDirectory(parseLabelSelector(options.selector ?? ""), options.ownerLabels ?? []),
    images,
    targets: registry,
    subjects: new Subjects(
      sink,
      (labels, from, to, why) => {
        changes.push(`${labels.name}/${labels.container}: ${from} -> ${to}${why && ` (${why})`}`);
        options.onVerdict?.(labels, from, to, why);
      },
      () => options.now?.() ?? 0,
    ),
    work,
    includeDisabled: new Set(options.includeDisabled ?? []),
    onLargeSecret: ({ namespace, name }, why) => warnings.push(`${namespace}/${name}: ${why}`),
    ...(running && { running }),
    ...(nodePlatforms && { nodePlatforms }),
    ...(options.hygiene === true && {
      pullSecretUse: new PullSecretUse(isOwn),
      workloadHygiene: new WorkloadHygiene(isOwn, work),
    }),
  });
  inventory.setReadability("secrets", undefined, "readable");
  inventory.setReadability("serviceaccounts", undefined, "readable");

  return {
    inventory,
    targets,
    /** All targets ever announced to be checked at once, in order. */
    added,
    /** Those that took over another's place. */
    succeeded,
    hurried,
    images,
    registry,
    changes,
    /** How many series were added and removed. */
    get events() {
      return events;
    },
    /** Runs the next slice of work, if there is one. */
    runDeferred(): boolean {
      const task = deferred.shift();
      task?.();
      return task !== undefined;
    },
    /** Kinds of which an object is without a template, with the first one's name. */
    warnings,
    /** Answers every live target whose image matches. */
    answer(image: string, outcome: CheckOutcome): void {
      const matching = [...targets].filter((target) => target.image.includes(image));
      if (matching.length === 0) {
        throw new Error(`no target for ${image}`);
      }
      for (const target of matching) {
        inventory.recordOutcome(target, outcome);
      }
    },
    /** `namespace/kind/name/container image verdict`, sorted. */
    series: () =>
      [...series.values()]
        .map(
          ({ labels: l, verdict }) =>
            `${l.namespace}/${l.kind}/${l.name}/${l.container} ${l.image} ${verdict}`,
        )
        .sort(),
    labels: () => [...series.values()].map(({ labels }) => labels),
    /** Per live target: its image and the user names that would be tried, endpoint by endpoint. */
    logins: () =>
      [...targets].map(({ image, request }) => ({
        image,
        users: request.endpoints.map(({ own = request.credentials }) => own.map(({ username }) => username)),
      })),
    skipped: () => Object.fromEntries([...inventory.skipped].filter(([, count]) => count > 0)),
  };
}

export function template(images: Record<string, string>, rest: Partial<PodTemplate> = {}): PodTemplate {
  const containers = Object.entries(images).map(([container, image]) => ({
    container,
    image,
    neverPulled: false,
  }));
  return { serviceAccount: "default", pullSecrets: [], containers, ...rest };
}

export function workload(name: string, rest: Partial<WorkloadObject> = {}): WorkloadObject {
  return {
    groupKind: "apps/Deployment",
    namespace: "shop",
    name,
    uid: `uid-${name}`,
    disabled: false,
    optedOut: false,
    ownerLabels: {},
    templates: [template({ app: `reg.io/${name}:1` })],
    ...rest,
  };
}

/** A pull secret whose entries are `registry key -> user`. */
export function pullSecret(namespace: string, name: string, users: Record<string, string>) {
  const auths = Object.fromEntries(
    Object.entries(users).map(([key, user]) => [key, { username: user, password: `password of ${user}` }]),
  );
  const payload = Buffer.from(JSON.stringify({ auths })).toString("base64");
  return { namespace, name, type: "kubernetes.io/dockerconfigjson" as const, payload };
}

export const AVAILABLE: CheckOutcome = { result: "available" };
export const ABSENT: CheckOutcome = { result: "absent", message: "no such tag" };
