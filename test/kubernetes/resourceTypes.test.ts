import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { loadClusterClient } from "../../src/kubernetes/loadClusterClient.ts";
import { resourceName, resourceTypes } from "../../src/kubernetes/resourceTypes.ts";
import { systemClock } from "../../src/time/clock.ts";
import { type Exchange, startWatchServer } from "./support/watchServer.ts";

const all = ["delete", "list"];
const kind = (name: string, verbs: readonly string[] = all, namespaced = true) => ({
  name,
  kind: "K",
  namespaced,
  verbs,
});
const ANSWERS: Readonly<Record<string, unknown>> = {
  "/apis": {
    groups: [
      {
        name: "mon.io",
        versions: [{ version: "v1alpha1" }, { version: "v1" }],
        preferredVersion: { version: "v1" },
      },
      { name: "dead.io", versions: [{ version: "v1" }], preferredVersion: { version: "v1" } },
    ],
  },
  "/api/v1": {
    resources: [
      kind("pods"),
      kind("pods/log"),
      kind("nodes", all, false),
      kind("bindings", ["create"]),
      kind("look", ["list"]),
    ],
  },
  "/apis/mon.io/v1": { resources: [kind("rules")] },
  "/apis/mon.io/v1alpha1": { resources: [kind("rules"), kind("configs"), null] },
};

describe("resourceTypes", () => {
  async function read(answers: Readonly<Record<string, unknown>>) {
    const handle = (exchange: Exchange) =>
      answers[exchange.path] === undefined
        ? exchange.refuse(503)
        : exchange.raw(JSON.stringify(answers[exchange.path]));
    const [server, folder] = [await startWatchServer(handle), await mkdtemp(join(tmpdir(), "types-"))];
    const kubeconfig = join(folder, "kubeconfig");
    const named = {
      name: "c",
      cluster: { server: server.url },
      user: {},
      context: { cluster: "c", user: "c" },
    };
    await writeFile(
      kubeconfig,
      JSON.stringify({
        apiVersion: "v1",
        kind: "Config",
        "current-context": "c",
        clusters: [named],
        users: [named],
        contexts: [named],
      }),
    );
    const client = loadClusterClient({ kubeconfig, context: "", clock: systemClock, env: {} });
    try {
      return await resourceTypes({ client, clock: systemClock, signal: new AbortController().signal });
    } finally {
      await client.close();
      await server.close();
      await rm(folder, { recursive: true });
    }
  }

  it("resourceTypes() tells each kind that can be listed and deleted once, by the preferred version that has it", async () => {
    const { types, failed } = await read(ANSWERS);
    expect(
      types.map((type) => [resourceName(type), type.version, type.preferred, type.namespaced]),
    ).to.deep.equal([
      ["pods", "v1", true, true],
      ["nodes", "v1", true, false],
      ["rules.mon.io", "v1", true, true],
      ["configs.mon.io", "v1alpha1", false, true],
    ]);
    expect([...failed].map(([path, error]) => [path, (error as Error).message])).to.deep.equal([
      ["/apis/dead.io/v1", "refused with 503"],
    ]);
  });

  it("resourceTypes() takes an answer without its list for no answer", async () => {
    const { types, failed } = await read({ ...ANSWERS, "/api/v1": { resources: null } });
    expect([types.length, [...failed.keys()]]).to.deep.equal([2, ["/api/v1", "/apis/dead.io/v1"]]);
    let thrown: unknown;
    await read({ ...ANSWERS, "/apis": [] }).catch((error: unknown) => {
      thrown = error;
    });
    expect((thrown as Error).message).to.equal("the API server's answer to /apis has no groups");
  });
});
