import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect } from "chai";
import fc from "fast-check";
import { parseReference } from "../../../src/image/reference.ts";
import { policyProblem } from "../../../src/registry/runtime/imagePolicy.ts";
import {
  type MirrorSet,
  mergeRegistries,
  OpenShiftError,
} from "../../../src/registry/runtime/openshift/mergeRegistries.ts";
import { readImageConfig, readMirrors } from "../../../src/registry/runtime/openshift/readObjects.ts";
import { parseRegistriesConf } from "../../../src/registry/runtime/registriesConf.ts";
import { parts, scene } from "../harness/scene.ts";
import type { ToolName } from "../tools/catalogue.ts";
import { locateTool } from "../tools/locateTool.ts";

interface Objects {
  readonly insecure: readonly string[];
  readonly blocked: readonly string[];
  /** Specs of objects. */
  readonly contentSourcePolicies: readonly unknown[];
  readonly digestMirrorSets: readonly unknown[];
  readonly tagMirrorSets: readonly unknown[];
}

const NOTHING: Objects = {
  insecure: [],
  blocked: [],
  contentSourcePolicies: [],
  digestMirrorSets: [],
  tagMirrorSets: [],
};

const set = (source: string, mirrors: readonly string[] | undefined, mirrorSourcePolicy?: string) => ({
  source,
  ...(mirrors !== undefined && { mirrors }),
  ...(mirrorSourcePolicy !== undefined && { mirrorSourcePolicy }),
});
const digests = (...imageDigestMirrors: unknown[]) => ({ imageDigestMirrors });
const tags = (...imageTagMirrors: unknown[]) => ({ imageTagMirrors });
const policies = (...repositoryDigestMirrors: unknown[]) => ({ repositoryDigestMirrors });

const TABLE: Readonly<Record<string, Partial<Objects>>> = {
  nothing: {},
  "one mirror": { digestMirrorSets: [digests(set("a.test", ["m.test"]))] },
  "mirrors of digests before those of tags": {
    digestMirrorSets: [digests(set("a.test/x", ["m.test", "n.test/y"]))],
    tagMirrorSets: [tags(set("a.test/x", ["k.test"]))],
  },
  "lists that meet": {
    digestMirrorSets: [digests(set("a.test", ["a", "b", "c"])), digests(set("a.test", ["c", "d", "e"]))],
  },
  "lists that contradict each other": {
    digestMirrorSets: [digests(set("a.test", ["b", "a"]), set("a.test", ["a", "b"]))],
  },
  "an old policy beside a new set": {
    contentSourcePolicies: [policies(set("a.test", ["m.test"]))],
    digestMirrorSets: [digests(set("a.test", ["k.test", "m.test"]))],
  },
  "a source that is never contacted": {
    digestMirrorSets: [digests(set("a.test", ["m.test"], "NeverContactSource"))],
    tagMirrorSets: [tags(set("a.test", ["m.test"], "AllowContactingSource"))],
  },
  "a policy without a mirror, and with the source alone": {
    digestMirrorSets: [
      digests(set("a.test", undefined, "NeverContactSource"), set("b.test", [], "NeverContactSource")),
      digests(set("c.test", ["c.test"], "NeverContactSource")),
    ],
  },
  "a source among its mirrors": { digestMirrorSets: [digests(set("a.test", ["a.test", "m.test"]))] },
  "insecure and blocked within each other": {
    insecure: ["*.a.test", "m.test"],
    blocked: ["b.a.test", "*.b.a.test", "c.test/x"],
    digestMirrorSets: [digests(set("c.test", ["m.test/x", "k.test"]), set("d.a.test:5000/x", ["m.test"]))],
  },
  "a blocked path of a mirrored registry": {
    blocked: ["a.test/x/y"],
    digestMirrorSets: [digests(set("a.test", ["m.test"]), set("a.test/x", ["k.test", "m.test/x"]))],
  },
  "a source of any subdomain": { tagMirrorSets: [tags(set("*.a.test", ["m.test"]))], blocked: ["a.test"] },
  "a registry within a source of any subdomain": {
    tagMirrorSets: [tags(set("*.a.test", ["m.test"]))],
    insecure: ["b.a.test"],
  },
};

/** Few words, so that they meet. */
const place = fc
  .tuple(
    fc.constantFrom("a.test", "b.a.test", "c.b.a.test", "m.test", "m.test:5000", "b.a.test:5000"),
    fc.constantFrom("", "/x", "/x/y", "/xy"),
  )
  .map((parts) => parts.join(""));
const scope = fc.oneof(
  { weight: 3, arbitrary: place },
  { weight: 1, arbitrary: fc.constantFrom("*.test", "*.a.test", "*.b.a.test") },
);
const mirrorSet = fc
  .tuple(
    scope,
    fc.option(fc.uniqueArray(place, { maxLength: 4 }), { nil: undefined }),
    fc.constantFrom(undefined, "NeverContactSource", "AllowContactingSource"),
  )
  .map(([source, mirrors, policy]) => set(source, mirrors, policy));
const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 3 });
const objects: fc.Arbitrary<Objects> = fc.record({
  insecure: few(scope),
  blocked: few(scope),
  contentSourcePolicies: few(few(mirrorSet).map((sets) => policies(...sets))),
  digestMirrorSets: few(few(mirrorSet).map((sets) => digests(...sets))),
  tagMirrorSets: few(few(mirrorSet).map((sets) => tags(...sets))),
});

/** A program that answers a line of JSON with one. */
async function startJudge(tool: ToolName) {
  const program = spawn(await locateTool(tool), [], { stdio: "pipe", env: {} });
  const ended = once(program, "close");
  const answers = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
  return {
    async ask<T>(question: unknown): Promise<T> {
      program.stdin.write(`${JSON.stringify(question)}\n`);
      return JSON.parse((await answers.next()).value ?? "null") as T;
    },
    async close() {
      program.stdin.end();
      await ended;
    },
  };
}
type Judge = Awaited<ReturnType<typeof startJudge>>;

scene("registries, beside the code of OpenShift's operator", [parts.openShiftJudge], () => {
  let judge: Judge;
  before(async () => {
    judge = await startJudge("openshift-judge");
  });
  after(() => judge?.close());

  const compare = async (given: Objects) => {
    const { conf, error } = await judge.ask<{ conf: string; error: string }>(given);
    expect(ours(given)).to.deep.equal(error === "" ? [...parseRegistriesConf(conf).registries] : "refused");
  };

  for (const [what, given] of Object.entries(TABLE)) {
    it(what, () => compare({ ...NOTHING, ...given }));
  }

  it("any sets that meet", async () => {
    await fc.assert(fc.asyncProperty(objects, compare), { numRuns: 3_000 });
  });
});

scene("a policy.json, beside CRI-O's library", [parts.policyJudge], () => {
  let judge: Judge;
  before(async () => {
    judge = await startJudge("policy-judge");
  });
  after(() => judge?.close());

  it("lets in what the first scope does that the library would look for", async () => {
    const domain = fc.constantFrom("a.test", "b.a.test", "c.b.a.test:5000", "localhost:5000", "docker.io");
    const path = fc.constantFrom("/x", "/x/y", "/x/y/z", "/xy", "/library/x");
    const version = fc.constantFrom("", ":1", `@sha256:${"a".repeat(64)}`);
    const scopes = fc.dictionary(fc.oneof(scope, domain, fc.tuple(domain, path).map(joined)), fc.boolean());
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.tuple(domain, path, version).map(joined), fc.constantFrom("x", "x/y:1")),
        scopes,
        fc.boolean(),
        async (name, given, others) => {
          const looked = await judge.ask<readonly string[]>(name);
          const found = looked.find((one) => Object.hasOwn(given, one));
          const parsed = parseReference(name);
          const policy = { scopes: new Map(Object.entries(given)), others, source: "it" };
          const isIn = parsed.ok && policyProblem(policy, parsed.reference) === undefined;
          expect(isIn, looked.join(" ")).to.equal(found === undefined ? others : given[found]);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

function joined(texts: readonly string[]): string {
  return texts.join("");
}

function ours(given: Objects) {
  const mirrors = (
    kind: Parameters<typeof readMirrors>[0],
    specs: readonly unknown[],
  ): readonly MirrorSet[] => specs.flatMap((spec) => readMirrors(kind, { spec }));
  const { insecure, blocked } = readImageConfig({
    spec: { registrySources: { insecureRegistries: given.insecure, blockedRegistries: given.blocked } },
  });
  try {
    return [
      ...mergeRegistries({
        digestMirrors: [
          ...mirrors("repositoryDigestMirrors", given.contentSourcePolicies),
          ...mirrors("imageDigestMirrors", given.digestMirrorSets),
        ],
        tagMirrors: mirrors("imageTagMirrors", given.tagMirrorSets),
        insecure,
        blocked,
      }),
    ];
  } catch (error) {
    if (error instanceof OpenShiftError) {
      return "refused";
    }
    throw error;
  }
}
