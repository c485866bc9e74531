import { Pool } from "undici";
import { MANIFEST_ACCEPT } from "../../src/registry/manifestMediaType.ts";
import { answerQuestions } from "../support/answerQuestions.ts";

/** The yardstick: undici asking a registry for manifests by HEAD, and nothing else. */

let pools: Pool[] = [];
let running = false;
let workers: Promise<void>[] = [];

async function work(pool: Pool, worker: number, images: number): Promise<void> {
  for (let image = worker; running; image = (image + 1) % images) {
    const { body } = await pool.request({
      method: "HEAD",
      path: `/v2/team-${image % 50}/service-${image}/manifests/v1.0.0`,
      headers: { accept: MANIFEST_ACCEPT, "user-agent": "bench" },
      // undici closes the connection after a HEAD unless told otherwise.
      reset: false,
    });
    await body.dump();
  }
}

answerQuestions({
  /** @param concurrency for each host */
  open({ hosts, concurrency }: { hosts: readonly string[]; concurrency: number }) {
    pools = hosts.map((host) => new Pool(`http://${host}`, { connections: concurrency, pipelining: 1 }));
  },
  start({ concurrency, images }: { concurrency: number; images: number }) {
    running = true;
    workers = pools.flatMap((pool) =>
      Array.from({ length: concurrency }, (_, worker) => work(pool, worker, images)),
    );
  },
  async stop() {
    running = false;
    await Promise.all(workers);
  },
});
