export const V1 = "credentialprovider.kubelet.k8s.io/v1";

interface Program {
  /** What it writes; undefined: it exits with 1. */
  readonly answer: string | undefined;
  /** Of its entry in the configuration. */
  readonly entry?: object;
  readonly absent?: true;
}

/** Programs, how they are configured, and what is asked of them. */
export interface ProviderCase {
  readonly programs: Readonly<Record<string, Program>>;
  /** Text in place of the configuration that follows from the programs. */
  readonly config?: string;
  readonly ask: readonly (string | readonly [repository: string, times: number])[];
}

/** An answer as a program writes it. */
export const answer = (auth: unknown, more: object = {}) =>
  JSON.stringify({
    kind: "CredentialProviderResponse",
    apiVersion: V1,
    cacheKeyType: "Registry",
    auth,
    ...more,
  });
export const login = (username: string, password = "p") => ({ username, password });
export const HOST = "reg.example.com";
const simple = answer({ [HOST]: login("u") });
/** One program and two images of its registry, the first twice. */
const single = (answerText: string | undefined, entry: object = {}): ProviderCase => ({
  programs: { a: { answer: answerText, entry } },
  ask: [`${HOST}/a`, `${HOST}/a`, `${HOST}/b`],
});
const entryOf = (entry: object) => single(simple, entry);
const matching = (pattern: string, ...ask: string[]): ProviderCase => ({
  programs: {
    a: { answer: answer({ "*": login("x"), [HOST]: login("u") }), entry: { matchImages: [pattern] } },
  },
  ask,
});

/** Answers, patterns and configurations, good and bad, by what is special about them. */
export const providerCases: Readonly<Record<string, ProviderCase>> = {
  "an answer for a registry": single(simple),
  "an answer for an image": single(answer({ [HOST]: login("u") }, { cacheKeyType: "Image" })),
  "an answer for all": {
    programs: {
      a: {
        answer: answer({ "*.example.com": login("u") }, { cacheKeyType: "Global" }),
        entry: { matchImages: ["*.example.com"] },
      },
    },
    ask: ["a.example.com/x", "b.example.com/y"],
  },
  "an answer that is not to be kept": single(answer({ [HOST]: login("u") }, { cacheDuration: "0s" })),
  "an answer to be kept for long": single(answer({ [HOST]: login("u") }, { cacheDuration: "1h0m0s" }), {
    defaultCacheDuration: "0s",
  }),
  "an answer that has expired when it comes": single(
    answer({ [HOST]: login("u") }, { cacheDuration: "-1s" }),
  ),
  "no duration anywhere": entryOf({ defaultCacheDuration: "0s" }),
  "a duration of null": single(answer({ [HOST]: login("u") }, { cacheDuration: null })),
  "a duration in seconds": single(answer({ [HOST]: login("u") }, { cacheDuration: 3600 })),
  "a duration in days": single(answer({ [HOST]: login("u") }, { cacheDuration: "1d" })),
  "a duration without a unit": single(answer({ [HOST]: login("u") }, { cacheDuration: "60" })),
  "an empty duration": single(answer({ [HOST]: login("u") }, { cacheDuration: "" })),
  "auth of null": single(answer(null)),
  "no auth": single(answer(undefined)),
  "auth that is empty": single(answer({})),
  "auth that is a list": single(answer([])),
  "auth that is a text": single(answer("x")),
  "an entry of null": single(answer({ [HOST]: null })),
  "an entry without a password": single(answer({ [HOST]: { username: "u" } })),
  "an entry without anything": single(answer({ [HOST]: {} })),
  "a password that is a number": single(answer({ [HOST]: { username: "u", password: 1 } })),
  "a field of an entry that is not known": single(answer({ [HOST]: { ...login("u"), email: "e" } })),
  "a field that is not known": single(answer({ [HOST]: login("u") }, { expiresAt: "x" })),
  "a field in capitals": single(simple.replace('"auth"', '"Auth"')),
  "a field twice": single(simple.replace('"auth"', '"cacheKeyType":"Image","auth"')),
  "an entry twice": single(simple.replace(`"${HOST}"`, `"${HOST}":{"username":"v"},"${HOST}"`)),
  "no kind of cache": single(answer({ [HOST]: login("u") }, { cacheKeyType: "" })),
  "another kind of cache": single(answer({ [HOST]: login("u") }, { cacheKeyType: "registry" })),
  "another kind": single(simple.replace("Response", "Request")),
  "no kind": single(simple.replace('"kind":"CredentialProviderResponse",', "")),
  "another version": single(simple.replace("/v1", "/v1beta1")),
  "a version that is not known": single(simple.replace("/v1", "/v7")),
  "the older version, as configured": single(simple.replace("/v1", "/v1beta1"), {
    apiVersion: "credentialprovider.kubelet.k8s.io/v1beta1",
  }),
  "the oldest version, as configured": single(simple.replace("/v1", "/v1alpha1"), {
    apiVersion: "credentialprovider.kubelet.k8s.io/v1alpha1",
  }),
  "text before the answer": single(`log line\n${simple}`),
  "text after the answer": single(`${simple}\nlog line`),
  "a second answer": single(`${simple}\n${simple}`),
  "white space around the answer": single(`\n  ${simple}\n\n`),
  "an answer as YAML": single(`kind: CredentialProviderResponse\napiVersion: ${V1}\ncacheKeyType: Image\n`),
  "an answer that is a list": single("[]"),
  "no answer": single(""),
  "a program that fails": single(undefined),
  "unusual letters": single(answer({ [HOST]: login("ü ", "p\u2028\\/\u0000") })),
  // One at a time: of two that come to the same, Go's maps have now one first and now the other.
  "a key with a scheme": single(answer({ [`https://${HOST}`]: login("u") })),
  "a key with a scheme and a version": single(answer({ [`http://${HOST}/v2/`]: login("v") })),
  "a key with a path": single(
    answer({ [`${HOST}/a`]: login("a"), [HOST]: login("all"), [`${HOST}/ab`]: login("ab") }),
  ),
  "keys for others": single(answer({ "other.example.com": login("u"), [`${HOST}:443`]: login("v") })),
  "keys with globs": single(
    answer({ "*.example.com": login("1"), "reg*.example.com": login("2"), "*.com": login("3") }),
  ),
  "two programs for one key": {
    programs: {
      z: { answer: answer({ [HOST]: login("z"), "*.example.com": login("zz") }) },
      a: { answer: answer({ [HOST]: login("a"), [`${HOST}/a`]: login("aa") }) },
    },
    ask: [`${HOST}/a`, `${HOST}/b`],
  },
  "one of two programs fails": {
    programs: { a: { answer: undefined }, b: { answer: simple } },
    ask: [`${HOST}/a`],
  },
  "one of two programs is not for the image": {
    programs: {
      a: { answer: simple, entry: { matchImages: [`${HOST}/team`] } },
      b: { answer: answer({ [HOST]: login("b") }) },
    },
    ask: [`${HOST}/a`, `${HOST}/teams`],
  },
  "many ask for one image at once": {
    programs: { a: { answer: answer({ [HOST]: login("u") }, { cacheDuration: "0s" }) } },
    ask: [[`${HOST}/a`, 8]],
  },
  "what is for all is asked for again by another registry's image": {
    programs: {
      a: {
        answer: answer({ "*.example.com": login("u") }, { cacheKeyType: "Global" }),
        entry: { matchImages: ["*.example.com", "docker.io"] },
      },
    },
    ask: ["docker.io/library/nginx", "a.example.com/x"],
  },
  "Docker Hub by its older name": {
    programs: {
      a: { answer: answer({ "index.docker.io": login("u") }), entry: { matchImages: ["docker.io"] } },
    },
    ask: ["docker.io/library/nginx"],
  },
  "a pattern with a port": matching(`${HOST}:5000`, `${HOST}:5000/a`, `${HOST}/a`, `${HOST}:443/a`),
  "a pattern with a path": matching(`${HOST}/team`, `${HOST}/team/a`, `${HOST}/teams`, `${HOST}/other`),
  "a pattern with a glob": matching("*.example.com", `${HOST}/a`, "a.b.example.com/a", "example.com/a"),
  "a pattern with a glob in a label": matching(
    "r*g.example.com",
    `${HOST}/a`,
    "rg.example.com/a",
    "rag.example.com/a",
  ),
  "a pattern with a glob in its path": matching(`${HOST}/*`, `${HOST}/a`),
  "a pattern with a scheme": matching(`https://${HOST}`, `${HOST}/a`),
  "a pattern with the API's version": matching(`${HOST}/v2/`, `${HOST}/a`, `${HOST}/v2/a`),
  "a pattern in capitals": matching("REG.example.com", `${HOST}/a`),
  "a pattern of an address": matching("[::1]:5000", "[::1]:5000/a"),
  "a pattern that is empty": matching("", `${HOST}/a`),
  "a pattern that is no URL": matching("a b", `${HOST}/a`),
  "no pattern": entryOf({ matchImages: [] }),
  "no default duration": entryOf({ defaultCacheDuration: undefined }),
  "a negative default duration": entryOf({ defaultCacheDuration: "-1s" }),
  "a default duration of a number": entryOf({ defaultCacheDuration: 60 }),
  "a version of the programs' API that is not known": entryOf({
    apiVersion: "credentialprovider.kubelet.k8s.io/v2",
  }),
  "a field of a provider that is not known": entryOf({ image: "x" }),
  "an argument that is a number": entryOf({ args: [1] }),
  "a variable that is a number": entryOf({ env: [{ name: "A", value: 1 }] }),
  "a variable without a value": entryOf({ env: [{ name: "A" }] }),
  "a variable with a field that is not known": entryOf({ env: [{ name: "A", valueFrom: {} }] }),
  "a name with a slash": entryOf({ name: "./a" }),
  "a name with a space": entryOf({ name: "a " }),
  "no name": entryOf({ name: "" }),
  "a program that is not there": { programs: { a: { answer: simple, absent: true } }, ask: [] },
  "a token without a kind of cache": entryOf({
    tokenAttributes: { serviceAccountTokenAudience: "x", requireServiceAccount: true },
  }),
  "a token without an audience": entryOf({
    tokenAttributes: { cacheType: "Token", requireServiceAccount: true },
  }),
  "a token of which nothing is said about the account": entryOf({
    tokenAttributes: { cacheType: "Token", serviceAccountTokenAudience: "x" },
  }),
  "a token with an annotation that is no name": entryOf({
    tokenAttributes: {
      cacheType: "Token",
      serviceAccountTokenAudience: "x",
      requireServiceAccount: true,
      optionalServiceAccountAnnotationKeys: ["a b"],
    },
  }),
  "no configuration": { programs: {}, config: "", ask: [] },
  "a configuration of another kind": { programs: {}, config: "kind: Config\napiVersion: v1\n", ask: [] },
  "a configuration without providers": {
    programs: {},
    config: "kind: CredentialProviderConfig\napiVersion: kubelet.config.k8s.io/v1\nproviders: []\n",
    ask: [],
  },
  "a configuration in an older version": {
    programs: { a: { answer: simple } },
    config: configText({ a: { answer: simple } }, "kubelet.config.k8s.io/v1beta1"),
    ask: [`${HOST}/a`],
  },
  "a configuration with a field twice": {
    programs: { a: { answer: simple } },
    config: `kind: CredentialProviderConfig\n${configText({ a: { answer: simple } })}`.replace("{", "x: {"),
    ask: [],
  },
};

/** The configuration that follows from programs. */
export function configText(
  programs: ProviderCase["programs"],
  apiVersion = "kubelet.config.k8s.io/v1",
): string {
  return JSON.stringify({
    kind: "CredentialProviderConfig",
    apiVersion,
    providers: Object.entries(programs).map(([name, { entry }]) => ({
      name,
      matchImages: [HOST],
      defaultCacheDuration: "10m",
      apiVersion: V1,
      ...entry,
    })),
  });
}
