import type { ContentStore } from "./contentStore.ts";
import { errorReply, jsonReply, type RegistryRequest, type Reply } from "./exchange.ts";

/** `GET /v2/<name>/tags/list`: OCI distribution specification 1.1, "Listing Tags". */
export function listTags(store: ContentStore, request: RegistryRequest, repository: string): Reply {
  const tags = store.tags(repository);
  if (tags === undefined) {
    return errorReply(404, "NAME_UNKNOWN", { detail: { name: repository } });
  }
  return page(request, tags, (part) => ({ name: repository, tags: part }));
}

/** `GET /v2/_catalog`, which the distribution project's registry has and the specification does not. */
export function listRepositories(store: ContentStore, request: RegistryRequest): Reply {
  return page(request, store.repositories(), (repositories) => ({ repositories }));
}

/** Pages by `n` and `last`, with a `Link` (RFC 8288) from each full page. */
function page(
  { path, query }: RegistryRequest,
  names: readonly string[],
  bodyOf: (part: readonly string[]) => unknown,
): Reply {
  const n = query.get("n");
  const last = query.get("last");
  const limit = n === null ? names.length : Number(n);
  if (!Number.isSafeInteger(limit) || limit < 0 || n === "") {
    return errorReply(400, "PAGINATION_NUMBER_INVALID", { detail: { n: 0 } });
  }
  const rest = last === null ? names : names.filter((name) => name > last);
  const part = rest.slice(0, limit);
  // A full page has a link even where it happens to be the last, as the distribution project's registry does.
  const more = n !== null && part.length > 0 && part.length === limit;
  const next = new URLSearchParams({ last: part.at(-1) ?? "", n: String(limit) });
  return jsonReply(200, bodyOf(part), more ? { link: `<${path}?${next}>; rel="next"` } : {});
}
