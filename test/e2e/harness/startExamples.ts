import { cp, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { chartExamples, EXAMPLES } from "../../chart/examples.ts";
import { CHART } from "../../chart/helms.ts";
import { parseExposition } from "../../support/parseExposition.ts";
import { runClusterTool } from "./clusterTool.ts";
import { createNamespace, createWorkload } from "./objects.ts";
import { readVerdicts } from "./readVerdicts.ts";
import { type CloudApi, type CloudRegistry, startCloudRegistry } from "./startCloudRegistry.ts";
import { type ControlPlane, startControlPlane } from "./startControlPlane.ts";
import { startPodNode } from "./startPodNode.ts";
import { temporaryFolder } from "./temporaryFolder.ts";
import { waitUntil } from "./waitUntil.ts";

/** A cluster for the files of `chart/examples`, and a registry behind a proxy for what they need. */
export interface Examples {
  readonly cluster: ControlPlane;
  readonly cloud: CloudRegistry;
  /** For files. */
  readonly folder: string;
  /**
   * Installs an example, with variables of environment and values on top, and waits for verdicts.
   *
   * @param example its path below `chart/examples`
   * @param expected by the names of Deployments
   */
  readonly says: (
    example: string,
    env: Readonly<Record<string, string>>,
    values: object,
    expected: Readonly<Record<string, string>>,
  ) => Promise<void>;
  /** Waits for verdicts of what is installed. */
  readonly shows: (what: string, expected: Readonly<Record<string, string>>) => Promise<void>;
  readonly uninstall: () => Promise<unknown>;
  readonly stop: () => Promise<void>;
}

export interface ExamplesOptions {
  /** Hosts that the registry is found under. */
  readonly names: readonly string[];
  /** Passwords by users, for the registry. */
  readonly users: Readonly<Record<string, string>>;
  readonly apis?: readonly CloudApi[];
  /** Images that the registry has, with the tag 1. */
  readonly pushed: readonly string[];
  /** Images of Deployments, by their names. */
  readonly workloads: Readonly<Record<string, string>>;
  /** Images that pods mount: each has what is in the folder's `image`. */
  readonly mounted?: readonly string[];
}

/** The example of a parent chart, with the chart where `helm dependency update` would put it. */
async function parentChart(folder: string): Promise<string> {
  const chart = join(folder, "umbrella");
  await cp(join(EXAMPLES, "umbrella"), chart, { recursive: true });
  await mkdir(join(chart, "charts"), { recursive: true });
  await cp(CHART, join(chart, "charts", "k8s-image-availability-exporter"), { recursive: true });
  return chart;
}

/** Where examples are installed. */
export const EXAMPLES_NAMESPACE = "tools";
const own = EXAMPLES_NAMESPACE;

export async function startExamples(options: ExamplesOptions): Promise<Examples> {
  await using starting = new AsyncDisposableStack();
  const folder = await temporaryFolder("examples");
  const cluster = await startControlPlane({ controllers: true });
  starting.defer(() => cluster.stop());
  const auth = { scheme: "htpasswd", users: options.users } as const;
  const cloud = await startCloudRegistry(options.names, auth, options.apis);
  starting.defer(() => cloud.stop());
  const images = Object.fromEntries((options.mounted ?? []).map((name) => [name, join(folder, "image")]));
  const node = await startPodNode(cluster, { images });
  // Whatever a pod has to say at its end, nothing stays behind.
  starting.defer(() => node.stop());
  for (const repository of options.pushed) {
    await cloud.registry.client.push(repository, "1");
  }
  await createNamespace(cluster.client, own);
  await createNamespace(cluster.client, "shop");
  for (const [name, image] of Object.entries(options.workloads)) {
    await createWorkload(cluster.client, ["shop", "Deployment", name], image);
  }
  const helm = (...args: readonly string[]) =>
    runClusterTool("helm", args, { kubeconfig: cluster.kubeconfig });
  /** A pod serves on for a moment when it has been told to end. */
  let old = new Set<string>();
  const shows: Examples["shows"] = async (what, expected) => {
    await waitUntil(what, async () => {
      const pod = node.serving().find(({ url }) => !old.has(url));
      const page = await fetch(`${pod?.url}/metrics`);
      const verdicts = readVerdicts(parseExposition(await page.text()));
      for (const [name, verdict] of Object.entries(expected)) {
        expect(verdicts[`shop deployment/${name} main`], name).to.equal(verdict);
      }
      return true;
    });
  };
  const stack = starting.move();
  return {
    cluster,
    cloud,
    folder,
    async says(example, env, values, expected) {
      const given = join(folder, "given.json");
      const extraEnv = Object.entries(env).map(([name, value]) => ({ name, value }));
      const common = { proxy: { https: cloud.env.HTTPS_PROXY, noProxy: ["127.0.0.1"] }, extraEnv };
      const all = { ...common, ...values };
      const isParent = example === "umbrella";
      await writeFile(given, JSON.stringify(isParent ? { "image-availability": all } : all));
      const chart = isParent ? await parentChart(folder) : CHART;
      const files = ["-f", given];
      if (!isParent) {
        const file = join(folder, "example.yaml");
        await writeFile(file, chartExamples().find(({ path }) => path === example)!.values);
        files.unshift("-f", file);
      }
      old = new Set(node.serving().map(({ url }) => url));
      await helm("install", "iae", chart, "--namespace", own, ...files, "--wait", "--timeout", "60s");
      await shows(`what ${example} says`, expected);
    },
    shows,
    uninstall: () => helm("uninstall", "iae", "--namespace", own, "--wait", "--timeout", "60s"),
    stop: () => stack.disposeAsync(),
  };
}
