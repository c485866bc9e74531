import { spawn, spawnSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { registriesForTests } from "../demo/registriesForTests.ts";
import { bundle } from "../support/bundle.ts";
import { blocksOf } from "./documents.ts";

const IMAGE = "reg.example.com/shop/cart:2.8.1";

describe("docs/ci.md", () => {
  const startRegistry = registriesForTests();
  let folder: string;
  let host: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "ci-docs-"));
    const registry = await startRegistry();
    registry.putImage("shop/cart", "2.8.1");
    host = registry.host;
  });
  afterEach(() => rm(folder, { recursive: true }));

  const fenced = (language: string) => blocksOf("docs/ci.md", language);

  /** Runs a shell in a folder with manifests, where helm and docker are stand-ins. */
  async function run(script: string, tag = "2.8.1"): Promise<{ code: number | null; text: string }> {
    const manifest = `apiVersion: v1\nkind: Pod\nmetadata: { name: cart }\nspec:\n  containers:\n    - name: main\n      image: ${host}/shop/cart:${tag}\n`;
    const program = `exec '${process.execPath}' '${await bundle()}'`;
    const tools = {
      "k8s-image-availability-exporter": `${program} "$@"`,
      helm: `cat <<'END'\n${manifest}END`,
      // What stands before the image is docker's own.
      docker: `while [ "$1" != check ]; do shift; done; ${program} "$@"`,
    };
    await mkdir(join(folder, "bin"), { recursive: true });
    for (const [name, body] of Object.entries(tools)) {
      await writeFile(join(folder, "bin", name), `#!/bin/sh\n${body}\n`);
      await chmod(join(folder, "bin", name), 0o755);
    }
    await mkdir(join(folder, "rendered"), { recursive: true });
    await writeFile(join(folder, "rendered/pod.yaml"), manifest);
    return await new Promise((resolve) => {
      const child = spawn(
        "bash",
        ["-eo", "pipefail", "-c", script.replaceAll(IMAGE, `${host}/shop/cart:${tag}`)],
        {
          cwd: folder,
          env: {
            PATH: `${join(folder, "bin")}:${process.env.PATH}`,
            HOME: folder,
            IAE_REGISTRIES_ALLOW_PLAIN_HTTP: "true",
          },
        },
      );
      let text = "";
      child.stdout.on("data", (part) => (text += part));
      child.stderr.on("data", (part) => (text += part));
      child.on("close", (code) => resolve({ code, text }));
    });
  }

  it("has shell that ends with 0 where images are there, and with 1 where they are not", async () => {
    const blocks = fenced("sh").filter((block) => !/ scan$/m.test(block));
    expect(blocks).to.have.length(4);
    for (const block of blocks) {
      expect((await run(block)).code, block).to.equal(0);
      expect((await run(block, "gone")).code, block).to.equal(1);
    }
  }).timeout(120_000);

  it("has workflows whose steps do the same", async () => {
    const [action, gitlab] = fenced("yaml").map((block) => parse(block));
    const steps: readonly { run?: string }[] = action.jobs.images.steps;
    const scripts = [
      steps.flatMap((step) => step.run ?? []).join("\n"),
      (gitlab.images.script as readonly string[]).join("\n"),
    ];
    for (const script of scripts) {
      expect((await run(script)).code, script).to.equal(0);
      expect((await run(script, "gone")).code, script).to.equal(1);
    }
    const { text } = await run(scripts[0]!, "gone");
    expect(text).to.match(/^::error file=rendered\.yaml,line=7,title=/);
    expect(spawnSync("grep", ["-c", "<failure ", "images.xml"], { cwd: folder }).stdout.toString()).to.equal(
      "1\n",
    );
  }).timeout(120_000);
});
