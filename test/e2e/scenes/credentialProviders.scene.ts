import { spawn } from "node:child_process";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import fc from "fast-check";
import { openCredentialProviders } from "../../../src/credentials/providers/credentialProviders.ts";
import { ProviderConfigError } from "../../../src/credentials/providers/providerConfig.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { recordingLogger } from "../../support/recordingLogger.ts";
import {
  answer,
  configText,
  HOST,
  login,
  type ProviderCase,
  providerCases,
  V1,
} from "../harness/providerCases.ts";
import { parts, scene } from "../harness/scene.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";
import { locateTool } from "../tools/locateTool.ts";

/** What both sides say of a case. */
interface Account {
  /** The user names and passwords for each question and each who asked; undefined: the configuration is refused. */
  readonly answers: readonly (readonly (readonly string[])[])[] | undefined;
  /** Which program was run for which image. */
  readonly runs: readonly string[];
}

scene("credential providers, beside the kubelet's own code", [parts.credentialJudge], () => {
  let folder: string;
  let judge: string;
  let count = 0;

  before(async () => {
    folder = await temporaryFolder("providers");
    judge = await locateTool("credential-judge");
  });

  /** Lays a case out for one side, has it asked, and reads which programs were run. */
  async function account(
    { programs, config = configText(programs), ask }: ProviderCase,
    side: (
      config: string,
      bin: string,
      ask: readonly (readonly [string, number])[],
    ) => Promise<Account["answers"]>,
  ): Promise<Account> {
    const home = join(folder, String(count++));
    const bin = join(home, "bin");
    await mkdir(bin, { recursive: true });
    for (const [name, { answer: said, absent }] of Object.entries(programs)) {
      await writeFile(join(home, `${name}.answer`), said ?? "");
      if (!absent) {
        const image = `sed 's/.*"image":"\\([^"]*\\)".*/${name} \\1/' >> ${home}/runs`;
        const rest = said === undefined ? "exit 1" : `sleep 0.05; cat ${home}/${name}.answer`;
        await writeFile(join(bin, name), `#!/bin/sh\n${image}\n${rest}\n`);
        await chmod(join(bin, name), 0o755);
      }
    }
    await writeFile(join(home, "config.yaml"), config);
    const questions = ask.map((question) =>
      typeof question === "string" ? ([question, 1] as const) : question,
    );
    const answers = await side(join(home, "config.yaml"), bin, questions);
    const runs = await readFile(join(home, "runs"), "utf8").catch(() => "");
    return { answers, runs: runs.split("\n").slice(0, -1).sort() };
  }

  const askJudge = (asked: ProviderCase) =>
    account(asked, async (config, bin, questions) => {
      const child = spawn(judge, [config, bin], { stdio: ["pipe", "pipe", "pipe"] });
      child.stdin.on("error", () => {});
      child.stdin.end(
        questions.map(([repository, times]) => `${JSON.stringify({ repository, times })}\n`).join(""),
      );
      const [output, complaint, code] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        new Promise((resolve) => child.on("close", resolve)),
      ]);
      if (code === 1) {
        return undefined;
      }
      expect(code, complaint).to.equal(0);
      return output
        .split("\n")
        .slice(0, -1)
        .map((line) =>
          (JSON.parse(line) as { username: string; password: string }[][]).map((found) =>
            found.map(({ username, password }) => `${username}:${password}`),
          ),
        );
    });

  const askUs = (asked: ProviderCase) =>
    account(asked, async (config, binDir, questions) => {
      const lifetime = new AbortController();
      const { signal } = lifetime;
      try {
        const source = await openCredentialProviders({
          config,
          binDir,
          environment: { PATH: process.env.PATH },
          clock: systemClock,
          log: recordingLogger(),
          onErrors: () => {},
          signal,
        });
        const answers: string[][][] = [];
        for (const [repository, times] of questions) {
          const found = await Promise.all(
            Array.from({ length: times }, () => source.find(repository, { signal })),
          );
          answers.push(
            found.map((one) =>
              (one?.credentials ?? []).map(
                ({ credential }) => `${credential.username}:${credential.password}`,
              ),
            ),
          );
        }
        return answers;
      } catch (error) {
        if (error instanceof ProviderConfigError) {
          return undefined;
        }
        throw error;
      } finally {
        lifetime.abort();
      }
    });

  for (const [what, asked] of Object.entries(providerCases)) {
    it(`gives what the kubelet would have: ${what}`, async () => {
      const [theirs, ours] = [await askJudge(asked), await askUs(asked)];
      expect(ours).to.deep.equal(theirs);
    });
  }

  it("gives what the kubelet would have, whatever the answers are made of", async () => {
    const keys = fc.constantFrom(
      HOST,
      `${HOST}/a`,
      `${HOST}/`,
      "*.example.com",
      "*",
      `https://${HOST}/v1/`,
      `${HOST}:443`,
    );
    // Of keys that come to the same, Go's maps have now one first and now the other.
    const meaning = (key: string) => key.replace(/^https:\/\/|\/(?:v1\/)?$/g, "");
    const logins = fc.constantFrom(login("u"), login("v"), {}, { username: 1 });
    const auth = fc
      .uniqueArray(fc.tuple(keys, logins), { maxLength: 4, selector: ([key]) => meaning(key) })
      .map((entries) => Object.fromEntries(entries));
    const more = fc.record(
      {
        cacheKeyType: fc.constantFrom("Image", "Registry", "Global", "Other"),
        cacheDuration: fc.constantFrom(null, "0", "1h", "1", "-1h"),
        apiVersion: fc.constantFrom(V1, `${V1}beta1`),
      },
      { requiredKeys: [] },
    );
    const program = fc.record({
      answer: fc.option(
        fc.tuple(auth, more).map(([entries, rest]) => answer(entries, rest)),
        { nil: undefined, freq: 8 },
      ),
      entry: fc.record({
        matchImages: fc.uniqueArray(fc.constantFrom(HOST, `${HOST}/a`, "*.example.com", `${HOST}:443`), {
          minLength: 1,
        }),
        defaultCacheDuration: fc.constantFrom("0", "1h"),
      }),
    });
    const asked = fc.record({
      programs: fc.dictionary(fc.constantFrom("a", "b", "c"), program, { minKeys: 1 }),
      ask: fc.array(fc.constantFrom(`${HOST}/a`, `${HOST}/b`, `${HOST}:443/a`, "x.example.com/a"), {
        minLength: 1,
        maxLength: 4,
      }),
    });
    await fc.assert(
      fc.asyncProperty(asked, async (one: ProviderCase) => {
        expect(await askUs(one)).to.deep.equal(await askJudge(one));
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });
});
