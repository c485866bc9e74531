import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { renderAlertmanager } from "../../../notifications/renderAlertmanager.ts";
import { textDefinitions } from "../../../notifications/template.ts";
import { ALERT_EXAMPLES } from "../../../notifications/tests/alertExamples.ts";
import type { NotifiedAlert } from "../../../notifications/tests/notification.ts";
import { renderNotification } from "../../../notifications/tests/renderNotification.ts";
import { onImage, SITUATIONS } from "../../../notifications/tests/situations.ts";
import { TEST_SETS } from "../../../rules/tests/testSets.ts";
import { readValues } from "../../../src/chart/readValues.ts";
import { VALUES_DEFAULTS, type Values } from "../../../src/chart/values.generated.ts";
import { mergeDocuments } from "../../../src/config/mergeDocuments.ts";
import { VALID_NAMES, validFile } from "../../chart/fixtures.ts";
import { parts, scene } from "../harness/scene.ts";
import { type Alertmanager, startAlertmanager } from "../harness/startAlertmanager.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";
import { waitUntil } from "../harness/waitUntil.ts";
import { locateTool } from "../tools/locateTool.ts";
import { runCommand } from "../tools/runCommand.ts";

type Labels = Readonly<Record<string, string>>;

const ROUTED: object = {
  alertmanagerConfig: {
    receivers: { pager: {}, chat: {}, log: {}, red: {} },
    routes: { critical: { receiver: "pager" }, warning: { receiver: "chat" }, info: { receiver: "log" } },
    teams: { receivers: { red: "red" } },
  },
};
const EXAMPLES = ALERT_EXAMPLES.flatMap(({ examples }) => examples);

scene("what Alertmanager reads", [["amtool"]], () => {
  let amtool: string;
  let folder: string;
  before(async () => {
    amtool = await locateTool("amtool");
    folder = await temporaryFolder("alertmanager");
  });

  async function write(name: string, values: Values): Promise<string> {
    const place = join(folder, name);
    await mkdir(place, { recursive: true });
    for (const file of renderAlertmanager(values)) {
      await writeFile(join(place, file.name), file.text);
    }
    return join(place, "alertmanager.yml");
  }

  describe("amtool check-config", () => {
    for (const name of VALID_NAMES) {
      it(`takes what \`render alertmanager\` makes of the values ${name}`, async () => {
        const values = await readValues(validFile(name), { signal: new AbortController().signal });
        const file = await write(name, values);
        const said = await runCommand(amtool, ["check-config", file]);
        expect(said).to.include("SUCCESS");
        const templates = values.alertmanagerConfig.texts === "none" ? 0 : 1;
        expect(said).to.include(` - ${templates} templates`);
      });
    }
  });

  describe("amtool config routes test", () => {
    let file: string;
    before(async () => {
      file = await write("routed", mergeDocuments([VALUES_DEFAULTS, ROUTED]) as Values);
    });

    const receiverOf = async (labels: Labels) => {
      const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
      return (await runCommand(amtool, ["config", "routes", "test", "--config.file", file, ...pairs])).trim();
    };

    it("sends each alert to the receiver of its severity", async () => {
      const bySeverity: Labels = { critical: "pager", warning: "chat", info: "log" };
      for (const { notified } of EXAMPLES) {
        const { labels } = notified;
        expect(await receiverOf(labels), labels.alertname).to.equal(bySeverity[labels.severity!]);
      }
    });

    const absent = { alertname: "ImageAbsent", registry: "docker.io", severity: "critical" };
    const rows: readonly (readonly [string, Labels, string])[] = [
      ["a team's own to the team", { ...absent, label_team: "red" }, "red"],
      ["its warnings too", { ...absent, severity: "warning", label_team: "red" }, "red"],
      ["what is for information not", { ...absent, severity: "info", label_team: "red" }, "log"],
      ["another team's to everybody's", { ...absent, label_team: "blue" }, "pager"],
      ["a severity of another name to who is paged", { ...absent, severity: "page" }, "pager"],
      ["other people's alerts to nobody", { ...absent, alertname: "KubePodCrashLooping" }, "nobody"],
    ];
    for (const [what, labels, receiver] of rows) {
      it(`sends ${what}`, async () => expect(await receiverOf(labels)).to.equal(receiver));
    }
  });

  describe("amtool template render", () => {
    const render = (alerts: readonly NotifiedAlert[], text?: string) =>
      renderNotification(amtool, alerts, text);
    const title = (alerts: readonly NotifiedAlert[]) => render(alerts, '{{ template "iae.title" . }}');
    const texts = ["title", "text", "markdown"] as const;

    for (const text of texts) {
      it(`gives for ${text} the same from a file as from what a receiver carries itself`, async () => {
        const call = `{{ template "iae.${text}" . }}`;
        const definitions = textDefinitions()[text].replaceAll(
          "$exporter",
          "-n k8s-image-availability-exporter -l app.kubernetes.io/name=k8s-image-availability-exporter",
        );
        for (const { alerts } of SITUATIONS) {
          expect(await render(alerts, definitions + call)).to.equal(await render(alerts, call));
        }
      });
    }

    it("tells what wakes people first, and names the clusters where there are several", async () => {
      const image = "reg.example.com/shop/web:1";
      const cluster = (name: string) => ({ cluster: name });
      const alerts = [
        onImage("ImageCheckUnknownError", image, "deployment/shop/d", {
          severity: "info",
          ...cluster("one"),
        }),
        onImage("ImageNameInvalid", image, "deployment/shop/c", { severity: "warning", ...cluster("two") }),
        onImage("ImagePullUnauthorized", image, "deployment/shop/b", { severity: "page", ...cluster("one") }),
        onImage("ImageAbsent", image, "deployment/shop/a", cluster("two")),
      ];
      const told = await render(alerts);
      expect(told.split("\n")[0]).to.equal(`CRITICAL ${image} cannot be pulled (4 workloads)`);
      expect(told.split("\n").filter((line) => / \((\w+)\): |^ {2}deployment/.test(line))).to.deep.equal([
        "ImageAbsent (critical): the registry has no such image.",
        "  deployment shop/a in cluster two, since 2026-01-01 02:41 UTC",
        "ImagePullUnauthorized (page): the registry does not allow the pull with the credentials that a node would use (403).",
        "  deployment shop/b in cluster one, since 2026-01-01 02:41 UTC",
        "ImageNameInvalid (warning): no node can read it as the name of an image.",
        "  deployment shop/c in cluster two, since 2026-01-01 02:41 UTC",
        "ImageCheckUnknownError (info): the registry's answer says neither yes nor no.",
        "  deployment shop/d in cluster one, since 2026-01-01 02:41 UTC",
      ]);
    });

    it("stops after ten images, and after five workloads of one, and says how many there are", async () => {
      const many = Array.from({ length: 7 }, (_, index) =>
        onImage("ImageAbsent", "a.io/app:1", `deployment/shop/app-${index}`),
      );
      const images = Array.from({ length: 12 }, (_, index) =>
        onImage("ImageAbsent", `a.io/other:${10 + index}`, "deployment/shop/other"),
      );
      const lines = (await render([...many, ...images])).split("\n");
      expect(lines[0]).to.equal("[prod] CRITICAL 13 images of a.io: absent from the registry");
      const listed = lines.filter((line) => /^( {2})?(- |and|deployment)/.test(line));
      expect(listed.slice(5, 9)).to.deep.equal([
        "  deployment shop/app-4, since 2026-01-01 02:41 UTC",
        "  and 2 more workloads",
        "- a.io/other:10",
        "  deployment shop/other, since 2026-01-01 02:41 UTC",
      ]);
      expect(listed.slice(-3)).to.deep.equal([
        "- a.io/other:18",
        "  deployment shop/other, since 2026-01-01 02:41 UTC",
        "- and 3 more images",
      ]);
    });

    it("says that a refusal may mean an absent image only of registries that do not tell", async () => {
      for (const [registry, ambiguous] of [
        ["docker.io", true],
        ["ghcr.io", true],
        ["gcr.io", true],
        ["eu.gcr.io", true],
        ["europe-docker.pkg.dev", true],
        ["reg.example.com", false],
        ["notdocker.io", false],
        ["ghcr.io.example.com", false],
      ] as const) {
        const alerts = [onImage("ImagePullUnauthorized", `${registry}/a:1`, "deployment/shop/a")];
        const words = `pull not allowed${ambiguous ? ", or absent" : ""}`;
        expect(await title(alerts)).to.equal(`[prod] CRITICAL ${registry}/a:1: ${words} (deployment shop/a)`);
      }
    });

    it("shortens digests in subjects", async () => {
      const image = `reg.example.com/app@sha256:${"0123456789abcdef".repeat(4)}`;
      expect(await title([onImage("ImageAbsent", image, "deployment/shop/a")])).to.equal(
        "[prod] CRITICAL reg.example.com/app@sha256:0123456789ab…: absent from the registry (deployment shop/a)",
      );
    });

    it("neither breaks at what somebody has written for an image, nor has it run", async () => {
      const image = "x'; rm -rf ~ #\n<!channel> `id` & {{ .Values.image }}";
      const alerts = [
        onImage("ImageNameInvalid", image, "deployment/shop/a", { registry: "", severity: "warning" }),
      ];
      const shown = "x'; rm -rf ~ #??!channel? ?id? ? {{ .Values.image }}";
      expect(await title(alerts)).to.equal(
        `[prod] WARNING ${shown}: no valid name of an image (deployment shop/a)`,
      );
      const absent = [onImage("ImageAbsent", image, "deployment/shop/a")];
      for (const told of [await render(absent), await render(absent, '{{ template "iae.markdown" . }}')]) {
        expect(told).to.include(shown);
        expect(told).to.include("kubectl -n shop get deployment/a");
        expect(told.split("\n").filter((line) => /kubectl.*rm -rf/.test(line))).to.deep.equal([]);
        expect(told).not.to.include("<!channel>");
      }
    });

    it("tells of other alerts by their summaries", async () => {
      const node = (name: string): NotifiedAlert => ({
        labels: { alertname: "NodePodsNearCapacity", node: name, severity: "warning" },
        annotations: { summary: `Node ${name} is full`, description: "Pods wait." },
      });
      const nodes = Array.from({ length: 12 }, (_, index) => node(`n-${10 + index}`));
      const told = await render(nodes);
      expect(told.split("\n")[0]).to.equal("WARNING Node n-10 is full, and 11 more");
      expect(told).to.include(
        "\n- Node n-19 is full, since 2026-01-01 02:41 UTC\n  Pods wait.\n- and 2 more\n",
      );
    });
  });
});

scene("what Alertmanager mutes", [parts.alertmanager], () => {
  let alertmanager: Alertmanager;
  beforeEach(async () => {
    alertmanager = await startAlertmanager(renderAlertmanager(VALUES_DEFAULTS));
  });
  afterEach(() => alertmanager?.stop());

  /** The alerts that are held back once all are there, as `alertname severity labels…`. */
  async function muted(alerts: readonly Labels[], expected: readonly Labels[]): Promise<void> {
    await alertmanager.fire(alerts);
    const names = (all: readonly Labels[]) =>
      all.map((labels) => JSON.stringify(Object.entries(labels).sort())).sort();
    await waitUntil("the alerts that are to be held back", async () => {
      const held = await alertmanager.alerts();
      const suppressed = held.flatMap(({ labels, status }) =>
        status.state === "suppressed" ? [labels] : [],
      );
      if (held.length !== names(alerts).length) {
        throw new Error(`${held.length} alerts are there`);
      }
      expect(names(suppressed)).to.deep.equal(names(expected));
      return true;
    });
  }

  const image = (alertname: string, labels: Labels = {}): Labels => ({
    ...{
      alertname,
      severity: "critical",
      cluster: "one",
      namespace: "shop",
      kind: "deployment",
      name: "web",
    },
    ...{ image: "docker.io/team/web:1.0", registry: "docker.io", ...labels },
  });

  it("while a registry is unavailable, all that is said of its images in that cluster", async () => {
    const down = {
      ...{ alertname: "RegistryUnavailable", severity: "critical", cluster: "one" },
      ...{ namespace: "monitoring", registry: "docker.io" },
    };
    const its = [
      image("ImageAbsent"),
      image("ImageNameInvalid", { severity: "warning" }),
      image("DeploymentImageUnavailable", { deployment: "web" }),
      { ...down, alertname: "RegistryQuotaLow", severity: "warning" },
    ];
    const others = [
      image("ImageAbsent", { registry: "ghcr.io", image: "ghcr.io/a:1" }),
      image("ImageAbsent", { cluster: "two" }),
      image("ImageAbsent", { prometheus: "team/of-its-own" }),
      {
        alertname: "PullSecretInvalid",
        severity: "warning",
        cluster: "one",
        namespace: "shop",
        name: "pull",
      },
    ];
    await muted([down, ...its, ...others], its);
  });

  it("while the exporter is down and none answers, all that it would say itself in that cluster", async () => {
    const exporter = { cluster: "one", namespace: "monitoring", job: "iae" };
    const down = { ...exporter, alertname: "ExporterDown", severity: "critical", answering: "none" };
    const another = { ...exporter, alertname: "ExporterDown", severity: "critical", cluster: "two" };
    const its = [
      image("ImagePullUnauthorized"),
      { ...exporter, alertname: "ChecksStale", severity: "warning", instance: "10.0.0.1:8080" },
      { alertname: "RegistryUnavailable", severity: "critical", cluster: "one", registry: "docker.io" },
    ];
    const others = [
      image("ImagePullUnauthorized", { cluster: "two" }),
      image("ImagePullUnauthorized", { prometheus: "team/of-its-own" }),
      { alertname: "VolumeFilling", severity: "warning", cluster: "one", namespace: "shop" },
      { alertname: "KubePodCrashLooping", severity: "warning", cluster: "one", namespace: "shop" },
      another,
    ];
    await muted([down, ...its, ...others], its);
  });

  it("the warning where there is something critical to say of the same thing, and of nothing else", async () => {
    const moments = TEST_SETS.flatMap(([tests]) => tests.flatMap(({ at }) => Object.values(at)));
    const bands = moments
      .filter((alerts) => new Set(alerts.map(({ alert }) => alert)).size < alerts.length)
      .map((alerts) => alerts.map(({ alert, labels }): Labels => ({ alertname: alert, ...labels })))
      .filter((alerts) => alerts.some(({ severity }) => severity === "critical"))
      .filter((alerts) => alerts.some(({ severity }) => severity === "warning"));
    expect(bands.length).to.be.at.least(3);
    const both = bands.flatMap((alerts, index) =>
      alerts.map((labels): Labels => ({ ...labels, cluster: String(index) })),
    );
    const elsewhere = both.map(
      (labels): Labels => ({ ...labels, namespace: "elsewhere", severity: "warning" }),
    );
    const isToldWorse = ({ alertname, cluster }: Labels) =>
      both.some(
        (one) => one.severity === "critical" && one.alertname === alertname && one.cluster === cluster,
      );
    const warnings = both.filter((labels) => labels.severity === "warning" && isToldWorse(labels));
    const distinct = elsewhere.filter(
      (labels, index) =>
        elsewhere.findIndex((one) => JSON.stringify(one) === JSON.stringify(labels)) === index,
    );
    await muted([...both, ...distinct], warnings);
  });
});
