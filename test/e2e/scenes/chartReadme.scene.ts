import { execFile } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { CHART } from "../../chart/helms.ts";
import { BLOCKS } from "../../docs/documents.ts";
import { installCustomResources } from "../harness/installCustomResources.ts";
import { createWorkload } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { type ControlPlane, startControlPlane } from "../harness/startControlPlane.ts";
import { type PodNode, startPodNode } from "../harness/startPodNode.ts";
import { type Prometheus, startPrometheus } from "../harness/startPrometheus.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";
import { waitUntil } from "../harness/waitUntil.ts";
import { type ServiceMonitor, writeScrapeJob } from "../harness/writeScrapeJob.ts";
import { locateTool } from "../tools/locateTool.ts";

const fullname = "iae-k8s-image-availability-exporter";
const namespace = "monitoring";

interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly state: "pending" | "firing";
}
interface RuleGroup {
  readonly name: string;
  readonly rules: readonly object[];
}

scene(
  "the way to the first alert in the chart's README",
  [parts.cluster, parts.registry, parts.helm, parts.customResources, parts.prometheus],
  () => {
    let cluster: ControlPlane;
    let registry: Registry;
    let node: PodNode;
    let prometheus: Prometheus | undefined;
    let folder: string;

    before(async () => {
      [cluster, registry, folder] = await Promise.all([
        startControlPlane({ controllers: true }),
        startRegistry(),
        temporaryFolder("readme"),
      ]);
      node = await startPodNode(cluster);
      await installCustomResources(cluster.kubeconfig);
      // What the README takes for granted, from the registry that is to be had here.
      await registry.client.push("coredns/coredns", "v1.12.1");
      await createWorkload(
        cluster.client,
        ["kube-system", "Deployment", "coredns"],
        `${registry.host}/coredns/coredns:v1.12.1`,
        { container: "coredns" },
      );

      const bin = join(folder, "bin");
      await mkdir(bin);
      for (const tool of ["helm", "kubectl"] as const) {
        await symlink(await locateTool(tool), join(bin, tool));
      }
      const [values = ""] = blocks("3", "yaml");
      await writeFile(join(folder, "values.yaml"), values);
    });
    after(async () => {
      await prometheus?.stop();
      await node?.stop();
      await registry?.stop();
      await cluster?.stop();
    });

    /** Blocks of a step, in their order, with the registry that is to be had here. */
    const blocks = (step: string, language: string): readonly string[] =>
      BLOCKS.filter(
        (block) =>
          block.document === "chart/README.md" &&
          block.heading.startsWith(`${step}. `) &&
          block.language === language,
      ).map(({ text }) => text.replaceAll("registry.k8s.io", registry.host));

    /** Runs the commands of a step, one after the other, and returns what they print. */
    async function follow(step: string, choose: (command: string) => boolean = () => true): Promise<string> {
      const commands = blocks(step, "console").flatMap((block) => block.trim().split("\n"));
      const chosen = commands.filter((command) => choose(command) && canRun(command));
      expect(chosen, `commands of step ${step}`).not.to.deep.equal([]);
      let output = "";
      for (const command of chosen) {
        output += await run(forThisMachine(command));
      }
      return output;
    }

    // There is no kubelet that could forward a port, and of prometheus-operator only the definitions.
    const canRun = (command: string) => !/ port-forward | get prometheus /.test(command);

    /** The registry speaks no TLS, and of the exporter's own image nobody asks here whether it is there. */
    function forThisMachine(command: string): string {
      const config = { registries: { plainHttp: true }, images: { ignored: ["^ghcr\\.io/"] } };
      return command
        .replace(/^(helm (?:install|upgrade) .*)$/, `$1 --set-json 'config=${JSON.stringify(config)}'`)
        .replace("--values values.yaml", `--values ${join(folder, "values.yaml")}`)
        .replace("http://127.0.0.1:8080", node.serving()[0]?.url ?? "http://127.0.0.1:9");
    }

    async function run(command: string): Promise<string> {
      const env = {
        PATH: `${join(folder, "bin")}:${process.env.PATH}`,
        HOME: folder,
        KUBECONFIG: cluster.kubeconfig,
      };
      return await new Promise((resolve, reject) => {
        const options = { cwd: join(CHART, ".."), env, timeout: 90_000 };
        execFile("bash", ["-o", "pipefail", "-c", command], options, (error, stdout, stderr) =>
          error !== null ? reject(new Error(`${command}: ${stderr}${stdout}`)) : resolve(stdout),
        );
      });
    }

    /** What a page of metrics has to hold, as the README shows it. */
    async function seesSample(step: string): Promise<void> {
      const [line = ""] = blocks(step, "");
      expect(line).to.match(/^k8s_.+\} [01]\n$/);
      await waitUntil(`the sample of step ${step}`, async () => {
        const [pod] = node.serving();
        const text = await (await fetch(`${pod?.url}/metrics`)).text();
        return text.includes(`\n${line}`);
      });
    }

    it("installs the exporter, and says what there is not", async () => {
      const said = await follow("1");
      expect(said).to.match(/Not created:\n\n {2}- Alerts: .+\n {2}- Scraping: /);
      expect(said).to.include("successfully rolled out");
    });

    it("shows the first metrics", async () => {
      expect(await follow("2", (command) => command.startsWith("helm"))).to.match(/Phase:\s+Succeeded/);
      await seesSample("2");
      const seen = await follow("2", (command) => command.startsWith("curl"));
      expect(seen).to.include(blocks("2", "")[0]);
    });

    it("has Prometheus scrape it and take its rules", async () => {
      const said = await follow("3");
      expect(said).not.to.include("Not created:");
      expect(said).to.include(`servicemonitor.monitoring.coreos.com/${fullname}`);
      expect(said).to.include(`prometheusrule.monitoring.coreos.com/${fullname}`);
      const path = `/apis/monitoring.coreos.com/v1/namespaces/${namespace}`;
      const monitor = await cluster.client.get<ServiceMonitor>(`${path}/servicemonitors/${fullname}`);
      const { spec } = await cluster.client.get<{ spec: { groups: readonly RuleGroup[] } }>(
        `${path}/prometheusrules/${fullname}`,
      );
      const [pod] = await waitUntil("one pod alone", () => node.serving().length === 1 && node.serving());
      prometheus = await startPrometheus(
        {},
        {
          scrapeConfigs: [
            await writeScrapeJob(monitor, {
              client: cluster.client,
              folder,
              target: new URL(pod!.url).host,
              labels: {
                job: "k8s-image-availability-exporter",
                namespace,
                service: fullname,
                pod: pod!.name,
                container: "exporter",
              },
            }),
          ],
          ruleGroups: spec.groups.map(inSeconds),
        },
      );
      await waitUntil("a scrape", async () => (await prometheus!.query("up == 1")).length === 1);
    });

    it("lets an alert fire for an image that is not there", async () => {
      await follow("4", (command) => command.startsWith("kubectl create") || command.includes(" create "));
      await seesSample("4");
      const [promql = ""] = blocks("4", "promql");
      await waitUntil("the alert", async () => (await prometheus!.query(promql)).length === 1);
      const { alerts } = await prometheus!.api<{ alerts: readonly Alert[] }>("alerts");
      const alert = alerts.find(({ labels }) => labels.alertname === "ImageAbsent");
      const image = `${registry.host}/pause:there-is-no-such-tag`;
      expect(alert?.labels).to.deep.equal({
        ...{ alertname: "ImageAbsent", severity: "critical", namespace: "image-alert" },
        ...{ kind: "deployment", name: "gone", image, registry: registry.host, reason: "absent" },
      });
      expect(alert?.annotations.summary).to.equal(
        `Image ${image} of deployment image-alert/gone is absent from ${registry.host}`,
      );
      expect(alert?.annotations.runbook_url).to.match(/\/docs\/runbooks\/ImageAbsent\.md$/);
      const others = alerts.filter(
        ({ labels, state }) => state === "firing" && labels.alertname !== "ImageAbsent",
      );
      expect(others.map(({ labels }) => labels.alertname)).to.deep.equal([]);
    });

    it("has the alert end with its cause", async () => {
      await follow("4", (command) => command.includes(" delete "));
      await waitUntil(
        "no alert",
        async () => (await prometheus!.query('ALERTS{alertname="ImageAbsent"}')).length === 0,
      );
    });
  },
);

/** Has alerts wait two seconds where they wait minutes, and end at once. */
function inSeconds({ name, rules }: RuleGroup): object {
  const waiting = (rule: Readonly<Record<string, unknown>>) => {
    const { keep_firing_for: _, for: time, ...rest } = rule;
    return time === undefined ? rest : { ...rest, for: "2s" };
  };
  return { name, rules: rules.map((rule) => waiting(rule as Record<string, unknown>)) };
}
