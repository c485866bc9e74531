import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RenderedFile } from "../../../src/chart/renderedFile.ts";
import { locateTool } from "../tools/locateTool.ts";
import { freePorts } from "./freePorts.ts";
import { startProcess } from "./startProcess.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/** An alert as Alertmanager has it. */
export interface HeldAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly status: { readonly state: "active" | "suppressed" | "unprocessed" };
}

export interface Alertmanager {
  readonly url: URL;
  readonly alerts: () => Promise<readonly HeldAlert[]>;
  /** Gives it alerts that fire from now on, as Prometheus does. */
  readonly fire: (alerts: readonly HeldAlert["labels"][]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

// Debian's looks for its default templates below /usr/share, where nothing was installed.
const WITH_FILES = 'mount --bind "$1/usr/share" /usr/share; shift; exec "$@"';

/** What notifications name as its address. */
export const ALERTMANAGER_ADDRESS = "http://alertmanager.test";

/** Starts an Alertmanager on a free port, alone. @param files alertmanager.yml and what it names */
export async function startAlertmanager(files: readonly RenderedFile[]): Promise<Alertmanager> {
  await using starting = new AsyncDisposableStack();
  const folder = await temporaryFolder("alertmanager");
  starting.defer(() => rm(folder, { recursive: true, force: true }));
  for (const { name, text } of files) {
    await writeFile(join(folder, name), text);
  }
  const [port] = await freePorts(1);
  const url = new URL(`http://127.0.0.1:${port}`);
  const server = await startProcess({
    name: "alertmanager",
    command: "/usr/bin/unshare",
    args: [
      ...(process.getuid?.() === 0 ? [] : ["--map-root-user"]),
      ...["--mount", "--propagation=private", "--", "/bin/sh", "-euc", WITH_FILES, "alertmanager"],
      ...[await locateTool("alertmanager-files"), await locateTool("alertmanager")],
      ...["--config.file", join(folder, "alertmanager.yml"), "--storage.path", join(folder, "data")],
      ...[
        "--web.listen-address",
        url.host,
        "--web.external-url",
        ALERTMANAGER_ADDRESS,
        "--web.route-prefix=/",
      ],
      ...["--cluster.listen-address=", "--log.level=warn"],
    ],
    folder,
  });
  starting.defer(async () => {
    await server.stop({ signal: "SIGKILL" });
  });
  await server.ready(async (signal) => (await fetch(new URL("/-/ready", url), { signal })).status === 200);
  const running = starting.move();
  return {
    url,
    async alerts() {
      const answer = await fetch(new URL("/api/v2/alerts", url), { signal: AbortSignal.timeout(10_000) });
      return (await answer.json()) as readonly HeldAlert[];
    },
    async fire(alerts) {
      const answer = await fetch(new URL("/api/v2/alerts", url), {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(alerts.map((labels) => ({ labels }))),
        signal: AbortSignal.timeout(10_000),
      });
      if (!answer.ok) {
        throw new Error(`Cannot fire alerts: ${answer.status} ${await answer.text()}`);
      }
    },
    stop: () => running.disposeAsync(),
  };
}
