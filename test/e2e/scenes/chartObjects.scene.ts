import { join } from "node:path";
import { expect } from "chai";
import { chartExamples, EXAMPLES } from "../../chart/examples.ts";
import { renderFixtures, VALID_NAMES } from "../../chart/fixtures.ts";
import { CHART, findHelms } from "../../chart/helms.ts";
import { type ChartObject, NAMESPACE } from "../../chart/renderChart.ts";
import { renderSubcharts } from "../../chart/renderSubcharts.ts";
import { runClusterTool } from "../harness/clusterTool.ts";
import { installCustomResources } from "../harness/installCustomResources.ts";
import { createNamespace } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { type ControlPlane, startControlPlane } from "../harness/startControlPlane.ts";

const restricted = {
  "pod-security.kubernetes.io/enforce": "restricted",
  "pod-security.kubernetes.io/warn": "restricted",
};

scene("the chart's objects", [parts.apiServer, parts.helm, parts.customResources, parts.gitOps], () => {
  let cluster: ControlPlane;
  before(async () => {
    cluster = await startControlPlane();
    await installCustomResources(cluster.kubeconfig, [...parts.customResources, ...parts.gitOps]);
    await createNamespace(cluster.client, NAMESPACE, restricted);
    for (const name of ["team-a", "team-b", "monitoring", "argocd"]) {
      await createNamespace(cluster.client, name);
    }
  });
  after(() => cluster?.stop());

  const apply = (objects: readonly ChartObject[]) =>
    runClusterTool("kubectl", ["apply", "--dry-run=server", "--validate=strict", "-f", "-"], {
      kubeconfig: cluster.kubeconfig,
      input: JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }),
    });

  it("are accepted by a real API server, with all valid values, and no pod breaks the standard restricted", async () => {
    const fixtures = await renderFixtures();
    const objects = VALID_NAMES.flatMap((name) => fixtures?.get(name)?.helm4 ?? []);
    // Definitions that are not to be had: those of VictoriaMetrics' and Grafana's operators.
    const known = objects.filter(
      ({ apiVersion }) => !/^(operator\.victoriametrics\.com|grafana\.integreatly\.org)\//.test(apiVersion),
    );
    expect(known.length).to.be.above(300);
    const { stdout, stderr } = await apply(known);
    expect(stdout.trim().split("\n")).to.have.length(known.length);
    expect(stderr.split("\n").filter((line) => line.includes("Warning"))).to.deep.equal([]);
  });

  it("are accepted with all examples, and so is what Argo CD and Flux are told", async () => {
    const helms = await findHelms();
    const values = new Map(chartExamples().map(({ values: text }, index) => [`example-${index}`, text]));
    const rendered = await renderSubcharts(helms!.helm4, values);
    const objects = [...rendered.values()].flat();
    const { stdout } = await apply(objects);
    expect(stdout.trim().split("\n")).to.have.length(objects.length);
    const folder = join(EXAMPLES, "gitops");
    const told = await runClusterTool(
      "kubectl",
      ["apply", "--dry-run=server", "--validate=strict", "-f", folder],
      { kubeconfig: cluster.kubeconfig },
    );
    expect(told.stdout.match(/created \(server dry run\)$/gm)).to.have.length(3);
  });

  it("are accepted from deploy/ too, with a ServiceMonitor and rules", async () => {
    const overlay = `${CHART}/../deploy/overlays/prometheus-operator`;
    const { stdout } = await runClusterTool(
      "kubectl",
      ["apply", "--server-side", "--validate=strict", "-k", overlay],
      {
        kubeconfig: cluster.kubeconfig,
      },
    );
    expect(stdout)
      .to.match(/^servicemonitor\S+ serverside-applied$/m)
      .and.match(/^prometheusrule\S+ serverside-applied$/m);
  });

  it("would not be accepted with a field that is not there", async () => {
    const fixtures = await renderFixtures();
    const [monitor] = (fixtures?.get("service-monitor")?.helm4 ?? []).filter(
      ({ kind }) => kind === "ServiceMonitor",
    );
    const wrong = { ...monitor, spec: { ...(monitor as unknown as { spec: object }).spec, endpoint: [] } };
    const error = await apply([wrong as unknown as ChartObject]).then(
      () => undefined,
      (refusal: Error) => refusal,
    );
    expect(error?.message).to.include('unknown field "endpoint"');
  });
});
