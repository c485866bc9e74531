import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import { runHelper } from "../../src/credentials/helperProcess.ts";
import { systemClock } from "../../src/time/clock.ts";

const ROOT = join(import.meta.dirname, "../..");
const run = { program: "cat", args: [], input: "in", env: { PATH: process.env.PATH }, timeoutMs: 5_000 };
const bounds = { maxOutputBytes: 100, unattended: true };

describe("runHelper", () => {
  it("says so where the machine does not start the program at all", async () => {
    const { signal } = new AbortController();
    const args = ["x".repeat(4 * 1024 * 1024)];
    expect(await runHelper({ ...run, ...bounds, args }, { clock: systemClock, signal })).to.deep.equal({
      kind: "failed",
      reason: "cannot run it (E2BIG)",
      timedOut: false,
    });
  });

  it("fails, and the process goes on, while no file descriptor is left", () => {
    const script = `
      import { openSync } from "node:fs";
      import { runHelper } from "./src/credentials/helperProcess.ts";
      import { systemClock } from "./src/time/clock.ts";
      const { signal } = new AbortController();
      const run = ${JSON.stringify({ ...run, ...bounds })};
      try {
        for (;;) openSync("/dev/null");
      } catch {}
      const result = await runHelper(run, { clock: systemClock, signal });
      process.stdout.write(result.reason ?? "it ran");`;
    const shell = `ulimit -n 60; exec "$0" --input-type=module-typescript -e "$1"`;
    const said = execFileSync("sh", ["-c", shell, process.execPath, script], { cwd: ROOT, encoding: "utf8" });
    expect(said).to.equal("cannot run it (EMFILE)");
  });
});
