import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Verdict } from "../../../src/image/outcome.ts";
import { writeKubeconfig } from "../harness/kubeconfig.ts";
import {
  type ArticleKind,
  createNamespace,
  createWorkload,
  pullSecret,
  secretPath,
  workloadPath,
} from "../harness/objects.ts";
import { quickChecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type Front, startFront } from "../harness/startFront.ts";
import { type PassingProxy, startProxy } from "../harness/startProxy.ts";
import { type Ground, puller } from "./ground.ts";

/** What stands before a server, and how the exporter gets there. */
export interface Way {
  readonly link: PassingProxy;
  readonly front: Front;
  /** Host and port as the exporter knows them. */
  readonly host: string;
}

/** An exporter with a namespace of its own, and means to break what is between it and the real servers. */
export interface World {
  readonly ground: Ground;
  readonly namespace: string;
  readonly exporter: RunningExporter;
  /** What it was started with, for another one to be started with. */
  readonly kubeconfig: string;
  readonly flags: readonly string[];
  /** File with the token that the exporter shows the API server. */
  readonly tokenFile: string;
  readonly api: Way;
  /** Leads to the registry that asks for a password, which the namespace's pull secret has. */
  readonly guarded: Way;
  /** Leads to an open registry, by TLS. */
  readonly secure: Way;
  /** A server that has no business with anybody's credentials: by another name, as a host's own are for all its ports. */
  readonly stranger: Front;
  /** What is so: verdicts by `namespace kind/name container`. */
  readonly truth: Readonly<Record<string, Verdict>>;
  /** What is and what was so. */
  readonly facts: Facts;
  /** Makes a workload and says what will be so of it. The name says of which kind: `deployment/app`. */
  readonly deploy: (name: string, image: string, verdict: Verdict) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  /** From now on this is so of a workload. */
  readonly becomes: (name: string, verdict: Verdict) => void;
  /** What is so, but for these workloads. */
  readonly truthBut: (instead: Readonly<Record<string, Verdict>>) => Readonly<Record<string, Verdict>>;
  readonly stop: () => Promise<void>;
}

/** Containers as `namespace kind/name container`. */
export interface Facts {
  /** Those whose image is gone in truth, or was. */
  readonly absent: ReadonlySet<string>;
  /** Those that were reported when `remember` was called, and have not been taken away since. */
  readonly reported: ReadonlySet<string>;
  /** All that there ever were. */
  readonly existing: ReadonlySet<string>;
  readonly remember: () => void;
}

const kinds: Readonly<Record<string, ArticleKind>> = {
  deployment: "Deployment",
  statefulset: "StatefulSet",
  cronjob: "CronJob",
};

/** Starts one with three workloads on each registry, the last of which has an image that is not there. */
export async function startWorld(ground: Ground, namespace: string): Promise<World> {
  await using starting = new AsyncDisposableStack();
  const { cluster, certificate } = ground;
  const way = async (options: Parameters<typeof startFront>[0]): Promise<Way> => {
    const front = await startFront(options);
    starting.defer(() => front.close());
    const link = await startProxy(front.url);
    starting.defer(() => link.close());
    return { front, link, host: new URL(link.url).host };
  };
  const api = await way({ target: cluster, certificate });
  const guarded = await way({ target: ground.guarded });
  const secure = await way({ target: ground.open, certificate });
  const strangerFront = await startFront();
  const stranger = { ...strangerFront, url: strangerFront.url.replace("127.0.0.1", "localhost") };
  starting.defer(() => stranger.close());

  const folder = join(ground.folder, namespace);
  await mkdir(folder);
  const tokenFile = join(folder, "token");
  await writeFile(tokenFile, await ground.token());
  const kubeconfig = join(folder, "kubeconfig");
  const server = { url: api.link.url, ca: ground.authority.cert };
  await writeKubeconfig(kubeconfig, server, { name: "exporter", tokenFile });

  await createNamespace(cluster.client, namespace, { matrix: namespace });
  await cluster.client.create(secretPath(namespace), pullSecret("regcred", { [guarded.host]: puller }));

  const address = (name: string): [string, ArticleKind, string] => {
    const [kind = "", object = ""] = name.split("/");
    return [namespace, kinds[kind]!, object];
  };
  const keyOf = (name: string): string => `${namespace} ${name} main`;
  const truth: Record<string, Verdict> = {};
  const facts = {
    absent: new Set<string>(),
    reported: new Set<string>(),
    existing: new Set<string>(),
    remember() {
      facts.reported = new Set(Object.keys(truth));
    },
  };
  const becomes: World["becomes"] = (name, verdict) => {
    const key = keyOf(name);
    truth[key] = verdict;
    facts.existing.add(key);
    if (verdict === "absent") {
      facts.absent.add(key);
    }
  };
  const deploy: World["deploy"] = async (name, image, verdict) => {
    becomes(name, verdict);
    await createWorkload(cluster.client, address(name), image, { pullSecrets: ["regcred"] });
  };
  for (const [host, name] of [
    [ground.steady.host, "steady"],
    [guarded.host, "guarded"],
    [secure.host, "secure"],
  ] as const) {
    await deploy(`deployment/${name}`, `${host}/app:1`, "available");
    await deploy(`statefulset/${name}`, `${host}/app:1`, "available");
    await deploy(`cronjob/${name}-gone`, `${host}/app:gone`, "absent");
  }

  const flags = [
    ...quickChecks,
    "--registries-timeout=2s",
    `--nodes-hosts-dir=${await writeHostsFolder(folder, secure.host, ground.caFile)}`,
    `--namespaces-selector=matrix=${namespace}`,
  ];
  const exporter = await startExporter({ kubeconfig, args: flags });
  starting.defer(() => exporter.stop());
  await exporter.says(truth);
  const running = starting.move();
  return {
    ground,
    namespace,
    exporter,
    kubeconfig,
    flags,
    tokenFile,
    api,
    guarded,
    secure,
    stranger,
    truth,
    facts,
    deploy,
    async remove(name) {
      facts.reported.delete(keyOf(name));
      delete truth[keyOf(name)];
      await cluster.client.remove(workloadPath(...address(name)));
    },
    becomes,
    truthBut: (instead) => ({
      ...truth,
      ...Object.fromEntries(Object.entries(instead).map(([name, verdict]) => [keyOf(name), verdict])),
    }),
    stop: () => running.disposeAsync(),
  };
}

/** What nodes have for a registry with TLS: with it, certificates are looked at even on this machine. */
async function writeHostsFolder(folder: string, host: string, caFile: string): Promise<string> {
  const hosts = join(folder, "certs.d");
  await mkdir(join(hosts, host), { recursive: true });
  const file = `server = "https://${host}"\nca = ${JSON.stringify(caFile)}\n`;
  await writeFile(join(hosts, host, "hosts.toml"), file);
  return hosts;
}
