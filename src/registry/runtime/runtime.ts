import type { Login } from "../login.ts";
import type { TokenMember } from "../tokenAnswer.ts";

/**
 * A container runtime: all in which one differs from another when it pulls an image. What is here is asked by the parts
 * that do the asking; none of them knows a runtime by its name.
 */
export interface Runtime {
  readonly name: RuntimeName;
  /** How a manifest is resolved. */
  readonly manifest: {
    /** How often one question may be put to a host in all. */
    readonly attempts: number;
    /** The largest manifest that is taken, in bytes. */
    readonly maxBytes: number;
    /** What follows from an answer to a question for a manifest; a 401 is dealt with before. */
    next(heard: Attempted): "done" | "again" | "get";
    /** Whether no other host is asked after this answer to HEAD. */
    isFinal(status: number): boolean;
    /** Whether a manifest of this media type is pulled, or why not. */
    refuses(mediaType: string): "schema1" | "other" | undefined;
  };
  /** How a token is asked for. */
  readonly token: {
    /** The methods, in the order to be tried. */
    methods(login: Login): readonly TokenMethod[];
    /** Whether the next method is tried after this status. */
    goesOn(status: number, login: Login): boolean;
    /** The members of the answer in which a token is looked for, the first that is there counts. */
    members(method: TokenMethod): readonly TokenMember[];
  };
}

export type RuntimeName = "containerd";

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
