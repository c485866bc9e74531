import type { Credential } from "../credentials/credential.ts";
import { type Endpoint, originEndpoint } from "../image/endpoint.ts";
import type { CheckOutcome, Failure } from "../image/outcome.ts";
import { delay } from "../time/delay.ts";
import { mostInformative } from "./combineOutcomes.ts";
import type { Conversation, ConversationTools } from "./conversation.ts";
import { isDigest } from "./isDigest.ts";
import { readManifest } from "./manifestCheck.ts";
import type { ManifestFailure } from "./manifestFinding.ts";
import type { CheckEndpoint, CheckRequest } from "./registryCheck.ts";
import type { RegistryHosts } from "./registryHost.ts";
import { relatedDigests } from "./relatedDigests.ts";
import type { RequestGate } from "./requestGate.ts";
import type { NodeEndpointFinder } from "./runtime/nodeEndpoints.ts";
import { NodeFileError } from "./runtime/nodeFiles.ts";
import { shownOutcome } from "./shownOutcome.ts";
import { talkTo } from "./talkTo.ts";

/** What is to be pulled. */
export interface ManifestPull extends CheckRequest {
  /** Digests in the same repository, beside what the reference leads to. */
  readonly digests: readonly string[];
  /** Which of the places that have the image are asked; all of them, not only the first that has it. */
  readonly at: (place: Pick<Endpoint, "registry" | "repository" | "path">) => boolean;
}

export interface ManifestPullTools extends ConversationTools {
  readonly gate: Pick<RequestGate, "reserve">;
  readonly hosts: RegistryHosts;
  readonly nodeEndpoints: NodeEndpointFinder;
  readonly signal: AbortSignal;
}

/** More manifests than the index of any image has platforms; an index of others may name as many as it likes. */
const MAX_MANIFESTS = 128;

/**
 * Fetches an image's manifests by GET and digest, as a pull does: what its reference leads to, and of an index all that
 * it has, platforms of no node included. Of a tag it first asks by HEAD where it leads to.
 *
 * Each manifest waits for the registry's budget.
 *
 * @returns `available` where all of it was to be had everywhere; rejects only with `signal.reason`
 */
export async function pullManifests(
  { reference, credentials, endpoints, digests, at }: ManifestPull,
  tools: ManifestPullTools,
): Promise<CheckOutcome> {
  const origin = originEndpoint(reference);
  const isNamed = endpoints.some(({ registry }) => registry === reference.registry);
  let places: readonly CheckEndpoint[];
  try {
    const { asked } = await tools.nodeEndpoints.find(
      isNamed ? endpoints : [...endpoints, origin],
      reference,
      tools,
      credentials,
    );
    // Mirrors of the nodes' files may take the place of what has the image.
    places = asked.some(({ registry }) => registry === reference.registry) ? asked : [...asked, origin];
  } catch (error) {
    if (error instanceof NodeFileError) {
      return { result: "unknown_error", message: error.message };
    }
    throw error;
  }
  const mayBeAsked = (place: CheckEndpoint) =>
    place.pulls && (place.resolves || reference.digest !== undefined) && at(place);
  let outcome: CheckOutcome = { result: "available" };
  for (const place of places.filter(mayBeAsked)) {
    const failure = await pullAt(place, { reference, credentials, digests }, tools);
    outcome = failure ?? outcome;
  }
  return outcome;
}

/** Undefined where all was to be had. */
async function pullAt(
  place: CheckEndpoint,
  {
    reference,
    credentials,
    digests,
  }: Pick<ManifestPull, "reference" | "digests"> & { credentials: readonly Credential[] },
  tools: ManifestPullTools,
): Promise<Failure | undefined> {
  const { digest, tag = "latest" } = reference;
  const { runtime } = tools;
  const failures: Failure[] = [];
  for (const conversation of talkTo(place, { reference, credentials }, tools, tools)) {
    let failure: Failure | undefined;
    const wanted = new Set([...(digest === undefined ? [] : [digest]), ...digests]);
    if (digest === undefined) {
      await budgetOf(conversation, tools);
      const found = await runtime.manifest.find(conversation, tag, { runtime, lastHost: true });
      if (found.kind === "found") {
        wanted.add(found.digest);
      } else {
        failure = found.outcome;
      }
    }
    failure = (await pullAll(conversation, wanted, tools)) ?? failure;
    if (failure === undefined) {
      return undefined;
    }
    failures.push(
      shownOutcome(failure, [conversation], [tag, ...(digest === undefined ? [] : [digest]), ...digests]),
    );
    if (failure.result === "rate_limited") {
      break;
    }
  }
  return failures.length === 0
    ? { result: "bad_image_format", message: `"${place.registry}" is no host that can be asked` }
    : mostInformative(failures);
}

/** What could not be had, of those wanted and what they refer to; the first counts. */
async function pullAll(
  conversation: Conversation,
  wanted: Set<string>,
  tools: ManifestPullTools,
): Promise<Failure | undefined> {
  let failure: ManifestFailure | undefined;
  const named = new Set(wanted);
  // What is added meanwhile comes in turn.
  for (const digest of wanted) {
    await budgetOf(conversation, tools);
    const finding = await readManifest(conversation, digest, {
      lastHost: true,
      take(manifest) {
        for (const related of relatedDigests(manifest).related.filter(isDigest)) {
          if (wanted.size < MAX_MANIFESTS) {
            wanted.add(related);
          }
        }
      },
    });
    // An index may name platforms that were never pushed.
    if (finding.kind === "failed" && (named.has(digest) || finding.outcome.result !== "absent")) {
      failure ??= finding;
      if (finding.outcome.result !== "absent") {
        break;
      }
    }
  }
  return failure?.outcome;
}

async function budgetOf({ topic }: Conversation, { gate, clock, signal }: ManifestPullTools): Promise<void> {
  const { name } = topic.host;
  for (let waitMs = gate.reserve(name); waitMs > 0; waitMs = gate.reserve(name)) {
    await delay(waitMs, { clock, signal });
  }
}
