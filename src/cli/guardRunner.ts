import { Writable } from "node:stream";
import type { RunGuard } from "../demo/cluster/guardAnswer.ts";
import type { Command, CommandIo } from "./command.ts";
import { runCli } from "./runCli.ts";

/**
 * Runs `guard` as somebody would who types it, without what this machine's environment has to say.
 *
 * @param commands those of the program
 * @param io what its end and the place of files are taken from
 */
export function guardRunner(
  commands: readonly Command[],
  { baseDirectory, signal, atOnce }: Pick<CommandIo, "baseDirectory" | "signal" | "atOnce">,
): RunGuard {
  return async (list, args) => {
    const [stdout, stderr] = [collector(), collector()];
    const code = await runCli(["guard", ...args], commands, {
      stdin: (async function* () {
        yield Buffer.from(list);
      })(),
      stdout,
      stderr,
      environment: {},
      baseDirectory,
      signal,
      atOnce,
    });
    return { code, out: stdout.text(), err: stderr.text() };
  };
}

function collector(): Writable & { text(): string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return Object.assign(stream, { text: () => Buffer.concat(chunks).toString() });
}
