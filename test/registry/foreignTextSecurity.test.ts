import { expect } from "chai";
import { makeCredential } from "../../src/credentials/credential.ts";
import { originEndpoint } from "../../src/image/endpoint.ts";
import type { ReceivedRequest, ScriptedAnswer } from "../support/scriptedServer.ts";
import { createHarness, FOUND, PLAIN, registryError } from "./harness.ts";

const PASSWORD = "S3cretPassw0rdOfTenant";
const TENANT = makeCredential({ username: "bob", password: PASSWORD });
const HEX = Buffer.from(PASSWORD).toString("hex");

const GUISES: Readonly<Record<string, string>> = {
  plain: PASSWORD,
  base64: Buffer.from(`bob:${PASSWORD}`).toString("base64url"),
  hex: HEX,
  "percent-encoded": HEX.replace(/../g, "%$&"),
  "in other letters": PASSWORD.toUpperCase(),
  cut: PASSWORD.slice(4, 15),
  hyphenated: [...PASSWORD].join("-"),
};

/** Whether eight characters of it stand anywhere. */
function tells(text: string): boolean {
  const reduced = text.toLowerCase().replace(/[^a-z0-9]/g, "");
  return Object.values(GUISES)
    .map((guise) => guise.toLowerCase().replace(/[^a-z0-9]/g, ""))
    .some((guise) =>
      Array.from({ length: guise.length - 7 }, (_, at) => guise.slice(at, at + 8)).some((piece) =>
        reduced.includes(piece),
      ),
    );
}

/** What a registry, or its token service, answers once it knows the password. */
type Field = (guise: string, request: ReceivedRequest) => ScriptedAnswer;

const NOT_FOUND = registryError(404, "MANIFEST_UNKNOWN");
const isByTag = ({ url }: ReceivedRequest) => url.endsWith("/manifests/1.2");
const challenge = (text: string): ScriptedAnswer => ({ status: 401, headers: { "www-authenticate": text } });
const digestOf = (guise: string) =>
  `sha256:${Buffer.from(guise).toString("hex").slice(0, 64).padEnd(64, "0")}`;

const FIELDS: Readonly<Record<string, Field>> = {
  "the type of a manifest": (guise) => ({ ...FOUND, headers: { ...FOUND.headers, "content-type": guise } }),
  "the type of a manifest, with a parameter": (guise) => ({
    ...FOUND,
    headers: { ...FOUND.headers, "content-type": `text/${guise}; charset=utf-8` },
  }),
  "a digest that is there": (guise) => ({
    ...FOUND,
    headers: { ...FOUND.headers, "docker-content-digest": digestOf(guise) },
  }),
  "a digest that is not there": (guise, request) =>
    isByTag(request)
      ? { ...FOUND, headers: { ...FOUND.headers, "docker-content-digest": digestOf(guise) } }
      : NOT_FOUND,
  "a digest that is refused": (guise, request) =>
    isByTag(request)
      ? { ...FOUND, headers: { ...FOUND.headers, "docker-content-digest": digestOf(guise) } }
      : registryError(403, "DENIED"),
  "no digest": (guise) => ({ ...FOUND, headers: { ...FOUND.headers, "docker-content-digest": guise } }),
  "the body of a manifest": (guise) => ({
    headers: { "content-type": "application/json", "transfer-encoding": "chunked" },
    body: { schemaVersion: 2, mediaType: guise, config: { mediaType: guise, digest: guise, size: 1 } },
  }),
  "the entries of an index": (guise) => ({
    headers: { "content-type": "application/json", "transfer-encoding": "chunked" },
    body: { schemaVersion: 2, manifests: [{ mediaType: guise, digest: guise, size: 1 }] },
  }),
  "the code of an error": (guise) => registryError(403, guise),
  "the words of an error": (guise) => registryError(404, "MANIFEST_UNKNOWN", `no ${guise}`),
  "other words of an error": (guise) => ({ status: 500, body: { details: guise } }),
  "a scheme of authentication": (guise) => challenge(`${guise.replace(/[^\w-]/g, "-")} realm="x"`),
  "the path of a realm": (guise, { headers, url }) =>
    url.startsWith("/t/") ? { status: 500 } : challenge(`Bearer realm="http://${headers.host}/t/${guise}/x"`),
  "the host of a realm": (guise) => challenge(`Bearer realm="http://${label(guise)}.invalid/t"`),
  "the host of a realm with TLS": (guise) => challenge(`Bearer realm="https://${label(guise)}.invalid/t"`),
  "a realm that is no URL": (guise) => challenge(`Bearer realm="${guise}"`),
  "service and scope": (guise, { headers, url }) =>
    url.startsWith("/t?")
      ? registryError(403, "DENIED", url)
      : challenge(`Bearer realm="http://${headers.host}/t",service="${guise}",scope="${guise}"`),
  "the words of a token service": (guise, { headers, url }) =>
    url.startsWith("/t")
      ? { status: 400, body: { error: guise, error_description: guise } }
      : challenge(`Bearer realm="http://${headers.host}/t"`),
  "a token that is refused": (guise, { headers, url }) =>
    url.startsWith("/t")
      ? { body: { token: guise, access_token: guise } }
      : headers.authorization?.startsWith("Bearer") === true
        ? registryError(403, "DENIED", headers.authorization)
        : challenge(`Bearer realm="http://${headers.host}/t"`),
  "the path of a redirect": (guise, { url }) =>
    url.startsWith("/y/") ? { status: 500 } : { status: 307, headers: { location: `/y/${guise}` } },
  "the host of a redirect": (guise) => ({
    status: 307,
    headers: { location: `http://${label(guise)}.invalid/y` },
  }),
  "the scheme of a redirect": (guise) => ({ status: 307, headers: { location: `${guise}://x/y` } }),
  "what a registry says of its version": (guise) => ({
    status: 404,
    headers: { "docker-distribution-api-version": guise, "x-docker-registry-version": guise },
  }),
  "how long to wait": (guise) => ({
    status: 429,
    headers: { "retry-after": guise, "ratelimit-remaining": guise },
  }),
};

/** As a part of a host's name. */
function label(guise: string): string {
  return guise.replace(/[^A-Za-z0-9-]/g, "").slice(0, 60);
}

describe("RegistryClient, told by a registry what it was sent,", () => {
  const { server, client } = createHarness();
  const { signal } = new AbortController();

  for (const [field, answer] of Object.entries(FIELDS)) {
    it(`tells nobody of it: ${field}`, async () => {
      for (const [guise, text] of Object.entries(GUISES)) {
        // It learns the password by Basic, and then says what it likes.
        let knows = false;
        const registry = await server((request) => {
          knows ||= request.headers.authorization?.startsWith("Basic ") === true;
          return knows ? answer(text, request) : challenge('Basic realm="r"');
        });
        const subject = client(PLAIN, { verify: "manifest", digests: true });
        const reference = { registry: registry.host, repository: "shop/web", tag: "1.2" };
        const request = { reference, credentials: [TENANT], endpoints: [originEndpoint(reference)] };
        for (const ask of [
          () => subject.check(request, { signal }),
          () => subject.check(request, { signal }),
          () => subject.pull({ ...request, at: () => true, digests: [] }, { signal }),
          () => subject.lookUp(request, { signal }),
          // Who asks as nobody may be told of others.
          () => subject.check({ ...request, credentials: [] }, { signal }),
        ]) {
          const outcome = await ask();
          const told = JSON.stringify([
            "message" in outcome || "result" in outcome ? outcome : undefined,
            subject.gate.settled,
            subject.gate.admitted,
            subject.observed,
            subject.log.lines,
          ]);
          expect(tells(told), `${guise}: ${told}`).to.equal(false);
          expect(knows).to.equal(true);
        }
      }
    });
  }
});

describe("a number that a registry chooses", () => {
  const { server, client } = createHarness();
  for (const [name, field] of [
    ["ratelimit-remaining", (digits: string) => digits],
    ["ratelimit", (digits: string) => `limit=100, remaining=${digits}`],
  ] as const) {
    it(`is not told where it is a password that it was sent: ${name}`, async () => {
      const pin = makeCredential({ username: "bob", password: "0048151623" });
      const quota = { digits: "48151623" };
      const registry = await server(({ headers }) =>
        headers.authorization === undefined
          ? { status: 401, headers: { "www-authenticate": "Basic" } }
          : { ...FOUND, headers: { ...FOUND.headers, [name]: field(quota.digits) } },
      );
      const { image, gate } = client();
      const remaining = async () => {
        gate.settled.length = 0;
        await image(registry.host, { credentials: [pin] });
        return gate.settled.flatMap(({ end }) =>
          end.kind === "answered" ? (end.quota.remaining ?? []) : [],
        );
      };
      expect(await remaining()).to.deep.equal([]);
      quota.digits = "76";
      expect(new Set(await remaining())).to.deep.equal(new Set([76]));
    });
  }
});
