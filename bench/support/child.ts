import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** How long a process may take to end in good order, in milliseconds. */
const GRACE_MS = 5_000;

export interface ChildOptions {
  /** For messages, and the name of its log. */
  readonly name: string;
  /** Path of the module it runs. */
  readonly module: string;
  readonly args?: readonly string[];
  /** For Node.js. */
  readonly nodeFlags?: readonly string[];
  /** Folder of the log that holds what it writes to both outputs. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

let count = 0;

/** A process of ours, which answers questions over its channel (see `answerQuestions.ts`) and ends with us. */
export class Child implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #name: string;
  readonly #logFile: string;
  readonly #signal: AbortSignal;
  #nextId = 0;

  constructor({ name, module, args = [], nodeFlags = [], folder, signal }: ChildOptions) {
    signal.throwIfAborted();
    this.#name = name;
    this.#signal = signal;
    this.#logFile = `${folder}/${name}-${++count}.log`;
    const log = openSync(this.#logFile, "w");
    this.#process = fork(module, args, {
      execArgv: [...nodeFlags],
      stdio: ["ignore", log, log, "ipc"],
      // What is set for us must not change what is measured.
      env: { PATH: process.env.PATH },
    });
    closeSync(log);
    this.#process.on("error", () => {});
  }

  get pid(): number {
    if (this.#process.pid === undefined) {
      throw new Error(`Cannot start ${this.#name}`);
    }
    return this.#process.pid;
  }

  get hasExited(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  /** @throws Error, with the end of its log, where it has exited; `signal.reason` where the benchmark is interrupted */
  throwIfExited(): void {
    this.#signal.throwIfAborted();
    if (!this.hasExited) {
      return;
    }
    const tail = readFileSync(this.#logFile, "utf8").slice(-2_000);
    throw new Error(`${this.#name} ended (${this.#process.exitCode ?? this.#process.signalCode}):\n${tail}`);
  }

  /** What it has written to both outputs, from a byte on. */
  written(from = 0): Buffer {
    return readFileSync(this.#logFile).subarray(from);
  }

  /** Asks it something. @throws Error where it fails or ends before it answers */
  async ask<Reply>(question: string, argument?: unknown): Promise<Reply> {
    this.throwIfExited();
    const id = this.#nextId++;
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    const onMessage = (message: unknown) => {
      const { answerTo, reply, error } = message as { answerTo?: number; reply: Reply; error?: string };
      if (answerTo !== id) {
        return;
      }
      if (error === undefined) {
        resolve(reply);
      } else {
        reject(new Error(`${this.#name} cannot answer "${question}": ${error}`));
      }
    };
    const onExit = () => reject(new Error(`${this.#name} ended before it answered "${question}"`));
    const onAbort = () => reject(this.#signal.reason);
    this.#process.on("message", onMessage).once("exit", onExit);
    this.#signal.addEventListener("abort", onAbort, { once: true });
    this.#process.send({ id, question, argument });
    try {
      return await promise;
    } finally {
      this.#process.off("message", onMessage).off("exit", onExit);
      this.#signal.removeEventListener("abort", onAbort);
    }
  }

  /** Halts it as it is. */
  pause(): void {
    this.#process.kill("SIGSTOP");
  }

  resume(): void {
    this.#process.kill("SIGCONT");
  }

  /** Ends it, in good order if it can. */
  async stop(): Promise<void> {
    if (this.hasExited || this.#process.pid === undefined) {
      return;
    }
    const exited = once(this.#process, "exit");
    this.#process.kill("SIGCONT");
    this.#process.kill("SIGTERM");
    const timer = new AbortController();
    const late = sleep(GRACE_MS, "late", { signal: timer.signal }).catch(() => undefined);
    if ((await Promise.race([exited, late])) === "late") {
      this.#process.kill("SIGKILL");
      await exited;
    }
    timer.abort();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}
