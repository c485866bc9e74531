import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { COMMANDS } from "../../src/cli/commands.ts";
import { runCli } from "../../src/cli/runCli.ts";
import { type Exchange, startWatchServer, type WatchServer } from "../kubernetes/support/watchServer.ts";
import { memoryIo } from "./memoryIo.ts";

/** What a scripted cluster holds, by the path of its list. */
export type ClusterObjects = Readonly<Record<string, readonly object[]>>;

/** Answers lists from what a cluster holds, those of one namespace included. */
export function holding(objects: ClusterObjects): (exchange: Exchange) => void {
  return (exchange) => {
    if (exchange.isWatch) {
      exchange.open();
      return;
    }
    const [, base, namespace, plural] = /^(.*)\/namespaces\/([^/]+)\/([^/]+)$/.exec(exchange.path) ?? [];
    const items = objects[base === undefined ? exchange.path : `${base}/${plural}`] ?? [];
    exchange.list(
      items.filter(
        (item) =>
          namespace === undefined ||
          (item as { metadata: { namespace?: string } }).metadata.namespace === namespace,
      ),
    );
  };
}

export interface ClusterFixture {
  readonly folder: string;
  /** Starts an API server that becomes a context of the kubeconfig; the first is the current one. */
  start(context: string, handle: (exchange: Exchange) => void): Promise<WatchServer>;
  /** Runs a command line against the kubeconfig. */
  run(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }>;
  /** The same with something on standard input. */
  feed(stdin: string, ...argv: readonly string[]): Promise<{ code: number; out: string; err: string }>;
  /** The same with variables, $KUBECONFIG among them, in the fixture's folder. */
  feedIn(
    environment: Readonly<Record<string, string>>,
    stdin: string,
    ...argv: readonly string[]
  ): Promise<{ code: number; out: string; err: string }>;
}

/** Clusters for the tests of a `describe`, stopped after each of them. */
export function clusterFixture(): ClusterFixture {
  let servers: { context: string; server: WatchServer }[] = [];
  const fixture = { folder: "" };
  beforeEach(async () => {
    fixture.folder = await mkdtemp(join(tmpdir(), "clusters-"));
    servers = [];
  });
  afterEach(async () => {
    await Promise.all(servers.map(({ server }) => server.close()));
    await rm(fixture.folder, { recursive: true });
  });
  return {
    get folder() {
      return fixture.folder;
    },
    async start(context, handle) {
      const server = await startWatchServer(handle);
      servers.push({ context, server });
      return server;
    },
    run: (...argv) => run("", argv),
    feed: (stdin, ...argv) => run(stdin, argv),
    feedIn: (environment, stdin, ...argv) => run(stdin, argv, environment),
  };

  async function run(stdin: string, argv: readonly string[], environment?: Readonly<Record<string, string>>) {
    const kubeconfig = {
      apiVersion: "v1",
      kind: "Config",
      "current-context": servers[0]?.context,
      clusters: servers.map(({ context, server }) => ({ name: context, cluster: { server: server.url } })),
      users: [{ name: "user", user: { token: "t" } }],
      contexts: servers.map(({ context }) => ({
        name: context,
        context: { cluster: context, user: "user" },
      })),
    };
    const path = join(fixture.folder, "kubeconfig");
    await writeFile(path, JSON.stringify(kubeconfig));
    const io = {
      ...memoryIo({ DOCKER_CONFIG: "/none", KUBECONFIG: path, ...environment }, { stdin }),
      ...(environment !== undefined && { baseDirectory: fixture.folder }),
    };
    const [command, ...rest] = argv;
    const flags = environment === undefined ? ["--kubeconfig", path] : [];
    const code = await runCli([command!, ...flags, ...rest], COMMANDS, io);
    return { code, out: io.out(), err: io.err() };
  }
}
