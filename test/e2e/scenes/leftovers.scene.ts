import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { bundle } from "../../support/bundle.ts";
import { runNode } from "../../support/runNode.ts";
import { runClusterTool } from "../harness/clusterTool.ts";
import { installCustomResources } from "../harness/installCustomResources.ts";
import { createNamespace } from "../harness/objects.ts";
import { createServiceAccount } from "../harness/roles.ts";
import { parts, scene } from "../harness/scene.ts";
import { type ControlPlane, startControlPlane } from "../harness/startControlPlane.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";
import { waitUntil } from "../harness/waitUntil.ts";

const space = "waste";
const core = (plural: string) => `/api/v1/namespaces/${space}/${plural}`;
const rbac = "/apis/rbac.authorization.k8s.io/v1";
const apps = (plural: string) => `/apis/apps/v1/namespaces/${space}/${plural}`;

scene("leftovers", [parts.apiServer, parts.customResources, ["kubectl"]], () => {
  let cluster: ControlPlane;
  let rules: string;

  before(async () => {
    cluster = await startControlPlane();
    const { client, kubeconfig } = cluster;
    await installCustomResources(kubeconfig);
    await createNamespace(client, space);
    const template = (spec: object, labels: object = {}) => ({
      metadata: { labels: { app: "web", ...labels } },
      spec: { containers: [{ name: "main", image: "nginx:1", ...spec }], serviceAccountName: "used" },
    });
    const selector = { matchLabels: { app: "web" } };
    for (const name of ["used", "idle"]) {
      await createServiceAccount(client, space, name);
    }
    for (const name of ["used", "by-rollout", "unused"]) {
      await client.create(core("configmaps"), { metadata: { name } });
    }
    for (const [name, type] of [
      ["used", "Opaque"],
      ["unused", "Opaque"],
      ["sh.helm.release.v1.web.v1", "helm.sh/release.v1"],
    ]) {
      await client.create(core("secrets"), { metadata: { name }, type, stringData: { key: "hunter2" } });
    }
    await client.create(core("persistentvolumeclaims"), {
      metadata: { name: "unused" },
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Mi" } } },
    });
    await client.create(apps("deployments"), {
      metadata: { name: "web", labels: { application: "web" } },
      spec: {
        selector,
        revisionHistoryLimit: 99,
        template: template(
          { envFrom: [{ configMapRef: { name: "used" } }, { secretRef: { name: "used" } }] },
          { application: "web" },
        ),
      },
    });
    await client.create(apps("deployments"), {
      metadata: { name: "pr-1", annotations: { "janitor/expires": "2020-01-01" } },
      spec: { selector, template: template({}, { application: "web" }) },
    });
    await client.create(`/apis/argoproj.io/v1alpha1/namespaces/${space}/rollouts`, {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Rollout",
      metadata: { name: "canary" },
      spec: { selector, template: template({ envFrom: [{ configMapRef: { name: "by-rollout" } }] }) },
    });
    await client.create(`/apis/batch/v1/namespaces/${space}/jobs`, {
      metadata: { name: "import" },
      spec: {
        template: { spec: { restartPolicy: "Never", containers: [{ name: "main", image: "nginx:1" }] } },
      },
    });
    await client.create(`${rbac}/namespaces/${space}/roles`, { metadata: { name: "unused: -o" }, rules: [] });
    await client.create(`${rbac}/namespaces/${space}/rolebindings`, {
      metadata: { name: "dangling" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "gone" },
      subjects: [{ kind: "ServiceAccount", name: "used" }],
    });
    rules = join(await temporaryFolder("leftovers"), "rules.yaml");
    const unused = "_context.pvc_is_not_mounted && _context.pvc_is_not_referenced";
    await writeFile(
      rules,
      `rules: [{id: pvcs, resources: [persistentvolumeclaims], jmespath: "${unused}", ttl: 1s}]\n`,
    );
  });
  after(() => cluster?.stop());

  const run = async (kubeconfig: string, ...argv: readonly string[]) => {
    const args = ["leftovers", "--kubeconfig", kubeconfig, "--older-than=0s", "--namespace", space, ...argv];
    const ended = await runNode([await bundle(), ...args], { cwd: tmpdir(), environment: {} });
    expect(ended.stdout + ended.stderr).to.not.contain("hunter2");
    return ended;
  };
  const rows = (text: string) =>
    (JSON.parse(text) as readonly Row[]).map(({ check, kind, name }) => `${check} ${kind} ${name}`);

  /** An account that may list these, and do nothing else; its kubeconfig. */
  const reader = async (name: string, rules: readonly object[]) => {
    await createServiceAccount(cluster.client, "default", name);
    await cluster.client.create(`${rbac}/clusterroles`, { metadata: { name }, rules });
    await cluster.client.create(`${rbac}/clusterrolebindings`, {
      metadata: { name },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
      subjects: [{ kind: "ServiceAccount", namespace: "default", name }],
    });
    const token = await cluster.serviceAccountToken("default", name);
    return await cluster.kubeconfigFor({ name, token, namespace: "default" });
  };

  it("are told to whoever may list, with commands that kubectl and the API server take", async () => {
    const kubeconfig = await reader("lister", [{ apiGroups: ["*"], resources: ["*"], verbs: ["list"] }]);
    const claim = await cluster.client.get<{ metadata: { creationTimestamp: string } }>(
      `${core("persistentvolumeclaims")}/unused`,
    );
    await waitUntil(
      "the claim older than a second",
      () => Date.now() - Date.parse(claim.metadata.creationTimestamp) > 1_500,
    );
    const { code, stdout, stderr } = await run(kubeconfig, "--rules", rules, "--output=json");
    expect([code, stderr]).to.deep.equal([0, ""]);
    expect(rows(stdout)).to.have.members([
      "unused ConfigMap unused",
      "expired Deployment pr-1",
      "long-history Deployment web",
      "unbounded Job import",
      "unbounded Namespace waste",
      "expired PersistentVolumeClaim unused",
      "unused RoleBinding dangling",
      "unused Role unused: -o",
      "unused Secret unused",
      "unused ServiceAccount idle",
    ]);
    for (const { command } of JSON.parse(stdout) as readonly Row[]) {
      if (command !== null) {
        const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
        await runClusterTool(
          "kubectl",
          [...words.slice(1).filter((word) => !word.startsWith("--kubeconfig=")), "--dry-run=server"],
          {
            kubeconfig: cluster.kubeconfig,
          },
        );
      }
    }
  });

  it("are not guessed where a kind is forbidden", async () => {
    const kubeconfig = await reader("half", [
      { apiGroups: ["", "apps", "batch"], resources: ["configmaps", "deployments", "jobs"], verbs: ["list"] },
    ]);
    const { code, stdout, stderr } = await run(kubeconfig, "--output=json");
    expect(code).to.equal(4);
    expect(stderr).to.contain("cannot list secrets: secrets is forbidden");
    expect(stderr).to.contain(
      "it is not told which ConfigMaps, Secrets and ServiceAccounts, Roles, RoleBindings are unused",
    );
    expect(rows(stdout)).to.have.members([
      "expired Deployment pr-1",
      "long-history Deployment web",
      "unbounded Job import",
    ]);
  });
});

interface Row {
  readonly check: string;
  readonly kind: string;
  readonly name: string;
  readonly command: string | null;
}
