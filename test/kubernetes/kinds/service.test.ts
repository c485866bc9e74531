import { expect } from "chai";
import { serviceKind } from "../../../src/kubernetes/kinds/service.ts";
import { projectionContext } from "./projectionContext.ts";

const metadata = { name: "web", namespace: "shop" };
const selector = { tier: "front", app: "web" };
const ports = [
  { name: "http", port: 80, targetPort: "http", protocol: "TCP" },
  { name: "dns", port: 53, targetPort: 5353, protocol: "UDP" },
  { port: 9090 },
];

describe("serviceKind", () => {
  const kind = serviceKind(projectionContext());
  const project = (spec: object) => kind.project({ metadata, spec });

  it("project() keeps the selector and where traffic goes", () => {
    expect(project({ selector, ports, type: "ClusterIP", clusterIP: "None" })).to.deep.equal({
      namespace: "shop",
      name: "web",
      selector: ["app=web", "tier=front"],
      targets: ["TCP/http", "UDP/5353", "TCP/9090"],
    });
  });

  it("project() keeps each place once, and of thousands of ports the first 256", () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({ port: 1 + (index >> 1) }));
    const { targets = [] } = project({ selector, ports: many }) ?? {};
    expect([targets.length, targets[0], targets.at(-1)]).to.deep.equal([128, "TCP/1", "TCP/128"]);
  });

  const dropped: readonly (readonly [string, object])[] = [
    ["without a selector", { ports }],
    ["with an empty selector", { selector: {}, ports }],
    ["without ports", { selector }],
    ["that are a name for another", { selector, ports, type: "ExternalName", externalName: "example.com" }],
    ["that publish pods that are not ready", { selector, ports, publishNotReadyAddresses: true }],
  ];
  for (const [what, spec] of dropped) {
    it(`project() drops Services ${what}`, () => {
      expect(project(spec)).to.equal(undefined);
    });
  }

  it("same() compares selectors and targets, and nothing else", () => {
    const service = project({ selector, ports })!;
    const others = [
      project({ selector, ports, sessionAffinity: "ClientIP" }),
      project({ selector: { app: "web" }, ports }),
      project({ selector, ports: ports.slice(1) }),
    ];
    expect(others.map((other) => kind.same(service, other!))).to.deep.equal([true, false, false]);
    expect(kind.project({ spec: { selector, ports } })).to.equal(undefined);
  });
});
