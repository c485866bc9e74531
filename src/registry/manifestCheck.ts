import type { Outcome } from "../image/outcome.ts";
import { isRegistryErrorBody } from "./errorBody.ts";
import { answerOutcome, describeAnswer, statusOutcome } from "./errorOutcome.ts";
import { readManifestBody } from "./manifestBody.ts";
import type { ConversationTopic, ManifestConversation } from "./manifestConversation.ts";
import { readManifestMediaType } from "./manifestMediaType.ts";
import { headerOf } from "./quotaHint.ts";
import type { Answer } from "./requester.ts";

/**
 * Looks whether a registry has a manifest, with one credential.
 *
 * HEAD first, as it does not count as a pull at Docker Hub. GET where HEAD leaves a doubt: to confirm a 404 (some
 * proxies answer HEAD so while GET works), to get past registries that refuse HEAD (CentOS: 403; old Nexus: 405; ECR:
 * 400 for tags with `+`), to read error codes, and to look at a 200 that does not look like a manifest.
 *
 * Rejects only with the conversation's `signal.reason`.
 */
export async function checkManifest(
  topic: ConversationTopic,
  conversation: ManifestConversation,
): Promise<Outcome> {
  const head = await conversation.ask("HEAD");
  if (head.kind === "outcome") {
    return head.outcome;
  }
  const { answer } = head;
  const { status } = answer;
  if (status === 200) {
    const outcome = judgeHead(answer, topic.version);
    if (outcome !== undefined) {
      return outcome;
    }
  } else if (status === 404 && topic.credential !== undefined && !head.authenticated) {
    // It did not ask for credentials; perhaps only because it hides what strangers may not see (Nexus).
    const root = await conversation.ping();
    if (root.kind === "outcome") {
      return root.outcome;
    }
    if (root.answer.status === 401 && topic.host.plan !== undefined) {
      const authenticated = await conversation.ask("HEAD");
      if (authenticated.kind === "outcome") {
        return authenticated.outcome;
      }
      const outcome =
        authenticated.answer.status === 200 ? judgeHead(authenticated.answer, topic.version) : undefined;
      if (outcome !== undefined) {
        return outcome;
      }
    }
  } else if (status === 429 || (status >= 500 && status !== 501)) {
    // Nothing a GET could add, and the registry has enough to do.
    return statusOutcome(answer, conversation.secrets);
  }
  return checkByGet(topic, conversation, answer);
}

async function checkByGet(
  topic: ConversationTopic,
  conversation: ManifestConversation,
  head: Answer,
): Promise<Outcome> {
  const got = await conversation.ask("GET");
  if (got.kind === "outcome") {
    return got.outcome;
  }
  const { answer } = got;
  switch (answer.status) {
    case 200:
      return judgeBody(answer, topic.version);
    case 404:
      return judgeAbsence(topic, conversation, head, answer);
    default:
      return statusOutcome(answer, conversation.secrets);
  }
}

const AVAILABLE: Outcome = Object.freeze({ result: "available" });
const SCHEMA_1 = "which is a schema 1 manifest: current container runtimes refuse it";

/** Undefined where a HEAD's 200 alone does not tell. */
function judgeHead(answer: Answer, version: string): Outcome | undefined {
  const digest = headerOf(answer.headers, "docker-content-digest");
  if (digest !== undefined && isOtherDigest(digest, version)) {
    return undefined;
  }
  const contentType = headerOf(answer.headers, "content-type");
  switch (readManifestMediaType(contentType)) {
    case "manifest":
      return AVAILABLE;
    case "schema1":
      return answerOutcome("registry_v1_api_not_supported", answer, SCHEMA_1);
    default:
      // Types of artifacts to come, and registries that name none: the digest says that it is a manifest.
      return digest !== undefined && !/^text\//i.test(contentType ?? "") ? AVAILABLE : undefined;
  }
}

function isOtherDigest(announced: string, version: string): boolean {
  const [algorithm] = version.split(":", 1);
  return (
    version.includes(":") &&
    announced.startsWith(`${algorithm}:`) &&
    announced.toLowerCase() !== version.toLowerCase()
  );
}

function judgeBody(answer: Answer, version: string): Outcome {
  if (answer.truncated) {
    return answerOutcome("registry_unavailable", answer, "but the manifest is longer than 4 MiB");
  }
  const body = readManifestBody(answer.body, version.includes(":") ? version : undefined);
  switch (body) {
    case "manifest":
      return AVAILABLE;
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

/**
 * A 404 means absence only where it is version 2 of the API that speaks: that is known by its header or its form of
 * error, now or from an earlier answer, else the API's root is asked.
 */
async function judgeAbsence(
  { host }: ConversationTopic,
  conversation: ManifestConversation,
  head: Answer,
  get: Answer,
): Promise<Outcome> {
  host.speaksV2 ||= isV2(head) || isV2(get);
  if (!host.speaksV2) {
    const root = await conversation.ping();
    if (root.kind === "outcome") {
      return root.outcome;
    }
    const { answer } = root;
    if (answer.status === 404 && !isV2(answer)) {
      return answerOutcome(
        "registry_v1_api_not_supported",
        answer,
        "as no registry with version 2 of the API does",
      );
    }
    if (answer.status === 429 || answer.status >= 500) {
      return statusOutcome(answer, conversation.secrets);
    }
    host.speaksV2 = true;
  }
  return { result: "absent", message: describeAnswer(get, conversation.secrets) };
}

function isV2({ headers, body, elsewhere }: Answer): boolean {
  return (
    !elsewhere &&
    (headerOf(headers, "docker-distribution-api-version")?.includes("registry/2") === true ||
      isRegistryErrorBody(body))
  );
}
