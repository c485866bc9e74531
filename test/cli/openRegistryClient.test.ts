import { expect } from "chai";
import { openRegistryClient } from "../../src/cli/openRegistryClient.ts";
import { RUNTIMES } from "../../src/registry/runtime/runtimes.ts";
import { registriesForTests } from "../demo/registriesForTests.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { NO_NODE_FILES } from "../support/noNodeFiles.ts";
import { until } from "../support/until.ts";
import { imageCommandOptions } from "./imageCommandFixture.ts";

describe("openRegistryClient()", () => {
  const startRegistry = registriesForTests();
  const { signal } = new AbortController();

  it("begins checks and look-ups as the registry's budget allows", async () => {
    const registry = await startRegistry();
    registry.putImage("team/app", "1");
    const clock = fakeClock();
    const options = imageCommandOptions([], {
      clock,
      registries: { plainHttp: true, requestsPerSecond: 1, concurrency: 1 },
    });
    const runtime = RUNTIMES.containerd;
    const client = openRegistryClient(options, {
      runtime,
      files: runtime.openFiles(NO_NODE_FILES, options),
    });
    const reference = { registry: registry.host, repository: "team/app", tag: "1" };
    const done: number[] = [];
    try {
      const all = [0, 1, 2].map(async (nth) => {
        await client.lookUp({ reference, credentials: [] }, { signal });
        done.push(nth);
      });
      await until(() => done.length === 1);
      // Time enough for the others, if they had begun.
      for (let nth = 0; nth < 20; nth++) {
        await fetch(`${registry.url}/v2/`).then((answer) => answer.text());
      }
      // Each look-up is two requests.
      for (const count of [2, 3]) {
        await clock.advance(1_000);
        expect(done).to.have.length(count - 1);
        await clock.advance(1_000);
        await until(() => done.length === count);
      }
      await Promise.all(all);
    } finally {
      await client.close();
    }
  });

  it("does not wait for a registry that asks to be left alone", async () => {
    const registry = await startRegistry();
    registry.setQuota({ limit: 0, windowMs: 3_600_000, countsHead: true });
    const options = imageCommandOptions([], { clock: fakeClock(), registries: { plainHttp: true } });
    const runtime = RUNTIMES.containerd;
    const client = openRegistryClient(options, {
      runtime,
      files: runtime.openFiles(NO_NODE_FILES, options),
    });
    const reference = { registry: registry.host, repository: "team/app", tag: "1" };
    try {
      for (let nth = 0; nth < 3; nth++) {
        const answer = await client.lookUp({ reference, credentials: [] }, { signal });
        expect(answer.kind).to.equal("unknown");
      }
    } finally {
      await client.close();
    }
  });
});
