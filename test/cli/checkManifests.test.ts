import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { COMMANDS } from "../../src/cli/commands.ts";
import type { ReportRow } from "../../src/cli/reports.ts";
import { runCli } from "../../src/cli/runCli.ts";
import type { DemoRegistry } from "../../src/demo/registry/demoRegistry.ts";
import { registriesForTests } from "../demo/registriesForTests.ts";
import { memoryIo } from "./memoryIo.ts";

describe("check -f", () => {
  const startRegistry = registriesForTests();
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "manifests-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function run(stdin: string, ...argv: readonly string[]) {
    const io = memoryIo({ DOCKER_CONFIG: "/none" }, { stdin });
    const code = await runCli(["check", "--allow-plain-http", ...argv], COMMANDS, io);
    return { code, out: io.out(), err: io.err() };
  }
  /** What is found of manifests on standard input, by workload and container. */
  async function check(manifests: string, ...argv: readonly string[]) {
    const { code, out } = await run(manifests, "-f", "-", "--output=json", ...argv);
    const rows = JSON.parse(out) as readonly ReportRow[];
    return {
      code,
      rows,
      found: Object.fromEntries(
        rows.map(({ namespace, kind, name, container, available, reason }) => [
          `${namespace}/${kind}/${name} ${container}`,
          reason ?? available,
        ]),
      ),
    };
  }
  const open = async () => {
    const registry = await startRegistry();
    registry.putImage("team/app", "1");
    return registry;
  };
  const locked = async () => {
    const registry = await startRegistry({ authentication: "basic", users: { alice: "wonderland" } });
    registry.putImage("team/app", "1");
    return registry;
  };
  const dockerConfig = ({ host }: DemoRegistry, password = "wonderland") =>
    JSON.stringify({ auths: { [host]: { username: "alice", password } } });
  const podYaml = (name: string, image: string, more = "") => `apiVersion: v1
kind: Pod
metadata: { name: ${name} }
spec:
${more}  containers:
    - name: main
      image: ${image}
`;

  it("checks every image of all kinds, switched off or not, with the line of each", async () => {
    const { host } = await open();
    const { code, rows, found } = await check(`# rendered
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replicas: 0
  template:
    spec:
      initContainers:
        - image: ${host}/team/app:1
          name: init
      containers:
        - name: main
          image: "${host}/team/app:2"
      volumes:
        - name: data
          image: { reference: ${host}/team/data:1 }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly }
spec:
  suspend: true
  jobTemplate: { spec: { template: { spec: { containers: [{ name: main, image: "${host}/team/app:1" }] } } } }
---
kind: List
apiVersion: v1
items:
  - apiVersion: batch/v1
    kind: Job
    metadata: { generateName: import- }
    spec:
      template:
        spec:
          containers:
            - { name: main, image: UPPER }
  - { apiVersion: v1, kind: ConfigMap, metadata: { name: settings } }
---
`);
    expect(code).to.equal(1);
    expect(found).to.deep.equal({
      "default/cronjob/nightly main": true,
      "default/job/import-* main": "bad_image_format",
      "shop/deployment/web data": "absent",
      "shop/deployment/web init": true,
      "shop/deployment/web main": "absent",
    });
    expect(rows.map(({ container, file, line }) => [container, file, line])).to.deep.equal([
      ["main", "-", 26],
      ["main", "-", 38],
      ["data", "-", 19],
      ["init", "-", 12],
      ["main", "-", 16],
    ]);
  });

  it("says of a container without an image, and of one whose image is no text, that it cannot be read", async () => {
    const { code, rows } = await check(`apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      initContainers:
        - name: init
          image: ""
      containers:
        - env: [{ name: web }]
          name: other
          image: UPPER
        - name: web
        - name: number
          image: 5
        - image: { repository: team/app, tag: 1 }
      volumes:
        - { name: web, emptyDir: {} }
        - name: data
          image: { pullPolicy: Always }
---
apiVersion: v1
kind: Pod
metadata: { name: bare }
spec: { containers: [{ name: main, image: null }] }
`);
    expect(code).to.equal(1);
    expect(rows.map(({ reason }) => reason)).to.deep.equal(Array(7).fill("bad_image_format"));
    expect(rows.map(({ message }) => message)).to.have.members([
      'repository name "UPPER" must be lower case',
      ...Array(6).fill("no name of an image is written there"),
    ]);
    expect(rows.map(({ container, image, line }) => [container, image, line])).to.have.deep.members([
      ["init", '(expected an image, given "")', 9],
      ["other", "UPPER", 13],
      ["web", "(expected an image, given nothing)", 14],
      ["number", "(expected an image, given 5)", 16],
      ["", '(expected an image, given {"repository":"team/app","tag":1})', 17],
      ["data", "(expected an image, given nothing)", 21],
      ["main", "(expected an image, given null)", 26],
    ]);
  });

  it("says what is wrong with a name of an image that reads like none", async () => {
    const { code, rows } = await check(podYaml("odd", '"(expected an image, given nothing)"'));
    expect([code, rows[0]?.reason]).to.deep.equal([1, "bad_image_format"]);
    expect(rows[0]?.message).not.to.equal("no name of an image is written there");
  });

  it("takes pull secrets and service accounts of the same stream, as the kubelet would", async () => {
    const registry = await locked();
    const image = `${registry.host}/team/app:1`;
    const secret = (name: string, content: string) => `apiVersion: v1
kind: Secret
metadata: { name: ${name} }
type: kubernetes.io/dockerconfigjson
stringData: { .dockerconfigjson: '${content}' }
`;
    const { code, found } = await check(
      [
        podYaml("right", image, "  imagePullSecrets: [{ name: right }]\n"),
        podYaml("wrong", image, "  imagePullSecrets: [{ name: wrong }]\n"),
        podYaml("broken", image, "  imagePullSecrets: [{ name: broken }]\n"),
        podYaml("account", image, "  serviceAccountName: puller\n"),
        podYaml("none", image),
        "apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: puller }\nimagePullSecrets: [{ name: right }]\n",
        secret("right", dockerConfig(registry)),
        secret("wrong", dockerConfig(registry, "hunter2")),
        secret("broken", "{"),
      ].join("---\n"),
    );
    expect(code).to.equal(1);
    expect(found).to.deep.equal({
      "default/pod/account main": true,
      "default/pod/broken main": "authentication_failure",
      "default/pod/none main": "authentication_failure",
      "default/pod/right main": true,
      "default/pod/wrong main": "authentication_failure",
    });
  });

  it("takes a named Secret of another type for one without credentials, as the kubelet does", async () => {
    const { host } = await locked();
    const pod = podYaml("p", `${host}/team/app:1`, "  imagePullSecrets: [{ name: plain }]\n");
    const secret = "apiVersion: v1\nkind: Secret\nmetadata: { name: plain }\ntype: Opaque\n";
    const { code, found } = await check([pod, secret].join("---\n"));
    expect([code, found]).to.deep.equal([1, { "default/pod/p main": "authentication_failure" }]);
  });

  it("takes the last of two Secrets of one name, as kubectl apply does, and says so", async () => {
    const registry = await locked();
    const secret = (password: string) =>
      `apiVersion: v1\nkind: Secret\nmetadata: { name: s }\ntype: kubernetes.io/dockerconfigjson\nstringData: { .dockerconfigjson: '${dockerConfig(registry, password)}' }\n`;
    const pod = podYaml("p", `${registry.host}/team/app:1`, "  imagePullSecrets: [{ name: s }]\n");
    const { code, err } = await run([secret("hunter2"), pod, secret("wonderland")].join("---\n"), "-f", "-");
    expect([code, err]).to.deep.equal([
      0,
      "Secret default/s is at -:1 and, differently, at -:16: the last counts for all\n",
    ]);
  });

  it("looks up lines in a time that grows with the manifest, not with its square", async () => {
    const containers = (count: number) =>
      podYaml("p", "UPPER") +
      Array.from({ length: count }, (_, i) => `    - { name: c${i}, image: UPPER }\n`).join("");
    // Far beyond the time of a test, if each container had all of the manifest read.
    const { rows } = await check(containers(6_000));
    expect(rows.map(({ line }) => line).sort((a = 0, b = 0) => a - b)).to.deep.equal(
      Array.from({ length: 6_001 }, (_, i) => 7 + i),
    );
  });

  it("does not know where a pull secret is named that the stream has not, unless others open the image", async () => {
    const registry = await locked();
    const pod = podYaml("p", `${registry.host}/team/app:1`, "  imagePullSecrets: [{ name: elsewhere }]\n");
    const { code, rows } = await check(pod);
    expect([code, rows[0]?.available, rows[0]?.reason]).to.deep.equal([3, null, "authentication_failure"]);
    expect(rows[0]?.message).to.match(/there may be credentials that could not be read$/);
    const config = join(folder, "config.json");
    await writeFile(config, dockerConfig(registry));
    expect((await check(pod, "--docker-config", config)).code).to.equal(0);
  });

  it("does not know where a service account is named that the stream has not, but for the default one", async () => {
    const registry = await locked();
    const pod = (account: string) =>
      podYaml(account, `${registry.host}/team/app:1`, `  serviceAccountName: ${account}\n`);
    const account = "apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: here }\n";
    const { rows } = await check([pod("default"), pod("elsewhere"), pod("here"), account].join("---\n"));
    expect(rows.map(({ name, available }) => [name, available])).to.deep.equal([
      ["default", false],
      ["elsewhere", null],
      ["here", false],
    ]);
  });

  it("knows of others in the same namespace what it does not know where a pull secret is named that the stream has not", async () => {
    const registry = await locked();
    const image = `${registry.host}/team/app:1`;
    const secret = `apiVersion: v1\nkind: Secret\nmetadata: { name: wrong }\ntype: kubernetes.io/dockerconfigjson\nstringData: { .dockerconfigjson: '${dockerConfig(registry, "hunter2")}' }\n`;
    const { code, rows } = await check(
      [
        podYaml("certain", image, "  imagePullSecrets: [{ name: wrong }]\n"),
        podYaml("unsure", image, "  imagePullSecrets: [{ name: wrong }, { name: elsewhere }]\n"),
        secret,
      ].join("---\n"),
    );
    expect([code, rows.map(({ name, available }) => [name, available])]).to.deep.equal([
      1,
      [
        ["certain", false],
        ["unsure", null],
      ],
    ]);
  });

  it("knows nothing certain while a registry does not answer", async () => {
    const registry = await open();
    registry.setDown(true);
    const { code, found } = await check(podYaml("p", `${registry.host}/team/app:1`));
    expect([code, found]).to.deep.equal([3, { "default/pod/p main": "registry_unavailable" }]);
  });

  it("reads custom resources that the configuration names, filters and kinds of it left out", async () => {
    const { host } = await open();
    const config = join(folder, "config.yaml");
    const rollout = { group: "argoproj.io", version: "v1alpha1", resource: "rollouts", kind: "Rollout" };
    await writeFile(
      config,
      JSON.stringify({
        workloads: { kinds: ["Pod"], custom: [{ ...rollout, templatePaths: ["spec.template"] }] },
        images: { ignored: ["."] },
        namespaces: { include: ["other"] },
      }),
    );
    const { found } = await check(
      `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: r }\nspec: { replicas: 0, template: { spec: { containers: [{ name: c, image: "${host}/team/app:1" }] } } }`,
      "--config",
      config,
      "--namespace=ns",
    );
    expect(found).to.deep.equal({ "ns/rollout/r c": true });
  });

  it("reads folders, files and JSON, and says in which file an image is", async () => {
    const { host } = await open();
    await mkdir(join(folder, "deep"));
    await writeFile(join(folder, "a.yaml"), podYaml("a", `${host}/team/app:9`));
    await writeFile(join(folder, "NOTES.txt"), "not: [a manifest");
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "b" } };
    const containers = [{ name: "main", image: `${host}/team/app:1` }];
    await writeFile(
      join(folder, "deep/b.json"),
      JSON.stringify({ ...pod, spec: { containers } }, undefined, 2),
    );
    const { code, out } = await run("", "-f", folder, "--output=github");
    expect(code).to.equal(1);
    expect(out).to.match(/^::error file=[^,]*a\.yaml,line=7,title=[^:]*absent::default\/pod\/a: /);
    expect(out.split("\n")).to.have.length(2);
    const table = await run("", "-f", join(folder, "a.yaml"), "--filename", join(folder, "deep"));
    expect(table.out.split("\n").at(-2)).to.equal("2 containers, 1 absent, 1 available");
  });

  it("counts objects of equal kind, namespace and name one by one", async () => {
    const { host } = await open();
    const pod = (tag: number) => podYaml("app", `${host}/team/app:${tag}`);
    await writeFile(join(folder, "prod.yaml"), pod(8));
    const twice = pod(1).replace("name: app", "generateName: x");
    await writeFile(join(folder, "test.yaml"), [pod(9), pod(1), twice, twice].join("---\n"));
    const { code, out } = await run("", "-f", folder, "--output=json");
    const found = (JSON.parse(out) as readonly ReportRow[]).map(
      ({ name, reason, file, line }) => `${name} ${reason} ${file?.split("/").at(-1)}:${line}`,
    );
    expect([code, found]).to.deep.equal([
      1,
      [
        "app absent prod.yaml:7",
        "app absent test.yaml:7",
        "app null test.yaml:15",
        "x* null test.yaml:23",
        "x* null test.yaml:31",
      ],
    ]);
  });

  const BAD: readonly (readonly [name: string, stdin: string, argv: readonly string[], line: RegExp])[] = [
    ["YAML that is none", "a: 1\nb: [", ["-f", "-"], /^-:2: .+\n$/],
    [
      "no workload",
      "kind: ConfigMap\napiVersion: v1",
      ["-f", "-"],
      /^no workload is in -: 1 objects of other kinds\n$/,
    ],
    ["nothing", "", ["-f", "-"], /^no workload is in -: 0 objects/],
    [
      "a file that is not there",
      "",
      ["-f", "/none.yaml"],
      /^--filename: cannot read \/none\.yaml: no such file\n$/,
    ],
    ["images beside it", "", ["-f", "-", "nginx"], /^check: expected images or --filename, given both\n$/],
    [
      "a time that is none",
      podYaml("p", "x"),
      ["-f", "-", "--timeout=soon"],
      /^--timeout: expected a duration/,
    ],
    [
      "what it would else pass over, with file, line and object",
      `${podYaml("good", "x")}---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { template: { spec: { containers: { main: { image: x } } } } }\n---\n- a\n`,
      ["-f", "-"],
      /^-:9: Deployment web: spec\.template\.spec\.containers: expected a list that is not empty, given a map; -:14: expected an object with apiVersion and kind, given a list\n$/,
    ],
    [
      "a bomb of aliases",
      `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [${"*a,".repeat(20)}]\nc: [${"*b,".repeat(20)}]`,
      ["-f", "-"],
      /alias/,
    ],
  ];
  for (const [name, stdin, argv, line] of BAD) {
    it(`refuses ${name}`, async () => {
      const { code, out, err } = await run(stdin, ...argv);
      expect([code, out]).to.deep.equal([2, ""]);
      expect(err).to.match(line);
    });
  }

  it("check - reads references from standard input", async () => {
    const { host } = await open();
    const list = `# images\n${host}/team/app:1\n\n ${host}/team/app:2\n`;
    const { code, out } = await run(list, "-", "--output=json");
    const rows = JSON.parse(out) as readonly ReportRow[];
    expect([code, rows.map(({ available }) => available)]).to.deep.equal([1, [true, false]]);
    expect((await run(list, "-", "--output=github")).out).to.match(/^::error title=.*absent::.*\n$/);
    expect(await run("", "-")).to.deep.include({ code: 2, err: "standard input names no image\n" });
  });

  it("check -f looks for the platforms that are named, as far as a manifest's node selector leaves them", async () => {
    const registry = await startRegistry();
    registry.putImage("team/app", "1", { layout: "index" });
    const image = `${registry.host}/team/app:1`;
    const manifests = [
      podYaml("anywhere", image),
      podYaml("arm", image, "  nodeSelector: { kubernetes.io/arch: arm64 }\n"),
      podYaml("pinned", image, "  runtimeClassName: kata\n"),
    ].join("---\n");
    const { code, found } = await check(manifests, "--platform=linux/arm64", "--platform=linux/s390x");
    expect([code, found]).to.deep.equal([
      1,
      {
        "default/pod/anywhere main": "platform_missing",
        "default/pod/arm main": true,
        "default/pod/pinned main": true,
      },
    ]);
  });
});
