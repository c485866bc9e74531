import type { Credential } from "../credentials/credential.ts";
import type { Outcome } from "../image/outcome.ts";
import { type AuthenticationPlan, planAuthentication } from "./authenticationPlan.ts";
import type { Authenticator, Authorization } from "./authenticator.ts";
import { describeAnswer, unansweredOutcome } from "./errorOutcome.ts";
import { MANIFEST_ACCEPT } from "./manifestMediaType.ts";
import type { RegistryHost } from "./registryHost.ts";
import type { Answer, Reply, Requester } from "./requester.ts";

/** What one conversation is about. */
export interface ConversationTopic {
  readonly host: RegistryHost;
  readonly repository: string;
  /** Tag or digest. */
  readonly version: string;
  /** Undefined means anonymous. */
  readonly credential: Credential | undefined;
}

/** What was heard in the end: the registry's answer, or why it could not be had. */
export type Heard =
  | { readonly kind: "answer"; readonly answer: Answer; readonly authenticated: boolean }
  | { readonly kind: "outcome"; readonly outcome: Outcome };

/** Bounds: a manifest has at most 4 MiB (OCI distribution specification), an error has no reason to be long. */
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
const MAX_ERROR_BYTES = 64 * 1024;

/** What an expired token has been seen to cause. */
const REFUSALS = new Set([400, 401, 403]);

/**
 * The requests about one manifest with one credential, authenticated as the registry wants it.
 *
 * A registry is first asked as it wanted to be asked last time, which saves the request that only earns a challenge. A
 * token that was asked for earlier and is refused is renewed once. If it is refused still, or nothing is known yet, the
 * registry is asked without credentials, as a node does, and its challenge is followed.
 */
export class ManifestConversation {
  readonly #topic: ConversationTopic;
  readonly #requester: Requester;
  readonly #authenticator: Authenticator;
  readonly #signal: AbortSignal;
  /** The token that was asked for in this conversation: refused, it is not renewed. */
  #renewed: string | undefined;
  /** The plan that the registry named in this conversation. */
  #named: string | undefined;
  readonly #secrets: string[];

  constructor(
    topic: ConversationTopic,
    tools: { requester: Requester; authenticator: Authenticator; signal: AbortSignal },
  ) {
    this.#topic = topic;
    this.#requester = tools.requester;
    this.#authenticator = tools.authenticator;
    this.#signal = tools.signal;
    this.#secrets = topic.credential === undefined ? [] : secretsOf(topic.credential);
  }

  /** Texts of this conversation that must not be shown. */
  get secrets(): readonly string[] {
    return this.#secrets;
  }

  /** Asks for the manifest. Rejects only with `signal.reason`. */
  async ask(method: "HEAD" | "GET"): Promise<Heard> {
    const { host, credential } = this.#topic;
    const { plan } = host;
    let first: Attempt | undefined;
    if (plan !== undefined && (plan.kind === "bearer" || credential !== undefined)) {
      first = await this.#attempt(method, plan);
      if (this.#isFinal(first)) {
        return first.heard;
      }
    }

    const bare = await this.#request(method, undefined);
    if (bare.kind === "outcome") {
      return bare;
    }
    if (bare.answer.status !== 401 || bare.answer.elsewhere) {
      return first === undefined || isSuccess(bare.answer.status) ? bare : first.heard;
    }
    const wanted = await this.#readPlan(bare.answer);
    if (wanted === undefined) {
      return first?.heard ?? bare;
    }
    if (wanted.kind === "outcome") {
      return wanted;
    }
    return wanted.plan.key === first?.plan.key
      ? first.heard
      : (await this.#attempt(method, wanted.plan)).heard;
  }

  /**
   * Asks the registry's root (`GET /v2/`), without credentials. Where it wants some, what it wants is remembered for
   * the next {@link ask}.
   */
  async ping(): Promise<Heard> {
    const heard = await this.#send("GET", "/v2/", undefined, MAX_ERROR_BYTES);
    if (heard.kind === "answer" && heard.answer.status === 401 && !heard.answer.elsewhere) {
      this.#remember(heard.answer);
    }
    return heard;
  }

  /** Asks as a plan says, and once more with a new token if an old one is refused. */
  async #attempt(method: "HEAD" | "GET", plan: AuthenticationPlan): Promise<Attempt> {
    for (let renewed = false; ; renewed = true) {
      const authorization = await this.#authenticator.authorise(
        { ...this.#topic, plan },
        { signal: this.#signal },
      );
      if (authorization.kind === "outcome") {
        return { plan, heard: authorization, asked: false };
      }
      const fresh = !authorization.cached || authorization.value === this.#renewed;
      if (!authorization.cached) {
        this.#renewed = authorization.value;
      }
      this.#hide(authorization);
      const heard = await this.#request(method, authorization.value);
      if (renewed || fresh || !isRefused(heard)) {
        return { plan, heard, asked: true };
      }
      this.#authenticator.forget(authorization);
    }
  }

  #request(method: "HEAD" | "GET", authorization: string | undefined): Promise<Heard> {
    const { repository, version } = this.#topic;
    return this.#send(method, `/v2/${repository}/manifests/${version}`, authorization, MAX_MANIFEST_BYTES);
  }

  async #send(
    method: "HEAD" | "GET",
    path: string,
    authorization: string | undefined,
    maxBytes: number,
  ): Promise<Heard> {
    const reply: Reply = await this.#requester.ask(
      {
        destination: this.#topic.host,
        method,
        path,
        accept: MANIFEST_ACCEPT,
        authorization,
        tlsOnly: this.#topic.credential?.tlsOnly,
        maxBytes,
        gated: true,
      },
      { signal: this.#signal },
    );
    return reply.kind === "answered"
      ? { kind: "answer", answer: reply, authenticated: authorization !== undefined }
      : { kind: "outcome", outcome: unansweredOutcome(reply) };
  }

  /** The plan behind a 401; undefined where the registry does not say what it wants. */
  async #readPlan(
    refusal: Answer,
  ): Promise<{ kind: "plan"; plan: AuthenticationPlan } | (Heard & { kind: "outcome" }) | undefined> {
    let result = this.#remember(refusal);
    if (result === undefined) {
      const root = await this.#send("GET", "/v2/", undefined, MAX_ERROR_BYTES);
      result =
        root.kind === "answer" && root.answer.status === 401 && !root.answer.elsewhere
          ? this.#remember(root.answer)
          : undefined;
    }
    if (result?.kind !== "unusable") {
      return result;
    }
    const message = `${describeAnswer(refusal, this.#secrets)}, and ${result.problem}`;
    return { kind: "outcome", outcome: { result: "authentication_failure", message } };
  }

  #remember(refusal: Answer) {
    const { host, repository } = this.#topic;
    const result = planAuthentication(refusal.headers, repository, refusal.origin);
    this.#named = result?.kind === "plan" ? result.plan.key : undefined;
    if (result?.kind === "plan" && (result.plan.kind === "basic" || result.plan.general)) {
      host.plan = result.plan;
    }
    return result;
  }

  /**
   * Whether asking without credentials could not lead further: the registry has given an answer, or it has taken a new
   * token of its own token service and denies access all the same, or it wants just such a token. A token service that
   * failed may not be the one that the registry would name now.
   */
  #isFinal({ plan, heard, asked }: Attempt): boolean {
    if (heard.kind === "outcome") {
      return asked || heard.outcome.result === "rate_limited";
    }
    if (!isRefused(heard) || plan.key === this.#named) {
      return true;
    }
    if (plan.kind === "basic") {
      return false;
    }
    if (heard.answer.status !== 401) {
      return true;
    }
    const wanted = planAuthentication(heard.answer.headers, this.#topic.repository, heard.answer.origin);
    return wanted?.kind === "plan" && wanted.plan.key === plan.key;
  }

  #hide({ value }: Authorization & { kind: "header" }): void {
    this.#secrets.push(value.slice(value.indexOf(" ") + 1));
  }
}

interface Attempt {
  readonly plan: AuthenticationPlan;
  readonly heard: Heard;
  /** Whether the registry itself was asked, not only its token service. */
  readonly asked: boolean;
}

function secretsOf({ password, identityToken }: Credential): string[] {
  return identityToken === undefined ? [password] : [password, identityToken];
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** Whether an expired token might be behind the registry's answer. */
function isRefused(heard: Heard): boolean {
  return heard.kind === "answer" && REFUSALS.has(heard.answer.status) && !heard.answer.elsewhere;
}
