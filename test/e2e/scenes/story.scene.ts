import { expect } from "chai";
import type { Verdict } from "../../../src/image/outcome.ts";
import { articleKinds, createNamespace, createWorkload, pullSecret, secretPath } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { sharedCluster } from "../harness/sharedCluster.ts";
import type { ControlPlane } from "../harness/startControlPlane.ts";
import { quickChecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";

/** The tag that a cleanup deletes, and one that it leaves alone. */
const doomed = "1.0";
const kept = "1.1";

scene("the article's story", [parts.cluster, parts.registry], () => {
  let cluster: ControlPlane;
  let registry: Registry;
  let exporter: RunningExporter;
  /** Digest of the doomed tag's image, by repository. */
  const digests = new Map<string, string>();

  const image = (repository: string, tag: string) => `${registry.host}/shop/${repository}:${tag}`;

  before(async () => {
    cluster = await sharedCluster();
    registry = await startRegistry({ auth: { scheme: "htpasswd", users: { puller: "secret" } } });
    const { client } = cluster;
    for (const namespace of ["shop", "depot"]) {
      await createNamespace(client, namespace, { scene: "story" });
      await client.create(
        secretPath(namespace),
        pullSecret("regcred", { [registry.host]: ["puller", "secret"] }),
      );
    }
    const pullSecrets = ["regcred"];
    for (const kind of articleKinds) {
      const repository = kind.toLowerCase();
      digests.set(repository, await registry.client.push(`shop/${repository}`, doomed));
      await registry.client.push(`shop/${repository}`, kept);
      await createWorkload(client, ["shop", kind, "doomed"], image(repository, doomed), { pullSecrets });
      await createWorkload(client, ["shop", kind, "kept"], image(repository, kept), { pullSecrets });
    }
    // The same image in other roles: affected in part, and by its digest, which a cleanup of tags leaves.
    await createWorkload(client, ["depot", "Deployment", "mixed"], image("deployment", kept), {
      pullSecrets,
      initImage: image("deployment", doomed),
      volumeImage: image("cronjob", doomed),
    });
    const pinned = `${registry.host}/shop/deployment@${digests.get("deployment")}`;
    await createWorkload(client, ["depot", "Deployment", "pinned"], pinned, { pullSecrets });

    exporter = await startExporter({
      kubeconfig: cluster.kubeconfig,
      args: [...quickChecks, "--allow-plain-http", "--namespaces-selector=scene=story"],
    });
  });
  after(async () => {
    await exporter?.stop();
    await registry?.stop();
  });

  const world = (ofDoomed: Verdict) => ({
    ...Object.fromEntries(
      articleKinds.flatMap((kind) => [
        [`shop ${kind.toLowerCase()}/doomed main`, ofDoomed],
        [`shop ${kind.toLowerCase()}/kept main`, "available" as const],
      ]),
    ),
    "depot deployment/mixed main": "available" as const,
    "depot deployment/mixed init": ofDoomed,
    "depot deployment/mixed volume": ofDoomed,
    "depot deployment/pinned main": "available" as const,
  });

  it("finds every image of the four kinds while it is in the registry", async () => {
    await exporter.says(world("available"));
    // What was checked: four kinds with two tags each, and one digest.
    expect(await exporter.value("images")).to.equal(9);
    expect(await exporter.value("targets")).to.equal(9);
  });

  it("turns every affected container absent, and no other, when a cleanup deletes tags", async () => {
    for (const repository of digests.keys()) {
      await registry.client.untag(`shop/${repository}`, doomed);
    }
    await exporter.says(world("absent"));
    expect(await exporter.value("checks_total", { registry: registry.host, result: "absent" })).to.be.above(
      3,
    );
  });

  it("goes on checking, round by round", async () => {
    const cycles = (await exporter.value("completed_rechecks_total"))!;
    await exporter.counts("completed_rechecks_total", {}, (value) => value >= cycles + 3);
    expect(await exporter.verdicts()).to.deep.equal(world("absent"));
  });

  it("says 1 again when the images come back, be it the same or another under the tag", async () => {
    for (const [repository, digest] of digests) {
      if (repository === "cronjob") {
        await registry.client.push("shop/cronjob", doomed);
      } else {
        await registry.client.tag(`shop/${repository}`, digest, doomed);
      }
    }
    await exporter.says(world("available"));
  });

  it("turns what stands for an image by digest absent when the image itself is deleted", async () => {
    await registry.client.remove("shop/deployment", digests.get("deployment")!);
    await exporter.says({
      ...world("available"),
      "shop deployment/doomed main": "absent",
      "depot deployment/mixed init": "absent",
      "depot deployment/pinned main": "absent",
    });
  });

  it("logs each change of a verdict once, with workload, image, registry and reason", async () => {
    const changes = (await exporter.log()).filter(({ msg }) => /^image is (un)?available/.test(msg));
    const told = changes.map(
      ({ namespace, kind, name, container, reason }) =>
        `${namespace} ${kind}/${name} ${container} ${reason ?? "available again"}`,
    );
    const affected = Object.entries(world("absent")).flatMap(([key, verdict]) =>
      verdict === "absent" ? [key] : [],
    );
    const deleted = [
      "shop deployment/doomed main absent",
      "depot deployment/mixed init absent",
      "depot deployment/pinned main absent",
    ];
    expect(told).to.have.members([
      ...affected.flatMap((key) => [`${key} absent`, `${key} available again`]),
      ...deleted,
    ]);
    for (const line of changes) {
      expect(line).to.include({ registry: registry.host });
    }
  });
});
