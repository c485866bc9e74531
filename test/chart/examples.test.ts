import { readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { V1ConfigMap, V1Deployment } from "@kubernetes/client-node";
import { expect } from "chai";
import { parse } from "yaml";
import { problemsOf } from "../config/loadOf.ts";
import { chartExamples, EXAMPLES, gitOpsObjects } from "./examples.ts";
import { CHART, findHelms, type Helm, runHelm } from "./helms.ts";
import { type ChartObject, identities, only, parseObjects, templateArguments } from "./renderChart.ts";
import { renderSubcharts } from "./renderSubcharts.ts";
import { restrictedViolations } from "./restrictedPod.ts";

const { name, version } = parse(readFileSync(join(CHART, "Chart.yaml"), "utf8")) as Record<string, string>;
const { image } = parse(readFileSync(join(CHART, "values.yaml"), "utf8")) as {
  image: Readonly<Record<string, string>>;
};
/** Where a release puts the chart. */
const CHARTS = `${image!.registry}/${image!.repository}`.replace(/[^/]+$/, "charts");
const aliasOf = (path: string) => path.replace(/\.yaml$/, "").replaceAll("/", "-");

describe("the chart's examples", () => {
  const examples = chartExamples();
  let helms: readonly Helm[];
  let rendered: readonly ReadonlyMap<string, readonly ChartObject[]>[];
  before(async function () {
    this.timeout(60_000);
    const found = await findHelms();
    if (found === undefined) {
      return this.skip();
    }
    helms = [found.helm3, found.helm4];
    const values = new Map(examples.map(({ path, values: text }) => [aliasOf(path), text]));
    rendered = await Promise.all(helms.map((helm) => renderSubcharts(helm, values)));
  });

  it("are there for those who begin, for production, without a way out, as a subchart, for GitOps", () => {
    expect(examples.map(({ path }) => path)).to.include.members([
      ...["minimal.yaml", "production.yaml", "air-gapped.yaml", "umbrella"],
      ...["gitops/argo-cd.yaml", "gitops/flux.yaml"],
    ]);
  });

  for (const { path } of examples) {
    it(`${path} renders, with both Helms, into what the exporter takes`, async () => {
      const [in3, in4] = rendered.map((each) => each.get(aliasOf(path)));
      expect(in3).to.deep.equal(in4);
      const objects = in4!;
      const config = objects.find((object) => object.kind === "ConfigMap" && isConfig(object));
      const folder = await mkdtemp(join(tmpdir(), "example-"));
      try {
        const file = join(folder, "config.yaml");
        await writeFile(file, (config as V1ConfigMap).data!["config.yaml"]!);
        expect(await problemsOf({ file })).to.deep.equal([]);
      } finally {
        await rm(folder, { recursive: true });
      }
      const { spec } = only<V1Deployment>(objects, "Deployment").spec!.template;
      expect(restrictedViolations(spec!)).to.deep.equal(
        path.includes("credential-provider")
          ? ["volume credential-providers of type hostPath", "volume programs of type hostPath"]
          : [],
      );
    });
  }

  it("for those who begin, for production, as a subchart and for GitOps have it scraped, with alerts", () => {
    for (const path of ["minimal", "production", "umbrella", "gitops-argo-cd", "gitops-flux"]) {
      const kinds = rendered[0]!.get(path)!.map(({ kind }) => kind);
      expect(kinds, path).to.include.members(["ServiceMonitor", "PrometheusRule"]);
    }
  });

  it("name the chart's version, and where releases put it", () => {
    const parent = parse(readFileSync(join(EXAMPLES, "umbrella/Chart.yaml"), "utf8")) as {
      dependencies: readonly Readonly<Record<string, string>>[];
    };
    expect(parent.dependencies[0]).to.include({ name, version, repository: `oci://${CHARTS}` });
    const [application] = gitOpsObjects("gitops/argo-cd.yaml");
    expect(application!.spec.source).to.deep.include({
      repoURL: CHARTS,
      chart: name,
      targetRevision: version,
    });
    const [repository] = gitOpsObjects("gitops/flux.yaml");
    expect(repository!.spec).to.deep.include({ url: `oci://${CHARTS}/${name}`, ref: { tag: version } });
  });

  it("umbrella is a chart that has the exporter, or leaves it out by its condition", async () => {
    const folder = await mkdtemp(join(tmpdir(), "umbrella-"));
    try {
      await cp(join(EXAMPLES, "umbrella"), folder, { recursive: true });
      await mkdir(join(folder, "charts"));
      await cp(CHART, join(folder, "charts", name!), { recursive: true });
      for (const helm of helms) {
        for (const enabled of [true, false]) {
          const set = [`image-availability.enabled=${enabled}`];
          const { ok, stdout, stderr } = await runHelm(helm, templateArguments({ chart: folder, set }));
          expect(ok, `${helm.name}: ${stderr}`).to.equal(true);
          const names = identities(parseObjects(stdout));
          if (enabled) {
            expect(names).to.include("Deployment monitoring-tools/iae-image-availability");
          } else {
            expect(names).to.deep.equal([]);
          }
        }
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

const isConfig = (object: ChartObject) =>
  (object as V1ConfigMap).data?.["config.yaml"]?.includes("recheckWindow") === true;
