import type { Credential } from "../credentials/credential.ts";
import type { Failure } from "../image/outcome.ts";
import { folderOf } from "../image/reference.ts";
import type { Clock } from "../time/clock.ts";
import type { Authenticator } from "./authenticator.ts";
import { unansweredOutcome } from "./errorOutcome.ts";
import { MANIFEST_ACCEPT } from "./manifestMediaType.ts";
import type { CheckOptions, Confirming } from "./registryCheck.ts";
import type { RegistryHost } from "./registryHost.ts";
import type { Answer, Reply, Requester } from "./requester.ts";
import type { Runtime } from "./runtime/runtime.ts";
import { isFoundByPassword, secretsOfHeaders } from "./secretTraces.ts";

/** What one conversation is about. */
export interface ConversationTopic {
  readonly host: RegistryHost;
  /** What stands before the repository: `/v2`. */
  readonly path: string;
  readonly repository: string;
  /** What is asked for: manifests, or blobs, of which nobody needs more than a byte. */
  readonly things: "manifests" | "blobs";
  /** What mirrors are told of the registry that they are asked in the place of: a query, or nothing. */
  readonly query: string;
  /** Further headers, names and values in turn. */
  readonly headers: readonly string[];
  /** Undefined means anonymous. */
  readonly credential: Credential | undefined;
}

/** What asking takes. */
export interface ConversationTools {
  readonly requester: Requester;
  readonly authenticator: Authenticator;
  readonly runtime: Runtime;
  readonly clock: Clock;
}

/** For whom is asked, and for how long; see `CheckOptions`. */
export type ConversationOptions = Pick<CheckOptions, "signal" | "by" | "confirming">;

/** What was heard in the end: the registry's answer, or why it could not be had. */
export type Heard =
  | { readonly kind: "answer"; readonly answer: Answer }
  | {
      readonly kind: "outcome";
      readonly outcome: Failure;
      /** Whether the host itself did not answer, or was not asked. */
      readonly unanswered?: true;
      /** Whether the connection was closed without a word. */
      readonly closed?: true;
      /** Whether there was an answer, but none that can be read. */
      readonly garbled?: true;
    };

/** Asks for the first byte of a blob. */
const FIRST_BYTE = ["range", "bytes=0-0"];

/** How much is read of what is no manifest, in bytes. */
const MAX_ERROR_BYTES = 64 * 1024;

/** The requests about one repository's manifests, or blobs, at one host with one credential, authenticated as the host wants it. */
export abstract class Conversation {
  readonly topic: ConversationTopic;
  protected readonly tools: ConversationTools;
  protected readonly options: ConversationOptions;
  /** Authorizations that were sent. */
  protected readonly sent: string[] = [];
  /** What other hosts get that redirects lead to. */
  protected elsewhere: Map<string, string> | undefined;

  constructor(topic: ConversationTopic, tools: ConversationTools, options: ConversationOptions) {
    this.topic = topic;
    this.tools = tools;
    this.options = options;
  }

  /** Texts of it that must not be shown. */
  get secrets(): readonly string[] {
    const { host, credential, headers } = this.topic;
    return [
      ...host.told,
      ...(credential === undefined ? [] : [credential.password, credential.identityToken ?? []].flat()),
      ...secretsOfHeaders(headers),
      ...this.sent
        .filter((value) => !(value.startsWith("Basic ") && isFoundByPassword(value)))
        .map((value) => value.slice(value.indexOf(" ") + 1)),
    ];
  }

  /**
   * Asks for a manifest or a blob. That a blob may be had from another host is the answer: nobody goes there. Rejects only
   * with the conversation's `signal.reason`.
   *
   * @param version tag or digest
   * @param lastHost whether no other host is asked after this one
   */
  abstract ask(method: "HEAD" | "GET", version: string, lastHost: boolean): Promise<Heard>;

  /** Asks for something that is no manifest (`/v2/`, `/v1/_ping`) by GET, without credentials. */
  async ping(path: string): Promise<Heard> {
    return await this.send("GET", path, undefined, MAX_ERROR_BYTES);
  }

  /** How it is to be confirmed that what it was asked for is absent. */
  get confirming(): Confirming {
    return this.options.confirming?.(this.topic.host.budget) ?? "wholly";
  }

  get #party(): string {
    const { credential, repository } = this.topic;
    return `${credential?.id ?? ""} ${folderOf(repository)}`;
  }

  /** Where what is asked for is. */
  protected pathOf(version: string): string {
    const { path, repository, things, query } = this.topic;
    return `${path}/${repository}/${things}/${version}${query}`;
  }

  /** Asks the host once. */
  protected send(
    method: "HEAD" | "GET",
    path: string,
    authorization: string | undefined,
    maxBytes: number,
  ): Promise<Heard> {
    const { host, headers, credential, things } = this.topic;
    const isBlob = things === "blobs" && path.includes("/blobs/");
    const reply = this.tools.requester.ask(
      {
        destination: host,
        method,
        path,
        accept: isBlob ? "*/*" : MANIFEST_ACCEPT,
        authorization,
        ...(authorization?.startsWith("Basic ") && { tells: credential }),
        tlsOnly: credential?.tlsOnly,
        elsewhere: this.elsewhere,
        headers: isBlob && method === "GET" ? [...headers, ...FIRST_BYTE] : headers,
        secrets: () => this.secrets,
        maxBytes: isBlob ? MAX_ERROR_BYTES : maxBytes,
        ...(isBlob && { stays: true as const }),
        party: this.#party,
        by: this.options.by,
        gated: true,
      },
      this.options,
    );
    // Without a frame of its own, which each check would keep while it waits.
    return reply.then(heardOf);
  }
}

/** Of a status behind which an expired token has been seen. */
export const REFUSALS: ReadonlySet<number> = new Set([400, 401, 403]);

function heardOf(reply: Reply): Heard {
  return reply.kind === "answered"
    ? { kind: "answer", answer: reply }
    : {
        kind: "outcome",
        outcome: unansweredOutcome(reply),
        unanswered: true,
        ...(reply.kind === "failed" && reply.failure.closed ? { closed: true } : {}),
        ...(reply.kind === "failed" && reply.failure.failureClass === "protocol" ? { garbled: true } : {}),
      };
}
