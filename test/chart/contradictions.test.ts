import { expect } from "chai";
import { findHelms } from "./helms.ts";
import { renderChart } from "./renderChart.ts";

/** What no schema can say, and the templates do: values, and what Helm answers. */
const CONTRADICTIONS: readonly (readonly [readonly string[], string])[] = [
  [
    ["serviceMonitor.enabled=true"],
    "serviceMonitor: expected the section monitor in its place, with kind: ServiceMonitor",
  ],
  [
    ["vmServiceScrape.force=true"],
    "vmServiceScrape: expected the section monitor in its place, with kind: VMServiceScrape",
  ],
  [
    ["enabled=false"],
    "enabled: expected true, given false. A parent chart leaves the chart out by `condition`",
  ],
  [
    ["monitor.enabled=true", "service.enabled=false"],
    "monitor.kind: expected PodMonitor or ScrapeConfig, as there is no Service (service.enabled)",
  ],
  [
    ["monitor.enabled=true", "monitor.kind=ScrapeConfig", "monitor.endpoint.a=b"],
    "monitor.endpoint: expected nothing, as a ScrapeConfig has no endpoints",
  ],
  [
    ["monitor.enabled=true", "monitor.interval=1m", "monitor.scrapeTimeout=1m1s"],
    'monitor.scrapeTimeout: expected no more than monitor.interval (1m), given "1m1s"',
  ],
  [
    ["monitor.enabled=true", "monitor.interval=5m"],
    'monitor.interval: expected less than 5m, after which Prometheus takes a series for gone, given "5m"',
  ],
  [
    ["networkPolicy.enabled=true", "networkPolicy.registries.to[0].ipBlock.cidr=10.0.0.0/8"],
    "networkPolicy.apiServer.to: expected peers, as networkPolicy.registries.to narrows and the ports of the API server (443, 6443, 8443) would be open",
  ],
  [["networkPolicy.enabled=true", "hostNetwork=true"], "networkPolicy.enabled: expected false"],
  [
    ["fullnameOverride=a", "service.clusterIP=None", "service.type=NodePort"],
    "service.clusterIP: expected an",
  ],
  [
    ["service.ipFamilyPolicy=SingleStack", "service.ipFamilies={IPv4,IPv6}"],
    "service.ipFamilyPolicy: expected PreferDualStack or RequireDualStack",
  ],
  [
    ["updateStrategy.type=OnDelete"],
    'updateStrategy.type: expected RollingUpdate or Recreate for a Deployment, given "OnDelete"',
  ],
  [
    ["updateStrategy.type=Recreate", "sharding.enabled=true"],
    'updateStrategy.type: expected RollingUpdate or OnDelete for a StatefulSet, given "Recreate"',
  ],
  [
    ["updateStrategy.type=Recreate", "updateStrategy.rollingUpdate.maxSurge=1"],
    "updateStrategy.rollingUpdate: expected nothing beside the type Recreate",
  ],
  [["dnsPolicy=None"], "dnsConfig.nameservers: expected at least one"],
  [
    ["resources.requests.memory=1Gi", "resources.limits.memory=640Mi"],
    "resources.requests.memory: expected no more than resources.limits.memory (640Mi), given 1Gi",
  ],
  [
    ["extraEnv[0].name=A", "extraEnv[0].value=b", "extraEnv[0].valueFrom.fieldRef.fieldPath=c"],
    "extraEnv[0]: expected value or valueFrom, not both",
  ],
  [
    ["rules.enabled=true", "rules.prometheusRule.enabled=false"],
    "rules.enabled: expected rules.prometheusRule.enabled or rules.vmRule.enabled",
  ],
  [
    ["dashboards.enabled=true", "dashboards.configMap.enabled=false"],
    "dashboards.enabled: expected dashboards.configMap.enabled or dashboards.grafanaDashboard.enabled",
  ],
  [
    ["prometheusAnnotations.enabled=true", "prometheusAnnotations.target=service", "service.enabled=false"],
    "prometheusAnnotations.target: expected pod",
  ],
  [
    ["terminationGracePeriodSeconds=25"],
    "terminationGracePeriodSeconds: expected more than config.server.shutdownDelay (5s) and config.server.shutdownTimeout (20s) together, given 25",
  ],
  [
    ["config.server.shutdownDelay=0.5m", "config.server.shutdownTimeout=0ms"],
    "terminationGracePeriodSeconds: expected more than config.server.shutdownDelay (0.5m)",
  ],
  [["config.server.bindAddress=:0"], "config.server.bindAddress: expected a port"],
  [
    ["config.server.bindAddress=127.0.0.1:8080"],
    "config.server.bindAddress: expected an address that is reached from outside the pod",
  ],
  [
    ["dockerConfig.content=a", "dockerConfig.existingSecret=a"],
    "dockerConfig.content, dockerConfig.existingSecret: only one of them may be set",
  ],
  [
    ["dockerConfig.existingSecret=a", "config.registries.dockerConfigFile=/b"],
    "config.registries.dockerConfigFile: expected nothing, as dockerConfig sets it",
  ],
  [
    ["nodes.credentialProviders.existingConfigMap=a", "nodes.credentialProviders.hostPath=/b"],
    "nodes.credentialProviders: only one of existingConfigMap, hostPath may be set",
  ],
  [
    ["nodes.credentialProviders.existingConfigMap=a"],
    "nodes.credentialProviders.programs: expected image.reference or hostPath, as the providers are programs",
  ],
  [
    ["nodes.credentialProviders.programs.hostPath=/b"],
    "nodes.credentialProviders: expected content, existingConfigMap or hostPath, which say what the programs are for",
  ],
  [
    [
      "nodes.credentialProviders.programs.hostPath=/b",
      "nodes.credentialProviders.programs.image.reference=a",
    ],
    "nodes.credentialProviders.programs: only one of image.reference, hostPath may be set",
  ],
  [
    [
      "nodes.credentialProviders.existingConfigMap=a",
      "nodes.credentialProviders.programs.hostPath=/b",
      "config.nodes.credentialProviders.config=/c",
      "config.nodes.credentialProviders.binDir=/d",
    ],
    "config.nodes.credentialProviders: expected nothing, as nodes.credentialProviders sets it",
  ],
  [
    ["nodes.aws.roleArn=arn:aws:iam::123456789012:role/a", "serviceAccount.create=false"],
    "nodes.aws.roleArn: expected serviceAccount.create, as it annotates the ServiceAccount",
  ],
  [
    [
      "nodes.aws.roleArn=arn:aws:iam::123456789012:role/a",
      "serviceAccount.annotations.eks\\.amazonaws\\.com/role-arn=b",
    ],
    "nodes.aws.roleArn: expected no annotation eks.amazonaws.com/role-arn in serviceAccount.annotations beside it",
  ],
  [
    ["serviceAccount.create=false", "config.secrets.mode=off"],
    "serviceAccount.name: expected a name, as every pod of the namespace that names none has the ServiceAccount default, and would get the exporter's permissions",
  ],
  [
    ["nodes.azure.clientId=01234567-89ab-cdef-0123-456789abcdef", "serviceAccount.create=false"],
    "nodes.azure.clientId: expected serviceAccount.create, as it annotates the ServiceAccount",
  ],
  [
    [
      "nodes.google.serviceAccount=puller@project.iam.gserviceaccount.com",
      "serviceAccount.annotations.iam\\.gke\\.io/gcp-service-account=b",
    ],
    "nodes.google.serviceAccount: expected no annotation iam.gke.io/gcp-service-account in serviceAccount.annotations beside it",
  ],
  [
    ["nodes.hosts.content.a=b", "nodes.hosts.hostPath=/b"],
    "nodes.hosts: only one of content, hostPath may be set",
  ],
  [
    ["nodes.registries.content=a", "nodes.registries.hostPath=/b", "config.nodes.runtime=cri-o"],
    "nodes.registries: only one of content, hostPath may be set",
  ],
  [
    ["nodes.registries.hostPath=/b", "config.nodes.registriesConf=/c", "config.nodes.runtime=cri-o"],
    "config.nodes.registriesConf and certsDir: expected nothing, as nodes.registries sets them",
  ],
  [
    ["nodes.runtimeAuth.existingSecret=a", "config.nodes.runtimeAuthFile=/c", "config.nodes.runtime=cri-o"],
    "config.nodes.runtimeAuthFile: expected nothing, as nodes.runtimeAuth sets it",
  ],
  [
    ["nodes.hosts.hostPath=/b", "config.nodes.runtime=cri-o"],
    "config.nodes.hostsDir: expected nothing, as config.nodes.runtime is cri-o",
  ],
  [
    ["nodes.registries.hostPath=/b"],
    "config.nodes.registriesConf: expected nothing, as config.nodes.runtime is containerd",
  ],
  [
    ["nodes.hosts.hostPath=/b", "config.nodes.openshift.enabled=true"],
    "config.nodes.hostsDir: expected nothing, as config.nodes.runtime is cri-o",
  ],
  [
    ["nodes.registries.content=a", "config.nodes.openshift.enabled=true"],
    "config.nodes.registriesConf: expected nothing, as config.nodes.openshift.enabled is true",
  ],
  [
    [
      "nodes.runtimeAuth.existingSecret=a",
      "config.nodes.openshift.enabled=true",
      "config.nodes.openshift.pullSecret=true",
    ],
    "config.nodes.runtimeAuthFile: expected nothing, as config.nodes.openshift.pullSecret is true",
  ],
  [
    [
      "dockerConfig.existingSecret=a",
      "config.nodes.openshift.enabled=true",
      "config.nodes.openshift.pullSecret=true",
    ],
    "config.registries.dockerConfigFile: expected nothing, as config.nodes.openshift.pullSecret is true",
  ],
  [
    ["nodes.hosts.hostPath=/b", "nodes.registriesYaml.existingSecret=c"],
    "config.nodes.registriesYaml: expected nothing, as config.nodes.hostsDir is set",
  ],
  [
    ["nodes.registriesYaml.hostPath=/b", "config.nodes.runtime=cri-o"],
    "config.nodes.registriesYaml: expected nothing, as config.nodes.runtime is cri-o",
  ],
  [
    ["nodes.registriesYaml.hostPath=/b", "nodes.registriesYaml.content=c"],
    "nodes.registriesYaml: only one of content, hostPath may be set",
  ],
  [
    ["nodes.registriesYaml.hostPath=/b", "config.nodes.registriesYaml=/c"],
    "config.nodes.registriesYaml: expected nothing, as nodes.registriesYaml sets it",
  ],
  [
    ["nodes.registriesYaml.hostPath=/b", "nodes.registriesYaml.files./c=d"],
    "nodes.registriesYaml.files: expected content beside it",
  ],
  [
    [
      "nodes.registriesYaml.content=b",
      "nodes.registriesYaml.files./c=d",
      "nodes.registriesYaml.certificates={/e}",
    ],
    "nodes.registriesYaml: only one of files, certificates may be set",
  ],
  [
    ["nodes.registriesYaml.hostPath=/b", "nodes.registriesYaml.certificates={/c}", "config.nodes.root=/d"],
    "config.nodes.root: expected nothing, as nodes.registriesYaml.certificates sets it",
  ],
  [
    ["nodes.registriesYaml.certificates={/c}"],
    "nodes.registriesYaml.certificates: expected content, existingSecret or hostPath beside it",
  ],
  [
    ["nodes.hosts.hostPath=/b", "config.nodes.hostsDir=/c"],
    "config.nodes.hostsDir: expected nothing, as nodes.hosts sets it",
  ],
  [
    ["nodes.hosts.hostPath=/b", "nodes.hosts.certificates={/c}", "config.nodes.root=/d"],
    "config.nodes.root: expected nothing, as nodes.hosts.certificates sets it",
  ],
  [
    ["nodes.hosts.certificates={/c}"],
    "nodes.hosts.certificates: expected content, image.reference or hostPath beside it",
  ],
  [
    ["nodes.aws.roleArn=arn:aws:iam::123456789012:role/a", "config.nodes.cloud.aws.mode=off"],
    'nodes.aws.roleArn: expected config.nodes.cloud.aws.mode other than "off", which leaves that identity unused',
  ],
  [["dockerConfig.content=[]"], "dockerConfig.content: expected a map, or text that is a JSON object"],
  [
    ["extraVolumes[0].name=mine", "extraVolumes[1].name=config"],
    "extraVolumes[1].name: expected another name than config, which is a volume of the chart's own",
  ],
  [
    ["proxy.https=http://proxy.example.com:3128", "extraEnv[0].name=HTTPS_PROXY", "extraEnv[0].value=a"],
    "extraEnv[0].name: expected another name than HTTPS_PROXY, which proxy.https sets",
  ],
  [
    ["extraEnv[0].name=A", "extraEnv[1].name=A"],
    "extraEnv[1].name: expected another name than A, which extraEnv[0] sets",
  ],
  [
    ["extraEnv[0].name=POD_NAME"],
    "extraEnv[0].name: expected another name than POD_NAME, which the chart sets",
  ],
  [
    ["caBundle.content=a", "caBundle.existingSecret=b"],
    "caBundle.content, caBundle.existingSecret: only one of them may be set",
  ],
  [
    ["webConfig.existingSecret=a", "webConfig.tls.existingSecret=b"],
    "webConfig.existingSecret: expected nothing else in webConfig",
  ],
  [
    ["webConfig.tls.clientAuth=RequireAnyClientCert"],
    "webConfig.tls.clientAuth: expected webConfig.tls.existingSecret",
  ],
  [
    ["webConfig.existingSecret=a", "config.server.webConfigFile=/b"],
    "config.server.webConfigFile: expected nothing, as webConfig sets it",
  ],
  [
    ["alertmanagerConfig.enabled=true"],
    "alertmanagerConfig.routes.critical.receiver: expected one of alertmanagerConfig.receivers, given nothing",
  ],
  [
    ["alertmanagerConfig.enabled=true", "alertmanagerConfig.routes.warning.receiver=me"],
    'alertmanagerConfig.routes.warning.receiver: expected one of alertmanagerConfig.receivers, given "me"',
  ],
  [
    ["alertmanagerConfig.enabled=true", "alertmanagerConfig.teams.receivers.red=you"],
    'alertmanagerConfig.teams.receivers.red: expected one of alertmanagerConfig.receivers, given "you"',
  ],
  [
    [
      "alertmanagerConfig.enabled=true",
      "alertmanagerConfig.routes.critical.receiver=me",
      "alertmanagerConfig.receivers.me.slack_configs[0].channel=ops",
    ],
    "alertmanagerConfig.receivers.me: expected a key such as slackConfigs, as a custom resource has it, given slack_configs",
  ],
  [
    [
      "alertmanagerConfig.enabled=true",
      "alertmanagerConfig.receivers.me.slackConfigs[0].channel=ops",
      "alertmanagerConfig.teams.receivers.red=me",
    ],
    'alertmanagerConfig.teams.label: expected one of config.metrics.ownerLabels, the first that becomes label_team, given "team"',
  ],
  [
    [
      "alertmanagerConfig.enabled=true",
      "alertmanagerConfig.teams.label=a_b",
      "alertmanagerConfig.teams.receivers.red=nobody",
      "config.metrics.ownerLabels={c,a/b,a_b}",
    ],
    'alertmanagerConfig.teams.label: expected one of config.metrics.ownerLabels, the first that becomes label_a_b, given "a_b"',
  ],
  [["image.repository=ghcr.io/somebody/exporter"], "image.repository: expected a repository of ghcr.io"],
  [
    ["image.repository=registry.example.com/exporter"],
    'image.repository: expected a repository of ghcr.io, as image.registry goes before it, given "registry.example.com/exporter"',
  ],
  [["config.sharding.shards=2"], "config.sharding.shards: expected nothing"],
  [["sharding.enabled=true", "config.sharding.shard=0"], "config.sharding.shard: expected nothing"],
];

describe("the chart with values that contradict each other", () => {
  for (const [set, answer] of CONTRADICTIONS) {
    it(`refuses ${set.join(", ")}`, async function () {
      const helms = await findHelms();
      if (helms === undefined) {
        return this.skip();
      }
      const error = await renderChart(helms.helm4, { set }).then(
        () => new Error("Helm took it"),
        (refusal: Error) => refusal,
      );
      expect(error.message).to.include(answer);
    });
  }

  it("refuses the name of a release that no Service can have", async function () {
    const helms = await findHelms();
    if (helms === undefined) {
      return this.skip();
    }
    const error = await renderChart(helms.helm3, { release: "my.release" }).then(
      () => new Error("Helm took it"),
      (refusal: Error) => refusal,
    );
    expect(error.message).to.include("fullnameOverride: expected a name that a Service can have");
    await renderChart(helms.helm3, { release: "my.release", set: ["fullnameOverride=mine"] });
  });

  it("takes what is at the edge", async function () {
    const helms = await findHelms();
    if (helms === undefined) {
      return this.skip();
    }
    const mirrored = ["image.registry=mirror.example.com", "image.repository=ghcr.io/somebody/exporter"];
    await renderChart(helms.helm4, {
      setJson: ["networkPolicy.enabled=true", 'dockerConfig.content={"auths":["none"],"credHelpers":null}'],
      set: [
        "terminationGracePeriodSeconds=26",
        "resources.requests.memory=0.625Gi",
        "resources.limits.memory=640Mi",
        ...mirrored,
      ],
    });
  });
});
