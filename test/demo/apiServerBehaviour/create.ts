import { expect } from "chai";
import type { Answer } from "./client.ts";
import { deployment, deploymentsPath, type Scene, secret, secretsPath } from "./scene.ts";

export function createBehaviour(scene: () => Scene): void {
  describe("create", () => {
    it("gives an object its namespace, uid, resourceVersion, generation and time", async () => {
      const namespace = await scene().namespace();
      const created = await scene().client.create(deploymentsPath(namespace), deployment("web"));
      expect(created.kind).to.equal("Deployment");
      expect(created.apiVersion).to.equal("apps/v1");
      expect(created.metadata?.namespace).to.equal(namespace);
      expect(created.metadata?.uid).to.match(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      expect(created.metadata?.resourceVersion).to.match(/^[1-9][0-9]*$/);
      expect(created.metadata?.generation).to.equal(1);
      expect(created.metadata?.creationTimestamp).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    });

    it("labels a namespace with its name", async () => {
      const namespace = await scene().namespace();
      const { body } = await scene().client.call(`/api/v1/namespaces/${namespace}`);
      expect(body.metadata?.labels).to.deep.equal({ "kubernetes.io/metadata.name": namespace });
      expect(body.status?.phase).to.equal("Active");
    });

    it("does not take a status", async () => {
      const namespace = await scene().namespace();
      const object = { ...deployment("web"), status: { replicas: 3 } };
      const created = await scene().client.create(deploymentsPath(namespace), object);
      expect(created.status?.replicas).to.equal(undefined);
    });

    it("encodes the stringData of a Secret", async () => {
      const namespace = await scene().namespace();
      const created = await scene().client.create(
        secretsPath(namespace),
        secret("regcred", { type: "kubernetes.io/dockerconfigjson" }),
      );
      expect(created.data).to.deep.equal({ ".dockerconfigjson": "eyJhdXRocyI6e319" });
      expect(created.stringData).to.equal(undefined);
    });

    it("answers 409 where the name is taken", async () => {
      const namespace = await scene().namespace();
      await scene().client.create(deploymentsPath(namespace), deployment("web"));
      const answer = await post(scene(), deploymentsPath(namespace), deployment("web"));
      expect(answer.status).to.equal(409);
      expect(answer.body).to.deep.equal({
        kind: "Status",
        apiVersion: "v1",
        metadata: {},
        status: "Failure",
        message: 'deployments.apps "web" already exists',
        reason: "AlreadyExists",
        details: { name: "web", group: "apps", kind: "deployments" },
        code: 409,
      });
    });

    it("answers 404 where there is no such namespace", async () => {
      const answer = await post(scene(), deploymentsPath("nowhere"), deployment("web"));
      expect(answer.status).to.equal(404);
      expect(answer.body.message).to.equal('namespaces "nowhere" not found');
    });

    it("answers 400 where the body names another namespace", async () => {
      const namespace = await scene().namespace();
      const object = { ...secret("a"), metadata: { name: "a", namespace: "other" } };
      const answer = await post(scene(), secretsPath(namespace), object);
      expect(answer.status).to.equal(400);
      expect(answer.body.reason).to.equal("BadRequest");
    });

    it("answers 400 for what is no JSON, and 415 for what does not claim to be", async () => {
      const path = secretsPath(await scene().namespace());
      const broken = await scene().client.call(path, { method: "POST", body: "{" });
      expect([broken.status, broken.body.reason]).to.deep.equal([400, "BadRequest"]);
      const text = await scene().client.call(path, { method: "POST", body: "{}", contentType: "text/plain" });
      expect([text.status, text.body.reason]).to.deep.equal([415, "UnsupportedMediaType"]);
    });

    it("answers 422 for a name that is none", async () => {
      const namespace = await scene().namespace();
      const answer = await post(scene(), secretsPath(namespace), secret("No_Name"));
      expect(answer.status).to.equal(422);
      expect(answer.body.reason).to.equal("Invalid");
      expect(answer.body.message).to.match(
        /^Secret "No_Name" is invalid: metadata\.name: Invalid value: "No_Name": a lowercase RFC 1123 subdomain must/,
      );
      expect(answer.body.details?.causes?.[0]?.field).to.equal("metadata.name");
    });

    it("answers 422 for a container without an image", async () => {
      const namespace = await scene().namespace();
      const answer = await post(scene(), deploymentsPath(namespace), deployment("web", ""));
      expect(answer.status).to.equal(422);
      expect(answer.body.message).to.equal(
        'Deployment.apps "web" is invalid: spec.template.spec.containers[0].image: Required value',
      );
    });

    it("answers 422 for a docker Secret without its key, and for one that is no JSON", async () => {
      const namespace = await scene().namespace();
      const type = "kubernetes.io/dockerconfigjson";
      const without = await post(scene(), secretsPath(namespace), { ...secret("a"), type });
      expect(without.status).to.equal(422);
      expect(without.body.message).to.equal('Secret "a" is invalid: data[.dockerconfigjson]: Required value');
      const broken = { ...secret("a"), type, stringData: { ".dockerconfigjson": "broken" } };
      const answer = await post(scene(), secretsPath(namespace), broken);
      expect(answer.status).to.equal(422);
      expect(answer.body.details?.causes?.[0]?.reason).to.equal("FieldValueInvalid");
    });

    it("takes any text as an image", async () => {
      const namespace = await scene().namespace();
      await scene().client.create(deploymentsPath(namespace), deployment("web", "Not//An IMAGE"));
    });
  });
}

function post({ client }: Scene, path: string, body: object): Promise<Answer> {
  return client.call(path, { method: "POST", body });
}
