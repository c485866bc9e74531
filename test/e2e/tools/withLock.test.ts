import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { withLock } from "./withLock.ts";

describe("withLock()", () => {
  let folder: string;
  let lock: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "iae-lock-"));
    lock = join(folder, "tool.lock");
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("withLock() lets one in at a time and leaves no file behind", async () => {
    let inside = 0;
    let most = 0;
    let waits = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      expect(await readFile(lock, "utf8")).to.equal(String(process.pid));
      inside -= 1;
    };
    const options = {
      pollMs: 1,
      onWait: () => {
        waits += 1;
      },
    };
    await Promise.all(Array.from({ length: 5 }, () => withLock(lock, work, options)));
    expect({ most, waits }).to.deep.equal({ most: 1, waits: 4 });
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it("withLock() gives the lock back when the work fails", async () => {
    const failure = await withLock(lock, () => Promise.reject(new Error("no"))).catch((error) => error);
    expect(failure.message).to.equal("no");
    expect(await withLock(lock, async () => "again")).to.equal("again");
  });

  it("withLock() takes over from a process that is gone", async () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    await writeFile(lock, String(pid));
    expect(await withLock(lock, async () => "mine", { pollMs: 1 })).to.equal("mine");
  });

  it("withLock() stops waiting when aborted, and leaves the other's lock alone", async () => {
    await writeFile(lock, String(process.pid));
    const stop = new AbortController();
    const failure = await withLock(lock, async () => "mine", {
      pollMs: 1,
      signal: stop.signal,
      onWait: () => stop.abort(),
    }).catch((error) => error);
    expect(failure.name).to.equal("AbortError");
    expect(await readFile(lock, "utf8")).to.equal(String(process.pid));
  });
});
