import type { Verdict } from "../image/outcome.ts";
import type { Logger } from "../log/logger.ts";
import type { ContainerLabels } from "./availabilitySink.ts";

/**
 * Writes one line for each change of what a container's series says. A first success is no news: it is written for
 * debugging only.
 */
export function logVerdict(
  log: Logger,
  { namespace, kind, name, container, image, registry }: ContainerLabels,
  from: Verdict | undefined,
  to: Verdict | undefined,
  why: string,
): void {
  const fields = { namespace, kind, name, container, image, registry };
  if (to === undefined) {
    log.info(
      { ...fields, was: from },
      "nothing is known of the image any more: a pull secret cannot be read",
    );
  } else if (to !== "available") {
    log.warn({ ...fields, reason: to, error: why }, "image is unavailable");
  } else if (from === undefined) {
    log.debug(fields, "image is available");
  } else {
    log.info({ ...fields, was: from }, "image is available again");
  }
}
