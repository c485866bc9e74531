/**
 * Whether a scope of registries (`registry.example.com:5000/team`, `*.example.com`) lies within another, as OpenShift's operator
 * sees it.
 */
export function isWithin(scope: string, outer: string): boolean {
  if (scope === outer || scope.startsWith(`${outer}/`)) {
    return true;
  }
  const [host = ""] = scope.split(/[:/]/, 1);
  return outer.startsWith("*.") && host.endsWith(outer.slice(1));
}

const LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
const PLACE = new RegExp(`^${LABEL}(?:\\.${LABEL})*(?::[0-9]+)?(?:/${COMPONENT})*$`);
const WILD_HOST = new RegExp(`^\\*(?:\\.${LABEL})+$`);

/** Whether a text names a registry, or a path at one. */
export function isPlace(text: string): boolean {
  return PLACE.test(text);
}

/** Whether a text is a scope that mirrors may be for. */
export function isSource(text: string): boolean {
  return isPlace(text) || WILD_HOST.test(text);
}

/** Whether a text is a scope that may be insecure, blocked or allowed. */
export function isScope(text: string): boolean {
  return text !== "" && !text.includes("://") && (!text.includes("*") || /^\*\.[^/@:*]+$/.test(text));
}
