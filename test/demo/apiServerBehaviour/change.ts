import { expect } from "chai";
import type { Answer } from "./client.ts";
import { deployment, deploymentsPath, type Scene, secret, secretsPath } from "./scene.ts";

export function changeBehaviour(scene: () => Scene): void {
  describe("patch and update", () => {
    it("merges a patch, removes what is null, and counts the generation", async () => {
      const { path, created } = await makeDeployment(scene());
      const { status, body } = await scene().client.mergePatch(path, {
        metadata: { labels: { app: null, tier: "front" } },
        spec: { replicas: 0, paused: true },
      });
      expect(status).to.equal(200);
      expect(body.metadata?.labels).to.deep.equal({ tier: "front" });
      expect(body.metadata?.generation).to.equal(2);
      expect(body.metadata?.uid).to.equal(created.metadata?.uid);
      expect(Number(body.metadata?.resourceVersion)).to.be.above(Number(created.metadata?.resourceVersion));
      expect(body.spec?.paused).to.equal(true);
    });

    it("replaces lists in a merge patch, merges containers by name in a strategic one", async () => {
      const { path } = await makeDeployment(scene());
      const containers = [{ name: "proxy", image: "registry.example/proxy:1" }];
      const patch = { spec: { template: { spec: { containers } } } };
      const strategic = await scene().client.call(path, {
        method: "PATCH",
        body: patch,
        contentType: "application/strategic-merge-patch+json",
      });
      expect(images(strategic)).to.deep.equal(["registry.example/proxy:1", "registry.example/web:1"]);
      const merged = await scene().client.mergePatch(path, patch);
      expect(images(merged)).to.deep.equal(["registry.example/proxy:1"]);
    });

    it("writes nothing for a patch that changes nothing", async () => {
      const namespace = await scene().namespace();
      const path = secretsPath(namespace);
      const created = await scene().client.create(path, secret("a", { labels: { a: "1" } }));
      const { body } = await scene().client.mergePatch(`${path}/a`, {
        metadata: { labels: { a: "1", b: null } },
      });
      expect(body.metadata?.resourceVersion).to.equal(created.metadata?.resourceVersion);
    });

    it("keeps the status from the main resource, and the spec from the status", async () => {
      const { path } = await makeDeployment(scene());
      const patch = { spec: { minReadySeconds: 5 }, status: { replicas: 4 } };
      const main = await scene().client.mergePatch(path, patch);
      expect(main.body.spec?.minReadySeconds).to.equal(5);
      expect(main.body.status?.replicas).to.equal(undefined);
      const status = await scene().client.mergePatch(`${path}/status`, {
        spec: { minReadySeconds: 9 },
        status: { replicas: 4 },
      });
      expect(status.body.spec?.minReadySeconds).to.equal(5);
      expect(status.body.status?.replicas).to.equal(4);
      expect(status.body.metadata?.generation).to.equal(2);
    });

    it("answers 404, 415, 400 and 409 where a patch cannot be applied", async () => {
      const { path } = await makeDeployment(scene());
      const { client } = scene();
      const missing = await client.mergePatch(`${path}-missing`, {});
      expect([missing.status, missing.body.reason]).to.deep.equal([404, "NotFound"]);
      const type = await client.call(path, { method: "PATCH", body: {}, contentType: "application/json" });
      expect([type.status, type.body.reason]).to.deep.equal([415, "UnsupportedMediaType"]);
      const broken = await client.mergePatch(path, "{");
      expect([broken.status, broken.body.reason]).to.deep.equal([400, "BadRequest"]);
      const renamed = await client.mergePatch(path, { metadata: { name: "other" } });
      expect([renamed.status, renamed.body.message]).to.deep.equal([
        400,
        "the name of the object (other) does not match the name on the URL (web)",
      ]);
      const stale = await client.mergePatch(path, { metadata: { resourceVersion: "1" } });
      expect([stale.status, stale.body.message]).to.deep.equal([
        409,
        'Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your ' +
          "changes to the latest version and try again",
      ]);
    });

    it("updates what was read, and answers 409 to who read too long ago", async () => {
      const namespace = await scene().namespace();
      const { client } = scene();
      const read = await client.create(secretsPath(namespace), secret("a"));
      const path = `${secretsPath(namespace)}/a`;
      const first = await client.call(path, { method: "PUT", body: { ...read, data: { a: "MQ==" } } });
      expect([first.status, first.body.data]).to.deep.equal([200, { a: "MQ==" }]);
      const second = await client.call(path, { method: "PUT", body: { ...read, data: { a: "Mg==" } } });
      expect([second.status, second.body.reason]).to.deep.equal([409, "Conflict"]);
    });

    it("does not change the type of a Secret", async () => {
      const namespace = await scene().namespace();
      await scene().client.create(secretsPath(namespace), secret("a"));
      const { status, body } = await scene().client.mergePatch(`${secretsPath(namespace)}/a`, {
        type: "other",
      });
      expect(status).to.equal(422);
      expect(body.message).to.equal(
        'Secret "a" is invalid: type: Invalid value: "other": field is immutable',
      );
    });
  });

  describe("delete", () => {
    it("answers with a Status that names the object, then 404", async () => {
      const namespace = await scene().namespace();
      const created = await scene().client.create(secretsPath(namespace), secret("a"));
      const path = `${secretsPath(namespace)}/a`;
      const first = await scene().client.call(path, { method: "DELETE" });
      expect(first.status).to.equal(200);
      expect(first.body).to.deep.equal({
        kind: "Status",
        apiVersion: "v1",
        metadata: {},
        status: "Success",
        details: { name: "a", kind: "secrets", uid: created.metadata?.uid },
      });
      const second = await scene().client.call(path, { method: "DELETE" });
      expect(second.status).to.equal(404);
      expect(second.body.message).to.equal('secrets "a" not found');
      expect((await scene().client.call(path)).status).to.equal(404);
    });

    it("only marks what has a finalizer, until that is gone", async () => {
      const namespace = await scene().namespace();
      const path = `${secretsPath(namespace)}/a`;
      await scene().client.create(secretsPath(namespace), {
        ...secret("a"),
        metadata: { name: "a", finalizers: ["example.com/hold"] },
      });
      const marked = await scene().client.call(path, { method: "DELETE" });
      expect(marked.body.metadata?.deletionTimestamp).to.match(/Z$/);
      expect((await scene().client.call(path)).status).to.equal(200);
      await scene().client.mergePatch(path, { metadata: { finalizers: null } });
      expect((await scene().client.call(path)).status).to.equal(404);
    });
  });
}

async function makeDeployment(scene: Scene) {
  const namespace = await scene.namespace();
  const created = await scene.client.create(deploymentsPath(namespace), deployment("web"));
  return { path: `${deploymentsPath(namespace)}/web`, created };
}

function images({ body }: Answer): unknown[] {
  const containers = body.spec?.template?.spec?.containers as unknown as { image: string }[];
  return containers.map(({ image }) => image);
}
