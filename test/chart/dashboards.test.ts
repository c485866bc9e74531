import { expect } from "chai";
import { renderDashboards } from "../../dashboards/renderDashboards.ts";
import { readValues } from "../../src/chart/readValues.ts";
import { FIXTURES_TIMEOUT_MS, fixtureOf, renderFixtures, VALID_NAMES, validFile } from "./fixtures.ts";
import { type ChartObject, NAMESPACE } from "./renderChart.ts";

interface DashboardMap extends ChartObject {
  readonly data: Readonly<Record<string, string>>;
}

interface GrafanaDashboard extends ChartObject {
  readonly spec: Readonly<Record<string, unknown>> & { readonly json: string };
}

const WITH_DASHBOARDS = VALID_NAMES.filter((name) => name.startsWith("dashboards"));

const isOurs = ({ metadata }: ChartObject) => metadata.labels["app.kubernetes.io/component"] === "dashboards";
const ofKind = (objects: readonly ChartObject[], kind: string) =>
  objects.filter((object) => object.kind === kind && isOurs(object));
const mapsOf = (objects: readonly ChartObject[]) =>
  ofKind(objects, "ConfigMap").map((object) => object as DashboardMap);
const grafanaOf = (objects: readonly ChartObject[]) =>
  ofKind(objects, "GrafanaDashboard").map((object) => object as GrafanaDashboard);

describe("the chart's dashboards", () => {
  before(async function () {
    this.timeout(FIXTURES_TIMEOUT_MS);
    if ((await renderFixtures()) === undefined) {
      this.skip();
    }
  });

  it("are tried with every kind of change", () => {
    expect(WITH_DASHBOARDS).to.have.length.of.at.least(4);
  });

  for (const name of WITH_DASHBOARDS) {
    it(`are those that \`render dashboards\` writes: ${name}`, async () => {
      const values = await readValues(validFile(name), { signal: new AbortController().signal });
      const expected = Object.fromEntries(
        renderDashboards(values).map((file) => [file.name, JSON.parse(file.text)]),
      );
      const objects = await fixtureOf(name);
      const maps = mapsOf(objects);
      const grafana = grafanaOf(objects);
      expect([...maps, ...grafana]).not.to.deep.equal([]);
      if (maps.length > 0) {
        const data = Object.assign({}, ...maps.map((map) => map.data)) as Record<string, string>;
        expect(Object.keys(data).sort()).to.deep.equal(Object.keys(expected).sort());
        for (const [file, text] of Object.entries(data)) {
          expect(JSON.parse(text), file).to.deep.equal(expected[file]);
        }
      }
      if (grafana.length > 0) {
        expect(grafana.map(({ spec }) => JSON.parse(spec.json))).to.have.deep.members(
          Object.values(expected),
        );
      }
    });
  }

  it("are not there unless asked for", async () => {
    expect((await fixtureOf("defaults")).filter(isOurs)).to.deep.equal([]);
    const objects = await fixtureOf("dashboards");
    expect(grafanaOf(objects)).to.deep.equal([]);
    expect(mapsOf(objects).map(({ metadata }) => metadata.name.replace(/^.*-dashboards-/, ""))).to.deep.equal(
      ["image-availability", "image-availability-exporter"],
    );
  });

  it("come as ConfigMaps that the sidecar of Grafana's chart finds", async () => {
    for (const map of mapsOf(await fixtureOf("dashboards"))) {
      expect(map.metadata.labels).to.include({ grafana_dashboard: "1" });
      expect(map.metadata.annotations).to.equal(undefined);
      expect(map.metadata.namespace).to.equal(NAMESPACE);
    }
    for (const map of mapsOf(await fixtureOf("dashboards-full"))) {
      expect(map.metadata.labels).to.include({ grafana_dashboard: "yes", team: "platform" });
      expect(map.metadata.annotations).to.deep.equal({
        "example.com/a": "b",
        "k8s-sidecar-target-directory": "Platform",
      });
      expect(map.metadata.namespace).to.equal("monitoring");
      expect(JSON.stringify(map).length).to.be.below(300_000);
    }
  });

  it("come as GrafanaDashboards that Grafana's operator takes", async () => {
    const full = grafanaOf(await fixtureOf("dashboards-full"));
    expect(full).to.have.length(3);
    for (const { apiVersion, metadata, spec } of full) {
      expect(apiVersion).to.equal("grafana.integreatly.org/v1beta1");
      expect(metadata.namespace).to.equal("grafana");
      expect(metadata.labels).to.include({ a: "b" });
      const { json: _json, ...rest } = spec;
      expect(rest).to.deep.equal({
        instanceSelector: { matchLabels: { team: "platform" } },
        folder: "Platform",
        resyncPeriod: "1h",
        allowCrossNamespaceImport: true,
      });
    }
    const [plain] = grafanaOf(await fixtureOf("dashboards-operator"));
    const { json: _json, ...rest } = plain!.spec;
    expect(rest).to.deep.equal({
      instanceSelector: { matchLabels: { dashboards: "grafana" } },
      resyncPeriod: "10m",
      allowCrossNamespaceImport: false,
    });
  });
});
