import { expect } from "chai";
import { renderFixtures, VALID_NAMES } from "../../chart/fixtures.ts";
import { type ChartObject, NAMESPACE } from "../../chart/renderChart.ts";
import { runClusterTool } from "../harness/clusterTool.ts";
import { installCustomResources } from "../harness/installCustomResources.ts";
import { createNamespace } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { type ControlPlane, startControlPlane } from "../harness/startControlPlane.ts";

const restricted = {
  "pod-security.kubernetes.io/enforce": "restricted",
  "pod-security.kubernetes.io/warn": "restricted",
};

scene("the chart's objects", [parts.apiServer, parts.helm, parts.customResources], () => {
  let cluster: ControlPlane;
  before(async () => {
    cluster = await startControlPlane();
    await installCustomResources(cluster.kubeconfig);
    await createNamespace(cluster.client, NAMESPACE, restricted);
    for (const name of ["team-a", "team-b", "monitoring"]) {
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
