import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { askCredentialHelper } from "../../src/credentials/credentialHelper.ts";
import { systemClock } from "../../src/time/clock.ts";
import { fakeClock } from "../support/fakeClock.ts";

describe("askCredentialHelper", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "credential-helper-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Installs docker-credential-test, a shell script, and asks it. */
  async function ask(
    script: string,
    { signal = new AbortController().signal, clock = systemClock, name = "test" } = {},
  ) {
    const program = join(folder, "docker-credential-test");
    await writeFile(program, `#!/bin/sh\n${script}\n`);
    await chmod(program, 0o755);
    const env = { PATH: `${folder}${delimiter}${process.env.PATH}`, OUT: join(folder, "out") };
    return askCredentialHelper(name, "reg.example.com", { clock, signal, env });
  }
  const messageOf = (promise: Promise<unknown>) =>
    promise.then(
      () => "answered",
      (error: Error) => error.message,
    );

  it("askCredentialHelper() says get, gives the server and takes Username and Secret", async () => {
    const answer = await ask(
      'printf "%s " "$@" > "$OUT"; cat >> "$OUT"; echo \'{"ServerURL":"x","Username":"u","Secret":"s"}\'',
    );
    expect(answer).to.deep.equal({ username: "u", secret: "s" });
    expect(await readFile(join(folder, "out"), "utf8")).to.equal("get reg.example.com");
  });

  it("askCredentialHelper() takes an answer from who does not read the question", async () => {
    expect(await ask('exec <&-; echo \'{"Username":"u","Secret":"s"}\'')).to.include({ username: "u" });
  });

  it("askCredentialHelper() finds nothing where the helper says so", async () => {
    expect(await ask("echo credentials not found in native keychain; exit 1")).to.equal(undefined);
  });

  const from = "Cannot get credentials for reg.example.com from docker-credential-test:";
  for (const [what, script, message] of [
    ["fails", "printf 'not\\nlogged  in\\n'; exit 3", `${from} exit code 3: not logged in`],
    ["fails with what may be a secret", 'echo \'{"Secret":"hunter2"}\'; exit 1', `${from} exit code 1`],
    ["is killed", "kill -9 $$", `${from} exit code SIGKILL`],
    ["answers nonsense", "echo hello", `${from} its answer is not JSON with Username and Secret`],
    [
      "answers without a secret",
      'echo \'{"Username":"u"}\'',
      `${from} its answer is not JSON with Username and Secret`,
    ],
    ["answers without end", "yes", `${from} its answer is larger than 65536 bytes`],
  ] as const) {
    it(`askCredentialHelper() says so when the helper ${what}`, async () => {
      expect(await messageOf(ask(script))).to.equal(message);
    });
  }

  it("askCredentialHelper() says so when there is no such helper", async () => {
    expect(await messageOf(ask("", { name: "none" }))).to.equal(
      "Cannot get credentials for reg.example.com from docker-credential-none: no such program on the PATH",
    );
  });

  for (const name of ["../../bin/sh", "a b", ""]) {
    it(`askCredentialHelper() does not run "${name}"`, async () => {
      expect(await messageOf(ask("", { name }))).to.equal(
        `Cannot get credentials for reg.example.com from a credential helper: "${name}" is no name of one`,
      );
    });
  }

  it("askCredentialHelper() gives up after 30 s", async () => {
    const clock = fakeClock();
    const message = messageOf(ask("exec sleep 60", { clock }));
    let given: string | undefined;
    void message.then((text) => {
      given = text;
    });
    while (given === undefined) {
      await new Promise((resolve) => setImmediate(resolve));
      await clock.advance(10_000);
    }
    expect(given).to.equal(`${from} no answer in 30000 ms`);
  });

  it("askCredentialHelper() rejects with the signal's reason, and leaves no process", async () => {
    const closing = new AbortController();
    const answer = messageOf(ask('echo $$ > "$OUT"; exec sleep 60', { signal: closing.signal }));
    const pid = async () => Number(await readFile(join(folder, "out"), "utf8").catch(() => "0"));
    while ((await pid()) === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    closing.abort(new Error("stopped"));
    expect(await answer).to.equal("stopped");
    const isRunning = async (id: number) =>
      !/^State:\s+Z/m.test(await readFile(`/proc/${id}/status`, "utf8").catch(() => "State: Z"));
    const helper = await pid();
    while (await isRunning(helper)) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  });
});
