import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import type { Credential } from "../../../src/credentials/credential.ts";
import { originEndpoint } from "../../../src/image/endpoint.ts";
import { openHostsDirectory } from "../../../src/registry/runtime/hostsDirectory.ts";
import type { NodeFiles } from "../../../src/registry/runtime/nodeFiles.ts";
import { openRegistriesYaml } from "../../../src/registry/runtime/registriesYamlFile.ts";
import { fakeClock } from "../../support/fakeClock.ts";
import { fileClock } from "../../support/fileClock.ts";
import { recordingLogger } from "../../support/recordingLogger.ts";
import { ALICE } from "../harness.ts";

/**
 * What k3s 1.34 makes of a `registries.yaml`: files of its `config_path`, and the credentials of containerd's own
 * configuration (`getHostConfigs` and the templates of pkg/agent, `GetPrivateRegistries` of rancher/wharfie 0.7.1).
 */
interface Vector {
  readonly name: string;
  readonly yaml: string;
  readonly noDefault?: true;
  /** k3s does not start with it. */
  readonly refused?: true;
  readonly files?: Readonly<Record<string, string>>;
  readonly auths?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const VECTORS = readFileSync(new URL("../../vectors/registriesYaml.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Vector);

describe("registriesYamlFile", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "rancher-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const { signal } = new AbortController();
  const ask = async (
    files: Pick<NodeFiles, "endpoints">,
    registry: string,
    { repository = "app", credentials = [] as readonly Credential[] } = {},
  ) => {
    const reference = { registry, repository };
    try {
      const found = await files.endpoints(reference, { signal }, credentials);
      return (found ?? [originEndpoint(reference)]).map((endpoint) => {
        const { access } = endpoint;
        const { scheme = "", skipVerify = "", tls } = access ?? {};
        const own = "own" in endpoint ? endpoint.own?.map(({ username }) => username || "token") : undefined;
        return [
          "result" in endpoint ? `${endpoint.result} (${endpoint.message})` : "",
          scheme,
          `${endpoint.registry}${endpoint.path}/${endpoint.repository}`,
          skipVerify === true ? "whatever its certificate" : "",
          tls === undefined ? "" : "TLS",
          own === undefined ? "" : `as ${own}`,
        ]
          .join(" ")
          .trim()
          .replaceAll(/ +/g, " ");
      });
    } catch (error) {
      return String(error);
    }
  };
  const open = async (yaml: string | undefined, disableDefaultRegistryEndpoint = false) => {
    const path = join(folder, "registries.yaml");
    const write = (text: string) => writeFile(path, text);
    if (yaml !== undefined) {
      await write(yaml);
    }
    const clock = fileClock();
    const log = recordingLogger();
    const files = openRegistriesYaml(
      { registriesYaml: path, root: join(folder, "root"), disableDefaultRegistryEndpoint },
      { clock, log },
    );
    return { files, clock, write, lines: () => log.lines.map(({ message }) => message) };
  };

  it("waits for a file that is being written", async () => {
    const { files, clock, write, lines } = await open("");
    clock.isWriting = true;
    const waits = clock.waits();
    const asked = ask(files, "r.test");
    await waits;
    await write('mirrors: {"r.test": {endpoint: ["https://one.test"]}}');
    clock.isWriting = false;
    await clock.advance(1_100);
    expect(await asked).to.deep.equal(["https one.test/v2/app", "https r.test/v2/app"]);
    expect(lines()).to.deep.equal([]);
  });

  for (const [what, yaml, most] of [
    ["deeper", `mirrors: ${"[".repeat(2_000)}`, "256 levels of maps and lists"],
    ["larger", "a: b\n".repeat(20_000), "10000 words and signs"],
  ] as const) {
    it(`gives no verdict where it is ${what} than is read here: nodes may take it`, async () => {
      const { files, lines } = await open(yaml);
      expect(await ask(files, "r.test")).to.match(/^node_file_unreadable/);
      expect(lines()).to.have.length(1);
      expect(lines()[0]).to.match(
        new RegExp(
          `^Cannot read .*registries.yaml: Expected at most ${most}, given more at line .* is not asked`,
        ),
      );
    });
  }

  describe("makes of it what k3s makes", () => {
    for (const { name, yaml, noDefault = false, refused = false, files = {}, auths = {} } of VECTORS) {
      it(name, async () => {
        const ours = await open(yaml, noDefault);
        if (refused) {
          expect(await ask(ours.files, "r.test")).to.match(
            /NodeFileError: .* A node does not start with it$/,
          );
          return;
        }
        const certs = join(folder, "certs.d");
        for (const [host, text] of Object.entries({ ...files, "folder of nobody": "" })) {
          await mkdir(join(certs, host), { recursive: true });
          await writeFile(join(certs, host, "hosts.toml"), text);
        }
        const tools = { clock: fakeClock(), log: recordingLogger() };
        const theirs = openHostsDirectory(certs, { root: join(folder, "root"), ...tools });
        const registries = ["docker.io", "registry-1.docker.io", "r.test", "r.test:5000", "other.test:80"];
        for (const registry of new Set([...registries, ...Object.keys(files)])) {
          const repository = "q";
          const expected = await ask(theirs, registry, { repository });
          const file = files[registry] ?? files._default ?? "server";
          // What containerd's own reader would ask all the same.
          const isLeftOut = noDefault && !file.includes("server");
          const found = await ask(ours.files, registry, { repository, credentials: [ALICE] });
          const withoutPath = (text: string) => text.replaceAll(/\(.*\)|NodeFileError:.*/g, "");
          expect([found].flat().map(withoutPath), registry).to.deep.equal(
            [expected]
              .flat()
              .slice(0, isLeftOut ? -1 : undefined)
              .map(withoutPath),
          );
        }
        for (const [host, auth] of Object.entries(auths)) {
          const { username, identitytoken, auth: encoded } = auth;
          const login = encoded === "" ? "" : Buffer.from(encoded!, "base64").toString();
          const who = username || (identitytoken && "token") || login.split(":")[0];
          const [last] = (await ask(ours.files, host)).slice(-1);
          if (host !== "*" && host !== "docker.io") {
            expect(/ as (.*)$/.exec(last!)?.[1] ?? "", host).to.equal(who);
          }
        }
      });
    }
  });

  const MIRRORED = "mirrors:\n  r.test:\n    endpoint: [https://m.test]\n";

  it("looks at the file again when it changes", async () => {
    const { files, clock, write } = await open(MIRRORED);
    expect(await ask(files, "r.test")).to.deep.equal(["https m.test/v2/app", "https r.test/v2/app"]);
    await write(MIRRORED.replace("m.test", "n.test"));
    expect((await ask(files, "r.test"))[0], "not yet").to.equal("https m.test/v2/app");
    await clock.advance(5_000);
    expect((await ask(files, "r.test"))[0]).to.equal("https n.test/v2/app");
  });

  it("says once what is wrong, and what nodes do then", async () => {
    const { files, clock, lines, write } = await open(
      "mirrors:\n  r.test:\n    endpoints: [a]\n    endpoint: ['a b', m.test, m.test]\n    rewrite: {'(?!a)': b}\n  'a b': {}\nconfigs:\n  docker.io:\n    auth: {username: secret}\n  'c d':\n",
    );
    for (let look = 0; look < 2; look += 1) {
      await ask(files, "r.test");
      await ask(files, "s.test");
      await clock.advance(5_000);
    }
    const path = join(folder, "registries.yaml");
    expect(lines()).to.deep.equal(
      [
        "mirrors.r.test.endpoints is not known",
        "configs.docker.io.auth is for no host, as registry-1.docker.io is asked",
        "configs.c d is for no host",
        'mirrors.r.test.rewrite has "(?!a)", which is no regular expression',
        "mirrors.r.test.endpoint[0] is no URL of a server",
        "mirrors.r.test.endpoint[2] is there before",
        "mirrors.a b is for no host",
      ].map((problem) => `${path}: ${problem}: nodes pass it over`),
    );
    await write("configs:\n  r.test:\n    auth: {username: secret\n");
    await clock.advance(5_000);
    for (const registry of ["r.test", "s.test"]) {
      expect(await ask(files, registry)).to.match(/cannot be used: it is no YAML: /);
    }
    expect(lines().slice(7)).to.have.length(1);
    expect(lines()[7]).to.match(/it is no YAML: \w+ in line 4, column 1\. A node does not start with it$/);
  });

  it("gives no verdict where there is no such file, as nodes have theirs", async () => {
    const { files, lines } = await open(undefined);
    expect(await ask(files, "r.test")).to.match(/^node_file_unreadable .*no such file/);
    expect(lines()).to.have.length(1);
  });

  it("asks mirrors for what rewrites make of a repository, and the registry for what it is", async () => {
    const { files } = await open(`${MIRRORED}    rewrite:\n      "^library/(.*)": "hub/$1"\n`);
    expect(await ask(files, "r.test", { repository: "library/nginx" })).to.deep.equal([
      "https m.test/v2/hub/nginx",
      "https r.test/v2/library/nginx",
    ]);
    expect((await ask(files, "r.test", { repository: "team/app" }))[0]).to.equal("https m.test/v2/team/app");
  });

  it("knows nothing of a mirror where two rewrites say otherwise: nodes take either", async () => {
    const { files } = await open(`${MIRRORED}    rewrite: {"^team": "a", "app$": "b", "web": "team"}\n`);
    const why = "rewrites make a/app or team/b of team/app, and nodes take either";
    expect(await ask(files, "r.test", { repository: "team/app" })).to.deep.equal([
      // Whoever cleans up the mirror keeps both.
      ...["a/app", "team/b"].map(
        (name) => `node_file_unreadable (m.test was not asked for ${name}: ${why}) https m.test/v2/${name}`,
      ),
      "https r.test/v2/team/app",
    ]);
    expect((await ask(files, "r.test", { repository: "team/x" }))[0]).to.equal("https m.test/v2/a/x");
  });

  it("knows what a mirror would be asked for whose certificate cannot be read", async () => {
    const { files } = await open(
      `${MIRRORED}    rewrite: {"^team": "a"}\nconfigs:\n  m.test:\n    tls: {ca_file: /gone.pem}\n`,
    );
    expect((await ask(files, "r.test", { repository: "team/app" }))[0]).to.match(
      /^node_file_unreadable .* m\.test\/v2\/a\/app$/,
    );
  });

  it("does not ask for what no registry can have", async () => {
    const { files } = await open(`${MIRRORED}    rewrite: {"^team": "A B"}\n`);
    expect((await ask(files, "r.test", { repository: "team/app" }))[0]).to.match(
      /^refused \(m\.test was not asked: rewrites make "A B\/app" of team\/app\)/,
    );
  });

  it("leaves out the mirrors of a registry whose rewrite k3s writes down as no TOML", async () => {
    const { files, lines } = await open(`${MIRRORED}    rewrite:\n      '^a\\.b': c\n`);
    expect(await ask(files, "r.test")).to.deep.equal(["r.test/v2/app"]);
    expect(lines()[0]).to.match(
      /the rewrite of "\^a\\\\\.b" to "c" is no TOML, which wants a backslash doubled: a node asks r\.test itself then, without mirrors$/,
    );
    const { files: doubled } = await open(`${MIRRORED}    rewrite:\n      '^a\\\\.b': c\n`);
    expect((await ask(doubled, "r.test", { repository: "a.b/c" }))[0]).to.equal("https m.test/v2/c/c");
  });

  const AUTH =
    "mirrors:\n  r.test:\n    endpoint: [https://m.test:5000]\nconfigs:\n  m.test:5000:\n    auth: {username: mirror, password: p}\n  r.test:\n    auth: {auth: b3JpZ2luOnA=}\n";

  it("gives each host what it has for it, where the image has no credentials of its own", async () => {
    const { files } = await open(AUTH);
    expect(await ask(files, "r.test")).to.deep.equal([
      "https m.test:5000/v2/app as mirror",
      "https r.test/v2/app as origin",
    ]);
    expect(await ask(files, "r.test", { credentials: [ALICE] })).to.deep.equal([
      "https m.test:5000/v2/app",
      "https r.test/v2/app",
    ]);
  });

  it("gives Docker Hub what it has for its host, without a mirror, too", async () => {
    const { files } = await open("configs:\n  registry-1.docker.io:\n    auth: {identity_token: t}\n");
    expect(await ask(files, "docker.io")).to.deep.equal(["docker.io/v2/app as token"]);
    expect(await ask(files, "other.test")).to.deep.equal(["other.test/v2/app"]);
  });

  it("does not ask with credentials that nodes can make nothing of", async () => {
    const { files } = await open(AUTH.replace("b3JpZ2luOnA=", "???"));
    expect((await ask(files, "r.test"))[1]).to.match(
      /^refused \(r\.test was not asked: configs\.r\.test\.auth\.auth is no user name and password in base64\)/,
    );
  });

  it("looks for certificates below the root", async () => {
    const { files, lines } = await open(
      "configs:\n  r.test:\n    tls: {ca_file: /etc/ssl/ca.pem}\n  s.test:\n    tls: {ca_file: ca.pem}\n  t.test:\n    tls: {cert_file: /etc/ssl/c.pem}\n",
    );
    await mkdir(dirname(join(folder, "root/etc/ssl/c.pem")), { recursive: true });
    await writeFile(join(folder, "root/etc/ssl/c.pem"), "nothing");
    expect(await ask(files, "r.test")).to.match(/^node_file_unreadable/);
    expect(await ask(files, "s.test")).to.match(/^node_file_unreadable .*no absolute path/);
    expect(await ask(files, "t.test")).to.match(/NodeFileError: .*certificate without its key/);
    expect(lines()[0]).to.include(join(folder, "root/etc/ssl/ca.pem"));
  });
});
