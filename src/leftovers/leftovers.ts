import { child, descend, elements, isRecord, text } from "../kubernetes/kinds/json.ts";
import { isBeingDeleted, isOptedOut, objectName } from "../kubernetes/kinds/metadata.ts";
import type { ResourceType } from "../kubernetes/resourceTypes.ts";
import { resourceName } from "../kubernetes/resourceTypes.ts";
import { errorText } from "../text/errorText.ts";
import { judgeAsJanitor, RuleError, withUnread } from "./janitor.ts";
import type { JanitorRule } from "./janitorRules.ts";
import { CHECKS, type Kubectl, type Leftover, type Named } from "./leftover.ts";
import { findReferences } from "./references.ts";
import { type Finding, findDeployment, findJob, findNamespace } from "./unbounded.ts";
import { UnboundRoles } from "./unboundRoles.ts";
import { isLike, Unreferenced } from "./unreferenced.ts";
import { CLAIM_HOLDERS, VolumeClaims } from "./volumeClaims.ts";
import { areFieldsKnown, CLAIMS, FIRST, NOT_OF_JANITOR, RBAC, STORAGE_CLASSES } from "./whatIsRead.ts";

export interface LeftoversOptions {
  readonly rules: readonly JanitorRule[];
  /** Of which it is told; undefined for all but those of the cluster itself. */
  readonly namespaces: readonly string[] | undefined;
  /** What is younger is told of only where it says itself how long it lives; in milliseconds. */
  readonly olderThanMs: number;
  readonly kubectl: Kubectl;
  /** In milliseconds since the Unix epoch. */
  readonly now: number;
}

/** What could not be read, by what depends on it. */
export interface Unread {
  /** Whether anything that may refer to something is among it. */
  readonly mayRefer: boolean;
  has(resource: string): boolean;
}

interface KnownNamespace {
  readonly named: Named;
  readonly isTold: boolean;
  readonly isOut: boolean;
  quota: boolean;
  limits: boolean;
}

const SYSTEM: ReadonlySet<string> = new Set(["kube-system", "kube-public", "kube-node-lease"]);

/** Takes in the objects of a cluster, one after the other, and keeps what could go. */
export class Leftovers {
  readonly #options: LeftoversOptions;
  readonly #found = new Map<string, Leftover>();
  readonly #unreferenced = new Unreferenced();
  readonly #roles = new UnboundRoles();
  readonly #claims = new VolumeClaims();
  readonly #tokens = new Set<string>();
  readonly #namespaces = new Map<string, KnownNamespace>();
  #areClaimsNamed = false;
  readonly #ruleErrors = new Map<string, { readonly first: string; readonly objects: Set<string> }>();

  constructor(options: LeftoversOptions) {
    this.#options = options;
  }

  /**
   * Takes an object in, in the order of `typesToRead`.
   *
   * @param unread what could not be read so far
   */
  take(type: ResourceType, object: unknown, unread: Unread): void {
    const named = nameOf(type, object);
    if (named === undefined) {
      return;
    }
    this.#note(type, object, named);
    if (!isBeingDeleted(object)) {
      this.#askJanitor(type, object, named, unread);
    }
  }

  /** Takes a Secret in that somebody should refer to. */
  takeSecretOfNote(type: ResourceType, object: unknown): void {
    const named = nameOf(type, object);
    if (named !== undefined && this.#isTold(object, named)) {
      this.#unreferenced.add("secrets", object, named);
    }
  }

  /** What it is, and what it means to others. */
  #note(type: ResourceType, object: unknown, named: Named): void {
    const { resource, namespace, name } = named;
    const isTold = this.#isTold(object, named);
    const { kubectl } = this.#options;
    switch (resource) {
      case "namespaces":
        this.#namespaces.set(name, { named, isTold, isOut: isOptedOut(object), quota: false, limits: false });
        break;
      case "secrets":
        this.#noteToken(object, namespace);
        break;
      case "configmaps":
        if (isTold) {
          this.#unreferenced.add("configmaps", object, named);
        }
        break;
      case "serviceaccounts":
        this.#roles.noteAccount(named);
        if (isTold) {
          this.#unreferenced.add("serviceaccounts", object, named);
        }
        break;
      case RBAC.clusterRoles:
        this.#roles.noteClusterRole(name);
        break;
      case RBAC.roles:
        this.#roles.noteRole(named, isTold && isOfPeople(object, named));
        break;
      case RBAC.bindings:
        this.#roles.noteBinding(object, named, isTold && isOfPeople(object, named));
        break;
      case STORAGE_CLASSES:
        this.#areClaimsNamed ||= Object.values(child(object, "parameters") ?? {}).some((each) =>
          /\$\{pvc\./.test(String(each)),
        );
        break;
      case CLAIMS:
        // Of one that has no volume yet, nothing else says which Secret its driver is told: `${pvc.name}` in its class.
        if (this.#areClaimsNamed && text(descend(object, "spec", "volumeName")) === undefined) {
          this.#unreferenced.refer("secrets", undefined, name);
          this.#unreferenced.refer("secrets", undefined, namespace);
        }
        break;
      case "resourcequotas":
      case "limitranges":
        this.#noteBound(namespace, resource === "limitranges" ? "limits" : "quota");
        break;
      case "jobs.batch":
        this.#tell(named, isTold ? findJob(object, named, kubectl) : undefined);
        break;
      case "deployments.apps":
        this.#tell(named, isTold ? findDeployment(object, named, kubectl) : undefined);
        break;
      default:
        break;
    }
    if (CLAIM_HOLDERS.includes(resource) || descend(object, "spec", "template", "spec") !== undefined) {
      this.#claims.add(object, resource, named.kind);
    }
    // What is in a ConfigMap is read only where a rule asks for it.
    const isContent = resource === "configmaps" || resource === "secrets";
    findReferences(
      isContent ? { metadata: child(object, "metadata") } : object,
      {
        custom: !areFieldsKnown(type),
        namespace: namespace === "" ? undefined : namespace,
        namespacesLike: (pieces) => this.#namespacesLike(pieces),
      },
      FIRST.includes(resource) ? this.#unreferenced.early(named) : this.#unreferenced,
    );
  }

  #namespacesLike(pieces: readonly string[]): readonly string[] {
    const [name = ""] = pieces;
    return pieces.length === 1
      ? this.#namespaces.has(name)
        ? [name]
        : []
      : [...this.#namespaces.keys()].filter((each) => isLike(each, pieces));
  }

  /** A token that is kept in a Secret is used by whoever has it. */
  #noteToken(secret: unknown, namespace: string): void {
    const account = text(descend(secret, "metadata", "annotations", "kubernetes.io/service-account.name"));
    if (account !== undefined) {
      this.#tokens.add(`${namespace}/${account}`);
    }
  }

  #noteBound(namespace: string, by: "quota" | "limits"): void {
    const known = this.#namespaces.get(namespace);
    if (known !== undefined) {
      known[by] = true;
    }
  }

  #askJanitor(type: ResourceType, object: unknown, named: Named, unread: Unread): void {
    const { resource, namespace, name } = named;
    const place = resource === "namespaces" ? name : namespace;
    const isMine = type.preferred && !NOT_OF_JANITOR.has(resource) && place !== "";
    if (!isMine || !(this.#options.namespaces?.includes(place) ?? place !== "kube-system")) {
      return;
    }
    const { rules, now, kubectl } = this.#options;
    const isClaim = resource === CLAIMS;
    try {
      const { expired, odd } = judgeAsJanitor(readable(object, resource), {
        resource: type.plural,
        rules,
        now,
        context: () => (isClaim ? this.#claimContext(named, unread) : {}),
      });
      if (expired !== undefined) {
        const user = isClaim ? this.#claims.otherUserOf(namespace, name) : undefined;
        const reason = user === undefined ? expired : `${expired}; but ${user} names it`;
        this.#tell(named, { check: "expired", reason, command: kubectl.delete(named) });
      }
      if (odd !== undefined) {
        this.#tell(named, { check: "annotation", reason: odd, command: undefined });
      }
    } catch (error) {
      if (!(error instanceof RuleError)) {
        throw error;
      }
      const what = `rule ${error.rule} cannot be evaluated on ${resource}: ${errorText(error)}`;
      const known = this.#ruleErrors.get(what) ?? { first: `${place}/${name}`, objects: new Set() };
      this.#ruleErrors.set(what, known);
      known.objects.add(`${place}/${name}`);
    }
  }

  #claimContext({ namespace, name }: Named, unread: Unread): object {
    const missing = CLAIM_HOLDERS.filter((resource) => unread.has(resource));
    return missing.length === 0
      ? this.#claims.contextOf(namespace, name)
      : withUnread(
          {},
          ["pvc_is_not_mounted", "pvc_is_not_referenced"],
          `${missing.join(", ")} could not be read`,
        );
  }

  /** Whether it is told what is wrong with an object that says nothing itself of how long it lives. */
  #isTold(object: unknown, { resource, namespace, name, created }: Named): boolean {
    const { namespaces, olderThanMs, now } = this.#options;
    const place = resource === "namespaces" ? name : namespace;
    return (
      !isBeingDeleted(object) &&
      !isOptedOut(object) &&
      (namespaces?.includes(place) ?? !SYSTEM.has(place)) &&
      this.#namespaces.get(place)?.isOut !== true &&
      (created === undefined || now - created >= olderThanMs)
    );
  }

  #tell(named: Named, finding: Finding | undefined): void {
    if (finding !== undefined) {
      this.#found.set(`${finding.check} ${named.resource} ${named.namespace}/${named.name}`, {
        ...named,
        ...finding,
      });
    }
  }

  #tellUnused(named: Named, reason: string): void {
    this.#tell(named, { check: "unused", reason, command: this.#options.kubectl.delete(named) });
  }

  /**
   * All that was found, by namespace, and what could not be told.
   *
   * @param unread what could not be read at all
   */
  result(unread: Unread): { readonly leftovers: readonly Leftover[]; readonly problems: readonly string[] } {
    const problems = [...this.#ruleErrors].map(([what, { first, objects }]) =>
      objects.size === 1 ? `${what} (${first})` : `${what} (${first} and ${objects.size - 1} more)`,
    );
    if (!unread.has("namespaces")) {
      const missing = this.#options.namespaces?.filter((name) => !this.#namespaces.has(name)) ?? [];
      problems.push(...missing.map((name) => `there is no namespace ${name}`));
    }
    const silent: string[] = [];
    if (unread.mayRefer) {
      silent.push("ConfigMaps, Secrets and ServiceAccounts");
    } else {
      const tokensUnknown = unread.has("secrets");
      if (tokensUnknown) {
        silent.push("ServiceAccounts");
      }
      for (const named of this.#unreferenced.left()) {
        const hasToken =
          named.resource === "serviceaccounts" && this.#tokens.has(`${named.namespace}/${named.name}`);
        if (!hasToken && !(tokensUnknown && named.resource === "serviceaccounts")) {
          this.#tellUnused(named, "nothing refers to it");
        }
      }
    }
    if (unread.has(RBAC.roles) || unread.has(RBAC.bindings)) {
      silent.push("Roles");
    } else {
      for (const named of this.#roles.unbound()) {
        this.#tellUnused(named, "no RoleBinding grants it");
      }
    }
    if ([RBAC.roles, RBAC.bindings, RBAC.clusterRoles, "serviceaccounts"].some((name) => unread.has(name))) {
      silent.push("RoleBindings");
    } else {
      for (const [named, reason] of this.#roles.idleBindings()) {
        this.#tellUnused(named, reason);
      }
    }
    if (silent.length > 0) {
      problems.push(
        `it is not told which ${silent.join(", ")} are unused: what could not be read may use them`,
      );
    }
    if (!["namespaces", "resourcequotas", "limitranges"].some((name) => unread.has(name))) {
      for (const { named, isTold, quota, limits } of this.#namespaces.values()) {
        this.#tell(named, isTold ? findNamespace({ quota, limits }) : undefined);
      }
    }
    return { leftovers: [...this.#found.values()].sort(byPlace), problems };
  }
}

function nameOf(type: ResourceType, object: unknown): Named | undefined {
  const named = objectName(object);
  const created = Date.parse(text(descend(object, "metadata", "creationTimestamp")) ?? "");
  return (
    named && {
      ...named,
      resource: resourceName(type),
      kind: type.kind,
      created: Number.isNaN(created) ? undefined : created,
    }
  );
}

/** Neither of an owner, which sees to it, nor of Kubernetes itself. */
const isOfPeople = (object: unknown, { name }: Named): boolean =>
  !name.startsWith("system:") && elements(descend(object, "metadata", "ownerReferences")).length === 0;

/** A namespace comes with what is in it. */
function byPlace(a: Leftover, b: Leftover): number {
  const keyOf = ({ namespace, resource, name, check }: Leftover) =>
    [
      namespace === "" ? name : namespace,
      namespace === "" ? "" : resource,
      name,
      String(CHECKS.indexOf(check)),
    ].join("\0");
  const [left, right] = [keyOf(a), keyOf(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Of a Secret no content is read. */
function readable(object: unknown, resource: string): unknown {
  if (resource !== "secrets" || !isRecord(object)) {
    return object;
  }
  return withUnread(
    { metadata: child(object, "metadata") },
    ["data", "stringData", "type", "immutable"],
    "contents of Secrets are not read",
  );
}
