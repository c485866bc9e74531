import { ALERTS } from "../rules/catalogue.ts";
import type { Values } from "../src/chart/values.generated.ts";
import { ConfigError } from "../src/config/configError.ts";
import { ownerLabelNames } from "../src/metrics/ownerLabelNames.ts";
import { type Matcher, oneOf } from "./matcher.ts";

type Settings = Values["alertmanagerConfig"];
type Severity = keyof Settings["routes"];

/** Gets what nobody is to be told of. */
export const NOBODY = "nobody";

/** A route as an AlertmanagerConfig has it; what it lacks it has from the route above. */
export interface Route {
  readonly matchers: readonly Matcher[];
  readonly receiver?: string;
  readonly groupBy?: readonly string[];
  readonly groupWait?: string;
  readonly groupInterval?: string;
  readonly repeatInterval?: string;
  readonly routes?: readonly Route[];
}

/**
 * Who is told of the rules' alerts, those of users' own groups included, and how often. What is neither a warning nor
 * for information, whatever its severity is called, is told as what is critical.
 */
export function routeTree({ rules, alertmanagerConfig }: Values): Route {
  const { groupBy, routes, teams } = alertmanagerConfig;
  const [teamLabel = ""] = ownerLabelNames([teams.label]).values();
  const own = rules.extraGroups.flatMap((group) =>
    group.rules.flatMap((rule) => ("alert" in rule ? [String(rule.alert)] : [])),
  );
  const byRegistry = {
    matchers: [{ name: "registry", matchType: "!=", value: "" }],
    ...(groupBy.registry.length > 0 ? { groupBy: groupBy.registry } : {}),
  } as const;
  const byTeam = Object.entries(teams.receivers)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([team, receiver]) => ({
      matchers: [oneOf(teamLabel, [team])],
      receiver,
      routes: [byRegistry],
    }));
  const told = [...byTeam, byRegistry];
  return {
    matchers: [oneOf("alertname", [...Object.keys(ALERTS), ...own])],
    receiver: receiverOf("critical", routes),
    ...(groupBy.others.length > 0 ? { groupBy: groupBy.others } : {}),
    ...timing(routes.critical),
    routes: [
      {
        matchers: [oneOf("severity", ["info"])],
        receiver: receiverOf("info", routes),
        ...timing(routes.info),
        routes: [byRegistry],
      },
      {
        matchers: [oneOf("severity", ["warning"])],
        receiver: receiverOf("warning", routes),
        ...timing(routes.warning),
        routes: told,
      },
      ...told,
    ],
  };
}

/**
 * The values name only receivers that there are.
 *
 * @throws {ConfigError} with each that is missing
 */
export function checkReceivers({ alertmanagerConfig }: Values): void {
  const { receivers, routes, teams } = alertmanagerConfig;
  const named = [
    ...Object.entries(routes).map(
      ([severity, { receiver }]) => [`routes.${severity}.receiver`, receiver] as const,
    ),
    ...Object.entries(teams.receivers).map(
      ([team, receiver]) => [`teams.receivers.${team}`, receiver] as const,
    ),
  ];
  const problems = named.flatMap(([path, receiver]) =>
    receiver === "" || receiver === NOBODY || Object.hasOwn(receivers, receiver)
      ? []
      : [
          `alertmanagerConfig.${path}: expected one of alertmanagerConfig.receivers, given ${JSON.stringify(receiver)}`,
        ],
  );
  if (problems.length > 0) {
    throw new ConfigError(problems);
  }
}

/** The names of the receivers that are defined, and of those that the routes name without. */
export function receiverNames({ alertmanagerConfig }: Values): readonly string[] {
  const { receivers, routes, teams } = alertmanagerConfig;
  const named = (Object.keys(routes) as Severity[]).map((severity) => receiverOf(severity, routes));
  return [...new Set([...Object.keys(receivers), ...named, ...Object.values(teams.receivers)])].sort();
}

function receiverOf(severity: Severity, routes: Settings["routes"]): string {
  const { receiver } = routes[severity];
  if (receiver !== "") {
    return receiver;
  }
  return severity === "warning" ? receiverOf("critical", routes) : NOBODY;
}

function timing({ groupWait, groupInterval, repeatInterval }: Settings["routes"][Severity]) {
  return {
    ...(groupWait === "" ? {} : { groupWait }),
    ...(groupInterval === "" ? {} : { groupInterval }),
    ...(repeatInterval === "" ? {} : { repeatInterval }),
  };
}
