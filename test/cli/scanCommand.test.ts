import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { registriesForTests } from "../demo/registriesForTests.ts";
import { clusterFixture, holding } from "./clusterFixture.ts";

describe("scan", () => {
  const clusters = clusterFixture();
  const startRegistry = registriesForTests();

  async function start() {
    const registry = await startRegistry({ authentication: "basic", users: { alice: "wonderland" } });
    registry.putImage("team/app", "1");
    const config = JSON.stringify({
      auths: { [registry.host]: { username: "alice", password: "wonderland" } },
    });
    const deployment = (namespace: string, name: string, tag: string, replicas = 1) => ({
      metadata: { namespace, name, labels: { app: name, team: namespace } },
      spec: {
        replicas,
        template: {
          spec: {
            imagePullSecrets: [{ name: "regcred" }],
            containers: [{ name: "main", image: `${registry.host}/team/app:${tag}` }],
          },
        },
      },
    });
    const secret = (namespace: string) => ({
      metadata: { namespace, name: "regcred" },
      type: "kubernetes.io/dockerconfigjson",
      data: { ".dockerconfigjson": Buffer.from(config).toString("base64") },
    });
    const objects = {
      "/apis/apps/v1/deployments": [
        deployment("shop", "cart", "1"),
        deployment("shop", "pay", "gone"),
        deployment("shop", "idle", "1", 0),
        deployment("blog", "web", "1"),
      ],
      "/api/v1/secrets": [secret("shop"), secret("blog")],
    };
    await clusters.start("prod", holding(objects));
    return { registry, objects };
  }
  const scan = (...argv: readonly string[]) =>
    clusters.run("scan", "--allow-plain-http", "--log-level=error", ...argv);

  it("checks the cluster once and prints what is not available", async () => {
    const { registry } = await start();
    const { code, out, err } = await scan();
    expect([code, err]).to.deep.equal([1, ""]);
    const lines = out.split("\n");
    expect(lines[1]?.split(/ {2,}/).slice(0, 4)).to.deep.equal([
      "absent",
      "shop/deployment/pay",
      "main",
      `${registry.host}/team/app:gone`,
    ]);
    expect(lines.slice(2)).to.deep.equal([
      "",
      "3 containers, 1 absent, 2 available; not checked: 1 disabled",
      "",
    ]);
  });

  it("says how long it waited for an API server that says nothing", async () => {
    await clusters.start("prod", () => {});
    const { code, err } = await scan("--timeout=100ms");
    expect([code, err]).to.deep.equal([4, "cannot list the cluster within 0.1 s\n"]);
  });

  it("asks where OpenShift's objects say, with the global pull secret", async () => {
    const mirror = await startRegistry({ authentication: "basic", users: { node: "wonderland" } });
    mirror.putImage("x/team/app", "1");
    const auth = Buffer.from("node:wonderland").toString("base64");
    const dockerConfig = JSON.stringify({ auths: { [mirror.host]: { auth } } });
    const deployment = (name: string, image: string) => ({
      metadata: { namespace: "shop", name },
      spec: { template: { spec: { containers: [{ name: "main", image }] } } },
    });
    await clusters.start(
      "prod",
      holding({
        "/apis/apps/v1/deployments": [
          deployment("here", "reg.invalid/team/app:1"),
          deployment("gone", "reg.invalid/team/app:2"),
          deployment("refused", "other.invalid/team/app:1"),
        ],
        "/apis/config.openshift.io/v1/imagetagmirrorsets": [
          {
            metadata: { name: "m" },
            spec: { imageTagMirrors: [{ source: "reg.invalid", mirrors: [`${mirror.host}/x`] }] },
          },
        ],
        "/apis/config.openshift.io/v1/images": [
          {
            metadata: { name: "cluster" },
            spec: {
              registrySources: { allowedRegistries: ["reg.invalid"], insecureRegistries: [mirror.host] },
            },
          },
        ],
        "/api/v1/secrets": [
          {
            metadata: { namespace: "openshift-config", name: "pull-secret" },
            type: "kubernetes.io/dockerconfigjson",
            data: { ".dockerconfigjson": Buffer.from(dockerConfig).toString("base64") },
          },
        ],
      }),
    );
    const flags = ["--nodes-openshift-enabled=true", "--nodes-openshift-pull-secret=true"];
    const { out } = await scan("--output=json", ...flags);
    const containers = JSON.parse(out) as readonly {
      readonly name: string;
      readonly available: boolean | null;
      readonly reason: string | null;
      readonly message: string;
    }[];
    expect(containers.map(({ name, available, reason }) => [name, available, reason])).to.deep.equal([
      ["gone", null, "registry_unavailable"],
      ["here", true, null],
      ["refused", null, "unknown_error"],
    ]);
    expect(containers.at(-1)?.message).to.include(
      "other.invalid/team/app:1 is refused by allowedRegistries of images.config.openshift.io/cluster",
    );
  });

  it("checks some namespaces alone, and ends with 0 where all is well", async () => {
    await start();
    expect(await scan("--namespace=blog", "--group-by=namespace")).to.deep.equal({
      code: 0,
      out: "1 containers, 1 blog\n",
      err: "",
    });
  });

  it("checks one workload, or those that have some labels", async () => {
    await start();
    const names = async (...argv: readonly string[]) => {
      const { code, out } = await scan("--output=json", ...argv);
      const rows = JSON.parse(out) as readonly { namespace: string; name: string }[];
      return [code, rows.map(({ namespace, name }) => `${namespace}/${name}`)];
    };
    expect(await names("--workload=deployment/cart")).to.deep.equal([0, ["shop/cart"]]);
    expect(await names("--workload=Deployment/pay", "--namespace=shop")).to.deep.equal([1, ["shop/pay"]]);
    expect(await names("--selector=app in (cart,web)")).to.deep.equal([0, ["blog/web", "shop/cart"]]);
    expect(await names("--selector", "team=shop,app!=pay")).to.deep.equal([0, ["shop/cart"]]);
  });

  it("does not say that all is well where what is chosen is not there", async () => {
    await start();
    expect(await scan("--workload=deployment/none")).to.deep.equal({
      code: 2,
      out: "",
      err: "--workload: there is no deployment none\n",
    });
    expect(await scan("--workload=deployment/cart", "--namespace=blog")).to.deep.include({
      code: 2,
      err: "--workload: there is no deployment cart in namespace blog\n",
    });
    expect(await scan("--selector=app=none")).to.deep.equal({
      code: 2,
      out: "",
      err: "--selector: no workload has the labels app=none\n",
    });
    expect(await scan("--selector=app~none")).to.deep.equal({
      code: 2,
      out: "",
      err: '--selector: "app~none" is not a label requirement such as a=b, a!=b, a in (b,c), a or !a\n',
    });
    expect((await scan("--workload=cart")).err).to.match(
      /^--workload: expected KIND\/NAME, the kind one of /,
    );
    await clusters.start("blind", (exchange) =>
      exchange.path.endsWith("/deployments") ? exchange.refuse(403) : holding({})(exchange),
    );
    expect(await scan("--context=blind", "--workload=deployment/cart")).to.deep.equal({
      code: 4,
      out: "0 containers\n",
      err: "cannot list deployments: refused with 403\n",
    });
  });

  it("ends with 3 where the registry does not answer", async () => {
    const { registry } = await start();
    registry.setDown(true);
    const { code, out } = await scan("--output=json");
    expect(code).to.equal(3);
    const reasons = (JSON.parse(out) as readonly { reason: string }[]).map(({ reason }) => reason);
    expect(new Set(reasons)).to.deep.equal(new Set(["registry_unavailable"]));
  });

  it("takes no refusal for a verdict where pull secrets may not be read", async () => {
    const { objects } = await start();
    await clusters.start("half", (exchange) =>
      exchange.path.endsWith("/secrets") ? exchange.refuse(403) : holding(objects)(exchange),
    );
    const { code, out } = await scan("--context=half", "--output=json");
    expect(code).to.equal(3);
    expect(JSON.parse(out)[0]).to.deep.include({ available: null, reason: "authentication_failure" });
    const table = (await scan("--context=half")).out;
    expect(table.split("\n").at(-2)).to.equal(
      "3 containers, 3 authentication_failure; not checked: 1 disabled",
    );
  });

  it("ends with 4 where nothing of the cluster may be read", async () => {
    await clusters.start("closed", (exchange) => exchange.refuse(403));
    expect(await scan()).to.deep.equal({
      code: 4,
      out: "",
      err: "cannot list anything of the cluster: all of it is forbidden\n",
    });
  });

  for (const [status, resource, path, argv] of [
    [403, "deployments", "/apis/apps/v1/deployments", []],
    [404, "cronjobs", "/apis/batch/v1/cronjobs", []],
    [404, "rollouts.argoproj.io", "/apis/argoproj.io/v1alpha1/rollouts", ["--config"]],
  ] as const) {
    it(`does not say that all is well where ${resource} answer ${status}`, async () => {
      await clusters.start("blind", (exchange) =>
        exchange.path === path ? exchange.refuse(status) : holding({})(exchange),
      );
      const config = join(clusters.folder, "config.yaml");
      const rollout = { group: "argoproj.io", version: "v1alpha1", resource: "rollouts", kind: "Rollout" };
      const custom = [{ ...rollout, templatePaths: ["spec.template"] }];
      await writeFile(config, JSON.stringify({ workloads: { custom } }));
      expect(await scan(...argv.flatMap((flag) => [flag, config]))).to.deep.equal({
        code: 4,
        out: "0 containers\n",
        err: `cannot list ${resource}: refused with ${status}\n`,
      });
    });
  }

  it("ends with 1 where an image is certainly gone, whatever else cannot be read", async () => {
    const { objects } = await start();
    await clusters.start("half", (exchange) =>
      exchange.path === "/apis/batch/v1/cronjobs" ? exchange.refuse(403) : holding(objects)(exchange),
    );
    const { code, err } = await scan("--context=half");
    expect([code, err]).to.deep.equal([1, "cannot list cronjobs: refused with 403\n"]);
  });

  it("does not say that all is well where namespaces are chosen by labels that it may not read", async () => {
    const { objects } = await start();
    await clusters.start("half", (exchange) =>
      exchange.path === "/api/v1/namespaces" ? exchange.refuse(403) : holding(objects)(exchange),
    );
    const config = join(clusters.folder, "config.yaml");
    await writeFile(config, JSON.stringify({ namespaces: { selector: "team=a" } }));
    const { code, err } = await scan("--context=half", "--config", config);
    expect([code, err]).to.deep.equal([4, "cannot list namespaces: refused with 403\n"]);
  });

  it("does not say that all is well of a namespace that does not exist", async () => {
    await clusters.start("small", (exchange) =>
      exchange.path === "/api/v1/namespaces/nope" ? exchange.refuse(404) : holding({})(exchange),
    );
    expect(await scan("--namespace=nope", "--namespace=blog")).to.deep.equal({
      code: 4,
      out: "0 containers\n",
      err: "there is no namespace nope\n",
    });
  });

  it("looks for the platforms of the cluster's nodes, and for content, where it is asked to", async () => {
    const registry = await startRegistry();
    registry.putImage("team/app", "1", { layout: "index" });
    const deployment = (name: string, more = {}) => ({
      metadata: { namespace: "shop", name },
      spec: {
        template: { spec: { containers: [{ name: "main", image: `${registry.host}/team/app:1` }], ...more } },
      },
    });
    const node = (name: string, architecture: string) => ({
      metadata: { name, labels: { "kubernetes.io/arch": architecture } },
      status: { nodeInfo: { operatingSystem: "linux", architecture } },
    });
    await clusters.start(
      "prod",
      holding({
        "/apis/apps/v1/deployments": [
          deployment("anywhere"),
          deployment("pinned", { nodeSelector: { "kubernetes.io/arch": "amd64" } }),
        ],
        "/api/v1/nodes": [node("a", "amd64"), node("b", "s390x")],
      }),
    );
    const found = async (...argv: readonly string[]) => {
      const { code, out } = await scan("--output=json", ...argv);
      const rows = JSON.parse(out) as readonly { readonly name: string; readonly reason: string | null }[];
      return [code, Object.fromEntries(rows.map(({ name, reason }) => [name, reason]))] as const;
    };
    expect(await found()).to.deep.equal([0, { anywhere: null, pinned: null }]);
    const missing = [1, { anywhere: "platform_missing", pinned: null }];
    expect(await found("--verify=platform")).to.deep.equal(missing);
    expect(await found("--verify=content")).to.deep.equal(missing);
    expect(await found("--verify=platform", "--namespace=shop")).to.deep.equal(missing);
    const errors = [{ code: "BLOB_UNKNOWN", message: "" }];
    registry.intercept(({ path }) =>
      path.includes("/blobs/") ? { status: 404, headers: {}, body: JSON.stringify({ errors }) } : undefined,
    );
    expect(await found("--verify=content")).to.deep.equal([
      1,
      { anywhere: "platform_missing", pinned: "content_missing" },
    ]);
  });
});
