import type { Endpoint, EndpointCredentials } from "../../image/endpoint.ts";
import type { Platform } from "../../image/platform.ts";
import type { ImageReference } from "../../image/reference.ts";
import type { Logger } from "../../log/logger.ts";
import type { Clock } from "../../time/clock.ts";
import type {
  Conversation,
  ConversationOptions,
  ConversationTools,
  ConversationTopic,
} from "../conversation.ts";
import type { Login } from "../login.ts";
import type { ManifestFinding } from "../manifestFinding.ts";
import type { IndexEntry, ManifestIndex } from "../manifestParts.ts";
import type { TokenMember } from "../tokenAnswer.ts";
import type { ClusterFiles, NodeFilePaths, NodeFiles } from "./nodeFiles.ts";

/**
 * A container runtime: all in which one differs from another when it pulls an image. What is here is asked by the parts
 * that do the asking; none of them knows a runtime by its name.
 */
export interface Runtime {
  readonly name: RuntimeName;
  /**
   * Opens what a node says of where to ask.
   *
   * @param tools `cluster`: what stands in the place of files, where objects of the cluster say it
   */
  openFiles(
    paths: NodeFilePaths,
    tools: { readonly clock: Clock; readonly log: Logger; readonly cluster?: ClusterFiles | undefined },
  ): NodeFiles;
  /** What a mirror gets where configuration does not say it. */
  readonly mirrorCredentials: EndpointCredentials;
  /** Opens a conversation with a host: which of its answers say how it wants to be asked. */
  converse(topic: ConversationTopic, tools: ConversationTools, options: ConversationOptions): Conversation;
  /** What an endpoint is told of the registry that it stands in for, as `?ns=`; undefined for nothing. */
  namespaceOf(endpoint: Endpoint, reference: Pick<ImageReference, "registry">): string | undefined;
  /** How a manifest is resolved. */
  readonly manifest: {
    /** How often one question may be put to a host in all. */
    readonly attempts: number;
    /** The largest manifest that is taken, in bytes. */
    readonly maxBytes: number;
    /** Looks whether a host has one: by tag or digest. Rejects only with the conversation's `signal.reason`. */
    find(
      conversation: Conversation,
      version: string,
      options: { readonly runtime: Runtime; readonly lastHost: boolean },
    ): Promise<ManifestFinding>;
    /** What follows from an answer to a question for a manifest; a 401 is dealt with before. */
    next(heard: Attempted): "done" | "again" | "get";
    /** Whether an endpoint is asked for what a reference of this kind leads to. */
    asks(endpoint: Endpoint, by: "tag" | "digest"): boolean;
    /** Whether the next host is asked after this. */
    goesOn(problem: ManifestProblem): boolean;
    /** Which of the failures people are shown, by its index; there is at least one, in the order asked. */
    shows(problems: readonly ManifestProblem[]): number;
    /** Where content is asked for, in order, once an endpoint has said which it is; none where it was given with it. */
    contentAt<E extends Endpoint>(endpoints: readonly E[], winner: E): readonly E[];
    /** Which image of an index a node of this platform takes; undefined where there is none for it. */
    choose(index: ManifestIndex, platform: Platform): IndexEntry | undefined;
    /** Whether a manifest of this media type is pulled, or why not. */
    refuses(mediaType: string): "schema1" | "other" | undefined;
  };
  /** How a token is asked for. */
  readonly token: {
    /** The methods, in the order to be tried. */
    methods(login: Login): readonly TokenMethod[];
    /** Whether the next method is tried after this status. */
    goesOn(status: number, login: Login): boolean;
    /** Whether an answer of this status may hold a token. */
    takes(status: number): boolean;
    /** Whether a GET says by `account` whose token it is. */
    readonly namesAccount: boolean;
    /** Whether the answer has to be a single JSON value, to its end; else what follows one does not count. */
    readonly wholeAnswer: boolean;
    /** The members of the answer in which a token is looked for, the first that is there counts. */
    members(method: TokenMethod): readonly TokenMember[];
  };
}

export type RuntimeName = "containerd" | "cri-o";

/**
 * Why a host did not give what it was asked for. `unanswered`: no answer, or no leave to ask. `absent`: 404. `status`:
 * another failing status. `redirect`: one that leads nowhere. `too_large`. `useless`: it is there, but what comes of it is
 * no manifest of an image.
 */
export type ManifestProblem = "unanswered" | "absent" | "status" | "redirect" | "too_large" | "useless";

export type TokenMethod = "POST" | "GET";

/** How a question for a manifest ended. */
export interface Attempted {
  readonly method: "HEAD" | "GET";
  /** Undefined where there was no answer. */
  readonly status: number | undefined;
  /** Of the attempt before. */
  readonly previousStatus: number | undefined;
  /** Whether the connection was closed without an answer. */
  readonly closed: boolean;
  /** Whether no other host is asked after this one. */
  readonly lastHost: boolean;
}
