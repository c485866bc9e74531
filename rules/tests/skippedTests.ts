import { EXPORTER, type ExpectedAlert, healthy, type RuleTest, series } from "./ruleTest.ts";

const UNKNOWN = { reason: "node_credentials_unknown" };
const UNREADABLE = { reason: "node_file_unreadable" };
const SECRET_UNREADABLE = { reason: "secret_unreadable" };
const NEW_POD = { pod: "iae-1", instance: "10.0.0.2:8080" };

const secretUnreadable = (count: number): ExpectedAlert => ({
  alert: "PullSecretUnreadable",
  labels: { ...EXPORTER, severity: "warning" },
  summary: `${count} container(s) get no verdict: pull secrets cannot be read`,
  description: `The exporter may not read the pull secrets that ${count} container(s) need, or they are too large. Nobody will be told when these images go missing. The exporter's log names each Secret that is too large.`,
});
const fileUnreadable = (count: number): ExpectedAlert => ({
  alert: "NodeFileUnreadable",
  labels: { ...EXPORTER, severity: "warning" },
  summary: `${count} container(s) get no verdict: files of nodes cannot be read`,
  description: `What nodes know of the registries of ${count} container(s) stands in files that the exporter cannot read: a hosts.toml, a certificate that it names, or what a mirror's configuration names. Nobody will be told when these images go missing. The exporter's log names each file.`,
});

const FAILING_SCRAPES = "3+0x28 stale ".repeat(6);

/** Containers without a verdict, for want of what the exporter may not see. */
export const SKIPPED_TESTS: readonly RuleTest[] = [
  {
    name: "PullSecretUnreadable: though scrapes fail, now and then, of the one shard of two that has such containers",
    series: {
      ...healthy(),
      [series("skipped_containers", SECRET_UNREADABLE)]: "0+0x180",
      [series("skipped_containers", { ...SECRET_UNREADABLE, ...NEW_POD })]: FAILING_SCRAPES,
    },
    at: { 25: [], 40: [secretUnreadable(3)], 100: [secretUnreadable(3)], 175: [secretUnreadable(3)] },
  },
  {
    name: "NodeFileUnreadable: counted once though a pod takes another's place, and not for a moment of each start",
    series: {
      ...healthy(),
      [series("skipped_containers", UNREADABLE)]: "5+0x30 stale",
      [series("skipped_containers", { ...UNREADABLE, ...NEW_POD })]: "_x32 0 5+0x60 0+0x30 5 0+0x60",
    },
    at: {
      20: [fileUnreadable(5)],
      31: [fileUnreadable(5)],
      40: [fileUnreadable(5)],
      90: [fileUnreadable(5)],
      120: [],
      140: [],
    },
  },
  {
    name: "NodeCredentialsUnknown: silent at first, then firing once for all shards, then over",
    series: {
      ...healthy(),
      [series("skipped_containers", UNKNOWN)]: "0x9 3x69 0x99",
      [series("skipped_containers", { ...UNKNOWN, ...NEW_POD })]: "0x9 2x69 0x99",
    },
    at: {
      35: [],
      50: [
        {
          alert: "NodeCredentialsUnknown",
          labels: { ...EXPORTER, severity: "warning" },
          summary: "5 container(s) get no verdict: nodes may have credentials that the exporter has not",
          description:
            "Registries refuse the images of 5 container(s), and nodes may have credentials for them that no Secret holds: an identity of their cloud, or a credential provider. Nobody will be told when these images go missing. The exporter's log says for each registry what to configure.",
        },
      ],
      105: [],
    },
  },
  {
    name: "PullSecretUnreadable: silent at first, then firing once for all shards, then over",
    series: {
      ...healthy(),
      [series("skipped_containers", SECRET_UNREADABLE)]: "0x9 3x69 0x99",
      [series("skipped_containers", { ...SECRET_UNREADABLE, ...NEW_POD })]: "0x9 2x69 0x99",
    },
    at: {
      35: [],
      50: [secretUnreadable(5)],
      105: [],
    },
  },
  {
    name: "NodeFileUnreadable: silent at first, then firing once for all shards, then over; nothing for other reasons",
    series: {
      ...healthy(),
      [series("skipped_containers", UNREADABLE)]: "0x9 3x69 0x99",
      [series("skipped_containers", { ...UNREADABLE, ...NEW_POD })]: "0x9 2x69 0x99",
      [series("skipped_containers", { reason: "node_local" })]: "7x180",
    },
    at: {
      20: [],
      30: [fileUnreadable(5)],
      105: [],
    },
  },
];
