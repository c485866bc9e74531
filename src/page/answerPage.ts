import { type Frame, layout, type PageContent } from "./html/layout.ts";
import { noticePage } from "./html/smallPages.ts";
import type { PageSources } from "./pageSources.ts";
import { splitUrl } from "./splitUrl.ts";
import { STATUS_PAGES } from "./statusPages.ts";
import { QueryError } from "./view/listQuery.ts";

export interface RenderedPage {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * A page as HTML.
 *
 * @param url path and query as they were asked for
 * @throws `signal.reason` when `signal` aborts
 */
export async function answerPage(
  sources: PageSources,
  url: string,
  signal: AbortSignal,
): Promise<RenderedPage> {
  const { path, parameters } = splitUrl(url);
  const refreshing = parameters.get("refresh") === "60";
  const frame = (): Frame => ({
    version: sources.version,
    nowMs: sources.clock.now(),
    startedAt: new Date(sources.startedMs).toISOString(),
    ready: sources.ready(),
    shards: sources.part.shards,
    self: url.slice(1),
    refreshing,
  });
  const rendered = (status: number, content: PageContent): RenderedPage => ({
    status,
    text: layout(content, frame()),
    headers: refreshing ? { Refresh: "60" } : {},
  });
  try {
    const answer = await STATUS_PAGES.get(path)?.({ sources, parameters, signal });
    return answer === undefined
      ? rendered(404, noticePage("Not found", "There is no such page."))
      : rendered(answer.status, answer.content);
  } catch (error) {
    if (error instanceof QueryError) {
      return rendered(400, noticePage("This cannot be asked for", error.message));
    }
    throw error;
  }
}
