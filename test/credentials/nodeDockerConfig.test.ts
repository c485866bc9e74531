import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openNodeDockerConfig } from "../../src/credentials/nodeDockerConfig.ts";
import { DockerConfigError } from "../../src/credentials/readDockerConfigFile.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { recordingLogger } from "../support/recordingLogger.ts";

const config = (username: string) =>
  JSON.stringify({ auths: { "quay.io": { auth: Buffer.from(`${username}:hunter2`).toString("base64") } } });

describe("openNodeDockerConfig", () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "node-docker-config-"));
    path = join(folder, "config.json");
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Opens `path`; `look` lets the poll come round and waits for it to have read the file. */
  async function open() {
    const clock = fakeClock();
    const log = recordingLogger();
    const closing = new AbortController();
    let changes = 0;
    let looks = 0;
    const counting = {
      ...clock,
      schedule(delayMs: number, callback: () => void) {
        looks++;
        return clock.schedule(delayMs, callback);
      },
    };
    const node = await openNodeDockerConfig({
      path,
      clock: counting,
      log,
      onChange: () => changes++,
      signal: closing.signal,
    });
    const look = async () => {
      const before = looks;
      await clock.advance(5000);
      while (looks === before) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const users = () => node.keyring.lookup("quay.io/app").map(({ credential }) => credential.username);
    return { node, log, look, users, clock, abort: () => closing.abort(), changes: () => changes };
  }

  it("openNodeDockerConfig() has the file's credentials at once, with the path as their source", async () => {
    await writeFile(path, config("first"));
    const { node, changes, abort } = await open();
    expect(node.keyring.lookup("quay.io/app")).to.have.nested.property("[0].source", path);
    expect(changes()).to.equal(0);
    abort();
  });

  it("openNodeDockerConfig() takes over a changed content and says so once", async () => {
    await writeFile(path, config("first"));
    const { look, users, changes, log, abort } = await open();
    await look();
    expect(changes()).to.equal(0);
    await writeFile(path, config("other"));
    await look();
    await look();
    expect(users()).to.deep.equal(["other"]);
    expect(changes()).to.equal(1);
    expect(log.lines.map(({ message }) => message)).to.deep.equal([
      "the nodes' docker config has changed and is in force",
    ]);
    abort();
  });

  it("openNodeDockerConfig() follows the symbolic links that a mounted Secret changes by", async () => {
    for (const name of ["v1", "v2"]) {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, "config.json"), config(name));
    }
    await symlink("v1", join(folder, "..data"));
    await symlink(join("..data", "config.json"), path);
    const { look, users, abort } = await open();
    expect(users()).to.deep.equal(["v1"]);
    await symlink("v2", join(folder, "..next"));
    await rename(join(folder, "..next"), join(folder, "..data"));
    await look();
    expect(users()).to.deep.equal(["v2"]);
    abort();
  });

  it("openNodeDockerConfig() keeps the last good content of a broken file and logs one line for it", async () => {
    await writeFile(path, config("first"));
    const { look, users, log, changes, abort } = await open();
    await writeFile(path, '{"auths": {"quay.io": "hunter2"');
    await look();
    await look();
    expect(users()).to.deep.equal(["first"]);
    expect(log.lines).to.deep.equal([
      {
        level: "error",
        fields: { error: `Cannot read docker config ${path}: not valid JSON` },
        message: "the nodes' docker config cannot be taken over, its last good content stays in force",
      },
    ]);
    await writeFile(path, config("first"));
    await look();
    expect(changes()).to.equal(0);
    expect(log.lines.at(-1)?.message).to.equal("the nodes' docker config is whole again");
    abort();
  });

  const UNUSABLE: readonly (readonly [name: string, text: string | undefined, error: string])[] = [
    ["that is not there", undefined, "no such file"],
    ["of more than 1 MiB", `${config("first")}${" ".repeat(1024 * 1024)}`, "larger than 1048576 bytes"],
    ["that is no JSON", '{"auths": {"quay.io": "hunter2"', "not valid JSON"],
  ];
  for (const [name, text, error] of UNUSABLE) {
    it(`openNodeDockerConfig() refuses a file ${name} at the start, in one line`, async () => {
      if (text !== undefined) {
        await writeFile(path, text);
      }
      const opening = await open().catch((caught: unknown) => caught);
      expect(opening).to.be.instanceOf(DockerConfigError);
      expect(opening).to.have.property("message", `Cannot read docker config ${path}: ${error}`);
    });
  }

  it("openNodeDockerConfig() says once which credential helpers nodes would not run", async () => {
    const auths = { "quay.io": { auth: Buffer.from("first:hunter2").toString("base64") } };
    await writeFile(
      path,
      JSON.stringify({ auths, credHelpers: { "123.dkr.ecr.us-east-1.amazonaws.com": "ecr-login" } }),
    );
    const { look, users, log, abort } = await open();
    const message =
      "the docker config names credential helpers, which nodes do not run: what they know is not used";
    const warned = () => log.lines.filter(({ level }) => level === "warn");
    expect(warned()).to.deep.equal([{ level: "warn", fields: { path, helpers: "ecr-login" }, message }]);
    expect(users()).to.deep.equal(["first"]);
    await look();
    expect(warned()).to.have.length(1);
    await writeFile(
      path,
      JSON.stringify({ auths, credsStore: "desktop", credHelpers: { "quay.io": "quay" } }),
    );
    await look();
    expect(warned()[1]?.fields).to.deep.equal({ path, helpers: "desktop, quay" });
    abort();
  });

  it("openNodeDockerConfig() stops looking when its signal aborts", async () => {
    await writeFile(path, config("first"));
    const closed = await open();
    const other = await open();
    closed.abort();
    await writeFile(path, config("other"));
    await closed.clock.advance(60_000);
    await other.look();
    expect([closed.users(), other.users()]).to.deep.equal([["first"], ["other"]]);
    other.abort();
  });
});
