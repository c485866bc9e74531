import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { request } from "undici";
import { locateTool } from "../tools/locateTool.ts";
import { freePorts } from "./freePorts.ts";
import { type RunningProcess, startProcess } from "./startProcess.ts";

export interface Etcd {
  readonly url: string;
  readonly process: RunningProcess;
  /** Stops it, has its data folder changed, and starts it again on the same ports: how it is restored from a copy. */
  readonly whileStopped: (change: (dataFolder: string) => Promise<void>) => Promise<void>;
  /** Forgets all history before the present revision, which it returns: what makes old watches end with 410. */
  readonly compact: () => Promise<number>;
}

/** Starts an etcd of one member, which writes without fsync, in a subfolder of `folder`. */
export async function startEtcd(folder: string, signal?: AbortSignal): Promise<Etcd> {
  const [client, peer] = await freePorts(2);
  const url = `http://127.0.0.1:${client}`;
  const peerUrl = `http://127.0.0.1:${peer}`;
  const data = join(folder, "etcd");
  await mkdir(data, { recursive: true });
  const command = await locateTool("etcd", { signal });
  const start = async () => {
    const process = await startProcess({
      name: "etcd",
      command,
      args: [
        ...[
          "--name",
          "e2e",
          "--data-dir",
          data,
          "--unsafe-no-fsync",
          "--logger",
          "zap",
          "--log-level",
          "warn",
        ],
        ...["--listen-client-urls", url, "--advertise-client-urls", url],
        ...["--listen-peer-urls", peerUrl, "--initial-advertise-peer-urls", peerUrl],
        ...["--initial-cluster", `e2e=${peerUrl}`],
      ],
      folder,
    });
    await process.ready(
      async (lookSignal) => {
        const { body, statusCode } = await request(`${url}/health`, { signal: lookSignal });
        await body.dump();
        return statusCode === 200;
      },
      { signal },
    );
    return process;
  };
  let process = await start();

  const call = async (path: string, body: object): Promise<{ header: { revision: string } }> => {
    const answer = await request(`${url}${path}`, { method: "POST", body: JSON.stringify(body) });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) {
      throw new Error(`Cannot call etcd's ${path}: ${answer.statusCode} ${text}`);
    }
    return JSON.parse(text);
  };
  return {
    url,
    get process() {
      return process;
    },
    async whileStopped(change) {
      await process.stop();
      await change(data);
      process = await start();
    },
    async compact() {
      // The gateway takes bytes as base64 and 64-bit integers as strings; "AA==" is the key \0.
      const { header } = await call("/v3/kv/range", { key: "AA==", limit: "1" });
      await call("/v3/kv/compaction", { revision: header.revision, physical: true });
      return Number(header.revision);
    },
  };
}
