import { exporterPage } from "./html/exporterPage.ts";
import { imagePage } from "./html/imagePage.ts";
import type { PageContent } from "./html/layout.ts";
import { imagesPage, searchPage, workloadsPage } from "./html/listPages.ts";
import { overviewPage } from "./html/overviewPage.ts";
import { changesPage, noticePage, registriesPage } from "./html/smallPages.ts";
import { workloadPage } from "./html/workloadPage.ts";
import type { PageSources } from "./pageSources.ts";
import { listChanges } from "./view/changes.ts";
import { readImage } from "./view/image.ts";
import { type ListQuery, PAGE_SIZE, readListQuery } from "./view/listQuery.ts";
import { listImages, listImagesAndWorkloads, listUnavailable, listWorkloads } from "./view/lists.ts";
import { listRegistries } from "./view/registries.ts";
import { readStatus } from "./view/status.ts";
import { readWorkload } from "./view/workload.ts";

/** What is asked for. */
export interface PageRequest {
  readonly sources: PageSources;
  readonly parameters: URLSearchParams;
  readonly signal: AbortSignal;
}

export interface PageAnswer {
  readonly status: number;
  readonly content: PageContent;
}

/** A page. @throws QueryError; `signal.reason` */
export type StatusPage = (request: PageRequest) => Promise<PageAnswer>;

const SOME = 8;
/** How many changes one page has. */
const MAX_CHANGES = 200;
const MAX_REGISTRIES = 500;

/** All pages by their path. */
export const STATUS_PAGES: ReadonlyMap<string, StatusPage> = new Map<string, StatusPage>([
  [
    "/",
    async ({ sources, ...options }) => {
      const status = await readStatus(sources, options);
      const limits = { images: 2 * SOME, workloads: SOME };
      const [problems, workloads] = await listUnavailable(sources, limits, options);
      return ok(overviewPage(status, problems, workloads));
    },
  ],
  [
    "/images",
    async ({ sources, parameters, ...options }) => {
      const query = readPageQuery(parameters);
      return ok(imagesPage(query, await listImages(sources, query, options), sources.clock.now()));
    },
  ],
  [
    "/workloads",
    async ({ sources, parameters, ...options }) => {
      const query = readPageQuery(parameters);
      return ok(workloadsPage(query, await listWorkloads(sources, query, options), sources.clock.now()));
    },
  ],
  [
    "/search",
    async ({ sources, parameters, ...options }) => {
      const query = { ...readPageQuery(parameters), limit: 2 * SOME };
      const [images, workloads] = await listImagesAndWorkloads(sources, query, options);
      return ok(searchPage(query, images, workloads, sources.clock.now()));
    },
  ],
  [
    "/image",
    async ({ sources, parameters, ...options }) => {
      const image = parameters.get("name") ?? "";
      const detail = await readImage(sources, image, options);
      if (detail === undefined) {
        return missing("No such image", `No container of this cluster that is looked at uses "${image}".`);
      }
      return ok(imagePage(detail, sources.clock.now()));
    },
  ],
  [
    "/workload",
    async ({ sources, parameters, ...options }) => {
      const [namespace, kind, name] = ["namespace", "kind", "name"].map((each) => parameters.get(each) ?? "");
      const wanted = { namespace: namespace ?? "", kind: kind ?? "", name: name ?? "" };
      const detail = await readWorkload(sources, wanted, options);
      return detail === undefined
        ? missing(
            "No such workload",
            `There is no ${kind} ${namespace}/${name} among those that are looked at.`,
          )
        : ok(workloadPage(detail, sources.clock.now()));
    },
  ],
  [
    "/registries",
    async ({ sources }) => ok(registriesPage(listRegistries(sources).slice(0, MAX_REGISTRIES))),
  ],
  [
    "/changes",
    async ({ sources }) => ok(changesPage(listChanges(sources).slice(0, MAX_CHANGES), sources.clock.now())),
  ],
  ["/exporter", async ({ sources, ...options }) => ok(exporterPage(await readStatus(sources, options)))],
]);

/** Of a list on a page, which is as long as pages are. */
function readPageQuery(parameters: URLSearchParams): ListQuery {
  return { ...readListQuery(parameters, ["refresh"]), limit: PAGE_SIZE };
}

function ok(content: PageContent): PageAnswer {
  return { status: 200, content };
}

function missing(title: string, text: string): PageAnswer {
  return { status: 404, content: noticePage(title, text) };
}
