import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { V1ConfigMap, V1Deployment, V1Pod, V1PolicyRule } from "@kubernetes/client-node";
import { expect } from "chai";
import type { Verdict } from "../../../src/image/outcome.ts";
import { CHART } from "../../chart/helms.ts";
import { parseObjects } from "../../chart/renderChart.ts";
import { runNode } from "../../support/runNode.ts";
import { runClusterTool } from "../harness/clusterTool.ts";
import { installCustomResources } from "../harness/installCustomResources.ts";
import { createNamespace, createWorkload, pullSecret, secretPath } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { type ControlPlane, startControlPlane } from "../harness/startControlPlane.ts";
import { noRechecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";

const fullname = "iae-k8s-image-availability-exporter";
const own = "tools";
const rollout = { group: "argoproj.io", version: "v1alpha1", resource: "rollouts", kind: "Rollout" };

scene("the chart's permissions", [parts.apiServer, parts.registry, parts.helm, parts.customResources], () => {
  let cluster: ControlPlane;
  let registry: Registry;
  let exporter: RunningExporter | undefined;

  before(async () => {
    [cluster, registry] = await Promise.all([
      startControlPlane(),
      startRegistry({ auth: { scheme: "htpasswd", users: { puller: "secret" } } }),
    ]);
    await installCustomResources(cluster.kubeconfig);
    await registry.client.push("app", "1");
    for (const namespace of [own, "team-a", "team-b"]) {
      await createNamespace(cluster.client, namespace);
      await cluster.client.create(
        secretPath(namespace),
        pullSecret("regcred", { [registry.host]: ["puller", "secret"] }),
      );
      await createWorkload(cluster.client, [namespace, "Deployment", "web"], `${registry.host}/app:1`, {
        pullSecrets: ["regcred"],
      });
    }
    await cluster.client.create("/apis/argoproj.io/v1alpha1/namespaces/team-a/rollouts", {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Rollout",
      metadata: { name: "canary" },
      spec: {
        template: {
          spec: {
            imagePullSecrets: [{ name: "regcred" }],
            containers: [{ name: "main", image: `${registry.host}/app:1` }],
          },
        },
      },
    });
  });
  after(async () => {
    await registry?.stop();
    await cluster?.stop();
  });
  afterEach(async () => {
    await exporter?.stop();
    exporter = undefined;
    await helm("uninstall", "iae");
  });

  const helm = (...args: readonly string[]) =>
    runClusterTool("helm", [...args, "--namespace", own], { kubeconfig: cluster.kubeconfig });

  /** Installs the chart, lets `change` spoil it, and runs the exporter as its pod would: its configuration, its token. */
  async function run(config: object, change?: () => Promise<unknown>): Promise<RunningExporter> {
    // The exporter's own Deployment is a workload too; its image is nowhere here.
    const whole = { ...config, images: { ignored: ["^ghcr\\.io/"] } };
    await helm("install", "iae", CHART, "--set-json", `config=${JSON.stringify(whole)}`);
    await change?.();
    const map = await cluster.client.get<V1ConfigMap>(`/api/v1/namespaces/${own}/configmaps/${fullname}`);
    const file = join(await temporaryFolder("chart-config"), "config.yaml");
    await writeFile(file, map.data?.["config.yaml"] ?? "");
    const token = await cluster.serviceAccountToken(own, fullname);
    exporter = await startExporter({
      kubeconfig: await cluster.kubeconfigFor({ name: fullname, token, namespace: own }),
      args: [`--config=${file}`, ...noRechecks, "--allow-plain-http"],
      env: { POD_NAMESPACE: own, POD_NAME: `${fullname}-0` },
    });
    return exporter;
  }

  const webIn = (...namespaces: readonly string[]): Record<string, Verdict> =>
    Object.fromEntries(namespaces.map((namespace) => [`${namespace} deployment/web main`, "available"]));

  /** The resources that may not be read. */
  async function forbidden(of: RunningExporter): Promise<readonly (string | undefined)[]> {
    const family = (await of.scrape()).get("k8s_image_availability_exporter_informer_forbidden");
    return (family?.samples ?? [])
      .filter(({ value }) => value !== "0")
      .map(({ labels }) => labels.resource)
      .sort();
  }

  it("are enough cluster-wide", async () => {
    const running = await run({});
    await running.says(webIn(own, "team-a", "team-b"));
    expect(await forbidden(running)).to.deep.equal([]);
  });

  it("are enough to look up revisions that still own pods", async () => {
    const apps = "/apis/apps/v1/namespaces/team-b";
    const { metadata } = await cluster.client.get<V1Deployment>(`${apps}/deployments/web`);
    const image = `${registry.host}/app:none`;
    const labels = { app: "web", revision: "before" };
    const template = {
      metadata: { labels },
      spec: { imagePullSecrets: [{ name: "regcred" }], containers: [{ name: "main", image }] },
    };
    const owner = {
      apiVersion: "apps/v1",
      kind: "Deployment",
      name: "web",
      uid: metadata?.uid,
      controller: true,
    };
    await cluster.client.create(`${apps}/replicasets`, {
      metadata: { name: "web-before", labels, ownerReferences: [owner] },
      spec: { replicas: 1, selector: { matchLabels: labels }, template },
    });
    const say = (updatedReplicas: number) =>
      cluster.client.patch(`${apps}/deployments/web/status`, { status: { replicas: 1, updatedReplicas } });
    await say(0);
    const running = await run({ namespaces: { include: ["team-b"] } });
    const series = { namespace: "team-b", kind: "deployment", name: "web", image };
    await running.counts("available", series, 0);
    await say(1);
    await running.counts("available", series, undefined);
  });

  it("are enough for what helm test runs to pass", async () => {
    const running = await run({});
    const { stdout } = await helm("get", "hooks", "iae");
    const [pod] = parseObjects(stdout) as unknown as readonly V1Pod[];
    const { command, args } = pod!.spec!.containers[0]!;
    const result = await runNode([...command!.slice(1), ...args!], {
      cwd: tmpdir(),
      environment: { METRICS_URL: `${running.url}/metrics` },
    });
    expect(result).to.deep.include({ code: 0, stderr: "" });
    expect(result.stdout).to.include("k8s_image_availability_exporter_build_info{");
  });

  it("are enough for every kind, custom ones included", async () => {
    const kinds = ["Deployment", "StatefulSet", "DaemonSet", "CronJob"];
    const more = ["Job", "ReplicaSet", "ReplicationController", "Pod"];
    const running = await run({ workloads: { kinds: [...kinds, ...more], custom: [rollout] } });
    await running.says({
      ...webIn(own, "team-a", "team-b"),
      "team-a rollout/canary main": "available",
    });
    expect(await forbidden(running)).to.deep.equal([]);
  });

  it("are enough for Pods alone", async () => {
    const running = await run({ workloads: { kinds: ["Pod"] } });
    await running.counts("ready", {}, 1);
    expect(await forbidden(running)).to.deep.equal([]);
  });

  it("are enough in the namespaces that are listed, and only there", async () => {
    const running = await run({ namespaces: { include: ["team-a", "team-b"], exclude: ["team-b"] } });
    await running.says(webIn("team-a"));
    expect(await forbidden(running)).to.deep.equal([]);
  });

  it("are enough for hygiene, which finds nothing of the exporter itself", async () => {
    const running = await run({ hygiene: { pullSecrets: true, workloads: true } });
    for (const resource of ["pods", "services"]) {
      await running.counts("informer_synced", { resource }, 1);
    }
    await running.counts("workload_hygiene", {}, undefined);
    await running.counts("unused_pull_secrets", {}, undefined);
    await cluster.client.create(
      secretPath("team-b"),
      pullSecret("left-behind", { [registry.host]: ["puller", "secret"] }),
    );
    await running.counts("unused_pull_secrets", { namespace: "team-b", name: "left-behind" }, 1);
    await cluster.client.remove(secretPath("team-b", "left-behind"));
    expect(await forbidden(running)).to.deep.equal([]);
  });

  it("are enough for hygiene in the namespaces that are listed", async () => {
    const namespaces = { include: ["team-a"] };
    const running = await run({ namespaces, hygiene: { pullSecrets: true, workloads: true } });
    await running.says(webIn("team-a"));
    for (const resource of ["pods", "services"]) {
      await running.counts("informer_synced", { resource }, 1);
    }
    expect(await forbidden(running)).to.deep.equal([]);
  });

  it("leave Secrets alone when they are off: images that need one get no verdict", async () => {
    const running = await run({ secrets: { mode: "off" } });
    await running.counts("skipped_containers", { reason: "secret_unreadable" }, 3);
    await running.says({});
    expect(await forbidden(running)).to.deep.equal([]);
  });

  it("reach the Secrets of the exporter's own namespace when namespaced", async () => {
    const running = await run({ secrets: { mode: "namespaced" } });
    await running.says(webIn(own));
    await running.counts("skipped_containers", { reason: "secret_unreadable" }, 2);
    expect(await forbidden(running)).to.deep.equal([]);
  });

  describe("with one verb less", () => {
    const rbac = "/apis/rbac.authorization.k8s.io/v1";
    const everywhere = `${rbac}/clusterroles/${own}:${fullname}`;
    const roleIn = (namespace: string) => `${rbac}/namespaces/${namespace}/roles/${own}:${fullname}`;

    /** Takes a verb on one resource out of a role of the chart's. */
    async function without(path: string, resource: string, verb: string): Promise<void> {
      const { rules } = await cluster.client.get<{ rules: V1PolicyRule[] }>(path);
      const split = rules.flatMap((rule) =>
        (rule.resources ?? []).map((each) => ({
          ...rule,
          resources: [each],
          verbs: rule.verbs.filter((given) => each !== resource || given !== verb),
        })),
      );
      const granted = rules.reduce(
        (sum, { resources = [], verbs }) => sum + resources.length * verbs.length,
        0,
      );
      expect(split.flatMap(({ verbs }) => verbs)).to.have.length(granted - 1);
      await cluster.client.patch(path, { rules: split.filter(({ verbs }) => verbs.length > 0) });
    }

    const all = webIn(own, "team-a", "team-b");
    const two = { namespaces: { include: ["team-a", "team-b"] } };
    const workloads = { custom: [rollout] };
    const canary: Record<string, Verdict> = { "team-a rollout/canary main": "available" };
    /** Configuration, the role that is spoiled, and what is said all the same. */
    const cases: readonly {
      readonly mode: string;
      readonly config: object;
      readonly role: string;
      readonly less: readonly [verb: string, resource: string];
      readonly says: Readonly<Record<string, Verdict>>;
      /** Containers whose pull secret may not be read. */
      readonly unreadable?: number;
      /** What may not be read in this mode anyway. */
    }[] = [
      { mode: "cluster-wide", config: {}, role: everywhere, less: ["list", "cronjobs"], says: all },
      { mode: "cluster-wide", config: {}, role: everywhere, less: ["watch", "cronjobs"], says: all },
      { mode: "cluster-wide", config: {}, role: everywhere, less: ["list", "namespaces"], says: all },
      { mode: "cluster-wide", config: {}, role: everywhere, less: ["list", "deployments"], says: {} },
      {
        ...{ mode: "cluster-wide", config: {}, role: everywhere, less: ["list", "secrets"], says: {} },
        unreadable: 3,
      },
      {
        ...{ mode: "with custom resources", config: { workloads }, role: everywhere },
        ...{ less: ["list", "deployments"], says: canary },
      },
      {
        ...{ mode: "with custom resources", config: { workloads }, role: everywhere },
        ...{ less: ["list", "rollouts"], says: all },
      },
      {
        ...{ mode: "in single namespaces", config: two, role: roleIn("team-a") },
        ...{ less: ["list", "deployments"], says: webIn("team-b") },
      },
      {
        ...{ mode: "in single namespaces", config: two, role: roleIn("team-b"), less: ["list", "secrets"] },
        ...{ says: webIn("team-a"), unreadable: 1 },
      },
      {
        ...{ mode: "with the Secrets of its namespace", config: { secrets: { mode: "namespaced" } } },
        ...{ role: roleIn(own), less: ["list", "secrets"], says: {}, unreadable: 3 },
      },
      {
        ...{ mode: "without Secrets", config: { secrets: { mode: "off" } }, role: everywhere },
        ...{ less: ["watch", "statefulsets"], says: {}, unreadable: 3 },
      },
    ];

    for (const { mode, config, role, less, says, unreadable } of cases) {
      const [verb, resource] = less;
      const told = resource === rollout.resource ? `${resource}.${rollout.group}` : resource;
      it(`${mode}: the exporter tells that it may not ${verb} ${resource}, and goes on with the rest`, async () => {
        const running = await run(config, () => without(role, resource, verb));
        await running.counts("informer_forbidden", { resource: told }, 1);
        await running.says(says);
        await running.counts("skipped_containers", { reason: "secret_unreadable" }, unreadable ?? 0);
        await running.counts("ready", {}, 1);
        expect([...new Set(await forbidden(running))]).to.deep.equal([told]);
        const said = (await running.log()).filter((line) => line.level === "warn" && line.resource === told);
        expect(said).not.to.deep.equal([]);
      });
    }
  });
});
