import { EXPORTER, type ExpectedAlert, healthy, type RuleTest, series, unavailable, up } from "./ruleTest.ts";

const flapping = (times: string, severity: string): ExpectedAlert => ({
  alert: "ExporterFlapping",
  labels: { exporter: "iae", namespace: EXPORTER.namespace, severity },
  summary: `The image availability exporter stopped answering ${times} times in an hour`,
  description: `Prometheus lost a pod of iae ${times} times within an hour: it is restarted again and again (out of memory?) or replaced (evicted?), or scrapes fail. Each time alerts on images begin their \`for\` anew: they may never fire.`,
});

const again = (what: string, times: number) => Array.from({ length: times }, () => what).join(" ");

/** An exporter that answers for some minutes, and then does not for some, again and again. */
function interrupted(on: number, off: number, verdicts = ""): RuleTest["series"] {
  const times = Math.ceil(300 / (on + off));
  const gap = off === 1 ? "stale" : `stale _x${off - 2}`;
  const values = again(`1+0x${on - 1} ${gap}`, times);
  return {
    [up()]: again(`1+0x${on - 1} 0+0x${off - 1}`, times),
    [series("build_info", { version: "1.0.0", node_version: "v24.0.0" })]: values,
    [series("ready")]: values,
    [series("shards")]: values,
    ...(verdicts === "" ? {} : { [unavailable("absent")]: again(`_ 1+0x${on - 2} ${gap}`, times) }),
  };
}

/** Pods that take each other's place again and again, with a new address each, and a new name where the suffix is one. */
const replaced = (suffix: (index: number) => string): RuleTest["series"] =>
  Object.fromEntries(
    Array.from({ length: 42 }, (_, index) => {
      const target = { pod: `iae-${suffix(index)}`, instance: `10.0.0.${index}:8080` };
      const while4of7 = `_x${7 * index} 1+0x3 stale`;
      return [
        [up(target), while4of7],
        [series("shards", target), while4of7],
        [series("build_info", { ...target, version: "1.0.0" }), while4of7],
        [unavailable("absent", target), while4of7],
      ];
    }).flat(),
  ) as RuleTest["series"];

/** The worst that an upgrade brings: shard after shard is replaced, each by a pod that refuses scrapes at first. */
const ROLLED = Object.fromEntries(
  Array.from({ length: 10 }, (_, shard) => {
    const old = { pod: `iae-${shard}`, instance: `10.0.0.${shard}:8080` };
    const fresh = { ...old, instance: `10.0.1.${shard}:8080` };
    const start = 20 + 3 * shard;
    return [
      [up(old), `1+0x${start} 0 stale`],
      [series("shards", old), `10+0x${start} stale`],
      [up(fresh), `_x${start} 0 0 1+0x100`],
      [series("shards", fresh), `_x${start} _ _ 10+0x100`],
    ];
  }).flat(),
) as RuleTest["series"];

/** When an exporter answers now and then, which no other alert tells: each begins anew by the time it would fire. */
export const EXPORTER_FLAPPING_TESTS: readonly RuleTest[] = [
  {
    name: "ExporterFlapping: for an exporter that is killed again and again, so that nobody is told of images",
    series: interrupted(4, 5, "absent"),
    at: {
      20: [],
      45: [flapping("5", "warning")],
      100: [flapping("7", "warning"), flapping("7", "critical")],
      200: [flapping("7", "warning"), flapping("7", "critical")],
    },
  },
  {
    name: "ExporterFlapping: for each fifth scrape that fails",
    series: interrupted(4, 1),
    at: { 9: [], 100: [flapping("12", "warning"), flapping("12", "critical")] },
  },
  ...(
    [
      [
        "of a Deployment",
        (index: number) => `6d5f8b9c7d-${String.fromCharCode(97 + (index % 26))}q9z${index % 10}`,
      ],
      ["of a StatefulSet", () => "0"],
    ] as const
  ).map(
    ([whose, suffix]): RuleTest => ({
      name: `ExporterFlapping: for pods ${whose} that are evicted again and again, each replaced by another one`,
      series: replaced(suffix),
      at: {
        9: [],
        100: [flapping("9", "warning"), flapping("9", "critical")],
        200: [flapping("9", "warning"), flapping("9", "critical")],
      },
    }),
  ),
  {
    name: "ExporterFlapping: a warning while there is time between for alerts on images, and over an hour after",
    series: { ...healthy(), [up()]: `${again("1+0x8 0+0x4", 8)} 1+0x80` },
    at: { 20: [], 80: [flapping("5", "warning")], 110: [flapping("5", "warning")], 180: [] },
  },
  {
    name: "ExporterFlapping: not for what an exporter is interrupted by once or twice: a restart, twenty minutes away",
    series: {
      ...healthy(),
      [up()]: "1+0x20 0+0x2 1+0x20 0+0x14 1+0x120",
      [series("shards")]: "1+0x20 stale _x2 1+0x19 stale _x14 1+0x120",
    },
    at: { 30: [], 50: [], 60: [], 80: [], 120: [] },
  },
  {
    name: "ExporterFlapping: not for two pods that are replaced in an hour, nor for one of them that is taken away on purpose",
    series: Object.fromEntries(
      [0, 25, 55].flatMap((start, index) =>
        [up, (target: Readonly<Record<string, string>>) => series("shards", target)].map((of) => [
          of({ pod: `iae-5c7d8f9b64-x2b4${index}`, instance: `10.0.0.${index}:8080` }),
          `_x${start} 1+0x${[22, 26, 200][index]} stale`,
        ]),
      ),
    ),
    at: { 30: [], 40: [], 60: [], 80: [], 110: [] },
  },
  {
    name: "ExporterFlapping: not for an upgrade of ten shards",
    series: ROLLED,
    at: { 25: [], 40: [], 55: [], 70: [], 90: [] },
  },
];
