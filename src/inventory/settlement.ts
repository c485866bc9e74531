import { SetsByKey } from "../collections/setsByKey.ts";
import { DueWork } from "../time/dueWork.ts";
import type { SlicedWork } from "../time/slicedWork.ts";
import { type ContainerUse, type ContainerUses, MAX_AT_ONCE } from "./containerUses.ts";
import type { PodTemplate, WorkloadObject } from "./model.ts";
import type { PullScope, PullScopes } from "./pullScopes.ts";
import { ReusableUses } from "./reusableUses.ts";
import type { SkipReason } from "./skipReason.ts";
import type { Subjects } from "./subjects.ts";

/** What a workload has that its templates decide. */
export interface Settled {
  readonly object: Pick<WorkloadObject, "namespace" | "replicas">;
  uses: readonly ContainerUse[];
  scopes: readonly PullScope[];
}

/** What is to become of a workload's containers. */
export interface Wanted {
  readonly templates: readonly PodTemplate[];
  /** Why none of them is checked. */
  readonly reason: SkipReason | undefined;
  readonly subject: Parameters<Subjects["join"]>[0];
  /** Whether nothing but the content of credentials, or the nodes' platforms, has changed. */
  readonly renewed: boolean;
}

/**
 * Brings the uses of workloads to what their templates say. New ones come before old ones go, so that targets stay. An
 * object may have thousands of containers: then it is done in slices, namespaces in turn, and of what it is to be brought to
 * meanwhile the newest alone waits.
 */
export class Settlement<State extends Settled> {
  readonly #uses: ContainerUses;
  readonly #scopes: PullScopes;
  readonly #byScope = new SetsByKey<PullScope, State>();
  readonly #due: DueWork<State>;
  /** Of each that waits. */
  readonly #newest = new Map<State, Wanted>();
  readonly #underWay = new Set<State>();

  constructor(uses: ContainerUses, scopes: PullScopes, work: SlicedWork) {
    this.#uses = uses;
    this.#scopes = scopes;
    this.#due = new DueWork(work, (state) => this.#inSlices(state));
  }

  /** The workloads that use a scope. */
  usersOf(scope: PullScope): Iterable<State> {
    return this.#byScope.get(scope);
  }

  settle(state: State, wanted: Wanted): void {
    const { namespace } = state.object;
    const waits = this.#newest.get(state);
    const newest = { ...wanted, renewed: wanted.renewed && waits?.renewed !== false };
    const size = wanted.templates.reduce(
      (sum, { containers }) => sum + Math.max(1, containers.length),
      state.uses.length,
    );
    if (size > MAX_AT_ONCE || this.#underWay.has(state)) {
      this.#newest.set(state, newest);
      this.#due.add([state], namespace);
      return;
    }
    if (waits !== undefined) {
      this.#newest.delete(state);
      this.#due.delete(state, namespace);
    }
    for (const _ of this.#steps(state, newest)) {
      // Few enough to be done at once.
    }
  }

  /** What is begun is brought to its end, whatever comes meanwhile: who changes an object all the time has verdicts, too. */
  *#inSlices(state: State): Generator<void> {
    const wanted = this.#newest.get(state);
    if (wanted !== undefined) {
      this.#newest.delete(state);
      this.#underWay.add(state);
      yield* this.#steps(state, wanted);
      this.#underWay.delete(state);
    }
  }

  *#steps(state: State, { templates, reason, subject, renewed }: Wanted): Generator<void> {
    const { object } = state;
    const { namespace } = object;
    const scopes: PullScope[] = [];
    for (const template of templates) {
      const scope = this.#scopes.acquire(namespace, template);
      scopes.push(scope);
      // A secret may change between two slices.
      this.#byScope.add(scope, state);
      yield;
    }
    const before = new ReusableUses(state.uses, this.#uses);
    const uses: ContainerUse[] = [];
    for (const [index, template] of templates.entries()) {
      const scope = scopes[index] as PullScope;
      for (const container of template.containers) {
        const use = before.take(subject, container) ?? this.#uses.create(container, object);
        const { placement } = template;
        this.#uses.bind(use, { scope, reason, container, object, subject, placement, renewed });
        uses.push(use);
        yield;
      }
    }
    // A copy is as long as it need be; what grew has room for more.
    state.uses = uses.slice();
    for (const use of before.left()) {
      this.#uses.drop(use);
      yield;
    }
    const old = state.scopes;
    state.scopes = scopes.slice();
    const kept = new Set(scopes);
    for (const scope of old) {
      if (!kept.has(scope)) {
        this.#byScope.delete(scope, state);
      }
      this.#scopes.release(scope);
      yield;
    }
  }
}
