import { KubeConfig } from "@kubernetes/client-node";
import { expect } from "chai";
import { deployment, secret } from "../apiServerBehaviour/scene.ts";
import { inShop, SECRETS, useServers } from "./serverForTest.ts";

// What tests and the demo do to the server; what it answers is in apiServerBehaviour.
describe("startApiServer()", () => {
  const start = useServers();
  const web = { kind: "Deployment", namespace: "shop", name: "web" };

  it("create(), get(), patch() and delete() write what HTTP reads, status included", async () => {
    const { server, client } = await start();
    const object = { ...inShop(deployment("web")), status: { replicas: 2 } };
    const created = server.create(object);
    expect(created.metadata.resourceVersion).to.equal(String(server.resourceVersion));
    expect(created.metadata.creationTimestamp).to.equal("2026-01-01T00:00:00Z");
    const path = "/apis/apps/v1/namespaces/shop/deployments/web";
    expect((await client.call(path)).body).to.deep.equal(created);
    server.patch(web, { status: { replicas: 3 } });
    expect(server.get(web)?.status).to.deep.equal({ replicas: 3 });
    expect(server.get(web)?.metadata.generation).to.equal(1);
    server.delete(web);
    expect(server.get(web)).to.equal(undefined);
    expect((await client.call(path)).status).to.equal(404);
  });

  it("delete() of a namespace takes its content along", async () => {
    const { server, client } = await start();
    server.create(inShop(secret("a")));
    const watch = await client.watch(`${SECRETS}?watch=1&resourceVersion=${server.resourceVersion}`);
    server.delete({ kind: "Namespace", name: "shop" });
    const event = await watch.next();
    expect([event?.type, event?.object.metadata?.name]).to.deep.equal(["DELETED", "a"]);
  });

  it("forbid() and allow() apply to verbs, resources and namespaces, the last word first", async () => {
    const { server, client } = await start();
    const code = async (path: string) => (await client.call(path)).status;
    server.forbid("list", "secrets");
    expect(await code("/api/v1/secrets")).to.equal(403);
    expect(await code(SECRETS)).to.equal(403);
    expect(await code("/api/v1/pods")).to.equal(200);
    server.allow("list", "secrets", "shop");
    expect(await code("/api/v1/secrets")).to.equal(403);
    expect(await code(SECRETS)).to.equal(200);
    server.forbid("*", "*");
    expect(await code("/api/v1/pods")).to.equal(403);
    expect((await client.call(SECRETS)).body.message).to.match(
      /^secrets is forbidden: User "demo" cannot list/,
    );
    server.allow("*", "*");
    expect(await code("/api/v1/pods")).to.equal(200);
  });

  it("setToken() makes the former token unknown", async () => {
    const { server, client } = await start();
    const former = server.token;
    server.setToken("rotated");
    expect((await client.call(SECRETS, { token: former })).status).to.equal(401);
    expect((await client.call(SECRETS, { token: "rotated" })).status).to.equal(200);
  });

  it("lets nobody in particular do what its user may, when open", async () => {
    const { server, client } = await start({ open: true });
    expect((await client.call(SECRETS, { token: null })).status).to.equal(200);
    expect((await client.call(SECRETS, { token: "unknown" })).status).to.equal(401);
    server.forbid("list", "secrets");
    expect((await client.call(SECRETS, { token: null })).status).to.equal(403);
  });

  it("registerResource() serves what was not found before, its items with their kind", async () => {
    const { server, client } = await start();
    const path = "/apis/argoproj.io/v1alpha1/namespaces/shop/rollouts";
    expect((await client.call(path)).status).to.equal(404);
    server.registerResource({
      group: "argoproj.io",
      version: "v1alpha1",
      resource: "rollouts",
      kind: "Rollout",
    });
    server.create({
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Rollout",
      metadata: { name: "web", namespace: "shop" },
      spec: {},
    });
    const { body } = await client.call(path);
    expect(body.kind).to.equal("RolloutList");
    expect([body.items?.[0]?.kind, body.items?.[0]?.apiVersion]).to.deep.equal([
      "Rollout",
      "argoproj.io/v1alpha1",
    ]);
  });

  it("requests and connections tell what clients did", async () => {
    const { server, client } = await start();
    await client.call(`${SECRETS}?limit=7`);
    await client.call(SECRETS, { token: "unknown" });
    const seen = server.requests.map(({ method, path, query, user, status }) => [
      method,
      path,
      query.get("limit"),
      user,
      status,
    ]);
    expect(seen).to.deep.equal([
      ["GET", SECRETS, "7", "demo", 200],
      ["GET", SECRETS, null, undefined, 401],
    ]);
    const before = server.connections;
    await (await fetch(server.url, { headers: { connection: "close" } })).text();
    expect(server.connections).to.equal(before + 1);
  });

  it("kubeconfig() is one that client libraries read", async () => {
    const { server } = await start();
    const config = new KubeConfig();
    config.loadFromString(JSON.stringify(server.kubeconfig()));
    expect(config.getCurrentCluster()?.server).to.equal(server.url);
    expect(config.getCurrentUser()?.token).to.equal(server.token);
  });

  it("tells kubectl what it serves", async () => {
    const { client } = await start();
    expect((await client.call("/version")).body.gitVersion).to.equal("v1.35.4+demo");
    expect((await client.call("/api")).body.versions).to.deep.equal(["v1"]);
    const groups = (await client.call("/apis")).body.groups as unknown as { name: string }[];
    expect(groups.map(({ name }) => name)).to.deep.equal(["apps", "batch"]);
    const resources = (await client.call("/apis/batch/v1")).body.resources as unknown as { name: string }[];
    expect(resources.map(({ name }) => name)).to.deep.equal(["cronjobs", "jobs"]);
  });
});
