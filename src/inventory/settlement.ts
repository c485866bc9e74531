import { SetsByKey } from "../collections/setsByKey.ts";
import type { SlicedWork } from "../time/slicedWork.ts";
import type { ContainerUse, ContainerUses } from "./containerUses.ts";
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

/** Containers of one object, before and after, that are dealt with in one stretch. */
const MAX_AT_ONCE = 32;

/**
 * Brings the uses of workloads to what their templates say. New ones come before old ones go, so that targets stay. An
 * object may have thousands of containers: then it is done in slices.
 */
export class Settlement<State extends Settled> {
  readonly #uses: ContainerUses;
  readonly #scopes: PullScopes;
  readonly #work: SlicedWork;
  readonly #byScope = new SetsByKey<PullScope, State>();
  /** How many changes of an object with many containers are to be done still. */
  readonly #underWay = new Map<State, number>();

  constructor(uses: ContainerUses, scopes: PullScopes, work: SlicedWork) {
    this.#uses = uses;
    this.#scopes = scopes;
    this.#work = work;
  }

  /** The workloads that use a scope. */
  usersOf(scope: PullScope): Iterable<State> {
    return this.#byScope.get(scope);
  }

  settle(state: State, wanted: Wanted): void {
    const steps = this.#steps(state, wanted);
    const size = wanted.templates.reduce((sum, { containers }) => sum + containers.length, state.uses.length);
    const waiting = this.#underWay.get(state);
    if (size <= MAX_AT_ONCE && waiting === undefined) {
      for (const _ of steps) {
        // Few enough to be done at once.
      }
      return;
    }
    // What follows for the same object waits behind it, until none is left.
    this.#underWay.set(state, (waiting ?? 0) + 1);
    this.#work.run(this.#counted(state, steps));
  }

  *#counted(state: State, steps: Generator<void>): Generator<void> {
    yield* steps;
    const left = (this.#underWay.get(state) ?? 1) - 1;
    if (left === 0) {
      this.#underWay.delete(state);
    } else {
      this.#underWay.set(state, left);
    }
  }

  *#steps(state: State, { templates, reason, subject, renewed }: Wanted): Generator<void> {
    const { object } = state;
    const { namespace } = object;
    const scopes = templates.map((template) => this.#scopes.acquire(namespace, template));
    // A secret may change between two slices.
    for (const scope of scopes) {
      this.#byScope.add(scope, state);
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
    for (const scope of state.scopes) {
      if (!scopes.includes(scope)) {
        this.#byScope.delete(scope, state);
      }
      this.#scopes.release(scope);
    }
    state.scopes = scopes;
  }
}
