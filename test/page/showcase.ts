import type { CheckOutcome } from "../../src/image/outcome.ts";
import type { WorkloadObject } from "../../src/inventory/model.ts";
import { pullSecret, template, workload } from "../inventory/inventoryFixture.ts";
import { type PageFixture, pageFixture } from "./pageFixture.ts";

const MINUTE = 60_000;

/** A shop's cluster in a bad night, for people and browsers to look at: four hours of checks, of which the last hurt. */
export async function showcase(): Promise<PageFixture> {
  const page = await pageFixture({
    ignored: ["^internal/"],
    compare: () => Promise.resolve("same"),
    informers: [
      "deployments",
      "statefulsets",
      "daemonsets",
      "cronjobs",
      "secrets",
      "serviceaccounts",
      "namespaces",
      "pods",
    ].map((resource) => ({ resource, state: "synced" as const })),
  });
  const { clock, inventory, scripted, answers } = page;
  inventory.upsertSecret(pullSecret("payments", "registry", { "reg.example.com/payments": "robot" }));
  for (const [namespace, kind, name, image, more] of WORKLOADS) {
    inventory.upsertWorkload(
      workload(name, {
        groupKind: `${kind === "CronJob" ? "batch" : "apps"}/${kind}`,
        namespace,
        templates: [
          template({ [name]: image }, { pullSecrets: namespace === "payments" ? ["registry"] : [] }),
        ],
        ...more,
      }),
    );
  }
  for (const [index, image] of [
    "reg.example.com/shop/cart:2.8.1",
    "reg.example.com/shop/checkout:5.1.0",
  ].entries()) {
    for (const node of ["node-a3", "node-b1", "node-c2"].slice(index)) {
      const imageId = `reg.example.com/shop/cart@sha256:${"4f".repeat(32)}`;
      const name = `${image.split("/").at(-1)?.split(":")[0]}-${node}`;
      const pod = { namespace: "shop", name, node, controller: undefined };
      inventory.upsertRunningPod({ ...pod, containers: [{ container: "app", image, imageId }] });
    }
  }
  const passes = (minutes: number) => clock.advance(minutes * MINUTE);
  scripted.set("reg.example.com/payments/ledger:4.1.0", refused("payments/ledger", "4.1.0"));
  await page.check();
  await passes(95);
  scripted.set("ghcr.io/fluent/fluent-bit:3.1.0", gone("ghcr.io", "fluent/fluent-bit", "3.1.0"));
  await passes(60);
  answers.set("quay.example.net", "unreachable");
  await passes(25);
  answers.delete("quay.example.net");
  await passes(40);
  scripted.set("reg.example.com/shop/cart:2.8.1", gone("reg.example.com", "shop/cart", "2.8.1"));
  scripted.set("reg.example.com/shop/checkout:5.1.0", gone("reg.example.com", "shop/checkout", "5.1.0"));
  await passes(13);
  answers.set("mirror.example.org", "unreachable");
  await passes(7);
  return page;
}

const WORKLOADS: readonly (readonly [
  namespace: string,
  kind: string,
  name: string,
  image: string,
  more?: Partial<WorkloadObject>,
])[] = [
  ["shop", "Deployment", "cart", "reg.example.com/shop/cart:2.8.1", { replicas: 6 }],
  ["shop", "Deployment", "cart-worker", "reg.example.com/shop/cart:2.8.1", { replicas: 2 }],
  ["shop", "Deployment", "checkout", "reg.example.com/shop/checkout:5.1.0", { replicas: 3 }],
  ["shop", "Deployment", "catalog", "reg.example.com/shop/catalog:7.0.3", { replicas: 4 }],
  ["shop", "Deployment", "frontend", "reg.example.com/shop/frontend:3.14.0", { replicas: 8 }],
  ["shop", "Deployment", "search", "docker.io/opensearchproject/opensearch:2.19.1", { replicas: 3 }],
  ["payments", "StatefulSet", "ledger", "reg.example.com/payments/ledger:4.1.0", { replicas: 3 }],
  ["payments", "Deployment", "gateway", "reg.example.com/payments/gateway:9.3.0", { replicas: 2 }],
  ["payments", "CronJob", "settlement", "reg.example.com/payments/settlement:2.0.0"],
  ["data", "StatefulSet", "postgres", "docker.io/library/postgres:17.2", { replicas: 2 }],
  ["data", "Deployment", "reports", "quay.example.net/data/reports:8", { replicas: 1 }],
  ["data", "CronJob", "warehouse-sync", "quay.example.net/data/warehouse-sync:3"],
  ["monitoring", "DaemonSet", "fluent-bit", "ghcr.io/fluent/fluent-bit:3.1.0", { replicas: 14 }],
  ["monitoring", "Deployment", "grafana", "docker.io/grafana/grafana:12.1.0", { replicas: 2 }],
  ["edge", "Deployment", "proxy", "mirror.example.org/edge/proxy:1.2.5", { replicas: 4 }],
  ["edge", "DaemonSet", "cdn-purger", "mirror.example.org/edge/cdn-purger:0.9.3", { replicas: 14 }],
  ["kube-system", "Deployment", "coredns", "registry.k8s.io/coredns/coredns:v1.12.0", { replicas: 2 }],
  ["staging", "Deployment", "preview", "reg.example.com/Shop/Frontend:latest", { replicas: 1 }],
  ["staging", "Deployment", "old-api", "reg.example.com/shop/api:0.9.0", { disabled: true, replicas: 0 }],
];

function gone(registry: string, repository: string, tag: string): CheckOutcome {
  const url = `https://${registry}/v2/${repository}/manifests/${tag}`;
  return { result: "absent", message: `GET ${url}: 404 (MANIFEST_UNKNOWN: manifest unknown)` };
}

function refused(repository: string, tag: string): CheckOutcome {
  const url = `https://reg.example.com/v2/${repository}/manifests/${tag}`;
  return {
    result: "authentication_failure",
    message: `HEAD ${url}: 401 (UNAUTHORIZED: authentication required)`,
  };
}
