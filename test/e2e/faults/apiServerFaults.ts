import { readFile, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { makeServerCertificate } from "../../support/certificates.ts";
import type { FrontAnswer, SeenRequest } from "../harness/startFront.ts";
import type { ConnectionFault } from "../harness/startProxy.ts";
import { waitUntil } from "../harness/waitUntil.ts";
import type { Fault } from "./fault.ts";
import type { World } from "./world.ts";

const isWatch = ({ uri }: SeenRequest) => uri.includes("watch=true");
const status = (code: number, reason: string): FrontAnswer => ({
  status: code,
  headers: { "content-type": "application/json", ...(code === 429 && { "retry-after": "1" }) },
  body: JSON.stringify({
    kind: "Status",
    apiVersion: "v1",
    status: "Failure",
    code,
    reason,
    message: reason,
  }),
});
const expired = status(410, "Expired");

/** Something goes and something comes, while the exporter cannot see it. */
async function changeUnseen(world: World): Promise<void> {
  await world.remove("statefulset/steady");
  await world.deploy("deployment/came", `${world.ground.steady.host}/app:1`, "available");
  await world.deploy("deployment/came-gone", `${world.ground.steady.host}/app:gone`, "absent");
}

/** What the exporter said before, it says on, and it is ready, whatever has changed. */
async function knowsOnly(world: World, change: () => Promise<void>): Promise<void> {
  const known = { ...world.truth };
  await world.exporter.counts("informer_synced", { resource: "deployments" }, 0);
  await change();
  await world.exporter.says(known);
  expect(await world.exporter.value("ready")).to.equal(1);
}

/** A row in which something else answers for a while, and whatever was open is broken. */
const answered = (
  name: string,
  answer: (seen: SeenRequest, world: World) => FrontAnswer | undefined,
): Fault => ({
  name,
  meanwhile: "what was known stays, the exporter stays ready, and asks ever more seldom",
  afterwards: "what was missed is made up for",
  strike(world) {
    world.api.front.answerBy((seen) => answer(seen, world));
    world.api.link.breakConnections();
  },
  async during(world) {
    const before = world.api.front.requests.length;
    await knowsOnly(world, () => changeUnseen(world));
    await sleep(2_000);
    // Eight collections, after pauses of some 0, 1 and 2 s, with two requests each at most.
    expect(world.api.front.requests.length - before).to.be.below(8 * 8);
  },
  mend: ({ api }) => api.front.answerBy(undefined),
});

/** A row in which connections go wrong for a while. */
const broken = (name: string, fault: ConnectionFault): Fault => ({
  name,
  meanwhile: "what was known stays, the exporter stays ready",
  afterwards: "what was missed is made up for",
  strike({ api }) {
    api.link.inject(fault);
    api.link.breakConnections();
  },
  during: (world) => knowsOnly(world, () => changeUnseen(world)),
  mend({ api }) {
    api.link.inject(undefined);
    api.link.breakConnections();
  },
});

/** A row in which connections are bad, and all goes on. */
const impaired = (name: string, fault: ConnectionFault): Fault => ({
  name,
  meanwhile: "changes come in all the same, only later",
  afterwards: "nothing was missed",
  strike({ api }) {
    api.link.inject(fault);
    api.link.breakConnections();
  },
  async during(world) {
    await changeUnseen(world);
    await world.exporter.says(world.truth);
  },
  mend: ({ api }) => api.link.inject(undefined),
});

export const apiServerFaults: readonly Fault[] = [
  impaired("the API server is slow: all comes 400 ms later", { kind: "latency", ms: 400 }),
  impaired("the way to the API server lets 20,000 bytes a second through", {
    kind: "throttled",
    bytesPerSecond: 20_000,
  }),
  broken("the API server resets each connection", { kind: "reset" }),
  broken("the API server ends each connection after a thousand bytes", { kind: "cut", afterBytes: 1_000 }),
  broken("the API server answers with no protocol at all", { kind: "garbage" }),
  {
    name: "the API server's certificate has expired",
    meanwhile: "what was known stays, the exporter stays ready",
    afterwards: "what was missed is made up for",
    async strike({ api, ground }) {
      const untilMs = Date.now() - 1_000;
      api.front.present(await makeServerCertificate(["127.0.0.1"], ground.authority, { untilMs }));
    },
    during: (world) => knowsOnly(world, () => changeUnseen(world)),
    mend: ({ api, ground }) => api.front.present(ground.certificate),
  },
  {
    name: "watches fall silent, and new connections too",
    meanwhile: "what was known stays, the exporter stays ready",
    afterwards: "what was missed is made up for, once they end",
    strike: ({ api }) => api.link.inject({ kind: "silent" }),
    async during(world) {
      const known = { ...world.truth };
      await changeUnseen(world);
      await sleep(1_000);
      await world.exporter.says(known);
      expect(await world.exporter.value("ready")).to.equal(1);
    },
    mend({ api }) {
      api.link.inject(undefined);
      api.link.breakConnections();
    },
  },
  answered("the API server answers everything with 500", () => status(500, "InternalError")),
  answered("the API server answers everything with 429", () => status(429, "TooManyRequests")),
  answered("the API server forbids all but pull secrets and their accounts", ({ uri }) =>
    /secrets|serviceaccounts/.test(uri) ? undefined : status(403, "Forbidden"),
  ),
  answered("each watch has expired (410), and lists fail with 500", (seen) =>
    isWatch(seen) ? expired : status(500, "InternalError"),
  ),
  answered("a login page answers for the API server, with 200", () => ({
    status: 200,
    headers: { "content-type": "text/html" },
    body: "<!doctype html><title>Log in</title>",
  })),
  answered("a gateway that has lost its route answers 404 for the API server", () => ({
    status: 404,
    headers: { "content-type": "text/plain" },
    body: "404 page not found\n",
  })),
  answered("a gateway sends whoever asks the API server elsewhere", ({ uri }, { stranger }) => ({
    status: 307,
    headers: { location: `${stranger.url}${uri}` },
  })),
  {
    name: "a storm of 410: each watch has expired at once",
    meanwhile: "lists say what changes, ever more seldom",
    afterwards: "watches go on",
    strike({ api }) {
      api.front.answerBy((seen) => (isWatch(seen) ? expired : undefined));
      api.link.breakConnections();
    },
    async during(world) {
      const before = world.api.front.requests.length;
      await changeUnseen(world);
      await world.exporter.says(world.truth);
      await sleep(2_000);
      expect(world.api.front.requests.length - before).to.be.below(8 * 14);
    },
    mend: ({ api }) => api.front.answerBy(undefined),
  },
  {
    name: "the token has expired, and its file has no new one yet",
    meanwhile: "what was known stays, the exporter stays ready",
    afterwards: "the new token is taken as soon as the file has it",
    async strike(world) {
      const old = `Bearer ${await readFile(world.tokenFile, "utf8")}`;
      world.api.front.answerBy(({ authorization }) =>
        authorization === old ? status(401, "Unauthorized") : undefined,
      );
      world.api.link.breakConnections();
    },
    during: (world) => knowsOnly(world, () => changeUnseen(world)),
    async mend({ ground, tokenFile }) {
      await writeFile(tokenFile, await ground.token());
    },
  },
  {
    alone: true,
    name: "the API server is killed, etcd's history compacted meanwhile",
    meanwhile: "what was known stays, the exporter stays ready",
    afterwards: "everything is listed anew",
    async strike({ ground: { cluster } }) {
      await cluster.apiServer.stop("SIGKILL");
      await cluster.etcd.compact();
    },
    during: (world) => knowsOnly(world, async () => {}),
    async mend(world) {
      world.api.link.inject({ kind: "reset" });
      await world.ground.cluster.apiServer.start();
      await changeUnseen(world);
      world.api.link.inject(undefined);
    },
  },
  {
    name: "objects come and go between the pages of a list, whose history is compacted",
    meanwhile: "nothing is lost that stays, nothing stays that goes",
    afterwards: "watches go on from the last page",
    async strike(world) {
      let page = 0;
      world.api.front.answerBy(async (seen) => {
        if (isWatch(seen)) {
          return page === 0 ? expired : undefined;
        }
        if (!seen.uri.includes("/deployments?limit=500")) {
          return undefined;
        }
        // Sorted by name: some come and go before, some behind what was listed last.
        page++;
        if (page === 2) {
          await world.remove("deployment/secure");
          await world.remove("deployment/steady");
          await world.deploy("deployment/aardvark", `${world.ground.steady.host}/app:1`, "available");
          await world.deploy("deployment/zebra", `${world.ground.steady.host}/app:gone`, "absent");
          await world.ground.cluster.etcd.compact();
        }
        return { uri: seen.uri.replace("limit=500", "limit=1") };
      });
      world.api.link.breakConnections();
      await waitUntil("the pages", () => page > 2);
    },
    during: (world) => world.exporter.says(world.truth),
    mend: ({ api }) => api.front.answerBy(undefined),
  },
];
