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

  it("loads of undici what is used, and the rest when it is asked for", async () => {
    const { text } = await bundle(`
      import { createServer } from "node:http";
      import { Agent, fetch } from "undici";
      const server = createServer((request, response) => response.end(request.url)).listen(0, "127.0.0.1");
      await new Promise((resolve) => server.once("listening", resolve));
      const origin = "http://127.0.0.1:" + server.address().port;
      const agent = new Agent();
      const dispatcherOf = () => globalThis[Symbol.for("undici.globalDispatcher.1")];
      const { body } = await agent.request({ origin, path: "/request", method: "GET" });
      const found = [await body.text(), dispatcherOf() === undefined];
      found.push(await (await fetch(origin + "/fetch", { dispatcher: agent })).text());
      await agent.close();
      server.close();
      console.log(JSON.stringify(found));
    `);
    // By itself: here the whole of it has been loaded long since.
    const { stdout } = await promisify(execFile)(process.execPath, [await write(text)]);
    expect(JSON.parse(stdout)).to.deep.equal(["/request", true, "/fetch"]);
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
