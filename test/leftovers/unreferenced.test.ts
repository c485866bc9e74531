import { expect } from "chai";
import { Unreferenced } from "../../src/leftovers/unreferenced.ts";

const named = (resource: string, name: string, namespace = "shop") => ({
  namespace,
  resource,
  kind: "K",
  name,
  created: 5,
});

describe("Unreferenced", () => {
  let all: Unreferenced;
  beforeEach(() => {
    all = new Unreferenced();
    for (const [resource, name, labels] of [
      ["configmaps", "a", { grafana_dashboard: "1" }],
      ["secrets", "a", {}],
      ["secrets", "b", {}],
      ["serviceaccounts", "a", {}],
    ] as const) {
      all.add(resource, { metadata: { labels } }, named(resource, name));
    }
  });
  const left = () => all.left().map(({ resource, name }) => `${resource}/${name}`);

  it("left() tells what nobody refers to, as it was added", () => {
    all.refer("secrets", "shop", "a");
    all.refer("secrets", "other", "b");
    all.refer("configmaps", "shop", "b");
    expect(left()).to.deep.equal(["configmaps/a", "secrets/b", "serviceaccounts/a"]);
    expect(all.left()[0]).to.deep.equal(named("configmaps", "a"));
  });
  it("mention() may mean any of them", () => {
    all.mention("shop", "a");
    expect(left()).to.deep.equal(["secrets/b"]);
  });
  it("refer() without a namespace may mean any", () => {
    all.add("secrets", {}, named("secrets", "b", "other"));
    all.refer("secrets", undefined, "b");
    expect(left()).to.deep.equal(["configmaps/a", "secrets/a", "serviceaccounts/a"]);
  });
  for (const [pieces, meant] of [
    [
      ["app-", "-tls"],
      ["app-prod-tls", "app--tls"],
    ],
    [
      ["", "prod", ""],
      ["app-prod-tls", "prod"],
    ],
    [["app-", "prod", "-tls"], ["app-prod-tls"]],
    [["prod", "prod"], []],
  ] as const) {
    it(`mentionLike() means all that have ${pieces.join("…")}, in its namespace`, () => {
      all = new Unreferenced();
      for (const name of ["app-prod-tls", "app--tls", "app-tls", "prod"]) {
        all.add("secrets", {}, named("secrets", name));
        all.add("secrets", {}, named("secrets", name, "other"));
      }
      const before = left().length;
      all.mentionLike("shop", pieces);
      expect(left()).to.have.length(before - meant.length);
      all.mentionLike(undefined, pieces);
      expect(left()).to.have.length(before - 2 * meant.length);
      for (const name of meant) {
        expect(left()).not.to.include(`secrets/${name}`);
      }
    });
  }

  it("mentionLike() may mean any of a namespace where more is said than can be looked for", () => {
    for (let index = 0; index < 2_000; index++) {
      all.mentionLike("shop", [`app-${index}-`, ""]);
    }
    expect(left()).to.deep.equal([]);
  });

  it("lookFor() means all that have the label", () => {
    all.lookFor("grafana_dashboard");
    expect(left()).to.deep.equal(["secrets/a", "secrets/b", "serviceaccounts/a"]);
  });
  it("early() has what is said before it is known whom it is said of, but of nobody by itself", () => {
    all = new Unreferenced();
    const copy = named("secrets", "copy");
    all.early(copy).mention("shop", "copy");
    all.early(copy).mention("shop", "source");
    all.early(named("namespaces", "shop", "")).mention(undefined, "anywhere");
    for (const name of ["copy", "source", "anywhere"]) {
      all.add("secrets", {}, named("secrets", name));
      all.add("secrets", {}, named("secrets", name, "other"));
    }
    all.add("configmaps", {}, named("configmaps", "copy"));
    expect(
      all.left().map(({ resource, namespace, name }) => `${resource} ${namespace}/${name}`),
    ).to.deep.equal([...["secrets shop/copy", "secrets other/copy", "secrets other/source"]]);
    all.early(named("secrets", "other-copy")).mention("shop", "copy");
    expect(left()).to.deep.equal(["secrets/copy", "secrets/source"]);
  });
  for (const [whose, name, labels] of [
    ["Helm's releases in ConfigMaps", "sh.helm.release.v1.shop.v3", { owner: "helm", name: "shop" }],
    ["those of Helm 2", "shop.v1", { OWNER: "TILLER", NAME: "shop" }],
    ["Terraform's state", "tfstate-default-shop", { tfstate: "true" }],
    ["kapp's records", "shop", { "kapp.k14s.io/is-app": "" }],
    ["kubectl's sets of what it applied", "shop", { "applyset.kubernetes.io/id": "applyset-x-v1" }],
    ["inventories of cli-utils", "inventory", { "cli-utils.sigs.k8s.io/inventory-id": "x" }],
    [
      "keys of sealed secrets",
      "sealed-secrets-key4mv",
      { "sealedsecrets.bitnami.com/sealed-secrets-key": "active" },
    ],
    ["Argo CD's clusters and repositories", "cluster-1", { "argocd.argoproj.io/secret-type": "cluster" }],
    ["Istio's remote clusters", "istio-remote-secret-a", { "istio/multiCluster": "true" }],
  ] as const) {
    it(`add() passes over ${whose}, which are found by a label`, () => {
      all = new Unreferenced();
      all.add("configmaps", { metadata: { labels } }, named("configmaps", name));
      all.add(
        "configmaps",
        { metadata: { labels: { owner: "team", NAME: "x" } } },
        named("configmaps", "other"),
      );
      expect(left()).to.deep.equal(["configmaps/other"]);
    });
  }
  it("add() passes over what an owner, a controller or the program itself sees to", () => {
    all = new Unreferenced();
    const owner = { metadata: { ownerReferences: [{ kind: "Certificate", name: "c" }] } };
    const leader = { metadata: { annotations: { "control-plane.alpha.kubernetes.io/leader": "{}" } } };
    all.add("secrets", owner, named("secrets", "c"));
    all.add("configmaps", leader, named("configmaps", "leader"));
    all.add("configmaps", {}, named("configmaps", "kube-root-ca.crt"));
    all.add("serviceaccounts", {}, named("serviceaccounts", "default"));
    expect(left()).to.deep.equal([]);
  });
});
