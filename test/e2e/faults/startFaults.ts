import { expect } from "chai";
import { type RunningExporter, startExporter } from "../harness/startExporter.ts";
import type { FrontAnswer, SeenRequest } from "../harness/startFront.ts";
import type { Fault } from "./fault.ts";
import type { World } from "./world.ts";

/** Exporters that rows have started. */
const started = new WeakMap<World, RunningExporter>();

/**
 * A row in which a second exporter starts while something is wrong with the API server.
 *
 * @param during what is seen of it then
 */
const starts = (
  row: Pick<Fault, "name" | "meanwhile">,
  strike: (world: World) => void,
  during: (exporter: RunningExporter, world: World) => Promise<void>,
): Fault => ({
  ...row,
  afterwards: "it is ready, and says what is so",
  strike,
  async during(world) {
    const exporter = await startExporter({
      kubeconfig: world.kubeconfig,
      args: world.flags,
      untilReady: false,
    });
    started.set(world, exporter);
    await during(exporter, world);
    expect((await fetch(`${exporter.url}/livez`)).status).to.equal(200);
  },
  mend({ api, guarded }) {
    for (const { link, front } of [api, guarded]) {
      front.answerBy(undefined);
      link.inject(undefined);
      link.breakConnections();
    }
  },
  async after(world) {
    const exporter = started.get(world) as RunningExporter;
    await exporter.says(world.truth);
    await exporter.counts("ready", {}, 1);
    await exporter.stop();
  },
});

/** It has said nothing, and is not ready: not because it has only just begun. */
async function saysNothing(exporter: RunningExporter): Promise<void> {
  await exporter.counts("informer_restarts_total", { resource: "secrets" }, (restarts) => restarts >= 2);
  expect(await exporter.verdicts()).to.deep.equal({});
  expect((await fetch(`${exporter.url}/readyz`)).status).to.equal(503);
}

const failing: FrontAnswer = { status: 500, headers: { "content-type": "text/plain" }, body: "no" };
const isSecrets = ({ uri }: SeenRequest) => uri.includes("/secrets");

export const startFaults: readonly Fault[] = [
  starts(
    {
      name: "the exporter starts while the API server resets each connection",
      meanwhile: "it lives, is not ready, and says nothing",
    },
    ({ api }) => api.link.inject({ kind: "reset" }),
    saysNothing,
  ),
  starts(
    {
      name: "the exporter starts while each list breaks off in its midst",
      meanwhile: "it lives, is not ready, and says nothing of the half",
    },
    ({ api }) => api.link.inject({ kind: "cut", afterBytes: 3_500 }),
    saysNothing,
  ),
  starts(
    {
      name: "the exporter starts while pull secrets cannot be listed (500)",
      meanwhile: "it lives, is not ready, and says of no image that it cannot be pulled",
    },
    ({ api }) => api.front.answerBy((seen) => (isSecrets(seen) ? failing : undefined)),
    saysNothing,
  ),
  starts(
    {
      name: "the exporter starts while a registry resets each connection",
      meanwhile: "it is ready, that registry's images are unavailable for its sake, others are checked",
    },
    ({ guarded }) => guarded.link.inject({ kind: "reset" }),
    (exporter, world) =>
      exporter.says(
        world.truthBut({
          "deployment/guarded": "registry_unavailable",
          "statefulset/guarded": "registry_unavailable",
          "cronjob/guarded-gone": "registry_unavailable",
        }),
      ),
  ),
];
