import type { ClusterSink } from "../inventory/model.ts";
import type { Clock } from "../time/clock.ts";
import { delay } from "../time/delay.ts";
import type { AnyInformerGroup } from "./informerGroup.ts";
import { PULL_SECRET_TYPES } from "./kinds/secret.ts";

/** How long after a look the next one is, in milliseconds. */
const LOOK_MS = 60_000;
/** So many are read after a look: whoever changes secrets all the time costs no more. */
const MAX_READS = 100;

/**
 * Reads again, one after the other, the content of pull secrets that a sink had no room for, until the signal aborts. What
 * cannot be read is tried again after the next look. Never rejects.
 *
 * @param groups of secrets, one for each of `PULL_SECRET_TYPES`
 */
export async function readLeftOutSecrets(
  sink: Pick<ClusterSink, "secretsToReadAgain">,
  groups: readonly Pick<AnyInformerGroup, "readAgain">[],
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted) {
    await delay(LOOK_MS, { clock, signal }).catch(ignore);
    const wanted = signal.aborted ? [] : [...sink.secretsToReadAgain()];
    for (const { namespace, name, type } of wanted.slice(0, MAX_READS)) {
      await groups[PULL_SECRET_TYPES.indexOf(type)]?.readAgain(namespace, name, signal).catch(ignore);
    }
  }
}

function ignore(): void {}
