import { expect } from "chai";
import type { ApiObject } from "../../src/demo/apiServer/apiObject.ts";
import { type ApiServer, startApiServer } from "../../src/demo/apiServer/apiServer.ts";
import type { GroupKind } from "../../src/inventory/model.ts";
import type { ClusterClient } from "../../src/kubernetes/client.ts";
import { listRevisions } from "../../src/kubernetes/listRevisions.ts";
import { workload } from "../inventory/inventoryFixture.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { projectionContext } from "./kinds/projectionContext.ts";
import { testClient } from "./support/testClient.ts";

describe("listRevisions()", () => {
  let api: ApiServer;
  let client: ClusterClient;
  const clock = fakeClock();
  beforeEach(async () => {
    api = await startApiServer();
    client = testClient(api.url, { clock, user: { token: api.token } });
    api.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } });
  });
  afterEach(async () => {
    await client.close();
    await api.stop();
  });

  const podTemplate = (image: string) => ({ spec: { containers: [{ name: "main", image }] } });
  const owner = (kind: string, uid = "uid-web") => [
    { apiVersion: "apps/v1", kind, name: "web", uid, controller: true },
  ];
  let bytes = 0;
  const images = async (groupKind: GroupKind, selector: object) => {
    const request = {
      workload: workload("web", { groupKind }),
      ...selector,
      onBytes: (more: number) => {
        bytes += more;
      },
      signal: new AbortController().signal,
    };
    const templates = await listRevisions(request, { client, clock, context: projectionContext() });
    return templates.flatMap(({ containers }) => containers.map(({ image }) => image));
  };

  it("gives the templates of a Deployment's own ReplicaSets that have replicas", async () => {
    const replicaSet = (name: string, replicas: number, ownerReferences: object[], app = "web") =>
      api.create({
        apiVersion: "apps/v1",
        kind: "ReplicaSet",
        metadata: { namespace: "shop", name, labels: { app }, ownerReferences },
        spec: { replicas, template: podTemplate(`reg.io/${name}:1`) },
      } as ApiObject);
    replicaSet("live", 2, owner("Deployment"));
    replicaSet("scaled-down", 0, owner("Deployment"));
    replicaSet("somebody-elses", 1, owner("Deployment", "uid-other"));
    replicaSet("orphan", 1, []);
    replicaSet("other-labels", 1, owner("Deployment"), "other");
    expect(await images("apps/Deployment", { labelSelector: "app=web" })).to.deep.equal(["reg.io/live:1"]);
    expect(await images("argoproj.io/Rollout", { labelSelector: "app=web" })).to.deep.equal([
      "reg.io/live:1",
    ]);
    // Whatever it is called.
    expect(await images("apps.test/StatefulSet", { labelSelector: "app=web" })).to.have.length(1);
    // Those that are left out came as well.
    expect(bytes).to.be.within(3 * 4 * 250, 3 * 4 * 1_000);
    expect(api.requests.at(-1)?.path).to.equal("/apis/apps/v1/namespaces/shop/replicasets");
  });

  it("gives the template of an active Job by its name", async () => {
    for (const name of ["web-1", "web-2"]) {
      api.create({
        apiVersion: "batch/v1",
        kind: "Job",
        metadata: { namespace: "shop", name, ownerReferences: owner("CronJob") },
        spec: { template: podTemplate(`reg.io/${name}:1`) },
      } as ApiObject);
    }
    expect(await images("batch/CronJob", { fieldSelector: "metadata.name=web-1" })).to.deep.equal([
      "reg.io/web-1:1",
    ]);
  });

  it("rejects where the list is forbidden", async () => {
    api.forbid("*", "replicasets");
    const error = await images("apps/Deployment", { labelSelector: "app=web" }).catch(String);
    expect(error).to.match(/forbidden/);
  });
});
