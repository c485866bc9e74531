import { expect } from "chai";
import type { ApiObject } from "../../src/demo/apiServer/apiObject.ts";
import { type ApiServer, startApiServer } from "../../src/demo/apiServer/apiServer.ts";
import type { GroupKind } from "../../src/inventory/model.ts";
import type { ClusterClient } from "../../src/kubernetes/client.ts";
import { listOldRevisions } from "../../src/kubernetes/listOldRevisions.ts";
import { workload } from "../inventory/inventoryFixture.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { projectionContext } from "./kinds/projectionContext.ts";
import { testClient } from "./support/testClient.ts";

describe("listOldRevisions()", () => {
  let api: ApiServer;
  let client: ClusterClient;
  const clock = fakeClock();
  beforeEach(async () => {
    api = await startApiServer();
    client = testClient(api.url, { clock, user: { token: api.token } });
    api.registerResource({
      group: "apps",
      version: "v1",
      resource: "controllerrevisions",
      kind: "ControllerRevision",
    });
    api.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } });
  });
  afterEach(async () => {
    await client.close();
    await api.stop();
  });

  const template = (image: string) => ({ spec: { containers: [{ name: "main", image }] } });
  const metadata = (kind: string, name: string, { uid = "uid-web", app = "web", ...rest } = {}) => ({
    namespace: "shop",
    name,
    labels: { app },
    ownerReferences: [{ apiVersion: "apps/v1", kind, name: "web", uid, controller: true }],
    ...rest,
  });
  let bytes = 0;
  const found = async (groupKind: GroupKind) => {
    const revisions = await listOldRevisions(
      { ...workload("web", { groupKind }), history: { labelSelector: "app=web", newest: "" } },
      {
        client,
        clock,
        context: projectionContext(),
        onBytes: (more) => {
          bytes += more;
        },
        signal: new AbortController().signal,
      },
    );
    return revisions.map(
      ({ revision, templates }) =>
        `${revision} ${templates.flatMap(({ containers }) => containers.map(({ image }) => image))}`,
    );
  };

  it("gives a Deployment's own ReplicaSets, scaled to 0 or not, by their annotation", async () => {
    const replicaSet = (name: string, revision: string | undefined, more: object = {}) =>
      api.create({
        apiVersion: "apps/v1",
        kind: "ReplicaSet",
        metadata: {
          ...metadata("Deployment", name, more),
          ...(revision !== undefined && { annotations: { "deployment.kubernetes.io/revision": revision } }),
        },
        spec: { replicas: name === "live" ? 2 : 0, template: template(`reg.io/${name}:1`) },
      } as ApiObject);
    replicaSet("old", "3");
    replicaSet("live", "4");
    replicaSet("somebody-elses", "5", { uid: "other" });
    replicaSet("other-labels", "6", { app: "other" });
    replicaSet("without", undefined);
    expect((await found("apps/Deployment")).sort()).to.deep.equal(["3 reg.io/old:1", "4 reg.io/live:1"]);
    expect(api.requests.at(-1)?.path).to.equal("/apis/apps/v1/namespaces/shop/replicasets");
    expect(bytes).to.be.within(4 * 250, 4 * 1_000);
  });

  for (const kind of ["StatefulSet", "DaemonSet"]) {
    it(`gives a ${kind}'s ControllerRevisions, whose patch replaces the template`, async () => {
      for (const revision of [1, 2]) {
        api.create({
          apiVersion: "apps/v1",
          kind: "ControllerRevision",
          metadata: metadata(kind, `web-${revision}`),
          revision,
          data: { spec: { template: { ...template(`reg.io/web:${revision}`), $patch: "replace" } } },
        } as ApiObject);
      }
      expect((await found(`apps/${kind}`)).sort()).to.deep.equal(["1 reg.io/web:1", "2 reg.io/web:2"]);
    });
  }

  it("asks for nothing of kinds without revisions, and rejects where the list is forbidden", async () => {
    const before = api.requests.length;
    expect(await found("batch/CronJob")).to.deep.equal([]);
    expect(api.requests.length).to.equal(before);
    api.forbid("*", "replicasets");
    expect(await found("apps/Deployment").catch(String)).to.match(/forbidden/);
  });
});
