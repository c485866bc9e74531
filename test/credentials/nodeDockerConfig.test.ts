import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openNodeDockerConfig } from "../../src/credentials/nodeDockerConfig.ts";
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
    expect(log.lines.map(({ message }) => message)).to.deep.equal(["the nodes' docker config has changed"]);
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
        fields: { path, error: "not valid JSON" },
        message: "cannot read the nodes' docker config: keeping the last good content",
      },
    ]);
    await writeFile(path, config("first"));
    await look();
    expect(changes()).to.equal(0);
    expect(log.lines.at(-1)?.message).to.equal("the nodes' docker config can be read again");
    abort();
  });

  it("openNodeDockerConfig() starts without a file and finds it later", async () => {
    const { look, users, log, changes, abort } = await open();
    expect(users()).to.deep.equal([]);
    expect(log.lines.map(({ fields }) => fields.error)).to.deep.equal(["no such file"]);
    await writeFile(path, config("late"));
    await look();
    expect(users()).to.deep.equal(["late"]);
    expect(changes()).to.equal(1);
    abort();
  });

  it("openNodeDockerConfig() refuses a file of more than 1 MiB", async () => {
    await writeFile(path, `${config("first")}${" ".repeat(1024 * 1024)}`);
    const { log, users, abort } = await open();
    expect(users()).to.deep.equal([]);
    expect(log.lines.map(({ fields }) => fields.error)).to.deep.equal(["larger than 1048576 bytes"]);
    abort();
  });

  it("close() stops looking", async () => {
    await writeFile(path, config("first"));
    const closed = await open();
    const other = await open();
    closed.node.close();
    await writeFile(path, config("other"));
    await closed.clock.advance(60_000);
    await other.look();
    expect([closed.users(), other.users()]).to.deep.equal([["first"], ["other"]]);
    other.abort();
  });
});
