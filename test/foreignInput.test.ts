import { expect } from "chai";
import fc from "fast-check";
import { parseDockerConfig } from "../src/credentials/dockerConfig.ts";
import { parseReference } from "../src/image/reference.ts";
import { projectPodSpec } from "../src/kubernetes/kinds/podTemplate.ts";
import { redactText } from "../src/log/redactText.ts";
import { negotiateFormat } from "../src/metrics/expositionFormat.ts";
import { parseChallenges } from "../src/registry/challenge.ts";
import { oneLine, readErrorBody } from "../src/registry/errorBody.ts";
import { readManifestBody } from "../src/registry/manifestBody.ts";
import { readQuota } from "../src/registry/quotaHint.ts";
import { readHosts, readResolvConf, usesOnlyDns } from "../src/registry/resolverFiles.ts";
import { holdsSecret, secretsOfAuthorization, shownUrl } from "../src/registry/secretTraces.ts";
import { readTokenAnswer } from "../src/registry/tokenAnswer.ts";
import { acceptsGzip } from "../src/server/acceptsGzip.ts";
import { projectionContext } from "./kubernetes/kinds/projectionContext.ts";

/** All that reads what strangers send, with what it is made of. */
const READERS: readonly (readonly [
  name: string,
  read: (text: string) => unknown,
  pieces: readonly string[],
])[] = [
  ["a challenge", parseChallenges, ["Bearer ", "Basic", 'realm="', '"', "\\", ",", "=", " ", "a", "\t"]],
  [
    "a docker config",
    (text) => parseDockerConfig("dockerconfigjson", text),
    ['{"auths":', "{", "}", '"h"', ":", '"auth"', '"YTpi"', ",", "null", "[", "]", "1"],
  ],
  [
    "a token answer",
    readTokenAnswer,
    ["{", "}", '"token"', ":", '"t"', ",", "[", "]", "1e9", "\\u0000", '"'],
  ],
  [
    "an error body",
    (text) => readErrorBody(Buffer.from(text)),
    ['{"errors":', "[", "]", "{", "}", '"code"', ":", '"A"', ",", '"message"', "null"],
  ],
  [
    "a manifest",
    (text) => readManifestBody(Buffer.from(text), undefined),
    ["{", "}", '"schemaVersion":2', '"config":', ",", "[", "]", "{}", '"'],
  ],
  ["Accept", negotiateFormat, ["text/plain", ";", "version=", "0.0.4", ",", "q=", "1", "*/*", " ", '"', "="]],
  ["Accept-Encoding", acceptsGzip, ["gzip", ";", "q=", "0", ",", "*", " ", "."]],
  [
    "an image's name",
    parseReference,
    ["a", "/", ":", "@", "sha256:", ".", "-", "_", "[", "]", "A", "0", "://"],
  ],
  [
    "an image in a pod",
    (image) => projectPodSpec({ containers: [{ name: "c", image }] }, projectionContext()),
    ["a", "/", ":", "@", "sha256:", "://", " "],
  ],
  ["a message", oneLine, ["a", "\n", "\u202e", " ", "\ud800"]],
  ["a text for the log", redactText, ["Bearer ", "basic ", "a1", "=", "://", "@", "/", ".", " "]],
  [
    "a quota",
    (text) => readQuota({ "retry-after": text, "ratelimit-remaining": text }, 0),
    ["1", ";", "w=", "-", "e", " ", "Wed, 21 Oct 2026 07:28:00 GMT", "."],
  ],
  ["/etc/hosts", readHosts, ["127.0.0.1", " ", "a", "\n", "#", "::1", "\t"]],
  ["resolv.conf", readResolvConf, ["search ", "options ", "ndots:", "5", "\n", "#", ".", " "]],
  ["nsswitch.conf", usesOnlyDns, ["hosts:", "files", " ", "[", "]", "NOTFOUND=return", "\n"]],
  [
    "a repeated secret",
    (text) => holdsSecret(text, ["s3cret-of-alice"]),
    ["s3", "cret", "-", "\n", "%2D", "="],
  ],
  ["an Authorization header", secretsOfAuthorization, ["Basic ", "Bearer ", "YTpi", "=", ":"]],
  [
    "a Location",
    (text) => shownUrl(`https://h/${text}`, ["s3cret-of-alice"]),
    ["/", "?", "s3cret-of-alice", "%"],
  ],
];

/** A megabyte of header fields is the most that anybody may send of these at once; a quarter shows what grows too fast. */
const LONG_BYTES = 64 * 1024;
/** Of the processor, in microseconds: what is read in proportion takes a hundredth; squared, it takes seconds. */
const TOO_LONG_US = 400_000;

describe("what strangers send", () => {
  for (const [name, read, pieces] of READERS) {
    it(`${name}: is read without a crash, whatever it is`, () => {
      const text = fc.oneof(
        fc.string({ unit: "binary" }),
        fc.array(fc.constantFrom(...pieces)).map((parts) => parts.join("")),
      );
      fc.assert(fc.property(text, (given) => void read(given)));
    });

    it(`${name}: is read in proportion to its length`, () => {
      for (const first of pieces) {
        for (const second of pieces) {
          const unit = first + second;
          const text = unit.repeat(Math.ceil(LONG_BYTES / unit.length));
          const before = process.threadCpuUsage();
          read(text);
          expect(process.threadCpuUsage(before).user, JSON.stringify(unit)).to.be.below(TOO_LONG_US);
        }
      }
    });
  }
});
