import type { Failure } from "../image/outcome.ts";
import { type AuthenticationPlan, planFirst, withScope } from "./authenticationPlan.ts";
import type { Authorization } from "./authenticator.ts";
import { Conversation, type Heard, REFUSALS } from "./conversation.ts";
import { describeAnswer } from "./errorOutcome.ts";
import { judgeRoot } from "./judgeRoot.ts";
import { basicAuthorization, loginOf } from "./login.ts";

/** How long it counts what a registry's root has said, in milliseconds: nodes ask it once a pull. */
const PING_EVERY_MS = 60_000;

/**
 * A conversation in which a host's root (`/v2/`) is asked first: it has to be there, and its challenge is the one that
 * counts. What answers say later of authentication does not, but that a token's scope is too small.
 */
export class PingedConversation extends Conversation {
  /** The token that was asked for in this conversation: it has not expired. */
  #fresh: string | undefined;

  async ask(method: "HEAD" | "GET", version: string): Promise<Heard> {
    const wanted = await this.#wanted();
    if ("outcome" in wanted) {
      return { kind: "outcome", outcome: wanted.outcome, unanswered: true };
    }
    let { plan } = wanted;
    let renewed = false;
    for (;;) {
      const authorization = plan === undefined ? undefined : await this.#authorise(plan);
      if (authorization?.kind === "outcome") {
        return authorization;
      }
      const isOld = authorization?.cached === true && authorization.value !== this.#fresh;
      if (!isOld) {
        this.#fresh = authorization?.value;
      }
      const heard = await this.#request(method, version, authorization?.value);
      if (authorization === undefined || heard.kind === "outcome" || !REFUSALS.has(heard.answer.status)) {
        return heard;
      }
      if (isOld && !renewed) {
        this.tools.authenticator.forget(authorization);
        renewed = true;
        continue;
      }
      const wider = plan === undefined ? undefined : withScope(plan, heard.answer);
      if (wider === undefined || wider.key === plan?.key) {
        return heard;
      }
      plan = wider;
    }
  }

  /** What the host wants, as it says at its root; undefined for nothing that can be given. */
  async #wanted(): Promise<
    { readonly plan: AuthenticationPlan | undefined } | { readonly outcome: Failure }
  > {
    const { host } = this.topic;
    const { clock } = this.tools;
    if (host.pinged !== undefined && clock.monotonic() < host.pinged.until) {
      return host.pinged;
    }
    const heard = await this.ping("/v2/");
    if (heard.kind === "outcome") {
      return heard;
    }
    const { answer } = heard;
    if (answer.status !== 200 && answer.status !== 401) {
      return { outcome: await judgeRoot(this, answer) };
    }
    const wanted = planFirst(answer.headers, answer.origin);
    if (wanted?.kind === "unusable") {
      const message = `${describeAnswer(answer, this.secrets)}, and ${wanted.problem}`;
      return { outcome: { result: "authentication_failure", message } };
    }
    host.pinged = { plan: wanted?.plan, until: clock.monotonic() + PING_EVERY_MS };
    return host.pinged;
  }

  /** Nobody has an empty user name and password. */
  async #authorise(plan: AuthenticationPlan): Promise<Authorization> {
    const { credential } = this.topic;
    if (plan.kind === "basic") {
      const login = loginOf(credential);
      const value = basicAuthorization(login.instead ?? login);
      return { kind: "header", value, tokenKey: undefined, cached: false };
    }
    const { authenticator } = this.tools;
    const { by } = this.options;
    return await authenticator.authorise({ ...this.topic, plan, by }, this.options);
  }

  async #request(method: "HEAD" | "GET", version: string, authorization: string | undefined): Promise<Heard> {
    if (authorization !== undefined) {
      this.sent.push(authorization);
    }
    const { maxBytes } = this.tools.runtime.manifest;
    return await this.send(method, this.pathOf(version), authorization, maxBytes);
  }
}
