import { expect } from "chai";
import { problemsOf } from "../config/loadOf.ts";
import { findHelms, type Helm } from "./helms.ts";
import { renderChart } from "./renderChart.ts";

/** What no schema in Helm can say of `config`: values for Helm, the same as flags, and how both refuse them. */
const REFUSED: readonly (readonly [set: string, flag: string, text: string])[] = [
  [
    "config.schedule.checkPeriod=0s",
    "schedule-check-period=0s",
    'config.schedule.checkPeriod: expected a duration from 100ms to 24h, given "0s"',
  ],
  [
    "config.schedule.recheckWindow=1000h",
    "schedule-recheck-window=1000h",
    'config.schedule.recheckWindow: expected a duration from 1s to 168h, given "1000h"',
  ],
  [
    "config.registries.hosts.abc.timeout=6m",
    'registries-hosts={"abc":{"timeout":"6m"}}',
    'config.registries.hosts.abc.timeout: expected a duration from 100ms to 5m, given "6m"',
  ],
  [
    'config.images.mirrors=[{"prefix":"docker.io","mirrors":["a.example",{"mirror":"b.example","dialTimeout":"6m"}]}]',
    'images-mirrors=[{"prefix":"docker.io","mirrors":["a.example",{"mirror":"b.example","dialTimeout":"6m"}]}]',
    'config.images.mirrors[0].mirrors[1].dialTimeout: expected a duration from 100ms to 5m, given "6m"',
  ],
  [
    "config.nodes.runtimeAuthFile=/a",
    "nodes-runtime-auth-file=/a",
    'config.nodes.runtimeAuthFile: expected nothing, as config.nodes.runtime is containerd, given "/a"',
  ],
  [
    "config.nodes.disableDefaultRegistryEndpoint=true",
    "nodes-disable-default-registry-endpoint=true",
    "config.nodes.disableDefaultRegistryEndpoint: expected config.nodes.registriesYaml beside it, whose mirrors it is for, given true",
  ],
  [
    "config.images.verify=content,config.namespaces.include={a}",
    "images-verify=content namespaces-include=a",
    "config.images.platforms: expected the nodes' platforms, as config.namespaces.include is set (Nodes cannot be read with a Role per namespace), given []",
  ],
  [
    "config.images.ignored={a,[}",
    "images-ignored=a~[",
    'config.images.ignored[1]: expected an RE2 expression, given "["',
  ],
  [
    "config.images.allowed={a(?=b)}",
    "images-allowed=a(?=b)",
    'config.images.allowed[0]: expected an RE2 expression, given "a(?=b)"',
  ],
  [
    "config.workloads.includeDisabled={Deploiment}",
    "workloads-include-disabled=Deploiment",
    'config.workloads.includeDisabled[0]: unknown kind "Deploiment"; ',
  ],
  [
    'config.workloads.custom=[{"group":"","version":"v1","resource":"secrets","kind":"Secret"}]',
    'workloads-custom=[{"group":"","version":"v1","resource":"secrets","kind":"Secret"}]',
    "config.workloads.custom[0].resource: expected one that has pod templates, given secrets",
  ],
  [
    'config.workloads.custom=[{"group":"a.b","version":"v1","resource":"c","kind":"C"},{"group":"a.b","version":"v2","resource":"c","kind":"C"}]',
    'workloads-custom=[{"group":"a.b","version":"v1","resource":"c","kind":"C"},{"group":"a.b","version":"v2","resource":"c","kind":"C"}]',
    "config.workloads.custom[1]: expected each resource once, given c.a.b here and in config.workloads.custom[0]",
  ],
  [
    'config.images.mirrors=[{"prefix":"index.docker.io","mirrors":["a.example","Docker.io/"]}]',
    'images-mirrors=[{"prefix":"index.docker.io","mirrors":["a.example","Docker.io/"]}]',
    'config.images.mirrors[0].mirrors[1]: expected another place than the prefix, given "Docker.io/"',
  ],
  [
    'config.images.mirrors=[{"prefix":"bitnami/a","mirrors":["a.example"]}]',
    'images-mirrors=[{"prefix":"bitnami/a","mirrors":["a.example"]}]',
    'config.images.mirrors[0].prefix: expected a registry first, such as docker.io/bitnami/a, given "bitnami/a"',
  ],
  [
    'config.images.mirrors=[{"prefix":"a.b","mirrors":["a.example"]},{"prefix":"c.d","mirrors":["a.example"]},{"prefix":"A.b/","mirrors":["b.example"]}]',
    'images-mirrors=[{"prefix":"a.b","mirrors":["a.example"]},{"prefix":"c.d","mirrors":["a.example"]},{"prefix":"A.b/","mirrors":["b.example"]}]',
    "config.images.mirrors[2].prefix: expected each prefix once, given a.b here and in config.images.mirrors[0]",
  ],
];

const TAKEN: readonly string[] = [
  "config.images.verify=platform,config.images.platforms={linux/arm64},config.namespaces.include={a}",
  "config.images.platforms={linux/amd64},config.namespaces.include={a}",
  "config.schedule.checkPeriod=100ms",
  "config.schedule.recheckWindow=168h",
  "config.server.shutdownDelay=0s",
  "config.images.ignored={^quay\\.io/(team|other)/}",
  "config.workloads.includeDisabled={deployment}",
  "config.workloads.includeDisabled={*}",
  "config.registries.allowedNetworks={169.254.20.0/24}",
  "config.registries.allowedNetworks={fe80::/10}",
  'config.images.mirrors=[{"prefix":"docker.io","mirrors":["a.example",{"mirror":"b.example","dialTimeout":"100ms"},{"mirror":"c.example"}]}]',
  'config.images.mirrors=[{"prefix":"localhost/a","mirrors":["docker.io"]},{"prefix":"local:5000","mirrors":["local:5001"]}]',
];

describe("the chart judges config as the exporter does", () => {
  let helms: readonly Helm[];
  before(async function () {
    const found = await findHelms();
    if (found === undefined) {
      return this.skip();
    }
    helms = [found.helm3, found.helm4];
  });

  /** JSON goes by another flag than text does. */
  const render = (helm: Helm, assignment: string) =>
    renderChart(helm, /=[[{]["{]/.test(assignment) ? { setJson: [assignment] } : { set: [assignment] });

  for (const [set, flag, text] of REFUSED) {
    it(`refusing ${set.slice(0, 60)}`, async () => {
      expect((await problemsOf({ flags: flag.split(" ") })).join("\n")).to.include(text);
      for (const helm of helms) {
        const error = await render(helm, set).then(
          () => new Error("Helm took it"),
          (refusal: Error) => refusal,
        );
        expect(error.message, helm.name).to.include(text);
      }
    });
  }

  for (const set of TAKEN) {
    it(`taking ${set}`, async () => {
      for (const helm of helms) {
        await render(helm, set);
      }
    });
  }
});
