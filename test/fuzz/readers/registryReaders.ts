import { parseDockerConfig } from "../../../src/credentials/dockerConfig.ts";
import { compileKey, locate } from "../../../src/credentials/keyPattern.ts";
import { originEndpoint } from "../../../src/image/endpoint.ts";
import { parseReference } from "../../../src/image/reference.ts";
import { unusableHost } from "../../../src/image/usableHost.ts";
import { redactText } from "../../../src/log/redactText.ts";
import { parseChallenges } from "../../../src/registry/challenge.ts";
import { oneLine, readErrorBody } from "../../../src/registry/errorBody.ts";
import { readManifestBody } from "../../../src/registry/manifestBody.ts";
import { readManifestMediaType } from "../../../src/registry/manifestMediaType.ts";
import { type ManifestIndex, readManifestParts } from "../../../src/registry/manifestParts.ts";
import { readQuota } from "../../../src/registry/quotaHint.ts";
import { readRegistryAddress } from "../../../src/registry/registryAddress.ts";
import { createRegistryClient } from "../../../src/registry/registryClient.ts";
import { RUNTIMES } from "../../../src/registry/runtime/runtimes.ts";
import { holdsSecret, secretsOfAuthorization, shownUrl } from "../../../src/registry/secretTraces.ts";
import { checkServerIdentity } from "../../../src/registry/serverIdentity.ts";
import { readTokenAnswer } from "../../../src/registry/tokenAnswer.ts";
import { DEFAULT_OPTIONS, PLAIN, recordingGate } from "../../registry/harness.ts";
import { fakeClock } from "../../support/fakeClock.ts";
import { recordingLogger } from "../../support/recordingLogger.ts";
import type { ForeignReader } from "../foreignReader.ts";

/** Checks an image at a registry that answers with these bytes, and then no more. */
async function checkAt(registry: string, signal: AbortSignal): Promise<void> {
  const client = createRegistryClient({
    options: { ...DEFAULT_OPTIONS, ...PLAIN },
    gate: recordingGate(),
    clock: fakeClock(),
    log: recordingLogger(),
    observer: { requestFinished: () => {} },
    userAgent: "test",
    env: {},
  });
  try {
    const reference = { registry, repository: "team/app", tag: "1.0" };
    const endpoints = [originEndpoint(reference)];
    await client.check({ reference, credentials: [], endpoints }, { signal });
  } finally {
    await client.close();
  }
}

/** What registries, token services and those who name images send. */
export const REGISTRY_READERS: readonly ForeignReader[] = [
  {
    name: "an answer of a registry",
    read: (text, { host, signal }) => checkAt(host(text), signal),
    pieces: [
      "HTTP/1.1 401 A\r\n",
      "\r\n",
      "Transfer-Encoding: chunked",
      "Docker-Content-Digest: sha256:",
      'WWW-Authenticate: Bearer realm="http://127.0.0.1:1/"',
      "Location: /",
      "3",
      "{}",
      "\u0000",
    ],
  },
  {
    name: "a challenge",
    read: parseChallenges,
    pieces: ["Bearer ", "Basic", 'realm="', '"', "\\", ",", "=", " ", "a", "\t"],
  },
  {
    name: "a docker config",
    read: (text) => parseDockerConfig("dockerconfigjson", text),
    pieces: ['{"auths":', "{", "}", '"h"', ":", '"auth"', '"YTpi"', ",", "null", "[", "]", "1"],
  },
  {
    name: "a key of a docker config",
    read(text) {
      compileKey(text)?.matches(locate("quay.io/team/app"));
      compileKey("*.quay.io/team")?.matches(locate(text));
    },
    pieces: ["https://", "*", ".", "a", "/", ":", "[", "]", "%", "@", "?", "5000", "-"],
  },
  {
    name: "a token answer",
    read(text) {
      readTokenAnswer(text);
      readTokenAnswer(text, { whole: true });
    },
    pieces: ["{", "}", '"token"', ":", '"t"', ",", "[", "]", "1e9", "\\u0000", '"'],
  },
  {
    name: "an error body",
    read: (text) => readErrorBody(Buffer.from(text)),
    pieces: ['{"errors":', "[", "]", "{", "}", '"code"', ":", '"A"', ",", '"message"', "null"],
  },
  {
    name: "a manifest",
    read(text) {
      readManifestBody(Buffer.from(text), undefined);
      const parts = readManifestParts(Buffer.from(text));
      for (const { manifest } of parts?.kind === "index" ? Object.values(RUNTIMES) : []) {
        manifest.choose(parts as ManifestIndex, { os: "linux", architecture: "arm64", variant: "" });
      }
    },
    pieces: [
      "{",
      "}",
      '"schemaVersion":2',
      '"config":',
      '"manifests":',
      '"platform":',
      ",",
      "[",
      "]",
      "{}",
      '"',
    ],
  },
  {
    name: "a media type",
    read: readManifestMediaType,
    pieces: ["application/", "vnd.oci.image.manifest.v1+json", ";", " ", "charset=", '"', ",", "/"],
  },
  {
    name: "an image's name",
    read: (text) => parseReference(text),
    pieces: ["a", "/", ":", "@", "sha256:", ".", "-", "_", "[", "]", "A", "0", "://"],
  },
  {
    name: "a registry's name",
    read(text) {
      unusableHost(text);
      readRegistryAddress(text);
    },
    pieces: ["a", ".", ":", "[", "]", "::1", "127.0.0.1", "5000", "-", "xn--", "%", "/", "@"],
  },
  { name: "a message", read: oneLine, pieces: ["a", "\n", "\u202e", " ", "\ud800"] },
  {
    name: "a text for the log",
    read: redactText,
    pieces: ["Bearer ", "basic ", "a1", "=", "://", "@", "/", ".", " "],
  },
  {
    name: "a quota",
    read: (text) => readQuota({ "retry-after": text, "ratelimit-remaining": text, ratelimit: text }, 0),
    pieces: ["1", ";", "w=", "-", "e", " ", "Wed, 21 Oct 2026 07:28:00 GMT", ".", '"default"', "r=", ","],
  },
  {
    name: "a repeated secret",
    read: (text) => holdsSecret(text, ["s3cret-of-alice"]),
    pieces: ["s3", "cret", "-", "\n", "%2D", "="],
  },
  {
    name: "an Authorization header",
    read: secretsOfAuthorization,
    pieces: ["Basic ", "Bearer ", "YTpi", "=", ":"],
  },
  {
    name: "a Location",
    read: (text) => shownUrl(`https://h/${text}`, ["s3cret-of-alice"]),
    pieces: ["/", "?", "s3cret-of-alice", "%"],
  },
  {
    name: "the names of a certificate",
    read(text) {
      const certificate = { subjectaltname: text } as Parameters<typeof checkServerIdentity>[1];
      checkServerIdentity("registry.example.com", certificate);
      checkServerIdentity("10.0.0.1", certificate);
    },
    pieces: ["DNS:", "*.", "example", ".com", ", ", "IP Address:", "10.0.0.1", "::1", '"', "URI:"],
  },
];
