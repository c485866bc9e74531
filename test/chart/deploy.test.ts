import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { V1Deployment } from "@kubernetes/client-node";
import { expect } from "chai";
import { parse } from "yaml";
import { mergeRules } from "../../rules/mergeRules.ts";
import { RULE_DATA } from "../../rules/ruleData.ts";
import { VALUES_DEFAULTS } from "../../src/chart/values.generated.ts";
import { CHART, findHelms } from "./helms.ts";
import { type ChartObject, identities, only, parseObjects, renderChart } from "./renderChart.ts";
import { restrictedViolations } from "./restrictedPod.ts";

const DEPLOY = join(CHART, "../deploy");
const NAME = "k8s-image-availability-exporter";

describe("deploy/", () => {
  const objects = parseObjects(readFileSync(join(DEPLOY, "base/manifests.yaml"), "utf8"));

  it("makes its namespace first, and everything else in it", () => {
    expect(objects[0]).to.include({ kind: "Namespace" });
    for (const { kind, metadata } of objects.slice(1)) {
      if (!kind.startsWith("Cluster")) {
        expect(metadata.namespace, kind).to.equal(NAME);
      }
    }
  });

  it("has what the chart has, without what is Helm's", async function () {
    const helms = await findHelms();
    if (helms === undefined) {
      return this.skip();
    }
    const ofChart = await renderChart(helms.helm4, { release: NAME, apis: [] });
    const bare = (names: readonly string[]) => names.map((name) => name.replace(/^(\S+) .*$/, "$1")).sort();
    expect(bare(identities(objects.slice(1)))).to.deep.equal(
      bare(identities(ofChart.filter(({ kind }) => kind !== "Pod"))),
    );
    for (const { kind, metadata } of objects) {
      const keys = Object.keys({ ...metadata.labels, ...metadata.annotations });
      expect(
        keys.filter((key) => key.startsWith("helm.sh/") || key.endsWith("/managed-by")),
        kind,
      ).to.deep.equal([]);
    }
  });

  it("runs pods that its namespace admits", () => {
    expect(objects[0]!.metadata.labels).to.include({ "pod-security.kubernetes.io/enforce": "restricted" });
    const { spec } = only<V1Deployment>(objects, "Deployment");
    expect(restrictedViolations(spec!.template.spec!)).to.deep.equal([]);
  });

  const kustomizations = readdirSync(DEPLOY, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith("kustomization.yaml"),
  );
  const readKustomization = (file: string) =>
    parse(readFileSync(join(DEPLOY, file), "utf8")) as Readonly<
      Record<string, readonly string[] | undefined>
    >;

  it("is made of what there is", () => {
    expect(kustomizations).to.include.members([
      "base/kustomization.yaml",
      "overlays/prometheus-operator/kustomization.yaml",
    ]);
    for (const file of kustomizations) {
      const { resources = [], components = [] } = readKustomization(file);
      for (const path of [...resources, ...components]) {
        expect(existsSync(join(DEPLOY, file, "..", path)), `${file}: ${path}`).to.equal(true);
      }
    }
  });

  it("has the chart's image by its version, and in a release by its digest", () => {
    const { version } = parse(readFileSync(join(CHART, "Chart.yaml"), "utf8")) as { version: string };
    const { image } = parse(readFileSync(join(CHART, "values.yaml"), "utf8")) as {
      image: Readonly<Record<string, string>>;
    };
    const name = `${image.registry}/${image.repository}`;
    const file = join(DEPLOY, "base/kustomization.yaml");
    expect(readKustomization("base/kustomization.yaml").images).to.deep.equal([{ name, newTag: version }]);
    const release = readFileSync(join(CHART, "../.github/workflows/release.yaml"), "utf8");
    const [, program = ""] = /sed -i '([^']+)' deploy\/base\/kustomization\.yaml/.exec(release) ?? [];
    const digest = `sha256:${"a".repeat(64)}`;
    const ofRelease = execFileSync("sed", [program.replace(/\$\{\{.*\}\}/, digest), file], {
      encoding: "utf8",
    });
    expect((parse(ofRelease) as { images: unknown }).images).to.deep.equal([{ name, digest }]);
  });

  it("has monitors that find the base's pods, and all rules of the chart", () => {
    const component = (file: string) => parseObjects(readFileSync(join(DEPLOY, "components", file), "utf8"));
    const labels = only<V1Deployment>(objects, "Deployment").spec!.template.metadata!.labels;
    for (const [file, kind] of [
      ["service-monitor/monitor.yaml", "ServiceMonitor"],
      ["pod-monitor/monitor.yaml", "PodMonitor"],
    ] as const) {
      const { spec, metadata } = only<ChartObject & { spec: { selector: { matchLabels: object } } }>(
        component(file),
        kind,
      );
      expect(labels).to.include(spec.selector.matchLabels);
      expect(metadata.namespace).to.equal(NAME);
    }
    const { spec } = only<{ spec: { groups: readonly object[] } }>(
      component("rules/rules.yaml"),
      "PrometheusRule",
    );
    expect(spec).to.deep.equal(mergeRules(RULE_DATA, VALUES_DEFAULTS));
  });
});
