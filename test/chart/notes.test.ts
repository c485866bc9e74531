import { expect } from "chai";
import { CHART, findHelms, runHelm } from "./helms.ts";
import { NAMESPACE } from "./renderChart.ts";

/** What is printed after an installation. */
async function notesOf(set: readonly string[]): Promise<string> {
  const { helm4 } = (await findHelms())!;
  const { ok, stdout, stderr } = await runHelm(helm4, [
    ...["install", "iae", CHART, "--namespace", NAMESPACE, "--dry-run=client", "--output", "json"],
    ...set.flatMap((assignment) => ["--set", assignment]),
  ]);
  if (!ok) {
    throw new Error(stderr);
  }
  return (JSON.parse(stdout) as { info: { notes: string } }).info.notes;
}

describe("the chart's notes", () => {
  before(async function () {
    if ((await findHelms()) === undefined) {
      this.skip();
    }
  });

  it("give the commands that show the first metric", async () => {
    const notes = await notesOf([]);
    const name = "iae-k8s-image-availability-exporter";
    expect(notes).to.include(`kubectl --namespace ${NAMESPACE} rollout status deployment/${name}`);
    expect(notes).to.include(`kubectl --namespace ${NAMESPACE} port-forward deployment/${name} 8080:metrics`);
    expect(notes).to.match(/curl --silent http:\/\/127\.0\.0\.1:8080\/metrics/);
    expect(notes).to.include("watches the whole cluster");
    expect(notes).to.include("Scraping: nothing tells Prometheus of the exporter");
  });

  it("speak as the web configuration asks to", async () => {
    const hash = `$2y$10$${"a".repeat(53)}`;
    const notes = await notesOf([`webConfig.basicAuthUsers.me=${hash}`, "webConfig.tls.existingSecret=a"]);
    expect(notes).to.include("curl --silent --insecure --user me https://127.0.0.1:8080/metrics |");
  });

  it("say what was asked for and not created, and why", async () => {
    const notes = await notesOf([
      ...[
        ...["monitor.enabled=true", "monitor.ifKnown=true"],
        ...["verticalPodAutoscaler.enabled=true", "verticalPodAutoscaler.ifKnown=true"],
        "podDisruptionBudget.enabled=true",
      ],
      ...["rbac.create=false", "config.namespaces.include={a,b}", "config.secrets.mode=off"],
    ]);
    expect(notes).to.include("watches the namespaces a, b");
    const lines = notes.split("\n").flatMap((line) => /^ {2}- ([^:]+): /.exec(line)?.[1] ?? []);
    expect(lines).to.deep.equal([
      "ServiceMonitor",
      "VerticalPodAutoscaler",
      "Alerts",
      "PodDisruptionBudget",
      "Roles",
      "Permission to read Secrets",
      "Permission to list Namespaces",
    ]);
    expect(notes).to.include(
      "the cluster does not know monitoring.coreos.com/v1/ServiceMonitor, and monitor.ifKnown is true",
    );
  });

  it("say of two ways to be scraped that it is scraped twice", async () => {
    const annotated = "prometheusAnnotations.enabled=true";
    expect(await notesOf([annotated])).not.to.include("twice");
    expect(await notesOf([annotated, "monitor.enabled=true"])).to.include("by the ServiceMonitor and by");
  });

  it("say what a Prometheus lacks to be let in", async () => {
    const asking = [
      ...["monitor.enabled=true", `webConfig.basicAuthUsers.me=$2y$10$${"a".repeat(53)}`],
      ...["webConfig.tls.existingSecret=a", "webConfig.tls.clientAuth=RequireAndVerifyClientCert"],
    ];
    const needs = (notes: string) =>
      [...notes.matchAll(/Prometheus gets status (\d+)/g)].map(([, code]) => code);
    expect(needs(await notesOf(asking))).to.deep.equal(["401", "403"]);
    const known = [
      "webConfig.scrape.basicAuth.username.name=a",
      "webConfig.scrape.tlsConfig.cert.secret.name=b",
    ];
    expect(needs(await notesOf([...asking, ...known]))).to.deep.equal([]);
    const annotated = asking.map((value) => value.replace("monitor", "prometheusAnnotations"));
    expect(await notesOf(annotated)).to.include("which no annotation can name");
    expect(needs(await notesOf(asking.slice(1)))).to.deep.equal([]);
  });

  it("say which objects an operator that selects by labels passes over", async () => {
    const set = ["monitor.enabled=true", "rules.enabled=true", "monitor.labels.release=stack"];
    const without = (notes: string) =>
      [...notes.matchAll(/^ {2}- The (\w+) has no labels but the chart's\./gm)].map(([, kind]) => kind);
    expect(without(await notesOf(set))).to.deep.equal(["PrometheusRule"]);
    expect(without(await notesOf([...set, "rules.prometheusRule.labels.release=stack"]))).to.deep.equal([]);
  });

  it("say what an AlertmanagerConfig needs", async () => {
    const set = [
      "alertmanagerConfig.enabled=true",
      "alertmanagerConfig.routes.critical.receiver=me",
      "alertmanagerConfig.receivers.me.slackConfigs[0].channel=ops",
    ];
    const notes = await notesOf(set);
    expect(notes).to.include("alertmanagerConfigMatcherStrategy.type: None");
    expect(notes).not.to.include("configMaps");
    expect(await notesOf([...set, "alertmanagerConfig.texts=configMap"])).to.include(
      "templates: [/etc/alertmanager/configmaps/iae-k8s-image-availability-exporter-notifications/*.tmpl]",
    );
  });

  it("say nothing of the kind where everything was created", async () => {
    const notes = await notesOf([
      ...["sharding.enabled=true", "prometheusAnnotations.enabled=true"],
      ...["rules.enabled=true", "commonLabels.a=b"],
    ]);
    expect(notes).to.include("rollout status statefulset/iae-");
    expect(notes).not.to.include("Not created");
    expect(notes).not.to.include("As it is now");
  });
});
