import { once } from "node:events";
import { connect } from "node:net";
import { type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { waitUntil } from "../harness/waitUntil.ts";
import type { Fault } from "./fault.ts";
import type { World } from "./world.ts";

/**
 * A row in which a second exporter is told to end at a bad moment, beside the one that is watched.
 *
 * @param moment brings it about: resolves in the midst of it
 */
const ended = (
  name: string,
  moment: (
    world: World,
    start: (...args: readonly string[]) => Promise<RunningExporter>,
  ) => Promise<RunningExporter>,
): Fault => ({
  name,
  meanwhile: "it ends in good order within config.server.shutdownTimeout and a second, and is 0",
  afterwards: "nobody else has noticed",
  strike: () => {},
  async during(world) {
    const start = (...args: readonly string[]) =>
      startExporter({
        kubeconfig: world.kubeconfig,
        args: [...world.flags, "--server-shutdown-timeout=1s", ...args],
        untilReady: false,
      });
    const exporter = await moment(world, start);
    // What does not end by itself is killed after ten seconds, and has no exit code then.
    await exporter.stop();
  },
  mend({ api, guarded }) {
    api.front.answerBy(undefined);
    guarded.front.answerBy(undefined);
  },
});

const never = new Promise<undefined>(() => {});

export const endFaults: readonly Fault[] = [
  ended("SIGTERM while lists do not come", async ({ api }, start) => {
    const before = api.front.requests.length;
    api.front.answerBy(({ uri }) => (uri.includes("limit=500") ? never : undefined));
    const exporter = await start();
    await waitUntil("lists", () =>
      api.front.requests.slice(before).some(({ uri }) => uri.includes("limit=500")),
    );
    return exporter;
  }),
  ended("SIGTERM while all checks hang", async ({ guarded }, start) => {
    guarded.front.answerBy(() => never);
    const exporter = await start(
      `--registries-hosts=${JSON.stringify({ [guarded.host]: { timeout: "5m" } })}`,
    );
    await exporter.counts("ready", {}, 1);
    return exporter;
  }),
  ended("SIGTERM while a request never ends", async (_, start) => {
    const exporter = await start();
    const socket = connect(Number(new URL(exporter.url).port), "127.0.0.1");
    socket.on("error", () => {});
    await once(socket, "connect");
    socket.write("GET /metrics HTTP/1.1\r\n");
    return exporter;
  }),
];
