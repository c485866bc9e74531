import { expect } from "chai";
import { until } from "../../support/until.ts";
import { type ClusterUnderTest, clusterUnderTest } from "../support/clusterUnderTest.ts";

const RUNNING = { running: { enabled: true } };
const ID = `docker.io/library/nginx@sha256:${"a".repeat(64)}`;
const POD = {
  spec: {
    nodeName: "node-1",
    containers: [{ name: "main", image: "nginx:1" }],
    imagePullSecrets: [{ name: "regcred" }],
  },
  status: { containerStatuses: [{ name: "main", imageID: ID }] },
};

describe("startClusterWatch, for what Pods run", () => {
  let cluster: ClusterUnderTest;
  beforeEach(async () => {
    cluster = await clusterUnderTest();
    cluster.create("Pod", "shop", "queue-0", POD);
  });
  afterEach(() => cluster[Symbol.asyncDispose]());
  const lists = (resource: string) => cluster.paths().filter((path) => path.endsWith(`/${resource}`)).length;

  it("startClusterWatch() watches Pods and what owns them where it is asked to, and neither otherwise", async () => {
    const off = cluster.watch();
    await until(() => off.synced());
    expect([lists("pods"), lists("replicasets"), lists("jobs")]).to.deep.equal([0, 0, 0]);
    const watch = cluster.watch(RUNNING);
    await until(() => watch.synced());
    expect(cluster.has(`upsert pod shop/queue-0 of undefined on node-1: main=${ID}`)).to.equal(true);
    expect(watch.readiness().map(({ resource }) => resource)).to.include.members([
      "pods",
      "replicasets",
      "jobs",
    ]);
    expect(cluster.has("upsert user shop/queue-0 of regcred")).to.equal(false);
    cluster.api.delete({ kind: "Pod", namespace: "shop", name: "queue-0" });
    await until(() => cluster.has("delete pod shop/queue-0"));
  });

  it("startClusterWatch() watches Pods once, whatever for", async () => {
    const hygiene = { pullSecrets: true, workloads: false };
    const watch = cluster.watch({ ...RUNNING, hygiene });
    await until(() => watch.synced());
    expect(cluster.has("upsert user shop/queue-0 of regcred")).to.equal(true);
    expect(cluster.has(`upsert pod shop/queue-0 of undefined on node-1: main=${ID}`)).to.equal(true);
    expect(watch.readiness().filter(({ resource }) => resource === "pods")).to.have.length(1);
    const workloads = { kinds: ["Pod" as const], custom: [], liveRevisions: false };
    cluster.sink.calls.length = 0;
    const asWorkloads = cluster.watch({ ...RUNNING, hygiene, workloads });
    await until(() => asWorkloads.synced());
    expect(cluster.has("upsert Pod shop/queue-0")).to.equal(true);
    expect(cluster.has(`upsert pod shop/queue-0 of undefined on node-1: main=${ID}`)).to.equal(true);
    cluster.api.delete({ kind: "Pod", namespace: "shop", name: "queue-0" });
    await until(() => cluster.has("delete Pod shop/queue-0") && cluster.has("delete pod shop/queue-0"));
  });
});
