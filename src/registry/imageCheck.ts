import type { Credential } from "../credentials/credential.ts";
import type { Endpoint } from "../image/endpoint.ts";
import type { CheckOutcome, Failure, Outcome } from "../image/outcome.ts";
import type { ImageReference } from "../image/reference.ts";
import type { Clock } from "../time/clock.ts";
import { delay } from "../time/delay.ts";
import { acrossEndpoints, mostInformative } from "./combineOutcomes.ts";
import {
  findContent,
  findManifest,
  type ManifestContent,
  type ManifestFailure,
  type ManifestFinding,
  readManifest,
} from "./manifestCheck.ts";
import { type ConversationTools, ManifestConversation } from "./manifestConversation.ts";
import type { CheckEndpoint, CheckOptions, CheckRequest } from "./registryCheck.ts";
import type { RegistryHosts } from "./registryHost.ts";
import type { RequestGate } from "./requestGate.ts";
import type { NodeEndpointFinder, NodeEndpoints } from "./runtime/nodeEndpoints.ts";
import { NodeFileError, type UnaskedEndpoint } from "./runtime/nodeFiles.ts";
import type { Runtime } from "./runtime/runtime.ts";
import { contentIsDue, type VerifiedContent } from "./verifiedContent.ts";

/** More credentials than this are not tried in one check: each may cost four requests. */
export const MAX_CREDENTIALS = 16;

const AVAILABLE: Outcome = Object.freeze({ result: "available" });

/**
 * Checks an image as a node pulls it: with one credential after the other, each at all endpoints, until one succeeds.
 *
 * @param verified which digests were found to be there; undefined where tags are taken at their word
 * @returns rejects only with `signal.reason`
 */
export async function checkImage(
  request: CheckRequest,
  tools: ConversationTools & ImageCheckTools,
): Promise<CheckOutcome> {
  return await atEndpoints(request, tools, (round) => round.run());
}

/**
 * Fetches the manifest of a reference with a digest, as a node would.
 *
 * @returns why it cannot be had, where that is so; rejects only with `signal.reason`
 */
export async function fetchManifest(
  request: CheckRequest,
  tools: ConversationTools & ImageCheckTools,
): Promise<Buffer | CheckOutcome> {
  let body: Buffer | undefined;
  await budgetOf(request.reference.registry, tools);
  const outcome = await atEndpoints(request, tools, (round) =>
    round.fetch((manifest) => {
      body = manifest;
    }),
  );
  return body ?? outcome;
}

/** What is asked with one credential. */
type Play = (round: Round) => Promise<FailedRound | undefined>;

async function atEndpoints(
  { reference, credentials, endpoints: named }: CheckRequest,
  { hosts, verified, nodeEndpoints, ...tools }: ConversationTools & ImageCheckTools,
  play: Play,
): Promise<CheckOutcome> {
  let found: NodeEndpoints<CheckEndpoint>;
  try {
    found = await nodeEndpoints.find(named, reference, tools);
  } catch (error) {
    if (error instanceof NodeFileError) {
      return { result: "unknown_error", message: error.message };
    }
    throw error;
  }
  const { asked: endpoints, unasked } = found;
  tools.onRegistries?.(endpoints.map(({ registry }) => registry));
  const mayAnswer = (endpoint: Endpoint) =>
    tools.runtime.manifest.asks(endpoint, reference.digest === undefined ? "tag" : "digest");
  if (!endpoints.some(mayAnswer) && unasked.some(mayAnswer)) {
    return forNodesToTell(unasked, []);
  }
  const outcome = await tryAll(
    { reference, credentials, endpoints },
    { hosts, verified, nodeEndpoints, ...tools },
    play,
  );
  if (unasked.length === 0 || outcome.result === "available") {
    return outcome;
  }
  return outcome.result !== "rate_limited" && unasked.some(({ result }) => result === "node_file_unreadable")
    ? forNodesToTell(unasked, [outcome.message])
    : { ...outcome, message: [outcome.message, ...unasked.map(({ message }) => message)].join("; ") };
}

/** What only a node could have asked may have the image. */
function forNodesToTell(unasked: readonly UnaskedEndpoint[], said: readonly string[]): CheckOutcome {
  const isUnread = unasked.some(({ result }) => result === "node_file_unreadable");
  return {
    result: isUnread ? "node_file_unreadable" : "node_local",
    message: [...said, ...unasked.map(({ message }) => message)].join("; "),
  };
}

/** One credential after the other, until one succeeds. */
async function tryAll(
  { reference, credentials, endpoints }: CheckRequest,
  { hosts, verified, ...tools }: ConversationTools & ImageCheckTools,
  play: Play,
): Promise<Outcome> {
  const outcomes: Failure[] = [];
  const tried: readonly (Credential | undefined)[] =
    credentials.length === 0 ? [undefined] : credentials.slice(0, MAX_CREDENTIALS);
  for (const [index, credential] of tried.entries()) {
    if (index > 0) {
      await budgetOf(reference.registry, tools);
    }
    const round = new Round(reference, endpoints, credential, { hosts, verified, ...tools });
    const failed = await play(round);
    if (failed === undefined) {
      const { digest } = round;
      return tools.digests === true && digest !== undefined ? { result: "available", digest } : AVAILABLE;
    }
    outcomes.push(failed.outcome);
    if (!failed.mayImprove || failed.outcome.result === "rate_limited") {
      break;
    }
  }
  const outcome = mostInformative(outcomes);
  return outcomes.length < MAX_CREDENTIALS || credentials.length <= MAX_CREDENTIALS
    ? outcome
    : {
        // One of the others might have opened it.
        result: "unknown_error",
        message: `${outcome.message}; only the first ${MAX_CREDENTIALS} of ${credentials.length} credentials were tried`,
      };
}

/** Waits until the registry may be asked with a further credential: others wait for their turn, too. */
async function budgetOf(
  registry: string,
  { gate, clock, signal }: Pick<ImageCheckTools, "gate" | "clock"> & { signal: AbortSignal },
): Promise<void> {
  for (let waitMs = gate.reserve(registry); waitMs > 0; waitMs = gate.reserve(registry)) {
    await delay(waitMs, { clock, signal });
  }
}

export interface ImageCheckTools {
  readonly gate: RequestGate;
  readonly clock: Clock;
  readonly hosts: RegistryHosts;
  readonly nodeEndpoints: NodeEndpointFinder;
  readonly onRegistries?: CheckOptions["onRegistries"] | undefined;
  readonly verified: VerifiedContent | undefined;
  /** Whether it is to be told where tags lead to. */
  readonly digests?: boolean;
}

interface FailedRound {
  readonly outcome: Failure;
  /** Whether another credential may lead to another outcome. */
  readonly mayImprove: boolean;
}

/** One pull, with one credential. */
class Round {
  readonly #reference: ImageReference;
  readonly #endpoints: readonly CheckEndpoint[];
  readonly #credential: Credential | undefined;
  readonly #tools: ConversationTools & ImageCheckTools;
  /** Where the tag leads to, once that is known. */
  digest: string | undefined;
  readonly #conversations = new Map<CheckEndpoint, readonly ManifestConversation[]>();

  constructor(
    reference: ImageReference,
    endpoints: readonly CheckEndpoint[],
    credential: Credential | undefined,
    tools: ConversationTools & ImageCheckTools,
  ) {
    this.#reference = reference;
    this.#endpoints = endpoints;
    this.#credential = credential;
    this.#tools = tools;
  }

  /** Undefined where the image is there. */
  async run(): Promise<FailedRound | undefined> {
    const { digest, tag = "latest" } = this.#reference;
    const { runtime, verified } = this.#tools;
    const by = digest === undefined ? "tag" : "digest";
    const asked = this.#endpoints.filter((endpoint) => runtime.manifest.asks(endpoint, by));
    if (asked.length === 0) {
      const message = "no endpoint that the node's configuration names may say where the tag leads to";
      return { outcome: { result: "unknown_error", message }, mayImprove: false };
    }
    const resolved = await this.#inTurn(asked, (conversation, lastHost) =>
      findManifest(conversation, digest ?? tag, { runtime, lastHost }),
    );
    if ("outcome" in resolved) {
      return resolved;
    }
    if (digest === undefined) {
      this.digest = resolved.content.digest;
    }
    if (
      digest !== undefined ||
      verified === undefined ||
      !contentIsDue(verified, this.#reference, resolved.content.digest)
    ) {
      return undefined;
    }
    const holders = runtime.manifest.contentAt(this.#endpoints, resolved.endpoint);
    const content = await this.#inTurn(holders, (conversation, lastHost) =>
      findContent(conversation, resolved.content, lastHost),
    );
    if (!("outcome" in content)) {
      return undefined;
    }
    verified.delete(this.#reference);
    const { outcome } = content;
    const led = `the tag leads to ${resolved.content.digest}`;
    return { ...content, outcome: { ...outcome, message: `${led}, and ${outcome.message}` } };
  }

  /** Undefined where the manifest was there and was given to `take`. */
  async fetch(take: (manifest: Buffer) => void): Promise<FailedRound | undefined> {
    const { digest = "" } = this.#reference;
    const holders = this.#endpoints.filter(({ pulls }) => pulls);
    const content = await this.#inTurn(holders, (conversation, lastHost) =>
      readManifest(conversation, digest, { lastHost, take }),
    );
    return "outcome" in content ? content : undefined;
  }

  /** Asks endpoints one after the other, until one has it; else what they say together. */
  async #inTurn(
    endpoints: readonly CheckEndpoint[],
    ask: (conversation: ManifestConversation, lastHost: boolean) => Promise<ManifestFinding>,
  ): Promise<{ readonly endpoint: CheckEndpoint; readonly content: ManifestContent } | FailedRound> {
    const { runtime } = this.#tools;
    const failures: HostFailure[] = [];
    for (const [index, endpoint] of endpoints.entries()) {
      const lastHost = index === endpoints.length - 1;
      let failure = unusable(endpoint);
      for (const conversation of this.#talkTo(endpoint)) {
        const finding = await ask(conversation, lastHost);
        if (finding.kind === "found") {
          return { endpoint, content: finding };
        }
        failure = finding;
      }
      failures.push({ registry: endpoint.registry, finding: failure });
      if (!runtime.manifest.goesOn(failure.problem)) {
        break;
      }
    }
    return {
      outcome: describe(failures, runtime),
      mayImprove: failures.some(({ finding }) => finding.answered),
    };
  }

  /** One conversation, or for an endpoint with credentials of its own, one for each of these. */
  #talkTo(endpoint: CheckEndpoint): readonly ManifestConversation[] {
    let conversations = this.#conversations.get(endpoint);
    if (conversations === undefined) {
      const { own } = endpoint;
      const credentials =
        own === undefined
          ? [this.#credential]
          : own.length === 0
            ? [undefined]
            : own.slice(0, MAX_CREDENTIALS);
      const host = this.#tools.hosts.find(endpoint);
      const { repository, path, access, registry } = endpoint;
      const query =
        registry === this.#reference.registry ? "" : `?ns=${encodeURIComponent(this.#reference.registry)}`;
      conversations =
        host === undefined
          ? []
          : credentials.map(
              (credential) =>
                new ManifestConversation(
                  { host, path, repository, query, headers: access?.headers ?? [], credential },
                  this.#tools,
                ),
            );
      this.#conversations.set(endpoint, conversations);
    }
    return conversations;
  }
}

function unusable({ registry }: CheckEndpoint): ManifestFailure {
  const outcome: Failure = {
    result: "bad_image_format",
    message: `"${registry}" is no host that can be asked`,
  };
  return { kind: "failed", outcome, problem: "unanswered", answered: false };
}

interface HostFailure {
  readonly registry: string;
  readonly finding: ManifestFailure;
}

/** The most telling outcome, with what every endpoint said, and whose words a node would show. */
function describe(failures: readonly HostFailure[], { manifest }: Runtime): Failure {
  const chosen = acrossEndpoints(failures.map(({ finding }) => finding.outcome));
  if (failures.length === 1) {
    return chosen;
  }
  const said = failures.map(({ finding }) => finding.outcome.message);
  const { registry } = failures[manifest.shows(failures.map(({ finding }) => finding.problem))]!;
  return { ...chosen, message: `${said.join("; then ")}; a node shows what ${registry} says` };
}
