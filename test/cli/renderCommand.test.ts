import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import type { RuleGroup } from "../../rules/mergeRules.ts";
import { COMMANDS } from "../../src/cli/commands.ts";
import { runCli } from "../../src/cli/runCli.ts";
import { memoryIo } from "./memoryIo.ts";

type AlertRule = Readonly<Record<"alert" | "expr" | "for" | "keep_firing_for", string>> &
  Readonly<Record<"labels" | "annotations", Record<string, string>>>;

describe("render rules", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "iae-render-"));
  });
  after(() => rm(folder, { recursive: true }));

  async function render(values?: string) {
    const file = join(folder, "values.yaml");
    if (values !== undefined) {
      await writeFile(file, values);
    }
    const io = memoryIo();
    const argv = ["render", "rules", ...(values === undefined ? [] : ["--values", file])];
    const code = await runCli(argv, COMMANDS, io);
    return { code, out: io.out(), err: io.err().replaceAll(file, "FILE") };
  }

  async function rulesOf(values?: string): Promise<readonly AlertRule[]> {
    const { code, out, err } = await render(values);
    expect(err).to.equal("");
    expect(code).to.equal(0);
    const { groups } = parse(out) as { groups: readonly RuleGroup[] };
    return groups.flatMap(({ rules }) => rules) as unknown as readonly AlertRule[];
  }

  const named = (rules: readonly AlertRule[], name: string) => rules.filter(({ alert }) => alert === name);

  it("prints groups for rule_files, without the original's alerts", async () => {
    const { out } = await render();
    const { groups, ...others } = parse(out) as { groups: readonly RuleGroup[] };
    expect(others).to.deep.equal({});
    expect(groups.map(({ name }) => name.replace("k8s-image-availability-exporter.", ""))).to.deep.equal([
      "recording",
      "image",
      "recreation",
      "registry",
      "exporter",
    ]);
  });

  it("heeds each knob of an alert", async () => {
    const rules = await rulesOf(`
rules:
  additionalLabels: { team: platform, tier: one }
  runbookUrl: https://wiki.example.com/$alert
  dashboardUrl: https://grafana.example.com/d/images?from=$alert
  alerts:
    ImageAbsent:
      for: 1h30m
      keepFiringFor: ""
      severity: page
      threshold: 2
      labels: { team: "{{ $labels.label_team }}" }
      annotations: { summary: Gone, more: text }
    ImageNameInvalid: { enabled: false }
    ChecksStale: { severity: critical }
    DeploymentImageUnavailable: { enabled: true, for: null }
`);
    const [absent, disabled, ...more] = named(rules, "ImageAbsent");
    expect(more).to.deep.equal([]);
    const { expr, annotations, ...others } = absent!;
    expect(expr).to.match(/\) >= 2$/);
    expect(others).to.deep.equal({
      alert: "ImageAbsent",
      for: "1h30m",
      labels: { team: "{{ $labels.label_team }}", tier: "one", severity: "page" },
    });
    expect(annotations).to.include({
      summary: "Gone",
      more: "text",
      runbook_url: "https://wiki.example.com/ImageAbsent",
      dashboard_url: "https://grafana.example.com/d/images?from=ImageAbsent",
    });
    expect(annotations.description).to.match(/\}The registry /);
    expect(disabled!.labels.severity).to.equal("info");
    expect(named(rules, "ImageNameInvalid")).to.deep.equal([]);
    expect(named(rules, "ChecksStale").map(({ labels }) => labels.severity)).to.deep.equal(["critical"]);
    expect(named(rules, "HighErrorRatio").map(({ labels }) => labels.severity)).to.deep.equal([
      "warning",
      "critical",
    ]);
    expect(named(rules, "DeploymentImageUnavailable")).to.have.length(2);
    expect(named(rules, "DeploymentImageUnavailable")[0]).not.to.have.any.keys("for", "keep_firing_for");
  });

  it("leaves out a group without rules and links without an address, and adds a user's groups", async () => {
    const off = ["RegistryUnavailable", "RegistryRateLimited", "OriginUnavailable", "RegistryQuotaLow"].map(
      (name) => `    ${name}: { enabled: false }\n`,
    );
    const { out } = await render(`
rules:
  runbookUrl: ""
  extraGroups:
    - { name: mine, interval: 5m, rules: [{ record: "a:b:c", expr: vector(1) }] }
  alerts:
${off.join("")}`);
    const { groups } = parse(out) as { groups: readonly RuleGroup[] };
    expect(groups.map(({ name }) => name)).not.to.include("k8s-image-availability-exporter.registry");
    expect(groups.at(-1)).to.deep.equal({
      name: "mine",
      interval: "5m",
      rules: [{ record: "a:b:c", expr: "vector(1)" }],
    });
    expect(out).not.to.match(/runbook_url|dashboard_url/);
  });

  it("leads each alert to the dashboard that it belongs to", async () => {
    const rules = await rulesOf(
      'hygiene: { enabled: true }\nrules: { dashboardUrl: "/d/$dashboard?var-namespace={{ $labels.namespace }}" }\n',
    );
    const url = (alert: string) => named(rules, alert)[0]!.annotations.dashboard_url;
    const query = "?var-namespace={{ $labels.namespace }}";
    expect(url("ImageAbsent")).to.equal(`/d/k8s-image-availability/image-availability${query}`);
    expect(url("RegistryUnavailable")).to.equal(url("ImageAbsent"));
    expect(url("ChecksStale")).to.equal(
      `/d/k8s-image-availability-exporter/image-availability-exporter${query}`,
    );
    expect(url("VolumeFilling")).to.equal(`/d/k8s-image-availability-hygiene/cluster-hygiene${query}`);
  });

  it("takes values of everything else, and a file without any", async () => {
    const plain = await rulesOf();
    expect(await rulesOf("image: { tag: '1' }\nconfig: { log: { level: debug } }\n")).to.deep.equal(plain);
    expect(await rulesOf("# nothing\n")).to.deep.equal(plain);
    expect(await rulesOf("rules: { alerts: { ImageAbsent: null } }\n")).to.deep.equal(plain);
  });

  const REFUSED: readonly (readonly [values: string, line: string])[] = [
    [
      "rules: { alerts: { ImageAbsnt: {} } }",
      "rules.alerts.ImageAbsnt: unknown key; did you mean rules.alerts.ImageAbsent? (FILE)",
    ],
    [
      "rules: { alerts: { ImageAbsent: { treshold: 1 } } }",
      "rules.alerts.ImageAbsent.treshold: unknown key; did you mean rules.alerts.ImageAbsent.threshold? (FILE)",
    ],
    [
      "rules: { alerts: { ImageAbsent: { threshold: 0 } } }",
      "rules.alerts.ImageAbsent.threshold: expected a number of at least 1, given 0 (FILE)",
    ],
    [
      "rules: { alerts: { HighErrorRatio: { threshold: 25 } } }",
      "rules.alerts.HighErrorRatio.threshold: expected a number from 0 to 1, given 25 (FILE)",
    ],
    [
      "rules: { alerts: { ImageAbsent: { for: 30m1h } } }",
      'rules.alerts.ImageAbsent.for: expected a duration as Prometheus writes it, such as 10m or 1h30m, given "30m1h" (FILE)',
    ],
    [
      "rules: { additionalLabels: { severity: x } }",
      'rules.additionalLabels: expected a label\'s name other than alertname, severity and those that tell alerts apart, such as cluster (for which there are external_labels of Prometheus), namespace, kind, name, image and label_team as key, given "severity" (FILE)',
    ],
    ["config: { nope: 1 }", "config.nope: unknown key (FILE)"],
    [
      "config: { log: { level: loud } }",
      'config.log.level: expected one of debug, info, warn, error, given "loud" (FILE)',
    ],
    ["image: { tagg: '1' }", "image.tagg: unknown key; did you mean image.tag? (FILE)"],
    [
      "image: { digest: sha256:abc }",
      'image.digest: expected a string that matches ^(sha256:[a-f0-9]{64})?$, given "sha256:abc" (FILE)',
    ],
    [
      "dockerConfig: { content: 5 }",
      "dockerConfig.content: expected a map of keys or a string, given 5 (FILE)",
    ],
    ["replicas: many", "replicas: unknown key (FILE)"],
    ["resources: 1", "resources: expected a map of keys, given 1 (FILE)"],
    ["rulez: {}", "rulez: unknown key; did you mean rules? (FILE)"],
    ["rules: 1", "rules: expected a map of keys, given 1 (FILE)"],
    [
      "hygiene: { enabled: yes please }",
      'hygiene.enabled: expected true or false, given "yes please" (FILE)',
    ],
    ["- a", "FILE: expected a map of keys, given something else"],
    [
      "a: [",
      "Cannot read FILE as YAML: Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 5",
    ],
  ];
  for (const [values, line] of REFUSED) {
    it(`refuses ${values} in one line`, async () => {
      expect(await render(values)).to.deep.equal({ code: 2, out: "", err: `${line}\n` });
    });
  }

  it("explains itself", async () => {
    for (const argv of [
      ["render", "--help"],
      ["render", "rules", "--help"],
    ]) {
      const io = memoryIo();
      expect(await runCli(argv, COMMANDS, io)).to.equal(0);
      expect(io.out()).to.match(
        /^k8s-image-availability-exporter render rules\|dashboards\|alertmanager \[flags\]\n/,
      );
      expect(io.out()).to.include("--values");
      expect(io.out()).not.to.include("--bind-address");
    }
  });

  it("says what it can render", async () => {
    for (const [argv, given] of [
      [["render"], "nothing"],
      [["render", "rulers"], '"rulers"'],
      [["render", "rules", "rules"], '"rules rules"'],
    ] as const) {
      const io = memoryIo();
      expect(await runCli(argv, COMMANDS, io)).to.equal(2);
      expect(io.err()).to.equal(`render: expected one of rules, dashboards, alertmanager, given ${given}\n`);
    }
  });
});

describe("render alertmanager", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "iae-render-"));
  });
  after(() => rm(folder, { recursive: true }));

  const render = async (values: string, ...argv: string[]) => {
    const file = join(folder, "values.yaml");
    await writeFile(file, values);
    const io = memoryIo();
    const code = await runCli(["render", "alertmanager", "--values", file, ...argv], COMMANDS, io);
    return { code, out: io.out(), err: io.err().replaceAll(file, "FILE") };
  };

  it("prints alertmanager.yml, and writes the file of templates that it names into a folder", async () => {
    const { code, out } = await render("sharding: { enabled: true }");
    expect(code).to.equal(0);
    expect(parse(out)).to.include.keys("route", "inhibit_rules", "receivers");
    const target = join(folder, "out");
    expect(await render("sharding: { enabled: true }", "--output-dir", target)).to.deep.equal({
      code: 0,
      out: "",
      err: "",
    });
    const names = ["alertmanager.yml", "k8s-image-availability-exporter.tmpl"];
    expect((await readdir(target)).sort()).to.deep.equal(names);
    expect(await readFile(join(target, names[0]!), "utf8")).to.equal(out);
    expect((parse(out) as { templates: unknown }).templates).to.deep.equal([names[1]]);
    const templates = await readFile(join(target, names[1]!), "utf8");
    expect(templates).to.include(
      "kubectl get pods -n k8s-image-availability-exporter -l app.kubernetes.io/name=k8s-image-availability-exporter",
    );
    expect(templates).not.to.include("$exporter");
  });

  it("says in one line which receiver there is not", async () => {
    expect(await render("alertmanagerConfig: { routes: { critical: { receiver: me } } }")).to.deep.equal({
      code: 2,
      out: "",
      err: 'alertmanagerConfig.routes.critical.receiver: expected one of alertmanagerConfig.receivers, given "me"\n',
    });
  });
});

describe("render --output-dir", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "iae-render-"));
  });
  after(() => rm(folder, { recursive: true }));

  const render = async (...argv: string[]) => {
    const io = memoryIo();
    const code = await runCli(["render", ...argv], COMMANDS, io);
    return { code, out: io.out(), err: io.err() };
  };

  it("writes into a folder, which it makes, what is printed otherwise", async () => {
    const target = join(folder, "a", "b");
    const { out } = await render("rules");
    expect(await render("rules", "--output-dir", target)).to.deep.equal({ code: 0, out: "", err: "" });
    expect(await readdir(target)).to.deep.equal(["rules.yaml"]);
    expect(await readFile(join(target, "rules.yaml"), "utf8")).to.equal(out);
  });

  it("writes a file for each dashboard, and prints none of several", async () => {
    const target = join(folder, "dashboards");
    expect(await render("dashboards", "--output-dir", target)).to.deep.equal({ code: 0, out: "", err: "" });
    expect(await readdir(target)).to.deep.equal([
      "image-availability-exporter.json",
      "image-availability.json",
    ]);
    const text = await readFile(join(target, "image-availability.json"), "utf8");
    expect(JSON.parse(text)).to.include({ uid: "k8s-image-availability", title: "Image availability" });
    expect(await render("dashboards")).to.deep.equal({
      code: 2,
      out: "",
      err: "render dashboards: expected --output-dir, as there are several files: image-availability.json, image-availability-exporter.json\n",
    });
  });

  it("writes over its own alertmanager.yml, and over nobody else's", async () => {
    const target = join(folder, "alertmanager");
    const file = join(target, "alertmanager.yml");
    const written = { code: 0, out: "", err: "" };
    expect(await render("alertmanager", "--output-dir", target)).to.deep.equal(written);
    expect(await render("alertmanager", "--output-dir", target)).to.deep.equal(written);
    await writeFile(file, "route: { receiver: mine }\n");
    await rm(join(target, "k8s-image-availability-exporter.tmpl"));
    expect(await render("alertmanager", "--output-dir", target)).to.deep.equal({
      code: 2,
      out: "",
      err: `--output-dir: cannot write to ${target}: there is another alertmanager.yml, which is not of this command's making\n`,
    });
    expect(await readdir(target)).to.deep.equal(["alertmanager.yml"]);
    expect(await readFile(file, "utf8")).to.equal("route: { receiver: mine }\n");
  });

  it("says in one line why it cannot write", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    expect(await render("rules", "--output-dir", file)).to.deep.equal({
      code: 2,
      out: "",
      err: `--output-dir: cannot write to ${file}: there is a file of that name\n`,
    });
    expect(await render("rules", "--output-dir", join(file, "below"))).to.deep.equal({
      code: 2,
      out: "",
      err: `--output-dir: cannot write to ${file}/below: ENOTDIR: not a directory, mkdir '${file}/below'\n`,
    });
    // Nobody makes folders here, though the one above is there.
    expect(await render("rules", "--output-dir", "/proc/nope/below")).to.deep.equal({
      code: 2,
      out: "",
      err: "--output-dir: cannot write to /proc/nope/below: ENOENT: no such file or directory, mkdir '/proc/nope'\n",
    });
  });
});
