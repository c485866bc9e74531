import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { type DemoCluster, startDemoCluster } from "../../../src/demo/cluster/demoCluster.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { runClusterTool } from "../harness/clusterTool.ts";
import { scene } from "../harness/scene.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";

scene("kubectl, and the demo's cluster", [["kubectl"]], () => {
  let world: DemoCluster;
  let kubeconfig: string;
  let shop: string;

  before(async () => {
    world = await startDemoCluster({ clock: systemClock });
    shop = world.registries.shop.host;
    kubeconfig = join(await temporaryFolder("demo"), "kubeconfig");
    await writeFile(kubeconfig, JSON.stringify(world.server.kubeconfig()));
  });
  after(() => world?.stop());

  const kubectl = async (line: string, input?: string) =>
    (
      await runClusterTool("kubectl", line.split(" "), { kubeconfig, ...(input !== undefined && { input }) })
    ).stdout.trimEnd();
  /** Cells of a table without its last column, the age. */
  const rows = async (line: string) =>
    (await kubectl(line)).split("\n").map((row) => row.split(/ {2,}/).slice(0, -1).join(" "));

  it("get shows what runs", async () => {
    expect(await rows("-n shop get deployments")).to.deep.equal([
      "NAME READY UP-TO-DATE AVAILABLE",
      "black-friday 0/0 0 0",
      "cart 2/2 2 2",
      "catalog 2/2 2 2",
      "frontend 2/2 2 2",
      "image-resizer 2/2 2 2",
    ]);
    const pods = await rows("-n monitoring get pods");
    expect(pods[0]).to.equal("NAME READY STATUS");
    expect(pods.slice(1).map((row) => row.replace(/-[0-9a-f]{5} /, "-x "))).to.include.members([
      "alertmanager-0 1/1 Running",
      "fluent-bit-x 1/1 Running",
      "prometheus-1 2/2 Running",
    ]);
    expect(await kubectl("-n shop get all -o name")).to.include("replicaset.apps/cart-");
    expect(await kubectl("-n shop get deployment cart -o jsonpath={.status.readyReplicas}")).to.equal("2");
    expect(await rows("get nodes")).to.have.length(4);
  });

  it("describe tells a Deployment, a Pod and a Secret", async () => {
    const told = await kubectl("-n shop describe deployment frontend");
    expect(told).to.match(/Replicas: +2 desired \| 2 updated \| 2 total \| 2 available \| 0 unavailable/);
    expect(told).to.match(/NewReplicaSet: +frontend-\w+ \(2\/2 replicas created\)/);
    const pod = await kubectl("-n shop describe pod cache-0");
    expect(pod).to.match(/Image ID: +\S+\/library\/redis@sha256:/);
    expect(await kubectl("-n shop describe secret regcred")).to.include(".dockerconfigjson");
  });

  it("scale starts pods, whose image has to be there", async () => {
    await kubectl("-n shop scale deployment/black-friday --replicas=1");
    expect((await rows("-n shop get pods")).join()).to.match(/black-friday-\S+ 0\/1 ImagePullBackOff/);
    await kubectl("-n shop scale deployment/black-friday --replicas=0");
    expect((await rows("-n shop get pods")).join()).to.not.include("black-friday");
  });

  it("create makes a namespace, a pull secret and a Deployment that uses it", async () => {
    await kubectl("create namespace fresh");
    await kubectl(`-n fresh create deployment web --image=${shop}/shop/cart:2.8.1 --replicas=2 --port=80`);
    expect((await rows("-n fresh get pods")).join()).to.match(/web-\S+ 0\/1 ImagePullBackOff/);
    const login = `--docker-server=${shop} --docker-username=shop-deployer --docker-password=demo:shop`;
    await kubectl(`-n fresh create secret docker-registry mine ${login}`);
    const patch = '{"spec":{"template":{"spec":{"imagePullSecrets":[{"name":"mine"}]}}}}';
    await kubectl(`-n fresh patch deployment web -p ${patch}`);
    await kubectl("-n fresh rollout status deployment/web --timeout=10s");
    expect((await rows("-n fresh get deployments"))[1]).to.equal("web 2/2 2 2");
    await kubectl("-n fresh create serviceaccount robot");
    await kubectl(`-n fresh create job once --image=${shop}/shop/cart:2.8.1`);
    await kubectl(`-n fresh create cronjob often --image=${shop}/shop/cart:2.8.1 --schedule=@hourly`);
    expect(await kubectl("-n fresh get sa,jobs,cronjobs -o name")).to.equal(
      "serviceaccount/robot\njob.batch/once\ncronjob.batch/often",
    );
  });

  it("set image rolls out, rollout undo rolls back, and rollout history tells of both", async () => {
    await kubectl(`-n shop set image deployment/catalog catalog=${shop}/shop/catalog:nope`);
    // Stuck: the old pods live on.
    expect((await rows("-n shop get deployments")).join()).to.include("catalog 2/2 1 2");
    await kubectl("-n shop rollout undo deployment/catalog");
    await kubectl("-n shop rollout status deployment/catalog --timeout=10s");
    expect((await rows("-n shop get deployments")).join()).to.include("catalog 2/2 2 2");
    const image = "jsonpath={.spec.template.spec.containers[0].image}";
    expect(await kubectl(`-n shop get deployment catalog -o ${image}`)).to.equal(
      `${shop}/shop/catalog:5.0.2`,
    );
    expect(await kubectl("-n shop rollout history deployment/catalog")).to.match(/\n2 .*\n3 /);
    await kubectl("-n shop rollout undo deployment/catalog --to-revision=2");
    expect(await kubectl(`-n shop get deployment catalog -o ${image}`)).to.equal(`${shop}/shop/catalog:nope`);
    await kubectl("-n shop rollout undo deployment/catalog");
  });

  it("rollout undo works for StatefulSets and DaemonSets as well", async () => {
    for (const [what, container] of [
      ["-n data statefulset/postgres", "postgres"],
      ["-n monitoring daemonset/node-exporter", "node-exporter"],
    ] as const) {
      const [flag = "", namespace = "", name = ""] = what.split(" ");
      const at = `${flag} ${namespace}`;
      const image = async () =>
        await kubectl(`${at} get ${name} -o jsonpath={.spec.template.spec.containers[0].image}`);
      const before = await image();
      await kubectl(`${at} set image ${name} ${container}=${shop}/nothing:1`);
      expect(await image()).to.equal(`${shop}/nothing:1`);
      await kubectl(`${at} rollout undo ${name}`);
      expect(await image()).to.equal(before);
      await kubectl(`${at} rollout status ${name} --timeout=10s`);
    }
  });

  it("apply creates and changes, delete takes away what it made", async () => {
    const manifest = (tag: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: applied, namespace: shop }
spec:
  selector: { matchLabels: { app: applied } }
  template:
    metadata: { labels: { app: applied } }
    spec:
      imagePullSecrets: [{ name: regcred }]
      containers: [{ name: main, image: "${shop}/shop/cart:${tag}" }]
`;
    expect(await kubectl("apply -f -", manifest("2.8.1"))).to.equal("deployment.apps/applied created");
    expect(await kubectl("apply -f -", manifest("2.8.1"))).to.equal("deployment.apps/applied unchanged");
    expect(await kubectl("apply -f -", manifest("nope"))).to.equal("deployment.apps/applied configured");
    expect(await kubectl("-n shop get pods -l app=applied -o name")).to.match(/^pod\/\S+\npod\/\S+$/);
    await kubectl("delete -f -", manifest("nope"));
    expect(await kubectl("-n shop get pods,rs -l app=applied -o name")).to.equal("");
    await kubectl("-n shop delete pod cache-1");
    await kubectl("-n shop delete deployment cart");
    expect(await kubectl("-n shop get pods -o name"))
      .to.include("pod/cache-1")
      .and.not.include("pod/cart-");
    await kubectl("delete namespace staging");
    expect(await kubectl("get pods,rs -A -o name")).to.not.include("review-app");
  });
});
