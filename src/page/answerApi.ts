import type { PageSources } from "./pageSources.ts";
import { splitUrl } from "./splitUrl.ts";
import { STATUS_API } from "./statusApi.ts";
import { QueryError } from "./view/listQuery.ts";

/**
 * An answer of the API.
 *
 * @param url path and query as they were asked for
 * @returns `{"error": …}` with status 400 or 404 where there is none
 * @throws `signal.reason` when `signal` aborts
 */
export async function answerApi(
  sources: PageSources,
  url: string,
  signal: AbortSignal,
): Promise<{ readonly status: number; readonly text: string }> {
  const { path, parameters } = splitUrl(url);
  const json = (status: number, document: object) => ({ status, text: `${JSON.stringify(document)}\n` });
  try {
    const document = await STATUS_API.get(path)?.({ sources, parameters, signal });
    return document === undefined ? json(404, { error: "there is no such thing" }) : json(200, document);
  } catch (error) {
    if (error instanceof QueryError) {
      return json(400, { error: error.message });
    }
    throw error;
  }
}
