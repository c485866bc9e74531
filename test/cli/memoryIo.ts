import { Readable, Writable } from "node:stream";
import type { CommandIo } from "../../src/cli/command.ts";

/** A command's surroundings in memory. */
export interface MemoryIo extends CommandIo {
  /** What was printed so far. */
  out(): string;
  err(): string;
  /** Tells the command to stop. */
  stop(reason: unknown): void;
}

export function memoryIo(
  environment: Readonly<Record<string, string>> = {},
  { stdin = "" }: { readonly stdin?: string } = {},
): MemoryIo {
  const [stdout, stderr] = [new TextSink(), new TextSink()];
  const stop = new AbortController();
  return {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout,
    stderr,
    environment,
    baseDirectory: "/home/user",
    signal: stop.signal,
    atOnce: new AbortController().signal,
    out: () => stdout.text,
    err: () => stderr.text,
    stop: (reason) => stop.abort(reason),
  };
}

class TextSink extends Writable {
  text = "";

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}
