import { createHash } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import { digestLines, type InUse, type InUseDocument, inUseDocument, referenceLines } from "./inUse/inUse.ts";
import { filterImages, filterProblem, type InUseFilter } from "./inUse/inUseFilter.ts";
import { type ReadInUseOptions, readInUse } from "./readInUse.ts";
import { inSlot } from "./server/inSlot.ts";
import type { RequestHandler } from "./server/routes.ts";
import { ScrapeSlots } from "./server/scrapeSlots.ts";
import { sendPieces } from "./server/sendPieces.ts";
import { sendText } from "./server/sendText.ts";
import { delay } from "./time/delay.ts";

/** How long what was listed is given out, in milliseconds: whoever asks for several repositories has it listed once. */
const FRESH_MS = 60_000;
/** How long nobody has an API server asked again that did not tell all, in milliseconds: longer each time, up to the above. */
const PAUSE_MS = 5_000;
/** How many answers are sent at once, and how many requests wait for it. */
const AT_ONCE = 4;
const WAITING = 32;
/** Answers of one listing that are kept, each for an output and a filter. */
const KEPT = 4;

const PARAMETERS = ["output", "registry", "repository", "allowUnused"];

type Render = (inUse: InUse, document: InUseDocument) => string;

/** What is answered, by the parameter `output`. */
const OUTPUTS: ReadonlyMap<string, readonly [type: string, render: Render]> = new Map([
  ["json", ["application/json", (_, document) => `${JSON.stringify(document)}\n`] as const],
  ["refs", ["text/plain; charset=utf-8", referenceLines] as const],
  ["digests", ["text/plain; charset=utf-8", digestLines] as const],
]);

interface Answer {
  readonly type: string;
  readonly etag: string;
  readonly body: Buffer;
}

/** What was listed, and the answers made of it, by output and filter: all who ask for the same are sent the same bytes. */
interface Listing {
  readonly inUse: InUse;
  /** On the monotonic clock. */
  readonly until: number;
  /** A text says why there is none. */
  readonly answers: Map<string, Answer | string>;
}

/**
 * /api/v1/in-use: every image that the cluster uses, as `in-use` prints it, listed when it is asked for. 503 with the
 * reasons, a line each, while anything cannot be read; 404 where nothing is of what was named. An ETag stands for what is in
 * use, whenever that was listed; Last-Modified tells when. Also 503 when too many ask at once, or read too slowly.
 */
export function inUseHandler(options: ReadInUseOptions): RequestHandler {
  const { clock } = options;
  const slots = new ScrapeSlots(AT_ONCE, WAITING, clock);
  let pending: Promise<Listing> | undefined;
  let known: Listing | undefined;
  let failures = 0;
  const list = async (): Promise<Listing> => {
    const inUse = await readInUse(options);
    const pauseMs = Math.min(PAUSE_MS * 2 ** failures, FRESH_MS);
    failures = inUse.problems.length > 0 ? failures + 1 : 0;
    const until = clock.monotonic() + (failures > 0 ? pauseMs : FRESH_MS);
    known = { inUse, until, answers: new Map() };
    return known;
  };
  const current = async (): Promise<Listing> => {
    if (known !== undefined && clock.monotonic() < known.until) {
      return known;
    }
    pending ??= list().finally(() => {
      pending = undefined;
    });
    return await pending;
  };
  let making: Promise<void> = Promise.resolve();
  /** One after the other, with as long a pause after each as it took: others have their turn, whatever is asked for. */
  const make = (listing: Listing, asked: Query, signal: AbortSignal): Promise<Answer | string> => {
    const key = JSON.stringify(asked);
    let tookMs = 0;
    const made = making.then(() => {
      signal.throwIfAborted();
      const began = clock.monotonic();
      const answer = listing.answers.get(key) ?? makeAnswer(listing.inUse, asked);
      tookMs = clock.monotonic() - began;
      keep(listing.answers, key, answer);
      return answer;
    });
    const rest = () => (tookMs > 0 ? delay(tookMs, options) : turn());
    making = made.then(rest, rest).catch(() => {});
    return made;
  };
  return async (request, response) => {
    const asked = readQuery(request.url ?? "");
    if (typeof asked === "string") {
      sendText(response, 400, `${asked}\n`);
      return;
    }
    const listing = await current();
    if (response.destroyed) {
      return;
    }
    const { asOf, problems } = listing.inUse;
    if (problems.length > 0) {
      const lines = problems.map((problem) => `${problem}\n`).join("");
      const seconds = Math.max(1, Math.ceil((listing.until - clock.monotonic()) / 1000));
      sendText(response, 503, lines, { "Retry-After": `${seconds}` });
      return;
    }
    const lastModified = new Date(asOf).toUTCString();
    const isKnown = ({ etag }: Answer) =>
      request.headers["if-none-match"]?.split(/,\s*/).includes(etag) === true;
    const sendHead = (status: 200 | 304, { type, etag, body }: Answer) =>
      response.writeHead(status, {
        ETag: etag,
        "Last-Modified": lastModified,
        "Cache-Control": "no-cache",
        ...(status === 200
          ? { "Content-Type": type, "Content-Length": body.length, "X-Content-Type-Options": "nosniff" }
          : {}),
      });
    const kept = listing.answers.get(JSON.stringify(asked));
    if (typeof kept === "object" && isKnown(kept)) {
      sendHead(304, kept).end();
      return;
    }
    const waiting = { what: "requests", giveWay: () => response.destroy() } as const;
    await inSlot(slots, { request, response }, waiting, async (slot, signal) => {
      const answer = await make(listing, asked, signal);
      if (typeof answer === "string") {
        sendText(response, 404, answer);
      } else if (isKnown(answer)) {
        sendHead(304, answer).end();
      } else if (request.method === "HEAD") {
        sendHead(200, answer).end();
      } else {
        sendHead(200, answer);
        await sendPieces(answer.body, response, slot, signal);
      }
    });
  };
}

interface Query {
  readonly output: string;
  readonly filter: InUseFilter;
  readonly allowUnused: boolean;
}

/** @returns what is wrong with it, in a line, where it cannot be used */
function readQuery(url: string): Query | string {
  const query = new URLSearchParams(/\?(.*)$/s.exec(url)?.[1]);
  const output = query.get("output") ?? "json";
  const allowUnused = query.get("allowUnused") ?? "false";
  // A variable of a script that is empty would let nothing through.
  const unusable = [...query].find(([name, value]) => !PARAMETERS.includes(name) || value === "");
  if (unusable !== undefined || !OUTPUTS.has(output) || !/^(?:true|false)$/.test(allowUnused)) {
    const given = (
      unusable ?? (OUTPUTS.has(output) ? ["allowUnused", allowUnused] : ["output", output])
    ).join("=");
    return `expected output=${[...OUTPUTS.keys()].join("|")}, registry, repository or allowUnused=true, given ${given}`;
  }
  const filter = { registries: query.getAll("registry"), repositories: query.getAll("repository") };
  return filterProblem(filter) ?? { output, filter, allowUnused: allowUnused === "true" };
}

/** @returns a text where nothing in use is of what was named */
function makeAnswer(all: InUse, { output, filter, allowUnused }: Query): Answer | string {
  const { images, unused } = filterImages(all.images, filter);
  if (unused.length > 0 && !allowUnused) {
    const lines = [...unused, "it may have another name there: allowUnused=true answers all the same"];
    return lines.map((line) => `${line}\n`).join("");
  }
  const inUse = { ...all, filter, images };
  const document = inUseDocument(inUse);
  const [type, render] = OUTPUTS.get(output)!;
  const { asOf: _, ...timeless } = document;
  const hash = createHash("sha256").update(JSON.stringify([type, timeless]));
  return { etag: `W/"${hash.digest("base64url")}"`, type, body: Buffer.from(render(inUse, document)) };
}

/** Keeps an answer as the latest used; the one not used for longest leaves. */
function keep(answers: Listing["answers"], key: string, answer: Answer | string): void {
  answers.delete(key);
  answers.set(key, answer);
  const [oldest] = answers.keys();
  if (answers.size > KEPT && oldest !== undefined) {
    answers.delete(oldest);
  }
}
