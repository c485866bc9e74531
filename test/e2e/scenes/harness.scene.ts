import { rm } from "node:fs/promises";
import type { V1Namespace, V1PodList, V1ReplicaSetList, V1SelfSubjectReview } from "@kubernetes/client-node";
import { expect } from "chai";
import { makeTlsFiles } from "../harness/makeTlsFiles.ts";
import { parts, scene } from "../harness/scene.ts";
import { type ControlPlane, startControlPlane } from "../harness/startControlPlane.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";
import { waitUntil } from "../harness/waitUntil.ts";

type Page = { metadata: { continue: string; resourceVersion: string } };
type WatchEvent = { type: string; object: { code: number; reason: string } };

const deployment = (name: string, image: string, replicas: number) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: "main", image }] },
    },
  },
});

scene("the harness's cluster", [parts.cluster], () => {
  let cluster: ControlPlane;
  before(async () => {
    cluster = await startControlPlane({
      nodes: 2,
      users: [{ name: "nobody", token: "token-of-nobody" }],
    });
  });
  after(() => cluster?.stop());

  it("makes running Pods of a Deployment, owned by its ReplicaSet", async () => {
    const { client } = cluster;
    await client.create("/apis/apps/v1/namespaces/default/deployments", deployment("web", "nginx:1", 3));
    const pods = await waitUntil("3 running Pods", async () => {
      const { items } = await client.get<V1PodList>(
        "/api/v1/namespaces/default/pods?labelSelector=app%3Dweb",
      );
      const running = items.filter((pod) => pod.status?.phase === "Running");
      return running.length === 3 && running;
    });
    const replicaSets = await client.get<V1ReplicaSetList>("/apis/apps/v1/namespaces/default/replicasets");
    const replicaSet = replicaSets.items[0]?.metadata;
    expect(replicaSet?.ownerReferences?.[0]).to.include({
      kind: "Deployment",
      name: "web",
      controller: true,
    });
    for (const pod of pods) {
      expect(pod.metadata?.ownerReferences?.[0]).to.include({
        kind: "ReplicaSet",
        name: replicaSet?.name,
      });
      expect(pod.spec?.serviceAccountName).to.equal("default");
    }
  });

  it("lets a user without a role do nothing", async () => {
    const nobody = cluster.clientFor("token-of-nobody");
    try {
      expect((await nobody.exchange("GET", "/api/v1/pods")).status).to.equal(403);
    } finally {
      await nobody.close();
    }
  });

  it("gives out ServiceAccount tokens that RBAC knows", async () => {
    const token = await cluster.serviceAccountToken("default", "default", { seconds: 600 });
    const client = cluster.clientFor(token);
    try {
      const review = await client.create<V1SelfSubjectReview>(
        "/apis/authentication.k8s.io/v1/selfsubjectreviews",
        {
          apiVersion: "authentication.k8s.io/v1",
          kind: "SelfSubjectReview",
        },
      );
      expect(review.status?.userInfo?.username).to.equal("system:serviceaccount:default:default");
    } finally {
      await client.close();
    }
  });

  it("keeps what it was told when the API server is killed and comes back on the same port", async () => {
    const { client, apiServer } = cluster;
    await client.create("/api/v1/namespaces", { metadata: { name: "before-the-crash" } });
    await apiServer.stop("SIGKILL");
    const refused = await client.get("/version").catch((error: NodeJS.ErrnoException) => error.code);
    expect(refused).to.be.oneOf(["ECONNREFUSED", "UND_ERR_SOCKET", "ECONNRESET"]);
    await apiServer.start();
    const namespace = await client.get<V1Namespace>("/api/v1/namespaces/before-the-crash");
    expect(namespace.status?.phase).to.equal("Active");
  });

  it("answers 410 to what began before history was forgotten", async () => {
    const { client } = cluster;
    const page = await client.get<Page>("/api/v1/namespaces?limit=1");
    await client.create("/api/v1/namespaces", { metadata: { name: "after-the-page" } });
    await cluster.forgetHistory();
    const next = `limit=1&continue=${encodeURIComponent(page.metadata.continue)}`;
    expect((await client.exchange("GET", `/api/v1/namespaces?${next}`)).status).to.equal(410);
    const since = `watch=true&timeoutSeconds=5&resourceVersion=${page.metadata.resourceVersion}`;
    const watch = await client.exchange<WatchEvent>("GET", `/api/v1/namespaces?${since}`);
    expect(watch.status).to.equal(200);
    expect(watch.body).to.deep.include({ type: "ERROR" });
    expect(watch.body.object).to.include({ code: 410, reason: "Expired" });
  });
});

scene("the harness's registry", [parts.registry], () => {
  for (const schemeName of ["htpasswd", "token", "none"] as const) {
    describe(schemeName, () => {
      let registry: Registry;
      before(async () => {
        registry = await startRegistry(
          schemeName === "none" ? {} : { auth: { scheme: schemeName, users: { puller: "secret" } } },
        );
      });
      after(() => registry?.stop());

      for (const form of ["oci", "docker", "oci-index"] as const) {
        it(`keeps a pushed ${form} image until it is deleted`, async () => {
          const { client } = registry;
          const digest = await client.push("team/app", form, form);
          expect(await client.head("team/app", form)).to.deep.equal({ status: 200, digest });
          await client.tag("team/app", form, `${form}-again`);
          expect(await client.head("team/app", `${form}-again`)).to.deep.equal({ status: 200, digest });
          await client.remove("team/app", form);
          expect((await client.head("team/app", form)).status).to.equal(404);
          expect((await client.head("team/app", `${form}-again`)).status).to.equal(404);
        });
      }

      it("comes back on the same port with what it stored", async () => {
        const digest = await registry.client.push("team/kept", "1");
        await registry.halt("SIGKILL");
        await registry.resume();
        expect(await registry.client.head("team/kept", "1")).to.deep.equal({ status: 200, digest });
      });
    });
  }

  it("takes a new password at once, and the old one no longer", async () => {
    const registry = await startRegistry({ auth: { scheme: "htpasswd", users: { puller: "old" } } });
    try {
      const status = async (password: string) => {
        const authorization = `Basic ${Buffer.from(`puller:${password}`).toString("base64")}`;
        return (await fetch(`${registry.url}/v2/`, { headers: { authorization } })).status;
      };
      expect([await status("old"), await status("new")]).to.deep.equal([200, 401]);
      await registry.setUsers({ puller: "new" });
      expect([await status("old"), await status("new")]).to.deep.equal([401, 200]);
    } finally {
      await registry.stop();
    }
  });

  it("pulls through from another registry as a mirror", async () => {
    const origin = await startRegistry();
    const mirror = await startRegistry({ proxyTo: origin.url });
    try {
      const digest = await origin.client.push("team/app", "1");
      expect(await mirror.client.head("team/app", "1")).to.deep.equal({ status: 200, digest });
      expect((await mirror.client.head("team/app", "2")).status).to.equal(404);
    } finally {
      await mirror.stop();
      await origin.stop();
    }
  });

  it("speaks TLS with the certificate it is given", async () => {
    const folder = await temporaryFolder("certificate");
    const tls = await makeTlsFiles(folder);
    const registry = await startRegistry({ tls });
    try {
      expect(registry.url).to.equal(`https://${registry.host}`);
      const digest = await registry.client.push("team/app", "1");
      expect(await registry.client.head("team/app", "1")).to.deep.equal({ status: 200, digest });
    } finally {
      await registry.stop();
      await rm(folder, { recursive: true });
    }
  });
});
