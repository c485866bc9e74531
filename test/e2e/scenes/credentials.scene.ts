import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import type { Verdict } from "../../../src/image/outcome.ts";
import {
  createNamespace,
  createWorkload,
  dockerConfig,
  type PodOptions,
  pullSecret,
  secretPath,
} from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { sharedCluster } from "../harness/sharedCluster.ts";
import type { ControlPlane } from "../harness/startControlPlane.ts";
import { noRechecks, prefix, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";
import { waitUntil } from "../harness/waitUntil.ts";

const refused = "authentication_failure";

scene("the kubelet's choice of credentials", [parts.cluster, parts.registry], () => {
  for (const scheme of ["htpasswd", "token"] as const) {
    // Nothing is checked a second time but because of what happens: what is seen was re-checked at once.
    describe(`by ${scheme}`, () => {
      /** Two namespaces that have nothing to do with each other. */
      const [ours, theirs] = [`ours-${scheme}`, `theirs-${scheme}`] as const;
      let cluster: ControlPlane;
      let registry: Registry;
      /** What nodes have credentials for. */
      let nodeRegistry: Registry;
      let exporter: RunningExporter;
      let folder: string;
      let nodeConfig: string;
      let said: Record<string, Verdict>;

      const login = (password: string) => ({ [registry.host]: ["alice", password] }) as const;

      const writeNodeConfig = async (password: string) => {
        const text = dockerConfig({ [nodeRegistry.host]: ["alice", password] });
        await writeFile(`${nodeConfig}.new`, text);
        await rename(`${nodeConfig}.new`, nodeConfig);
      };
      const createSecret = (namespace: string, name: string, content: Parameters<typeof pullSecret>[1]) =>
        cluster.client.create(secretPath(namespace), pullSecret(name, content));
      const changeSecret = (namespace: string, name: string, content: Parameters<typeof pullSecret>[1]) =>
        cluster.client.patch(secretPath(namespace, name), pullSecret(name, content));
      const deploy = (namespace: string, name: string, options: PodOptions, from = registry) =>
        createWorkload(cluster.client, [namespace, "Deployment", name], `${from.host}/app:1`, options);
      /** Waits until these verdicts have changed, and no others. */
      const turns = async (verdict: Verdict, ...names: readonly string[]) => {
        for (const name of names) {
          const [namespace, workload] = name.split("/");
          said[`${namespace}-${scheme} deployment/${workload} main`] = verdict;
        }
        await exporter.says(said);
      };

      before(async () => {
        cluster = await sharedCluster();
        const auth = { scheme, users: { alice: "secret" } };
        [registry, nodeRegistry] = await Promise.all([startRegistry({ auth }), startRegistry({ auth })]);
        for (const { client } of [registry, nodeRegistry]) {
          await client.push("app", "1");
        }
        folder = await temporaryFolder("node-config");
        nodeConfig = join(folder, "config.json");
        await writeNodeConfig("mistyped");

        for (const namespace of [ours, theirs]) {
          await createNamespace(cluster.client, namespace, { scene: `credentials-${scheme}` });
        }
        await createSecret(ours, "good", login("secret"));
        await createSecret(ours, "wrong", login("guessed"));
        await createSecret(ours, "wrong-for-node", { [nodeRegistry.host]: ["alice", "guessed"] });
        // It is JSON, which the API server asks for, and no docker config.
        await createSecret(ours, "broken", '{"auths":"none"}');
        await createSecret(theirs, "good", login("guessed"));
        for (const [name, pullSecrets] of [
          ["puller", ["good"]],
          ["stranger", ["wrong"]],
        ] as const) {
          await cluster.client.create(`/api/v1/namespaces/${ours}/serviceaccounts`, {
            metadata: { name },
            imagePullSecrets: pullSecrets.map((secret) => ({ name: secret })),
          });
        }

        await deploy(ours, "pod", { pullSecrets: ["good"] });
        await deploy(ours, "account", { serviceAccount: "puller" });
        await deploy(ours, "pod-before-account", { pullSecrets: ["good"], serviceAccount: "stranger" });
        await deploy(ours, "pod-instead-of-account", { pullSecrets: ["wrong"], serviceAccount: "puller" });
        await deploy(ours, "each-in-turn", { pullSecrets: ["wrong", "good"] });
        await deploy(ours, "nothing", {});
        await deploy(ours, "broken", { pullSecrets: ["good", "broken"] });
        await deploy(ours, "missing", { pullSecrets: ["nowhere"] });
        await deploy(ours, "missing-and-good", { pullSecrets: ["nowhere", "good"] });
        await deploy(ours, "node", {}, nodeRegistry);
        await deploy(ours, "node-after-pod", { pullSecrets: ["wrong-for-node"] }, nodeRegistry);
        await deploy(theirs, "pod", { pullSecrets: ["good"] });

        exporter = await startExporter({
          kubeconfig: cluster.kubeconfig,
          args: [
            ...noRechecks,
            "--allow-plain-http",
            `--namespaces-selector=scene=credentials-${scheme}`,
            `--registries-docker-config-file=${nodeConfig}`,
          ],
        });
      });
      after(async () => {
        await exporter?.stop();
        await registry?.stop();
        await nodeRegistry?.stop();
        if (folder) {
          await rm(folder, { recursive: true });
        }
      });

      it("finds what a node would find", async () => {
        said = Object.fromEntries(
          [
            ["pod", "available"],
            ["account", "available"],
            ["pod-before-account", "available"],
            ["pod-instead-of-account", refused],
            ["each-in-turn", "available"],
            ["nothing", refused],
            ["broken", refused],
            ["missing", refused],
            ["missing-and-good", "available"],
            ["node", refused],
            ["node-after-pod", refused],
          ].map(([name, verdict]) => [`${ours} deployment/${name} main`, verdict as Verdict]),
        );
        // A wrong secret in one namespace is nobody else's trouble, though it has the name of a good one.
        await turns(refused, "theirs/pod");
      });

      it("names the secrets that do not parse, and those that do not exist", async () => {
        const problems = async (family: string) =>
          (await exporter.scrape()).get(`${prefix}${family}`)?.samples.map(({ labels }) => labels);
        expect(await problems("invalid_pull_secrets")).to.deep.equal([{ namespace: ours, name: "broken" }]);
        expect(await problems("missing_pull_secrets")).to.deep.equal([{ namespace: ours, name: "nowhere" }]);
      });

      it("moves what can be pulled to a renewed secret without a check, and checks at once what was refused", async () => {
        const checks = async () => {
          const all = (await exporter.scrape()).get(`${prefix}checks_total`)?.samples ?? [];
          return all.reduce((sum, { value }) => sum + Number(value), 0);
        };
        const before = await checks();
        expect(before).to.be.greaterThan(5);
        await registry.setUsers({ alice: "rotated" });
        await changeSecret(ours, "good", login("rotated"));
        await changeSecret(theirs, "good", login("rotated"));
        await turns("available", "theirs/pod");
        // It says at once what the renewed target of the others has inherited; its own check may still be under way.
        await waitUntil("its check", async () => (await checks()) > before);
        await exporter.counts("queue_length", { lane: "new" }, 0);
        expect((await checks()) - before).to.equal(1);
      });

      it("takes in a secret that is made, and one that is mended", async () => {
        await createSecret(ours, "nowhere", login("rotated"));
        await turns("available", "ours/missing");
        await exporter.counts("missing_pull_secrets", {}, undefined);
        await changeSecret(ours, "broken", { "registry.example": ["bob", "irrelevant"] });
        await turns("available", "ours/broken");
        await exporter.counts("invalid_pull_secrets", {}, undefined);
        await cluster.client.remove(secretPath(ours, "nowhere"));
        await turns(refused, "ours/missing");
        await exporter.counts("missing_pull_secrets", { namespace: ours, name: "nowhere" }, 1);
      });

      it("follows a ServiceAccount that gets pull secrets", async () => {
        await cluster.client.patch(`/api/v1/namespaces/${ours}/serviceaccounts/default`, {
          imagePullSecrets: [{ name: "good" }],
        });
        await turns("available", "ours/nothing");
      });

      it("follows the nodes' own docker config", async () => {
        await writeNodeConfig("secret");
        await turns("available", "ours/node", "ours/node-after-pod");
      });

      it("tells nobody a password", async () => {
        const answers = await Promise.all(
          ["/metrics", "/readyz?verbose", "/"].map((path) => exporter.text(path)),
        );
        const all = [...answers, JSON.stringify(await exporter.log())].join("");
        for (const secret of ["guessed", "mistyped", "rotated"]) {
          expect(all).to.not.include(secret);
          expect(all).to.not.include(Buffer.from(`alice:${secret}`).toString("base64"));
        }
      });
    });
  }
});
