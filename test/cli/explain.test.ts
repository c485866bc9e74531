import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type Explanation, explain } from "../../src/cli/explain.ts";
import { UsageError } from "../../src/cli/usageError.ts";
import { imageCommandOptions } from "./imageCommandFixture.ts";

const entry = (username: string) => ({ auth: Buffer.from(`${username}:hunter2`).toString("base64") });

describe("explain", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "explain-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = async (config: unknown, name = "docker.json") => {
    const path = join(folder, name);
    await writeFile(path, typeof config === "string" ? config : JSON.stringify(config));
    return path;
  };
  /** The JSON output for images, and the exit code. */
  async function explained(images: string[], overrides?: Parameters<typeof imageCommandOptions>[1]) {
    const options = imageCommandOptions(images, overrides);
    const code = await explain(options);
    return { code, output: JSON.parse(options.printed()) as Explanation[] };
  }

  it("explain() tells how a short name reads and where it would be asked", async () => {
    const { code, output } = await explained(["nginx"]);
    expect(code).to.equal(0);
    expect(output).to.deep.equal([
      {
        image: "nginx",
        runtime: "containerd",
        reference: { registry: "docker.io", repository: "library/nginx", tag: "latest" },
        endpoints: [
          {
            name: "docker.io/library/nginx",
            registry: "docker.io",
            repository: "library/nginx",
            urls: ["https://registry-1.docker.io/v2"],
            resolves: true,
            gets: "reference",
            headers: [],
            pulls: true,
            credentials: [],
            nodes: [],
          },
        ],
        credentials: [],
        filtered: null,
      },
    ]);
  });

  it("explain() refuses a CA file that `check` would refuse", async () => {
    const caFiles = [join(folder, "none")];
    const error: unknown = await explained(["nginx"], { registries: { caFiles } }).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.include({ name: "CaFileError" });
  });

  const digest = `sha256:${"a".repeat(64)}`;
  for (const [image, reference] of [
    [`quay.io/a/b@${digest}`, { registry: "quay.io", repository: "a/b", digest }],
    [`quay.io/a/b:1@${digest}`, { registry: "quay.io", repository: "a/b", tag: "1", digest }],
  ] as const) {
    it(`explain() reads ${image.slice(0, 22)}…`, async () => {
      const { output } = await explained([image]);
      expect(output[0]).to.have.deep.property("reference", reference);
    });
  }

  it("explain() says what is wrong with a reference, goes on with the others, and ends with 2", async () => {
    const { code, output } = await explained(["UPPER", "quay.io/app"]);
    expect(code).to.equal(2);
    expect(output[0]).to.deep.equal({
      image: "UPPER",
      error: 'repository name "UPPER" must be lower case',
    });
    expect(output[1]).to.have.nested.property("reference.repository", "app");
  });

  it("explain() tells which credentials apply as the kubelet orders them, and no secret", async () => {
    const dockerConfig = await write({
      auths: { "*.example.com": entry("glob"), "https://reg.example.com/v1/team/": entry("path") },
    });
    const options = imageCommandOptions(["reg.example.com/team/app"], { dockerConfig });
    await explain(options);
    const [explanation] = JSON.parse(options.printed()) as Explanation[];
    expect(explanation).to.have.deep.property("credentials", [
      { source: dockerConfig, key: "https://reg.example.com/v1/team/", username: "path" },
      { source: dockerConfig, key: "*.example.com", username: "glob" },
    ]);
    expect(options.printed()).to.not.match(/hunter2|aHVudGVy/);
  });

  it("explain() says what of nodes would be asked besides, and what a refusal would mean, without asking", async () => {
    const bin = join(folder, "bin");
    await mkdir(bin);
    await writeFile(join(bin, "ecr"), "#!/bin/sh\necho asked > $0.asked\n", { mode: 0o755 });
    const config = join(folder, "providers.json");
    await writeFile(
      config,
      JSON.stringify({
        kind: "CredentialProviderConfig",
        apiVersion: "kubelet.config.k8s.io/v1",
        providers: [
          {
            name: "ecr",
            matchImages: ["*.dkr.ecr.*.amazonaws.com"],
            defaultCacheDuration: "1h",
            apiVersion: "credentialprovider.kubelet.k8s.io/v1",
          },
        ],
      }),
    );
    const image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app";
    const credentialProviders = { config, binDir: bin };
    const options = imageCommandOptions([image, "quay.io/app"], { credentialProviders, output: "json" });
    await explain(options);
    const [ecr, quay] = JSON.parse(options.printed());
    expect(ecr.endpoints[0].nodes).to.deep.equal([
      "credential provider ecr",
      "Amazon ECR in eu-west-1 with an identity at AWS, if one is found",
      "where refused, no verdict: nodes may have another identity (nodes.cloud.aws)",
    ]);
    expect(quay.endpoints[0].nodes).to.deep.equal([]);
    const table = imageCommandOptions([image], { credentialProviders, output: "table" });
    await explain(table);
    expect(table.printed()).to.match(/credential +none of one's own\n +of nodes +credential provider ecr\n/);
    expect(existsSync(join(bin, "ecr.asked"))).to.equal(false);
  });

  it("explain() refuses credential providers that the kubelet would not start with", async () => {
    const config = join(folder, "none.yaml");
    const options = imageCommandOptions(["a"], { credentialProviders: { config, binDir: folder } });
    const error = await explain(options).catch((refusal: unknown) => refusal);
    expect(error).to.be.instanceOf(UsageError).and.have.property("message", `${config}: no such file`);
  });

  it("explain() takes the user's own docker config without a file, matched as Docker does", async () => {
    await write(
      { auths: { "*.example.com": entry("glob"), "reg.example.com": entry("mine") } },
      "config.json",
    );
    const { output } = await explained(["reg.example.com/app"], { environment: { DOCKER_CONFIG: folder } });
    expect(output[0]).to.have.deep.property("credentials", [
      { source: join(folder, "config.json"), key: "reg.example.com", username: "mine" },
    ]);
  });

  it("explain() puts the nodes' credentials last", async () => {
    const dockerConfig = await write({ auths: { "quay.io": entry("pull") } });
    const dockerConfigFile = await write({ auths: { "quay.io/team": entry("node") } }, "node.json");
    const { output } = await explained(["quay.io/team/app"], {
      dockerConfig,
      registries: { dockerConfigFile },
    });
    expect(output[0]).to.have.nested.property("credentials[0].username", "pull");
    expect(output[0]).to.have.nested.property("credentials[1].username", "node");
  });

  it("explain() lists mirrors first, with the credentials of their own hosts where that is said", async () => {
    const dockerConfig = await write({
      auths: { "mirror.example.com": entry("m"), "docker.io": entry("d") },
    });
    const mirrors = [
      {
        prefix: "docker.io",
        mirrors: ["mirror.example.com/hub"],
        fallback: true,
        credentials: "own" as const,
      },
    ];
    const { output } = await explained(["nginx"], { dockerConfig, images: { mirrors } });
    const [explanation] = output;
    if (explanation === undefined || "error" in explanation) {
      throw new Error("cannot be read");
    }
    expect(
      explanation.endpoints.map(({ name, credentials }) => [
        name,
        credentials.map(({ username }) => username),
      ]),
    ).to.deep.equal([
      ["mirror.example.com/hub/library/nginx", ["m"]],
      ["docker.io/library/nginx", ["d"]],
    ]);
    expect(explanation.credentials.map(({ username }) => username)).to.deep.equal(["d"]);
  });

  it("explain() tells the schemes in the order to be tried", async () => {
    const { output } = await explained(["reg.example.com/app", "plain.example.com:5000/app"], {
      registries: { allowPlainHttp: true, hosts: { "plain.example.com:5000": { plainHttp: true } } },
    });
    expect(output[0]).to.have.deep.nested.property("endpoints[0].urls", [
      "https://reg.example.com/v2",
      "http://reg.example.com/v2",
    ]);
    expect(output[1]).to.have.deep.nested.property("endpoints[0].urls", ["http://plain.example.com:5000/v2"]);
  });

  it("explain() tells which filter drops an image", async () => {
    const { output } = await explained(["nginx:dev", "quay.io/app", "nginx:1"], {
      images: { ignored: [":dev$"], allowed: ["^nginx"] },
    });
    expect(output.map((explanation) => "filtered" in explanation && explanation.filtered)).to.deep.equal([
      "ignored",
      "not_allowed",
      null,
    ]);
  });

  it("explain() reads names without a registry at the default registry", async () => {
    const { output } = await explained(["team/app"], { images: { defaultRegistry: "reg.example.com" } });
    expect(output[0]).to.have.nested.property("endpoints[0].name", "reg.example.com/team/app");
  });

  it("explain() mentions a host that cannot be reached whatever happens", async () => {
    const { code, output } = await explained(["localhost:0/app"]);
    expect(code).to.equal(0);
    expect(output[0]).to.have.property(
      "problem",
      'registry "localhost:0" has no usable port: expected 1 to 65535',
    );
  });

  it("explain() names the endpoints that the nodes' files have, and what they may", async () => {
    const certs = join(folder, "certs.d");
    await mkdir(join(certs, "docker.io"), { recursive: true });
    await writeFile(
      join(certs, "docker.io", "hosts.toml"),
      '[host."http://mirror.test/hub"]\ncapabilities = ["pull"]\n',
    );
    const options = imageCommandOptions(["nginx"], { hostsDir: certs, output: "table" });
    await explain(options);
    expect(options.printed()).to.match(
      /endpoint +mirror\.test\/hub\/library\/nginx at http:\/\/mirror\.test\/hub\/v2\n +may +not resolve, pull\n/,
    );
    expect(options.printed()).to.match(
      /endpoint +docker\.io\/library\/nginx at https:\/\/registry-1\.docker\.io\/v2\n/,
    );
  });

  it("explain() names headers without their values, what is not asked, and what a broken file means to nodes", async () => {
    const certs = join(folder, "certs.d");
    const write = async (name: string, text: string) => {
      await mkdir(join(certs, name), { recursive: true });
      await writeFile(join(certs, name, "hosts.toml"), text);
    };
    await write(
      "docker.io",
      '[host."http://m.test".header]\nX-Key = "s3cret-value"\n[host."https://n.test"]\nca = "/gone.pem"\n',
    );
    await write("quay.io", "[host");
    await mkdir(join(certs, "unread.test", "hosts.toml"), { recursive: true });
    const images = ["nginx", "quay.io/a/b", "169.254.169.254/a", "unread.test/a", "localhost:0/a"];
    const mirrors = [
      { prefix: "docker.io", mirrors: ["o.test"], fallback: true, credentials: "same-domain" as const },
    ];
    const options = imageCommandOptions(images, { hostsDir: certs, output: "table", images: { mirrors } });
    expect(await explain(options)).to.equal(0);
    const printed = options.printed();
    expect(printed).to.match(
      /at http:\/\/m\.test\/v2\n +headers +x-key\n +gets +the credentials of the image's name\n/,
    );
    expect(printed).to.match(
      /endpoint +n\.test\/.*\n +not asked +n\.test was not asked: Cannot read .*gone\.pem/,
    );
    expect(printed).to.match(/endpoint +o\.test\/.*\n +gets +what the runtime's own file has/);
    expect(printed).to.match(
      /not asked +address 169\.254\.169\.254 is refused: it is a cloud metadata address/,
    );
    const checked = [...printed.matchAll(/^ +checked +(.*)$/gm)].map(([, text]) => text);
    const nowhere = "no: nobody is asked for it";
    expect(checked).to.deep.equal(["yes", "yes", nowhere, nowhere, nowhere]);
    expect(printed).to.not.include("s3cret");
    expect(options.log.lines.map(({ message }) => message).join()).to.match(
      /quay\.io\/hosts\.toml does not count: .*A node asks the registry itself then, without mirrors/,
    );
  });

  it("explain() names what k3s asks, for which repository, and whose credentials each host gets", async () => {
    const registriesYaml = await write(
      "mirrors:\n  docker.io:\n    endpoint: [m.test:5000/hub]\n    rewrite: {^library/: mirrored/}\nconfigs:\n  m.test:5000:\n    auth: {username: me, password: s3cret}\n",
      "registries.yaml",
    );
    const options = imageCommandOptions(["nginx"], { registriesYaml, output: "table" });
    expect(await explain(options)).to.equal(0);
    expect(options.printed()).to.match(
      /endpoint +m\.test:5000\/hub\/mirrored\/nginx at https:\/\/m\.test:5000\/hub\n(?: .*\n)* +credential +me of m\.test:5000 in .*registries\.yaml\n +endpoint +docker\.io\/library\/nginx at https:\/\/registry-1\.docker\.io\/v2\n(?: .*\n)* +credential +none: anonymous\n/,
    );
    expect(options.printed()).to.not.include("s3cret");
  });

  it("explain() prints for people too", async () => {
    const dockerConfig = await write({ auths: { "docker.io": entry("me") } });
    const options = imageCommandOptions(["nginx", "UPPER"], {
      dockerConfig,
      output: "table",
      images: {
        ignored: ["nginx"],
        mirrors: [
          { prefix: "docker.io", mirrors: ["mirror.example.com"], fallback: true, credentials: "reference" },
        ],
      },
    });
    await explain(options);
    expect(options.printed()).to.equal(
      [
        "nginx",
        "  reference     docker.io/library/nginx:latest",
        "  runtime       containerd",
        "  endpoint      mirror.example.com/library/nginx at https://mirror.example.com/v2",
        "    gets        the credentials of the image's name",
        `    credential  me of docker.io in ${dockerConfig}`,
        "  endpoint      docker.io/library/nginx at https://registry-1.docker.io/v2",
        "    alone       asked at most once in ten minutes where a mirror has the image (origin_unavailable)",
        `    credential  me of docker.io in ${dockerConfig}`,
        "  checked       no: an expression of images.ignored matches it",
        "",
        "UPPER",
        '  error  repository name "UPPER" must be lower case',
        "",
      ].join("\n"),
    );
  });

  for (const [what, options] of [
    ["the docker config that was named", (path: string) => ({ dockerConfig: path })],
    ["the nodes' docker config", (path: string) => ({ registries: { dockerConfigFile: path } })],
  ] as const) {
    it(`explain() refuses ${what} in one line where it is broken`, async () => {
      const path = await write('{"auths": {"quay.io": {"auth": "hunter2"');
      const error: unknown = await explain(imageCommandOptions(["nginx"], options(path))).catch(
        (e: unknown) => e,
      );
      expect(error).to.be.instanceOf(UsageError);
      expect(error).to.have.property("message", `Cannot read docker config ${path}: not valid JSON`);
    });
  }

  it("explain() reads the docker config that was named as a node does: no helper is run, and a word on it", async () => {
    const dockerConfig = await write({
      auths: { "quay.io": { identitytoken: "t" }, "quay.io/team": entry("file") },
      credHelpers: { "quay.io": "none" },
      credsStore: "desktop",
    });
    const options = imageCommandOptions(["quay.io/team/app"], { dockerConfig });
    expect(await explain(options)).to.equal(0);
    const [explanation] = JSON.parse(options.printed());
    expect(explanation.credentials.map(({ username }: { username: string }) => username)).to.deep.equal([
      "file",
      "",
    ]);
    expect(options.log.lines).to.deep.equal([
      {
        level: "warn",
        fields: { path: dockerConfig, helpers: "desktop, none" },
        message:
          "the docker config names credential helpers, which nodes do not run: what they know is not used",
      },
    ]);
  });

  it("explain() reads .dockercfg by its name", async () => {
    const dockerConfig = await write({ "quay.io": entry("old") }, ".dockercfg");
    const { output } = await explained(["quay.io/app"], { dockerConfig });
    expect(output[0]).to.have.nested.property("credentials[0].username", "old");
  });

  it("explain() wants the docker config that was named to be there", async () => {
    const options = imageCommandOptions(["quay.io/app"], { dockerConfig: "/none/config.json" });
    const error: unknown = await explain(options).catch((e: unknown) => e);
    expect(error).to.have.property("message", "Cannot read docker config /none/config.json: no such file");
  });

  it("explain() refuses a credential helper of the user's own that is not there", async () => {
    await write({ credsStore: "none" }, "config.json");
    const environment = { DOCKER_CONFIG: folder, PATH: process.env.PATH };
    const error: unknown = await explain(imageCommandOptions(["nginx"], { environment })).catch(
      (e: unknown) => e,
    );
    expect(error).to.be.instanceOf(UsageError);
    expect(error).to.have.property(
      "message",
      "Cannot get credentials for https://index.docker.io/v1/ from docker-credential-none: no such program on the PATH",
    );
  });

  it("explain() tells for which platforms images have to be there, where that is looked at", async () => {
    const platforms = ["linux/arm64", "linux/amd64"];
    const { output } = await explained(["nginx"], { images: { verify: "platform", platforms } });
    expect(output[0]).to.have.property("platforms").that.deep.equals(platforms);
    const options = imageCommandOptions(["nginx"], {
      output: "table",
      images: { verify: "platform", platforms },
    });
    await explain(options);
    expect(options.printed()).to.match(/ {2}platforms +linux\/arm64, linux\/amd64\n/);
  });
});
