import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { V1ClusterRole, V1Pod } from "@kubernetes/client-node";
import { expect } from "chai";
import { runNode } from "../support/runNode.ts";
import { FIXTURES_TIMEOUT_MS, fixtureOf, renderFixtures } from "./fixtures.ts";
import { type ChartObject, NAMESPACE } from "./renderChart.ts";

type Spec = Readonly<Record<string, unknown>>;

const selectionPod = (objects: readonly ChartObject[]) =>
  objects.find(({ kind, metadata }) => kind === "Pod" && metadata.name.endsWith("-selection")) as
    | V1Pod
    | undefined;

describe("the test that asks whether operators select the chart's objects", () => {
  let pod: V1Pod;
  let folder: string;
  before(async function () {
    this.timeout(FIXTURES_TIMEOUT_MS);
    if ((await renderFixtures()) === undefined) {
      return this.skip();
    }
    pod = selectionPod(await fixtureOf("service-monitor"))!;
    folder = await mkdtemp(join(tmpdir(), "iae-selection-"));
  });
  after(async () => {
    if (folder !== undefined) {
      await rm(folder, { recursive: true });
    }
  });

  it("is there with something to select alone, and reads nothing but what selects", async () => {
    for (const name of ["defaults", "vm-service-scrape", "rbac-off"]) {
      expect(selectionPod(await fixtureOf(name)), name).to.equal(undefined);
    }
    const objects = await fixtureOf("service-monitor");
    const role = objects.find(
      ({ kind, metadata }) => kind === "ClusterRole" && metadata.name.endsWith(":selection"),
    ) as V1ClusterRole | undefined;
    expect(role!.rules!.flatMap(({ verbs }) => verbs)).to.deep.equal(["list", "list"]);
    expect(role!.rules!.flatMap(({ resources }) => resources)).not.to.include("secrets");
    expect(pod.spec!.serviceAccountName).to.equal("iae-service-monitor-selection");
  });

  it("knows the labels of each object", async () => {
    const { env } = selectionPod(await fixtureOf("rules-full"))!.spec!.containers[0]!;
    const [rule] = JSON.parse(env!.find(({ name }) => name === "OBJECTS")!.value!) as ChartObject[];
    expect(rule).to.deep.include({ kind: "PrometheusRule", namespace: "monitoring" });
    expect((rule as unknown as { labels: object }).labels).to.include({ release: "kube-prometheus-stack" });
  });

  /** Runs the pod's own command on an API server that has such Prometheuses; the others it does not know. */
  async function runAgainst(specs: readonly Spec[], namespace = NAMESPACE, token = "secret-token\n") {
    const tokenFile = join(folder, "token");
    await writeFile(tokenFile, token);
    const items = specs.map((spec, index) => ({ metadata: { name: `p${index}`, namespace }, spec }));
    const namespaces = [{ metadata: { name: NAMESPACE, labels: { team: "platform" } } }];
    const server = createServer((request, response) => {
      expect(request.headers.authorization).to.equal("Bearer secret-token");
      const { pathname } = new URL(request.url!, "http://api");
      const found = {
        "/apis/monitoring.coreos.com/v1/prometheuses": items,
        "/api/v1/namespaces": namespaces,
      }[pathname];
      response.writeHead(found === undefined ? 404 : 200).end(JSON.stringify({ items: found }));
    });
    const url = await listen(server);
    try {
      const { command, args, env } = pod.spec!.containers[0]!;
      const { value: objects = "" } = env!.find(({ name }) => name === "OBJECTS")!;
      return await runNode([...command!.slice(1), ...args!], {
        cwd: tmpdir(),
        environment: { API_URL: url, TOKEN_FILE: tokenFile, OBJECTS: objects },
      });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  const everything = { serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {} };
  const own = { "app.kubernetes.io/instance": "iae" };
  const selecting: readonly (readonly [string, Spec])[] = [
    ["everything", everything],
    ["its own namespace, by no selector", { serviceMonitorSelector: {} }],
    ["by the object's labels", { ...everything, serviceMonitorSelector: { matchLabels: own } }],
    [
      "by expressions and the namespace's labels",
      {
        serviceMonitorSelector: {
          matchExpressions: [
            { key: "app.kubernetes.io/instance", operator: "In", values: ["iae"] },
            { key: "release", operator: "DoesNotExist" },
          ],
        },
        serviceMonitorNamespaceSelector: { matchLabels: { team: "platform" } },
      },
    ],
  ];
  for (const [how, spec] of selecting) {
    it(`passes where a Prometheus selects ${how}`, async () => {
      const { code, stdout, stderr } = await runAgainst([{}, spec]);
      expect([code, stderr]).to.deep.equal([0, ""]);
      expect(stdout).to.match(/^ServiceMonitor \S+\/iae-service-monitor: selected by .* \S+\/p1\n$/);
    });
  }

  const passingOver: readonly (readonly [string, readonly Spec[], string])[] = [
    ["there is none", [], "there is no object that could"],
    ["it has no selector", [{}], "p0 has no serviceMonitorSelector"],
    [
      "it asks for another label",
      [{ ...everything, serviceMonitorSelector: { matchLabels: { release: "stack" } } }],
      'p0 asks for serviceMonitorSelector {"matchLabels":{"release":"stack"}}',
    ],
    [
      "it asks for another namespace",
      [{ ...everything, serviceMonitorNamespaceSelector: { matchLabels: { team: "shop" } } }],
      'p0 asks for serviceMonitorNamespaceSelector {"matchLabels":{"team":"shop"}}',
    ],
  ];
  for (const [situation, specs, message] of passingOver) {
    it(`fails, with the reason, where ${situation}`, async () => {
      const { code, stderr } = await runAgainst(specs);
      expect(code).to.equal(1);
      expect(stderr).to.include("iae-service-monitor: nothing selects it: ").and.include(message);
    });
  }

  for (const spec of [{ overrideHonorLabels: true }, { enforcedNamespaceLabel: "namespace" }]) {
    it(`fails where what selects overwrites labels of series, as ${JSON.stringify(spec)} does`, async () => {
      const { code, stderr } = await runAgainst([{ ...everything, ...spec }, {}]);
      expect(code).to.equal(1);
      expect(stderr).to.match(
        /^ServiceMonitor \S+\/iae-service-monitor: selected by .* \S+\/p0, which overwrites .* \(overrideHonorLabels, enforcedNamespaceLabel\)/,
      );
      const beside = await runAgainst([{ ...everything, ...spec }, everything]);
      expect([beside.code, beside.stderr]).to.deep.equal([0, ""]);
      expect(beside.stdout).to.include("/p1\n");
    });
  }

  it("takes no notice of labels that are enforced on others", async () => {
    const excludedFromEnforcement = [{ resource: "servicemonitors", namespace: NAMESPACE }];
    const enforced = { ...everything, enforcedNamespaceLabel: "namespace", excludedFromEnforcement };
    expect((await runAgainst([enforced])).code).to.equal(0);
    expect((await runAgainst([{ ...everything, enforcedNamespaceLabel: "tenant" }])).code).to.equal(0);
  });

  it("says what went wrong without the token", async () => {
    const { code, stderr } = await runAgainst([], NAMESPACE, "secret\ntoken");
    expect(code).to.equal(1);
    expect(stderr)
      .to.match(/^Cannot ask http:\S+: .+\n$/)
      .and.not.include("secret");
  });

  it("fails where a Prometheus looks at its own namespace alone, which is another", async () => {
    const { code, stderr } = await runAgainst([{ serviceMonitorSelector: {} }], "elsewhere");
    expect(code).to.equal(1);
    expect(stderr).to.include("elsewhere/p0 looks at its own namespace elsewhere alone");
  });
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
