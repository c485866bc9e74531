import type { ALERTS } from "../../rules/catalogue.ts";
import type { NotifiedAlert } from "./notification.ts";

type Labels = Readonly<Record<string, string>>;

const RUNBOOKS = "https://runbooks.example.com";

/** An alert on an image, as the rules make it. */
export function onImage(
  alertname: keyof typeof ALERTS,
  image: string,
  workload: string,
  labels: Labels = {},
  over?: true,
): NotifiedAlert {
  const [kind = "", namespace = "", name = ""] = workload.split("/");
  const [registry = ""] = image.split("/");
  return {
    labels: {
      alertname,
      cluster: "prod",
      kind,
      namespace,
      name,
      image,
      registry,
      severity: "critical",
      ...labels,
    },
    annotations: { summary: "", description: "", runbook_url: `${RUNBOOKS}/${alertname}` },
    ...(over && { over }),
  };
}

const CART = "reg.example.com/shop/cart:2.8.1";
const CART_USERS = ["deployment/shop/api", "deployment/shop/web", "cronjob/batch/night"];
const APPS = Array.from({ length: 40 }, (_, index) => `app-${String(index + 1).padStart(2, "0")}`);

/** What people are told when more than one alert comes at a time, or some are over. */
export const SITUATIONS: readonly { readonly name: string; readonly alerts: readonly NotifiedAlert[] }[] = [
  {
    name: "One image that several workloads use",
    alerts: CART_USERS.map((workload) => onImage("ImageAbsent", CART, workload, { label_team: "red" })),
  },
  {
    name: "Forty images of a registry, after a password has expired",
    alerts: APPS.map((app) =>
      onImage("ImagePullUnauthenticated", `docker.io/team/${app}:1.0`, `deployment/apps/${app}`),
    ),
  },
  {
    name: "An image that is back, and one that is not",
    alerts: [
      onImage("ImageAbsent", CART, "deployment/shop/web"),
      onImage("ImageAbsent", "reg.example.com/shop/search:4.0", "deployment/shop/search", {}, true),
    ],
  },
  {
    name: "An image that is absent, and runs on one node only",
    alerts: ["ImageAbsent", "LastCopyOfImage"].map((alertname) =>
      onImage(alertname as keyof typeof ALERTS, CART, "deployment/shop/web"),
    ),
  },
  {
    name: "All over",
    alerts: CART_USERS.map((workload) => onImage("ImageAbsent", CART, workload, {}, true)),
  },
];
