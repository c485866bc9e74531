import { expect } from "chai";
import { loadOf, problemsOf } from "./loadOf.ts";

// One key each, as flags give it; the lines are what users see.
const REFUSED: readonly (readonly [flag: string, problem: string])[] = [
  [
    "bind-address=8080",
    'config.server.bindAddress: expected an address such as :8080, 127.0.0.1:8080 or [::1]:8080, given "8080" (--bind-address)',
  ],
  [
    "bind-address=:65536",
    'config.server.bindAddress: expected an address such as :8080, 127.0.0.1:8080 or [::1]:8080, given ":65536" (--bind-address)',
  ],
  [
    "bind-address=::1:8080",
    'config.server.bindAddress: expected an address such as :8080, 127.0.0.1:8080 or [::1]:8080, given "::1:8080" (--bind-address)',
  ],
  [
    "server-shutdown-delay=11m",
    'config.server.shutdownDelay: expected a duration from 0s to 10m, given "11m" (--server-shutdown-delay)',
  ],
  [
    "check-interval=15",
    'config.schedule.checkPeriod: expected a duration such as 15s, 1m30s or 500ms, given "15" (--check-interval)',
  ],
  [
    "check-period=-1s",
    'config.schedule.checkPeriod: expected a duration such as 15s, 1m30s or 500ms, given "-1s" (--check-period)',
  ],
  [
    "check-period=1ms",
    'config.schedule.checkPeriod: expected a duration from 100ms to 24h, given "1ms" (--check-period)',
  ],
  ["log-format=xml", 'config.log.format: expected one of auto, json, pretty, given "xml" (--log-format)'],
  [
    "workloads-kinds=Deployment,Foo",
    'config.workloads.kinds[1]: expected one of Deployment, StatefulSet, DaemonSet, CronJob, Job, ReplicaSet, ReplicationController, Pod, given "Foo" (--workloads-kinds)',
  ],
  [
    "workloads-kinds=Pod,Job,Pod",
    'config.workloads.kinds: expected each element once, given "Pod" twice (--workloads-kinds)',
  ],
  [
    'workloads-custom=[{"group":"a.io","version":"1","resource":"bs","kind":"B"}]',
    'config.workloads.custom[0].version: expected an API version such as v1 or v1alpha1, given "1" (--workloads-custom)',
  ],
  [
    'workloads-custom=[{"group":"a.io","version":"v1","resource":"bs","kind":"B","templatePaths":["a..b"]}]',
    'config.workloads.custom[0].templatePaths[0]: expected a path such as spec.template or spec.pods.*.template, given "a..b" (--workloads-custom)',
  ],
  [
    'workloads-custom=[{"group":"a.io","version":"v1","resource":"bs","kind":"B"},{"group":"a.io","version":"v2","resource":"bs","kind":"B"}]',
    "config.workloads.custom[1]: expected each resource once, given bs.a.io here and in config.workloads.custom[0] (--workloads-custom)",
  ],
  [
    "workloads-custom=Rollout",
    'config.workloads.custom: expected a list, given "Rollout" (--workloads-custom)',
  ],
  [
    "force-check-disabled-controllers=Deploymnt",
    'config.workloads.includeDisabled[0]: unknown kind "Deploymnt"; did you mean Deployment? (--force-check-disabled-controllers)',
  ],
  [
    "force-check-disabled-controllers=Rollout",
    'config.workloads.includeDisabled[0]: unknown kind "Rollout"; expected one of Deployment, StatefulSet, DaemonSet, CronJob, Job, ReplicaSet, ReplicationController, Pod or * (--force-check-disabled-controllers)',
  ],
  [
    "namespaces-include=Shop",
    'config.namespaces.include[0]: expected a namespace\'s name, given "Shop" (--namespaces-include)',
  ],
  [
    "namespaces-selector=a in b",
    'config.namespaces.selector: expected a label selector such as env=prod,tier in (web,api),!legacy, given "a in b" (--namespaces-selector)',
  ],
  [
    "namespaces-selector=a=b,",
    'config.namespaces.selector: expected a label selector such as env=prod,tier in (web,api),!legacy, given "a=b," (--namespaces-selector)',
  ],
  [
    "namespace-label=a=b",
    'config.namespaces.label: expected a label key such as example.com/team, given "a=b" (--namespace-label)',
  ],
  [
    "ignored-images=a~b(",
    'config.images.ignored[1]: expected an RE2 expression, given "b(": error parsing regexp: missing closing ): `b(` (--ignored-images)',
  ],
  [
    "allowed-images=(?=x)",
    'config.images.allowed[0]: expected an RE2 expression, given "(?=x)": error parsing regexp: invalid or unsupported Perl syntax: `(?=` (--allowed-images)',
  ],
  [
    "default-registry=",
    'config.images.defaultRegistry: expected a registry\'s host without https://, such as registry.example.com:5000, given "" (--default-registry)',
  ],
  [
    "default-registry=https://docker.io",
    'config.images.defaultRegistry: expected a registry\'s host without https://, such as registry.example.com:5000, given "https://docker.io" (--default-registry)',
  ],
  ["image-mirror=docker.io", '--image-mirror: expected PREFIX=MIRROR, given "docker.io"'],
  [
    "image-mirror=docker.io=https://m",
    'config.images.mirrors[0].mirrors[0]: expected a registry, optionally with a path, without https://, such as mirror.example.com/hub, or a map with the key mirror, given "https://m" (--image-mirror)',
  ],
  [
    "image-mirror=docker.io=docker.io",
    'config.images.mirrors[0].mirrors[0]: expected another place than the prefix, given "docker.io" (--image-mirror)',
  ],
  [
    "image-mirror=Index.Docker.io/=docker.io/",
    'config.images.mirrors[0].mirrors[0]: expected another place than the prefix, given "docker.io/" (--image-mirror)',
  ],
  [
    'images-mirrors=[{"prefix":"docker.io","mirrors":[{"scheme":"http"}]}]',
    "config.images.mirrors[0].mirrors[0].mirror: expected a registry, optionally with a path, without https://, such as mirror.example.com/hub, given nothing (--images-mirrors)",
  ],
  [
    'images-mirrors=[{"prefix":"docker.io","mirrors":[{"mirror":"m","scheme":"ftp"}]}]',
    'config.images.mirrors[0].mirrors[0].scheme: expected one of https, http, given "ftp" (--images-mirrors)',
  ],
  [
    'images-mirrors=[{"prefix":"docker.io","mirrors":[{"mirror":"m","clientKeyFile":"key.pem"}]}]',
    "config.images.mirrors[0].mirrors[0].clientCertFile: expected the path of the certificate that the key belongs to, given nothing (--images-mirrors)",
  ],
  [
    'images-mirrors=[{"prefix":"docker.io","mirrors":[{"mirror":"m","headers":{"a b":""}}]}]',
    'config.images.mirrors[0].mirrors[0].headers: expected a header\'s name as key, given "a b" (--images-mirrors)',
  ],
  [
    'images-mirrors=[{"prefix":"docker.io","mirrors":[{"mirror":"m","path":"/v2/"}]}]',
    'config.images.mirrors[0].mirrors[0].path: expected a path such as /api/v2 without a slash at its end, given "/v2/" (--images-mirrors)',
  ],
  [
    "image-mirror=bitnami=mirror.example.com",
    'config.images.mirrors[0].prefix: expected a registry first, such as docker.io/bitnami, given "bitnami" (--image-mirror)',
  ],
  [
    'images-mirrors=[{"prefix":"docker.io","mirrors":["a.example"]},{"prefix":"index.docker.io/","mirrors":["b.example"]}]',
    "config.images.mirrors[1].prefix: expected each prefix once, given docker.io here and in config.images.mirrors[0] (--images-mirrors)",
  ],
  [
    "registries-concurrency=0",
    "config.registries.concurrency: expected an integer from 1 to 1000, given 0 (--registries-concurrency)",
  ],
  [
    "registries-concurrency=1.5",
    "config.registries.concurrency: expected an integer from 1 to 1000, given 1.5 (--registries-concurrency)",
  ],
  [
    "registries-concurrency=many",
    'config.registries.concurrency: expected an integer from 1 to 1000, given "many" (--registries-concurrency)',
  ],
  [
    "registries-requests-per-second=0",
    "config.registries.requestsPerSecond: expected a number from 0.01 to 10000, given 0 (--registries-requests-per-second)",
  ],
  [
    "registries-allowed-networks=169.254.0.0",
    'config.registries.allowedNetworks[0]: expected a network such as 169.254.20.0/24 or fe80::/10, given "169.254.0.0" (--registries-allowed-networks)',
  ],
  [
    "registries-allowed-networks=169.254.0.0/33",
    'config.registries.allowedNetworks[0]: expected a network such as 169.254.20.0/24 or fe80::/10, given "169.254.0.0/33" (--registries-allowed-networks)',
  ],
  [
    'registries-hosts={"https://a":{}}',
    'config.registries.hosts: expected a registry\'s host[:port] or a glob such as *.example.com:5000 as key, given "https://a" (--registries-hosts)',
  ],
  [
    'registries-hosts={"a":{"timeout":"1ms"}}',
    'config.registries.hosts.a.timeout: expected a duration from 100ms to 5m, given "1ms" (--registries-hosts)',
  ],
  ["registries-hosts={", 'config.registries.hosts: expected a map of keys, given "{" (--registries-hosts)'],
  [
    "secrets-mode=none",
    'config.secrets.mode: expected one of cluster, namespaced, off, given "none" (--secrets-mode)',
  ],
  [
    "metrics-owner-labels=a b",
    'config.metrics.ownerLabels[0]: expected a label key such as example.com/team, given "a b" (--metrics-owner-labels)',
  ],
  [
    "sharding-shard=1",
    "config.sharding.shard: expected less than config.sharding.shards (1), given 1 (--sharding-shard)",
  ],
];

// What comes out of the validated configuration.
const ACCEPTED: readonly (readonly [flag: string, path: string, value: unknown])[] = [
  ["bind-address=[::1]:0", "server.bindAddress", "[::1]:0"],
  ["bind-address=localhost:9000", "server.bindAddress", "localhost:9000"],
  ["server-bind-address=:1", "server.bindAddress", ":1"],
  ["server-shutdown-delay=0s", "server.shutdownDelay", 0],
  ["check-interval=1m30s", "schedule.checkPeriod", 90_000],
  ["check-interval=1.5h", "schedule.checkPeriod", 5_400_000],
  ["schedule-check-period=500ms", "schedule.checkPeriod", 500],
  ["workloads-kinds=Pod, Job", "workloads.kinds", ["Pod", "Job"]],
  ['workloads-kinds=["Pod"]', "workloads.kinds", ["Pod"]],
  ["workloads-kinds=", "workloads.kinds", []],
  [
    "force-check-disabled-controllers=deployment,CRONJOB",
    "workloads.includeDisabled",
    ["deployment", "CRONJOB"],
  ],
  ["force-check-disabled-controllers=*", "workloads.includeDisabled", ["*"]],
  [
    "namespaces-selector=a=b,c!=d , e in (x, y),f notin (z),g,!h/i,j==",
    "namespaces.selector",
    "a=b,c!=d , e in (x, y),f notin (z),g,!h/i,j==",
  ],
  ["namespace-label=example.com/team", "namespaces.label", "example.com/team"],
  ["ignored-images=^a{1,2}$~[0-9]~[0]", "images.ignored", ["^a{1,2}$", "[0-9]", "[0]"]],
  ["default-registry=[::1]:5000", "images.defaultRegistry", "[::1]:5000"],
  ["allow-plain-http=true", "registries.allowPlainHttp", true],
  ["allow-plain-http=F", "registries.allowPlainHttp", false],
  ["skip-registry-cert-verification=1", "registries.insecureSkipVerify", true],
  ["registries-requests-per-second=0.5", "registries.requestsPerSecond", 0.5],
  [
    "registries-allowed-networks=fe80::/10,169.254.20.10/32",
    "registries.allowedNetworks",
    ["fe80::/10", "169.254.20.10/32"],
  ],
  ["metrics-image-last-check=false", "metrics.imageLastCheck", false],
];

describe("values of the configuration", () => {
  for (const [flag, problem] of REFUSED) {
    it(`loadConfig() refuses --${flag}`, async () => {
      expect(await problemsOf({ flags: [flag] })).to.deep.equal([problem]);
    });
  }

  for (const [flag, path, value] of ACCEPTED) {
    it(`loadConfig() accepts --${flag}`, async () => {
      const { config } = await loadOf({ flags: [flag] });
      expect(config).to.have.nested.property(path).that.deep.equals(value);
    });
  }

  for (const key of ["label", "selector"]) {
    it(`loadConfig() refuses namespaces.${key} where RBAC is per namespace`, async () => {
      const flags = ["namespaces-include=shop", `namespaces-${key}=team`];
      expect(await problemsOf({ flags })).to.deep.equal([
        `config.namespaces.${key}: expected no ${key} where namespaces.include is set (labels of namespaces cannot be read with a Role per namespace), given "team" (--namespaces-${key})`,
      ]);
    });
  }

  it("loadConfig() answers a hostile selector at once", async () => {
    const hostile = `${"a=   ,".repeat(5_000)}%`;
    expect(await problemsOf({ flags: [`namespaces-selector=${hostile}`] })).to.have.length(1);
  });
});
