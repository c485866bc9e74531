import { expect } from "chai";
import { parse } from "yaml";
import { renderAlertmanager } from "../../notifications/renderAlertmanager.ts";
import { VALUES_DEFAULTS, type Values } from "../../src/chart/values.generated.ts";
import { mergeDocuments } from "../../src/config/mergeDocuments.ts";

interface Route {
  readonly matchers: readonly string[];
  readonly receiver?: string;
  readonly routes?: readonly Route[];
}

function render(given: object) {
  const [main, ...others] = renderAlertmanager(mergeDocuments([VALUES_DEFAULTS, given]) as Values);
  return { ...main!, others, configuration: parse(main!.text) };
}

const RECEIVERS = {
  pager: { pagerduty_configs: [{ routing_key: "secret", details: { where: "here" } }] },
  chat: { slack_configs: [{ channel: "#ops", title: "Mine", send_resolved: false }] },
  operator: { slackConfigs: [{ channel: "#ops" }] },
};

describe("renderAlertmanager()", () => {
  it("tells nobody by default, what it lists and what comes otherwise", () => {
    const { configuration } = render({});
    expect(configuration.receivers).to.deep.equal([{ name: "nobody" }]);
    expect(configuration.route.receiver).to.equal("nobody");
    expect(configuration.route.routes).to.have.length(1);
  });

  it("has a route for each severity and team, and groups by registry what has one", () => {
    const { configuration } = render({
      alertmanagerConfig: {
        receivers: RECEIVERS,
        routes: {
          critical: { receiver: "pager", groupWait: "10s", groupInterval: "" },
          info: { receiver: "chat" },
        },
        teams: { label: "example.com/team", receivers: { red: "chat" } },
      },
    });
    const registry = { matchers: ['registry!=""'], group_by: ["cluster", "registry"] };
    const red = { matchers: ['label_example_com_team="red"'], receiver: "chat", routes: [registry] };
    const [{ matchers, ...route }] = configuration.route.routes;
    expect(matchers).to.have.length(1);
    expect(matchers[0]).to.match(/^alertname=~"ImageAbsent\|.*\|VolumeFilling\|/);
    expect(route).to.deep.equal({
      receiver: "pager",
      group_by: ["cluster", "alertname"],
      group_wait: "10s",
      repeat_interval: "4h",
      routes: [
        {
          matchers: ['severity="info"'],
          receiver: "chat",
          group_wait: "10m",
          group_interval: "1h",
          repeat_interval: "4d",
          routes: [registry],
        },
        {
          matchers: ['severity="warning"'],
          receiver: "pager",
          group_wait: "2m",
          group_interval: "15m",
          repeat_interval: "1d",
          routes: [red, registry],
        },
        red,
        registry,
      ],
    });
  });

  it("routes the alerts of a user's own groups too, whatever they are called", () => {
    const { configuration } = render({
      rules: { extraGroups: [{ name: "mine", rules: [{ record: "a:b" }, { alert: "Mine (really)" }] }] },
    });
    const [route] = configuration.route.routes as readonly Route[];
    expect(route!.matchers[0]).to.match(/\|Mine \\\\\(really\\\\\)"$/);
  });

  it("gives receivers the texts that they lack, and tells when an alert is over", () => {
    const { configuration, others } = render({ alertmanagerConfig: { receivers: RECEIVERS } });
    expect(configuration.receivers).to.deep.equal([
      {
        name: "chat",
        slack_configs: [
          {
            send_resolved: false,
            title: "Mine",
            text: '{{ template "iae.markdown" . }}',
            fallback: '{{ template "iae.title" . }}',
            channel: "#ops",
          },
        ],
      },
      { name: "nobody" },
      { name: "operator" },
      {
        name: "pager",
        pagerduty_configs: [
          {
            send_resolved: true,
            description: '{{ template "iae.title" . }}',
            details: { firing: '{{ template "iae.text" . }}', where: "here" },
            routing_key: "secret",
          },
        ],
      },
    ]);
    expect(others.map(({ name, aside }) => [name, aside])).to.deep.equal([
      ["k8s-image-availability-exporter.tmpl", true],
    ]);
  });

  it("says which receivers have nothing that a file can hold", () => {
    const { text } = render({ alertmanagerConfig: { receivers: RECEIVERS } });
    expect(text).to.match(/^# The values have nothing for this file in the receivers operator: /m);
    expect(render({}).text).not.to.include("nothing for this file");
  });

  it("leaves texts alone where none are wanted", () => {
    const { configuration, others } = render({ alertmanagerConfig: { receivers: RECEIVERS, texts: "none" } });
    expect(others).to.deep.equal([]);
    expect(configuration).not.to.have.any.keys("templates");
    expect(configuration.receivers[0].slack_configs[0]).to.have.all.keys("channel", "title", "send_resolved");
  });

  it("names the exporter's pods in commands as the values call them", () => {
    for (const [given, flags] of [
      [{}, "-n k8s-image-availability-exporter -l app.kubernetes.io/name=k8s-image-availability-exporter"],
      [{ namespaceOverride: "mon", nameOverride: "iae" }, "-n mon -l app.kubernetes.io/name=iae"],
      [
        { namespaceOverride: "mon", alertmanagerConfig: { exporterNamespace: "other" } },
        "-n other -l app.kubernetes.io/name=k8s-image-availability-exporter",
      ],
    ] as const) {
      expect(render(given).others[0]!.text).to.include(`kubectl logs ${flags} --tail=50`);
    }
  });

  it("inhibits what the values say, by ExporterDown only where no exporter answers", () => {
    const sources = (given: object) =>
      (render(given).configuration.inhibit_rules as { source_matchers: string[] }[]).map(
        ({ source_matchers }) => source_matchers,
      );
    const down = ['alertname="ExporterDown"', 'answering="none"'];
    expect(sources({}).map(([first]) => first)).to.deep.equal([
      'alertname="RegistryUnavailable"',
      down[0],
      'severity="critical"',
    ]);
    const inhibition = { registryUnavailable: false, severity: false };
    expect(sources({ alertmanagerConfig: { inhibition }, sharding: { enabled: true } })).to.deep.equal([
      down,
    ]);
  });

  it("names each alert on an image or a registry as one that RegistryUnavailable mutes, but for itself", () => {
    const { configuration } = render({});
    const [{ target_matchers: targets, equal }] = configuration.inhibit_rules;
    expect(targets).to.deep.equal([
      'alertname=~"ImageAbsent|ImageNameInvalid|ImageRegistryFailing|RegistryV1Unsupported|ImagePullUnauthenticated|ImagePullUnauthorized|ImagePlatformMissing|ImageContentMissing|ImageCheckUnknownError|DeploymentImageUnavailable|StatefulSetImageUnavailable|DaemonSetImageUnavailable|CronJobImageUnavailable|LastCopyOfImage|RegistryRateLimited|OriginUnavailable|RegistryQuotaLow"',
    ]);
    expect(equal).to.deep.equal(["cluster", "prometheus", "registry"]);
  });

  it("names all that an exporter says as what ExporterDown mutes, and nothing that others say", () => {
    const { configuration } = render({});
    const [, { target_matchers: targets }] = configuration.inhibit_rules;
    const muted = /^alertname=~"(.*)"$/.exec(targets[0])?.[1]?.split("|");
    expect(muted).to.include.members(["ImageAbsent", "ImageMoved", "RollbackUnavailable", "LastCopyOfImage"]);
    expect(muted).to.include.members(["RegistryUnavailable", "ExporterFlapping", "PullSecretsUnused"]);
    expect(muted).to.not.include.oneOf(["ExporterDown", "VolumeFilling", "ClaimsUnused"]);
  });
});
