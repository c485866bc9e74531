import type {
  V1Deployment,
  V1NetworkPolicy,
  V1NetworkPolicyEgressRule,
  V1NetworkPolicyPeer,
  V1Pod,
  V1PodDisruptionBudget,
  V1Service,
} from "@kubernetes/client-node";
import { expect } from "chai";
import { FIXTURES_TIMEOUT_MS, fixtureOf, renderFixtures } from "./fixtures.ts";
import { type ChartObject, only } from "./renderChart.ts";

const ports = (rule: V1NetworkPolicyEgressRule | undefined) =>
  (rule?.ports ?? []).map(({ port, protocol }) => `${port}/${protocol}`);

describe("the chart's network and availability objects", () => {
  before(async function () {
    this.timeout(FIXTURES_TIMEOUT_MS);
    if ((await renderFixtures()) === undefined) {
      this.skip();
    }
  });

  it("NetworkPolicy: lets scrapes in, and out to DNS, the API server and registries", async () => {
    const { spec } = only<V1NetworkPolicy>(await fixtureOf("network-policy"), "NetworkPolicy");
    expect(spec!.policyTypes).to.deep.equal(["Ingress", "Egress"]);
    expect(spec!.ingress).to.deep.equal([{ ports: [{ port: 8080, protocol: "TCP" }] }]);
    expect(spec!.egress!.map(ports)).to.deep.equal([
      ["53/UDP", "53/TCP"],
      ["443/TCP", "6443/TCP", "8443/TCP"],
      ["443/TCP"],
    ]);
    const [dns, apiServer, registries] = spec!.egress!;
    expect([dns!.to, apiServer!.to]).to.deep.equal([undefined, undefined]);
    // Pods, and all addresses but those where machines have their metadata.
    expect(registries!.to).to.deep.equal([
      { namespaceSelector: {} },
      { ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.0.0/16"] } },
      { ipBlock: { cidr: "::/0", except: ["fe80::/10", "fd00:ec2::/32"] } },
    ]);
  });

  it("NetworkPolicy: knows the ports of registries, mirrors and proxies, each once", async () => {
    const { spec } = only<V1NetworkPolicy>(await fixtureOf("network-policy-ports"), "NetworkPolicy");
    const [dns, apiServer, registries, extra] = spec!.egress!;
    expect(ports(dns)).to.deep.equal(["53/UDP", "53/TCP", "8053/UDP", "8053/TCP"]);
    expect(dns!.to).to.have.length(1);
    expect(ports(apiServer)).to.deep.equal(["16443/TCP"]);
    expect(apiServer!.to).to.deep.equal([{ ipBlock: { cidr: "10.0.0.1/32" } }]);
    const expected = [443, 5000, 5001, 5005, 5006, 5007, 5443, 5444, 80, 8888].map((port) => `${port}/TCP`);
    expect(ports(registries)).to.have.members(expected);
    expect(registries!.to).to.deep.equal([{ ipBlock: { cidr: "0.0.0.0/0" } }]);
    expect(ports(extra)).to.deep.equal(["3128/TCP"]);
    expect(spec!.ingress![1]!.ports).to.deep.equal([{ port: 9000, protocol: "TCP" }]);
  });

  it("NetworkPolicy: lets the pod of `helm test` in beside those that may scrape", async () => {
    const objects = await fixtureOf("network-policy-ports");
    const { spec } = only<V1NetworkPolicy>(objects, "NetworkPolicy");
    const [first] = spec!.ingress! as { from?: readonly V1NetworkPolicyPeer[] }[];
    const [scrapers, test, ...others] = first!.from!;
    expect(scrapers).to.have.all.keys("namespaceSelector");
    expect(test).to.have.all.keys("podSelector");
    expect(others).to.deep.equal([]);
    const labels = test!.podSelector!.matchLabels!;
    const pods = objects.filter(({ kind }) => kind === "Pod");
    expect(pods).not.to.deep.equal([]);
    for (const { metadata } of pods) {
      expect(metadata.labels).to.include(labels);
    }
    expect(only<V1Deployment>(objects, "Deployment").spec!.selector.matchLabels).not.to.include(labels);
  });

  it("NetworkPolicy: narrows to what is said, and leaves nothing open beside it", async () => {
    const { spec } = only<V1NetworkPolicy>(await fixtureOf("network-policy-ports"), "NetworkPolicy");
    const open = spec!.egress!.filter(({ to }) => to === undefined);
    // The user's own rule.
    expect(open.map(ports)).to.deep.equal([["3128/TCP"]]);
  });

  it("NetworkPolicy: lets it out to the metadata services of clouds that are on, and to networks that are allowed", async () => {
    const { spec } = only<V1NetworkPolicy>(await fixtureOf("network-policy-clouds"), "NetworkPolicy");
    const [, , registries, ...metadata] = spec!.egress!;
    const cidrs = (rule: V1NetworkPolicyEgressRule | undefined) =>
      rule!.to!.flatMap(({ ipBlock }) => ipBlock?.cidr ?? []);
    expect(cidrs(registries)).to.include("169.254.20.0/24");
    expect(ports(registries)).to.deep.equal(["443/TCP", "5007/TCP"]);
    expect(metadata.map((rule) => [ports(rule), cidrs(rule)])).to.deep.equal([
      [["80/TCP"], ["169.254.169.254/32", "fd00:ec2::254/128", "169.254.170.23/32", "fd00:ec2::23/128"]],
      [["988/TCP"], ["169.254.169.252/32"]],
    ]);
  });

  it("NetworkPolicy: knows the ports of containerd's files", async () => {
    const { spec } = only<V1NetworkPolicy>(await fixtureOf("nodes-hosts"), "NetworkPolicy");
    const found = spec!.egress!.flatMap((rule) => ports(rule));
    expect(found).to.include.members(["443/TCP", "5443/TCP", "5444/TCP", "80/TCP"]);
  });

  it("opens the ports that registries.conf names", async () => {
    const { spec } = only<V1NetworkPolicy>(await fixtureOf("nodes-crio"), "NetworkPolicy");
    const found = spec!.egress!.flatMap((rule) => ports(rule));
    expect(found).to.include.members(["443/TCP", "5001/TCP", "5002/TCP", "5003/TCP"]);
  });

  it("opens the ports that registries.yaml names, with mirrors and without", async () => {
    const { spec } = only<V1NetworkPolicy>(await fixtureOf("nodes-k3s"), "NetworkPolicy");
    const found = spec!.egress!.flatMap((rule) => ports(rule));
    expect(found).to.include.members(["443/TCP", "5002/TCP", "5003/TCP", "5004/TCP", "80/TCP"]);
  });

  it("PodDisruptionBudget: only where there is more than one pod", async () => {
    const budgets = (objects: readonly ChartObject[]) =>
      objects.filter(({ kind }) => kind === "PodDisruptionBudget");
    expect(budgets(await fixtureOf("pod-disruption-budget-alone"))).to.deep.equal([]);
    expect(budgets(await fixtureOf("sharding-of-one"))).to.deep.equal([]);
    const byDefault = only<V1PodDisruptionBudget>(await fixtureOf("sharding"), "PodDisruptionBudget").spec!;
    expect(byDefault).to.deep.include({ maxUnavailable: 1 });
    expect(byDefault).not.to.have.property("minAvailable");
    const own = only<V1PodDisruptionBudget>(await fixtureOf("pod-disruption-budget"), "PodDisruptionBudget")
      .spec!;
    expect(own).to.deep.include({ minAvailable: 1, unhealthyPodEvictionPolicy: "AlwaysAllow" });
    expect(own).not.to.have.property("maxUnavailable");
  });

  it("VerticalPodAutoscaler: for the exporter's container of what runs it", async () => {
    const { spec } = only<{ spec: unknown }>(
      await fixtureOf("vertical-pod-autoscaler"),
      "VerticalPodAutoscaler",
    );
    expect(spec).to.deep.equal({
      targetRef: { apiVersion: "apps/v1", kind: "StatefulSet", name: "iae-vertical-pod-autoscaler" },
      updatePolicy: { updateMode: "Initial" },
      resourcePolicy: {
        containerPolicies: [
          {
            containerName: "exporter",
            controlledResources: ["memory"],
            minAllowed: { memory: "64Mi" },
            maxAllowed: { memory: "2Gi" },
          },
        ],
      },
    });
  });

  it("Service: of the type, with the ports and the address that are asked for", async () => {
    const nodePort = only<V1Service>(await fixtureOf("service-node-port"), "Service");
    expect(nodePort.spec).to.deep.include({
      type: "NodePort",
      ports: [{ name: "metrics", port: 80, targetPort: "metrics", protocol: "TCP", nodePort: 30080 }],
    });
    expect(nodePort.metadata!.labels).to.include({ expose: "true" });
    expect(nodePort.metadata!.annotations).to.deep.equal({ "example.com/dns": "exporter.example.com" });
    const dual = only<V1Service>(await fixtureOf("service-dual-stack"), "Service").spec;
    expect(dual).to.deep.include({
      ipFamilyPolicy: "PreferDualStack",
      ipFamilies: ["IPv4"],
      loadBalancerSourceRanges: ["10.0.0.0/8"],
    });
  });

  it("Service: a headless one is another one, so that a release can turn to it and back", async () => {
    const { metadata, spec } = only<V1Service>(await fixtureOf("service-headless"), "Service");
    expect(spec!.clusterIP).to.equal("None");
    expect(metadata!.name).to.equal("iae-service-headless-headless");
    const test = only<V1Pod>(await fixtureOf("service-headless"), "Pod");
    expect(test.spec!.containers[0]!.env![0]!.value).to.include(`//${metadata!.name}.`);
  });
});
