import { createHash } from "node:crypto";
import type { Conversation } from "./conversation.ts";
import { answerOutcome, statusOutcome } from "./errorOutcome.ts";
import { isDigest } from "./isDigest.ts";
import { judgeAbsence } from "./judgeAbsence.ts";
import { readManifestBody } from "./manifestBody.ts";
import { failed, type ManifestFinding, sizeOf, tooLarge, unanswered } from "./manifestFinding.ts";
import { mediaTypeOf, readManifestMediaType } from "./manifestMediaType.ts";
import { headerOf } from "./quotaHint.ts";
import type { Answer } from "./requester.ts";
import type { Runtime } from "./runtime/runtime.ts";

/**
 * Looks whether a host has a manifest, for a runtime that asks by GET: by HEAD, as it does not count as a pull, and by GET
 * wherever that is no 200 with a digest.
 *
 * Rejects only with the conversation's `signal.reason`.
 *
 * @param version tag or digest
 */
export async function findManifestByGet(
  conversation: Conversation,
  version: string,
  { runtime, lastHost }: { runtime: Runtime; lastHost: boolean },
): Promise<ManifestFinding> {
  const head = await conversation.ask("HEAD", version, lastHost);
  if (head.kind === "outcome" && head.closed !== true && head.garbled !== true) {
    return unanswered(head);
  }
  if (head.kind === "answer") {
    const found = readHead(head.answer, version, runtime.manifest.maxBytes);
    if (found !== undefined) {
      return found;
    }
    // Who has to wait, has to for GET, too.
    if (head.answer.status === 429) {
      return failed("status", statusOutcome(head.answer, conversation.secrets));
    }
  }
  const got = await conversation.ask("GET", version, lastHost);
  if (got.kind === "outcome") {
    return unanswered(got);
  }
  const { answer } = got;
  if (answer.status === 200) {
    return readBody(answer, version);
  }
  if (answer.status !== 404) {
    return failed("status", statusOutcome(answer, conversation.secrets));
  }
  const outcome =
    head.kind === "answer" && head.answer.status === 404
      ? await judgeAbsence(conversation, version, answer)
      : answerOutcome("unknown_error", answer, "while HEAD does not say so");
  return failed("absent", outcome);
}

/** Undefined where it is for GET to tell. */
function readHead(answer: Answer, version: string, maxBytes: number): ManifestFinding | undefined {
  const announced = headerOf(answer.headers, "docker-content-digest") ?? "";
  const size = sizeOf(answer);
  const isTold =
    answer.status === 200 &&
    isDigest(announced) &&
    (!version.includes(":") || announced === version) &&
    size !== undefined &&
    size > 0 &&
    size <= maxBytes &&
    isManifestType(answer);
  return isTold ? { kind: "found", digest: announced, size } : undefined;
}

/** What has no type of a manifest is taken for one of schema 1. */
function readBody(answer: Answer, version: string): ManifestFinding {
  if (answer.truncated) {
    return failed("too_large", tooLarge(answer));
  }
  const useless = (explanation: string) =>
    failed("useless", answerOutcome("registry_unavailable", answer, explanation));
  if (answer.cut) {
    return failed("unanswered", answerOutcome("registry_unavailable", answer, "but the answer is cut off"));
  }
  const pinned = version.includes(":") ? version : undefined;
  const body = readManifestBody(answer.body, pinned);
  if (body === "wrong_digest") {
    return useless("but the content does not have the digest asked for");
  }
  const isTyped = isManifestType(answer);
  if (body === (isTyped ? "manifest" : "schema1")) {
    const digest = pinned ?? `sha256:${createHash("sha256").update(answer.body).digest("hex")}`;
    return { kind: "found", digest, size: answer.body.length };
  }
  return useless(
    body === "manifest"
      ? "but without the type of a manifest, so that nodes take it for one of schema 1"
      : "but the answer is no manifest",
  );
}

/** Letter case and spaces around do not count. */
function isManifestType({ headers }: Answer): boolean {
  return (
    readManifestMediaType(mediaTypeOf(headerOf(headers, "content-type")).trim().toLowerCase()) === "manifest"
  );
}
