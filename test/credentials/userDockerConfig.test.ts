import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { openUserDockerConfig, type PersonalCredentials } from "../../src/credentials/userDockerConfig.ts";
import { systemClock } from "../../src/time/clock.ts";

const signal = new AbortController().signal;
const entry = (username: string, password = "p") => ({
  auth: Buffer.from(`${username}:${password}`).toString("base64"),
});

/** Host and path, as references are split. */
function split(name: string) {
  const slash = name.indexOf("/");
  return { registry: name.slice(0, slash), repository: name.slice(slash + 1) };
}

async function usersOf(credentials: PersonalCredentials, name: string): Promise<string[]> {
  const found = await credentials.find(split(name), { signal });
  return found.map(({ credential }) => credential.username);
}

describe("userDockerConfig", () => {
  let folder: string;
  let env: Record<string, string>;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "user-docker-config-"));
    env = { PATH: `${folder}${delimiter}${process.env.PATH}` };
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Writes config.json; a text is written as it is. */
  const write = async (config: unknown, path = join(folder, "config.json")) => {
    await writeFile(path, typeof config === "string" ? config : JSON.stringify(config));
    return path;
  };
  const install = async (name: string, answer: string) => {
    const program = join(folder, `docker-credential-${name}`);
    await writeFile(program, `#!/bin/sh\nread -r server\n${answer}\n`);
    await chmod(program, 0o755);
  };
  const messageOf = (promise: Promise<unknown>) =>
    promise.then(
      () => "no error",
      (error: Error) => error.message,
    );

  describe("openUserDockerConfig", () => {
    const open = async (config: unknown) => {
      await write(config);
      return openUserDockerConfig({ env: { ...env, DOCKER_CONFIG: folder }, clock: systemClock, signal });
    };

    const cases: [does: string, auths: Record<string, unknown>, name: string, users: string[]][] = [
      ["finds a registry by its host", { "quay.io": entry("u") }, "quay.io/team/app", ["u"]],
      ["ignores scheme and path of a key", { "https://quay.io/v1/": entry("u") }, "quay.io/team/app", ["u"]],
      [
        "prefers the exact key",
        { "https://quay.io": entry("url"), "quay.io": entry("u") },
        "quay.io/a",
        ["u"],
      ],
      ["knows no globs", { "*.example.com": entry("u") }, "a.example.com/app", []],
      ["tells ports apart", { "quay.io": entry("u") }, "quay.io:443/app", []],
      [
        "finds Docker Hub by its server only",
        { "https://index.docker.io/v1/": entry("hub") },
        "docker.io/library/nginx",
        ["hub"],
      ],
      ["does not take docker.io for Docker Hub", { "docker.io": entry("u") }, "docker.io/library/nginx", []],
      ["finds nothing in an empty entry", { "quay.io": {} }, "quay.io/app", []],
    ];
    for (const [does, auths, name, users] of cases) {
      it(`find() ${does}`, async () => {
        expect(await usersOf(await open({ auths }), name)).to.deep.equal(users);
      });
    }

    it("find() tells file and key, and takes NULs off a password", async () => {
      const credentials = await open({ auths: { "https://quay.io": entry("u", "p\0\0") } });
      const [found] = await credentials.find(split("quay.io/app"), { signal });
      expect(found).to.deep.include({ source: join(folder, "config.json"), key: "https://quay.io" });
      expect(found?.credential.password).to.equal("p");
    });

    it("find() has an entry's identity token", async () => {
      const credentials = await open({ auths: { "quay.io": { ...entry("u"), identitytoken: "refresh" } } });
      const [found] = await credentials.find(split("quay.io/app"), { signal });
      expect(found?.credential.identityToken).to.equal("refresh");
    });

    it("find() asks the helper of credHelpers, else that of credsStore, and no file", async () => {
      await install("one", 'echo "{\\"Username\\":\\"one for $server\\",\\"Secret\\":\\"s\\"}"');
      await install("store", 'echo "{\\"Username\\":\\"store for $server\\",\\"Secret\\":\\"s\\"}"');
      const credentials = await open({
        auths: { "quay.io": entry("file"), "ghcr.io": entry("file") },
        credHelpers: { "quay.io": "one" },
        credsStore: "store",
      });
      expect(await usersOf(credentials, "quay.io/app")).to.deep.equal(["one for quay.io"]);
      expect(await usersOf(credentials, "ghcr.io/app")).to.deep.equal(["store for ghcr.io"]);
      expect(await usersOf(credentials, "docker.io/library/nginx")).to.deep.equal([
        "store for https://index.docker.io/v1/",
      ]);
    });

    it("find() reads the user <token> of a helper as an identity token", async () => {
      await install("tok", 'echo \'{"Username":"<token>","Secret":"refresh"}\'');
      const credentials = await open({ credsStore: "tok" });
      const [found] = await credentials.find(split("quay.io/app"), { signal });
      expect(found).to.deep.include({ source: "docker-credential-tok", key: "quay.io" });
      expect(found?.credential).to.include({ username: "<token>", password: "", identityToken: "refresh" });
    });

    it("find() is anonymous where the helper has nothing", async () => {
      await install("none", "echo credentials not found in native keychain; exit 1");
      expect(await usersOf(await open({ credsStore: "none" }), "quay.io/app")).to.deep.equal([]);
    });

    it("find() rejects where the helper fails", async () => {
      const credentials = await open({ credsStore: "missing" });
      expect(await messageOf(usersOf(credentials, "quay.io/app"))).to.equal(
        "Cannot get credentials for quay.io from docker-credential-missing: no such program on the PATH",
      );
    });

    it("openUserDockerConfig() looks into .docker of the home directory without DOCKER_CONFIG", async () => {
      await mkdir(join(folder, ".docker"));
      await write({ auths: { "quay.io": entry("home") } }, join(folder, ".docker", "config.json"));
      const credentials = await openUserDockerConfig({ env, home: folder, clock: systemClock, signal });
      expect(await usersOf(credentials, "quay.io/app")).to.deep.equal(["home"]);
    });

    it("openUserDockerConfig() is content without a file", async () => {
      const credentials = await openUserDockerConfig({ env, home: folder, clock: systemClock, signal });
      expect(await usersOf(credentials, "quay.io/app")).to.deep.equal([]);
    });

    it("openUserDockerConfig() says what is wrong with a file, in one line without its content", async () => {
      expect(await messageOf(open('{"auths": {"quay.io": {"auth": "hunter2'))).to.equal(
        `Cannot read docker config ${join(folder, "config.json")}: not valid JSON`,
      );
    });
  });
});
