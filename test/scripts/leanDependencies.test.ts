import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { build } from "esbuild";
import { leanDependencies } from "../../scripts/leanDependencies.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Bundles a module of this text. @returns the bundle, and what of each file went into it, in bytes */
async function bundle(contents: string): Promise<{ text: string; bytes: ReadonlyMap<string, number> }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: ROOT },
    // CommonJS modules ask for the built-in ones.
    banner: { js: "const require = (name) => process.getBuiltinModule(name);" },
    absWorkingDir: ROOT,
    bundle: true,
    platform: "node",
    format: "esm",
    write: false,
    metafile: true,
    logLevel: "silent",
    plugins: [leanDependencies],
  });
  const [output] = Object.values(metafile.outputs);
  const bytes = new Map(
    Object.entries(output?.inputs ?? {}).map(([path, { bytesInOutput }]) => [path, bytesInOutput]),
  );
  return { text: outputFiles[0]?.text ?? "", bytes };
}

describe("leanDependencies", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "bundle-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function write(text: string): Promise<string> {
    const path = join(folder, "bundle.mjs");
    await writeFile(path, text);
    return path;
  }
  const load = async (text: string): Promise<unknown> => import(await write(text));

  it("leaves out the types of the Kubernetes API and what nobody asks for", async () => {
    const { bytes } = await bundle(
      'import { KubeConfig, Watch } from "@kubernetes/client-node"; console.log(KubeConfig, Watch);',
    );
    const client = [...bytes].filter(([path, size]) => path.includes("@kubernetes/client-node") && size > 0);
    const files = client.map(([path]) => path.replace(/^.*client-node\/dist\//, ""));
    expect(files).to.include.members(["config.js", "watch.js"]);
    expect(files.filter((file) => /^gen\/(models|apis)\//.test(file))).to.deep.equal([]);
    expect(files).to.not.include("cp.js");
  });

  it("has of undici what is used, and ends the build where more is asked for", async () => {
    const { text, bytes } = await bundle(`
      import { createServer } from "node:http";
      import { Agent } from "undici";
      const server = createServer((request, response) => response.end(request.url)).listen(0, "127.0.0.1");
      await new Promise((resolve) => server.once("listening", resolve));
      const origin = "http://127.0.0.1:" + server.address().port;
      const agent = new Agent();
      const { body } = await agent.request({ origin, path: "/request", method: "GET" });
      console.log(await body.text());
      await agent.close();
      server.close();
    `);
    const { stdout } = await promisify(execFile)(process.execPath, [await write(text)]);
    expect(stdout).to.equal("/request\n");
    const files = [...bytes.keys()].filter((path) => path.includes("/undici/"));
    expect(files.filter((path) => /\/(mock|cache|websocket|eventsource)\//.test(path))).to.deep.equal([]);
    const more = await bundle('import { MockAgent } from "undici"; console.log(MockAgent);').catch(String);
    expect(more).to.include('No matching export in "lean:undici" for import "MockAgent"');
  });

  it("asks for node:http as a built-in, under either name", async () => {
    const { text } = await bundle(
      'import { STATUS_CODES } from "node:http"; import * as http from "http"; export const found = [STATUS_CODES[404], http.STATUS_CODES[200]];',
    );
    expect(text).to.not.match(/from "(node:)?http"/);
    const module = (await load(text)) as { found: unknown };
    expect(module.found).to.deep.equal(["Not Found", "OK"]);
  });
});
