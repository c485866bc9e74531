import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { loadOf, problemsOf } from "./loadOf.ts";

describe("loadConfig", () => {
  let folder: string;
  let file: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "config-"));
    file = join(folder, "config.yaml");
  });
  after(() => rmSync(folder, { recursive: true }));
  const withFile = (text: string): string => {
    writeFileSync(file, text);
    return file;
  };

  it("loadConfig() fills in every default when nothing is given", async () => {
    const { config, warnings } = await loadOf({});
    expect(warnings).to.deep.equal([]);
    expect(config).to.deep.equal({
      server: {
        bindAddress: ":8080",
        inUse: false,
        statusPage: true,
        shutdownDelay: 5_000,
        shutdownTimeout: 20_000,
        webConfigFile: "",
      },
      log: { level: "info", format: "auto" },
      kubernetes: { kubeconfig: "", context: "" },
      workloads: {
        kinds: ["Deployment", "StatefulSet", "DaemonSet", "CronJob"],
        custom: [],
        liveRevisions: true,
        revisions: 0,
        includeDisabled: [],
      },
      namespaces: { include: [], exclude: [], selector: "", label: "" },
      images: {
        ignored: [],
        allowed: [],
        defaultRegistry: "docker.io",
        mirrors: [],
        verify: "manifest",
        platforms: [],
        keepAlive: { enabled: false, period: 86_400_000, registries: [] },
      },
      nodes: {
        runtime: "containerd",
        hostsDir: "",
        registriesYaml: "",
        disableDefaultRegistryEndpoint: false,
        registriesConf: "",
        certsDir: "",
        runtimeAuthFile: "",
        shortNameMode: "enforcing",
        openshift: { enabled: false, pullSecret: false, additionalTrustedCA: "" },
        root: "",
        credentialProviders: { config: "", binDir: "" },
        cloud: {
          aws: { mode: "auto", sameAsNodes: false },
          azure: { mode: "auto", sameAsNodes: false },
          google: { mode: "auto", sameAsNodes: false },
        },
      },
      registries: {
        dockerConfigFile: "",
        plainHttp: false,
        allowPlainHttp: false,
        insecureSkipVerify: false,
        caFiles: [],
        concurrency: 16,
        requestsPerSecond: 50,
        timeout: 30_000,
        maxRetryAfter: 900_000,
        allowedNetworks: [],
        hosts: { "docker.io": { requestsPerSecond: 10 } },
      },
      secrets: { mode: "cluster" },
      schedule: {
        checkPeriod: 15_000,
        recheckWindow: 600_000,
        revisionWindow: 21_600_000,
        failedRecheckPeriod: 60_000,
      },
      metrics: { names: "both", zeros: false, imageLastCheck: true, ownerLabels: [], maxRegistries: 200 },
      hygiene: { pullSecrets: false, workloads: false },
      running: { enabled: false },
      sharding: { shards: 1, shard: -1 },
    });
  });

  it("loadConfig() lets flags go over variables, variables over the file, the file over the defaults", async () => {
    const given = {
      file: withFile(
        "schedule: {checkPeriod: 1m, recheckWindow: 1h, failedRecheckPeriod: 2m}\nimages: {ignored: [a, b]}\n",
      ),
      environment: { IAE_SCHEDULE_CHECK_PERIOD: "2m", IAE_SCHEDULE_RECHECK_WINDOW: "2h" },
      flags: ["check-period=3m", "ignored-images=c"],
    };
    const { config } = await loadOf(given);
    expect(config.schedule).to.deep.equal({
      checkPeriod: 180_000,
      recheckWindow: 7_200_000,
      revisionWindow: 21_600_000,
      failedRecheckPeriod: 120_000,
    });
    expect(config.images.ignored).to.deep.equal(["c"]);
    expect(config.images.allowed).to.deep.equal([]);
  });

  it("loadConfig() reads a file that IAE_CONFIG names, unless a flag names another", async () => {
    const other = join(folder, "other.json");
    writeFileSync(other, '{"metrics": {"zeros": true}}');
    withFile("metrics: {maxRegistries: 7}");
    const byVariable = await loadOf({ environment: { IAE_CONFIG: file } });
    expect(byVariable.config.metrics).to.include({ zeros: false, maxRegistries: 7 });
    expect(byVariable.warnings).to.deep.equal([]);
    const byFlag = await loadOf({ environment: { IAE_CONFIG: file }, file: other });
    expect(byFlag.config.metrics).to.include({ zeros: true, maxRegistries: 200 });
  });

  it("loadConfig() takes an empty file as no configuration, and null as an absent key", async () => {
    expect((await loadOf({ file: withFile("") })).config.log.level).to.equal("info");
    const { config } = await loadOf({ file: withFile("log:\nserver:\n  bindAddress: null\n") });
    expect(config.log).to.deep.equal({ level: "info", format: "auto" });
    expect(config.server.bindAddress).to.equal(":8080");
  });

  it("loadConfig() merges maps key by key, and null takes an entry away", async () => {
    const merged = withFile(
      "registries: {hosts: {docker.io: {timeout: 30s}, '*.example.com': {plainHttp: true}}}",
    );
    expect((await loadOf({ file: merged })).config.registries.hosts).to.deep.equal({
      "docker.io": { requestsPerSecond: 10, timeout: 30_000 },
      "*.example.com": { plainHttp: true },
    });
    const taken = withFile("registries: {hosts: {docker.io: null}}");
    expect((await loadOf({ file: taken })).config.registries.hosts).to.deep.equal({});
  });

  it("loadConfig() takes nodes of OpenShift for those of CRI-O, and nothing that its objects say as well", async () => {
    const on = "nodes-openshift-enabled=true";
    expect((await loadOf({ flags: [on] })).config.nodes.runtime).to.equal("cri-o");
    const withSecret = [on, "nodes-openshift-pull-secret=true"];
    for (const [flags, problem] of [
      [
        [on, "nodes-runtime=containerd"],
        "config.nodes.openshift.enabled: expected false, as config.nodes.runtime is containerd, given true (--nodes-openshift-enabled)",
      ],
      [
        [on, "nodes-hosts-dir=/a"],
        'config.nodes.hostsDir: expected nothing, as config.nodes.runtime is cri-o, given "/a" (--nodes-hosts-dir)',
      ],
      [
        [on, "nodes-registries-conf=/a"],
        'config.nodes.registriesConf: expected nothing, as config.nodes.openshift.enabled is true, given "/a" (--nodes-registries-conf)',
      ],
      [
        [...withSecret, "nodes-runtime-auth-file=/a"],
        'config.nodes.runtimeAuthFile: expected nothing, as config.nodes.openshift.pullSecret is true, given "/a" (--nodes-runtime-auth-file)',
      ],
      [
        [...withSecret, "registries-docker-config-file=/a"],
        'config.registries.dockerConfigFile: expected nothing, as config.nodes.openshift.pullSecret is true, given "/a" (--registries-docker-config-file)',
      ],
      [[on, "nodes-runtime-auth-file=/a", "nodes-certs-dir=/b"], undefined],
    ] as const) {
      expect(await problemsOf({ flags })).to.deep.equal(problem === undefined ? [] : [problem]);
    }
  });

  it("loadConfig() fills in the defaults of list elements", async () => {
    const given = withFile(
      "workloads: {custom: [{group: argoproj.io, version: v1alpha1, resource: rollouts, kind: Rollout}]}\n" +
        "images: {mirrors: [{prefix: docker.io, mirrors: [mirror.example.com]}]}\n",
    );
    const { config } = await loadOf({ file: given });
    expect(config.workloads.custom).to.deep.equal([
      {
        group: "argoproj.io",
        version: "v1alpha1",
        resource: "rollouts",
        kind: "Rollout",
        templatePaths: ["spec.template"],
      },
    ]);
    expect(config.images.mirrors[0]?.fallback).to.equal(true);
  });

  it("loadConfig() adds --image-mirror to the rules of the file", async () => {
    const given = withFile(
      "images: {mirrors: [{prefix: docker.io, mirrors: [a.example.com], fallback: false}]}",
    );
    const flags = ["image-mirror=docker.io=b.example.com", "image-mirror=quay.io/team=c.example.com/quay"];
    expect((await loadOf({ file: given, flags })).config.images.mirrors).to.deep.equal([
      {
        prefix: "docker.io",
        mirrors: ["a.example.com", "b.example.com"],
        fallback: false,
      },
      { prefix: "quay.io/team", mirrors: ["c.example.com/quay"], fallback: true },
    ]);
  });

  it("loadConfig() reads prefixes of mirrors as images name registries", async () => {
    const given = withFile("images: {mirrors: [{prefix: Index.Docker.io, mirrors: [a.example.com]}]}");
    const flags = [
      "image-mirror=docker.io/=b.example.com",
      "image-mirror=Quay.io/team/=c.example.com",
      "image-mirror=LOCAL:5000=d.example.com",
    ];
    const { mirrors } = (await loadOf({ file: given, flags })).config.images;
    expect(mirrors.map(({ prefix, mirrors: places }) => [prefix, ...places])).to.deep.equal([
      ["docker.io", "a.example.com", "b.example.com"],
      ["quay.io/team", "c.example.com"],
      ["local:5000", "d.example.com"],
    ]);
  });

  it("loadConfig() reads mirrors with words on how they are spoken to", async () => {
    const given = withFile(
      "images: {mirrors: [{prefix: docker.io, mirrors: [{mirror: docker.io, caFile: ca.pem, headerFiles: {x-key: key}}]}]}",
    );
    const [mirror] = (await loadOf({ file: given })).config.images.mirrors[0]?.mirrors ?? [];
    const folder = join(given, "..");
    expect(mirror).to.deep.equal({
      mirror: "docker.io",
      path: "/v2",
      capabilities: ["pull", "resolve"],
      insecureSkipVerify: false,
      caFile: join(folder, "ca.pem"),
      headers: {},
      headerFiles: { "x-key": join(folder, "key") },
    });
  });

  it("loadConfig() takes a prefix without a dot where that is the default registry", async () => {
    const flags = ["default-registry=registry", "image-mirror=registry/team=mirror.example.com"];
    expect((await loadOf({ flags })).config.images.mirrors[0]?.prefix).to.equal("registry/team");
  });

  it("loadConfig() reads relative paths from where they were written", async () => {
    const given = withFile(
      "kubernetes: {kubeconfig: ./kubeconfig}\nregistries: {caFiles: [ca.pem], hosts: {a.example: {caFile: b.pem}}}",
    );
    const fromFile = (await loadOf({ file: given })).config;
    expect(fromFile.kubernetes.kubeconfig).to.equal(join(folder, "kubeconfig"));
    expect(fromFile.registries.caFiles).to.deep.equal([join(folder, "ca.pem")]);
    expect(fromFile.registries.hosts["a.example"]?.caFile).to.equal(join(folder, "b.pem"));
    const typed = await loadOf({
      flags: ["capath=x/ca.pem", "capath=/etc/ca.pem"],
      environment: { IAE_REGISTRIES_DOCKER_CONFIG_FILE: "../docker.json" },
    });
    expect(typed.config.registries.caFiles).to.deep.equal(["/home/user/x/ca.pem", "/etc/ca.pem"]);
    expect(typed.config.registries.dockerConfigFile).to.equal("/home/docker.json");
  });

  it("loadConfig() gives a configuration that nobody can change", async () => {
    const { config } = await loadOf({});
    expect(Reflect.set(config.registries.hosts["docker.io"]!, "timeout", 1)).to.equal(false);
    expect(config.registries.hosts["docker.io"]).to.deep.equal({ requestsPerSecond: 10 });
    expect(Object.isFrozen(config.workloads.kinds)).to.equal(true);
  });

  it("loadConfig() does not let one load change the defaults of the next", async () => {
    await loadOf({ file: withFile("registries: {hosts: {docker.io: {timeout: 1s}}}") });
    expect((await loadOf({})).config.registries.hosts).to.deep.equal({
      "docker.io": { requestsPerSecond: 10 },
    });
  });

  const REFUSED_FILES: readonly (readonly [name: string, text: string, problems: readonly string[]])[] = [
    ["a list as root", "[a]", ['config: expected a map of keys, given ["a"] (FILE)']],
    ["a text as root", "hello", ['config: expected a map of keys, given "hello" (FILE)']],
    [
      "broken YAML",
      "a: b: c",
      ["Cannot read FILE as YAML: Nested mappings are not allowed in compact mappings at line 1, column 4"],
    ],
    [
      "a key twice",
      "log: {}\nlog: {}",
      ["Cannot read FILE as YAML: Map keys must be unique at line 2, column 1"],
    ],
    [
      "a section that is no map, even where a flag sets one of its keys",
      "schedule: 5",
      ["config.schedule: expected a map of keys, given 5 (FILE)"],
    ],
    [
      "a mistyped key",
      "server: {bindAdress: ':1'}",
      ["config.server.bindAdress: unknown key; did you mean config.server.bindAddress? (FILE)"],
    ],
    ["a mistyped section", "servr: {}", ["config.servr: unknown key; did you mean config.server? (FILE)"]],
    [
      "a key in the wrong section",
      "checkPeriod: 1m",
      ["config.checkPeriod: unknown key; did you mean config.schedule.checkPeriod? (FILE)"],
    ],
    [
      "credential providers without their programs",
      "nodes: {credentialProviders: {config: providers.yaml}}",
      [
        "config.nodes.credentialProviders.binDir: expected the directory of the programs that nodes.credentialProviders.config names, given nothing (FILE)",
      ],
    ],
    ["a key like no other", "log: {zest: red}", ["config.log.zest: unknown key (FILE)"]],
    [
      "the chart's whole values",
      "config: {}",
      ["config.config: unknown key; the file holds what stands below `config` in the chart's values (FILE)"],
    ],
    [
      "a key that means something in JavaScript",
      '{"__proto__": {"log": 1}, "constructor": 1}',
      ["config.__proto__: unknown key (FILE)", "config.constructor: unknown key (FILE)"],
    ],
    [
      "an unfinished list element",
      "images: {mirrors: [{prefix: docker.io}]}",
      ["config.images.mirrors[0].mirrors: expected a list that is not empty, given nothing (FILE)"],
    ],
    [
      "a mistyped key of a registry",
      "registries: {hosts: {docker.io: {requestPerSecond: 1}}}",
      [
        'config.registries.hosts["docker.io"].requestPerSecond: unknown key; did you mean config.registries.hosts["docker.io"].requestsPerSecond? (FILE)',
      ],
    ],
    [
      "several mistakes, each in a line",
      "log: {level: trace}\nmetrics: {zeros: 1}",
      [
        'config.log.level: expected one of debug, info, warn, error, given "trace" (FILE)',
        "config.metrics.zeros: expected true or false, given 1 (FILE)",
      ],
    ],
  ];
  for (const [name, text, problems] of REFUSED_FILES) {
    it(`loadConfig() refuses ${name}`, async () => {
      const lines = await problemsOf({ file: withFile(text), flags: ["check-period=1m"] });
      expect(lines.map((line) => line.replace(file, "FILE"))).to.deep.equal(problems);
    });
  }

  it("loadConfig() refuses a file that cannot be read", async () => {
    expect(await problemsOf({ file: "nowhere.yaml" })).to.deep.equal([
      "Cannot read the configuration file /home/user/nowhere.yaml: no such file",
    ]);
    expect(await problemsOf({ file: folder })).to.deep.equal([
      `Cannot read the configuration file ${folder}: is a directory`,
    ]);
  });
});
