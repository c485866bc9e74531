import type { Credential } from "../credentials/credential.ts";
import { type Failure, isRefusal } from "../image/outcome.ts";
import type { ImageReference } from "../image/reference.ts";
import { findBlob } from "./blobCheck.ts";
import { acrossEndpoints } from "./combineOutcomes.ts";
import type { Conversation, ConversationOptions, ConversationTopic } from "./conversation.ts";
import type { ImageCheckTools } from "./imageCheck.ts";
import { findContent, readManifest } from "./manifestCheck.ts";
import {
  type ManifestContent,
  type ManifestFailure,
  type ManifestFinding,
  unanswered,
} from "./manifestFinding.ts";
import type { CheckEndpoint, CheckRequest } from "./registryCheck.ts";
import type { Runtime } from "./runtime/runtime.ts";
import { holdsSecret } from "./secretTraces.ts";
import { shownOutcome } from "./shownOutcome.ts";
import { talkTo } from "./talkTo.ts";
import { contentIsDue } from "./verifiedContent.ts";

export interface FailedRound {
  readonly outcome: Failure;
  /** Whether another credential may lead to another outcome. */
  readonly mayImprove: boolean;
}

/** What was said with an endpoint of things of one kind. */
interface Talk {
  readonly endpoint: CheckEndpoint;
  readonly things: ConversationTopic["things"];
  readonly conversations: readonly Conversation[];
}

/** One pull, with one credential. */
export class PullRound {
  readonly #reference: ImageReference;
  readonly #unknown: string | undefined;
  readonly #endpoints: readonly CheckEndpoint[];
  readonly #credential: Credential | undefined;
  readonly #tools: ImageCheckTools;
  readonly #options: ConversationOptions;
  /** Where the tag leads to, once that is known and may be shown; undefined where nobody wants to know. */
  digest: string | undefined;
  /** Which endpoint had the manifest, once that is known. */
  winner: CheckEndpoint | undefined;
  /** Why nodes may fare better at an endpoint that refused. */
  doubt: string | undefined;
  /** Mostly one. */
  readonly #talks: Talk[] = [];

  constructor(
    { reference, unknown }: Pick<CheckRequest, "reference" | "unknown">,
    endpoints: readonly CheckEndpoint[],
    credential: Credential | undefined,
    tools: ImageCheckTools,
    options: ConversationOptions,
  ) {
    this.#reference = reference;
    this.#unknown = unknown;
    this.#endpoints = endpoints;
    this.#credential = credential;
    this.#tools = tools;
    this.#options = options;
  }

  /** Undefined where the image is there. */
  async run(): Promise<FailedRound | undefined> {
    const { digest, tag = "latest" } = this.#reference;
    const { runtime, verified } = this.#tools;
    const by = digest === undefined ? "tag" : "digest";
    const asked = this.#endpoints.filter((endpoint) => runtime.manifest.asks(endpoint, by));
    if (asked.length === 0) {
      const message = "no endpoint that the node's configuration names may say where the tag leads to";
      return this.#shown({ outcome: { result: "unknown_error", message }, mayImprove: false });
    }
    const resolved = await this.#inTurn(asked, (conversation, lastHost) =>
      runtime.manifest.find(conversation, digest ?? tag, { runtime, lastHost }),
    );
    if ("outcome" in resolved) {
      return this.#shown(resolved);
    }
    this.winner = resolved.endpoint;
    if (
      this.#tools.digests === true &&
      digest === undefined &&
      !holdsSecret(resolved.content.digest, this.#secrets())
    ) {
      this.digest = resolved.content.digest;
    }
    const holders = runtime.manifest.contentAt(this.#endpoints, resolved.endpoint);
    if (
      digest !== undefined ||
      holders.length === 0 ||
      verified === undefined ||
      !contentIsDue(verified, this.#reference, resolved.content.digest)
    ) {
      return undefined;
    }
    const content = await this.#inTurn(holders, (conversation, lastHost) =>
      findContent(conversation, resolved.content, lastHost),
    );
    if (!("outcome" in content)) {
      return undefined;
    }
    verified.delete(this.#reference);
    const { outcome } = content;
    const led = `the tag leads to ${resolved.content.digest}`;
    return this.#shown({ ...content, outcome: { ...outcome, message: `${led}, and ${outcome.message}` } });
  }

  /** Undefined where the manifest of a digest was there and was given to `take`. */
  read(digest: string, take: (manifest: Buffer) => void): Promise<FailedRound | undefined> {
    return this.#askHolders(digest, true, (conversation, lastHost) =>
      readManifest(conversation, digest, { lastHost, take }),
    );
  }

  /** Undefined where a manifest is given out. */
  find(content: ManifestContent): Promise<FailedRound | undefined> {
    return this.#askHolders(content.digest, false, (conversation, lastHost) =>
      findContent(conversation, content, lastHost),
    );
  }

  /** Undefined where a blob is there, as far as the registry itself says. */
  findBlob(digest: string): Promise<FailedRound | undefined> {
    return this.#askHolders(
      digest,
      false,
      (conversation, lastHost) => findBlob(conversation, digest, lastHost),
      "blobs",
    );
  }

  /** Asks those that give out what is asked for by digest, each in its turn. */
  async #askHolders(
    digest: string,
    counts: boolean,
    ask: (conversation: Conversation, lastHost: boolean) => Promise<ManifestFinding>,
    things: ConversationTopic["things"] = "manifests",
  ): Promise<FailedRound | undefined> {
    const holders = this.#endpoints.filter(({ pulls }) => pulls);
    const found = await this.#inTurn(
      holders,
      async (conversation, lastHost) => {
        const { name } = conversation.topic.host;
        return (await this.#tools.turn?.(name, counts)) === false
          ? unanswered({ kind: "outcome", outcome: fewLeft(name), unanswered: true })
          : await ask(conversation, lastHost);
      },
      things,
    );
    return "outcome" in found ? this.#shown(found, digest) : undefined;
  }

  #all(): readonly Conversation[] {
    return this.#talks.flatMap(({ conversations }) => conversations);
  }

  #secrets(): readonly string[] {
    return this.#all().flatMap(({ secrets }) => secrets);
  }

  #shown(failed: FailedRound, asked?: string): FailedRound {
    const { tag = "latest", digest = tag } = this.#reference;
    return { ...failed, outcome: shownOutcome(failed.outcome, this.#all(), [tag, digest, asked ?? tag]) };
  }

  /** Asks endpoints one after the other, until one has it; else what they say together. */
  async #inTurn(
    endpoints: readonly CheckEndpoint[],
    ask: (conversation: Conversation, lastHost: boolean) => Promise<ManifestFinding>,
    things: ConversationTopic["things"] = "manifests",
  ): Promise<{ readonly endpoint: CheckEndpoint; readonly content: ManifestContent } | FailedRound> {
    const { runtime } = this.#tools;
    const failures: HostFailure[] = [];
    for (const endpoint of endpoints) {
      const lastHost = endpoint === endpoints.at(-1);
      let failure: ManifestFailure | undefined;
      for (const conversation of this.#talkTo(endpoint, things)) {
        const finding = await ask(conversation, lastHost);
        if (finding.kind === "found") {
          return { endpoint, content: finding };
        }
        failure = finding;
      }
      failure ??= unusable(endpoint);
      failures.push({ registry: endpoint.registry, finding: failure });
      if (isRefusal(failure.outcome)) {
        this.doubt ??= endpoint.unknown ?? (endpoint.credentials === "own" ? undefined : this.#unknown);
      }
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
  #talkTo(endpoint: CheckEndpoint, things: ConversationTopic["things"]): readonly Conversation[] {
    const known = this.#talks.find((talk) => talk.endpoint === endpoint && talk.things === things);
    if (known !== undefined) {
      return known.conversations;
    }
    const conversations = talkTo(
      endpoint,
      { reference: this.#reference, credentials: this.#credential === undefined ? [] : [this.#credential] },
      this.#tools,
      this.#options,
      things,
    );
    this.#talks.push({ endpoint, things, conversations });
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

function fewLeft(host: string): Failure {
  return { result: "rate_limited", message: `few pulls are left at ${host}: they are for nodes` };
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
