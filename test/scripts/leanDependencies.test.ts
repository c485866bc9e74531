import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { build } from "esbuild";
import { leanDependencies } from "../../scripts/leanDependencies.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Bundles a module of this text. @returns the bundle, and what of each file went into it, in bytes */
async function bundle(contents: string): Promise<{ text: string; bytes: ReadonlyMap<string, number> }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir: ROOT },
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
  it("leaves out the types of the Kubernetes API and what nobody asks for", async () => {
    const { bytes } = await bundle(
      'import { KubeConfig, ListWatch, Watch } from "@kubernetes/client-node"; console.log(KubeConfig, ListWatch, Watch);',
    );
    const client = [...bytes].filter(([path, size]) => path.includes("@kubernetes/client-node") && size > 0);
    const files = client.map(([path]) => path.replace(/^.*client-node\/dist\//, ""));
    expect(files).to.include.members(["cache.js", "config.js", "watch.js"]);
    expect(files.filter((file) => /^gen\/(models|apis)\//.test(file))).to.deep.equal([]);
    expect(files).to.not.include("cp.js");
  });

  it("gives ListWatch its selectors as they are", async () => {
    const { text } = await bundle(`
      import { ListWatch } from "@kubernetes/client-node";
      const asked = Promise.withResolvers();
      const watch = { watch: async (path, query) => { asked.resolve(query); return { abort() {} }; } };
      const list = async () => ({ metadata: { resourceVersion: "7" }, items: [] });
      void new ListWatch("/api/v1/pods", watch, list, false, "app=web", "type=a").start();
      export const query = await asked.promise;
    `);
    const module = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as { query: unknown };
    expect(module.query).to.include({ labelSelector: "app=web", fieldSelector: "type=a" });
  });

  it("asks for node:http as a built-in, under either name", async () => {
    const { text } = await bundle(
      'import { STATUS_CODES } from "node:http"; import * as http from "http"; export const found = [STATUS_CODES[404], http.STATUS_CODES[200]];',
    );
    expect(text).to.not.match(/from "(node:)?http"/);
    const module = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as { found: unknown };
    expect(module.found).to.deep.equal(["Not Found", "OK"]);
  });
});
