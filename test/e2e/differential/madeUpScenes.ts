import fc from "fast-check";
import { FOUND_ANSWERS, STATUSES, TOKENS } from "./answerScenes.ts";
import { ALICE, BOB, CHALLENGES } from "./challengeScenes.ts";
import type { RegistryScene, SceneReply, SceneServer } from "./registryScene.ts";

const reply: fc.Arbitrary<SceneReply> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<SceneReply>("found") },
  { weight: 3, arbitrary: fc.constantFrom(...STATUSES).map((status): SceneReply => ({ status })) },
  { weight: 2, arbitrary: fc.constantFrom(...Object.values(FOUND_ANSWERS)) },
  { weight: 1, arbitrary: fc.constant<SceneReply>("drop") },
);
/** What has no body is told from what has one by GET alone, and the manifest of a digest is asked for by HEAD. */
const honest = reply.filter((one) => typeof one === "string" || !("raw" in one));
/** 429 is no word on the image, and what follows with another credential is not waited for. */
const token: fc.Arbitrary<SceneReply> = fc.constantFrom(
  ...Object.values(TOKENS).filter(
    (one) => typeof one === "string" || !("status" in one) || one.status !== 429,
  ),
);

function server(letter: string): fc.Arbitrary<SceneServer> {
  const challenge = fc
    .constantFrom(...Object.values(CHALLENGES))
    .map((lines) => lines.map((line) => line.replaceAll("{A}", `{${letter}}`)));
  const access = fc.record(
    {
      challenge,
      accepts: fc.subarray(["bearer t", "bearer x", "basic alice:wonderland", "basic bob:builder"]),
      refusal: fc.constantFrom(403, 404, 500).map((status): SceneReply => ({ status })),
    },
    { requiredKeys: ["challenge", "accepts"] },
  );
  return fc.record(
    {
      access,
      tag: reply,
      digest: honest,
      token: fc.record({
        GET: token,
        POST: fc.record({ alice: token, bob: token }),
      }),
    },
    { requiredKeys: ["token"] },
  );
}

const capabilities = fc.constantFrom("", 'capabilities = ["pull"]', 'capabilities = ["resolve", "pull"]');

/** Scenes of one registry, or of one with a mirror, out of the parts that the others are made of. */
export const madeUpScene: fc.Arbitrary<RegistryScene> = fc
  .record({
    A: server("A"),
    M: fc.option(server("M"), { nil: undefined }),
    by: fc.constantFrom<"tag" | "digest">("tag", "digest"),
    credentials: fc.subarray([ALICE, BOB]),
    keys: capabilities,
  })
  .map(({ A, M, by, credentials, keys }) => ({
    servers: M === undefined ? { A } : { A, M },
    by,
    credentials,
    ...(M === undefined ? {} : { files: { "{A}/hosts.toml": `[host."http://{M}"]\n${keys}` } }),
  }));

/** What was made up once and disagreed. */
export const keptScenes: Readonly<Record<string, RegistryScene>> = {
  "429 for the token of the first of two": {
    servers: {
      A: {
        access: { challenge: ['Bearer realm="http://{A}/token"'], accepts: ["bearer t"] },
        token: { POST: { alice: { status: 429 }, bob: { status: 200, body: { access_token: "t" } } } },
      },
    },
    credentials: [ALICE, BOB],
    mayDiffer: { in: ["available", "saw"], as: "429 says nothing about the image" },
  },
};
