import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { V1DeploymentList, V1PodList, V1StatefulSetList } from "@kubernetes/client-node";
import { expect } from "chai";
import { parse, stringify } from "yaml";
import { CHART } from "../../chart/helms.ts";
import { runClusterTool } from "../harness/clusterTool.ts";
import { createNamespace } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { type ControlPlane, startControlPlane } from "../harness/startControlPlane.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";
import { waitUntil } from "../harness/waitUntil.ts";

const restricted = { "pod-security.kubernetes.io/enforce": "restricted" };
const fullname = "iae-k8s-image-availability-exporter";

scene("the chart on a cluster", [parts.cluster, parts.helm], () => {
  let cluster: ControlPlane;
  let older: string;
  before(async () => {
    cluster = await startControlPlane({ nodes: 2 });
    older = await makeOlderChart();
  });
  after(() => cluster?.stop());

  /** The chart with a values.yaml that knows Kubernetes' own maps alone, as of an older release. */
  async function makeOlderChart(): Promise<string> {
    const folder = await temporaryFolder("older-chart");
    await cp(CHART, folder, { recursive: true });
    const read = async (file: string) =>
      parse(await readFile(join(CHART, file), "utf8"), { version: "1.1" }) as Record<string, unknown>;
    const {
      resources,
      podSecurityContext,
      securityContext,
      startupProbe,
      livenessProbe,
      readinessProbe,
      nodeSelector,
    } = await read("values.yaml");
    const known = { resources, podSecurityContext, securityContext, nodeSelector };
    const values = { ...known, startupProbe, livenessProbe, readinessProbe };
    await writeFile(join(folder, "values.yaml"), stringify(values));
    await writeFile(
      join(folder, "Chart.yaml"),
      stringify({ ...(await read("Chart.yaml")), version: "0.0.9" }),
    );
    return folder;
  }

  const kubectl = async (...args: readonly string[]) =>
    (await runClusterTool("kubectl", args, { kubeconfig: cluster.kubeconfig })).stdout.trim();

  for (const tool of ["helm-3", "helm"] as const) {
    describe(`with ${tool === "helm" ? "Helm 4" : "Helm 3"}`, () => {
      const namespace = `tools-${tool}`;
      const helm = (...args: readonly string[]) =>
        runClusterTool(tool, [...args, "--namespace", namespace], { kubeconfig: cluster.kubeconfig });
      const pods = async () =>
        (await cluster.client.get<V1PodList>(`/api/v1/namespaces/${namespace}/pods`)).items;
      const deployments = async () =>
        (await cluster.client.get<V1DeploymentList>(`/apis/apps/v1/namespaces/${namespace}/deployments`))
          .items;
      const statefulSets = async () =>
        (await cluster.client.get<V1StatefulSetList>(`/apis/apps/v1/namespaces/${namespace}/statefulsets`))
          .items;

      before(() => createNamespace(cluster.client, namespace, restricted));

      it("installs, and waits until a pod is ready", async () => {
        await helm("install", "iae", older, "--wait", "--timeout", "60s");
        const [deployment] = await deployments();
        expect(deployment?.metadata?.name).to.equal(fullname);
        expect(deployment?.status?.readyReplicas).to.equal(1);
        const [pod] = await pods();
        expect(pod?.status?.phase).to.equal("Running");
        expect(pod?.spec?.serviceAccountName).to.equal(fullname);
      });

      it("upgrades from a release that knew fewer keys, with --reuse-values, and leaves the pod alone", async () => {
        const [before] = await pods();
        await helm("upgrade", "iae", CHART, "--reuse-values", "--wait", "--timeout", "60s");
        const [deployment] = await deployments();
        expect(deployment?.metadata?.labels?.["helm.sh/chart"]).not.to.include("0.0.9");
        expect((await pods()).map(({ metadata }) => metadata?.uid)).to.deep.equal([before?.metadata?.uid]);
      });

      it("rolls the pod when the configuration changes, and only then", async () => {
        const name = async () => (await pods()).map(({ metadata }) => metadata?.name).sort();
        const before = await name();
        await helm(...["upgrade", "iae", CHART, "--wait", "--set", "service.port=80"]);
        expect(await name()).to.deep.equal(before);
        await helm(...["upgrade", "iae", CHART, "--wait", "--set", "config.schedule.recheckWindow=20m"]);
        await waitUntil("another pod in its place", async () => {
          const after = await name();
          return after.length === 1 && after[0] !== before[0];
        });
      });

      it("turns into shards, and more of them", async () => {
        await helm(
          ...["upgrade", "iae", CHART, "--wait", "--timeout", "60s", "--set", "sharding.enabled=true"],
        );
        expect(await deployments()).to.deep.equal([]);
        expect((await statefulSets())[0]?.status?.readyReplicas).to.equal(2);
        const three = ["--set", "sharding.enabled=true,sharding.shards=3,podDisruptionBudget.enabled=true"];
        await helm("upgrade", "iae", CHART, "--wait", "--timeout", "60s", ...three);
        expect((await statefulSets())[0]?.status?.readyReplicas).to.equal(3);
        await waitUntil("three pods of the same revision", async () => {
          const revisions = (await pods()).map(
            ({ metadata }) => metadata?.labels?.["controller-revision-hash"],
          );
          return revisions.length === 3 && new Set(revisions).size === 1;
        });
      });

      it("goes back to an earlier revision", async () => {
        await helm("rollback", "iae", "1", "--wait", "--timeout", "60s");
        expect(await statefulSets()).to.deep.equal([]);
        expect((await deployments())[0]?.status?.readyReplicas).to.equal(1);
      });

      it("refuses values that the schema does not know, and leaves everything as it is", async () => {
        const error = await helm("upgrade", "iae", CHART, "--set", "replicas=2").catch(
          (refusal: Error) => refusal,
        );
        expect(error).to.be.instanceOf(Error);
        expect((await deployments())[0]?.status?.readyReplicas).to.equal(1);
      });

      it("leaves nothing behind", async () => {
        await helm("uninstall", "iae", "--wait", "--timeout", "60s");
        const kinds = (await kubectl("api-resources", "--verbs=list", "--output=name")).split("\n");
        expect(kinds).to.include.members([
          "deployments.apps",
          "clusterroles.rbac.authorization.k8s.io",
          "pods",
        ]);
        await waitUntil("nothing of the release anywhere", async () => {
          const left = await kubectl(
            ...["get", kinds.join(","), "--all-namespaces", "--output=name", "--ignore-not-found"],
            ...["--selector", "app.kubernetes.io/instance=iae"],
          );
          if (left !== "") {
            throw new Error(`there are ${left.replaceAll("\n", " ")}`);
          }
          return true;
        });
        expect(await kubectl("get", "secrets", "--namespace", namespace, "--output=name")).to.equal("");
      });
    });
  }

  it("runs from deploy/ alike", async () => {
    const folder = `${CHART}/../deploy/base`;
    await kubectl("apply", "--validate=strict", "-k", folder);
    const name = "k8s-image-availability-exporter";
    await kubectl("rollout", "status", `deployment/${name}`, "--namespace", name, "--timeout=60s");
    const again = await kubectl("apply", "--validate=strict", "-k", folder);
    for (const line of again.split("\n")) {
      expect(line).to.match(/ unchanged$/);
    }
  });
});
