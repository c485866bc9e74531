import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import {
  ProviderConfigError,
  readProviderConfig,
} from "../../../src/credentials/providers/providerConfig.ts";

const { signal } = new AbortController();

describe("readProviderConfig", () => {
  let folder: string;
  let bin: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "provider-config-"));
    bin = join(folder, "bin");
    await mkdir(bin);
    for (const name of ["a", "b"]) {
      await writeFile(join(bin, name), "#!/bin/sh\n");
      await chmod(join(bin, name), 0o755);
    }
    await writeFile(join(bin, "no-program"), "");
  });
  afterEach(() => rm(folder, { recursive: true }));

  const provider = (name = "a", more: object = {}) => ({
    name,
    matchImages: ["*.example.com"],
    defaultCacheDuration: "1h",
    apiVersion: "credentialprovider.kubelet.k8s.io/v1",
    ...more,
  });
  const document = (providers: readonly unknown[], more: object = {}) =>
    JSON.stringify({
      kind: "CredentialProviderConfig",
      apiVersion: "kubelet.config.k8s.io/v1",
      providers,
      ...more,
    });
  const read = async (text: string) => {
    const path = join(folder, "config.yaml");
    await writeFile(path, text);
    return readProviderConfig(path, bin, { signal });
  };
  const problem = async (run: Promise<unknown>) => {
    try {
      await run;
    } catch (error) {
      expect(error).to.be.instanceOf(ProviderConfigError);
      return (error as Error).message.replaceAll(folder, "");
    }
    return "read";
  };

  it("readProviderConfig() reads what the kubelet's documentation shows", async () => {
    const providers = await read(`
apiVersion: kubelet.config.k8s.io/v1
kind: CredentialProviderConfig
providers:
  - name: a
    matchImages:
      - "*.dkr.ecr.*.amazonaws.com"
    defaultCacheDuration: "12h"
    apiVersion: credentialprovider.kubelet.k8s.io/v1
    args: [--v=4]
    env:
      - name: AWS_PROFILE
        value: nodes
`);
    expect(providers).to.deep.equal([
      {
        name: "a",
        program: join(bin, "a"),
        matchImages: ["*.dkr.ecr.*.amazonaws.com"],
        defaultCacheDuration: 43_200_000,
        apiVersion: "credentialprovider.kubelet.k8s.io/v1",
        args: ["--v=4"],
        env: { AWS_PROFILE: "nodes" },
        needsToken: false,
      },
    ]);
  });

  it("readProviderConfig() merges the files of a directory in lexical order, links of a ConfigMap among them", async () => {
    const path = join(folder, "d");
    await mkdir(join(path, "..data"), { recursive: true });
    await writeFile(join(path, "..data", "20.yml"), document([provider("a")]));
    await symlink(join("..data", "20.yml"), join(path, "20.yml"));
    await writeFile(join(path, "10.json"), document([provider("b")]));
    await writeFile(join(path, "README.md"), "no configuration");
    const providers = await readProviderConfig(path, bin, { signal });
    expect(providers.map(({ name }) => name)).to.deep.equal(["b", "a"]);
    await writeFile(join(path, "30.yaml"), document([provider("a")]));
    expect(await problem(readProviderConfig(path, bin, { signal }))).to.equal(
      '/d/30.yaml: there is a second provider "a"',
    );
  });

  const token = {
    serviceAccountTokenAudience: "x",
    cacheType: "Token",
    requireServiceAccount: true,
    requiredServiceAccountAnnotationKeys: ["a.example.com/b"],
  };

  it("readProviderConfig() tells a provider that needs a service account's token", async () => {
    const [first] = await read(document([provider("a", { tokenAttributes: token })]));
    expect(first?.needsToken).to.equal(true);
  });

  for (const [what, text, message] of [
    ["no document", "", "the document: expected an object"],
    ["text that is no YAML", "a: [", "Flow sequence in block collection must be sufficiently indented"],
    ["another kind", document([], { kind: "Pod" }), 'kind: expected "CredentialProviderConfig"'],
    [
      "another version",
      document([provider()], { apiVersion: "kubelet.config.k8s.io/v2" }),
      'apiVersion: expected "kubelet.config.k8s.io/v1"',
    ],
    [
      "a field that is not known",
      document([provider("a", { image: "x" })]),
      "providers[0].image: there is no such field",
    ],
    [
      "a name with a slash",
      document([provider("../a")]),
      "providers[0].name: expected a file's name without",
    ],
    ["a name of dots", document([provider("..")]), "providers[0].name: expected a file's name without"],
    [
      "nothing to match",
      document([provider("a", { matchImages: [] })]),
      "matchImages: expected at least one pattern",
    ],
    ["a pattern that is no URL", document([provider("a", { matchImages: ["a b"] })]), 'cannot read "a b"'],
    [
      "no duration",
      document([provider("a", { defaultCacheDuration: null })]),
      'defaultCacheDuration: expected a duration such as 12h, given ""',
    ],
    [
      "a negative duration",
      document([provider("a", { defaultCacheDuration: "-1s" })]),
      'defaultCacheDuration: expected a duration such as 12h, given "-1s"',
    ],
    [
      "another version of the plugins' API",
      document([provider("a", { apiVersion: "v1" })]),
      'apiVersion: expected "credentialprovider.kubelet.k8s.io/v1", given "v1"',
    ],
    ["a number as argument", document([provider("a", { args: [1] })]), "args: expected a list of texts"],
    [
      "a token without an audience",
      document([provider("a", { tokenAttributes: { ...token, serviceAccountTokenAudience: "" } })]),
      "serviceAccountTokenAudience: expected an audience",
    ],
    [
      "a token for an older API",
      document([
        provider("a", { apiVersion: "credentialprovider.kubelet.k8s.io/v1beta1", tokenAttributes: token }),
      ]),
      "tokenAttributes: expected apiVersion credentialprovider.kubelet.k8s.io/v1 with it",
    ],
    [
      "an annotation required where no account is",
      document([provider("a", { tokenAttributes: { ...token, requireServiceAccount: false } })]),
      "requireServiceAccount: expected true, as annotations are required",
    ],
    [
      "an annotation that is both",
      document([
        provider("a", {
          tokenAttributes: { ...token, optionalServiceAccountAnnotationKeys: ["a.example.com/b"] },
        }),
      ]),
      'the annotation "a.example.com/b" is named twice',
    ],
    ["a program that is not there", document([provider("c")]), 'provider "c": /bin/c: no such file'],
    ["a file that is no program", document([provider("no-program")]), "/bin/no-program: permission denied"],
    ["no provider", document([]), "/config.yaml: expected at least one provider, given none"],
  ] as const) {
    it(`readProviderConfig() refuses ${what}, in one line`, async () => {
      const said = await problem(read(text));
      expect(said).to.match(/^\/config\.yaml: [^\n]+$/);
      expect(said).to.include(message);
    });
  }
});
