import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { FACTOR, playSoak, ROUND_SECONDS } from "./playSoak.ts";
import { seededRandom } from "./seededRandom.ts";

/** `npm run soak`: a day of churn in ten minutes; see docs/testing.md. */

const USAGE = `Usage: npm run soak -- [--minutes N] [--seed N]

  --minutes N   how long it plays, ${FACTOR} times as fast as the world; default: 10, which is a day
  --seed N      what happens when; default: another one each time
`;

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    help: { type: "boolean", default: false },
  },
});
const minutes = Number(values.minutes);
if (values.help || !(minutes > 0)) {
  process.stdout.write(USAGE);
  process.exit(values.help ? 0 : 2);
}
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => stop.abort(new Error(`interrupted by ${signal}`)));
}
const folder = mkdtempSync(join(tmpdir(), "iae-soak-"));
const say = (text: string) => process.stdout.write(`${text}\n`);
try {
  say(`seed ${values.seed}`);
  const rounds = Math.ceil((minutes * 60 * FACTOR) / ROUND_SECONDS);
  const random = seededRandom(Number(values.seed));
  const { faults } = await playSoak({ rounds, folder, random, signal: stop.signal, say });
  say(faults.length === 0 ? "all is as it was" : faults.join("\n"));
  process.exitCode = faults.length === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`npm run soak: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
