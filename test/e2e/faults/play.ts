import { readdir } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { readResources } from "../harness/roles.ts";
import { prefix, type RunningExporter } from "../harness/startExporter.ts";
import type { SeenRequest } from "../harness/startFront.ts";
import { waitUntil } from "../harness/waitUntil.ts";
import type { Fault } from "./fault.ts";
import { type Ground, puller } from "./ground.ts";
import { type Facts, startWorld } from "./world.ts";

/** How much more may be in use after a fault than before it. */
const MORE_DESCRIPTORS = 8;
const MORE_BYTES = 64 * 1024 * 1024;

/**
 * Plays a fault in a world of its own, with an eye on what no fault may bring about: an `absent` that was not so, a
 * workload lost or left behind, a scrape that fails, memory or connections that stay, a credential at a stranger's, an
 * unhandled rejection (looked for by the exporter's `stop`).
 *
 * @throws Error that names what was seen of these, or was expected of the fault and not seen
 */
export async function play(ground: Ground, fault: Fault, namespace: string): Promise<void> {
  const world = await startWorld(ground, namespace);
  try {
    const { exporter, facts } = world;
    facts.remember();
    const before = await footprintOf(exporter);
    const witness = watchExporter(exporter, facts);
    try {
      try {
        await fault.strike(world);
        await fault.during(world);
      } finally {
        await fault.mend(world);
      }
      await exporter.says(world.truth);
      await fault.after?.(world);
      await exporter.counts("ready", {}, 1);
      for (const [, resource] of readResources) {
        await exporter.counts("informer_synced", { resource }, 1);
      }
    } finally {
      await witness.ends();
    }
    expect(witness.wrongs(), "what may never be").to.deep.equal([]);
    await waitUntil("no more in use than before", async () => {
      const after = await footprintOf(exporter);
      return (
        after.descriptors <= before.descriptors + MORE_DESCRIPTORS && after.bytes <= before.bytes + MORE_BYTES
      );
    });
    expect(world.api.front.requests.filter(({ uri }) => uri.includes("sendInitialEvents"))).to.deep.equal([]);
    expectOwnCredentials("the API server", world.api.front.requests, /^Bearer ey/);
    expectOwnCredentials(
      "the registry",
      world.guarded.front.requests,
      new RegExp(`^Basic ${btoa(puller[0])}`),
    );
    expectOwnCredentials("the open registry", world.secure.front.requests, undefined);
    expectOwnCredentials("a stranger", world.stranger.requests, undefined);
  } finally {
    await world.stop();
  }
}

/** Looks at all that the exporter says, until it is ended. */
function watchExporter(exporter: RunningExporter, facts: Facts) {
  const wrongs = new Set<string>();
  const ending = new AbortController();
  let looks = 0;

  const look = async () => {
    const before = new Set(facts.reported);
    const families = await exporter.scrape();
    const rows = (name: string) => families.get(prefix + name)?.samples ?? [];
    const said = new Set<string>();
    for (const { labels } of rows("available")) {
      const key = keyOf(labels);
      said.add(key);
      if (!facts.existing.has(key)) {
        wrongs.add(`${key}: there is no such container`);
      }
    }
    for (const { labels } of rows("unavailable")) {
      const key = keyOf(labels);
      if (labels.reason === "absent" && !facts.absent.has(key)) {
        wrongs.add(`${key}: absent, which was not so`);
      }
    }
    for (const key of before) {
      if (!said.has(key) && facts.reported.has(key)) {
        wrongs.add(`${key}: no longer reported`);
      }
    }
    looks++;
  };
  const running = (async () => {
    while (!ending.signal.aborted) {
      await look().catch((error: unknown) => wrongs.add(`no scrape: ${(error as Error).message}`));
      await sleep(100, undefined, { signal: ending.signal }).catch(() => {});
    }
  })();
  return {
    wrongs: () => [...(looks === 0 ? ["nothing was seen"] : []), ...wrongs],
    async ends() {
      ending.abort();
      await running;
    },
  };
}

/** What an exporter has in use: open descriptors, and resident memory in bytes. */
async function footprintOf(exporter: RunningExporter): Promise<{ descriptors: number; bytes: number }> {
  const families = await exporter.scrape();
  return {
    descriptors: (await readdir(`/proc/${exporter.process.pid}/fd`)).length,
    bytes: Number(families.get("process_resident_memory_bytes")?.samples[0]?.value),
  };
}

/** Nobody was shown anything but what is its own. */
function expectOwnCredentials(who: string, requests: readonly SeenRequest[], own: RegExp | undefined): void {
  const shown = new Set(
    requests.map(({ authorization }) => authorization).filter((text) => text !== undefined),
  );
  const others = [...shown].filter((text) => own?.test(text) !== true);
  expect(others, `credentials at ${who}`).to.deep.equal([]);
}

const keyOf = ({ namespace, kind, name, container }: Readonly<Record<string, string>>): string =>
  `${namespace} ${kind}/${name} ${container}`;
