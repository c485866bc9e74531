import { expect } from "chai";
import { deployment, deploymentsPath, type Scene } from "./scene.ts";

/** What kubectl asks for besides. */
export function kubectlBehaviour(scene: () => Scene): void {
  describe("for kubectl", () => {
    const JSON_PATCH = "application/json-patch+json";
    const make = async () => {
      const path = deploymentsPath(await scene().namespace());
      await scene().client.create(path, deployment("web"));
      return `${path}/web`;
    };
    const patch = async (path: string, body: unknown) =>
      await scene().client.call(path, { method: "PATCH", body, contentType: JSON_PATCH });

    it("applies JSON patches", async () => {
      const path = await make();
      const { status, body } = await patch(path, [
        { op: "test", path: "/metadata/name", value: "web" },
        { op: "add", path: "/metadata/labels", value: { "a/b": "1" } },
        { op: "replace", path: "/metadata/labels/a~1b", value: "2" },
        { op: "add", path: "/metadata/labels/gone", value: "soon" },
        { op: "remove", path: "/metadata/labels/gone" },
        { op: "add", path: "/spec/template/spec/containers/-", value: { name: "more", image: "more:1" } },
        { op: "replace", path: "/spec/replicas", value: 3 },
      ]);
      expect(status).to.equal(200);
      expect(body.metadata?.labels).to.deep.equal({ "a/b": "2" });
      expect(body.spec?.replicas).to.equal(3);
      expect(body.spec?.template?.spec?.containers?.[1]?.name).to.equal("more");
    });

    it("answers 422 to a JSON patch that does not fit, and changes nothing", async () => {
      const path = await make();
      for (const operation of [
        { op: "test", path: "/spec/replicas", value: 17 },
        { op: "replace", path: "/spec/no/such/thing", value: 1 },
        { op: "remove", path: "/metadata/labels/none" },
      ]) {
        const answer = await patch(path, [{ op: "replace", path: "/spec/replicas", value: 2 }, operation]);
        expect([answer.status, answer.body.reason]).to.deep.equal([422, "Invalid"]);
      }
      expect((await scene().client.call(path)).body.metadata?.generation).to.equal(1);
    });

    it("tells and changes the scale of a Deployment", async () => {
      const path = await make();
      const { body } = await scene().client.call(`${path}/scale`);
      expect([body.kind, body.apiVersion, body.metadata?.name]).to.deep.equal([
        "Scale",
        "autoscaling/v1",
        "web",
      ]);
      const scaled = await scene().client.mergePatch(`${path}/scale`, { spec: { replicas: 4 } });
      expect([scaled.status, scaled.body.spec]).to.deep.equal([200, { replicas: 4 }]);
      expect((await scene().client.call(path)).body.spec?.replicas).to.equal(4);
    });

    it("answers with a table, of one or of many", async () => {
      const path = await make();
      const accept = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";
      for (const each of [path, path.slice(0, path.lastIndexOf("/"))]) {
        const { body } = await scene().client.call(each, { accept });
        expect([body.kind, body.apiVersion]).to.deep.equal(["Table", "meta.k8s.io/v1"]);
        const names = (body.columnDefinitions as unknown as { name: string; priority: number }[])
          .filter(({ priority }) => priority === 0)
          .map(({ name }) => name);
        expect(names).to.deep.equal(["Name", "Ready", "Up-to-date", "Available", "Age"]);
        expect(body.rows?.[0]?.cells?.[0]).to.equal("web");
        expect(body.rows?.[0]?.object?.metadata?.name).to.equal("web");
      }
    });
  });
}
