import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import type { Exchange } from "../kubernetes/support/watchServer.ts";
import { clusterFixture } from "./clusterFixture.ts";
import { aged, cluster, EXPIRED, RULES, SECRET_TEXT, wasteful } from "./leftoversFixture.ts";

describe("leftovers", () => {
  const clusters = clusterFixture();
  const run = async (...argv: readonly string[]) => {
    const result = await clusters.run("leftovers", ...argv);
    expect(result.out + result.err).to.not.contain(SECRET_TEXT);
    return result;
  };
  const runWithRules = async (rules: string, ...argv: readonly string[]) => {
    const file = join(clusters.folder, "rules.yaml");
    await writeFile(file, rules);
    return await run("--rules", file, ...argv);
  };
  const rows = (out: string) =>
    (
      JSON.parse(out) as readonly {
        kind: string;
        namespace: string;
        name: string;
        check: string;
        reason: string;
      }[]
    ).map(({ kind, namespace, name, check }) => `${check} ${kind} ${namespace}/${name}`);
  it("calls expired what kube-janitor's own code would delete of the same objects", async () => {
    await clusters.start("prod", cluster(wasteful()));
    const { out } = await runWithRules(RULES, "--output=json");
    expect(rows(out).filter((row) => row.startsWith("expired"))).to.have.members(EXPIRED);
  });

  it("asks for nothing but lists, in pages, and for Secrets' metadata alone", async () => {
    const server = await clusters.start("prod", cluster(wasteful()));
    await runWithRules(RULES);
    const lists = server.exchanges.filter(({ path }) => !/^\/apis$|\/v1$/.test(path));
    expect(lists.every(({ query, isWatch }) => query.get("limit") === "500" && !isWatch)).to.equal(true);
    const secrets = lists.filter(({ path }) => path.endsWith("/secrets"));
    expect(secrets.map(({ headers }) => headers.accept)).to.deep.equal(
      Array(2).fill("application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"),
    );
    expect(lists.map(({ path }) => path)).to.not.include.members(["/api/v1/events", "/api/v1/nodes"]);
  });

  it("tells of some namespaces alone, even of the cluster's own, with the context in each command", async () => {
    await clusters.start("prod", cluster(wasteful()));
    const { code, out } = await run("--namespace=kube-system", "--context=prod", "--output=json");
    expect([code, rows(out)]).to.deep.equal([
      0,
      ["unbounded Namespace /kube-system", "unused ConfigMap kube-system/unused"],
    ]);
    expect(JSON.parse(out)[1].command).to.equal(
      `kubectl --kubeconfig=${clusters.folder}/kubeconfig --context=prod delete --namespace=kube-system configmaps/unused`,
    );
  });

  for (const [template, unused] of [
    [`${"$"}{pvc.name}`, ["unused Secret shop/bound"]],
    ["fixed", ["bound", "shop", "waiting"].map((name) => `unused Secret shop/${name}`)],
  ] as const) {
    it(`takes Secrets for used that are called as claims without a volume, where a class has ${template} for one`, async () => {
      const claim = (name: string, spec: object) => ({ ...aged(9, "shop", name), spec });
      const parameters = { "csi.storage.k8s.io/node-stage-secret-name": template };
      await clusters.start(
        "prod",
        cluster({
          "/api/v1/namespaces": [aged(30, "", "shop")],
          "/api/v1/secrets": ["waiting", "bound", "shop"].map((name) => aged(9, "shop", name)),
          "/apis/storage.k8s.io/v1/storageclasses": [{ ...aged(9, "", "block"), parameters }],
          "/api/v1/persistentvolumeclaims": [claim("waiting", {}), claim("bound", { volumeName: "pv-1" })],
        }),
      );
      const secrets = rows((await run("--output=json")).out).filter((row) => row.includes("Secret"));
      expect(secrets).to.deep.equal(unused);
    });
  }

  it("tells of nothing younger than --older-than", async () => {
    await clusters.start("prod", cluster(wasteful()));
    const configMaps = async (...argv: readonly string[]) =>
      rows((await run("--output=json", ...argv)).out).filter((row) => row.includes("ConfigMap"));
    expect(await configMaps("--older-than=0s")).to.deep.equal([
      "unused ConfigMap shop/just-made",
      "unused ConfigMap shop/old-config",
    ]);
    expect(await configMaps("--older-than=10d")).to.deep.equal([]);
    expect(await run("--older-than=soon")).to.deep.include({
      code: 2,
      err: '--older-than: expected an age such as 12h or 30d, given "soon"\n',
    });
  });

  it("says so where a namespace is not there", async () => {
    await clusters.start("prod", cluster(wasteful()));
    expect(await run("--namespace=typo", "--namespace=quiet")).to.deep.equal({
      code: 4,
      out: "0 leftovers\n",
      err: "there is no namespace typo\n",
    });
  });

  it("prints a line where there is nothing", async () => {
    await clusters.start("prod", cluster({}));
    expect(await run()).to.deep.equal({ code: 0, out: "0 leftovers\n", err: "" });
  });

  const refusing = (plural: string) => (exchange: Exchange) =>
    exchange.path.endsWith(`/${plural}`) ? exchange.refuse(403) : cluster(wasteful())(exchange);
  const SILENT = "are unused: what could not be read may use them";
  const UNREAD: readonly (readonly [plural: string, silent: string, gone: RegExp])[] = [
    ["gateways", "ConfigMaps, Secrets and ServiceAccounts", /unused (?:ConfigMap|Secret|ServiceAccount)/],
    ["pods", "ConfigMaps, Secrets and ServiceAccounts", /unused (?:ConfigMap|Secret|ServiceAccount)/],
    ["secrets", "ServiceAccounts", /unused (?:Secret|ServiceAccount)/],
    ["rolebindings", "ConfigMaps, Secrets and ServiceAccounts, Roles, RoleBindings", /unused/],
    ["clusterroles", "ConfigMaps, Secrets and ServiceAccounts, RoleBindings", /unused (?!Role )/],
  ];
  for (const [plural, silent, gone] of UNREAD) {
    it(`never takes for unused what ${plural} may use that cannot be read`, async () => {
      await clusters.start("prod", refusing(plural));
      const { code, out, err } = await run("--output=json");
      expect(code).to.equal(4);
      expect(err.split("\n")).to.deep.equal([
        err.split("\n")[0],
        `it is not told which ${silent} ${SILENT}`,
        "",
      ]);
      expect(err).to.match(new RegExp(`^cannot list ${plural}[a-z.0-9]*: refused with 403\n`));
      expect(rows(out).filter((row) => gone.test(row))).to.deep.equal([]);
      expect(rows(out)).to.include("never-removed Job shop/import");
    });
  }

  it("reads the namespaces that were named where it may not read all, and says what that leaves open", async () => {
    await clusters.start("prod", (exchange) =>
      exchange.path.includes("/namespaces/shop/") || /^\/apis$|\/v1$/.test(exchange.path)
        ? cluster(wasteful())(exchange)
        : exchange.refuse(403),
    );
    const { code, out, err } = await run("--namespace=shop", "--output=json");
    expect([code, err.split("\n").length]).to.deep.equal([4, 3]);
    expect(rows(out)).to.include.members([
      "never-removed Job shop/import",
      "unused Role shop/--all;rm -rf '~'",
    ]);
    expect(rows(out).some((row) => /unused (?!Role )/.test(row))).to.equal(false);
  });

  it("does not miss service accounts of namespaces that it may not read", async () => {
    const binding = {
      ...aged(9, "shop", "deploys"),
      roleRef: { kind: "ClusterRole", name: "view" },
      subjects: [{ kind: "ServiceAccount", name: "robot", namespace: "ci" }],
    };
    const bindings = "/apis/rbac.authorization.k8s.io/v1/rolebindings";
    const objects = { ...wasteful(), [bindings]: [binding] };
    await clusters.start("prod", (exchange) =>
      exchange.path === "/api/v1/serviceaccounts" ? exchange.refuse(403) : cluster(objects)(exchange),
    );
    const { code, out, err } = await run("--namespace=shop", "--output=json");
    expect([code, rows(out).filter((row) => row.includes("RoleBinding"))]).to.deep.equal([4, []]);
    expect(err).to.contain("RoleBindings are unused");
  });

  it("says so where a group does not say what it has", async () => {
    await clusters.start("prod", (exchange) =>
      exchange.path === "/apis/gateway.example.com/v1" ? exchange.raw("{}") : cluster(wasteful())(exchange),
    );
    const { code, out, err } = await run("--output=json");
    expect(code).to.equal(4);
    expect(err).to.match(
      /^cannot list \/apis\/gateway.example.com\/v1: .* has no resources\nit is not told which ConfigMaps, /,
    );
    expect(rows(out)).to.include("never-removed Job shop/import");
  });

  it("takes all of a group for unread that does not say what it has", async () => {
    const silent = (group: string) =>
      clusters.start(group, (exchange) =>
        exchange.path.endsWith(group) ? exchange.refuse(503) : cluster(wasteful())(exchange),
      );
    await silent("/apis/apps/v1");
    const { out, err } = await runWithRules(RULES, "--output=json");
    expect(err).to.contain(
      "on persistentvolumeclaims: statefulsets.apps, deployments.apps could not be read (shop/mounted and 4 more)",
    );
    expect(rows(out).filter((row) => row.includes("PersistentVolumeClaim"))).to.deep.equal([]);
    await silent("/api/v1");
    const core = await run("--context=/api/v1", "--output=json");
    expect(core.err).to.match(/which ConfigMaps, Secrets and ServiceAccounts, RoleBindings are unused/);
    expect(rows(core.out).filter((row) => /RoleBinding|Namespace/.test(row))).to.deep.equal([]);
  });

  it("tells nothing where the API server is not there, or becomes so", async () => {
    await clusters.start("prod", (exchange) => exchange.break());
    expect(await run()).to.deep.include({ code: 4, out: "" });
    await clusters.start("broken-off", (exchange) => {
      exchange.open();
      exchange.write("{");
      setImmediate(exchange.break);
    });
    const brokenOff = await run("--context=broken-off");
    expect(brokenOff).to.deep.include({ code: 4, out: "" });
    expect(brokenOff.err).to.match(/^cannot read the cluster: [^\n]+\n$/);
    await clusters.start("late", (exchange) =>
      exchange.path === "/api/v1/configmaps" ? exchange.break() : cluster(wasteful())(exchange),
    );
    const late = await run("--context=late");
    expect(late.code).to.equal(4);
    expect(late.err).to.match(/^cannot list configmaps and what comes after: /);
    expect(late.out).to.match(/\n1 leftovers, 1 expired\n$/);
  });

  it("says of which objects a rule cannot be told, and never guesses what a Secret holds", async () => {
    await clusters.start("prod", refusing("cronjobs"));
    const rule = (id: string, resource: string, jmespath: string) =>
      `- {id: ${id}, resources: [${resource}], jmespath: "${jmespath}", ttl: 1d}\n`;
    const { code, out, err } = await runWithRules(
      [
        "rules:\n",
        rule("b", "secrets", "metadata.name == 'old-password'"),
        rule("a", "secrets", "!(data.token)"),
        rule("c", "persistentvolumeclaims", "_context.pvc_is_not_referenced"),
        rule("d", "deployments", "contains(spec.nope, 'x')"),
      ].join(""),
      "--output=json",
    );
    expect(code).to.equal(4);
    expect(err.split("\n").filter((line) => line.startsWith("rule "))).to.deep.equal([
      "rule a cannot be evaluated on secrets: contents of Secrets are not read (shop/used and 3 more)",
      "rule d cannot be evaluated on deployments.apps: Invalid type: contains() expected argument 1 to be type (string | array) but received type null instead. (shop/web and 1 more)",
      "rule c cannot be evaluated on persistentvolumeclaims: cronjobs.batch could not be read (shop/mounted and 4 more)",
    ]);
    expect(rows(out).filter((row) => row.startsWith("expired"))).to.deep.equal([
      "expired Deployment shop/preview",
      "expired Secret shop/old-password",
      "expired Namespace /temp",
    ]);
  });

  it("refuses a rules file that is none", async () => {
    await clusters.start("prod", cluster({}));
    const file = join(clusters.folder, "rules.yaml");
    expect(await runWithRules("rules: [{}]")).to.deep.include({
      code: 2,
      err: `--rules: cannot use ${file}: rules[0].id: expected lower-case letters, digits and -, given nothing\n`,
    });
    expect(await runWithRules("a: [")).to.deep.include({
      code: 2,
      err: `--rules: cannot use ${file}: it is not YAML\n`,
    });
  });

  const policyBinding = (paramRef: object) => ({
    "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings": [
      { ...aged(9, "", "binding"), spec: { policyName: "p", paramRef } },
    ],
  });
  const runs = (container: object) => ({
    "/apis/batch/v1/cronjobs": [
      {
        ...aged(9, "ops", "c"),
        spec: { jobTemplate: { spec: { template: { spec: { containers: [container] } } } } },
      },
    ],
  });
  for (const [way, more] of Object.entries({
    "an admission policy's parameters": policyBinding({ name: "kept", namespace: "shop" }),
    "an admission policy's parameters, by a label": policyBinding({
      selector: { matchLabels: { mark: "x" } },
    }),
    "an annotation of a Namespace": {
      "/api/v1/namespaces": [aged(9, "", "shop", { annotations: { "backup.example.com/secret": "kept" } })],
    },
    "an annotation of the copy of a Secret": {
      "/api/v1/secrets": [
        aged(9, "shop", "kept", { labels: { mark: "x" } }),
        aged(9, "ops", "copy", { annotations: { "replicator.example.com/from": "shop/kept" } }),
      ],
      "/apis/gateway.example.com/v1/gateways": [{ ...aged(9, "ops", "gw"), spec: { name: "copy" } }],
    },
    "a command of another namespace": runs({ command: ["kubectl -n shop get secret kept"] }),
    "variables of another namespace": runs({
      env: [
        { name: "N", value: "shop" },
        { name: "S", value: "kept" },
      ],
    }),
    "a custom resource of another namespace": {
      "/apis/gateway.example.com/v1/gateways": [
        { ...aged(9, "ops", "gw"), spec: { ref: "kept", refNamespace: "shop" } },
      ],
    },
  })) {
    it(`does not take for unused what ${way} names`, async () => {
      const kept = [aged(9, "shop", "kept", { labels: { mark: "x" } })];
      const all = {
        "/api/v1/namespaces": ["shop", "ops"].map((name) => aged(9, "", name)),
        "/api/v1/secrets": kept,
        "/api/v1/configmaps": [aged(9, "shop", "unused")],
      };
      await clusters.start("prod", cluster({ ...all, ...more }));
      const { out } = await run("--output=json");
      expect(rows(out).filter((row) => row.startsWith("unused"))).to.deep.equal([
        "unused ConfigMap shop/unused",
      ]);
    });
  }

  it("ends with 4 where the API server's answer is none, and keeps its words on a line", async () => {
    for (const [body, status] of [
      ["<html>log in</html>", 200],
      ["{}", 200],
      [JSON.stringify({ kind: "Status", code: 403, message: "no \u001b]0;x\u0007\nline \u202e2" }), 403],
    ] as const) {
      await clusters.start(`c${body.length}`, (exchange) => exchange.raw(body, status));
      const { code, out, err } = await run(`--context=c${body.length}`);
      expect([code, out]).to.deep.equal([4, ""]);
      expect(err).to.match(/^cannot read the cluster: [^\p{Cc}\u202e]+\n$/u);
    }
  });

  it("passes over what is being deleted", async () => {
    const deletionTimestamp = "2026-01-01T00:00:00Z";
    await clusters.start(
      "prod",
      cluster({ "/api/v1/configmaps": [aged(9, "shop", "going", { deletionTimestamp })] }),
    );
    expect((await run()).out).to.equal("0 leftovers\n");
  });
});
