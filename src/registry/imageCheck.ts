import type { Credential } from "../credentials/credential.ts";
import type { Endpoint } from "../image/endpoint.ts";
import type { CheckOutcome, Failure, OriginFailure, Outcome } from "../image/outcome.ts";
import { delay } from "../time/delay.ts";
import { mostInformative } from "./combineOutcomes.ts";
import type { ConversationTools } from "./conversation.ts";
import { type Inspection, type InspectionTools, inspectImage } from "./imageInspection.ts";
import { type FailedRound, PullRound } from "./pullRound.ts";
import {
  type CheckEndpoint,
  type CheckOptions,
  type CheckRequest,
  MAX_CREDENTIALS,
} from "./registryCheck.ts";
import type { RegistryHosts } from "./registryHost.ts";
import type { RequestGate } from "./requestGate.ts";
import type { NodeEndpointFinder, NodeEndpoints } from "./runtime/nodeEndpoints.ts";
import { NodeFileError, type UnaskedEndpoint } from "./runtime/nodeFiles.ts";
import type { VerifiedContent } from "./verifiedContent.ts";

const AVAILABLE: Outcome & { result: "available" } = Object.freeze({ result: "available" });

/**
 * Checks an image as a node pulls it: with one credential after the other, each at all endpoints, until one succeeds.
 *
 * @param verified which digests were found to be there; undefined where tags are taken at their word
 * @returns rejects only with `signal.reason`
 */
export function checkImage(
  request: CheckRequest,
  tools: ImageCheckTools,
  options: CheckOptions,
): Promise<CheckOutcome> {
  return atEndpoints(request, tools, options, run);
}

/**
 * Looks up which registries an image would be asked for at now, in turn.
 *
 * @returns rejects with NodeFileError, or `signal.reason`
 */
export async function registriesAsked(
  { endpoints, reference, credentials }: CheckRequest,
  { nodeEndpoints, runtime }: Pick<ImageCheckTools, "nodeEndpoints" | "runtime">,
  options: { readonly signal: AbortSignal },
): Promise<readonly string[]> {
  const { asked } = await nodeEndpoints.find(endpoints, reference, options, credentials);
  return asked.filter(mayAnswer(reference, runtime)).map(registryOf);
}

function registryOf({ registry }: Endpoint): string {
  return registry;
}

/** Whether an endpoint is asked for what a reference leads to. */
function mayAnswer(
  { digest }: CheckRequest["reference"],
  { manifest }: ImageCheckTools["runtime"],
): (endpoint: Endpoint) => boolean {
  return (endpoint) => manifest.asks(endpoint, digest === undefined ? "tag" : "digest");
}

const run: Play = (round) => round.run();

/**
 * Fetches the manifest of a reference with a digest, as a node would, when `tools.turn` says so.
 *
 * @returns why it cannot be had, where that is so; rejects only with `signal.reason`
 */
export async function fetchManifest(
  request: CheckRequest,
  tools: ImageCheckTools,
  options: CheckOptions,
): Promise<Buffer | CheckOutcome> {
  let body: Buffer | undefined;
  const outcome = await atEndpoints(request, tools, options, (round) =>
    round.read(request.reference.digest ?? "", (manifest) => {
      body = manifest;
    }),
  );
  return body ?? outcome;
}

/**
 * Looks into an image that is there, as a node that pulls it does; see `inspectImage`.
 *
 * @returns `available` where all of it is there; rejects only with `signal.reason`
 */
export function inspect(
  inspection: Inspection,
  tools: ImageCheckTools & InspectionTools,
  options: CheckOptions,
): Promise<CheckOutcome> {
  return atEndpoints(inspection, tools, options, (round) => inspectImage(round, inspection, tools));
}

/** What is asked with one credential. */
type Play = (round: PullRound) => Promise<FailedRound | undefined>;

/** Waits for nothing where no file of the nodes has to be read: of all that waits, each check keeps a part. */
function atEndpoints(
  request: CheckRequest,
  tools: ImageCheckTools,
  options: CheckOptions,
  play: Play,
): Promise<CheckOutcome> {
  const { reference, endpoints, credentials } = request;
  try {
    const found = tools.nodeEndpoints.find(endpoints, reference, options, credentials);
    return found instanceof Promise
      ? found.then((late) => atThose(request, late, tools, options, play), unreadable)
      : atThose(request, found, tools, options, play);
  } catch (error) {
    return unreadable(error);
  }
}

/** What is checked by files that say nothing. */
async function unreadable(error: unknown): Promise<CheckOutcome> {
  if (error instanceof NodeFileError) {
    return { result: "unknown_error", message: error.message };
  }
  throw error;
}

function atThose(
  request: CheckRequest,
  { asked: endpoints, unasked }: NodeEndpoints<CheckEndpoint>,
  tools: ImageCheckTools,
  options: CheckOptions,
  play: Play,
): Promise<CheckOutcome> {
  const answers = mayAnswer(request.reference, tools.runtime);
  const answering = endpoints.filter(answers);
  if (options.mayAsk?.(endpoints.map(registryOf), answering.map(registryOf)) === false) {
    return Promise.resolve({ result: "rate_limited", message: "its turn is yet to come" });
  }
  if (unasked.some(answers) && answering.length === 0) {
    return Promise.resolve(forNodesToTell(unasked, []));
  }
  const tried = tryAll(request, endpoints, tools, options, play);
  return unasked.length === 0 ? tried : tried.then((outcome) => besidesUnasked(outcome, unasked));
}

function besidesUnasked(outcome: CheckOutcome, unasked: readonly UnaskedEndpoint[]): CheckOutcome {
  if (outcome.result === "available") {
    return outcome;
  }
  return outcome.result !== "rate_limited" && unasked.some(({ result }) => result === "node_file_unreadable")
    ? forNodesToTell(unasked, [outcome.message])
    : {
        ...outcome,
        ...(outcome.result === "absent" && unasked.some(({ result }) => result === "refused")
          ? { result: "unknown_error" }
          : {}),
        message: [outcome.message, ...unasked.map(({ message }) => message)].join("; "),
      };
}

/** What only a node could have asked may have the image. */
function forNodesToTell(unasked: readonly UnaskedEndpoint[], said: readonly string[]): CheckOutcome {
  const result = (["node_file_unreadable", "node_local"] as const).find((one) =>
    unasked.some((endpoint) => endpoint.result === one),
  );
  return {
    // What nodes do not ask either they do not get.
    result: result ?? "unknown_error",
    message: [...said, ...unasked.map(({ message }) => message)].join("; "),
  };
}

/** One credential after the other, until one succeeds. */
async function tryAll(
  request: CheckRequest,
  endpoints: readonly CheckEndpoint[],
  tools: ImageCheckTools,
  options: CheckOptions,
  play: Play,
): Promise<CheckOutcome> {
  const { reference, credentials } = request;
  const outcomes: Failure[] = [];
  const doubts: (string | undefined)[] = [];
  const tried: readonly (Credential | undefined)[] =
    credentials.length === 0 ? [undefined] : credentials.slice(0, MAX_CREDENTIALS);
  for (const credential of tried) {
    if (outcomes.length > 0) {
      await budgetOf(endpoints, tools, options);
    }
    const round = new PullRound(request, endpoints, credential, tools, options);
    const failed = await play(round);
    if (failed === undefined) {
      const { digest, winner } = round;
      if (winner !== undefined) {
        options.had?.(winner.registry);
      }
      const available = digest !== undefined ? { ...AVAILABLE, digest } : AVAILABLE;
      const origin =
        winner === undefined || winner.registry === reference.registry || reference.shortName !== undefined
          ? undefined
          : await tools.askOrigin?.(request, endpoints, options);
      return origin === undefined ? available : { ...available, origin };
    }
    outcomes.push(failed.outcome);
    doubts.push(round.doubt);
    if (!failed.mayImprove || failed.outcome.result === "rate_limited") {
      break;
    }
  }
  const outcome = mostInformative(outcomes);
  // Where nobody refused one of the credentials, all was heard.
  const doubt = doubts.includes(undefined) ? undefined : doubts[0];
  if (doubt !== undefined && outcome.result !== "rate_limited") {
    const message = `${outcome.message}; ${doubt}`;
    return { result: "node_credentials_unknown", message, otherwise: outcome };
  }
  return outcomes.length < MAX_CREDENTIALS || credentials.length <= MAX_CREDENTIALS
    ? outcome
    : {
        // One of the others might have opened it.
        result: "unknown_error",
        message: `${outcome.message}; more than ${MAX_CREDENTIALS} credentials are for it, of which the first ${MAX_CREDENTIALS} were tried`,
      };
}

/**
 * Waits until the first registry may be asked with a further credential: others wait for their turn, too. For one that wants to be
 * left alone nothing waits: it is passed over.
 */
async function budgetOf(
  endpoints: readonly Endpoint[],
  { gate, clock }: Pick<ImageCheckTools, "gate" | "clock">,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  const waitMs = () => {
    const next = endpoints.find(({ registry }) => !gate.isPaused(registry));
    return next === undefined ? 0 : gate.reserve(next.registry);
  };
  for (let left = waitMs(); left > 0; left = waitMs()) {
    await delay(Math.min(left, MAX_WAIT_MS), { clock, signal });
  }
}

/** How often it is looked whether a registry wants to be left alone by now. */
const MAX_WAIT_MS = 1_000;

export interface ImageCheckTools extends ConversationTools {
  readonly gate: RequestGate;
  readonly hosts: RegistryHosts;
  readonly nodeEndpoints: NodeEndpointFinder;
  readonly verified: VerifiedContent | undefined;
  /** Whether it is to be told where tags lead to. */
  readonly digests?: boolean;
  /**
   * Waits until a host may be asked for one thing more, of those by digest; rejects with `signal.reason`.
   *
   * @param counts whether it may count as a pull
   * @returns false where it may not be asked for long
   */
  readonly turn?: (host: string, counts: boolean) => Promise<boolean>;
  /** Asks the image's own registry, of all that would have been asked, where another had the manifest. */
  readonly askOrigin?: (
    request: CheckRequest,
    endpoints: readonly CheckEndpoint[],
    options: CheckOptions,
  ) => Promise<OriginFailure | undefined>;
}
