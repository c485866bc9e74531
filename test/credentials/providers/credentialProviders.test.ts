import { existsSync } from "node:fs";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openCredentialProviders } from "../../../src/credentials/providers/credentialProviders.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { fakeClock } from "../../support/fakeClock.ts";
import { recordingLogger } from "../../support/recordingLogger.ts";
import { until } from "../../support/until.ts";

const V1 = "credentialprovider.kubelet.k8s.io/v1";

describe("openCredentialProviders", () => {
  let folder: string;
  let lifetime: AbortController;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "providers-"));
    lifetime = new AbortController();
  });
  afterEach(async () => {
    lifetime.abort();
    await rm(folder, { recursive: true });
  });

  /** Shell scripts by name; each run adds the image to the file `asked`. */
  async function open(
    scripts: Readonly<Record<string, { script: string; match?: string[]; token?: boolean; cache?: string }>>,
    { clock = systemClock, environment = {} as Record<string, string> } = {},
  ) {
    for (const [name, { script }] of Object.entries(scripts)) {
      const asked = `IN=$(cat); echo "$IN" | sed 's/.*"image":"\\([^"]*\\)".*/\\1/' >> ${folder}/asked`;
      await writeFile(join(folder, name), `#!/bin/sh\n${asked}\n${script}\n`);
      await chmod(join(folder, name), 0o755);
    }
    const config = join(folder, "config.json");
    const providers = Object.entries(scripts).map(([name, { match, token, cache }]) => ({
      name,
      matchImages: match ?? ["reg.example.com"],
      defaultCacheDuration: cache ?? "0",
      apiVersion: V1,
      env: [{ name: "OWN", value: "set" }],
      ...(token && {
        tokenAttributes: {
          serviceAccountTokenAudience: "x",
          cacheType: "Token",
          requireServiceAccount: true,
        },
      }),
    }));
    await writeFile(
      config,
      JSON.stringify({ kind: "CredentialProviderConfig", apiVersion: "kubelet.config.k8s.io/v1", providers }),
    );
    const log = recordingLogger();
    const errors: string[] = [];
    const known: string[] = [];
    const source = await openCredentialProviders({
      config,
      binDir: folder,
      environment: { PATH: process.env.PATH, ...environment },
      clock,
      log,
      onErrors: (provider, count) => (count === 0 ? known : errors).push(provider),
      signal: lifetime.signal,
    });
    return {
      errors,
      known,
      lines: log.lines,
      asked: async () =>
        (await readFile(join(folder, "asked"), "utf8").catch(() => "")).split("\n").slice(0, -1),
      find: (name: string, by?: string) => source.find(name, { signal: new AbortController().signal, by }),
      async users(name: string) {
        const found = await source.find(name, { signal: new AbortController().signal });
        return found?.credentials.map(({ credential }) => `${credential.username}:${credential.password}`);
      },
    };
  }

  const answer = (auth: object, more: object = {}) =>
    `echo '${JSON.stringify({ kind: "CredentialProviderResponse", apiVersion: V1, cacheKeyType: "Image", auth, ...more })}'`;
  const one = (username: string, more: object = {}) =>
    answer({ "reg.example.com": { username, password: "p" } }, more);

  it("find() has no say in what no pattern matches, and runs nothing for it", async () => {
    const providers = await open({
      a: { script: one("u"), match: ["reg.example.com/team", "*.example.org:5000"] },
    });
    for (const name of [
      "other.example.com/team/app",
      "reg.example.com/app",
      "reg.example.com:443/team",
      "x.y.example.org:5000/a",
      "x.example.org/a",
    ]) {
      expect(await providers.find(name), name).to.equal(undefined);
    }
    expect(await providers.asked()).to.deep.equal([]);
    expect(await providers.users("reg.example.com/teams/app")).to.deep.equal(["u:p"]);
  });

  it("find() keeps answers up to sixteen megabytes, the latest, whatever registries are made up", async () => {
    const [long, auth] = [
      `P=$(head -c 900000 /dev/zero | tr '\\0' p)`,
      '{"*.example.com":{"username":"u","password":"',
    ];
    const head = `{"kind":"CredentialProviderResponse","apiVersion":"${V1}","cacheKeyType":"Registry","auth":${auth}`;
    const script = `${long}; printf '%s%s%s' '${head}' "$P" '"}}}'`;
    const providers = await open({ a: { script, match: ["*.example.com"], cache: "1h" } });
    for (let index = 0; index < 20; index++) {
      await providers.find(`r${index}.example.com/app`);
    }
    expect(await providers.asked()).to.have.lengthOf(20);
    await providers.find("r19.example.com/app");
    expect(await providers.asked()).to.have.lengthOf(20);
    await providers.find("r0.example.com/app");
    expect(await providers.asked()).to.have.lengthOf(21);
  });

  it("find() sends the request that the kubelet sends, and gives the program its variables", async () => {
    const providers = await open(
      { a: { script: `printf '%s' "$IN" > ${folder}/in; echo "$OWN $GIVEN" > ${folder}/env; ${one("u")}` } },
      { environment: { GIVEN: "given", OWN: "overridden" } },
    );
    await providers.find("reg.example.com/team/app");
    expect(JSON.parse(await readFile(join(folder, "in"), "utf8"))).to.deep.equal({
      kind: "CredentialProviderRequest",
      apiVersion: V1,
      image: "reg.example.com/team/app",
    });
    expect(await readFile(join(folder, "env"), "utf8")).to.equal("set given\n");
  });

  it("find() keeps answers for an image, a registry or all", async () => {
    const more = (cacheKeyType: string) => ({ cacheKeyType, cacheDuration: "1h" });
    const providers = await open({
      image: {
        script: answer({ "image.example.com": { username: "i" } }, more("Image")),
        match: ["image.example.com"],
      },
      registry: {
        script: answer({ "registry.example.com": { username: "r" } }, more("Registry")),
        match: ["registry.example.com"],
      },
      global: {
        script: answer({ "*.example.org": { username: "g" } }, more("Global")),
        match: ["*.example.org"],
      },
    });
    for (const name of ["image.example.com/a", "image.example.com/b", "image.example.com/a"]) {
      expect(await providers.users(name)).to.deep.equal(["i:"]);
    }
    for (const name of ["registry.example.com/a", "registry.example.com/b"]) {
      expect(await providers.users(name)).to.deep.equal(["r:"]);
    }
    for (const name of ["a.example.org/a", "b.example.org/a"]) {
      expect(await providers.users(name)).to.deep.equal(["g:"]);
    }
    expect(await providers.asked()).to.deep.equal([
      "image.example.com/a",
      "image.example.com/b",
      "registry.example.com/a",
      "a.example.org/a",
    ]);
  });

  it("find() keeps nothing for no time, by the answer or by default, and drops what has expired", async () => {
    const clock = fakeClock();
    const providers = await open(
      {
        never: { script: one("n", { cacheDuration: "0s" }), cache: "1h" },
        default: {
          script: answer({ "d.example.com": { username: "d" } }),
          match: ["d.example.com"],
          cache: "1h",
        },
      },
      { clock },
    );
    await providers.find("reg.example.com/a");
    await providers.find("reg.example.com/a");
    expect(await providers.asked()).to.have.length(2);
    await providers.find("d.example.com/a");
    await clock.advance(3_600_000);
    await providers.find("d.example.com/a");
    expect(await providers.asked()).to.have.length(3);
    await clock.advance(1);
    await providers.find("d.example.com/a");
    expect(await providers.asked()).to.have.length(4);
  });

  it("find() keeps answers for their time, neither longer nor shorter, when the wall clock jumps", async () => {
    const wall = { aheadMs: 0 };
    const time = fakeClock();
    const clock = { ...time, now: () => time.now() + wall.aheadMs };
    const providers = await open({ one: { script: one("n"), cache: "1h" } }, { clock });
    await providers.find("reg.example.com/a");
    wall.aheadMs = 24 * 3_600_000;
    await providers.find("reg.example.com/a");
    expect(await providers.asked()).to.have.length(1);
    wall.aheadMs = -24 * 3_600_000;
    await clock.advance(3_600_001);
    await providers.find("reg.example.com/a");
    expect(await providers.asked()).to.have.length(2);
  });

  it("find() has one run for all that ask for an image at once", async () => {
    const providers = await open({ a: { script: `sleep 0.05; ${one("u")}` } });
    const found = await Promise.all(Array.from({ length: 5 }, () => providers.users("reg.example.com/a")));
    expect(found).to.deep.equal(Array.from({ length: 5 }, () => ["u:p"]));
    expect(await providers.asked()).to.deep.equal(["reg.example.com/a"]);
  });

  it("find() has a namespace wait for no other, whatever registries that one makes up", async () => {
    const providers = await open({
      a: {
        script: `case "$IN" in *made-up*) sleep 60;; esac; ${answer({ "*.example.com": { username: "u" } })}`,
        match: ["*.example.com"],
      },
    });
    for (let index = 0; index < 20; index++) {
      void providers.find(`${index}-made-up.example.com/app`, "evil")?.catch(() => {});
    }
    const shared = "reg.example.com/app";
    void providers.find(shared, "evil");
    const found = await providers.find(shared, "good");
    expect(found?.credentials).to.have.length(1);
  });

  it("find() joins the answers of all: longer keys first, for one key in the order of the configuration", async () => {
    const providers = await open({
      z: { script: answer({ "reg.example.com": { username: "z" }, "*.example.com": { username: "glob" } }) },
      a: {
        script: answer({
          "reg.example.com": { username: "a" },
          "reg.example.com/team": { username: "team" },
        }),
      },
    });
    expect(await providers.users("reg.example.com/team/app")).to.deep.equal(["team:", "z:", "a:", "glob:"]);
  });

  for (const [what, script, why] of [
    ["fails", "echo 'no such\\trole Bearer abcDEF123456' >&2; exit 3", "exit code 3"],
    ["is killed", "kill -9 $$", "exit code SIGKILL"],
    ["answers no JSON", "echo hello", "its answer is not JSON"],
    ["answers nothing", "", "its answer is not JSON"],
    ["answers without end", "yes", "its answer is larger than 1048576 bytes"],
    [
      "answers in another version",
      one("u").replace("/v1", "/v1beta1"),
      `its answer.apiVersion: expected "${V1}"`,
    ],
    ["answers another kind", one("u").replace("Response", "Request"), "its answer.kind: expected"],
    [
      "names no kind of cache",
      one("u", { cacheKeyType: "image" }),
      "its answer.cacheKeyType: expected Image",
    ],
    ["names no duration", one("u", { cacheDuration: 5 }), "its answer.cacheDuration: expected a duration"],
    [
      "gives a number as password",
      answer({ x: { password: 1 } }),
      "its answer.auth.password: expected a text",
    ],
    ["gives a field that is not known", one("u", { token: "x" }), "its answer.token: there is no such field"],
    [
      "gives a field twice",
      one("u").replace('"auth":{', '"auth":{"reg.example.com":{"username":"v"},'),
      "its answer: a field is there twice",
    ],
  ] as const) {
    it(`find() does not know what nodes have where a program ${what}`, async () => {
      const providers = await open({ a: { script }, b: { script: one("b") } });
      const found = await providers.find("reg.example.com/app");
      expect(found?.unknown)
        .to.match(/^credential provider a: /)
        .and.to.include(why);
      expect(found?.credentials.map(({ credential }) => credential.username)).to.deep.equal(["b"]);
      expect(providers.errors).to.deep.equal(["a"]);
      expect(JSON.stringify(providers.lines)).to.include("a credential provider gives no credentials");
      expect(JSON.stringify(providers.lines)).not.to.include("abcDEF123456");
    });
  }

  it("find() tells what a program says on its standard error only for debugging, in a short line without tokens", async () => {
    const long = "x".repeat(5_000);
    const script = `echo 'the key is hunter2' >&2; echo 'no such\\trole Bearer abcDEF123456 ${long}' >&2; exit 3`;
    const providers = await open({ a: { script } });
    await providers.find("reg.example.com/app");
    const [told, debug, ...more] = providers.lines;
    const where = { provider: "a", image: "reg.example.com/app" };
    expect(told).to.deep.include({ level: "error", fields: { ...where, error: "exit code 3" } });
    expect(debug).to.include({ level: "debug" });
    expect(debug?.fields.complaint)
      .to.match(/^no such\\?t? ?role /)
      .and.have.length.at.most(500);
    expect(JSON.stringify(providers.lines)).not.to.match(/hunter2|abcDEF123456/);
    expect(more).to.deep.equal([]);
  });

  it("find() does not know what nodes have where the answer has nothing for the image; that is no error", async () => {
    const providers = await open({ a: { script: answer({}) } });
    expect(await providers.find("reg.example.com/app")).to.deep.equal({
      credentials: [],
      unknown: "credential provider a gave none",
    });
    expect(providers.errors).to.deep.equal([]);
  });

  it("find() ends a program and its children after a minute, and leaves it alone for that registry for a while", async () => {
    const clock = fakeClock();
    const providers = await open(
      { a: { script: `sleep 600 & echo $! > ${folder}/c; mv ${folder}/c ${folder}/child; wait` } },
      { clock },
    );
    const found = providers.find("reg.example.com/a");
    await until(() => existsSync(join(folder, "child")));
    const child = Number(await readFile(join(folder, "child"), "utf8"));
    await clock.advance(60_000);
    expect((await found)?.unknown).to.equal("credential provider a: no answer in 60000 ms");
    await until(() => !isRunning(child));
    expect((await providers.find("reg.example.com/b"))?.unknown).to.include("no answer in 60000 ms");
    expect(await providers.asked()).to.deep.equal(["reg.example.com/a"]);
    expect(providers.errors).to.deep.equal(["a"]);
  });

  it("openCredentialProviders() runs no provider that needs a token of a service account, and says so once", async () => {
    const providers = await open({ a: { script: one("u"), token: true }, b: { script: one("b") } });
    const found = await providers.find("reg.example.com/app");
    expect(found?.unknown).to.equal("credential provider a: it needs a service account's token");
    expect(found?.credentials).to.have.length(1);
    await providers.find("reg.example.com/app");
    expect(await providers.asked()).to.have.length(2);
    expect(providers.lines).to.have.length(1);
    expect(providers.known).to.deep.equal(["a", "b"]);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
