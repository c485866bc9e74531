import { expect } from "chai";
import { checkOnce } from "../src/checkOnce.ts";
import { loadConfig } from "../src/config/loadConfig.ts";
import { deliverManifests } from "../src/kubernetes/deliverManifests.ts";
import { type Clock, systemClock } from "../src/time/clock.ts";
import { registriesForTests } from "./demo/registriesForTests.ts";
import { recordingLogger } from "./support/recordingLogger.ts";

describe("checkOnce()", () => {
  const startRegistry = registriesForTests();
  const { signal } = new AbortController();

  /** Work is given up at each look at the clock, and looks that come again soon come at once. */
  function hurriedClock(): Clock {
    let nowMs = 0;
    return {
      now: systemClock.now,
      monotonic: () => (nowMs += 5),
      schedule(delayMs, callback) {
        if (delayMs > 50) {
          return systemClock.schedule(delayMs, callback);
        }
        const turn = setImmediate(callback);
        return () => clearImmediate(turn);
      },
    };
  }

  async function checkPod(images: readonly string[], timeoutMs = 1e9) {
    const flags = [{ name: "allow-plain-http", text: "true" }];
    const loaded = await loadConfig({ environment: {}, flags, baseDirectory: "/" }, { signal });
    const config = {
      ...loaded.config,
      workloads: { ...loaded.config.workloads, kinds: ["Pod" as const] },
    };
    const containers = images.map((image, index) => ({ name: `c${index}`, image }));
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "p" }, spec: { containers } };
    const progress: (readonly [number, number])[] = [];
    const checked = await checkOnce({
      config,
      nodeSources: [],
      environment: {},
      clock: hurriedClock(),
      log: recordingLogger(),
      signal,
      timeoutMs,
      async feed(inventory) {
        for (const resource of ["namespaces", "serviceaccounts", "secrets"] as const) {
          inventory.setReadability(resource, undefined, "readable");
        }
        deliverManifests([pod], { custom: [], namespace: "default" }, inventory);
        return async () => {};
      },
      onProgress: (decided, all) => progress.push([decided, all]),
    });
    return { ...checked, progress };
  }
  const count = (found: Awaited<ReturnType<typeof checkPod>>) =>
    Object.fromEntries(
      [...Map.groupBy(found.containers, ({ reason }) => reason ?? "available")].map(([reason, all]) => [
        reason,
        all.length,
      ]),
    );

  it("waits until all that was delivered has been taken in, however many containers an object has", async () => {
    expect(count(await checkPod(Array(5_000).fill("UPPER")))).to.deep.equal({ bad_image_format: 5_000 });
  });

  it("waits until a verdict has come to all containers of its image", async () => {
    const registry = await startRegistry();
    registry.putImage("team/app", "1");
    const images = [...Array(3_000).fill(`${registry.host}/team/app:1`), `${registry.host}/team/app:2`];
    expect(count(await checkPod(images))).to.deep.equal({ available: 3_000, absent: 1 });
  });

  it("leaves what is not checked in time as it is", async () => {
    const registry = await startRegistry();
    expect(count(await checkPod([`${registry.host}/team/app:1`, "UPPER"], 0))).to.deep.equal({
      bad_image_format: 1,
      not_checked: 1,
    });
  });
});
