import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parseAllDocuments } from "yaml";
import { ALERTS } from "../../rules/catalogue.ts";
import { readValuesSchema } from "../../scripts/generate/configSchema.ts";
import { readJanitorRules } from "../../src/leftovers/janitorRules.ts";
import { readWebConfig } from "../../src/server/webConfig.ts";
import { findHelms } from "../chart/helms.ts";
import { type ChartObject, renderChart } from "../chart/renderChart.ts";
import { renderSubcharts } from "../chart/renderSubcharts.ts";
import { problemsOf } from "../config/loadOf.ts";
import { BLOCKS, type Block } from "./documents.ts";

type Document = Readonly<Record<string, unknown>>;
interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const VALUES = Object.keys(readValuesSchema().properties ?? {});
const blocks = BLOCKS.filter(({ language }) => language === "yaml");

/** What a block may be: by what it has, in this order, the first that fits. */
const SORTS: Readonly<
  Record<
    string,
    readonly [is: (document: Document) => boolean, judge: (document: Document, block: Block) => unknown]
  >
> = {
  "an object of Kubernetes": [
    ({ apiVersion, kind }) => apiVersion !== undefined && kind !== undefined,
    judgeObject,
  ],
  "rules of kube-janitor": [({ rules }) => Array.isArray(rules), readJanitorRules],
  "a web configuration": [
    (document) => "tls_server_config" in document,
    (document) => readWebConfig(JSON.parse(withHash(JSON.stringify(document)))),
  ],
  "values of the chart": [
    (document) => Object.keys(document).every((key) => VALUES.includes(key)),
    judgeValues,
  ],
  // Their steps are run by ci.test.ts.
  "a pipeline": [
    (document) => "jobs" in document || "images" in document,
    (_, { document }) => expect(document).to.equal("docs/ci.md"),
  ],
  "Alertmanager's routes": [(document) => "route" in document, judgeRoutes],
  "a part of the Alertmanager object": [
    (document) => Object.keys(document).every((key) => key.startsWith("alertmanagerConfig")),
    ({ alertmanagerConfigMatcherStrategy: strategy }) => expect(strategy).to.deep.equal({ type: "None" }),
  ],
};

/** Values of the chart, by where they stand. */
const shown = new Map<string, string>();

describe("YAML of documents", () => {
  it("is found", () => expect(blocks).to.have.length.above(20));

  for (const block of blocks) {
    it(`of ${block.document}:${block.line} (${block.heading}) is what it says it is`, async () => {
      for (const { contents, errors, warnings } of parseAllDocuments(block.text, { version: "1.1" })) {
        expect([...errors, ...warnings].map(String)).to.deep.equal([]);
        const document = contents?.toJSON() as Document;
        const [, sort] = Object.entries(SORTS).find(([, [is]]) => is(document)) ?? [];
        expect(sort, `what is ${Object.keys(document)}?`).not.to.equal(undefined);
        await sort?.[1](document, block);
      }
    });
  }

  it("is, where it is values, what Helm renders", async function () {
    const helms = await findHelms();
    if (helms === undefined) {
      return this.skip();
    }
    expect(shown.size).to.be.above(15);
    expect([...(await renderSubcharts(helms.helm4, shown)).keys()]).to.have.members([...shown.keys()]);
  });
});

/** The exporter would start with what is below `config`; what Helm renders is seen at the end, at one go. */
async function judgeValues(document: Document, { document: path, line, text }: Block): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "iae-yaml-"));
  try {
    const config = join(folder, "config.yaml");
    await writeFile(config, JSON.stringify(document.config ?? {}));
    expect(await problemsOf({ file: config })).to.deep.equal([]);
    shown.set(`${path.replaceAll(/[^a-z]+/gi, "-").toLowerCase()}-${line}`, withHash(text));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A role has to be what the chart gives for the same. */
async function judgeObject(document: Document): Promise<void> {
  expect(document.kind).to.equal("ClusterRole");
  const helms = await findHelms();
  if (helms === undefined) {
    return;
  }
  const objects = await renderChart(helms.helm4, { set: ["config.server.inUse=true"] });
  const granted = objects
    .filter(({ kind }) => kind === "ClusterRole")
    .flatMap((object) => (object as ChartObject & { readonly rules: readonly Rule[] }).rules)
    .flatMap(namesOf);
  const wanted = (document.rules as readonly Rule[]).flatMap(namesOf);
  expect(granted).to.include.members(wanted);
}

const namesOf = ({ apiGroups, resources, verbs }: Rule): readonly string[] =>
  apiGroups.flatMap((group) =>
    resources.flatMap((resource) => verbs.map((verb) => `${verb} ${resource}.${group}`)),
  );

/** Each name that a matcher gives has to be an alert's. */
function judgeRoutes(document: Document): void {
  const matchers = JSON.stringify(document).matchAll(/alertname(=~?)\\"(.*?)\\"/g);
  const names = [...matchers].flatMap(([, , names = ""]) => names.split("|"));
  expect(names).not.to.deep.equal([]);
  for (const name of names) {
    expect(
      Object.keys(ALERTS).some((alert) => new RegExp(`^(?:${name})$`).test(alert)),
      name,
    ).to.equal(true);
  }
}

/** With a hash in the place of what stands for one. */
const withHash = (text: string) => text.replaceAll("$2y$10$…", `$2y$10$${"a".repeat(53)}`);
