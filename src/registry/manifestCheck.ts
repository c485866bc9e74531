import { createHash } from "node:crypto";
import type { Failure } from "../image/outcome.ts";
import type { Conversation } from "./conversation.ts";
import { answerOutcome, statusOutcome } from "./errorOutcome.ts";
import { isDigest } from "./isDigest.ts";
import { judgeAbsence } from "./judgeAbsence.ts";
import { readManifestBody } from "./manifestBody.ts";
import {
  failed,
  type ManifestContent,
  type ManifestFinding,
  sizeOf,
  tooLarge,
  unanswered,
} from "./manifestFinding.ts";
import { mediaTypeOf } from "./manifestMediaType.ts";
import { headerOf } from "./quotaHint.ts";
import { type Answer, isSuccess } from "./requester.ts";
import type { Runtime } from "./runtime/runtime.ts";

/**
 * Looks whether a host has a manifest, as a runtime would.
 *
 * HEAD first, as it does not count as a pull at Docker Hub. GET where the runtime would ask so, and where it would not
 * but the reason is to be known: to confirm a 404, to read error codes.
 *
 * Rejects only with the conversation's `signal.reason`.
 *
 * @param version tag or digest
 * @param lastHost whether no other host is asked after this one
 */
export async function findManifest(
  conversation: Conversation,
  version: string,
  { runtime, lastHost }: { runtime: Runtime; lastHost: boolean },
): Promise<ManifestFinding> {
  const heard = await conversation.ask("HEAD", version, lastHost);
  if (heard.kind === "outcome") {
    return unanswered(heard);
  }
  const { answer } = heard;
  if (isSuccess(answer)) {
    return readFound(conversation, answer, version, runtime);
  }
  if (answer.status < 400) {
    return failed("redirect", statusOutcome(answer, conversation.secrets));
  }
  const outcome = await explain(conversation, answer, version, lastHost);
  return failed(answer.status === 404 ? "absent" : "status", outcome);
}

/**
 * Looks whether a host gives out the manifest of a digest, as the runtime asks for it by GET once it knows the digest:
 * by HEAD, and by GET where that does not do, or where
 * it is of another size than the tag led to.
 */
export async function findContent(
  conversation: Conversation,
  { digest, size }: ManifestContent,
  lastHost: boolean,
): Promise<ManifestFinding> {
  const found: ManifestFinding = { kind: "found", digest, size };
  const heard = await conversation.ask("HEAD", digest, lastHost);
  if (heard.kind === "outcome") {
    return unanswered(heard);
  }
  const isHead = heard.answer.method === "HEAD";
  if (
    isHead &&
    isSuccess(heard.answer) &&
    heard.answer.status !== 204 &&
    (sizeOf(heard.answer) ?? size) === size
  ) {
    return found;
  }
  if (isNoUseToAsk(heard.answer)) {
    return failed("status", statusOutcome(heard.answer, conversation.secrets));
  }
  const got = isHead ? await conversation.ask("GET", digest, lastHost) : heard;
  if (got.kind === "outcome") {
    return unanswered(got);
  }
  const { answer } = got;
  if (isSuccess(answer)) {
    const outcome =
      answer.body.length === size
        ? judgeBody(answer, digest)
        : answerOutcome(
            "registry_unavailable",
            answer,
            `but has ${answer.body.length} bytes instead of ${size}`,
          );
    return outcome === undefined ? found : failed("useless", outcome);
  }
  return answer.status === 404 && heard.answer.status === 404
    ? failed("absent", await judgeAbsence(conversation, digest, answer))
    : failed("status", statusOutcome(answer, conversation.secrets));
}

/** Gives the content of a digest to `take`, where a host has it. */
export async function readManifest(
  conversation: Conversation,
  digest: string,
  { lastHost, take }: { lastHost: boolean; take: (manifest: Buffer) => void },
): Promise<ManifestFinding> {
  const got = await conversation.ask("GET", digest, lastHost);
  if (got.kind === "outcome") {
    return unanswered(got);
  }
  const { answer } = got;
  if (!isSuccess(answer)) {
    return answer.status === 404
      ? failed("absent", await judgeAbsence(conversation, digest, answer))
      : failed("status", statusOutcome(answer, conversation.secrets));
  }
  const outcome = judgeBody(answer, digest);
  if (outcome !== undefined) {
    return failed("useless", outcome);
  }
  take(answer.body);
  return { kind: "found", digest, size: answer.body.length };
}

/** What an answer of success, by HEAD as a rule, is worth: known at once where it says all. */
function readFound(
  conversation: Conversation,
  answer: Answer,
  version: string,
  runtime: Runtime,
): ManifestFinding | Promise<ManifestFinding> {
  const pinned = version.includes(":") ? version : undefined;
  const announced = headerOf(answer.headers, "docker-content-digest") ?? "";
  const size = sizeOf(answer);
  if (size === undefined || (pinned === undefined ? announced === "" : isOther(announced, pinned))) {
    return readContent(conversation, version, runtime);
  }
  if (pinned === undefined && !isDigest(announced)) {
    return failed(
      "useless",
      answerOutcome("registry_unavailable", answer, "but the digest that it names is none"),
    );
  }
  if (size > runtime.manifest.maxBytes) {
    return failed("too_large", tooLarge(answer));
  }
  if (size === 0) {
    return failed(
      "useless",
      answerOutcome("registry_unavailable", answer, "but the manifest is said to be empty"),
    );
  }
  return judgeType(answer, runtime) ?? { kind: "found", digest: pinned ?? announced, size };
}

/** The same by GET: as the first answer did not name the digest, or not the size, or another digest than asked for. */
async function readContent(
  conversation: Conversation,
  version: string,
  runtime: Runtime,
): Promise<ManifestFinding> {
  const got = await conversation.ask("GET", version, true);
  if (got.kind === "outcome") {
    return { ...unanswered(got), problem: "useless" };
  }
  const { answer } = got;
  if (!isSuccess(answer)) {
    return failed(
      "useless",
      answer.status === 404
        ? answerOutcome("unknown_error", answer, "while HEAD says that it is there")
        : statusOutcome(answer, conversation.secrets),
    );
  }
  if (answer.truncated) {
    return failed("too_large", tooLarge(answer));
  }
  if (answer.cut) {
    return failed("useless", answerOutcome("registry_unavailable", answer, "but the answer is cut off"));
  }
  const outcome = judgeBody(answer, version.includes(":") ? version : undefined);
  if (outcome !== undefined) {
    return failed("useless", outcome);
  }
  const digest = version.includes(":")
    ? version
    : `sha256:${createHash("sha256").update(answer.body).digest("hex")}`;
  return judgeType(answer, runtime) ?? { kind: "found", digest, size: answer.body.length };
}

/** What a failing answer says of the image. A GET adds its words, and tells whether HEAD alone refuses. */
async function explain(
  conversation: Conversation,
  head: Answer,
  version: string,
  lastHost: boolean,
): Promise<Failure> {
  if (isNoUseToAsk(head)) {
    return statusOutcome(head, conversation.secrets);
  }
  const got = await conversation.ask("GET", version, lastHost);
  if (got.kind === "outcome") {
    return got.outcome;
  }
  const { answer } = got;
  if (isSuccess(answer)) {
    return (
      judgeBody(answer, version.includes(":") ? version : undefined) ?? {
        result: "unknown_error",
        message: `they disagree: ${head.method} ${head.url}: ${head.status}, which nodes go by, and GET: ${answer.status}`,
      }
    );
  }
  if (answer.status !== head.status) {
    const { message } = statusOutcome(answer, conversation.secrets);
    return isNoUseToAsk(answer)
      ? statusOutcome(answer, conversation.secrets)
      : {
          ...statusOutcome(head, conversation.secrets),
          message: `they disagree: HEAD: ${head.status}, ${message}`,
        };
  }
  return answer.status === 404
    ? await judgeAbsence(conversation, version, answer)
    : statusOutcome(answer, conversation.secrets);
}

/** Nothing a GET could add, or the registry has enough to do. */
function isNoUseToAsk({ status, method }: Answer): boolean {
  return (
    status === 401 ||
    status === 408 ||
    status === 429 ||
    (status >= 500 && status !== 501) ||
    (method === "GET" && status === 405)
  );
}

function judgeType(answer: Answer, { manifest }: Runtime): ManifestFinding | undefined {
  const type = mediaTypeOf(headerOf(answer.headers, "content-type"));
  const refused = manifest.refuses(type);
  if (refused === undefined) {
    return undefined;
  }
  const outcome =
    refused === "schema1"
      ? answerOutcome("registry_v1_api_not_supported", answer, SCHEMA_1)
      : answerOutcome(
          type === "" || /^text\//i.test(type) ? "registry_unavailable" : "unknown_error",
          answer,
          `but with the type ${type === "" ? "of nothing" : `"${type.slice(0, 80)}"`}, which nodes do not take for a manifest`,
        );
  return failed("useless", outcome);
}

const SCHEMA_1 = "which is a schema 1 manifest: current container runtimes refuse it";

/** Undefined where it is a manifest. */
function judgeBody(answer: Answer, digest: string | undefined): Failure | undefined {
  if (answer.truncated) {
    return tooLarge(answer);
  }
  const body = readManifestBody(answer.body, digest);
  switch (body) {
    case "manifest":
      return undefined;
    case "schema1":
      return answerOutcome("registry_v1_api_not_supported", answer, SCHEMA_1);
    case "nonsense":
      return answerOutcome("registry_unavailable", answer, "but the answer is no manifest");
    case "wrong_digest":
      return answerOutcome(
        "registry_unavailable",
        answer,
        "but the content does not have the digest asked for",
      );
    default:
      return body satisfies never;
  }
}

function isOther(announced: string, pinned: string): boolean {
  const [algorithm] = pinned.split(":", 1);
  return announced.startsWith(`${algorithm}:`) && announced.toLowerCase() !== pinned.toLowerCase();
}
