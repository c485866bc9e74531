import type { Failure } from "../image/outcome.ts";
import type { Conversation } from "./conversation.ts";
import { answerOutcome, statusOutcome } from "./errorOutcome.ts";
import { headerOf } from "./quotaHint.ts";
import { type Answer, isSuccess } from "./requester.ts";

/** What it means for an image that a registry's root (`/v2/`) gives an answer that none gives who has images. */
export async function judgeRoot(conversation: Conversation, answer: Answer): Promise<Failure> {
  if (answer.status !== 404) {
    return statusOutcome(answer, conversation.secrets);
  }
  const old = await conversation.ping("/v1/_ping");
  return old.kind === "answer" && isSuccess(old.answer) && isV1(old.answer)
    ? answerOutcome("registry_v1_api_not_supported", answer, "as no registry with version 2 of the API does")
    : answerOutcome(
        "registry_unavailable",
        answer,
        "as no registry does: it is gone from behind this address",
      );
}

function isV1({ headers }: Answer): boolean {
  return headerOf(headers, "x-docker-registry-version") !== undefined;
}
