import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { leaves } from "../../scripts/generate/configOptions.ts";
import { readConfigSchema } from "../../scripts/generate/configSchema.ts";
import { valueAt } from "../../src/config/documentPath.ts";
import { mergeDocuments } from "../../src/config/mergeDocuments.ts";
import { loadOf, problemsOf } from "../config/loadOf.ts";
import { ROOT } from "./documents.ts";

const SAMPLE = join(ROOT, "docs/sample-configuration.yaml");
const options = [...leaves(readConfigSchema())];

/** What keys ask for beside them. */
const COMPANY: Readonly<Record<string, object>> = {
  "nodes.registriesConf": { nodes: { runtime: "cri-o" } },
  "nodes.certsDir": { nodes: { runtime: "cri-o" } },
  "nodes.credentialProviders.config": { nodes: { credentialProviders: { binDir: "bin" } } },
  "nodes.credentialProviders.binDir": { nodes: { credentialProviders: { config: "config.yaml" } } },
  "nodes.runtimeAuthFile": { nodes: { runtime: "cri-o" } },
};

describe("docs/sample-configuration.yaml", () => {
  it("is what the exporter does without a configuration", async () => {
    const [{ config, warnings }, without] = await Promise.all([loadOf({ file: SAMPLE }), loadOf({})]);
    expect(warnings).to.deep.equal([]);
    expect(config).to.deep.equal(without.config);
  });

  it("has every key", async () => {
    const document = parse(await readFile(SAMPLE, "utf8"));
    for (const { path } of options) {
      expect(valueAt(document, path.split(".")), path).not.to.equal(undefined);
    }
  });

  it("has examples that the exporter takes", async () => {
    const text = await readFile(SAMPLE, "utf8");
    const folder = await mkdtemp(join(tmpdir(), "iae-sample-"));
    try {
      for (const { path, schema } of options) {
        const [example] = schema.examples ?? [];
        if (example !== undefined) {
          const keys = path.split(".");
          const own = keys.reduceRight<unknown>((value, key) => ({ [key]: value }), example);
          const file = join(folder, "config.yaml");
          await writeFile(file, JSON.stringify(mergeDocuments([COMPANY[path] ?? {}, own as object])));
          expect(await problemsOf({ file }), path).to.deep.equal([]);
          expect(text, path).to.match(new RegExp(`^ +# ${keys.at(-1)}:`, "m"));
        }
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
