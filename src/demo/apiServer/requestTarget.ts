import type { Access, Verb } from "./accessRules.ts";

/** The resource that a request is about. */
export interface RequestTarget extends Access {
  readonly version: string;
}

const VERBS: Readonly<Record<string, Verb>> = {
  POST: "create",
  PUT: "update",
  PATCH: "patch",
  DELETE: "delete",
};

/**
 * Reads method and path: `/api/v1/…` or `/apis/GROUP/VERSION/…`, then `[namespaces/NS/]RESOURCE[/NAME[/SUBRESOURCE]]`.
 * Undefined for paths that are no resource's, and for methods that the API does not know.
 */
export function parseRequestTarget(
  method: string,
  path: string,
  query: URLSearchParams,
): RequestTarget | undefined {
  const [root, ...parts] = path.split("/").slice(1).map(decodeSegment);
  if (root !== "api" && root !== "apis") {
    return undefined;
  }
  const group = root === "api" ? "" : parts.shift();
  const version = parts.shift();
  if (group === undefined || version === undefined || parts.length === 0 || parts.includes("")) {
    return undefined;
  }

  // `/namespaces/NS` and its subresources are the Namespace itself; whatever else follows lies in it.
  const inNamespace = parts[0] === "namespaces" && parts.length > 2 && !isNamespaceSubresource(parts);
  const namespace = parts[0] === "namespaces" ? (parts[1] ?? "") : "";
  const [resource = "", name = "", subresource = "", ...rest] = inNamespace ? parts.slice(2) : parts;
  if (rest.length > 0) {
    return undefined;
  }
  const verb = method === "GET" ? reading(name, query) : VERBS[method];
  if (verb === undefined) {
    return undefined;
  }
  return { verb, group, version, resource, subresource, namespace, name: name || selectedName(verb, query) };
}

function isNamespaceSubresource(parts: readonly string[]): boolean {
  return parts.length === 3 && (parts[2] === "status" || parts[2] === "finalize");
}

function reading(name: string, query: URLSearchParams): Verb {
  if (name !== "") {
    return "get";
  }
  return isTrue(query.get("watch")) ? "watch" : "list";
}

// A list of one name counts as an access to that object, so that a rule on a name permits it.
function selectedName(verb: Verb, query: URLSearchParams): string {
  if (verb !== "list" && verb !== "watch") {
    return "";
  }
  return /^metadata\.name==?([^,=]+)$/.exec(query.get("fieldSelector") ?? "")?.[1] ?? "";
}

/** Query parameters are booleans as Go reads them, an empty one being true. */
export function isTrue(value: string | null): boolean {
  return value !== null && !["0", "f", "false", "F", "FALSE", "False"].includes(value);
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
