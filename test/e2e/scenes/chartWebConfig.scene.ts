import { X509Certificate } from "node:crypto";
import { connect } from "node:tls";
import { hash } from "bcryptjs";
import { expect } from "chai";
import { Agent, request } from "undici";
import { CHART } from "../../chart/helms.ts";
import {
  type KeyPair,
  makeAuthority,
  makeClientCertificate,
  makeServerCertificate,
} from "../../support/certificates.ts";
import { runClusterTool } from "../harness/clusterTool.ts";
import { installCustomResources } from "../harness/installCustomResources.ts";
import { createNamespace, secretPath } from "../harness/objects.ts";
import type { RunningPod } from "../harness/runPod.ts";
import { parts, scene } from "../harness/scene.ts";
import { type ControlPlane, startControlPlane } from "../harness/startControlPlane.ts";
import { type PodNode, startPodNode } from "../harness/startPodNode.ts";
import { type Prometheus, startPrometheus } from "../harness/startPrometheus.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";
import { waitUntil } from "../harness/waitUntil.ts";
import { type ServiceMonitor, writeScrapeJob } from "../harness/writeScrapeJob.ts";

const own = "tools";
const fullname = "iae-k8s-image-availability-exporter";
const host = `${fullname}.${own}.svc`;
const job = "k8s-image-availability-exporter";
/** The cheapest that bcrypt knows: these passwords guard nothing. */
const ROUNDS = 4;

scene(
  "TLS and passwords with the chart",
  [parts.cluster, parts.helm, parts.customResources, parts.prometheus],
  () => {
    let cluster: ControlPlane;
    let node: PodNode;
    let authority: KeyPair;
    let client: KeyPair;
    let folder: string;
    let prometheus: Prometheus | undefined;

    before(async () => {
      cluster = await startControlPlane({ controllers: true });
      [authority, folder] = await Promise.all([makeAuthority(), temporaryFolder("scrape")]);
      client = await makeClientCertificate(["prometheus"], authority);
      node = await startPodNode(cluster);
      await installCustomResources(cluster.kubeconfig);
      await createNamespace(cluster.client, own);
      // The operator is not here; what `helm test` asks of it is.
      await cluster.client.create(`/apis/monitoring.coreos.com/v1/namespaces/${own}/prometheuses`, {
        apiVersion: "monitoring.coreos.com/v1",
        kind: "Prometheus",
        metadata: { name: "main" },
        spec: { serviceMonitorSelector: { matchLabels: { "app.kubernetes.io/instance": "iae" } } },
      });
      await cluster.client.create(secretPath(own), {
        metadata: { name: "exporter-tls" },
        type: "kubernetes.io/tls",
        stringData: await serverFiles(),
      });
      await cluster.client.create(secretPath(own), {
        metadata: { name: "scrape" },
        stringData: {
          username: "prometheus",
          password: "first",
          "tls.crt": client.cert,
          "tls.key": client.key,
        },
      });
    });
    after(async () => {
      await prometheus?.stop();
      await node?.stop();
      await cluster?.stop();
    });

    /** As cert-manager fills such a Secret. */
    async function serverFiles(): Promise<Readonly<Record<string, string>>> {
      const { cert, key } = await makeServerCertificate([host], authority);
      return { "tls.crt": cert, "tls.key": key, "ca.crt": authority.cert };
    }

    /** Installs or upgrades, waits until the pod is ready, and returns it. */
    async function run(password: string, { clientAuth = "" } = {}): Promise<RunningPod> {
      const values = {
        webConfig: {
          tls: { existingSecret: "exporter-tls", clientAuth },
          basicAuthUsers: { prometheus: await hash(password, ROUNDS) },
          scrape: {
            tlsConfig: {
              ca: { secret: { name: "exporter-tls", key: "ca.crt" } },
              ...(clientAuth && {
                cert: { secret: { name: "scrape", key: "tls.crt" } },
                keySecret: { name: "scrape", key: "tls.key" },
              }),
            },
            basicAuth: {
              username: { name: "scrape", key: "username" },
              password: { name: "scrape", key: "password" },
            },
          },
        },
        monitor: { enabled: true },
        config: { server: { shutdownDelay: "1s" } },
      };
      const flags = Object.entries(values).flatMap(([key, value]) => [
        "--set-json",
        `${key}=${JSON.stringify(value)}`,
      ]);
      const args = [
        "upgrade",
        "--install",
        "iae",
        CHART,
        "--namespace",
        own,
        ...flags,
        "--wait",
        "--timeout",
        "60s",
      ];
      await runClusterTool("helm", args, { kubeconfig: cluster.kubeconfig });
      return await waitUntil("one pod alone", () => {
        const [pod, ...others] = node.serving();
        return others.length === 0 && pod;
      });
    }

    /** What a page answers to whoever knows the name and the authority, and maybe more. */
    async function ask(
      { url }: RunningPod,
      path: string,
      { password, certificate }: { password?: string; certificate?: KeyPair } = {},
    ): Promise<number> {
      const dispatcher = new Agent({ connect: { ca: authority.cert, servername: host, ...certificate } });
      try {
        const headers =
          password === undefined
            ? {}
            : {
                authorization: `Basic ${Buffer.from(`prometheus:${password}`).toString("base64")}`,
              };
        const answer = await request(`${url}${path}`, {
          dispatcher,
          headers,
          signal: AbortSignal.timeout(5_000),
        });
        await answer.body.dump();
        return answer.statusCode;
      } finally {
        await dispatcher.close();
      }
    }

    /** The serial number of the certificate that the server shows. */
    async function serial({ url }: RunningPod): Promise<string> {
      const { hostname, port } = new URL(url);
      const socket = connect({ host: hostname, port: Number(port), ca: authority.cert, servername: host });
      try {
        await new Promise((resolve, reject) => socket.once("secureConnect", resolve).once("error", reject));
        return socket.getPeerX509Certificate()!.serialNumber;
      } finally {
        socket.destroy();
      }
    }

    /** Lets a Prometheus scrape the pod as the chart's ServiceMonitor says. */
    async function scrapeConfig({ url, name }: RunningPod): Promise<object> {
      const monitor = await cluster.client.get<ServiceMonitor>(
        `/apis/monitoring.coreos.com/v1/namespaces/${own}/servicemonitors/${fullname}`,
      );
      const labels = { job, namespace: own, pod: name, service: fullname, container: "exporter" };
      return await writeScrapeJob(monitor, {
        client: cluster.client,
        folder,
        target: new URL(url).host,
        labels,
      });
    }
    const isUp = (expected: number) =>
      waitUntil(`up at ${expected}`, async () => {
        const [up] = await prometheus!.query(`up{job="${job}"}`);
        return up?.value === expected;
      });

    const passesHelmTest = async () => {
      const args = ["test", "iae", "--namespace", own, "--timeout", "60s"];
      const { stdout } = await runClusterTool("helm", args, { kubeconfig: cluster.kubeconfig });
      expect(stdout).to.match(/Phase:\s+Succeeded/);
    };

    let pod: RunningPod;

    it("leave the pod ready: its probes have neither password nor authority", async () => {
      pod = await run("first");
      expect(pod.url).to.match(/^https:/);
      for (const path of ["/livez", "/readyz", "/healthz"]) {
        expect(await ask(pod, path), path).to.equal(200);
      }
    });

    it("let in who knows the password, and nobody else", async () => {
      expect(await ask(pod, "/metrics")).to.equal(401);
      expect(await ask(pod, "/metrics", { password: "second" })).to.equal(401);
      expect(await ask(pod, "/metrics", { password: "first" })).to.equal(200);
    });

    it("let helm test pass, which has no password", passesHelmTest);

    it("let a Prometheus in that does what the ServiceMonitor says", async () => {
      prometheus = await startPrometheus({}, { scrapeConfigs: [await scrapeConfig(pod)] });
      await isUp(1);
      const [info] = await prometheus.query("k8s_image_availability_exporter_build_info");
      expect(info?.metric).to.deep.include({ job, namespace: own, service: fullname, endpoint: "metrics" });
    });

    it("follow a new password without a restart", async () => {
      const same = await run("second");
      expect(same).to.deep.include({ uid: pod.uid });
      await waitUntil(
        "the new password",
        async () => (await ask(pod, "/metrics", { password: "second" })) === 200,
      );
      expect(await ask(pod, "/metrics", { password: "first" })).to.equal(401);
      await isUp(0);
      await cluster.client.patch(secretPath(own, "scrape"), { stringData: { password: "second" } });
      await scrapeConfig(pod);
      await isUp(1);
      expect(same.process.hasExited()).to.equal(false);
    });

    it("follow a renewed certificate without a restart", async () => {
      const files = await serverFiles();
      const { serialNumber } = new X509Certificate(files["tls.crt"]!);
      expect(await serial(pod)).not.to.equal(serialNumber);
      await cluster.client.patch(secretPath(own, "exporter-tls"), { stringData: files });
      await waitUntil("the new certificate", async () => (await serial(pod)) === serialNumber);
      await isUp(1);
      expect(node.serving().map(({ uid }) => uid)).to.deep.equal([pod.uid]);
    });

    describe("and clients that have to show a certificate", () => {
      before(async () => {
        const old = pod;
        pod = await run("second", { clientAuth: "RequireAndVerifyClientCert" });
        expect(pod.uid, "another pod").not.to.equal(old.uid);
      });

      it("leave the pod ready: the kubelet has none to show", async () => {
        for (const path of ["/livez", "/readyz", "/healthz"]) {
          expect(await ask(pod, path), path).to.equal(200);
        }
      });

      it("let helm test pass, which has neither", passesHelmTest);

      it("let in who has one, of the right authority", async () => {
        const stranger = await makeClientCertificate(["prometheus"], await makeAuthority("another"));
        expect(await ask(pod, "/metrics", { password: "second" })).to.equal(403);
        expect(await ask(pod, "/metrics", { password: "second", certificate: stranger })).to.equal(403);
        expect(await ask(pod, "/metrics", { certificate: client })).to.equal(401);
        expect(await ask(pod, "/metrics", { password: "second", certificate: client })).to.equal(200);
      });

      it("let a Prometheus in that does what the ServiceMonitor says", async () => {
        await prometheus?.stop();
        prometheus = await startPrometheus({}, { scrapeConfigs: [await scrapeConfig(pod)] });
        await isUp(1);
      });
    });
  },
);
