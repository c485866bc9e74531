import { mapConcurrently } from "../collections/mapConcurrently.ts";
import { mirrorLocator } from "../image/mirrors.ts";
import { type CheckOutcome, type CheckResult, isForNodesToTell } from "../image/outcome.ts";
import { type Platform, parsePlatform } from "../image/platform.ts";
import { REASON_RECORDS } from "../image/reasons.ts";
import { formatReference, type ImageReference } from "../image/reference.ts";
import { unusableHost } from "../image/usableHost.ts";
import { looksInside } from "../inventory/nodePlatforms.ts";
import { asNodes, checkAsNodes } from "../registry/checkAsNodes.ts";
import { inspectAtOnce } from "../registry/inspectedOutcome.ts";
import { RUNTIMES } from "../registry/runtime/runtimes.ts";
import { formatTable } from "../text/formatTable.ts";
import { unlessAborted } from "../time/unlessAborted.ts";
import { type ImageCommandOptions, openCredentials, openNodes } from "./imageCommand.ts";
import { openRegistryClient } from "./openRegistryClient.ts";
import { exitCodeFor, renderReport } from "./reports.ts";
import { toRequest } from "./toRequest.ts";

/** What was found for an image: an element of the JSON output. */
export interface CheckedImage {
  /** As typed. */
  readonly image: string;
  /** Normalised; null where the image cannot be read. */
  readonly reference: string | null;
  /** Null where nothing certain is known: an outage, a rate limit, an answer of no meaning. */
  readonly available: boolean | null;
  /** Null where the image is available; `rate_limited`, `not_checked`, or what only nodes know, where nothing is known of it. */
  readonly reason: Exclude<CheckResult, "available"> | "not_checked" | null;
  readonly message: string | null;
}

/** Longer timers fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Asks the registries whether images can be pulled, as a node would: mirrors first, with the credentials that apply to
 * each. Filters do not count: who names an image wants to know.
 *
 * @param timeoutMs how long it may take, in milliseconds; what is not checked by then is unknown
 * @returns 0 where all are available, 1 where one certainly is not, else 3: one could not be asked about
 * @throws UsageError where a docker config, a helper, a CA file or a proxy variable cannot be used, or `signal.reason`
 */
export async function check(
  options: ImageCommandOptions,
  { timeoutMs }: { readonly timeoutMs: number },
): Promise<0 | 1 | 3> {
  const { clock, config, images, log, signal, stdout } = options;
  const late = new AbortController();
  const cancel = clock.schedule(Math.min(timeoutMs, MAX_TIMER_MS), () => late.abort());
  const inTime = AbortSignal.any([signal, late.signal]);
  const findCredentials = await openCredentials(options);
  const lifetime = new AbortController();
  const nodes = await openNodes(options, AbortSignal.any([signal, lifetime.signal]));
  const runtime = RUNTIMES[config.nodes.runtime];
  const files = runtime.openFiles(config.nodes, options);
  const platforms = looksInside(config.images) ? config.images.platforms.flatMap(platformsOf) : [];
  const client = openRegistryClient(options, { runtime, files, digests: platforms.length > 0 });
  const asker = checkAsNodes({ check: client, nodes, log });
  const askInside = inspectAtOnce({
    check: (...asked) => asker.check(...asked),
    async inspect(request, digest, given) {
      const { asked } = await asNodes(request, nodes, given);
      return await client.inspect({ ...asked, platforms, digest }, given);
    },
  });
  const locate = mirrorLocator(config.images.mirrors, runtime);
  const checkOne = async (image: string): Promise<CheckedImage> => {
    const parsed = files.readName(image, config.images);
    if (!parsed.ok) {
      return toChecked(image, null, { result: "bad_image_format", message: parsed.error });
    }
    const { reference } = parsed;
    const name = formatReference(reference);
    const problem = unusableHost(reference.registry);
    if (problem !== undefined) {
      return toChecked(image, name, { result: "bad_image_format", message: problem });
    }
    try {
      return toChecked(image, name, await unlessAborted(ask(reference), inTime));
    } catch (error) {
      if (signal.aborted || !late.signal.aborted) {
        throw error;
      }
      const message = "it was not checked in time";
      return { image, reference: name, available: null, reason: "not_checked", message };
    }
  };
  const ask = async (reference: ImageReference): Promise<CheckOutcome> => {
    const request = await toRequest(reference, locate(reference), findCredentials, inTime);
    return await askInside({ ...request, ...(platforms.length > 0 && { platforms }) }, { signal: inTime });
  };
  try {
    const checked = await mapConcurrently(images, checkOne, config.registries.concurrency);
    stdout.write(
      options.output === "table" ? formatChecked(checked) : renderReport(checked, { format: options.output }),
    );
    return exitCodeFor(checked);
  } finally {
    cancel();
    lifetime.abort();
    await client.close();
  }
}

function platformsOf(text: string): readonly Platform[] {
  const platform = parsePlatform(text);
  return platform === undefined ? [] : [platform];
}

function toChecked(image: string, reference: string | null, outcome: CheckOutcome): CheckedImage {
  if (outcome.result === "available") {
    const { origin } = outcome;
    const message = origin === undefined ? null : `only a mirror has it: ${origin.message}`;
    return { image, reference, available: true, reason: null, message };
  }
  const { result: reason, message } = outcome;
  const isCertain = reason !== "rate_limited" && !isForNodesToTell(reason) && REASON_RECORDS[reason].certain;
  return { image, reference, available: isCertain ? false : null, reason, message };
}

function formatChecked(checked: readonly CheckedImage[]): string {
  return formatTable([
    ["IMAGE", "AVAILABLE", "REASON", "MESSAGE"],
    ...checked.map(({ image, available, reason, message }) => [
      image,
      available === null ? "unknown" : available ? "yes" : "no",
      reason ?? "",
      message ?? "",
    ]),
  ]);
}
