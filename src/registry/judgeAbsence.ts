import type { Failure } from "../image/outcome.ts";
import type { Conversation } from "./conversation.ts";
import { isRegistryErrorBody } from "./errorBody.ts";
import { answerOutcome, describeAnswer } from "./errorOutcome.ts";
import { judgeRoot } from "./judgeRoot.ts";
import { headerOf } from "./quotaHint.ts";
import { type Answer, isSuccess } from "./requester.ts";

/**
 * A 404 means absence only where a registry says so: that shows by its header or its form of error; else its root is
 * asked. Each time anew, as an ingress answers 404 to everything once the registry behind it is gone.
 */
export async function judgeAbsence(conversation: Conversation, head: Answer, get: Answer): Promise<Failure> {
  const absent: Failure = { result: "absent", message: describeAnswer(get, conversation.secrets) };
  if (isV2(head) || isV2(get)) {
    return absent;
  }
  if (get.elsewhere) {
    return answerOutcome(
      "unknown_error",
      get,
      "from where a redirect leads, and not in the words of a registry",
    );
  }
  const root = await conversation.ping("/v2/");
  if (root.kind === "outcome") {
    return root.outcome;
  }
  const { answer } = root;
  const isHtml = /^text\/html/i.test(headerOf(answer.headers, "content-type") ?? "");
  if (isV2(answer) || answer.status === 401 || (isSuccess(answer) && !isHtml)) {
    return absent;
  }
  return answer.status === 404 || answer.status === 429 || answer.status >= 500
    ? await judgeRoot(conversation, answer)
    : answerOutcome("unknown_error", get, `and ${answer.url}: ${answer.status}, as no registry answers`);
}

function isV2({ headers, body }: Answer): boolean {
  return (
    headerOf(headers, "docker-distribution-api-version")?.includes("registry/2") === true ||
    isRegistryErrorBody(body)
  );
}
