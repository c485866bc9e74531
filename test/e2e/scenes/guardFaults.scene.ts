import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { bundle } from "../../support/bundle.ts";
import { runNode } from "../../support/runNode.ts";
import { createNamespace, createWorkload } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { type SharedCluster, sharedCluster } from "../harness/sharedCluster.ts";
import { type Front, type FrontAnswer, type SeenRequest, startFront } from "../harness/startFront.ts";
import { type ConnectionFault, type PassingProxy, startProxy } from "../harness/startProxy.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";

scene("guard, while an API server fails", [parts.cluster, parts.registry], () => {
  let cluster: SharedCluster;
  let registry: Registry;
  let front: Front;
  let proxy: PassingProxy;
  let list: string;
  let kubeconfig: string;
  const space = "guard-faults";
  const image = (tag: string) => `${registry.host}/guarded/app:${tag}`;

  before(async () => {
    [cluster, registry] = await Promise.all([sharedCluster(), startRegistry()]);
    await createNamespace(cluster.client, space);
    for (const tag of ["used", "unused"]) {
      await registry.client.push("guarded/app", tag);
    }
    await createWorkload(cluster.client, [space, "Deployment", "web"], image("used"));
    front = await startFront({ target: { url: cluster.url, ca: cluster.ca } });
    proxy = await startProxy(front.url);
    kubeconfig = await cluster.kubeconfigFor({ name: "admin", token: cluster.adminToken }, proxy.url);
    list = join(await temporaryFolder("guard"), "list");
    await writeFile(list, `${image("used")}\n${image("unused")}\n`);
  });
  after(async () => {
    await proxy?.close();
    await front?.close();
    await registry?.stop();
  });
  afterEach(() => {
    front.answerBy(undefined);
    proxy.inject(undefined);
  });

  const guard = async (config = kubeconfig, ...more: readonly string[]) => {
    const argv = ["guard", "--kubeconfig", config, "--allow-plain-http", "--file", list, "--output=may-go"];
    const { code, stdout, stderr } = await runNode([await bundle(), ...argv, ...more], {
      cwd: tmpdir(),
      environment: { DOCKER_CONFIG: "/none" },
    });
    return { code, stdout, stderr };
  };
  const whole = () => ({ code: 1, stdout: `${image("unused")}\n`, stderr: "1 of 2 must stay\n" });

  it("lets go what nobody uses as long as all can be read", async () => {
    expect(await guard()).to.deep.equal(whole());
  });

  const status = (code: number, reason: string): FrontAnswer => ({
    status: code,
    headers: { "content-type": "application/json", "retry-after": "1" },
    body: JSON.stringify({ kind: "Status", apiVersion: "v1", status: "Failure", reason, code }),
  });
  const on = (part: string, answer: FrontAnswer) => (seen: SeenRequest) =>
    seen.uri.includes(part) ? answer : undefined;
  const PODS = "/api/v1/pods";
  /** The first page has nothing, and says that there is more. */
  const firstOfTwo: FrontAnswer = {
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ kind: "PodList", apiVersion: "v1", metadata: { continue: "more" }, items: [] }),
  };
  const onSecondPage = (answer: FrontAnswer) => (seen: SeenRequest) => {
    if (!seen.uri.includes(PODS)) {
      return undefined;
    }
    return seen.uri.includes("continue=") ? answer : firstOfTwo;
  };

  const ANSWERS: Readonly<Record<string, Parameters<Front["answerBy"]>[0]>> = {
    "403 on Pods": on(PODS, status(403, "Forbidden")),
    "403 on ReplicaSets, from which roll-backs come": on("/replicasets", status(403, "Forbidden")),
    "404 on ControllerRevisions": on("/controllerrevisions", status(404, "NotFound")),
    "401 on everything": () => status(401, "Unauthorized"),
    "410 on every second page": onSecondPage(status(410, "Expired")),
    "429 on a second page": onSecondPage(status(429, "TooManyRequests")),
    "500 on a second page": onSecondPage(status(500, "InternalError")),
    "504 on Deployments": on("/deployments", status(504, "Timeout")),
  };
  for (const [what, answer] of Object.entries(ANSWERS)) {
    it(`says nothing and ends with 4: ${what}`, async () => {
      front.answerBy(answer);
      const { code, stdout, stderr } = await guard();
      expect([code, stdout], stderr).to.deep.equal([4, ""]);
      expect(stderr).to.contain("--partial goes on all the same");
    });
  }

  const FAULTS: Readonly<Record<string, ConnectionFault>> = {
    "every connection breaks": { kind: "reset" },
    "what answers is no API server": { kind: "garbage" },
  };
  for (const [what, fault] of Object.entries(FAULTS)) {
    it(`says nothing and ends with 4: ${what}`, async () => {
      proxy.inject(fault);
      const { code, stdout, stderr } = await guard();
      expect([code, stdout], stderr).to.deep.equal([4, ""]);
    });
  }

  it("says all or nothing, wherever answers are cut off", async () => {
    const codes = new Set<number | null>();
    for (let afterBytes = 500; afterBytes < 2_000_000; afterBytes = afterBytes * 3) {
      proxy.inject({ kind: "cut", afterBytes });
      const answer = await guard();
      codes.add(answer.code);
      if (answer.code !== 4) {
        expect(answer, `after ${afterBytes} bytes`).to.deep.equal(whole());
      } else {
        expect(answer.stdout, `after ${afterBytes} bytes`).to.equal("");
      }
    }
    expect([...codes].sort()).to.deep.equal([1, 4]);
  });

  it("says nothing and ends with 4 for all clusters where one of them cannot be read", async () => {
    const alone = await guard();
    expect(alone.code).to.equal(1);
    const both = join(await temporaryFolder("guard"), "kubeconfig");
    const context = (name: string) => ({ name, context: { cluster: name, user: "admin" } });
    await writeFile(
      both,
      JSON.stringify({
        apiVersion: "v1",
        kind: "Config",
        "current-context": "well",
        clusters: [
          { name: "well", cluster: { server: proxy.url } },
          { name: "gone", cluster: { server: "http://127.0.0.1:1" } },
        ],
        users: [{ name: "admin", user: { token: cluster.adminToken } }],
        contexts: [context("well"), context("gone")],
      }),
    );
    const { code, stdout, stderr } = await guard(both, "--all-contexts");
    expect([code, stdout], stderr).to.deep.equal([4, ""]);
    expect(stderr).to.contain('cluster "gone"');
  });
});
