import { bareHostname, isSameOrBelow } from "../network/hostname.ts";
import { type AuthenticationPlan, planAuthentication } from "./authenticationPlan.ts";
import { Conversation, type Heard, REFUSALS } from "./conversation.ts";
import { describeAnswer } from "./errorOutcome.ts";
import { loginOf } from "./login.ts";
import { type Answer, isSuccess } from "./requester.ts";

/** Redirects to hosts that want to be asked for leave, one after the other. */
const MAX_CHALLENGERS = 3;

/**
 * A conversation in which a host is challenged by its answers.
 *
 * A host is first asked as it wanted to be asked for other images, which saves the request that only earns a challenge.
 * A token that was asked for earlier and is refused is renewed once. Where that leads nowhere, or nothing is known yet,
 * the host is asked without credentials, as a node does, and what it says then counts, or its challenge is followed. So
 * is that of another host that a redirect leads to, but with the credential only where that one is below the first.
 */
export class ManifestConversation extends Conversation {
  /** The token that was asked for in this conversation: it has not expired. */
  #renewed: string | undefined;
  /** What the registry wants, as it said in this conversation. */
  #way: AuthenticationPlan | "bare" | undefined;

  async ask(method: "HEAD" | "GET", version: string, lastHost: boolean): Promise<Heard> {
    const question = { method, version, lastHost };
    const { host, credential } = this.topic;
    if (this.#way !== undefined && this.#way !== "bare") {
      return (await this.#orByBasic(question, await this.#attempt(question, this.#way))).heard;
    }
    const { plan } = host;
    let borrowed: Attempt | undefined;
    if (
      this.#way === undefined &&
      plan !== undefined &&
      (plan.kind === "bearer" || loginOf(credential).username !== "")
    ) {
      borrowed = await this.#attempt(question, plan);
      if (!leadsNowhere(borrowed)) {
        return borrowed.heard;
      }
    }

    const bare = await this.#request(question, undefined);
    if (bare.kind === "outcome") {
      return bare;
    }
    if (!isUnauthorised(bare)) {
      this.#way = "bare";
      if (borrowed?.asked === false && host.plan === borrowed.plan) {
        host.plan = undefined;
      }
      return bare;
    }
    const wanted = planAuthentication(bare.answer.headers, this.topic.repository, bare.answer.origin);
    if (wanted === undefined) {
      return bare;
    }
    if (wanted.kind === "unusable") {
      const message = `${describeAnswer(bare.answer, this.secrets)}, and ${wanted.problem}`;
      return { kind: "outcome", outcome: { result: "authentication_failure", message } };
    }
    this.#way = wanted.plan;
    const attempt =
      wanted.plan.key === borrowed?.plan.key ? borrowed : await this.#attempt(question, wanted.plan);
    if (attempt.asked && !isRefused(attempt.heard) && (wanted.plan.kind === "basic" || wanted.plan.general)) {
      host.plan = wanted.plan;
    }
    return (await this.#orByBasic(question, attempt)).heard;
  }

  /** Asks once more where a token was answered with the wish for a user name and password. */
  async #orByBasic(question: ManifestQuestion, attempt: Attempt): Promise<Attempt> {
    const { plan, heard } = attempt;
    if (plan.kind === "basic" || !isUnauthorised(heard) || loginOf(this.topic.credential).username === "") {
      return attempt;
    }
    const { headers, origin } = heard.answer;
    const wanted = planAuthentication(headers, this.topic.repository, origin);
    if (wanted?.kind !== "plan" || wanted.plan.kind !== "basic") {
      return attempt;
    }
    this.#way = wanted.plan;
    return await this.#attempt(question, wanted.plan);
  }

  /** Asks as a plan says, and once more with a new token if an old one is refused. */
  async #attempt(question: ManifestQuestion, plan: AuthenticationPlan): Promise<Attempt> {
    const { authenticator } = this.tools;
    const { by } = this.options;
    for (let renewed = false; ; renewed = true) {
      const authorization = await authenticator.authorise({ ...this.topic, plan, by }, this.options);
      if (authorization.kind === "outcome") {
        return { plan, heard: authorization, asked: false };
      }
      const { cached } = authorization;
      const isOurs = !cached || authorization.value === this.#renewed;
      if (!cached) {
        this.#renewed = authorization.value;
      }
      this.sent.push(authorization.value);
      const heard = await this.#request(question, authorization.value);
      const refused = isRefused(heard);
      if (refused) {
        authenticator.forget(authorization);
      }
      // Nodes ask for one at each step: it may serve a single request.
      if (renewed || !refused || !cached || (isOurs && !isUnauthorised(heard))) {
        return { plan, heard, asked: true };
      }
    }
  }

  /**
   * Asks as often as the runtime would where something has gone wrong, and by GET where it would go on so; and anew where
   * another host on the way wants to be asked for leave first.
   */
  async #request(
    { method: asked, version, lastHost }: ManifestQuestion,
    authorization: string | undefined,
  ): Promise<Heard> {
    const { runtime } = this.tools;
    const { attempts, maxBytes } = runtime.manifest;
    const path = this.pathOf(version);
    let challengers = 0;
    let method = asked;
    let previousStatus: number | undefined;
    for (let attempt = 1; ; attempt += 1) {
      const heard = await this.send(method, path, authorization, maxBytes);
      const answer = heard.kind === "answer" ? heard.answer : undefined;
      const status = answer?.status;
      const closed = heard.kind === "outcome" && heard.closed === true;
      const next = runtime.manifest.next({ method, status, previousStatus, closed, lastHost });
      if (next !== "done" && attempt < attempts) {
        method = next === "get" ? "GET" : method;
        previousStatus = status;
        continue;
      }
      if (answer?.elsewhere !== true || status !== 401 || challengers >= MAX_CHALLENGERS) {
        return heard;
      }
      if (!(await this.#satisfy(answer))) {
        return heard;
      }
      challengers += 1;
      attempt = 0;
      method = asked;
      previousStatus = undefined;
    }
  }

  /** Earns what another host wants that a redirect led to; false where that is already tried, or cannot be had. */
  async #satisfy({ answeredBy, headers }: Answer): Promise<boolean> {
    const { host, repository, credential } = this.topic;
    const url = new URL(answeredBy.url);
    const planned = planAuthentication(headers, repository, answeredBy.url);
    if (this.elsewhere?.has(url.host) === true || planned?.kind !== "plan") {
      return false;
    }
    const hostname = bareHostname(url);
    const authorization = await this.tools.authenticator.authorise(
      {
        host: { name: url.host, budget: url.host, hostname, told: host.told, settings: answeredBy.settings },
        plan: planned.plan,
        repository,
        credential: isSameOrBelow(hostname, host.hostname) ? credential : undefined,
        by: this.options.by,
      },
      this.options,
    );
    if (authorization.kind === "outcome") {
      return false;
    }
    this.sent.push(authorization.value);
    this.elsewhere ??= new Map();
    this.elsewhere.set(url.host, authorization.value);
    return true;
  }
}

/** Whether a node, who borrows no challenge, may have got further. */
function leadsNowhere({ heard, asked }: Attempt): boolean {
  return heard.kind === "answer" ? !isSuccess(heard.answer) && heard.answer.status !== 429 : !asked;
}

interface ManifestQuestion {
  readonly method: "HEAD" | "GET";
  /** Tag or digest. */
  readonly version: string;
  readonly lastHost: boolean;
}

interface Attempt {
  readonly plan: AuthenticationPlan;
  readonly heard: Heard;
  /** Whether the registry itself was asked, not only its token service. */
  readonly asked: boolean;
}

function isUnauthorised(heard: Heard): heard is Heard & { readonly kind: "answer" } {
  return heard.kind === "answer" && heard.answer.status === 401 && !heard.answer.elsewhere;
}

/** Whether an expired token might be behind the registry's answer. */
function isRefused(heard: Heard): boolean {
  return heard.kind === "answer" && REFUSALS.has(heard.answer.status) && !heard.answer.elsewhere;
}
