import { expect } from "chai";
import { Keyring } from "../../src/credentials/keyring.ts";
import { parsePullSecret } from "../../src/credentials/pullSecret.ts";
import type { WorkloadObject } from "../../src/inventory/model.ts";
import { ABSENT, AVAILABLE, makeInventory, pullSecret, template, workload } from "./inventoryFixture.ts";

const BROKEN = {
  namespace: "shop",
  name: "regcred",
  type: "kubernetes.io/dockerconfigjson",
  payload: "e30=",
} as const;

describe("Inventory: targets and series", () => {
  it("has one target for an image that many containers use, and a series for each", () => {
    const { inventory, targets, series, answer } = makeInventory();
    inventory.upsertWorkload(
      workload("a", { templates: [template({ x: "nginx", y: "docker.io/library/nginx:latest" })] }),
    );
    inventory.upsertWorkload(workload("b", { templates: [template({ x: "nginx" })] }));
    expect([...targets].map(({ image }) => image)).to.deep.equal(["docker.io/library/nginx:latest"]);
    expect(series()).to.deep.equal([
      "shop/deployment/a/x nginx undefined",
      "shop/deployment/a/y docker.io/library/nginx:latest undefined",
      "shop/deployment/b/x nginx undefined",
    ]);
    answer("nginx", AVAILABLE);
    expect(series().every((line) => line.endsWith(" available"))).to.equal(true);
  });

  it("drops series and targets of a deleted workload at once, and nothing remains", () => {
    const { inventory, targets, series, registry, images } = makeInventory();
    inventory.upsertWorkload(workload("a"));
    inventory.deleteWorkload(workload("a"));
    inventory.deleteWorkload(workload("never-seen"));
    expect([targets.size, series().length, registry.size, images.size]).to.deep.equal([0, 0, 0, 0]);
  });

  it("keeps the verdict of containers that did not change, and starts anew for a new image", () => {
    const { inventory, series, answer } = makeInventory();
    inventory.upsertWorkload(workload("a", { templates: [template({ x: "reg.io/x:1", y: "reg.io/y:1" })] }));
    answer("reg.io", AVAILABLE);
    inventory.upsertWorkload(workload("a", { templates: [template({ x: "reg.io/x:1", y: "reg.io/y:2" })] }));
    expect(series()).to.deep.equal([
      "shop/deployment/a/x reg.io/x:1 available",
      "shop/deployment/a/y reg.io/y:2 undefined",
    ]);
  });

  it("gives a container at once what is known of its image already", () => {
    const { inventory, series, answer } = makeInventory();
    inventory.upsertWorkload(workload("a", { templates: [template({ x: "reg.io/x:1" })] }));
    answer("reg.io", ABSENT);
    inventory.upsertWorkload(workload("b", { templates: [template({ x: "reg.io/x:1" })] }));
    expect(series()[1]).to.equal("shop/deployment/b/x reg.io/x:1 absent");
  });

  it("keeps the last verdict when a check was rate limited", () => {
    const { inventory, series, answer } = makeInventory();
    inventory.upsertWorkload(workload("a"));
    answer("reg.io", { result: "rate_limited", message: "429" });
    expect(series()[0]).to.match(/ undefined$/);
    answer("reg.io", AVAILABLE);
    answer("reg.io", { result: "rate_limited", message: "429" });
    expect(series()[0]).to.match(/ available$/);
  });

  it("merges containers with equal labels: the worst verdict wins", () => {
    const { inventory, series, answer } = makeInventory();
    const templates = [
      template({ app: "reg.io/x:1" }, { pullSecrets: ["one"] }),
      template({ app: "reg.io/x:1" }),
    ];
    inventory.upsertSecret(pullSecret("shop", "one", { "reg.io": "one" }));
    inventory.upsertWorkload(workload("a", { templates }));
    answer("reg.io", AVAILABLE);
    expect(series()).to.deep.equal(["shop/deployment/a/app reg.io/x:1 available"]);
    inventory.upsertWorkload(
      workload("a", {
        templates: [...templates, template({ app: "reg.io/x:1" }, { pullSecrets: ["gone"] })],
      }),
    );
    inventory.upsertSecret({ ...BROKEN, name: "gone", payload: Buffer.from("{").toString("base64") });
    expect(series()).to.deep.equal(["shop/deployment/a/app reg.io/x:1 authentication_failure"]);
    inventory.upsertWorkload(workload("a", { templates }));
    expect(series()).to.deep.equal(["shop/deployment/a/app reg.io/x:1 available"]);
  });

  it("tells each change of a series once, with the reason", () => {
    const { inventory, changes, answer } = makeInventory();
    inventory.upsertWorkload(workload("a"));
    for (const outcome of [AVAILABLE, AVAILABLE, ABSENT, ABSENT, AVAILABLE]) {
      answer("reg.io", outcome);
    }
    expect(changes).to.deep.equal([
      "a/app: undefined -> available",
      "a/app: available -> absent (no such tag)",
      "a/app: absent -> available",
    ]);
  });

  it("judges names that cannot be read, or have no usable host, without a check", () => {
    const { inventory, targets, series } = makeInventory();
    inventory.upsertWorkload(
      workload("a", { templates: [template({ x: "Bad//Name", y: "reg.io:99999/app" })] }),
    );
    expect(targets.size).to.equal(0);
    expect(series()).to.deep.equal([
      "shop/deployment/a/x Bad//Name bad_image_format",
      "shop/deployment/a/y reg.io:99999/app bad_image_format",
    ]);
  });
});

describe("Inventory: credentials", () => {
  it("uses the pod's secrets, else its service account's", () => {
    const { inventory, logins } = makeInventory();
    inventory.upsertSecret(pullSecret("shop", "own", { "reg.io": "own" }));
    inventory.upsertSecret(pullSecret("shop", "account", { "reg.io": "account" }));
    inventory.upsertServiceAccount({ namespace: "shop", name: "default", pullSecrets: ["account"] });
    inventory.upsertWorkload(
      workload("a", { templates: [template({ x: "reg.io/a" }, { pullSecrets: ["own"] })] }),
    );
    inventory.upsertWorkload(workload("b", { templates: [template({ x: "reg.io/b" })] }));
    expect(logins()).to.deep.equal([
      { image: "reg.io/a:latest", users: [["own"]] },
      { image: "reg.io/b:latest", users: [["account"]] },
    ]);
  });

  it("shares a target between namespaces whose secrets have equal content, and only those", () => {
    const { inventory, targets } = makeInventory();
    for (const [namespace, user] of [
      ["one", "u"],
      ["two", "u"],
      ["three", "other"],
    ] as const) {
      inventory.upsertSecret(pullSecret(namespace, "regcred", { "reg.io": user }));
      const templates = [template({ x: "reg.io/a:1" }, { pullSecrets: ["regcred"] })];
      inventory.upsertWorkload(workload("a", { namespace, templates }));
    }
    expect(targets.size).to.equal(2);
  });

  it("re-keys targets when a secret changes, and keeps the verdict until the new check", () => {
    const { inventory, added, targets, series, answer, logins } = makeInventory();
    inventory.upsertSecret(pullSecret("shop", "regcred", { "reg.io": "old" }));
    inventory.upsertWorkload(
      workload("a", { templates: [template({ x: "reg.io/a:1" }, { pullSecrets: ["regcred"] })] }),
    );
    answer("reg.io", { result: "authentication_failure", message: "401" });
    inventory.upsertSecret(pullSecret("shop", "regcred", { "reg.io": "new" }));
    expect(logins()).to.deep.equal([{ image: "reg.io/a:1", users: [["new"]] }]);
    expect([added.length, targets.size]).to.deep.equal([2, 1]);
    expect(series()).to.deep.equal(["shop/deployment/a/x reg.io/a:1 authentication_failure"]);
    answer("reg.io", AVAILABLE);
    expect(series()).to.deep.equal(["shop/deployment/a/x reg.io/a:1 available"]);
  });

  it("leaves targets alone when a secret changes that does not concern them", () => {
    const { inventory, added } = makeInventory();
    inventory.upsertSecret(pullSecret("shop", "regcred", { "reg.io": "u", "other.io": "v" }));
    inventory.upsertWorkload(
      workload("a", { templates: [template({ x: "reg.io/a:1" }, { pullSecrets: ["regcred"] })] }),
    );
    inventory.upsertSecret(pullSecret("shop", "regcred", { "reg.io": "u", "other.io": "changed" }));
    inventory.upsertSecret(pullSecret("shop", "unrelated", { "reg.io": "w" }));
    inventory.upsertSecret(pullSecret("elsewhere", "regcred", { "reg.io": "w" }));
    expect(added.length).to.equal(1);
  });

  it("follows a service account that changes, or goes", () => {
    const { inventory, logins } = makeInventory();
    inventory.upsertSecret(pullSecret("shop", "one", { "reg.io": "one" }));
    inventory.upsertWorkload(
      workload("a", { templates: [template({ x: "reg.io/a" }, { serviceAccount: "robot" })] }),
    );
    expect(logins()[0]?.users).to.deep.equal([[]]);
    inventory.upsertServiceAccount({ namespace: "shop", name: "robot", pullSecrets: ["one"] });
    expect(logins()[0]?.users).to.deep.equal([["one"]]);
    inventory.deleteServiceAccount({ namespace: "shop", name: "robot" });
    expect(logins()[0]?.users).to.deep.equal([[]]);
  });

  for (const [credentials, users] of [
    [
      "reference",
      [
        ["secret", "node"],
        ["secret", "node"],
      ],
    ],
    ["own", [["m"], ["secret", "node"]]],
    ["same-domain", [["nodes-m"], ["secret", "node"]]],
  ] as const) {
    it(`puts the node's credentials behind those of secrets, each once; mirrors get ${credentials}`, () => {
      const { inventory, logins } = makeInventory({
        mirrors: [{ prefix: "reg.io", mirrors: ["mirror.corp/r"], fallback: true, credentials }],
      });
      const secret = { "reg.io": "secret", "mirror.corp": "m" };
      const nodesOwn =
        credentials === "same-domain" ? { "mirror.corp/r": "nodes-m", "mirror.corp": "x" } : {};
      inventory.upsertSecret(pullSecret("shop", "regcred", secret));
      inventory.upsertWorkload(
        workload("a", { templates: [template({ x: "reg.io/a:1" }, { pullSecrets: ["regcred"] })] }),
      );
      const node = parsePullSecret(
        pullSecret("", "", { "reg.io": "secret", "reg.io/a": "node", ...nodesOwn }),
      );
      inventory.setNodeCredentials(new Keyring(node.ok ? [{ source: "file", entries: node.entries }] : []));
      expect(logins()).to.deep.equal([{ image: "reg.io/a:1", users }]);
    });
  }

  it("gives the image's credentials to a mirror of the same domain on the same host", () => {
    const rule = {
      prefix: "reg.io/a",
      mirrors: ["reg.io/b"],
      fallback: true,
      credentials: "same-domain",
    } as const;
    const { inventory, logins } = makeInventory({ mirrors: [rule] });
    inventory.upsertSecret(pullSecret("shop", "regcred", { "reg.io": "secret" }));
    inventory.upsertWorkload(
      workload("a", { templates: [template({ x: "reg.io/a/b:1" }, { pullSecrets: ["regcred"] })] }),
    );
    expect(logins()[0]?.users).to.deep.equal([["secret"], ["secret"]]);
  });

  it("stops workloads with a secret that does not parse, as the kubelet does, and says which", () => {
    const { inventory, targets, changes, series } = makeInventory();
    inventory.upsertSecret({ ...BROKEN, payload: Buffer.from("not json").toString("base64") });
    inventory.upsertWorkload(
      workload("a", { templates: [template({ x: "reg.io/a:1" }, { pullSecrets: ["regcred"] })] }),
    );
    expect(targets.size).to.equal(0);
    expect(changes).to.deep.equal([
      "a/x: undefined -> authentication_failure (secret shop/regcred stops the kubelet's pull: not valid JSON)",
    ]);
    expect([...inventory.pullSecretProblems()]).to.deep.equal([
      { kind: "invalid", namespace: "shop", name: "regcred" },
    ]);
    inventory.upsertSecret(pullSecret("shop", "regcred", { "reg.io": "u" }));
    expect([targets.size, series()[0]]).to.deep.equal([
      1,
      "shop/deployment/a/x reg.io/a:1 authentication_failure",
    ]);
    expect([...inventory.pullSecretProblems()]).to.deep.equal([]);
  });

  it("passes over a secret that does not exist, and counts it while a workload names it", () => {
    const { inventory, logins } = makeInventory();
    const templates = [template({ x: "reg.io/a:1", y: "reg.io/b:1" }, { pullSecrets: ["gone"] })];
    inventory.upsertWorkload(workload("a", { templates }));
    expect(logins().map(({ users }) => users)).to.deep.equal([[[]], [[]]]);
    expect([...inventory.pullSecretProblems()]).to.deep.equal([
      { kind: "missing", namespace: "shop", name: "gone" },
    ]);
    inventory.deleteWorkload(workload("a"));
    expect([...inventory.pullSecretProblems()]).to.deep.equal([]);
  });
});

describe("Inventory: secrets that cannot be read", () => {
  const named = workload("named", {
    templates: [template({ x: "reg.io/a:1" }, { pullSecrets: ["regcred"] })],
  });
  const open = workload("open", { templates: [template({ x: "reg.io/a:1" })] });

  it("gives no verdict but available to containers that name some, and counts them", () => {
    const { inventory, series, answer, skipped } = makeInventory();
    inventory.setReadability("secrets", undefined, "unreadable");
    inventory.upsertWorkload(named);
    inventory.upsertWorkload(open);
    answer("reg.io", { result: "authentication_failure", message: "401" });
    expect(series()).to.deep.equal([
      "shop/deployment/named/x reg.io/a:1 undefined",
      "shop/deployment/open/x reg.io/a:1 authentication_failure",
    ]);
    expect(skipped()).to.deep.equal({ secret_unreadable: 1 });
    expect([...inventory.pullSecretProblems()]).to.deep.equal([]);
    answer("reg.io", AVAILABLE);
    expect(series()[0]).to.match(/ available$/);
    expect(skipped()).to.deep.equal({});
  });

  it("judges again once they can be read", () => {
    const { inventory, series, answer, skipped } = makeInventory();
    inventory.setReadability("secrets", undefined, "unreadable");
    inventory.upsertWorkload(named);
    answer("reg.io", ABSENT);
    inventory.upsertSecret(pullSecret("shop", "regcred", { "reg.io": "u" }));
    inventory.setReadability("secrets", "shop", "readable");
    answer("reg.io", ABSENT);
    expect(series()).to.deep.equal(["shop/deployment/named/x reg.io/a:1 absent"]);
    expect(skipped()).to.deep.equal({});
  });

  it("treats an unknown service account alike when accounts cannot be read", () => {
    const { inventory, answer, skipped, series } = makeInventory();
    inventory.setReadability("serviceaccounts", undefined, "pending");
    inventory.upsertWorkload(open);
    answer("reg.io", ABSENT);
    expect(skipped()).to.deep.equal({ secret_unreadable: 1 });
    inventory.setReadability("serviceaccounts", undefined, "readable");
    answer("reg.io", ABSENT);
    expect(series()[0]).to.match(/ absent$/);
  });
});

describe("Inventory: what only nodes know", () => {
  for (const result of ["node_credentials_unknown", "node_file_unreadable", "node_local"] as const) {
    it(`gives no verdict to containers whose check says ${result}, counts them, and judges once it can`, () => {
      const unknown = { result, message: "say what to configure" };
      const { inventory, series, answer, skipped } = makeInventory();
      inventory.upsertWorkload(
        workload("a", { templates: [template({ x: "reg.io/a:1", y: "reg.io/a:1" })] }),
      );
      answer("reg.io", unknown);
      expect(series()).to.deep.equal([
        "shop/deployment/a/x reg.io/a:1 undefined",
        "shop/deployment/a/y reg.io/a:1 undefined",
      ]);
      expect(skipped()).to.deep.equal({ [result]: 2 });
      answer("reg.io", ABSENT);
      expect(series()[0]).to.match(/ absent$/);
      expect(skipped()).to.deep.equal({});
      answer("reg.io", unknown);
      expect(series()[0]).to.match(/ undefined$/);
      inventory.deleteWorkload(workload("a"));
      expect(skipped()).to.deep.equal({});
    });
  }
});

describe("Inventory: what is not checked", () => {
  it("counts every reason to skip a container, and has no series for it", () => {
    const { inventory, skipped, series, targets } = makeInventory({
      ignored: ["^ignored/"],
      allowed: ["."],
      insidePod: true,
    });
    const never = { container: "x", image: "reg.io/never", neverPulled: true };
    inventory.upsertWorkload(
      workload("ignored", { templates: [template({ x: "ignored/a", y: "ignored/b" })] }),
    );
    inventory.upsertWorkload(workload("opted-out", { optedOut: true }));
    inventory.upsertWorkload(workload("off", { disabled: true }));
    inventory.upsertWorkload(workload("never", { templates: [template({}, { containers: [never] })] }));
    inventory.upsertWorkload(workload("local", { templates: [template({ x: "localhost:5000/a" })] }));
    expect(skipped()).to.deep.equal({
      ignored: 2,
      opted_out: 1,
      disabled: 1,
      never_pulled: 1,
      node_local: 1,
    });
    expect([series(), targets.size]).to.deep.equal([[], 0]);
    inventory.upsertWorkload(workload("off"));
    inventory.deleteWorkload(workload("ignored"));
    expect(skipped()).to.deep.equal({ opted_out: 1, never_pulled: 1, node_local: 1 });
    expect(series()).to.deep.equal(["shop/deployment/off/app reg.io/off:1 undefined"]);
  });

  it("does not look for what Istio puts an image in the place of as pods are created", () => {
    const { inventory, skipped, series } = makeInventory();
    const images = { "istio-proxy": "auto", app: "auto", other: "reg.io/web:1" };
    inventory.upsertWorkload(workload("gateway", { templates: [template(images)] }));
    expect(skipped()).to.deep.equal({ set_at_admission: 1 });
    expect(series()).to.have.lengthOf(2);
  });

  it("checks a loopback registry when not inside a pod", () => {
    const { inventory, targets } = makeInventory();
    inventory.upsertWorkload(workload("local", { templates: [template({ x: "localhost:5000/a" })] }));
    expect(targets.size).to.equal(1);
  });

  it("drops images that are not allowed", () => {
    const { inventory, skipped } = makeInventory({ allowed: ["^ghcr\\.io/"] });
    inventory.upsertWorkload(workload("a"));
    expect(skipped()).to.deep.equal({ not_allowed: 1 });
  });

  it("checks disabled workloads of the kinds it is told to, and names them", () => {
    for (const includeDisabled of [["deployment"], ["*"]]) {
      const { inventory, series } = makeInventory({ includeDisabled });
      inventory.upsertWorkload(workload("off", { disabled: true }));
      inventory.upsertWorkload(workload("on"));
      expect(series()).to.have.length(2);
      expect([...inventory.disabledWorkloads()]).to.deep.equal([
        { namespace: "shop", kind: "deployment", name: "off" },
      ]);
      inventory.upsertWorkload(workload("off"));
      expect([...inventory.disabledWorkloads()]).to.deep.equal([]);
    }
  });

  it("names an owner as disabled only while all that it stands for is", () => {
    const { inventory } = makeInventory({ includeDisabled: ["*"] });
    const controller = { groupKind: "argoproj.io/ArgoCD", name: "argocd", uid: "u" } as const;
    for (const name of ["dex", "notifications"]) {
      inventory.upsertWorkload(workload(name, { controller, disabled: true }));
    }
    const named = () => [...inventory.disabledWorkloads()].map(({ kind, name }) => `${kind}/${name}`);
    expect(new Set(named())).to.deep.equal(new Set(["argocd/argocd"]));
    inventory.upsertWorkload(workload("server", { controller }));
    expect(named()).to.deep.equal([]);
    inventory.upsertWorkload(workload("server", { controller, disabled: true }));
    expect(new Set(named())).to.deep.equal(new Set(["argocd/argocd"]));
    inventory.upsertWorkload(workload("server", { controller }));
    inventory.deleteWorkload(workload("server"));
    expect(new Set(named())).to.deep.equal(new Set(["argocd/argocd"]));
  });

  it("follows namespaces: opt-out and selector, as they change", () => {
    const { inventory, series, skipped } = makeInventory({ selector: "team=a" });
    inventory.upsertWorkload(workload("w"));
    expect([series(), skipped()]).to.deep.equal([[], {}]);
    inventory.upsertNamespace({ name: "shop", labels: { team: "a" }, optedOut: false });
    expect(series()).to.have.length(1);
    inventory.upsertNamespace({ name: "shop", labels: { team: "a" }, optedOut: true });
    expect([series(), skipped()]).to.deep.equal([[], { opted_out: 1 }]);
    inventory.deleteNamespace("shop");
    expect([series(), skipped()]).to.deep.equal([[], {}]);
  });

  it("leaves what another shard checks to it: every image has one shard", () => {
    const names = Array.from({ length: 60 }, (_, index) => `w${index}`);
    const found = [0, 1, 2].map((shard) => {
      const { inventory, series } = makeInventory({ shards: 3, shard });
      for (const name of names) {
        inventory.upsertWorkload(workload(name));
      }
      return series();
    });
    expect(found.flat().sort()).to.have.length(60);
    expect(new Set(found.flat()).size).to.equal(60);
    for (const part of found) {
      expect(part.length).to.be.within(8, 35);
    }
  });
});

describe("Inventory: owners", () => {
  const reportedKinds = ["apps/Deployment", "apps/ReplicaSet", "/Pod"] as const;
  const owned = (groupKind: `${string}/${string}`, name: string) => ({ groupKind, name, uid: `uid-${name}` });

  it("does not report what a watched controller owns", () => {
    const { inventory, series } = makeInventory({ reportedKinds });
    inventory.upsertWorkload(workload("web"));
    inventory.upsertWorkload(
      workload("web-1", { groupKind: "apps/ReplicaSet", controller: owned("apps/Deployment", "web") }),
    );
    inventory.upsertWorkload(
      workload("web-1-x", { groupKind: "/Pod", controller: owned("apps/ReplicaSet", "web-1") }),
    );
    expect(series()).to.deep.equal(["shop/deployment/web/app reg.io/web:1 undefined"]);
  });

  it("reports pods under their top owner, found through what is watched, whenever that appears", () => {
    const { inventory, series } = makeInventory({ reportedKinds: ["/Pod"] });
    const templates = [template({ app: "reg.io/r:1" })];
    for (const pod of ["r-1-x", "r-1-y"]) {
      inventory.upsertWorkload(
        workload(pod, { groupKind: "/Pod", controller: owned("apps/ReplicaSet", "r-1"), templates }),
      );
    }
    expect(series()).to.deep.equal(["shop/replicaset/r-1/app reg.io/r:1 undefined"]);
    inventory.upsertOwner({
      groupKind: "apps/ReplicaSet",
      namespace: "shop",
      name: "r-1",
      uid: "uid-r-1",
      controller: owned("argoproj.io/Rollout", "r"),
    });
    expect(series()).to.deep.equal(["shop/rollout/r/app reg.io/r:1 undefined"]);
    inventory.deleteWorkload({ groupKind: "/Pod", namespace: "shop", name: "r-1-x" });
    expect(series()).to.have.length(1);
    inventory.deleteWorkload({ groupKind: "/Pod", namespace: "shop", name: "r-1-y" });
    expect(series()).to.deep.equal([]);
  });

  it("reports under its own name what an owner's template does not make: an operator's Deployment controls what it creates", () => {
    for (const reported of [reportedKinds, ["apps/DaemonSet", "/Pod"]] as const) {
      const { inventory, series } = makeInventory({ reportedKinds: [...reported, "apps/DaemonSet"] });
      const controller = owned("apps/Deployment", "operator");
      const made = owned("batch/Job", "prepare");
      inventory.upsertWorkload(workload("csi", { groupKind: "apps/DaemonSet", controller }));
      inventory.upsertOwner({
        groupKind: "batch/Job",
        namespace: "shop",
        name: made.name,
        uid: made.uid,
        controller,
      });
      inventory.upsertWorkload(workload("prepare-x", { groupKind: "/Pod", controller: made }));
      expect(series().map((line) => line.split(" ")[0])).to.deep.equal([
        "shop/daemonset/csi/app",
        "shop/job/prepare/app",
      ]);
    }
  });

  it("follows a few owners, however long a chain somebody makes: all are depended upon", () => {
    const { inventory, series } = makeInventory({ reportedKinds: ["/Pod"] });
    for (let index = 0; index < 20; index++) {
      const controller = owned("x/L", `l${index + 1}`);
      inventory.upsertOwner({
        groupKind: "x/L",
        namespace: "shop",
        name: `l${index}`,
        uid: `uid-l${index}`,
        controller,
      });
    }
    const templates = [template({ app: "r.io/a" })];
    inventory.upsertWorkload(workload("p", { groupKind: "/Pod", controller: owned("x/L", "l0"), templates }));
    expect(series()).to.deep.equal(["shop/l/l7/app r.io/a undefined"]);
  });

  it("is not misled by a namesake created later, a loop of owners, or a node", () => {
    const { inventory, series } = makeInventory({ reportedKinds: ["/Pod"] });
    const pod = (name: string, controller: ReturnType<typeof owned>) =>
      inventory.upsertWorkload(
        workload(name, { groupKind: "/Pod", controller, templates: [template({ app: "r.io/a" })] }),
      );
    inventory.upsertOwner({
      groupKind: "batch/Job",
      namespace: "shop",
      name: "j",
      uid: "other",
      controller: owned("x/Y", "y"),
    });
    pod("p1", owned("batch/Job", "j"));
    for (const [a, b] of [
      ["l1", "l2"],
      ["l2", "l1"],
    ] as const) {
      inventory.upsertOwner({
        groupKind: "x/L",
        namespace: "shop",
        name: a,
        uid: `uid-${a}`,
        controller: owned("x/L", b),
      });
    }
    pod("p2", owned("x/L", "l1"));
    pod("static-n1", owned("/Node", "n1"));
    expect(series().map((line) => line.split(" ")[0])).to.deep.equal([
      "shop/job/j/app",
      "shop/l/l2/app",
      "shop/pod/static-n1/app",
    ]);
  });

  it("copies owner labels from the workload, else from the namespace, and follows their changes", () => {
    const { inventory, labels, answer, series } = makeInventory({ ownerLabels: ["team", "tier"] });
    inventory.upsertWorkload(workload("a", { ownerLabels: { team: "web" } }));
    answer("reg.io", AVAILABLE);
    expect(labels()[0]?.owner).to.deep.equal({ team: "web" });
    inventory.upsertNamespace({
      name: "shop",
      labels: { team: "ns", tier: "gold", noise: "1" },
      optedOut: false,
    });
    expect(labels()[0]?.owner).to.deep.equal({ team: "web", tier: "gold" });
    expect(series()).to.deep.equal(["shop/deployment/a/app reg.io/a:1 available"]);
    inventory.upsertWorkload(workload("a"));
    expect(labels()[0]?.owner).to.deep.equal({ team: "ns", tier: "gold" });
  });

  it("has for each image the owner labels of the object that uses it, of several that of the first", () => {
    const i = makeInventory({ ownerLabels: ["team"] });
    const owned = (name: string, team: string, image = `reg.io/${name}:1`) =>
      workload(name, {
        ownerLabels: { team },
        controller: { groupKind: "x/Y", name: "y", uid: "uid-y" },
        templates: [template({ app: image })],
      });
    const teams = () =>
      Object.fromEntries(i.labels().map(({ image, owner }) => [image.slice(7, -2), owner.team]));
    const all = Array.from({ length: 100 }, (_, n) => owned(`w${n}`, n % 2 === 0 ? "a" : "b"));
    for (const one of all) {
      i.inventory.upsertWorkload(one);
    }
    expect(i.events, "none is added anew for others' sake").to.equal(100);
    expect(teams()).to.include({ w0: "a", w1: "b", w98: "a", w99: "b" });

    i.inventory.upsertWorkload(owned("x", "b", "reg.io/w0:1"));
    expect(teams()).to.include({ w0: "a" });
    i.inventory.deleteWorkload(all[0]!);
    expect(teams()).to.include({ w0: "b" });
    i.inventory.upsertWorkload(owned("x", "c", "reg.io/w0:1"));
    expect(teams()).to.include({ w0: "c", w1: "b" });
  });
});

describe("Inventory: one object with thousands of containers", () => {
  const MANY = 10_000;
  const images = (count: number, tag: string) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`c${n}`, `reg.io/app${n}:${tag}`]));
  const big = (tag: string, rest: Partial<WorkloadObject> = {}, count = MANY) =>
    workload("big", { templates: [template(images(count, tag))], ...rest });

  it("is dealt with in slices: created, scaled to 0, made anew and deleted", () => {
    const i = makeInventory({ everyReadMs: 1 });
    const steps = (change: () => void): number => {
      change();
      let most = 0;
      for (let before = i.events; i.runDeferred(); before = i.events) {
        most = Math.max(most, i.events - before);
      }
      return most;
    };
    expect(steps(() => i.inventory.upsertWorkload(big("1")))).to.be.within(1, 500);
    expect([i.targets.size, i.series().length]).to.deep.equal([MANY, MANY]);
    expect(steps(() => i.inventory.upsertWorkload(big("1", { disabled: true })))).to.be.within(1, 500);
    expect([i.targets.size, i.skipped()]).to.deep.equal([0, { disabled: MANY }]);
    expect(steps(() => i.inventory.upsertWorkload(big("2")))).to.be.within(1, 500);
    expect([i.targets.size, i.skipped()]).to.deep.equal([MANY, {}]);
    expect(steps(() => i.inventory.deleteWorkload(big("2")))).to.be.within(1, 500);
    expect([i.targets.size, i.series().length, i.images.size]).to.deep.equal([0, 0, 0]);
  });

  it("ends as the last of several changes says that came while it was dealt with", () => {
    const i = makeInventory({ everyReadMs: 1 });
    i.inventory.upsertSecret(pullSecret("shop", "regcred", { "reg.io": "old" }));
    i.inventory.upsertWorkload(
      big("1", { templates: [template(images(2_000, "1"), { pullSecrets: ["regcred"] })] }),
    );
    i.runDeferred();
    i.inventory.upsertSecret(pullSecret("shop", "regcred", { "reg.io": "new" }));
    i.inventory.upsertWorkload(
      big("2", { templates: [template(images(3, "2"), { pullSecrets: ["regcred"] })] }),
    );
    while (i.runDeferred()) {
      // Until all is done.
    }
    expect(i.logins().map(({ image, users }) => [image, ...users.flat()].join(" "))).to.deep.equal([
      "reg.io/app0:2 new",
      "reg.io/app1:2 new",
      "reg.io/app2:2 new",
    ]);
    i.inventory.upsertWorkload(big("3"));
    i.inventory.deleteWorkload(big("3"));
    i.inventory.upsertWorkload(big("4", {}, 1));
    while (i.runDeferred()) {
      // Until all is done.
    }
    expect(i.series()).to.deep.equal(["shop/deployment/big/c0 reg.io/app0:4 undefined"]);
    expect([i.targets.size, i.images.size]).to.deep.equal([1, 1]);
  });
});
