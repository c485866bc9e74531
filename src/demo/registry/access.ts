import type { Route } from "./route.ts";

export type Action = "pull" | "push" | "delete" | "*";

/** What a request needs to be allowed to do. */
export interface Resource {
  readonly type: "repository" | "registry";
  readonly name: string;
  readonly actions: readonly Action[];
}

/** Who may do what in a repository. The first rule whose pattern covers a repository decides. */
export interface AccessRule {
  /** A repository, everything below a path (`team/*`), or everything (`*`). */
  readonly repository: string;
  /** Users, or `anyone`, logged in or not. Default: every user. */
  readonly pull?: readonly string[] | "anyone";
  /** Users who may push and delete. Default: every user. */
  readonly push?: readonly string[];
}

/** A request's resource; undefined for routes that only ask who is there. */
export function neededAccess(route: Route, method: string): Resource | undefined {
  if (route.kind === "catalog") {
    return { type: "registry", name: "catalog", actions: ["*"] };
  }
  if (route.kind === "base" || route.kind === "baseWithoutSlash") {
    return undefined;
  }
  const actions: readonly Action[] =
    method === "GET" || method === "HEAD" ? ["pull"] : method === "DELETE" ? ["delete"] : ["pull", "push"];
  return { type: "repository", name: route.repository, actions };
}

/**
 * Those of the actions that a user may do.
 *
 * @param user undefined for somebody who has not logged in
 */
export function allowedActions(
  rules: readonly AccessRule[],
  user: string | undefined,
  { type, name, actions }: Resource,
): readonly Action[] {
  if (type === "registry") {
    return user === undefined ? [] : actions;
  }
  const rule = rules.find(({ repository }) => covers(repository, name));
  return actions.filter((action) => {
    const allowed = action === "pull" ? rule?.pull : rule?.push;
    return allowed === "anyone" || (user !== undefined && (allowed === undefined || allowed.includes(user)));
  });
}

function covers(pattern: string, repository: string): boolean {
  return pattern === "*" || pattern === repository
    ? true
    : pattern.endsWith("/*") && repository.startsWith(pattern.slice(0, -1));
}

/** The scope parameter of a resource, as the distribution project's token specification writes it. */
export function formatScope({ type, name, actions }: Resource): string {
  return `${type}:${name}:${actions.join(",")}`;
}

const ACTIONS: readonly string[] = ["pull", "push", "delete", "*"] satisfies readonly Action[];

/** Reads one scope; undefined for what is not of the form `type:name:action,action`. */
export function parseScope(scope: string): Resource | undefined {
  const [, type, name, actions] = /^(repository|registry)(?:\([^)]*\))?:(.+):([a-z*,]*)$/.exec(scope) ?? [];
  if (type === undefined || name === undefined || actions === undefined) {
    return undefined;
  }
  return {
    type: type === "registry" ? "registry" : "repository",
    name,
    actions: actions.split(",").filter((action): action is Action => ACTIONS.includes(action)),
  };
}
