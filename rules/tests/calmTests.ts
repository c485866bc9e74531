import { healthy, type RuleTest, series, up } from "./ruleTest.ts";

const NEW_POD = { pod: "iae-1", instance: "10.0.0.2:8080" };
const QUIET = { 0: [], 5: [], 10: [], 20: [], 30: [], 60: [], 120: [], 175: [] };

/** What nobody is to be woken by. */
export const CALM_TESTS: readonly RuleTest[] = [
  { name: "an exporter that does its work", series: healthy(), at: QUIET },
  {
    name: "images whose first check is pending, and an exporter that has nothing to tell yet",
    series: {
      [up()]: "1+0x180",
      [series("build_info", { version: "1.0.0", node_version: "v24.0.0" })]: "1+0x180",
      [series("shards")]: "1+0x180",
      [series("ready")]: "0+0x3 1+0x180",
      [series("recheck_window_seconds")]: "600+0x180",
      [series("oldest_check_timestamp_seconds")]: "0+0x15 0+60x180",
      [series("informer_synced", { resource: "deployments" })]: "0+0x3 1+0x180",
    },
    at: QUIET,
  },
  {
    name: "an exporter whose optional series are missing",
    series: {
      [up()]: "1+0x180",
      [series("build_info", { version: "1.0.0", node_version: "v24.0.0" })]: "1+0x180",
      [series("shards")]: "1+0x180",
    },
    at: QUIET,
  },
  {
    name: "a restart of the exporter, three minutes long, with another pod after it",
    series: {
      ...healthy({}, (always) => always.replace("x180", "x30 stale")),
      ...Object.fromEntries(
        Object.entries(healthy(NEW_POD)).map(([name, always]) => [
          name,
          name.includes("oldest_check") ? "_x34 2040+60x140" : `_x34 ${always.replace("x180", "x140")}`,
        ]),
      ),
    },
    at: QUIET,
  },
  {
    name: "an exporter's first minutes, Prometheus having never seen one before",
    series: Object.fromEntries(
      Object.entries(healthy()).map(([name, always]) => [
        name,
        name.includes("oldest_check") ? "_x4 240+60x170" : `_x4 ${always.replace("x180", "x170")}`,
      ]),
    ),
    at: QUIET,
  },
  {
    name: "an exporter whose own series alone came along to where the rules are, as by federation",
    series: Object.fromEntries(Object.entries(healthy()).filter(([name]) => name !== up())),
    at: QUIET,
  },
];
