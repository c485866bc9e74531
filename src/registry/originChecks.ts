import { BoundedMap } from "../collections/boundedMap.ts";
import { type CheckOutcome, isCertain, type OriginFailure } from "../image/outcome.ts";
import type { Clock } from "../time/clock.ts";
import { checkImage, type ImageCheckTools } from "./imageCheck.ts";
import type { CheckEndpoint, CheckOptions, CheckRequest, Confirming } from "./registryCheck.ts";
import type { Requester } from "./requester.ts";
import type { RequestGate } from "./requestGate.ts";

/** How long what an origin said counts, in milliseconds: no pod waits for it. */
const ASK_EVERY_MS = 60 * 60_000;
/** The same where it has not got the image, or said nothing certain. */
const ASK_AGAIN_MS = 10 * 60_000;
/** More origins than mirrors stand in for. */
const MAX_ORIGINS = 1_000;

/**
 * Asks registries for what only their mirrors were asked for: it takes a rest, has its own budget, and nobody waits
 * for a registry that is away. Where nothing has a mirror it costs nothing.
 */
export class OriginChecks {
  readonly #clock: Clock;
  readonly #gate: Pick<RequestGate, "reserve">;
  readonly #notes = new WeakMap<CheckRequest["reference"], Note>();
  /** Whether each answered when it was last asked; it is known until then. */
  readonly #origins = new BoundedMap<string, { readonly answers: boolean; readonly untilMs: number }>(
    MAX_ORIGINS,
  );

  constructor({ clock, gate }: { clock: Clock; gate: Pick<RequestGate, "reserve"> }) {
    this.#clock = clock;
    this.#gate = gate;
  }

  /**
   * @param ask checks the image at its origin alone; told how it is to be confirmed that it is absent there
   * @returns what the origin said for certain when it last said anything, if that is bad; rejects as `ask` does
   */
  async look(
    { reference, credentials }: Pick<CheckRequest, "reference" | "credentials">,
    ask: (confirming: Confirming) => Promise<CheckOutcome>,
  ): Promise<OriginFailure | undefined> {
    const who = credentials.map(({ id }) => id).join(" ");
    const note = this.#notes.get(reference);
    const known = note?.who === who ? note.failure : undefined;
    const { registry } = reference;
    if (
      (note !== undefined && this.#clock.monotonic() < note.untilMs) ||
      !this.#mayAsk(registry) ||
      this.#gate.reserve(registry) > 0
    ) {
      return known;
    }
    // Until it answers, others do not wait for it, too.
    this.#origins.set(registry, {
      answers: this.#origins.get(registry)?.answers === true,
      untilMs: Number.POSITIVE_INFINITY,
    });
    let answers = false;
    let outcome: CheckOutcome;
    try {
      outcome = await ask(known?.reason === "absent" ? "once more" : "wholly");
      answers = outcome.result !== "registry_unavailable";
    } finally {
      this.#origins.set(registry, { answers, untilMs: this.#clock.monotonic() + ASK_AGAIN_MS });
    }
    const failure =
      outcome.result === "available"
        ? undefined
        : isCertain(outcome)
          ? { reason: outcome.result, message: outcome.message }
          : known;
    const untilMs = this.#clock.monotonic() + (outcome.result === "available" ? ASK_EVERY_MS : ASK_AGAIN_MS);
    this.#notes.set(reference, { who, failure, untilMs });
    return failure;
  }

  /** One that is away, or of which nothing is known, is asked by one check at a time. */
  #mayAsk(registry: string): boolean {
    const origin = this.#origins.get(registry);
    return origin === undefined || origin.answers || this.#clock.monotonic() >= origin.untilMs;
  }
}

/**
 * Asks an image's own registry alone, once in a while, as a mirror has it.
 *
 * @param endpoints where the image would have been asked for
 * @param requester whom registries are asked by that no pod needs
 * @returns see `OriginChecks.look`; rejects only with `signal.reason`
 */
export async function lookAtOrigin(
  request: CheckRequest,
  endpoints: readonly CheckEndpoint[],
  { signal, by }: CheckOptions,
  { origins, requester, tools }: { origins: OriginChecks; requester: Requester; tools: ImageCheckTools },
): Promise<OriginFailure | undefined> {
  const { registry } = request.reference;
  const origin = endpoints.find((endpoint) => endpoint.registry === registry && endpoint.resolves);
  if (origin === undefined) {
    return undefined;
  }
  const alone = { ...request, endpoints: [origin] };
  return await origins.look(request, (confirming) =>
    checkImage(
      alone,
      {
        ...tools,
        requester,
        verified: undefined,
        digests: false,
        // As it was found already.
        nodeEndpoints: { find: (asked) => ({ asked, unasked: [] }) },
      },
      { signal, by, confirming: () => confirming },
    ),
  );
}

interface Note {
  /** Whose credentials were tried. */
  readonly who: string;
  readonly failure: OriginFailure | undefined;
  readonly untilMs: number;
}
