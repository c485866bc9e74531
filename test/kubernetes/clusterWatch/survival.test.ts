import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { startClusterWatch } from "../../../src/kubernetes/clusterWatch.ts";
import { recordingLogger } from "../../support/recordingLogger.ts";
import { until } from "../../support/until.ts";
import { type ClusterUnderTest, clusterUnderTest, spec } from "../support/clusterUnderTest.ts";
import { recordingSink } from "../support/recordingSink.ts";
import { testClient } from "../support/testClient.ts";
import { listNothing, startWatchServer } from "../support/watchServer.ts";

describe("startClusterWatch, in adversity", () => {
  let cluster: ClusterUnderTest;
  beforeEach(async () => {
    cluster = await clusterUnderTest();
  });
  afterEach(() => cluster[Symbol.asyncDispose]());

  it("startClusterWatch() survives a restart of the API server with changes in between", async () => {
    for (const name of ["a", "b"]) {
      cluster.create("Deployment", "shop", name, spec("Deployment"));
    }
    const watch = cluster.watch();
    await until(() => watch.synced() && cluster.api.openWatches() === 8);
    await cluster.api.stop();
    cluster.api.delete({ kind: "Deployment", namespace: "shop", name: "a" });
    cluster.create("Deployment", "shop", "c", spec("Deployment"));
    await cluster.advanceUntil(() => [...cluster.states.values()].every((state) => state === "pending"));
    expect(watch.synced()).to.equal(true);
    await cluster.api.restart();
    await cluster.advanceUntil(() => [...cluster.states.values()].every((state) => state === "synced"));
    await cluster.advanceUntil(
      () => cluster.has("delete Deployment shop/a") && cluster.has("upsert Deployment shop/c"),
    );
    expect(cluster.sink.calls.filter((call) => call === "upsert Deployment shop/b")).to.have.length(1);
    expect(new Set(cluster.restarts).size).to.equal(7);
  });

  it("startClusterWatch() says once, for all resources, that the API server cannot be reached, and once that it can", async () => {
    const { url } = cluster.api;
    const said = () =>
      cluster.log.lines
        .filter(({ level }) => level !== "debug")
        .map(({ level, message }) => `${level}: ${message}`);
    await cluster.api.stop();
    const watch = cluster.watch();
    await cluster.advanceUntil(() => cluster.clock.monotonic() > 120_000);
    const host = url.replace(/^https?:\/\//, "");
    const lost = `warn: the API server at ${url} cannot be reached, it is tried again: connect ECONNREFUSED ${host}`;
    expect(said()).to.deep.equal([lost]);
    await cluster.api.restart();
    await cluster.advanceUntil(() => watch.synced());
    expect(said()).to.deep.equal([lost, `info: the API server at ${url} is reached again`]);
  });

  it("startClusterWatch() goes on with the new token when the former is refused", async () => {
    const folder = mkdtempSync(join(tmpdir(), "token-test-"));
    const tokenFile = join(folder, "token");
    await using rotating = await clusterUnderTest({ tokenFile });
    writeFileSync(tokenFile, rotating.api.token);
    const watch = rotating.watch();
    await until(() => watch.synced() && rotating.api.openWatches() === 8);
    rotating.api.setToken("rotated");
    writeFileSync(tokenFile, "rotated");
    rotating.api.dropWatches();
    rotating.create("Deployment", "shop", "late", spec("Deployment"));
    await rotating.advanceUntil(() => rotating.sink.calls.includes("upsert Deployment shop/late"));
    await rotating.advanceUntil(() => rotating.api.openWatches() === 8);
    expect(rotating.log.lines.filter(({ level }) => level === "warn")).to.deep.equal([]);
    rmSync(folder, { recursive: true });
  });

  it("startClusterWatch() notices watches that are half open", async () => {
    const watch = cluster.watch();
    await until(() => watch.synced() && cluster.api.openWatches() === 8);
    cluster.api.stallWatches();
    cluster.create("Deployment", "shop", "unseen", spec("Deployment"));
    await cluster.advanceUntil(() => cluster.clock.monotonic() > 129_000);
    expect(cluster.has("upsert Deployment shop/unseen")).to.equal(false);
    await cluster.advanceUntil(() => cluster.has("upsert Deployment shop/unseen"));
  });

  for (const failure of ["refuses", "does not answer"]) {
    it(`startClusterWatch() waits half a minute for a kind whose list ${failure}, and for pull secrets without end`, async () => {
      const server = await startWatchServer();
      let failing = "/rollouts";
      server.handle = (exchange) => {
        if (!exchange.path.endsWith(failing)) {
          listNothing(exchange);
        } else if (failure === "refuses") {
          exchange.refuse(500, { message: "the conversion webhook is dead" });
        }
      };
      const rollouts = { group: "argoproj.io", version: "v1alpha1", resource: "rollouts", kind: "Rollout" };
      const custom = [{ ...rollouts, templatePaths: ["spec.template"], disabledWhen: [] }];
      for (const [path, resource, state] of [
        ["/rollouts", "rollouts.argoproj.io", "overdue"],
        ["/secrets", "secrets", "pending"],
      ] as const) {
        failing = path;
        const client = testClient(server.url, { clock: cluster.clock });
        const states: string[] = [];
        const log = recordingLogger();
        const watch = startClusterWatch({
          config: {
            workloads: { kinds: ["Deployment"], custom, liveRevisions: false },
            namespaces: { include: [], exclude: [] },
            secrets: { mode: "cluster" },
            metrics: { ownerLabels: [] },
            hygiene: { pullSecrets: false, workloads: false },
            running: { enabled: false },
            images: { verify: "manifest", platforms: [] },
          },
          client,
          sink: recordingSink(),
          observer: {
            informerChanged: (name, state) => states.push(`${name} ${state}`),
            informerRestarted: () => {},
          },
          ownNamespace: "own",
          clock: cluster.clock,
          log,
          random: () => 0.5,
        });
        const begin = cluster.clock.monotonic();
        await until(() => states.includes("deployments synced"));
        await cluster.advanceUntil(() => cluster.clock.monotonic() - begin >= 29_900);
        expect(watch.synced()).to.equal(false);
        states.length = 0;
        await cluster.advanceUntil(() => cluster.clock.monotonic() - begin >= 30_000);
        expect(watch.synced()).to.equal(state === "overdue");
        const entry = watch.readiness().find((readiness) => readiness.resource === resource);
        expect(entry?.state).to.equal(state);
        expect(states.includes(`${resource} pending`)).to.equal(state === "overdue");
        const warned = log.lines.some(({ message }) => message.includes("checked without them"));
        expect(warned).to.equal(state === "overdue");
        failing = "/nothing";
        await cluster.advanceUntil(() => states.includes(`${resource} synced`));
        expect(watch.synced()).to.equal(true);
        await watch.stop();
        await client.close();
      }
      await server.close();
    });
  }

  it("stop() closes every watch and delivers nothing from then on", async () => {
    const watch = cluster.watch();
    await until(() => watch.synced() && cluster.api.openWatches() === 8);
    const stopped = watch.stop();
    cluster.sink.calls.length = 0;
    cluster.create("Deployment", "shop", "late", spec("Deployment"));
    await stopped;
    await until(() => cluster.api.openWatches() === 0);
    const { length } = cluster.api.requests;
    await cluster.clock.advance(600_000);
    expect(cluster.sink.calls).to.deep.equal([]);
    expect(cluster.api.requests).to.have.length(length);
    await watch.stop();
  });

  it("stop() right after the start leaves nothing behind", async () => {
    const watch = cluster.watch();
    cluster.sink.calls.length = 0;
    await watch.stop();
    await cluster.clock.advance(600_000);
    await until(() => cluster.api.openWatches() === 0);
    expect(watch.synced()).to.equal(false);
    expect(cluster.sink.calls).to.deep.equal([]);
  });
});
