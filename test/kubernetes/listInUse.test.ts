import { expect } from "chai";
import { listInUse } from "../../src/kubernetes/listInUse.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { until } from "../support/until.ts";
import { testClient } from "./support/testClient.ts";
import { type Exchange, listNothing, startWatchServer, type WatchServer } from "./support/watchServer.ts";

describe("listInUse()", () => {
  const clock = fakeClock();
  let server: WatchServer;
  beforeEach(async () => {
    server = await startWatchServer();
  });
  afterEach(() => server.close());

  async function list(signal = new AbortController().signal) {
    const client = testClient(server.url, { clock });
    const used: string[] = [];
    try {
      const problems = await listInUse({
        client,
        cluster: "c",
        namespaces: undefined,
        custom: [],
        clock,
        signal,
        onUse: (image, { kind, name, as }) => used.push(`${image} ${kind}/${name} ${as}`),
      });
      return { used, problems };
    } finally {
      await client.close();
    }
  }
  const onPods = (handle: (exchange: Exchange) => void) => {
    server.handle = (exchange) =>
      exchange.path === "/api/v1/pods" ? handle(exchange) : listNothing(exchange);
  };
  const pod = (name: string) => ({
    metadata: { namespace: "n", name },
    spec: { containers: [{ name: "c", image: `reg.io/${name}` }] },
  });

  it("asks for what owns before what is owned, and for Pods last", async () => {
    expect(await list()).to.deep.equal({ used: [], problems: [] });
    expect(server.lists.map(({ path }) => path)).to.deep.equal([
      "/apis/batch/v1/cronjobs",
      "/apis/apps/v1/deployments",
      "/apis/apps/v1/statefulsets",
      "/apis/apps/v1/daemonsets",
      "/api/v1/replicationcontrollers",
      "/apis/batch/v1/jobs",
      "/apis/apps/v1/replicasets",
      "/apis/apps/v1/controllerrevisions",
      "/api/v1/pods",
    ]);
  });

  it("tells of what was listed before the list began anew, too", async () => {
    let expired = false;
    onPods((exchange) => {
      if (exchange.query.get("continue") !== null) {
        expired = true;
        exchange.refuse(410, { reason: "Expired" });
      } else {
        exchange.list([pod(expired ? "later" : "before")], expired ? {} : { continue: "t" });
      }
    });
    expect(await list()).to.deep.equal({
      used: ["reg.io/before pod/before running", "reg.io/later pod/later running"],
      problems: [],
    });
  });

  it("gives up a server that does not answer, and what it would have told", async () => {
    onPods(() => {});
    const listed = list();
    await until(() => server.lists.some(({ path }) => path === "/api/v1/pods"));
    await clock.advance(75_000);
    expect(await listed).to.deep.equal({
      used: [],
      problems: ["cannot list pods and what comes after: the API server did not answer within 75 s"],
    });
  });

  it("gives up a server that falls silent in the middle of a page", async () => {
    onPods((exchange) => {
      exchange.open();
      exchange.write(`{"kind":"PodList","metadata":{},"items":[${JSON.stringify(pod("p"))},`);
    });
    const listed = list();
    await until(() => server.lists.some(({ path }) => path === "/api/v1/pods"));
    // The answer's head may still be on its way: silence counts from it.
    for (let i = 0; i < 4; i++) {
      await new Promise((resolve) => setImmediate(resolve));
      await clock.advance(30_000);
    }
    expect((await listed).problems).to.have.length(1);
    expect((await listed).problems[0]).to.match(/^cannot list pods.*: .*(nothing came|did not answer)/);
  });

  it("rejects with the signal's reason", async () => {
    const controller = new AbortController();
    onPods(() => controller.abort(new Error("enough")));
    expect(await list(controller.signal).catch((error: unknown) => error)).to.deep.include({
      message: "enough",
    });
  });
});
