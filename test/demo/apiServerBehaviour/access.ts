import { expect } from "chai";
import { deploymentsPath, type Scene } from "./scene.ts";

export function accessBehaviour(scene: () => Scene): void {
  describe("access", () => {
    it("answers 401 to a token it does not know", async () => {
      const answer = await scene().client.call("/apis/apps/v1/deployments", { token: "unknown" });
      expect(answer.status).to.equal(401);
      expect(answer.body).to.deep.equal({
        kind: "Status",
        apiVersion: "v1",
        metadata: {},
        status: "Failure",
        message: "Unauthorized",
        reason: "Unauthorized",
        code: 401,
      });
    });

    it("answers 403 to nobody in particular", async () => {
      const { status, body } = await scene().client.call("/apis/apps/v1/deployments", { token: null });
      expect(status).to.equal(403);
      expect(body.message).to.equal(
        'deployments.apps is forbidden: User "system:anonymous" cannot list resource "deployments" in API group ' +
          '"apps" at the cluster scope',
      );
    });

    const forbidden: readonly [what: string, path: (namespace: string) => string, message: string][] = [
      [
        "a list of the cluster",
        () => "/apis/apps/v1/deployments",
        'deployments.apps is forbidden: User "restricted" cannot list resource "deployments" in API group "apps" at the cluster scope',
      ],
      [
        "a list of a namespace",
        deploymentsPath,
        'deployments.apps is forbidden: User "restricted" cannot list resource "deployments" in API group "apps" in the namespace "NS"',
      ],
      [
        "a watch",
        (namespace) => `/api/v1/namespaces/${namespace}/secrets?watch=true`,
        'secrets is forbidden: User "restricted" cannot watch resource "secrets" in API group "" in the namespace "NS"',
      ],
      [
        "an object, whether it exists or not",
        (namespace) => `${deploymentsPath(namespace)}/web`,
        'deployments.apps "web" is forbidden: User "restricted" cannot get resource "deployments" in API group "apps" in the namespace "NS"',
      ],
      [
        "a list of one name",
        (namespace) => `${deploymentsPath(namespace)}?fieldSelector=metadata.name%3Dweb`,
        'deployments.apps "web" is forbidden: User "restricted" cannot list resource "deployments" in API group "apps" in the namespace "NS"',
      ],
      [
        "a namespace",
        (namespace) => `/api/v1/namespaces/${namespace}`,
        'namespaces "NS" is forbidden: User "restricted" cannot get resource "namespaces" in API group "" in the namespace "NS"',
      ],
      [
        "a resource that is not installed",
        () => "/apis/example.com/v1/gadgets",
        'gadgets.example.com is forbidden: User "restricted" cannot list resource "gadgets" in API group "example.com" at the cluster scope',
      ],
    ];
    for (const [what, path, message] of forbidden) {
      it(`answers 403 to who may not read ${what}`, async () => {
        const { client, subject } = scene();
        const namespace = await scene().namespace();
        const answer = await client.call(path(namespace), { token: subject.restrictedToken });
        expect(answer.status).to.equal(403);
        expect(answer.body.reason).to.equal("Forbidden");
        expect(answer.body.message).to.equal(message.replaceAll("NS", namespace));
      });
    }

    it("answers 403 with the resource in the details", async () => {
      const { client, subject } = scene();
      const { body } = await client.call("/apis/apps/v1/deployments", { token: subject.restrictedToken });
      expect(body.details).to.deep.equal({ group: "apps", kind: "deployments" });
      expect(body.code).to.equal(403);
    });

    it("answers a plain 404 for a group that is not installed", async () => {
      const answer = await scene().client.call("/apis/example.com/v1/gadgets");
      expect(answer).to.deep.equal({
        status: 404,
        contentType: "text/plain; charset=utf-8",
        body: "404 page not found\n",
      });
    });

    it("answers a Status 404 for a resource that its group does not have", async () => {
      const { status, body } = await scene().client.call("/apis/apps/v1/gadgets");
      expect(status).to.equal(404);
      expect(body.message).to.equal("the server could not find the requested resource");
    });

    it("answers 406 to who takes no JSON", async () => {
      const { status, body } = await scene().client.call("/api/v1/secrets", { accept: "text/html" });
      expect(status).to.equal(406);
      expect(body.reason).to.equal("NotAcceptable");
    });
  });
}
