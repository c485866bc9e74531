import { expect } from "chai";
import { renderAlertmanager } from "../../../notifications/renderAlertmanager.ts";
import { mergeRules } from "../../../rules/mergeRules.ts";
import { RULE_DATA } from "../../../rules/ruleData.ts";
import { VALUES_DEFAULTS, type Values } from "../../../src/chart/values.generated.ts";
import { mergeDocuments } from "../../../src/config/mergeDocuments.ts";
import { createNamespace, createWorkload } from "../harness/objects.ts";
import { parts, scene } from "../harness/scene.ts";
import { sharedCluster } from "../harness/sharedCluster.ts";
import { type Alertmanager, startAlertmanager } from "../harness/startAlertmanager.ts";
import { quickChecks, type RunningExporter, startExporter } from "../harness/startExporter.ts";
import { type Inbox, type Message, startInbox } from "../harness/startInbox.ts";
import { type Prometheus, startPrometheus } from "../harness/startPrometheus.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";
import { waitUntil } from "../harness/waitUntil.ts";

/** As in real life, only sooner. */
const AT_ONCE = { for: "1s", keepFiringFor: "" };
const SOON = { groupWait: "2s", groupInterval: "1s" };

scene("notifications", [parts.cluster, parts.registry, parts.prometheus, parts.alertmanager], () => {
  let shop: Registry;
  let depot: Registry;
  let exporter: RunningExporter;
  let prometheus: Prometheus;
  let alertmanager: Alertmanager;
  let inbox: Inbox;
  let digest: string;

  before(async () => {
    const { client, kubeconfig } = await sharedCluster();
    [shop, depot, inbox] = await Promise.all([startRegistry(), startRegistry(), startInbox()]);
    digest = await shop.client.push("shop/cart", "2.8.1");
    await depot.client.push("depot/store", "1.0");
    await createNamespace(client, "paged", { scene: "notifications" });
    await createNamespace(client, "paged-red", { scene: "notifications", team: "red" });
    const cart = `${shop.host}/shop/cart:2.8.1`;
    for (const name of ["api", "web", "worker"]) {
      await createWorkload(client, ["paged", "Deployment", name], cart);
    }
    await createWorkload(client, ["paged-red", "CronJob", "night"], cart);
    for (const name of ["one", "two", "three"]) {
      await createWorkload(client, ["paged", "StatefulSet", name], `${depot.host}/depot/store:1.0`);
    }
    exporter = await startExporter({
      kubeconfig,
      args: [
        ...quickChecks,
        "--allow-plain-http",
        "--namespaces-selector=scene=notifications",
        "--metrics-owner-labels=team",
      ],
    });
    const values = valuesFor(inbox);
    alertmanager = await startAlertmanager(renderAlertmanager(values));
    prometheus = await startPrometheus(
      { exporter: new URL(`${exporter.url}/metrics`) },
      {
        ruleGroups: mergeRules(RULE_DATA, values).groups,
        alertmanager: alertmanager.url,
        externalLabels: { cluster: "prod" },
      },
    );
  });
  after(async () => {
    await prometheus?.stop();
    await alertmanager?.stop();
    await exporter?.stop();
    await inbox?.stop();
    await shop?.stop();
    await depot?.stop();
  });

  /** What somebody was told last, as people read it, without what differs from run to run. */
  async function told(name: string, count: number): Promise<string> {
    const { title, text }: Message = await inbox.message(name, count);
    const message = `${title}\n\n${text}`
      .replaceAll(shop.host, "shop.test")
      .replaceAll(depot.host, "depot.test")
      .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, "TIME");
    process.stdout.write(`\n--- to ${name} ---\n${message}\n\n`);
    return message;
  }

  it("tell once of an image that is gone, with all workloads that use it", async () => {
    await shop.client.untag("shop/cart", "2.8.1");
    expect(await told("oncall", 1)).to.equal(GONE);
  });

  it("tell a team of its own workloads, by their owner's label", async () => {
    expect(await told("red", 1)).to.equal(GONE_FOR_RED);
  });

  it("tell what is back", async () => {
    await shop.client.tag("shop/cart", digest, "2.8.1");
    expect(await told("oncall", 2)).to.equal(BACK);
    expect(await told("red", 2)).to.equal(BACK_FOR_RED);
  });

  it("tell once of a registry that is down, and nothing of its images", async () => {
    await depot.halt("SIGKILL");
    expect(await told("oncall", 3)).to.equal(DOWN);
    await waitUntil("the alerts on its images held back", async () => {
      const held = await imageAlerts();
      return held.length === 3 && held.every(({ status }) => status.state === "suppressed");
    });
    expect(inbox.of("oncall")).to.have.length(3);
  });

  it("tell once that it answers again", async () => {
    await depot.resume();
    expect(await told("oncall", 4)).to.equal(UP);
    expect(await imageAlerts()).to.deep.equal([]);
    expect(inbox.of("oncall")).to.have.length(4);
    expect(inbox.of("red")).to.have.length(2);
  });

  const imageAlerts = async () =>
    (await alertmanager.alerts()).filter(({ labels }) => labels.alertname === "StatefulSetImageUnavailable");
});

const COMMANDS = `Are pods failing already?
\`\`\`
kubectl get pods --all-namespaces | grep -E 'ErrImagePull|ImagePullBackOff|InvalidImageName'
\`\`\`
`;

const GONE = `[prod] CRITICAL shop.test/shop/cart:2.8.1: absent from the registry (3 workloads)

ImageAbsent (critical): the registry has no such image.
Pods that run go on. One that is created anew on a node without the image will not start.
- \`shop.test/shop/cart:2.8.1\`
  deployment paged/api, since TIME
  deployment paged/web, since TIME
  deployment paged/worker, since TIME

${COMMANDS}What does the workload ask for?
\`\`\`
kubectl -n paged get deployment/api -o yaml | grep -nE 'image:|imagePull|serviceAccountName'
\`\`\`
What did the registry answer?
\`\`\`
kubectl logs -n monitoring -l app.kubernetes.io/name=k8s-image-availability-exporter --tail=-1 | grep -F 'shop.test/shop/cart:2.8.1' | tail -n 3
\`\`\`
Runbook: https://runbooks.test/ImageAbsent
Dashboard: https://grafana.test/d/images

All alerts: http://alertmanager.test/#/alerts?receiver=oncall`;

const GONE_FOR_RED = `[prod] CRITICAL shop.test/shop/cart:2.8.1: absent from the registry (cronjob paged-red/night)

ImageAbsent (critical): the registry has no such image.
Pods that run go on. One that is created anew on a node without the image will not start.
- shop.test/shop/cart:2.8.1
  cronjob paged-red/night team=red, since TIME

Are pods failing already?
    kubectl get pods --all-namespaces | grep -E 'ErrImagePull|ImagePullBackOff|InvalidImageName'
What does the workload ask for?
    kubectl -n paged-red get cronjob/night -o yaml | grep -nE 'image:|imagePull|serviceAccountName'
What did the registry answer?
    kubectl logs -n monitoring -l app.kubernetes.io/name=k8s-image-availability-exporter --tail=-1 | grep -F 'shop.test/shop/cart:2.8.1' | tail -n 3
Runbook: https://runbooks.test/ImageAbsent
Dashboard: https://grafana.test/d/images

All alerts: http://alertmanager.test/#/alerts?receiver=red`;

const BACK = `[prod] RESOLVED shop.test/shop/cart:2.8.1, was: absent from the registry (3 workloads)

Resolved: ImageAbsent, the image can be pulled again, is no longer used, or its registry tells nothing of it any more
- \`shop.test/shop/cart:2.8.1\`
  deployment paged/api, from TIME to TIME
  deployment paged/web, from TIME to TIME
  deployment paged/worker, from TIME to TIME

All alerts: http://alertmanager.test/#/alerts?receiver=oncall`;

const BACK_FOR_RED = `[prod] RESOLVED shop.test/shop/cart:2.8.1, was: absent from the registry (cronjob paged-red/night)

Resolved: ImageAbsent, the image can be pulled again, is no longer used, or its registry tells nothing of it any more
- shop.test/shop/cart:2.8.1
  cronjob paged-red/night team=red, from TIME to TIME

All alerts: http://alertmanager.test/#/alerts?receiver=red`;

const DOWN = `[prod] CRITICAL Registry depot.test is unavailable

RegistryUnavailable (critical)
- Registry depot.test is unavailable, since TIME
  depot.test cannot be reached, or fails to answer for most of its images. What only it has cannot be pulled now: pods that are created anew on nodes without these images will not start. They are checked again as soon as it answers.

${COMMANDS}What does the registry answer?
\`\`\`
kubectl logs -n monitoring -l app.kubernetes.io/name=k8s-image-availability-exporter --tail=-1 | grep -F 'depot.test' | tail -n 3
\`\`\`
Runbook: https://runbooks.test/RegistryUnavailable
Dashboard: https://grafana.test/d/images

All alerts: http://alertmanager.test/#/alerts?receiver=oncall`;

const UP = `[prod] RESOLVED Registry depot.test is unavailable

Resolved: RegistryUnavailable
- Registry depot.test is unavailable, from TIME to TIME

All alerts: http://alertmanager.test/#/alerts?receiver=oncall`;

function valuesFor(inbox: Inbox): Values {
  return mergeDocuments([
    VALUES_DEFAULTS,
    {
      rules: {
        runbookUrl: "https://runbooks.test/$alert",
        dashboardUrl: "https://grafana.test/d/images",
        alerts: {
          ImageAbsent: AT_ONCE,
          // It outlasts the alerts on its images, as it does by default.
          RegistryUnavailable: { ...AT_ONCE, keepFiringFor: "6s" },
          StatefulSetImageUnavailable: { ...AT_ONCE, enabled: true, for: "4s" },
        },
      },
      alertmanagerConfig: {
        exporterNamespace: "monitoring",
        receivers: {
          oncall: { slack_configs: [{ api_url: inbox.chat("oncall"), channel: "#ops" }] },
          red: { pagerduty_configs: [{ routing_key: "red", url: inbox.pager("red") }] },
        },
        routes: { critical: { ...SOON, receiver: "oncall" } },
        teams: { receivers: { red: "red" } },
      },
    },
  ]) as Values;
}
