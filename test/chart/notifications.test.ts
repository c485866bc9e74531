import { expect } from "chai";
import { activeInhibitions } from "../../notifications/inhibitions.ts";
import { receiverNames, routeTree } from "../../notifications/routes.ts";
import { templateFile, textDefinitions } from "../../notifications/template.ts";
import { readValues } from "../../src/chart/readValues.ts";
import { FIXTURES_TIMEOUT_MS, fixtureOf, renderFixtures, VALID_NAMES, validFile } from "./fixtures.ts";
import { type ChartObject, NAMESPACE, only } from "./renderChart.ts";

type Fields = Readonly<Record<string, unknown>>;
type Receiver = { readonly name: string } & Readonly<Record<string, readonly Fields[]>>;
interface AlertmanagerConfig extends ChartObject {
  readonly spec: Fields & { readonly receivers: readonly Receiver[] };
}
interface ConfigMap extends ChartObject {
  readonly data: Readonly<Record<string, string>>;
}

const WITH_NOTIFICATIONS = VALID_NAMES.filter((name) => name.startsWith("notifications"));
const configOf = async (name: string) =>
  only<AlertmanagerConfig>(await fixtureOf(name), "AlertmanagerConfig");

describe("the chart's AlertmanagerConfig", () => {
  before(async function () {
    this.timeout(FIXTURES_TIMEOUT_MS);
    if ((await renderFixtures()) === undefined) {
      this.skip();
    }
  });

  it("is tried with every kind of change", () => {
    expect(WITH_NOTIFICATIONS).to.have.length.of.at.least(4);
  });

  for (const name of WITH_NOTIFICATIONS) {
    it(`routes, groups and inhibits as what \`render alertmanager\` prints: ${name}`, async () => {
      const values = await readValues(validFile(name), { signal: new AbortController().signal });
      const { spec } = await configOf(name);
      expect(spec.route).to.deep.equal(routeTree(values));
      expect(spec.inhibitRules).to.deep.equal(activeInhibitions(values));
      expect(spec.receivers.map((receiver) => receiver.name)).to.deep.equal(receiverNames(values));
    });
  }

  it("has its place, labels and whatever else the values say", async () => {
    const { apiVersion, metadata, spec } = await configOf("notifications-full");
    expect(apiVersion).to.equal("monitoring.coreos.com/v1alpha1");
    expect(metadata.namespace).to.equal("monitoring");
    expect(metadata.labels).to.include({ alertmanager: "main" });
    expect(metadata.annotations).to.deep.equal({ "example.com/a": "b" });
    expect(spec.muteTimeIntervals).to.have.length(1);
  });

  it("gives receivers the texts that they lack, with all that these call for", async () => {
    const { spec } = await configOf("notifications-full");
    const exporter = "-n exporters -l app.kubernetes.io/name=notifications-full";
    const definitions = textDefinitions();
    const inline = (text: "title" | "text" | "markdown") =>
      `${definitions[text].replaceAll("$exporter", exporter)}{{ template "iae.${text}" . }}`;
    const [mail, nobody, pager, red, silent] = spec.receivers;
    const [message] = mail!.emailConfigs!;
    expect(message).to.include({ to: "ops@example.com", sendResolved: true, text: inline("text") });
    expect(message!.headers).to.deep.equal([{ key: "Subject", value: "Mine" }]);
    expect(message!.html).to.match(/<pre>\{\{ template "iae.text" \. \}\}<\/pre>$/);
    expect(nobody).to.deep.equal({ name: "nobody" });
    expect(pager!.pagerdutyConfigs).to.deep.equal([
      {
        routingKey: { name: "pager", key: "key" },
        sendResolved: true,
        description: inline("title"),
        details: [
          { key: "where", value: "here" },
          { key: "firing", value: inline("text") },
        ],
      },
    ]);
    expect(red!.slackConfigs).to.deep.equal([
      {
        channel: "#red",
        apiURL: { name: "slack", key: "url" },
        title: "Red",
        sendResolved: false,
        text: inline("markdown"),
        fallback: inline("title"),
      },
    ]);
    expect(red!.webhookConfigs).to.deep.equal([{ url: "https://red.example.com", sendResolved: true }]);
    expect(red!.opsgenieConfigs![0]).to.include({ message: "Mine", description: inline("text") });
    expect(red).to.have.all.keys("name", "slackConfigs", "webhookConfigs", "opsgenieConfigs");
    expect(silent).to.deep.equal({ name: "silent" });
  });

  it("names texts that are in a ConfigMap", async () => {
    const objects = await fixtureOf("notifications-config-map");
    const { spec } = only<AlertmanagerConfig>(objects, "AlertmanagerConfig");
    expect(spec.receivers[0]!.discordConfigs![0]).to.deep.include({
      title: '{{ template "iae.title" . }}',
      message: '{{ template "iae.markdown" . }}',
    });
    const [texts] = objects.filter(
      (object): object is ConfigMap =>
        object.kind === "ConfigMap" && object.metadata.name.endsWith("-notifications"),
    );
    const exporter = `-n ${NAMESPACE} -l app.kubernetes.io/name=watcher`;
    expect(texts!.data).to.deep.equal({
      "k8s-image-availability-exporter.tmpl": templateFile().replaceAll("$exporter", exporter),
    });
  });

  it("leaves texts to Alertmanager where none are wanted", async () => {
    const { spec } = await configOf("notifications-nulls");
    expect(spec.receivers[0]!.webexConfigs![0]).to.have.all.keys("roomID", "httpConfig", "sendResolved");
  });
});
