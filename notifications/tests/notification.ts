/** An alert of a notification. */
export interface NotifiedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Whether it is over. */
  readonly over?: true;
}

const START = "2026-01-01T02:41:00Z";
const END = "2026-01-01T03:12:00Z";

/** What Alertmanager gives to templates: `Data`, as `amtool template render` reads it. */
export function templateData(alerts: readonly NotifiedAlert[]): unknown {
  return {
    receiver: "oncall",
    status: alerts.every(({ over }) => over) ? "resolved" : "firing",
    alerts: alerts.map(({ labels, annotations, over }, index) => ({
      status: over ? "resolved" : "firing",
      labels,
      annotations,
      startsAt: START,
      endsAt: over ? END : "0001-01-01T00:00:00Z",
      fingerprint: String(index),
    })),
    groupLabels: {},
    commonLabels: common(alerts.map(({ labels }) => labels)),
    commonAnnotations: common(alerts.map(({ annotations }) => annotations)),
    externalURL: "https://alertmanager.example.com",
  };
}

function common(maps: readonly Readonly<Record<string, string>>[]): Readonly<Record<string, string>> {
  const [first = {}, ...others] = maps;
  return Object.fromEntries(
    Object.entries(first).filter(([key, value]) => others.every((map) => map[key] === value)),
  );
}
