import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashSync } from "bcryptjs";
import { expect } from "chai";
import { loadConfig } from "../src/config/loadConfig.ts";
import { type ApiServer, startApiServer } from "../src/demo/apiServer/apiServer.ts";
import { type Exporter, startExporter } from "../src/exporter.ts";
import { ClusterClient } from "../src/kubernetes/client.ts";
import { type FakeClock, fakeClock } from "./support/fakeClock.ts";
import { parseExposition } from "./support/parseExposition.ts";
import { recordingLogger } from "./support/recordingLogger.ts";

describe("startExporter()", () => {
  let server: ApiServer;
  let exporter: Exporter;
  let clock: FakeClock;

  beforeEach(async () => {
    server = await startApiServer();
    clock = fakeClock();
  });
  afterEach(async () => {
    await exporter.stop("the test's end", { signal: AbortSignal.abort() }).catch(() => {});
    await server.stop();
  });

  async function start(...flags: readonly { name: string; text: string }[]): Promise<void> {
    const sources = {
      environment: {},
      flags: [{ name: "bind-address", text: "127.0.0.1:0" }, ...flags],
      baseDirectory: "/",
    };
    const { config } = await loadConfig(sources, { signal: AbortSignal.timeout(5_000) });
    const client = new ClusterClient({ clock, tokenFiles: new Map() });
    client.loadFromString(JSON.stringify(server.kubeconfig()));
    exporter = await startExporter({ config, client, clock, log: recordingLogger(), environment: {} });
  }

  /** The values of a family of one sample per resource. */
  async function byResource(family: string): Promise<Record<string, string>> {
    const text = await (await fetch(`${exporter.url}/metrics`)).text();
    const samples = parseExposition(text).get(`k8s_image_availability_exporter_${family}`)?.samples ?? [];
    return Object.fromEntries(samples.map(({ labels, value }) => [labels.resource ?? "", value]));
  }

  /** Lets the fake time pass until a resource's informer has this state. */
  async function untilInformer(
    resource: string,
    expected: { synced: string; forbidden: string },
  ): Promise<void> {
    for (let look = 0; look < 200; look++) {
      const synced = (await byResource("informer_synced"))[resource];
      const forbidden = (await byResource("informer_forbidden"))[resource];
      if (synced === expected.synced && forbidden === expected.forbidden) {
        return;
      }
      await clock.advance(100);
    }
    throw new Error(`Cannot see ${resource} ${JSON.stringify(expected)}: no longer to be expected`);
  }

  it("tells which resources may not be read, and when they may again", async () => {
    server.forbid("*", "cronjobs");
    await start();
    await untilInformer("cronjobs", { synced: "0", forbidden: "1" });
    await untilInformer("deployments", { synced: "1", forbidden: "0" });
    expect((await fetch(`${exporter.url}/readyz`)).status).to.equal(200);
    server.allow("*", "cronjobs");
    await untilInformer("cronjobs", { synced: "1", forbidden: "0" });
  });

  it("serves the status page, which tells what is watched", async () => {
    await start();
    await untilInformer("deployments", { synced: "1", forbidden: "0" });
    const page = await fetch(`${exporter.url}/`);
    expect([page.status, page.headers.get("content-security-policy")]).to.deep.equal([
      200,
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ]);
    expect(await page.text()).to.contain("There is nothing to check");
    const { informers, withheld } = (await (await fetch(`${exporter.url}/api/v1/status`)).json()) as {
      informers: object[];
      withheld: string[];
    };
    expect(informers).to.deep.include({ resource: "deployments", state: "synced" });
    expect(withheld).to.deep.equal(["nodes", "secrets", "configuration"]);
  });

  it("lets nobody see the status page without the password that there is, and shows more to who has it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "status-page-"));
    try {
      const file = join(folder, "web.yaml");
      writeFileSync(file, `basic_auth_users: {alice: "${hashSync("secret", 4)}"}\n`);
      await start({ name: "web.config.file", text: file });
      for (const path of ["", "images", "exporter", "status.css", "api/v1/status", "api/v1/workloads"]) {
        expect((await fetch(`${exporter.url}/${path}`)).status, path).to.equal(401);
      }
      const headers = { Authorization: `Basic ${Buffer.from("alice:secret").toString("base64")}` };
      const { configuration, withheld } = (await (
        await fetch(`${exporter.url}/api/v1/status`, { headers })
      ).json()) as { configuration: object[]; withheld: string[] };
      expect(withheld).to.deep.equal([]);
      expect(configuration).to.deep.include({
        path: "config.server.webConfigFile",
        value: file,
        changed: true,
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("serves nothing but metrics and health where the status page is off", async () => {
    await start({ name: "server-status-page", text: "false" });
    expect(await (await fetch(`${exporter.url}/`)).text()).to.contain("/readyz?verbose");
    for (const path of ["images", "status.css", "api/v1/status", "api/v1/images", "api/v1/workloads"]) {
      expect((await fetch(`${exporter.url}/${path}`)).status, path).to.equal(404);
    }
  });

  it("tells that a resource is not up to date while the API server is away", async () => {
    await start();
    await untilInformer("deployments", { synced: "1", forbidden: "0" });
    await server.stop();
    await untilInformer("deployments", { synced: "0", forbidden: "0" });
    await server.restart();
    await untilInformer("deployments", { synced: "1", forbidden: "0" });
  });
});
