import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { chartExamples, EXAMPLES } from "../../chart/examples.ts";
import { renderFixtures, VALID_NAMES } from "../../chart/fixtures.ts";
import { CHART, findHelms, runHelm } from "../../chart/helms.ts";
import { INVALID_VALUES } from "../../chart/invalidFixtures.ts";
import { type ChartObject, NAMESPACE, parseObjects, templateArguments } from "../../chart/renderChart.ts";
import { renderSubcharts } from "../../chart/renderSubcharts.ts";
import { runClusterTool } from "../harness/clusterTool.ts";
import { installCustomResources } from "../harness/installCustomResources.ts";
import { createNamespace } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { type ControlPlane, startControlPlane } from "../harness/startControlPlane.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";

const restricted = {
  "pod-security.kubernetes.io/enforce": "restricted",
  "pod-security.kubernetes.io/warn": "restricted",
};

scene("the chart's objects", [parts.apiServer, parts.helm, parts.customResources, parts.gitOps], () => {
  let cluster: ControlPlane;
  let folder: string;
  before(async () => {
    folder = await temporaryFolder("objects");
    cluster = await startControlPlane();
    await installCustomResources(cluster.kubeconfig, [...parts.customResources, ...parts.gitOps]);
    await createNamespace(cluster.client, NAMESPACE, restricted);
    const others = ["openshift-config", "openshift-config-managed"];
    for (const name of ["team-a", "team-b", "monitoring", "argocd", ...others]) {
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
    const objects = VALID_NAMES.flatMap((name) => fixtures?.get(name) ?? []);
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

  /** What is handed on to Kubernetes as it is. */
  const handedOn =
    /^\/(nodeSelector|extra[A-Z]\w+|initContainers|resources|updateStrategy|tolerations|topologySpread\w+|\w+Probe|\w*[sS]ecurityContext|networkPolicy\/.*\/to|service\/(ip|cluster)\w+|hostAliases|verticalPodAutoscaler|fullnameOverride)\b/;
  /** Keys and bounds of the chart's own among it. */
  const own = ["fullname-length", "probe-enabled", "vertical-pod-autoscaler-resource"];
  for (const { name, at, text } of INVALID_VALUES.filter(
    (each) => handedOn.test(each.at) && !own.includes(each.name),
  )) {
    it(`would be refused by the API server if the schema took ${name}`, async () => {
      const { helm4 } = (await findHelms())!;
      const file = join(folder, `${name}.yaml`);
      await writeFile(file, text);
      const on = [
        "networkPolicy.enabled=true",
        "networkPolicy.apiServer.ports=null",
        "verticalPodAutoscaler.enabled=true",
      ];
      const { ok, stdout, stderr } = await runHelm(helm4, [
        ...templateArguments({ files: [file], set: on }),
        "--skip-schema-validation",
      ]);
      // Some of it not even the templates can work with.
      const error = ok
        ? await apply(parseObjects(stdout)).then(
            () => undefined,
            (refusal: Error) => refusal,
          )
        : new Error(stderr);
      expect(error, at).to.be.instanceOf(Error);
    });
  }

  it("would not be accepted with a field that is not there", async () => {
    const fixtures = await renderFixtures();
    const [monitor] = (fixtures?.get("service-monitor") ?? []).filter(
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
