import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import type { V1Pod } from "@kubernetes/client-node";
import { expect } from "chai";
import { runNode } from "../support/runNode.ts";
import { FIXTURES_TIMEOUT_MS, fixtureOf, renderFixtures } from "./fixtures.ts";
import { NAMESPACE, only } from "./renderChart.ts";

const GOOD = 'k8s_image_availability_exporter_build_info{version="1.0.0",node_version="v24"} 1\n';

describe("the test that helm test runs", () => {
  let pod: V1Pod;
  before(async function () {
    this.timeout(FIXTURES_TIMEOUT_MS);
    if ((await renderFixtures()) === undefined) {
      return this.skip();
    }
    pod = only<V1Pod>(await fixtureOf("defaults"), "Pod");
  });

  it("is a hook that leaves nothing behind, and is none of the Service's pods", () => {
    expect(pod.metadata!.annotations).to.deep.equal({
      "helm.sh/hook": "test",
      "helm.sh/hook-delete-policy": "before-hook-creation,hook-succeeded",
    });
    expect(pod.metadata!.labels!["app.kubernetes.io/component"]).to.equal("test");
    expect(pod.spec).to.include({ restartPolicy: "Never", automountServiceAccountToken: false });
  });

  it("scrapes the Service", () => {
    expect(pod.spec!.containers[0]!.env).to.deep.equal([
      { name: "METRICS_URL", value: `http://iae-defaults.${NAMESPACE}.svc:8080/metrics` },
    ]);
  });

  it("is left out on demand, and where there is no Service", async () => {
    for (const name of ["metrics", "service-off"]) {
      const tests = (await fixtureOf(name)).filter(
        ({ kind, metadata }) => kind === "Pod" && metadata.name.endsWith("-test"),
      );
      expect(tests, name).to.deep.equal([]);
    }
  });

  /** Runs the pod's own command against a server that answers so. */
  async function runAgainst(status: number, body: string, more: Readonly<Record<string, string>> = {}) {
    const server = createServer((_request, response) => response.writeHead(status).end(body));
    const url = await listen(server);
    try {
      const { command, args } = pod.spec!.containers[0]!;
      const [program, ...rest] = [...command!, ...args!];
      expect(program).to.equal("node");
      return await runNode(rest, { cwd: tmpdir(), environment: { METRICS_URL: `${url}/metrics`, ...more } });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  it("passes where metrics come", async () => {
    const { code, stdout } = await runAgainst(200, `# HELP x y\n${GOOD}up 1\n`);
    expect(stdout).to.match(/\/metrics: 2 samples\n/);
    expect(code).to.equal(0);
  });

  it("passes where a password or a certificate is asked for, if one is to be", async () => {
    for (const status of [401, 403]) {
      expect((await runAgainst(status, "", { METRICS_PROTECTED: "true" })).code).to.equal(0);
      expect((await runAgainst(status, "")).code).to.equal(1);
    }
  });

  for (const [problem, status, body, message] of [
    ["an error comes", 503, "not now", "status 503: not now"],
    ["something else answers", 200, "up 1\n", "no sample of k8s_image_availability_exporter_build_info"],
  ] as const) {
    it(`fails with one line where ${problem}`, async () => {
      const { code, stderr } = await runAgainst(status, body);
      expect(code).to.equal(1);
      expect(stderr).to.match(/^Cannot scrape http:\S+: .*\n$/);
      expect(stderr).to.include(message);
    });
  }
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
