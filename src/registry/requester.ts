import type { Credential } from "../credentials/credential.ts";
import type { Logger } from "../log/logger.ts";
import { bareHostname, isLoopbackName, isSameOrBelow } from "../network/hostname.ts";
import type { Clock } from "../time/clock.ts";
import type { Origin } from "./connections.ts";
import type { HostSettings } from "./hostSettings.ts";
import type { ExchangeResult } from "./httpExchange.ts";
import { logExchange } from "./logExchange.ts";
import { authorizationOf } from "./login.ts";
import { headerOf, type ResponseHeaders, readQuota } from "./quotaHint.ts";
import { nameOfHost } from "./registryAddress.ts";
import type { Destination } from "./registryHost.ts";
import { type FailureClass, type RequestFailure, redirectFailure } from "./requestFailure.ts";
import type { QuotaHint, Refusal, RequestEnd, RequestGate } from "./requestGate.ts";
import {
  secretsOfAuthorization,
  secretsOfForm,
  secretsOfHeaders,
  shownUrl,
  withoutSecrets,
} from "./secretTraces.ts";
import { parseServerUrl } from "./serverUrl.ts";
import { siteOf } from "./siteOf.ts";
import type { Transport, TransportRequest } from "./transport.ts";

/** Told of every HTTP request, for metrics. */
export interface RequestObserver {
  /**
   * @param event.registry the name that budgets know: a registry as references write it, or a token service's host
   * @param event.code the status, or why there was no answer
   */
  requestFinished(event: {
    readonly registry: string;
    readonly method: string;
    readonly code: number | FailureClass;
  }): void;
}

/** What to ask of a {@link Destination}. */
export interface Question {
  readonly destination: Destination;
  readonly method: "HEAD" | "GET" | "POST";
  /** Path and query. */
  readonly path: string;
  readonly accept: string;
  /** Value of `Authorization`; never leaves the host that the question goes to first, and what lies below it. */
  readonly authorization?: string | undefined;
  /** Whether that is left out where there is no TLS. */
  readonly tlsOnly?: boolean | undefined;
  /** The credential of which the secret itself is sent, here or in the form. */
  readonly tells?: Credential | undefined;
  /** What other hosts get that redirects lead to, by host[:port]. */
  readonly elsewhere?: ReadonlyMap<string, string> | undefined;
  /** Further headers, names and values in turn; any of them may be a credential, so they go where `authorization` goes. */
  readonly headers?: readonly string[];
  /** Whose request it is, for the gate: see `RequestGate.admit`. */
  readonly party: string;
  /** See `CheckOptions`. */
  readonly by?: string | undefined;
  /** A form. */
  readonly form?: string;
  /** Texts that must not be shown, whether they are sent with it or were before: asked for where something is shown. */
  readonly secrets?: () => readonly string[];
  readonly maxBytes: number;
  /** Whether a redirect to another host is the answer, and not followed. */
  readonly stays?: true;
  /** A probe on the gate's own behalf passes ungated, and its first answer is the answer: no redirect is followed. */
  readonly gated: boolean;
}

/** How a question ended. */
export type Reply =
  | Answer
  | { readonly kind: "failed"; readonly url: string; readonly failure: RequestFailure }
  | { readonly kind: "refused"; readonly refusal: Refusal };

export interface Answer {
  readonly kind: "answered";
  readonly method: string;
  /** Of the last request, without its query. */
  readonly url: string;
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly body: Buffer;
  readonly truncated: boolean;
  /** Whether the body ended before its end. */
  readonly cut: boolean;
  /** Which origin of the destination was asked. */
  readonly origin: string;
  /** Who answered in the end. */
  readonly answeredBy: Origin;
  /** Whether a redirect led to another origin: what it says about authentication is not the destination's word. */
  readonly elsewhere: boolean;
}

/** As runtimes see it: what is below 200 has not been thought of. */
export function isSuccess({ status }: Pick<Answer, "status">): boolean {
  return status < 300;
}

/** Asks with budgets, redirects and the choice between HTTPS and HTTP. */
export interface Requester {
  /** Rejects only with `signal.reason`. */
  ask(question: Question, options: { signal: AbortSignal }): Promise<Reply>;
}

const NO_HEADERS: readonly never[] = [];
const NO_WORDS: ReadonlySet<string> = new Set();
/** As many as Go follows, which container runtimes are written in. */
const MAX_REDIRECTS = 9;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Each request passes the gate under the destination's name, hops of a redirect included, which wait for their turn at the
 * host that they lead to. Settled is what the
 * destination itself did: a host that a redirect leads to and that cannot be reached is not the destination's failure.
 * An address that the guard refuses is nobody's failure, nor is that of another name's host the budget's: such a request is not
 * settled, as one of our own ending.
 *
 * @param settingsOf what holds for hosts that redirects lead to
 */
export function createRequester({
  transport,
  gate,
  clock,
  observer,
  settingsOf,
  userAgent,
  log,
}: {
  transport: Transport;
  gate: RequestGate;
  clock: Clock;
  observer: RequestObserver;
  settingsOf: (host: string, near: HostSettings) => HostSettings;
  userAgent: string;
  log: Logger;
}): Requester {
  const wire = (
    {
      destination,
      by: namespace,
      method,
      form,
      maxBytes,
      accept,
      tlsOnly,
      headers: further = NO_HEADERS,
    }: Question,
    origin: Origin,
    path: string,
    authorization: string | undefined,
  ): TransportRequest => {
    const headers = ["accept", accept, "user-agent", userAgent];
    // What was asked for takes the place of what a file says.
    if (further.length > 0) {
      headers.push(
        ...withoutFields(further, authorization === undefined ? UNSENT_FIELDS : UNSENT_OR_AUTHORIZATION),
      );
    }
    if (form !== undefined) {
      headers.push("content-type", "application/x-www-form-urlencoded");
    }
    if (authorization !== undefined && !(tlsOnly === true && origin.url.startsWith("http:"))) {
      headers.push("authorization", authorization);
    }
    return {
      origin,
      by: destination.budget,
      // What no namespace asks for (probes, looks) is counted as asked for by who is asked: any number may be silent.
      namespace: namespace ?? `at ${siteOf(destination.hostname)}`,
      method,
      path,
      headers,
      maxBytes,
      body: form,
    };
  };

  const takeNote = (
    question: Question,
    origin: Origin,
    path: string,
    authorization: string | undefined,
    result: ExchangeResult,
  ): void => {
    const { destination, method } = question;
    const code = result.kind === "answered" ? result.status : result.failure.failureClass;
    observer.requestFinished({ registry: destination.name, method, code });
    if (log.level === "debug") {
      const url = origin.url + path.split("?", 1)[0]!;
      const secrets = [...secretsOfAuthorization(authorization), ...secretsOf(question)];
      logExchange(log, { method, url, authorization, secrets, result });
    }
  };

  return {
    async ask(asked, options) {
      const { destination } = asked;
      const settle = (end: RequestEnd) => gate.settle(destination.budget, end, asked.party, asked.by);
      if (asked.tells !== undefined) {
        destination.told.add(asked.tells);
      }
      let question = asked;
      let { authorization: carried, path } = asked;
      let authorization = carried;
      let origins = destination.origins();
      let first: Origin | undefined;
      let redirectStatus = 0;
      for (let hops = 0; ; hops += 1) {
        const refusal = question.gated ? gate.admit(destination.budget, asked.party) : undefined;
        if (refusal !== undefined) {
          return { kind: "refused", refusal };
        }
        // The first origin that can be connected to answers.
        let index = 0;
        let origin: Origin;
        let result: ExchangeResult;
        do {
          origin = origins[index]!;
          result = await transport.exchange(wire(question, origin, path, authorization), options);
          takeNote(question, origin, path, authorization, result);
          index += 1;
        } while (index < origins.length && result.kind === "failed" && speaksOtherwise(result));
        const { method } = question;
        // Only where others lead us may there be more in it than what we know.
        const url = shownUrl(origin.url + path, hops === 0 ? NO_HEADERS : secretsOf(asked));
        if (first === undefined) {
          first = origin;
          destination.settled(result.kind === "answered" ? origin : undefined);
        }
        const elsewhere = origin.url !== first.url;

        if (result.kind === "failed") {
          const { failure } = result;
          if (failure.failureClass === "overload") {
            return { kind: "refused", refusal: { kind: "rate_limited", message: failure.message } };
          }
          if (question.gated && elsewhere) {
            settle({ kind: "answered", method, status: redirectStatus, quota: {} });
          } else if (
            question.gated &&
            destination.isAlias !== true &&
            !OWN_DECISIONS.has(failure.failureClass)
          ) {
            const message = withoutSecrets(
              `${method} ${url}: ${failure.message}`,
              secretsOf(asked),
              NO_WORDS,
            );
            settle({ kind: "unreachable", method, code: failure.code, message });
          }
          return { kind: "failed", url, failure };
        }

        const { status, headers, body, truncated, cut } = result;
        if (question.gated) {
          const quota = toldQuota(readQuota(headers, clock.now()), asked);
          settle({ kind: "answered", method, status, quota });
        }
        const location = REDIRECTS.has(status) ? headerOf(headers, "location") : undefined;
        const answer: Answer = {
          kind: "answered",
          method,
          url,
          status,
          headers,
          body,
          truncated,
          cut,
          origin: first.url,
          answeredBy: origin,
          elsewhere,
        };
        if (location === undefined || location === "" || !question.gated) {
          return answer;
        }
        const next = hops < MAX_REDIRECTS ? parseServerUrl(location, origin.url + path) : undefined;
        if (next === undefined || !/^https?:$/.test(next.protocol)) {
          const problem =
            hops >= MAX_REDIRECTS
              ? `redirected more than ${MAX_REDIRECTS} times`
              : "redirected to what is no http or https URL";
          return { kind: "failed", url, failure: redirectFailure(problem) };
        }
        const hostname = bareHostname(next);
        const isOwn = isSameOrBelow(hostname, destination.hostname);
        if (!isOwn && question.stays === true) {
          return answer;
        }
        const to = nameOfHost(next.host);
        if (!isOwn && !(await gate.turn(to, destination.budget, { ...options, by: asked.by }))) {
          const message = `too many redirects to ${to} wait for their turn`;
          return { kind: "refused", refusal: { kind: "rate_limited", message } };
        }
        const isInTheClear = origin.url.startsWith("https:") && next.protocol === "http:";
        if (method === "POST" && (status < 307 || !isOwn || isInTheClear)) {
          // As browsers and Go do with these; a form holds a credential, which is for nobody else.
          question = { ...withoutForm(question), method: "GET" };
        }
        redirectStatus = status;
        path = next.pathname + next.search;
        if (next.origin !== origin.url) {
          if (!isOwn || isInTheClear) {
            // Dropped for good: a way back would let the other origin choose what the credential is used for.
            carried = undefined;
            question = { ...question, headers: [] };
          }
          const allowLoopback = isLoopbackName(destination.hostname) || hostname === destination.hostname;
          origins = [{ url: next.origin, settings: settingsOf(next.host, origin.settings), allowLoopback }];
        } else {
          origins = [origin];
        }
        authorization = question.elsewhere?.get(next.host) ?? carried ?? authorizationOf(next);
      }
    },
  };
}

/** What Go's client does not send though a file configures it, and what ours cannot send and no answer depends on. */
const UNSENT_FIELDS =
  /^(?:host|content-length|transfer-encoding|trailer|expect|keep-alive|upgrade|user-agent)$/i;
const UNSENT_OR_AUTHORIZATION = new RegExp(`${UNSENT_FIELDS.source}|^authorization$`, "i");

function withoutFields(headers: readonly string[], names: RegExp): readonly string[] {
  return headers.filter((_, index) => !names.test(headers[index - (index % 2)]!));
}

function withoutForm({ form: _, ...question }: Question): Question {
  return question;
}

function secretsOf({
  destination,
  authorization,
  elsewhere,
  form,
  headers = NO_HEADERS,
  secrets,
}: Question): readonly string[] {
  const others = [...(elsewhere?.values() ?? [])].flatMap(secretsOfAuthorization);
  return [
    ...destination.told,
    ...(secrets?.() ?? NO_HEADERS),
    ...secretsOfAuthorization(authorization),
    ...others,
    ...secretsOfForm(form),
    ...secretsOfHeaders(headers),
  ];
}

const OWN_DECISIONS = new Set<FailureClass>(["address_refused", "invalid"]);

/**
 * Whether a failed attempt leaves it open that the other scheme is spoken. A certificate that is refused does not: the
 * server speaks TLS, and whoever shows a false certificate must not get the request in the clear.
 */
function speaksOtherwise(result: ExchangeResult & { kind: "failed" }): boolean {
  return !result.started && OTHERWISE.has(result.failure.failureClass);
}

const OTHERWISE = new Set<FailureClass>(["connect", "protocol", "timeout", "tls"]);

/** Without the number that a registry chose, where that may be what it was sent: a gauge shows it. */
function toldQuota(told: QuotaHint, question: Question): QuotaHint {
  const { remaining } = told;
  if (
    remaining === undefined ||
    withoutSecrets(`${remaining}`, secretsOf(question), NO_WORDS) === `${remaining}`
  ) {
    return told;
  }
  const { remaining: _, ...quota } = told;
  return quota;
}
