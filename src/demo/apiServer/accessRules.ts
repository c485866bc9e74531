import { ApiError, objectDetails } from "./apiError.ts";
import { qualifiedName } from "./resource.ts";

/** What a request wants to do with a resource. */
export interface Access {
  readonly verb: Verb;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  /** Empty for requests at the cluster scope. */
  readonly namespace: string;
  /** Empty for lists, watches and creations. */
  readonly name: string;
}

export type Verb = "get" | "list" | "watch" | "create" | "update" | "patch" | "delete";

interface Rule {
  readonly permits: boolean;
  readonly verb: Verb | "*";
  readonly resource: string;
  readonly namespace: string | undefined;
}

/** What the server's own user may do: everything, until told otherwise. The last rule that applies decides. */
export class AccessRules {
  readonly #rules: Rule[] = [];

  /**
   * @param resource plural, `*` for all
   * @param namespace only requests in this namespace; without it those of all namespaces and of the cluster scope
   */
  add(permits: boolean, verb: Verb | "*", resource: string, namespace: string | undefined): void {
    this.#rules.push({ permits, verb, resource, namespace });
  }

  permits({ verb, resource, namespace }: Pick<Access, "verb" | "resource" | "namespace">): boolean {
    const rule = this.#rules.findLast(
      (rule) =>
        (rule.verb === "*" || rule.verb === verb) &&
        (rule.resource === "*" || rule.resource === resource) &&
        (rule.namespace === undefined || rule.namespace === namespace),
    );
    return rule?.permits ?? true;
  }
}

/** The refusal of an access, worded as RBAC does. */
export function forbidden(user: string, access: Access): ApiError {
  const { verb, group, resource, subresource, namespace, name } = access;
  const what = `${resource}${subresource && `/${subresource}`}`;
  const where = namespace === "" ? "at the cluster scope" : `in the namespace "${namespace}"`;
  const object = `${qualifiedName(access)}${name && ` "${name}"`}`;
  return new ApiError(
    403,
    "Forbidden",
    `${object} is forbidden: User "${user}" cannot ${verb} resource "${what}" in API group "${group}" ${where}`,
    { details: objectDetails(access, name) },
  );
}

/** The refusal of a path that is no resource's. */
export function forbiddenPath(user: string, method: string, path: string): ApiError {
  const verb = method === "GET" ? "get" : method.toLowerCase();
  return new ApiError(403, "Forbidden", `forbidden: User "${user}" cannot ${verb} path "${path}"`, {
    details: {},
  });
}
