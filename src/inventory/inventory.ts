import { getOrMake } from "../collections/getOrMake.ts";
import { SetsByKey } from "../collections/setsByKey.ts";
import type { Keyring } from "../credentials/keyring.ts";
import { type CheckOutcome, isCertain, isFoundInside } from "../image/outcome.ts";
import { DueWork } from "../time/dueWork.ts";
import type { SlicedWork } from "../time/slicedWork.ts";
import { type ContainerUse, ContainerUses } from "./containerUses.ts";
import type { ImageCatalogue } from "./imageCatalogue.ts";
import type { LargeSecretListener } from "./keptSecrets.ts";
import { mergeLabels } from "./mergeLabels.ts";
import type {
  ClusterSink,
  GroupKind,
  NamespaceObject,
  NodeObject,
  OwnerObject,
  PodTemplate,
  PullSecret,
  Readability,
  RunningPod,
  SecretName,
  SecretUser,
  ServiceAccount,
  ServiceObject,
  SupportingResource,
  WorkloadObject,
} from "./model.ts";
import type { NamespaceDirectory, NamespacePolicy } from "./namespaceDirectory.ts";
import type { NodePlatforms } from "./nodePlatforms.ts";
import { ObjectMap } from "./objectMap.ts";
import { kindLabel, type ObjectKey, type OwnerDirectory, objectKey } from "./ownerDirectory.ts";
import { PullScopes } from "./pullScopes.ts";
import { type PullSecretUse, secretsNamedBy } from "./pullSecretUse.ts";
import { Recreation } from "./recreation.ts";
import type { RunningImages } from "./runningImages.ts";
import { type Settled, Settlement, type Wanted } from "./settlement.ts";
import type { SkipReason } from "./skipReason.ts";
import type { Subjects } from "./subjects.ts";
import type { Target, TargetEntry, Targets } from "./targets.ts";
import { hygieneSubject, type WorkloadFinding, type WorkloadHygiene } from "./workloadHygiene.ts";

/** A workload as the cluster has it: where an owner stands for it, its series are under the owner's name. */
export interface WorkloadView extends Readonly<Settled> {
  readonly object: WorkloadObject;
}

interface WorkloadState extends Settled {
  object: WorkloadObject;
  /** What the owner resolution depends on. */
  owners: readonly ObjectKey[];
  /** Disabled, and checked all the same: under which kind and name. */
  disabledAs: { readonly kind: string; readonly name: string } | undefined;
  /** Whether nothing but the content of credentials has changed of what it waits to be reconciled with. */
  renewed: boolean;
}

export interface InventoryParts {
  readonly owners: OwnerDirectory;
  readonly namespaces: NamespaceDirectory;
  readonly images: ImageCatalogue;
  readonly targets: Targets<ContainerUse>;
  readonly subjects: Subjects;
  readonly work: SlicedWork;
  /** Kinds whose disabled workloads are checked all the same, in lower case; `*` for all. */
  readonly includeDisabled: ReadonlySet<string>;
  readonly onLargeSecret: LargeSecretListener;
  /** Only where it is to be told which pull secrets are unused. */
  readonly pullSecretUse?: PullSecretUse;
  /** Only where it is to be told how workloads stand a roll-out. */
  readonly workloadHygiene?: WorkloadHygiene;
  /** Only where Pods are watched for what they run. */
  readonly running?: RunningImages;
  /** Only where images have to be there for platforms of nodes. */
  readonly nodePlatforms?: NodePlatforms;
}

/**
 * Which images are in use, by whom, with which credentials. Pure and incremental: each event costs what it changes;
 * what concerns many workloads is done in slices.
 */
export class Inventory implements ClusterSink {
  /** What would become of workloads whose pods were created anew. */
  readonly recreation: Recreation;
  /** For which platforms images have to be there, where that is looked at. */
  readonly nodePlatforms: NodePlatforms | undefined;
  readonly #parts: InventoryParts;
  readonly #uses: ContainerUses;
  readonly #scopes: PullScopes;
  readonly #workloads = new ObjectMap<WorkloadState>();
  readonly #disabled = new Set<WorkloadState>();
  readonly #byNamespace = new SetsByKey<string, WorkloadState>();
  readonly #byOwner = new SetsByKey<ObjectKey, WorkloadState>();
  readonly #settlement: Settlement<WorkloadState>;
  /** By namespace. */
  readonly #due: DueWork<WorkloadState>;
  /** Targets whose outcome many containers are to be told of. */
  readonly #answered: DueWork<TargetEntry<ContainerUse>>;

  constructor(parts: InventoryParts) {
    this.#parts = parts;
    this.recreation = new Recreation(parts);
    this.nodePlatforms = parts.nodePlatforms;
    this.#uses = new ContainerUses(parts);
    this.#scopes = new PullScopes(
      (scope, renewed) => this.#reconcileAll(scope.namespace, this.#settlement.usersOf(scope), renewed),
      parts.onLargeSecret,
    );
    this.#settlement = new Settlement(this.#uses, this.#scopes, parts.work);
    this.#due = new DueWork(parts.work, (state) => this.#reconcileDue(state));
    this.#answered = new DueWork(parts.work, (target) => this.#uses.spread(target));
  }

  /** Containers that are deliberately not checked, by reason. */
  get skipped(): ReadonlyMap<SkipReason, number> {
    return this.#uses.skipped;
  }

  /** All workloads and what is known of their containers, to be looked at; may be consumed in slices. */
  workloads(): Iterable<WorkloadView> {
    return this.#workloads.values();
  }

  /** How templates choose nodes, each time that one says so; may be consumed in slices. */
  *placements(): Generator<string | undefined> {
    for (const { object } of this.#workloads.values()) {
      for (const { placement } of object.templates) {
        yield placement;
      }
    }
  }

  upsertWorkload(object: WorkloadObject): void {
    const { groupKind, namespace, name } = object;
    let state = this.#workloads.get(groupKind, namespace, name);
    if (state !== undefined) {
      state.object = object;
    } else {
      state = { object, owners: NONE, uses: NONE, scopes: NONE, disabledAs: undefined, renewed: true };
      this.#workloads.set(groupKind, namespace, name, state);
      this.#byNamespace.add(object.namespace, state);
    }
    this.#parts.owners.set(object);
    this.#parts.pullSecretUse?.setUser(groupKind, namespace, name, secretsNamedBy(object.templates));
    this.#reconcile(state);
    this.#ownerChanged(object);
  }

  deleteWorkload(object: Pick<OwnerObject, "groupKind" | "namespace" | "name">): void {
    const { groupKind, namespace, name } = object;
    const state = this.#workloads.get(groupKind, namespace, name);
    if (state === undefined) {
      return;
    }
    this.#workloads.delete(groupKind, namespace, name);
    this.#byNamespace.delete(namespace, state);
    this.#due.delete(state, namespace);
    this.#settle(state, [], undefined, NOTHING);
    this.#follow(state, NONE);
    this.#parts.workloadHygiene?.delete(state);
    this.#parts.pullSecretUse?.setUser(groupKind, namespace, name, NONE);
    this.deleteOwner(object);
  }

  upsertOwner(object: OwnerObject): void {
    this.#parts.owners.set(object);
    this.#ownerChanged(object);
  }

  deleteOwner(object: Pick<OwnerObject, "groupKind" | "namespace" | "name">): void {
    this.#parts.owners.delete(object);
    this.#ownerChanged(object);
  }

  upsertSecret(secret: PullSecret): void {
    this.#scopes.upsertSecret(secret);
    this.#parts.pullSecretUse?.addSecret(secret);
  }

  deleteSecret(secret: SecretName): void {
    if (this.#scopes.deleteSecret(secret)) {
      this.#parts.pullSecretUse?.deleteSecret(secret);
    }
  }

  secretsToReadAgain(): Iterable<SecretName> {
    return this.#scopes.secretsToReadAgain();
  }

  upsertServiceAccount(account: ServiceAccount): void {
    this.#scopes.upsertServiceAccount(account);
    const { namespace, name } = account;
    this.#parts.pullSecretUse?.setUser(SERVICE_ACCOUNT, namespace, name, secretsNamedBy([account]));
  }

  deleteServiceAccount(account: Pick<ServiceAccount, "namespace" | "name">): void {
    this.#scopes.deleteServiceAccount(account);
    this.#parts.pullSecretUse?.setUser(SERVICE_ACCOUNT, account.namespace, account.name, NONE);
  }

  upsertSecretUser({ namespace, name, secrets }: SecretUser): void {
    this.#parts.pullSecretUse?.setUser(POD, namespace, name, secrets);
  }

  deleteSecretUser({ namespace, name }: Pick<SecretUser, "namespace" | "name">): void {
    this.#parts.pullSecretUse?.setUser(POD, namespace, name, NONE);
  }

  upsertNamespace(namespace: NamespaceObject): void {
    if (this.#parts.namespaces.upsert(namespace)) {
      this.#reconcileAll(namespace.name, this.#byNamespace.get(namespace.name));
    }
  }

  deleteNamespace(name: string): void {
    if (this.#parts.namespaces.delete(name)) {
      this.#reconcileAll(name, this.#byNamespace.get(name));
    }
  }

  upsertNode(node: NodeObject): void {
    this.nodePlatforms?.upsert(node);
  }

  deleteNode(name: string): void {
    this.nodePlatforms?.delete(name);
  }

  /** Other platforms hold for some templates than did. */
  platformsChanged(): void {
    this.#parts.work.run(this.#renewAll());
  }

  upsertRunningPod(pod: RunningPod): void {
    this.#parts.running?.upsert(pod);
  }

  deleteRunningPod(pod: Pick<RunningPod, "namespace" | "name">): void {
    this.#parts.running?.delete(pod);
  }

  upsertService(service: ServiceObject): void {
    this.#parts.workloadHygiene?.upsertService(service);
  }

  deleteService(service: Pick<ServiceObject, "namespace" | "name">): void {
    this.#parts.workloadHygiene?.deleteService(service);
  }

  setReadability(resource: SupportingResource, namespace: string | undefined, to: Readability): void {
    if (resource === "services") {
      this.#parts.workloadHygiene?.setReadability(namespace, to);
    } else if (resource !== "namespaces") {
      this.#scopes.setReadability(resource, namespace, to);
    }
  }

  setSecretUseKnown(namespace: string | undefined, known: boolean): void {
    this.#parts.pullSecretUse?.setKnown(namespace, known);
  }

  /** Credentials of the node, which follow those of secrets. */
  setNodeCredentials(keyring: Keyring): void {
    this.#uses.setNodeKeyring(keyring);
    this.#parts.work.run(this.#renewAll());
  }

  /** Takes the result of a check of one of the announced targets. */
  recordOutcome(target: Target, outcome: CheckOutcome): void {
    const many = this.#uses.applyOutcome(target, outcome);
    if (many !== undefined) {
      this.#answered.add([many]);
    }
    if (outcome.result === "available" || isFoundInside(outcome.result)) {
      this.#parts.running?.checked(target, "digest" in outcome ? outcome.digest : undefined);
    } else if (isCertain(outcome)) {
      this.#parts.running?.checked(target, undefined);
    }
  }

  /** Pull secrets that workloads name and that do not parse, or do not exist. */
  pullSecretProblems(...most: Parameters<PullScopes["problems"]>): ReturnType<PullScopes["problems"]> {
    return this.#scopes.problems(...most);
  }

  /** Pull secrets that nothing refers to, in the namespaces that are looked at. */
  unusedPullSecrets(): Iterable<{ readonly namespace: string; readonly name: string }> {
    const { pullSecretUse, namespaces } = this.#parts;
    return pullSecretUse?.unused((name) => isLookedAt(namespaces.policy(name))) ?? [];
  }

  /** What is found of workloads that run pods. */
  workloadFindings(): Iterable<WorkloadFinding> {
    return this.#parts.workloadHygiene?.findings() ?? [];
  }

  /** Disabled workloads that are checked all the same: where an owner stands for several, only while all of them are. */
  *disabledWorkloads(): Generator<{
    readonly namespace: string;
    readonly kind: string;
    readonly name: string;
  }> {
    const owners = new Map<ObjectKey, boolean>();
    for (const { object, owners: above, disabledAs } of this.#disabled) {
      const top = above.at(-1);
      const runsPods = top !== undefined && getOrMake(owners, top, () => this.#runsPods(top));
      if (disabledAs !== undefined && !runsPods) {
        yield { namespace: object.namespace, ...disabledAs };
      }
    }
  }

  /** Whether an owner stands for anything that is not disabled. */
  #runsPods(owner: ObjectKey): boolean {
    for (const { object, owners } of this.#byOwner.get(owner)) {
      if (!object.disabled && owners.at(-1) === owner) {
        return true;
      }
    }
    return false;
  }

  #reconcile(state: WorkloadState, renewed = false): void {
    const { object } = state;
    const { reportedAs, owners } = this.#parts.owners.resolve(object);
    this.#follow(state, owners);
    const namespace = this.#parts.namespaces.policy(object.namespace);
    this.#parts.workloadHygiene?.set(
      state,
      hygieneSubject(object, reportedAs, isLookedAt(namespace)),
      object.templates,
    );
    if (reportedAs === undefined || !namespace.selected) {
      this.#settle(state, [], undefined, NOTHING);
      return;
    }
    const included = this.#isIncludedDisabled(object.groupKind);
    const reason =
      object.optedOut || namespace.optedOut
        ? "opted_out"
        : object.disabled && !included
          ? "disabled"
          : undefined;
    const owner = mergeLabels(namespace.ownerLabels, object.ownerLabels);
    const subject = { namespace: object.namespace, ...reportedAs, owner };
    this.#settle(state, object.templates, reason, subject, renewed);
    state.disabledAs = object.disabled && reason === undefined ? reportedAs : undefined;
    if (state.disabledAs !== undefined) {
      this.#disabled.add(state);
    }
  }

  /** @param renewed nothing but the content of credentials has changed */
  #settle(
    state: WorkloadState,
    templates: readonly PodTemplate[],
    reason: SkipReason | undefined,
    subject: Wanted["subject"],
    renewed = false,
  ): void {
    state.disabledAs = undefined;
    this.#disabled.delete(state);
    this.#settlement.settle(state, { templates, reason, subject, renewed });
  }

  #follow(state: WorkloadState, owners: readonly ObjectKey[]): void {
    if (owners.length === 0 && state.owners.length === 0) {
      return;
    }
    for (const key of state.owners) {
      this.#byOwner.delete(key, state);
    }
    for (const key of owners) {
      this.#byOwner.add(key, state);
    }
    state.owners = owners;
  }

  #ownerChanged(object: Pick<OwnerObject, "groupKind" | "namespace" | "name">): void {
    if (!this.#byOwner.isEmpty) {
      this.#reconcileAll(object.namespace, this.#byOwner.get(objectKey(object)));
    }
  }

  /** @param renewed nothing but the content of credentials has changed */
  #reconcileAll(namespace: string, states: Iterable<WorkloadState>, renewed = false): void {
    this.#due.add(this.#marked(states, renewed), namespace);
  }

  /** Notes of each what has changed. */
  *#marked(states: Iterable<WorkloadState>, renewed: boolean): Generator<WorkloadState> {
    for (const state of states) {
      const { groupKind, namespace, name } = state.object;
      // One that was deleted may have containers left that are not dealt with yet.
      if (this.#workloads.get(groupKind, namespace, name) === state) {
        state.renewed &&= renewed;
        yield state;
      }
    }
  }

  *#renewAll(): Generator<void> {
    for (const state of this.#workloads.values()) {
      this.#reconcileAll(state.object.namespace, [state], true);
      yield;
    }
  }

  *#reconcileDue(state: WorkloadState): Generator<void> {
    const { renewed } = state;
    state.renewed = true;
    this.#reconcile(state, renewed);
    yield;
  }

  #isIncludedDisabled(groupKind: GroupKind): boolean {
    const { includeDisabled } = this.#parts;
    return includeDisabled.has("*") || includeDisabled.has(kindLabel(groupKind));
  }
}

const SERVICE_ACCOUNT: GroupKind = "/ServiceAccount";
const POD: GroupKind = "/Pod";

/** One for all that have none. */
const NONE: readonly never[] = [];

function isLookedAt({ selected, optedOut }: NamespacePolicy): boolean {
  return selected && !optedOut;
}

const NOTHING = { namespace: "", kind: "", name: "", owner: {} };
