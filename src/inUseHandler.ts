import { createHash } from "node:crypto";
import {
  digestLines,
  type InUse,
  type InUseDocument,
  inUseDocument,
  onlySome,
  referenceLines,
} from "./inUse/inUse.ts";
import { type ReadInUseOptions, readInUse } from "./readInUse.ts";
import type { RequestHandler } from "./server/routes.ts";
import { sendText } from "./server/sendText.ts";

/** How long what was listed is given out, in milliseconds: whoever asks for several repositories has it listed once. */
const FRESH_MS = 60_000;
/** How long nobody has an API server asked again that did not tell all, in milliseconds. */
const PAUSE_MS = 5_000;

const PARAMETERS = ["output", "registry", "repository"];

/** What is answered, by the parameter `output`. */
const OUTPUTS: ReadonlyMap<
  string,
  readonly [type: string, render: (inUse: InUse, document: InUseDocument) => string]
> = new Map([
  ["json", ["application/json", (_, document) => `${JSON.stringify(document)}\n`] as const],
  ["refs", ["text/plain; charset=utf-8", referenceLines] as const],
  ["digests", ["text/plain; charset=utf-8", digestLines] as const],
]);

/**
 * /api/v1/in-use: every image that the cluster uses, as `in-use` prints it, listed when it is asked for. 503 with the
 * reasons, a line each, while anything cannot be read. An ETag stands for what is in use, whenever that was listed;
 * Last-Modified tells when.
 */
export function inUseHandler(options: ReadInUseOptions): RequestHandler {
  const { clock } = options;
  let pending: Promise<InUse> | undefined;
  let known: { readonly inUse: InUse; readonly until: number } | undefined;
  const list = async (): Promise<InUse> => {
    const inUse = await readInUse(options);
    known = { inUse, until: clock.monotonic() + (inUse.problems.length > 0 ? PAUSE_MS : FRESH_MS) };
    return inUse;
  };
  const current = async (): Promise<InUse> => {
    if (known !== undefined && clock.monotonic() < known.until) {
      return known.inUse;
    }
    pending ??= list().finally(() => {
      pending = undefined;
    });
    return await pending;
  };
  return async (request, response) => {
    const query = new URLSearchParams(/\?(.*)$/s.exec(request.url ?? "")?.[1]);
    const output = OUTPUTS.get(query.get("output") ?? "json");
    // A variable of a script that is empty would let nothing through.
    const unusable = [...query].find(([name, value]) => !PARAMETERS.includes(name) || value === "");
    if (output === undefined || unusable !== undefined) {
      const given = (unusable ?? ["output", query.get("output")]).join("=");
      sendText(
        response,
        400,
        `expected output=${[...OUTPUTS.keys()].join("|")}, registry or repository, given ${given}\n`,
      );
      return;
    }
    const all = await current();
    if (response.destroyed) {
      return;
    }
    if (all.problems.length > 0) {
      const lines = all.problems.map((problem) => `${problem}\n`).join("");
      sendText(response, 503, lines, { "Retry-After": `${PAUSE_MS / 1000}` });
      return;
    }
    const inUse = onlySome(all, {
      registries: query.getAll("registry"),
      repositories: query.getAll("repository"),
    });
    const document = inUseDocument(inUse);
    const [type, render] = output;
    const { asOf, ...timeless } = document;
    const etag = `W/"${createHash("sha256")
      .update(JSON.stringify([type, timeless]))
      .digest("base64url")}"`;
    const headers = {
      ETag: etag,
      "Last-Modified": new Date(asOf).toUTCString(),
      "Cache-Control": "no-cache",
    };
    if (request.headers["if-none-match"]?.split(/,\s*/).includes(etag) === true) {
      response.writeHead(304, headers).end();
      return;
    }
    sendText(response, 200, render(inUse, document), { ...headers, "Content-Type": type });
  };
}
