import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** What a judge is asked; see `registryjudge` in `test/e2e/tools/containerd` and `crio`. */
export interface JudgeQuestion {
  readonly reference: string;
  readonly credentials: readonly { readonly username: string; readonly password: string }[];
  /** The folder with the nodes' files; empty for none. */
  readonly hostsDir: string;
  readonly configured?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly names: Readonly<Record<string, readonly string[]>>;
  readonly authorities: string;
  readonly timeoutMs: number;
}

export interface JudgeAnswer {
  readonly available: boolean;
  readonly error: string;
  /** The digest that was chosen of an index. */
  readonly chosen?: string;
}

/** A runtime's own code, in a process that answers one question after the other. */
export class RegistryJudge {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<string, (answer: JudgeAnswer) => void>();
  #count = 0;

  constructor(path: string) {
    this.#child = spawn(path, [], { stdio: "pipe", env: {} });
    createInterface({ input: this.#child.stdout }).on("line", (line) => {
      const answer = JSON.parse(line) as JudgeAnswer & { readonly id: string };
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    });
  }

  ask(question: JudgeQuestion): Promise<JudgeAnswer> {
    return this.#put(question);
  }

  /** The digest of the image that a node takes of an index; undefined for none. */
  async choose(question: { readonly index: string; readonly platform: string }): Promise<string | undefined> {
    return (await this.#put(question)).chosen;
  }

  #put(question: object): Promise<JudgeAnswer> {
    const id = String(this.#count++);
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#child.stdin.write(`${JSON.stringify({ id, ...question })}\n`);
    });
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once("close", resolve));
    this.#child.stdin.end();
    await ended;
  }
}
