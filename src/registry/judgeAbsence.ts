import { randomBytes, randomInt } from "node:crypto";
import type { Failure } from "../image/outcome.ts";
import type { Conversation } from "./conversation.ts";
import { isRegistryErrorBody, saysUnknown } from "./errorBody.ts";
import { answerOutcome, describeAnswer, statusOutcome } from "./errorOutcome.ts";
import { judgeRoot } from "./judgeRoot.ts";
import { headerOf } from "./quotaHint.ts";
import type { Confirming } from "./registryCheck.ts";
import { type Answer, isSuccess } from "./requester.ts";

/**
 * How many requests confirm an absence. Whoever does not know what comes next is right so often once in 16 million times; once
 * more adds to what was known before, so that no way to take turns is in step with it for good.
 */
export const CONFIRMATIONS: Readonly<Record<Confirming, number>> = { wholly: 24, "once more": 1, later: 0 };

/**
 * A 404 means absence only where a registry says so. In its own words it is believed at once. What may come from a
 * registry, but may as well come from an ingress that has lost it, is confirmed: its root, the manifest, and what cannot
 * be there are asked for in an order that is thrown anew each time. If one of two replicas has lost the registry, the
 * root has to come from the other each time, and only the root, whatever the way in which they take turns. What comes
 * in the words of others is no word on the image.
 *
 * What was confirmed is not confirmed wholly at each check, but as soon as anything else was found: registries go and come
 * back behind their ingress.
 *
 * @param version tag or digest
 * @param get the 404 by GET
 */
export async function judgeAbsence(
  conversation: Conversation,
  version: string,
  get: Answer,
): Promise<Failure> {
  const absent: Failure = { result: "absent", message: describeAnswer(get, conversation.secrets) };
  if (saysUnknown(get.body)) {
    return absent;
  }
  if (get.elsewhere) {
    return answerOutcome(
      "unknown_error",
      get,
      "from where a redirect leads, and not in the words of a registry",
    );
  }
  const lost = await refusalOfRoot(conversation, get);
  if (lost !== undefined) {
    return lost;
  }
  if (!mayBeRegistry(get)) {
    return answerOutcome(
      "unknown_error",
      get,
      "not in the words of a registry: something else may answer in its place",
    );
  }
  const { confirming } = conversation;
  if (confirming === "later") {
    return { result: "rate_limited", message: `${absent.message}; others are confirmed first` };
  }
  for (let left = CONFIRMATIONS[confirming]; left > 0; left -= 1) {
    const refusal =
      randomInt(2) === 0
        ? await refusalOfRoot(conversation, get)
        : await refusalOf(conversation, randomInt(2) === 0 ? version : unheardOf(version));
    if (refusal !== undefined) {
      return refusal;
    }
  }
  return absent;
}

/** Why what stands at the root (`/v2/`) is no registry; undefined where it is one. */
async function refusalOfRoot(conversation: Conversation, get: Answer): Promise<Failure | undefined> {
  const root = await conversation.ping("/v2/");
  if (root.kind === "outcome") {
    return root.outcome;
  }
  const { answer } = root;
  const { status } = answer;
  if (status === 404 || status === 429 || status >= 500) {
    return await judgeRoot(conversation, answer);
  }
  const isHtml = /^text\/html/i.test(headerOf(answer.headers, "content-type") ?? "");
  return isV2(answer) || status === 401 || (isSuccess(answer) && !isHtml)
    ? undefined
    : answerOutcome("unknown_error", get, `and ${answer.url}: ${status}, as no registry answers`);
}

/** What speaks against it that a manifest's 404 comes from the registry; undefined where it is given again. */
async function refusalOf(conversation: Conversation, version: string): Promise<Failure | undefined> {
  const heard = await conversation.ask("GET", version, false);
  if (heard.kind === "outcome") {
    return heard.outcome;
  }
  const { answer } = heard;
  if (answer.status !== 404 && !isSuccess(answer)) {
    return statusOutcome(answer, conversation.secrets);
  }
  return answer.status === 404 && !answer.elsewhere && !saysUnknown(answer.body)
    ? undefined
    : answerOutcome(
        "registry_unavailable",
        answer,
        "but before, 404 not in the words of a registry: something else answers in its place at times",
      );
}

/** A tag or digest, as `version` is, that no registry has. */
function unheardOf(version: string): string {
  const hex = randomBytes(32).toString("hex");
  return version.includes(":") ? `sha256:${hex}` : hex;
}

/** Whether it can be a registry's, as some give no words for what they have not, or some of their own. */
function mayBeRegistry(answer: Answer): boolean {
  return isV2(answer) || answer.body.length === 0 || isRegistryErrorBody(answer.body);
}

function isV2({ headers }: Answer): boolean {
  return headerOf(headers, "docker-distribution-api-version")?.includes("registry/2") === true;
}
