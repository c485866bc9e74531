import type { Values } from "./values.generated.ts";

/** The names of all dashboards: each has its knobs in the values. */
export type DashboardName = keyof Values["dashboards"]["boards"];

/** What a dashboard is known by, in Grafana and in links to it. */
export interface DashboardIdentity {
  /** Stays the same for ever: addresses and permissions hang on it. 40 characters at most. */
  readonly uid: string;
  /** Name of its file, and the last part of its address. */
  readonly slug: string;
  readonly title: string;
}

export const DASHBOARD_IDENTITIES = {
  imageAvailability: {
    uid: "k8s-image-availability",
    slug: "image-availability",
    title: "Image availability",
  },
  exporter: {
    uid: "k8s-image-availability-exporter",
    slug: "image-availability-exporter",
    title: "Image availability exporter",
  },
  clusterHygiene: {
    uid: "k8s-image-availability-hygiene",
    slug: "cluster-hygiene",
    title: "Cluster hygiene",
  },
} as const satisfies Readonly<Record<DashboardName, DashboardIdentity>>;

/** What follows `/d/` in the address of a dashboard. */
export function dashboardPath(name: DashboardName): string {
  const { uid, slug } = DASHBOARD_IDENTITIES[name];
  return `${uid}/${slug}`;
}
