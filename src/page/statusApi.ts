import type { PageSources } from "./pageSources.ts";
import type { PageRequest } from "./statusPages.ts";
import { readImage } from "./view/image.ts";
import { QueryError, readListQuery } from "./view/listQuery.ts";
import { listImages, listWorkloads } from "./view/lists.ts";
import { readStatus } from "./view/status.ts";
import { readWorkload } from "./view/workload.ts";

/** An answer as JSON; undefined where there is no such thing. @throws QueryError; `signal.reason` */
export type StatusAnswer = (request: PageRequest) => Promise<object | undefined>;

/** The API by path: a promise to keep, see docs/api.md. */
export const STATUS_API: ReadonlyMap<string, StatusAnswer> = new Map<string, StatusAnswer>([
  [
    "/api/v1/status",
    async ({ sources, parameters, ...options }) => {
      readNames(parameters, []);
      return await readStatus(sources, options);
    },
  ],
  [
    "/api/v1/images",
    async ({ sources, parameters, ...options }) => {
      if (parameters.has("name")) {
        const { name = "" } = readNames(parameters, ["name"]);
        return asPart(sources, await readImage(sources, name, options));
      }
      return asPart(sources, await listImages(sources, readListQuery(parameters), options));
    },
  ],
  [
    "/api/v1/workloads",
    async ({ sources, parameters, ...options }) => {
      if (parameters.has("name")) {
        const { namespace = "", kind = "", name = "" } = readNames(parameters, ["namespace", "kind", "name"]);
        return asPart(sources, await readWorkload(sources, { namespace, kind, name }, options));
      }
      return asPart(sources, await listWorkloads(sources, readListQuery(parameters), options));
    },
  ],
]);

/** Says that it is what one of several exporters knows, where there are several. */
function asPart({ part }: PageSources, answer: object | undefined): object | undefined {
  return answer && { ...part, ...answer };
}

/** @throws QueryError unless these, and no others, are given */
function readNames(
  parameters: URLSearchParams,
  names: readonly string[],
): Readonly<Record<string, string | undefined>> {
  const given = Object.fromEntries(parameters);
  const unusable =
    Object.keys(given).find((name) => !names.includes(name)) ?? names.find((name) => !given[name]);
  if (unusable !== undefined) {
    const wanted = names.length === 0 ? "no parameters" : `the parameters ${names.join(", ")}`;
    throw new QueryError(`expected ${wanted}, given ${JSON.stringify(unusable)}`);
  }
  return given;
}
