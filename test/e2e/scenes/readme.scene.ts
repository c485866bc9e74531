import { execFile } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { blocksOf, ROOT } from "../../docs/documents.ts";
import { createNamespace, createWorkload } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { type ControlPlane, startControlPlane } from "../harness/startControlPlane.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";

/** What somebody does first who has cloned the project: an image of their own, then their whole cluster. */
scene("the first commands of the README", [parts.apiServer, parts.registry], () => {
  let cluster: ControlPlane;
  let registry: Registry;
  let home: string;
  let check: string;
  let scan: string;

  before(async () => {
    [cluster, registry, home] = await Promise.all([
      startControlPlane(),
      startRegistry({ auth: { scheme: "htpasswd", users: { puller: "secret" } } }),
      temporaryFolder("newcomer"),
    ]);
    await registry.client.push("team/app", "1");
    await createNamespace(cluster.client, "shop");
    for (const [name, tag] of [
      ["app", "1"],
      ["gone", "0"],
    ] as const) {
      await createWorkload(cluster.client, ["shop", "Deployment", name], `${registry.host}/team/app:${tag}`);
    }
    // As `docker login` and kubectl leave them.
    const auth = Buffer.from("puller:secret").toString("base64");
    for (const folder of [".docker", ".kube"]) {
      await mkdir(join(home, folder));
    }
    await writeFile(
      join(home, ".docker/config.json"),
      JSON.stringify({ auths: { [registry.host]: { auth } } }),
    );
    await symlink(cluster.kubeconfig, join(home, ".kube/config"));
    const [, commands = ""] = blocksOf("README.md", "sh");
    [check = "", scan = ""] = commands.trim().split("\n");
  });
  after(async () => {
    await registry?.stop();
    await cluster?.stop();
  });

  const run = (command: string): Promise<{ code: number; said: string }> =>
    new Promise((resolve) => {
      const env = { PATH: process.env.PATH, HOME: home };
      execFile("bash", ["-c", command], { cwd: ROOT, env, timeout: 60_000 }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr }),
      );
    });

  it("tell whether an image of one's own can be pulled", async () => {
    expect(check).to.match(/ check nginx:1\.27$/);
    const own = check.replace("nginx:1.27", `${registry.host}/team/app:1`);
    const { code, said } = await run(own);
    expect({ code, said }).to.deep.include({ code: 0 });
    expect(said).to.match(/team\/app:1 +yes\b/);
    expect(await run(own.replace("app:1", "app:0"))).to.deep.include({ code: 1 });
  });

  it("tell what of a whole cluster cannot be pulled, with the credentials that pods have: here none", async () => {
    expect(scan).to.match(/ scan$/);
    const { code, said } = await run(scan);
    expect({ code, said }).to.deep.include({ code: 1 });
    expect(said).to.match(/authentication_failure +shop\/deployment\/gone /);
    expect(said).to.match(/\n\n2 containers, 2 authentication_failure\n/);
  });
});
