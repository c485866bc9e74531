import { createHash } from "node:crypto";
import { expect } from "chai";
import { createHarness, MANIFEST_BODY, registryError } from "../registry/harness.ts";
import { type ClusterObjects, clusterFixture, holding } from "./clusterFixture.ts";

const digestOf = (body: string) => `sha256:${createHash("sha256").update(body).digest("hex")}`;
const image = (config: string) =>
  JSON.stringify({ ...MANIFEST_BODY, config: { ...MANIFEST_BODY.config, digest: digestOf(config) } });
const [NEW, OLD] = [image("new"), image("old")];
const CONFIG = digestOf("new");

describe("explain --running", () => {
  const clusters = clusterFixture();
  const harness = createHarness();

  const owned = (kind: string, name: string) => [
    { apiVersion: "apps/v1", kind, name, uid: `uid-${name}`, controller: true },
  ];
  const pod = (name: string, node: string, owner: string, imageRef: string, imageID: string) => ({
    metadata: { namespace: "shop", name, uid: `uid-${name}`, ownerReferences: owned("ReplicaSet", owner) },
    spec: { nodeName: node, containers: [{ name: "main", image: imageRef }] },
    status: { phase: "Running", containerStatuses: [{ name: "main", imageID }] },
  });
  const deployment = (name: string, imageRef: string) => ({
    metadata: { namespace: "shop", name, uid: `uid-${name}` },
    spec: { replicas: 3, template: { spec: { containers: [{ name: "main", image: imageRef }] } } },
  });

  /** A registry whose tag 1 leads to the new image, and whose tag 2 is gone; and pods of two Deployments. */
  async function world() {
    const registry = await harness.server(({ url }) => {
      const version = url.slice(url.lastIndexOf("/") + 1);
      const body =
        [NEW, OLD].find((each) => digestOf(each) === version) ?? (version === "1" ? NEW : undefined);
      return body === undefined
        ? registryError(404, "MANIFEST_UNKNOWN")
        : {
            headers: { "content-type": MANIFEST_BODY.mediaType, "docker-content-digest": digestOf(body) },
            body,
          };
    });
    const at = (tag: string) => `${registry.host}/shop/cart:${tag}`;
    const id = (body: string) => `${registry.host}/shop/cart@${digestOf(body)}`;
    const objects: ClusterObjects = {
      "/apis/apps/v1/deployments": [deployment("cart", at("1")), deployment("gone", at("2"))],
      "/apis/apps/v1/replicasets": ["cart", "gone"].map((name) => ({
        metadata: {
          namespace: "shop",
          name: `${name}-1`,
          uid: `uid-${name}-1`,
          ownerReferences: owned("Deployment", name),
        },
      })),
      "/api/v1/pods": [
        pod("a", "node-b", "cart-1", at("1"), id(OLD)),
        pod("b", "node-a", "cart-1", at("1"), id(OLD)),
        pod("c", "node-c", "cart-1", at("1"), id(NEW)),
        pod("d", "node-d", "cart-1", at("1"), CONFIG),
        pod("e", "node-e", "cart-1", at("1"), ""),
        pod("f", "node-f", "gone-1", at("2"), id(OLD)),
        pod("g", "node-g", "others-1", at("1"), id(OLD)),
      ],
    };
    await clusters.start("prod", holding(objects));
    return { registry, at, id, objects };
  }
  const explained = (workload: string, ...argv: readonly string[]) =>
    clusters.run(
      "explain",
      "--namespace=shop",
      `--workload=${workload}`,
      "--running",
      "--log-level=error",
      ...argv,
    );

  it("tells both digests of a tag that was moved, and the nodes that run each, of the workload's own pods alone", async () => {
    const { at, id } = await world();
    const { code, out } = await explained("deployment/cart", "--output=json");
    const [{ image: name, running }] = JSON.parse(out);
    expect([code, name]).to.deep.equal([0, at("1")]);
    expect(running).to.deep.equal({
      leads: digestOf(NEW),
      reason: null,
      message: null,
      copies: [
        { ran: id(OLD), nodes: ["node-a", "node-b"], image: "other" },
        { ran: id(NEW), nodes: ["node-c"], image: "same" },
        { ran: CONFIG, nodes: ["node-d"], image: "same" },
      ],
    });
    const { out: table } = await explained("deployment/cart");
    expect(table).to.match(new RegExp(`leads to +${digestOf(NEW)}\n`));
    expect(table).to.match(new RegExp(`pods run +${id(OLD)} on node-a, node-b, another image\n`));
    expect(table).to.match(new RegExp(`pods run +${id(NEW)} on node-c\n`));
  });

  it("tells on which nodes an image still runs that is gone, and why it cannot be had", async () => {
    const { id } = await world();
    const { code, out } = await explained("deployment/gone", "--output=json");
    const [{ running }] = JSON.parse(out);
    expect(code).to.equal(0);
    expect(running).to.deep.include({
      leads: null,
      reason: "absent",
      copies: [{ ran: id(OLD), nodes: ["node-f"], image: "unknown" }],
    });
    expect((await explained("deployment/gone")).out).to.match(/leads to +absent: .*404/);
  });

  it("asks neither for pods nor a registry where nobody wants to know, and ends with 4 where pods cannot be listed", async () => {
    const { registry, objects } = await world();
    const { out } = await clusters.run(
      "explain",
      "--namespace=shop",
      "--workload=deployment/cart",
      "--output=json",
    );
    expect(JSON.parse(out)[0]).to.not.have.property("running");
    expect(registry.lines()).to.deep.equal([]);
    await clusters.start("half", (exchange) =>
      exchange.path.endsWith("/pods") ? exchange.refuse(403) : holding(objects)(exchange),
    );
    const { code, err } = await explained("deployment/cart", "--context=half");
    expect([code, err]).to.deep.equal([4, "cannot list pods of namespace shop: refused with 403\n"]);
  });

  it("is refused without a workload", async () => {
    await clusters.start("prod", holding({}));
    const { code, err } = await clusters.run("explain", "--running", "nginx");
    expect([code, err]).to.deep.equal([
      2,
      "--running: expected --workload beside it, whose pods are meant\n",
    ]);
  });
});
