import { expect } from "chai";
import type { ApiObject } from "../../../src/demo/apiServer/apiObject.ts";
import { type ApiServer, startApiServer } from "../../../src/demo/apiServer/apiServer.ts";
import { fieldAt } from "../../../src/demo/apiServer/storedObject.ts";
import { type Controllers, startControllers } from "../../../src/demo/controllers/startControllers.ts";
import { type FakeClock, fakeClock } from "../../support/fakeClock.ts";

describe("startControllers()", () => {
  let server: ApiServer;
  let controllers: Controllers;
  let clock: FakeClock;
  /** Digests by image; what is not in it cannot be pulled. */
  let images: Map<string, string>;

  beforeEach(async () => {
    clock = fakeClock();
    server = await startApiServer({ clock });
    images = new Map([
      ["a:1", "sha256:1"],
      ["a:2", "sha256:2"],
    ]);
    controllers = startControllers(server, {
      clock,
      pull(image, loginOf) {
        const digest =
          images.get(image) ?? (loginOf("reg.io")?.password === "p" ? "sha256:private" : undefined);
        return digest === undefined
          ? { reason: "ImagePullBackOff", message: "not found" }
          : { imageId: `${image}@${digest}` };
      },
    });
    server.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } });
    for (const name of ["node-1", "node-2"]) {
      server.create({ apiVersion: "v1", kind: "Node", metadata: { name } });
    }
  });
  afterEach(async () => {
    controllers.stop();
    await server.stop();
  });

  const web = (kind: string) => ({ kind, namespace: "shop", name: "web" });
  const create = (kind: string, spec: object, image = "a:1") => {
    const labels = { app: "web" };
    server.create({
      apiVersion: "apps/v1",
      kind,
      metadata: { name: "web", namespace: "shop" },
      spec: { ...spec, selector: { matchLabels: labels }, template: template(image) },
    });
    controllers.settle();
  };
  const template = (image: string) => ({
    metadata: { labels: { app: "web" } },
    spec: { containers: [{ name: "main", image }] },
  });
  const setImage = (kind: string, image: string) => {
    server.patch(web(kind), { spec: { template: template(image) } });
    controllers.settle();
  };
  const pod = (each: ApiObject) => {
    const [status] = fieldAt(each, "status.containerStatuses") as { imageID: string }[];
    const id = status?.imageID ?? "";
    return `${fieldAt(each, "spec.nodeName")} ${id === "" ? "none" : id}`;
  };
  const pods = () => server.list("Pod").map(pod).sort();
  const replicaSets = () =>
    server
      .list("ReplicaSet")
      .map(
        ({ metadata, spec }) =>
          `${metadata.annotations?.["deployment.kubernetes.io/revision"]}: ${fieldAt(spec, "replicas")}`,
      )
      .sort();

  it("turns a Deployment into pods on several nodes, soon after it is written", async () => {
    server.create({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web", namespace: "shop" },
      spec: { replicas: 2, selector: { matchLabels: { app: "web" } }, template: template("a:1") },
    });
    await clock.advance(0);
    expect(pods()).to.deep.equal(["node-1 a:1@sha256:1", "node-2 a:1@sha256:1"]);
    const status = server.get(web("Deployment"))?.status;
    expect(status).to.deep.include({
      observedGeneration: 1,
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: 2,
    });
  });

  it("keeps old pods while new ones cannot start, and lets them go when they can", async () => {
    create("Deployment", { replicas: 2 });
    setImage("Deployment", "a:3");
    expect(pods()).to.have.members(["node-1 a:1@sha256:1", "node-2 a:1@sha256:1", "node-1 none"]);
    expect(server.get(web("Deployment"))?.status).to.deep.include({ updatedReplicas: 1, replicas: 3 });
    images.set("a:3", "sha256:3");
    await clock.advance(5_000);
    expect(pods()).to.deep.equal(["node-1 a:3@sha256:3", "node-2 a:3@sha256:3"]);
    expect(replicaSets()).to.deep.equal(["1: 0", "2: 2"]);
  });

  it("takes up the ReplicaSet of an older template again, however it is written", () => {
    create("Deployment", { replicas: 1 });
    setImage("Deployment", "a:2");
    const [name] = server.list("ReplicaSet").filter(({ spec }) => fieldAt(spec, "replicas") === 0);
    // As kubectl's own types write it.
    const typed = {
      spec: { containers: [{ image: "a:1", name: "main", resources: {} }], hostNetwork: false },
      metadata: { creationTimestamp: null, labels: { app: "web" } },
    };
    server.update({
      ...(server.get(web("Deployment")) as ApiObject),
      spec: { replicas: 1, selector: { matchLabels: { app: "web" } }, template: typed },
    });
    controllers.settle();
    expect(replicaSets()).to.deep.equal(["2: 0", "3: 1"]);
    const [now] = server.list("ReplicaSet").filter(({ spec }) => fieldAt(spec, "replicas") === 1);
    expect(now?.metadata.name).to.equal(name?.metadata.name);
  });

  it("does not act on the template of a Deployment that is paused", () => {
    create("Deployment", { replicas: 1 });
    server.patch(web("Deployment"), { spec: { paused: true } });
    setImage("Deployment", "a:2");
    expect(pods()).to.deep.equal(["node-1 a:1@sha256:1"]);
  });

  it("starts what a node has, although the registry has it no longer, and only there", () => {
    create("Deployment", { replicas: 1 });
    images.delete("a:1");
    server.patch(web("Deployment"), { spec: { replicas: 3 } });
    controllers.settle();
    expect(pods()).to.deep.equal(["node-1 a:1@sha256:1", "node-1 a:1@sha256:1", "node-2 none"]);
  });

  it("moves the pods of a node that is gone, whose images are gone with it", () => {
    create("Deployment", { replicas: 2 });
    images.delete("a:1");
    server.delete({ kind: "Node", name: "node-1" });
    controllers.settle();
    expect(pods()).to.deep.equal(["node-2 a:1@sha256:1", "node-2 a:1@sha256:1"]);
    server.create({ apiVersion: "v1", kind: "Node", metadata: { name: "node-1" } });
    server.delete({ kind: "Node", name: "node-2" });
    controllers.settle();
    expect(pods()).to.deep.equal(["node-1 none", "node-1 none"]);
  });

  it("uses the pull secrets of a pod, or of its service account", () => {
    create("Deployment", { replicas: 1 }, "private:1");
    expect(pods()).to.deep.equal(["node-1 none"]);
    const config = { auths: { "reg.io": { auth: Buffer.from("u:p").toString("base64") } } };
    server.create({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "pull", namespace: "shop" },
      type: "kubernetes.io/dockerconfigjson",
      data: { ".dockerconfigjson": Buffer.from(JSON.stringify(config)).toString("base64") },
    });
    server.create({
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "default", namespace: "shop" },
      imagePullSecrets: [{ name: "pull" }],
    } as ApiObject);
    controllers.settle();
    expect(pods()).to.deep.equal(["node-1 private:1@sha256:private"]);
  });

  it("keeps the revisions of StatefulSets and DaemonSets, and replaces their pods one by one", () => {
    for (const kind of ["StatefulSet", "DaemonSet"]) {
      create(kind, kind === "StatefulSet" ? { replicas: 2 } : {});
      setImage(kind, "a:2");
      expect(pods()).to.deep.equal(["node-1 a:2@sha256:2", "node-2 a:2@sha256:2"]);
      setImage(kind, "a:3");
      expect(
        pods()
          .map((each) => each.slice("node-N ".length))
          .sort(),
      ).to.deep.equal(["a:2@sha256:2", "none"]);
      setImage(kind, "a:1");
      const revisions = server.list("ControllerRevision");
      expect(revisions.map(({ revision }) => revision).sort()).to.deep.equal([2, 3, 4]);
      server.delete(web(kind));
      controllers.settle();
      expect(server.list("ControllerRevision")).to.deep.equal([]);
      expect(pods()).to.deep.equal([]);
    }
  });

  it("is held up by nothing that the server refuses", () => {
    const name = "n".repeat(250);
    server.create({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name, namespace: "shop" },
      spec: { selector: { matchLabels: { app: "web" } }, template: template("a:1") },
    });
    create("Deployment", { replicas: 1 });
    expect(pods()).to.deep.equal(["node-1 a:1@sha256:1"]);
  });
});
