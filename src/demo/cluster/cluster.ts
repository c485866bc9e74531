import type { ApiObject } from "../apiServer/apiObject.ts";
import { inNamespace, type Pod } from "./objects.ts";
import {
  DATA_TEAM,
  type DemoRegistries,
  MODEL_READER,
  OUTDATED_DEPLOYER,
  SHOP_DEPLOYER,
} from "./registries.ts";

/** The registries by `host:port`, as references name them. */
export type RegistryHosts = Readonly<Record<keyof Omit<DemoRegistries, "close">, string>>;

/** The custom resource that the demo's cluster has besides the built-in ones. */
export const ROLLOUT = {
  group: "argoproj.io",
  version: "v1alpha1",
  resource: "rollouts",
  kind: "Rollout",
} as const;

/**
 * The objects of a cluster as one meets it: a shop, its payments, its data, and the tools around them. Most of it is
 * well; what is not is said beside it.
 */
export function clusterObjects({ hub, shop, legacy, edge }: RegistryHosts): readonly ApiObject[] {
  return [
    ...shopObjects(hub, shop),
    ...paymentsObjects(hub, shop),
    ...dataObjects(hub, legacy),
    ...modelObjects(hub, shop),
    ...stagingObjects(hub, shop),
    ...edgeObjects(edge),
    ...toolObjects(hub),
  ];
}

/** The pods of the shop's frontend, at some version. */
export function frontendPod({ hub, shop }: Pick<RegistryHosts, "hub" | "shop">, tag: string): Pod {
  return {
    containers: { web: `${shop}/shop/frontend:${tag}`, nginx: `${hub}/library/nginx:1.27` },
    pullSecrets: ["regcred"],
    serving: { nginx: { port: 8080 } },
  };
}

function shopObjects(hub: string, shop: string): ApiObject[] {
  const { namespace, pullSecret, service, workload } = inNamespace("shop");
  const pullSecrets = ["regcred"];
  return [
    namespace(),
    pullSecret("regcred", { [shop]: SHOP_DEPLOYER }),
    service("frontend"),
    workload("Deployment", "frontend", frontendPod({ hub, shop }, "3.14.0")),
    service("cart"),
    // Gets traffic before it can serve, and is stopped while it still gets some.
    workload("Deployment", "cart", {
      containers: { cart: `${shop}/shop/cart:2.8.1` },
      pullSecrets,
      serving: { cart: { port: 8080, flaws: ["no_readiness_probe", "no_pre_stop"] } },
    }),
    service("catalog"),
    // Restarted whenever it is too busy to answer.
    workload("Deployment", "catalog", {
      initContainers: { migrate: `${shop}/shop/catalog-migrations:5.0.2` },
      containers: { catalog: `${shop}/shop/catalog:5.0.2` },
      pullSecrets,
      serving: { catalog: { port: 8080, flaws: ["liveness_equals_readiness"] } },
    }),
    // A cleanup of old tags took the image while its pods live on.
    workload("Deployment", "image-resizer", {
      containers: { resizer: `${shop}/shop/image-resizer:1.9.0` },
      pullSecrets,
    }),
    workload("Rollout", "checkout", { containers: { checkout: `${shop}/shop/checkout:7.2.0` }, pullSecrets }),
    workload("StatefulSet", "search", {
      containers: { search: `${hub}/opensearchproject/opensearch:2.17.0` },
    }),
    workload("StatefulSet", "cache", { containers: { redis: `${hub}/library/redis:7.4` } }),
    workload("CronJob", "abandoned-carts", {
      containers: { mailer: `${shop}/shop/mailer:1.4.0` },
      pullSecrets,
    }),
    // Scaled to zero, so nobody minds that its image is gone.
    workload(
      "Deployment",
      "black-friday",
      { containers: { banner: `${shop}/shop/black-friday:2023` }, pullSecrets },
      { replicas: 0 },
    ),
  ];
}

function paymentsObjects(hub: string, shop: string): ApiObject[] {
  const { namespace, pullSecret, service, workload } = inNamespace("payments");
  const pullSecrets = ["regcred"];
  return [
    namespace(),
    // The same secret as in the namespace shop, but this copy is from before the password was rotated.
    pullSecret("regcred", { [shop]: OUTDATED_DEPLOYER }),
    workload("StatefulSet", "ledger", {
      containers: { ledger: `${shop}/payments/ledger:4.1.0` },
      pullSecrets,
    }),
    service("gateway"),
    // Killed the moment it has done waiting.
    workload("Deployment", "gateway", {
      containers: { gateway: `${shop}/payments/gateway:9.3.0`, envoy: `${hub}/envoyproxy/envoy:v1.32.1` },
      pullSecrets,
      serving: { envoy: { port: 10_000, flaws: ["short_grace_period"] } },
    }),
    workload("CronJob", "settlement", {
      containers: { run: `${shop}/payments/settlement:2.0.0` },
      pullSecrets,
    }),
  ];
}

function dataObjects(hub: string, legacy: string): ApiObject[] {
  const { namespace, pullSecret, serviceAccount, workload, pod } = inNamespace("data");
  return [
    namespace(),
    pullSecret("legacy-registry", { [legacy]: DATA_TEAM }),
    // Its pods name no secret: their service account does.
    serviceAccount("default", ["legacy-registry"]),
    workload("StatefulSet", "postgres", { containers: { postgres: `${legacy}/dba/postgres:16.4` } }),
    workload("CronJob", "nightly-backup", { containers: { backup: `${legacy}/dba/backup:1.0` } }),
    workload("Job", "reindex", { containers: { reindex: `${legacy}/dba/reindex:2026.1` } }),
    // The data team may not read the finance team's images.
    workload("Deployment", "reports", { containers: { reports: `${legacy}/finance/reports:8` } }),
    // Pushed in 2016 and never since: a manifest that no runtime takes any more.
    workload("Deployment", "warehouse-sync", { containers: { sync: `${legacy}/dba/warehouse-sync:3` } }),
    // Owned by a custom controller that the exporter does not watch.
    pod(
      "events-kafka-0",
      { containers: { kafka: `${hub}/strimzi/kafka:0.45.0` } },
      { apiVersion: "core.strimzi.io/v1beta2", kind: "StrimziPodSet", name: "events-kafka" },
    ),
  ];
}

function modelObjects(hub: string, shop: string): ApiObject[] {
  const { namespace, pullSecret, serviceAccount, workload } = inNamespace("models");
  return [
    namespace(),
    pullSecret("model-registry", { [shop]: MODEL_READER }),
    serviceAccount("serving", ["model-registry"]),
    workload("Deployment", "recommender", {
      containers: { server: `${hub}/tritonserver/triton:25.01` },
      imageVolumes: { weights: `${shop}/models/recommender:2026-01` },
      serviceAccount: "serving",
    }),
    workload("Deployment", "fraud-scorer", {
      containers: { scorer: `${shop}/models/fraud-scorer:11.0.0` },
      serviceAccount: "serving",
    }),
  ];
}

function stagingObjects(hub: string, shop: string): ApiObject[] {
  const { namespace, pullSecret, workload, pod } = inNamespace("staging");
  const pullSecrets = ["regcred"];
  return [
    namespace(),
    pullSecret("regcred", { [shop]: SHOP_DEPLOYER }),
    // Left behind by somebody: nothing refers to it.
    pullSecret("regcred-2023", { [shop]: OUTDATED_DEPLOYER }),
    // Upper case is for tags only.
    workload("Deployment", "preview", { containers: { web: `${shop}/Shop/Frontend:latest` }, pullSecrets }),
    // Names a secret that does not exist, so its nodes ask without one.
    workload("Deployment", "review-app", {
      containers: { web: `${shop}/shop/frontend:3.14.0` },
      pullSecrets: ["regcred-review"],
    }),
    workload(
      "Deployment",
      "load-test",
      { containers: { k6: `${hub}/grafana/k6:0.1.0` } },
      { annotations: { "k8s-image-availability-exporter/ignore": "true" } },
    ),
    workload(
      "CronJob",
      "nightly-reset",
      { containers: { reset: `${shop}/shop/reset:0.2.0` }, pullSecrets },
      { suspend: true },
    ),
    pod("debug-shell", { containers: { shell: `${hub}/library/busybox:1.36` } }),
  ];
}

function edgeObjects(edge: string): ApiObject[] {
  const { namespace, workload } = inNamespace("edge");
  return [
    namespace(),
    workload("DaemonSet", "edge-proxy", { containers: { proxy: `${edge}/edge/proxy:1.2.5` } }),
    workload("Deployment", "cdn-purger", { containers: { purger: `${edge}/edge/cdn-purger:0.9.3` } }),
  ];
}

function toolObjects(hub: string): ApiObject[] {
  const monitoring = inNamespace("monitoring");
  const system = inNamespace("kube-system");
  return [
    monitoring.namespace(),
    monitoring.workload("StatefulSet", "prometheus", {
      containers: {
        prometheus: `${hub}/prom/prometheus:v3.5.0`,
        reloader: `${hub}/prometheus-operator/prometheus-config-reloader:v0.85.0`,
      },
    }),
    monitoring.workload("StatefulSet", "alertmanager", {
      containers: { alertmanager: `${hub}/prom/alertmanager:v0.28.0` },
    }),
    monitoring.workload("Deployment", "grafana", {
      containers: { grafana: `${hub}/grafana/grafana:12.1.0` },
    }),
    monitoring.workload("DaemonSet", "node-exporter", {
      containers: { "node-exporter": `${hub}/prom/node-exporter:v1.9.0` },
    }),
    // Whoever published it took the tag back.
    monitoring.workload("DaemonSet", "fluent-bit", {
      containers: { "fluent-bit": `${hub}/fluent/fluent-bit:3.1.0` },
    }),
    system.namespace(),
    system.workload("Deployment", "coredns", { containers: { coredns: `${hub}/coredns/coredns:1.12.0` } }),
    system.workload("DaemonSet", "kube-proxy", {
      containers: { "kube-proxy": `${hub}/kube-proxy/kube-proxy:v1.35.4` },
    }),
  ];
}
