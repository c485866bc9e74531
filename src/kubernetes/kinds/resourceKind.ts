import type { MessageFields } from "../protobuf/messageReader.ts";
import type { Interner } from "./interner.ts";

/** A kind that is watched: where it is read, and what of its objects is kept. */
export interface ResourceKind<T extends Named> {
  /** Name in metrics, logs and /readyz: `deployments`, `rollouts.argoproj.io`. */
  readonly resource: string;
  /** `/api/v1`, `/apis/apps/v1`. */
  readonly basePath: string;
  /** The resource's plural name in paths. */
  readonly plural: string;
  /** Only metadata is read: the server is asked to leave out the rest. */
  readonly metadataOnly: boolean;
  /** What `project` reads of an object, for lists in the API server's own encoding, which it has for its own kinds alone. */
  readonly protobuf?: MessageFields | undefined;
  /** Asks the server for some of the objects only. */
  readonly fieldSelector?: string;
  /** The few fields that are kept. Undefined: of no interest, or without a name. */
  project(object: unknown): T | undefined;
  /** Whether two projections of one object are equal: a change of anything else is dropped. */
  same(a: T, b: T): boolean;
  /** What `same` needs of one that has been handed on. Default: all of it. */
  afterwards?(object: T): T;
}

/** What every projection has; `namespace` is absent for cluster-scoped kinds. */
export interface Named {
  readonly namespace?: string;
  readonly name: string;
}

/** What projections need to know. */
export interface ProjectionContext {
  readonly interner: Interner;
  /** Label keys whose values are kept: `config.metrics.ownerLabels`. */
  readonly ownerLabels: readonly string[];
  /** What is kept for `config.hygiene`. */
  readonly hygiene: HygieneOptions;
  /** Whether it is kept what workloads announce of revisions that still own pods. */
  readonly liveRevisions: boolean;
  /** Whether it is kept where older revisions are. */
  readonly oldRevisions: boolean;
  /** Whether it is kept what Pods run. */
  readonly running: boolean;
  /** Whether it is kept on which nodes pods may run. */
  readonly placed: boolean;
}

/** The shape of `config.hygiene`. */
export interface HygieneOptions {
  /** All Secrets that are named, whatever for. */
  readonly pullSecrets: boolean;
  /** How containers stand a roll-out, and Services. */
  readonly workloads: boolean;
}

/** `/api/v1`, `/apis/apps/v1`: what the paths of a group's version begin with. The core group is empty. */
export function basePathOf(group: string, version: string): string {
  return group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
}

const EVERYWHERE: ReadonlySet<string> = new Set(["/api/v1", "/apis/apps/v1", "/apis/batch/v1"]);

/** Whether every API server has the kind: once it was there, who says that it is not is somebody in front of the server. */
export function isEverywhere({ basePath }: Pick<ResourceKind<Named>, "basePath">): boolean {
  return EVERYWHERE.has(basePath);
}

/** The path of a list or watch: in one namespace, or in all. */
export function collectionPath(
  kind: Pick<ResourceKind<Named>, "basePath" | "plural">,
  namespace: string | undefined,
): string {
  return namespace === undefined
    ? `${kind.basePath}/${kind.plural}`
    : `${kind.basePath}/namespaces/${encodeURIComponent(namespace)}/${kind.plural}`;
}
