import type { Conversation, Heard } from "./conversation.ts";
import { statusOutcome } from "./errorOutcome.ts";
import { judgeAbsence } from "./judgeAbsence.ts";
import { failed, type ManifestFinding, unanswered } from "./manifestFinding.ts";
import { isSuccess } from "./requester.ts";

/**
 * Looks whether a host has a blob: by HEAD, and by GET of its first byte where that says no, as nodes go by GET. Only its
 * own word counts: where it leads to a storage, it has the blob, whatever that would answer; addresses there are often
 * signed for GET alone.
 *
 * Rejects only with the conversation's `signal.reason`.
 *
 * @param conversation one about blobs
 */
export async function findBlob(
  conversation: Conversation,
  digest: string,
  lastHost: boolean,
): Promise<ManifestFinding> {
  const head = await conversation.ask("HEAD", digest, lastHost);
  if (isThere(head)) {
    return { kind: "found", digest, size: 0 };
  }
  const got =
    head.kind === "answer" && head.answer.method === "HEAD" && !isNoUseToAsk(head.answer.status)
      ? await conversation.ask("GET", digest, lastHost)
      : head;
  if (isThere(got)) {
    return { kind: "found", digest, size: 0 };
  }
  if (got.kind === "outcome") {
    return unanswered(got);
  }
  const { answer } = got;
  return answer.status === 404 && answer.method === "GET"
    ? failed("absent", await judgeAbsence(conversation, digest, answer))
    : failed("status", statusOutcome(answer, conversation.secrets));
}

/** Whoever redirects is no longer asked: `elsewhere` is a port of the same host, as of a storage beside the registry. */
function isThere(heard: Heard): boolean {
  return (
    heard.kind === "answer" &&
    (isSuccess(heard.answer) ||
      heard.answer.elsewhere ||
      (heard.answer.status >= 300 && heard.answer.status < 400))
  );
}

/** The host has enough to do, or lets nobody in. */
function isNoUseToAsk(status: number): boolean {
  return status === 401 || status === 408 || status === 429 || (status >= 500 && status !== 501);
}
