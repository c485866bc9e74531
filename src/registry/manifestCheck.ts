import { createHash } from "node:crypto";
import type { Failure } from "../image/outcome.ts";
import { isRegistryErrorBody } from "./errorBody.ts";
import { answerOutcome, describeAnswer, statusOutcome } from "./errorOutcome.ts";
import { readManifestBody } from "./manifestBody.ts";
import type { ManifestConversation } from "./manifestConversation.ts";
import { headerOf } from "./quotaHint.ts";
import type { Answer } from "./requester.ts";
import type { Runtime } from "./runtime/runtime.ts";

/** What a host said to the question for a manifest. */
export type ManifestFinding = ({ readonly kind: "found" } & ManifestContent) | ManifestFailure;

/** What a tag leads to. */
export interface ManifestContent {
  /** What it is called by content. */
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
}

export interface ManifestFailure {
  readonly kind: "failed";
  readonly outcome: Failure;
  /** Whether the runtime asks no other host after this. */
  readonly final: boolean;
  /** Of several hosts' errors people are shown the one with the highest. */
  readonly rank: number;
  /** Whether it had anything to say about the image: other credentials may change that. */
  readonly answered: boolean;
}

const UNANSWERED_RANK = 1;
const ABSENT_RANK = 2;
const STATUS_RANK = 3;
const TOO_LARGE_RANK = 4;

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
  conversation: ManifestConversation,
  version: string,
  { runtime, lastHost }: { runtime: Runtime; lastHost: boolean },
): Promise<ManifestFinding> {
  const heard = await conversation.ask("HEAD", version, lastHost);
  if (heard.kind === "outcome") {
    return failed(heard.outcome, UNANSWERED_RANK, { answered: heard.unanswered !== true });
  }
  const { answer } = heard;
  if (isSuccess(answer)) {
    return await readFound(conversation, answer, version, runtime);
  }
  if (runtime.manifest.isFinal(answer.status)) {
    return failed(statusOutcome(answer, conversation.secrets), STATUS_RANK, { final: true });
  }
  const outcome = await explain(conversation, answer, version, lastHost);
  return failed(outcome, answer.status === 404 ? ABSENT_RANK : STATUS_RANK);
}

/**
 * Looks whether a host gives out the manifest of a digest, as the runtime asks for it by GET once it knows the digest:
 * by HEAD, and by GET where that does not do, or where
 * it is of another size than the tag led to.
 */
export async function findContent(
  conversation: ManifestConversation,
  { digest, size }: ManifestContent,
  lastHost: boolean,
): Promise<ManifestFinding> {
  const found: ManifestFinding = { kind: "found", digest, size };
  const heard = await conversation.ask("HEAD", digest, lastHost);
  if (heard.kind === "outcome") {
    return failed(heard.outcome, UNANSWERED_RANK, { answered: heard.unanswered !== true });
  }
  if (isSuccess(heard.answer) && heard.answer.status !== 204 && (sizeOf(heard.answer) ?? size) === size) {
    return found;
  }
  if (isNoUseToAsk(heard.answer)) {
    return failed(statusOutcome(heard.answer, conversation.secrets), STATUS_RANK);
  }
  const got = await conversation.ask("GET", digest, lastHost);
  if (got.kind === "outcome") {
    return failed(got.outcome, UNANSWERED_RANK, { answered: got.unanswered !== true });
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
    return outcome === undefined ? found : failed(outcome, STATUS_RANK, { final: true });
  }
  return answer.status === 404 && heard.answer.status === 404
    ? failed(await judgeAbsence(conversation, heard.answer, answer), ABSENT_RANK)
    : failed(statusOutcome(answer, conversation.secrets), STATUS_RANK);
}

/** What an answer of success, by HEAD as a rule, is worth. */
async function readFound(
  conversation: ManifestConversation,
  answer: Answer,
  version: string,
  runtime: Runtime,
): Promise<ManifestFinding> {
  const pinned = version.includes(":") ? version : undefined;
  const announced = headerOf(answer.headers, "docker-content-digest") ?? "";
  const size = sizeOf(answer);
  if (size === undefined || (pinned === undefined ? announced === "" : isOther(announced, pinned))) {
    return await readContent(conversation, version, runtime);
  }
  if (pinned === undefined && !isDigest(announced)) {
    return failed(
      answerOutcome("registry_unavailable", answer, "but the digest that it names is none"),
      STATUS_RANK,
      { final: true },
    );
  }
  if (size > runtime.manifest.maxBytes) {
    return failed(tooLarge(answer), TOO_LARGE_RANK);
  }
  if (size === 0) {
    return failed(
      answerOutcome("registry_unavailable", answer, "but the manifest is said to be empty"),
      STATUS_RANK,
      { final: true },
    );
  }
  return judgeType(answer, runtime) ?? { kind: "found", digest: pinned ?? announced, size };
}

/** The same by GET: as the first answer did not name the digest, or not the size, or another digest than asked for. */
async function readContent(
  conversation: ManifestConversation,
  version: string,
  runtime: Runtime,
): Promise<ManifestFinding> {
  const got = await conversation.ask("GET", version, true);
  const final = { final: true };
  if (got.kind === "outcome") {
    return failed(got.outcome, UNANSWERED_RANK, { ...final, answered: got.unanswered !== true });
  }
  const { answer } = got;
  if (!isSuccess(answer)) {
    return failed(
      answer.status === 404
        ? answerOutcome("unknown_error", answer, "while HEAD says that it is there")
        : statusOutcome(answer, conversation.secrets),
      STATUS_RANK,
      final,
    );
  }
  if (answer.truncated) {
    return failed(tooLarge(answer), TOO_LARGE_RANK);
  }
  const outcome = judgeBody(answer, version.includes(":") ? version : undefined);
  if (outcome !== undefined) {
    return failed(outcome, STATUS_RANK, final);
  }
  const digest = version.includes(":")
    ? version
    : `sha256:${createHash("sha256").update(answer.body).digest("hex")}`;
  return judgeType(answer, runtime) ?? { kind: "found", digest, size: answer.body.length };
}

/** What a failing answer says of the image. A GET adds its words, and tells whether HEAD alone refuses. */
async function explain(
  conversation: ManifestConversation,
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
    ? await judgeAbsence(conversation, head, answer)
    : statusOutcome(answer, conversation.secrets);
}

/** Nothing a GET could add, or the registry has enough to do. */
function isNoUseToAsk({ status, method }: Answer): boolean {
  return (
    status === 401 ||
    status === 429 ||
    (status >= 500 && status !== 501) ||
    (method === "GET" && status === 405)
  );
}

/**
 * A 404 means absence only where a registry says so: that shows by its header or its form of error; else its root is
 * asked. Each time anew, as an ingress answers 404 to everything once the registry behind it is gone.
 */
async function judgeAbsence(conversation: ManifestConversation, head: Answer, get: Answer): Promise<Failure> {
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
  if (answer.status === 429 || answer.status >= 500) {
    return statusOutcome(answer, conversation.secrets);
  }
  if (answer.status === 404) {
    const old = await conversation.ping("/v1/_ping");
    return old.kind === "answer" && isSuccess(old.answer) && isV1(old.answer)
      ? answerOutcome(
          "registry_v1_api_not_supported",
          answer,
          "as no registry with version 2 of the API does",
        )
      : answerOutcome(
          "registry_unavailable",
          answer,
          "as no registry does: it is gone from behind this address",
        );
  }
  return answerOutcome("unknown_error", get, `and ${answer.url}: ${answer.status}, as no registry answers`);
}

function isV2({ headers, body }: Answer): boolean {
  return (
    headerOf(headers, "docker-distribution-api-version")?.includes("registry/2") === true ||
    isRegistryErrorBody(body)
  );
}

function isV1({ headers }: Answer): boolean {
  return headerOf(headers, "x-docker-registry-version") !== undefined;
}

function judgeType(answer: Answer, { manifest }: Runtime): ManifestFinding | undefined {
  const type = (headerOf(answer.headers, "content-type") ?? "").split(";", 1)[0]!;
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
  return failed(outcome, STATUS_RANK, { final: true });
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

function tooLarge(answer: Answer): Failure {
  return answerOutcome("registry_unavailable", answer, "but the manifest is longer than 4 MiB");
}

function failed(
  outcome: Failure,
  rank: number,
  { final = false, answered = true }: { final?: boolean; answered?: boolean } = {},
): ManifestFailure {
  return { kind: "failed", outcome, final, rank, answered };
}

function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** In bytes; undefined where the answer does not say it. */
function sizeOf({ headers, method }: Answer): number | undefined {
  const length = headerOf(headers, "content-length");
  const isChunked = method !== "HEAD" && headers["transfer-encoding"] !== undefined;
  return length !== undefined && !isChunked && /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}

const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;

function isDigest(text: string): boolean {
  return DIGEST.test(text);
}

function isOther(announced: string, pinned: string): boolean {
  const [algorithm] = pinned.split(":", 1);
  return announced.startsWith(`${algorithm}:`) && announced.toLowerCase() !== pinned.toLowerCase();
}
