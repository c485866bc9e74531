import { neededAccess } from "./access.ts";
import type { Authenticator } from "./authenticator.ts";
import { handleBlob, handleUpload, startUpload } from "./blobHandler.ts";
import type { ContentStore } from "./contentStore.ts";
import { errorReply, jsonReply, pageReply, type RegistryRequest, type Reply } from "./exchange.ts";
import { handleManifest } from "./manifestHandler.ts";
import type { Quota } from "./quota.ts";
import { METHODS, parseRoute, type Route } from "./route.ts";

export interface RegistryHandlerOptions {
  readonly store: ContentStore;
  readonly authenticate: Authenticator;
  readonly quota: Quota | undefined;
}

/**
 * Answers one request as the distribution project's registry 3.x does: who asks is looked at before what is asked for,
 * so that nobody learns what exists.
 */
export function handleRegistryRequest(options: RegistryHandlerOptions, request: RegistryRequest): Reply {
  const route = parseRoute(request.path);
  if (route === undefined) {
    return pageReply(404, "404 page not found");
  }
  if (route.kind === "baseWithoutSlash") {
    return { status: 301, headers: { location: "/v2/" }, body: "" };
  }
  const admission = options.authenticate(request, neededAccess(route, request.method));
  if (!admission.ok) {
    return admission.reply;
  }
  const methods = METHODS[route.kind];
  if (!methods.includes(request.method)) {
    return pageReply(405, "Method not allowed", { allow: methods.join(", ") });
  }
  const quota = route.kind === "manifest" ? options.quota?.take(request.method) : undefined;
  const reply = quota?.refusal ?? answer(options.store, request, route);
  return quota === undefined ? reply : { ...reply, headers: { ...reply.headers, ...quota.headers } };
}

function answer(
  store: ContentStore,
  request: RegistryRequest,
  route: Exclude<Route, { kind: "baseWithoutSlash" }>,
): Reply {
  switch (route.kind) {
    case "base":
      return { ...jsonReply(200, {}), body: "{}" };
    case "catalog":
      return listRepositories(store, request);
    case "tags":
      return listTags(store, request, route.repository);
    case "manifest":
      return handleManifest(store, request, route);
    case "blob":
      return handleBlob(store, request, route);
    case "startUpload":
      return startUpload(store, route.repository);
    case "upload":
      return handleUpload(store, request, route);
    default:
      throw route satisfies never;
  }
}

/** `GET /v2/<name>/tags/list`: OCI distribution specification 1.1, "Listing Tags". */
function listTags(store: ContentStore, request: RegistryRequest, repository: string): Reply {
  const tags = store.tags(repository);
  if (tags === undefined) {
    return errorReply(404, "NAME_UNKNOWN", { detail: { name: repository } });
  }
  return page(request, tags, (part) => ({ name: repository, tags: part }));
}

/** `GET /v2/_catalog`, which the distribution project's registry has and the specification does not. */
function listRepositories(store: ContentStore, request: RegistryRequest): Reply {
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
