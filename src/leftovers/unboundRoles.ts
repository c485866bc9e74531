import { child, descend, elements, text } from "../kubernetes/kinds/json.ts";
import type { Named } from "./leftover.ts";

interface Binding {
  readonly named: Named;
  readonly isTold: boolean;
  readonly role: { readonly kind: string; readonly name: string };
  /** `namespace/name` of service accounts; undefined where there are other subjects, whom nobody can list. */
  readonly accounts: readonly string[] | undefined;
}

/** A RoleBinding, and what is wrong with it. */
type IdleBinding = readonly [named: Named, reason: string];

/** Roles that no RoleBinding grants, and RoleBindings that grant nothing or nobody anything. */
export class UnboundRoles {
  readonly #roleNames = new Set<string>();
  readonly #roles = new Map<string, Named>();
  readonly #clusterRoles = new Set<string>();
  readonly #accounts = new Set<string>();
  readonly #bindings = new Map<string, Binding>();

  /** @param isTold whether it is to be told of it, should nobody need it */
  noteRole(named: Named, isTold: boolean): void {
    const key = `${named.namespace}/${named.name}`;
    this.#roleNames.add(key);
    if (isTold) {
      this.#roles.set(key, named);
    }
  }

  noteClusterRole(name: string): void {
    this.#clusterRoles.add(name);
  }

  noteAccount({ namespace, name }: Pick<Named, "namespace" | "name">): void {
    this.#accounts.add(`${namespace}/${name}`);
  }

  noteBinding(object: unknown, named: Named, isTold: boolean): void {
    const subjects = elements(child(object, "subjects"));
    this.#bindings.set(`${named.namespace}/${named.name}`, {
      named,
      isTold,
      role: {
        kind: text(descend(object, "roleRef", "kind")) ?? "",
        name: text(descend(object, "roleRef", "name")) ?? "",
      },
      accounts: subjects.every((subject) => child(subject, "kind") === "ServiceAccount")
        ? subjects.map(
            (subject) =>
              `${text(child(subject, "namespace")) ?? named.namespace}/${text(child(subject, "name")) ?? ""}`,
          )
        : undefined,
    });
  }

  unbound(): readonly Named[] {
    const granted = new Set(
      [...this.#bindings.values()]
        .filter(({ role }) => role.kind === "Role")
        .map(({ named, role }) => `${named.namespace}/${role.name}`),
    );
    return [...this.#roles].filter(([key]) => !granted.has(key)).map(([, named]) => named);
  }

  /** With what is wrong with them. */
  idleBindings(): readonly IdleBinding[] {
    return [...this.#bindings.values()].flatMap(
      ({ named, isTold, role, accounts }): readonly IdleBinding[] => {
        if (!isTold) {
          return [];
        }
        const isThere =
          role.kind === "Role"
            ? this.#roleNames.has(`${named.namespace}/${role.name}`)
            : this.#clusterRoles.has(role.name);
        if (!isThere) {
          return [[named, `there is no ${role.kind} ${role.name}, which it grants`]];
        }
        if (accounts?.length === 0) {
          return [[named, "it grants nobody anything"]];
        }
        const nobody = accounts?.every((account) => !this.#accounts.has(account)) === true;
        return nobody ? [[named, "none of its service accounts is there"]] : [];
      },
    );
  }
}
