import { chmod, copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { VERSION } from "../../../src/version.ts";
import { type BuiltImage, buildImage } from "../harness/buildImage.ts";
import { freePorts } from "../harness/freePorts.ts";
import { parts, scene } from "../harness/scene.ts";
import { type SharedCluster, sharedCluster } from "../harness/sharedCluster.ts";
import { startContainer } from "../harness/startContainer.ts";
import type { RunningProcess } from "../harness/startProcess.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";
import { locateTool } from "../tools/locateTool.ts";
import { runCommand } from "../tools/runCommand.ts";

scene("the container image", [parts.cluster, parts.image, parts.catalogue], () => {
  let cluster: SharedCluster;
  let image: BuiltImage;

  before(async function () {
    // Images are built, and roots changed, by root alone.
    if (process.getuid?.() !== 0) {
      if (process.env.CI === "true") {
        throw new Error("Cannot build an image as this user: it takes root");
      }
      this.skip();
    }
    [cluster, image] = await Promise.all([
      sharedCluster(),
      buildImage({ VERSION, REVISION: "0123456789abcdef", CREATED: "2026-01-02T03:04:05Z" }),
    ]);
  });
  after(() => image?.remove());

  const containers: RunningProcess[] = [];
  const start = async (...given: Parameters<typeof startContainer>) => {
    const container = await startContainer(...given);
    containers.push(container);
    return container;
  };
  afterEach(async () => {
    for (const container of containers.splice(0)) {
      await container.stop();
    }
  });

  it("says who runs it, and how", () => {
    const { User, Entrypoint, ExposedPorts } = image.config;
    expect({ User, Entrypoint, ExposedPorts }).to.deep.equal({
      User: "65532:65532",
      Entrypoint: [
        "node",
        "--disable-sigusr1",
        "--optimize-for-size",
        "--initial-old-space-size=96",
        "--expose-gc",
        "--no-allocation-site-pretenuring",
        "--no-wasm-tier-up",
        "--no-wasm-dynamic-tiering",
        "/app/main.js",
      ],
      ExposedPorts: { "8080/tcp": {} },
    });
  });

  it("says where it is from", () => {
    const prefix = "org.opencontainers.image.";
    const labels = Object.fromEntries(
      Object.entries(image.config.Labels)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, text]) => [name.slice(prefix.length), text]),
    );
    expect(labels).to.include({
      title: "k8s-image-availability-exporter",
      licenses: "Apache-2.0",
      version: VERSION,
      revision: "0123456789abcdef",
      created: "2026-01-02T03:04:05Z",
    });
    expect(labels.source).to.match(/^https:/);
    expect(labels.description).to.match(/\S/);
  });

  it("holds the bundle and nothing else", async () => {
    const names = await readdir(join(image.root, "app"), { recursive: true });
    expect(names).to.include("main.js");
    expect(names.filter((name) => !/^(chunks|.+\.js|.+\.txt)$/.test(name))).to.deep.equal([]);
    // A fifth of it, for clouds and what render needs, is loaded only where it is asked for.
    expect(image.addedBytes).to.be.below(5_500_000);
  });

  it("is less than 60 MB to pull", async () => {
    const blob = async (digest: string) =>
      JSON.parse(await readFile(join(image.layout, "blobs", digest.replace(":", "/")), "utf8"));
    const { manifests } = JSON.parse(await readFile(join(image.layout, "index.json"), "utf8"));
    const { layers } = await blob(manifests[0].digest);
    const sizes = layers.map(({ size }: { size: number }) => size);
    expect(sizes).to.have.length.above(1);
    expect(sizes.reduce((sum: number, size: number) => sum + size, 0)).to.be.below(60_000_000);
  });

  it("comes out the same when it is built again", async () => {
    expect(image.id).to.match(/^sha256:/);
    expect(await image.rebuild()).to.equal(image.id);
  });

  it("has a bill of materials that names Node.js, its OpenSSL and glibc", async () => {
    const folder = await temporaryFolder("sbom");
    const [catalogued, versions] = [join(folder, "image.json"), join(folder, "versions.json")];
    await runCommand(
      await locateTool("syft"),
      ["scan", `oci-dir:${image.layout}`, `--output=cyclonedx-json=${catalogued}`],
      { env: { PATH: process.env.PATH, HOME: folder, SYFT_CHECK_FOR_APP_UPDATE: "false" } },
    );
    const Entrypoint = ["node", "--print", "JSON.stringify(process.versions)"];
    const node = await start({ ...image, config: { ...image.config, Entrypoint } }, { args: [] });
    expect(await node.exited, await node.tail()).to.equal(0);
    await writeFile(versions, await node.tail());
    const script = fileURLToPath(new URL("../../../scripts/imageSbom.ts", import.meta.url));
    const { components } = JSON.parse(await runCommand(process.execPath, [script, catalogued, versions]));
    const found = new Map<string, string>(
      components.map((part: { name: string; version: string }) => [part.name, part.version]),
    );
    expect(found.get("node")).to.equal(process.versions.node);
    expect(found.get("openssl")).to.equal(process.versions.openssl);
    expect(found.get("libc6")).to.match(/^2\.\d+-\d/);
    expect(found).to.include.keys("ca-certificates", "libstdc++6", "v8", "zlib");
  });

  /** The exporter in a container, ready; it watches the cluster as its administrator. */
  const startExporter = async () => {
    const config = await temporaryFolder("container-config");
    const kubeconfig = await cluster.kubeconfigFor({ name: "container", token: cluster.adminToken });
    await copyFile(kubeconfig, join(config, "kubeconfig"));
    await chmod(join(config, "kubeconfig"), 0o644);
    await chmod(config, 0o755);
    const [port] = await freePorts(1);
    const container = await start(image, {
      args: [
        "run",
        "--kubeconfig=/config/kubeconfig",
        `--bind-address=127.0.0.1:${port}`,
        "--server-shutdown-delay=0s",
      ],
      mounts: { "/config": config },
    });
    const url = `http://127.0.0.1:${port}`;
    await container.ready(async (signal) => (await fetch(`${url}/readyz`, { signal })).status === 200);
    return { container, url };
  };

  it("runs read-only, as nobody, without capabilities, and is ready", async () => {
    const { container, url } = await startExporter();
    const metrics = await (await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(10_000) })).text();
    expect(metrics)
      .to.match(/^k8s_image_availability_exporter_build_info\{.+\} 1$/m)
      .and.include(`"${VERSION}"`);

    const status = await readFile(`/proc/${container.pid}/status`, "utf8");
    const fields = Object.fromEntries(
      status.split("\n").map((line) => line.split(/:\t(.*)/, 2) as [string, string]),
    );
    const nobody = Array(4).fill("65532").join("\t");
    expect(fields).to.include({ Uid: nobody, Gid: nobody, Groups: " ", NoNewPrivs: "1" });
    for (const set of ["CapInh", "CapPrm", "CapEff", "CapAmb"]) {
      expect(fields[set]).to.equal("0".repeat(16));
    }
    const mounts = (await readFile(`/proc/${container.pid}/mountinfo`, "utf8")).split("\n");
    const rootMounts = mounts.map((line) => line.split(" ")).filter(([, , , , point]) => point === "/");
    expect(rootMounts.at(-1)?.[5]).to.match(/^ro(,|$)/);

    expect(await container.stop()).to.equal(0);
  });

  it("passes the command of `helm test`", async () => {
    const { url } = await startExporter();
    const script = await readFile(new URL("../../../chart/files/scrape-test.mjs", import.meta.url), "utf8");
    const Entrypoint = ["node", "--input-type=module", "--eval"];
    const Env = [...image.config.Env, `METRICS_URL=${url}/metrics`];
    const test = await start({ ...image, config: { ...image.config, Entrypoint, Env } }, { args: [script] });
    expect(await test.exited, await test.tail()).to.equal(0);
    expect(await test.tail()).to.match(/^http:\/\/127\.0\.0\.1:\d+\/metrics: \d+ samples\n/);
  });
});
