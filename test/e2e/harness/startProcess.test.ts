import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { startProcess } from "./startProcess.ts";
import { waitUntil } from "./waitUntil.ts";

/** A killed process whose parent is gone stays a zombie until the machine's init takes note: it is not alive. */
const isAlive = (pid: number): boolean => {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.startsWith("Z");
};

describe("startProcess()", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "iae-process-"));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const start = (script: string) =>
    startProcess({ name: "server", command: "/bin/sh", args: ["-c", script], folder });

  it("startProcess() tells the exit code and the end of both outputs", async () => {
    const server = await start("echo out; echo err >&2; exit 7");
    expect(await server.exited).to.equal(7);
    expect(await server.tail()).to.equal("out\nerr\n");
    expect(await server.stop()).to.equal(7);
  });

  it("startProcess() rejects where there is nothing to start", async () => {
    const started = startProcess({ name: "server", command: join(folder, "none"), args: [], folder });
    const error = await started.catch((thrown: Error) => thrown);
    expect(error)
      .to.be.instanceOf(Error)
      .with.property("message")
      .that.matches(/^Cannot start server: .*ENOENT/);
  });

  it("ready() ends with the log's end when the server exits before it is ready", async () => {
    const server = await start("echo cannot listen; exit 1");
    const error: Error = await server.ready(async () => false).catch((thrown) => thrown);
    expect(error.message).to.equal(
      "Cannot see server ready: it exited with 1\n--- end of server's log ---\ncannot listen\n",
    );
  });

  it("stop() kills what does not listen to SIGTERM", async () => {
    const server = await start("trap '' TERM; echo up; while :; do sleep 0.05; done");
    await server.ready(async () => (await server.tail()).includes("up"));
    expect(await server.stop({ graceMs: 50 })).to.equal("SIGKILL");
  });

  for (const [how, end] of [
    ["is killed", (holder: ChildProcess) => holder.kill("SIGKILL")],
    ["gets SIGTERM", (holder: ChildProcess) => holder.kill("SIGTERM")],
    ["throws", (holder: ChildProcess) => holder.stdin?.end("throw")],
  ] as const) {
    it(`neither servers nor folders outlive a process that ${how}`, async () => {
      const script = `
        import { startProcess } from ${JSON.stringify(import.meta.resolve("./startProcess.ts"))};
        import { temporaryFolder } from ${JSON.stringify(import.meta.resolve("./temporaryFolder.ts"))};
        const folder = await temporaryFolder("test");
        const stopped = await startProcess({ name: "stopped", command: "sleep", args: ["60"], folder });
        await stopped.stop();
        const server = await startProcess({ name: "server", command: "sleep", args: ["60"], folder });
        process.stdout.write(JSON.stringify({ folder, pid: server.pid }));
        process.stdin.on("data", () => { throw new Error("as told"); });`;
      const holder = spawn(process.execPath, ["--input-type=module-typescript", "-e", script], {
        stdio: ["pipe", "pipe", "ignore"],
      });
      const [output] = await once(holder.stdout, "data");
      const held: { folder: string; pid: number } = JSON.parse(String(output));
      expect(isAlive(held.pid)).to.equal(true);
      end(holder);
      await waitUntil("the server's end", () => !isAlive(held.pid), { everyMs: 10 });
      const isGone = () =>
        access(held.folder).then(
          () => false,
          () => true,
        );
      await waitUntil("the folder's end", isGone, { everyMs: 10 });
    });
  }
});
