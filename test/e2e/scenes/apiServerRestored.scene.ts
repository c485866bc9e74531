import { cp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { createNamespace, createWorkload, workloadPath } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { type ControlPlane, startControlPlane } from "../harness/startControlPlane.ts";
import { noRechecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";
import { waitUntil } from "../harness/waitUntil.ts";

const NAMESPACES = 100;

scene("an API server that forgets, and one with many namespaces", [parts.apiServer], () => {
  let cluster: ControlPlane;
  let exporter: RunningExporter | undefined;
  let folder: string;

  before(async () => {
    [cluster, folder] = await Promise.all([startControlPlane(), temporaryFolder("restored")]);
    await createNamespace(cluster.client, "shop");
  });
  afterEach(async () => {
    await exporter?.stop();
    exporter = undefined;
  });
  after(async () => {
    await cluster?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Names that cannot be read get their verdict without a registry. */
  const create = (name: string) =>
    createWorkload(cluster.client, ["shop", "Deployment", name], `Bad/${name}:1`);
  const reported = async () => {
    const text = await (exporter as RunningExporter).text("/metrics");
    const found = text.matchAll(/_exporter_available\{namespace="shop",kind="deployment",name="([^"]*)"/g);
    return [...found].map(([, name]) => name).sort();
  };
  const reports = (...names: string[]) =>
    waitUntil(`reports of ${names.join(", ")}`, async () => String(await reported()) === String(names), {
      deadlineMs: 60_000,
    });

  it("lists all anew when etcd was restored from an older copy", async () => {
    const copy = join(folder, "copy");
    await create("stays");
    await cluster.etcd.whileStopped((data) => cp(data, copy, { recursive: true }));
    await waitUntil("the API server", () =>
      create("goes").then(
        () => true,
        () => false,
      ),
    );
    exporter = await startExporter({ kubeconfig: cluster.kubeconfig, args: [...noRechecks] });
    await reports("goes", "stays");
    // More than the API server writes by itself when it starts: by then it must not have caught up.
    for (let change = 0; change < 500; change++) {
      const annotations = { change: String(change) };
      await cluster.client.patch(workloadPath("shop", "Deployment", "stays"), { metadata: { annotations } });
    }
    await cluster.apiServer.stop("SIGKILL");
    await cluster.etcd.whileStopped(async (data) => {
      await rm(data, { recursive: true });
      await cp(copy, data, { recursive: true });
    });
    await cluster.apiServer.start();
    await create("comes");
    await reports("comes", "stays");
    await cluster.client.remove(workloadPath("shop", "Deployment", "comes"));
    await reports("stays");
  });

  it("watches many namespaces over a few connections", async () => {
    const names = Array.from({ length: NAMESPACES }, (_, index) => `many-${index}`);
    for (const name of names) {
      await createNamespace(cluster.client, name);
    }
    exporter = await startExporter({
      kubeconfig: cluster.kubeconfig,
      args: [...noRechecks, `--namespaces-include=${["shop", ...names].join(",")}`],
    });
    await reports("stays");
    await create("seen");
    await reports("seen", "stays");
    // 700 watches; by HTTP/1.1 each would have a connection of its own.
    const { pid } = exporter.process;
    expect((await readdir(`/proc/${pid}/fd`)).length).to.be.below(80);
  });
});
