import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { stringify } from "yaml";
import { type Board, boardsOf, targetsOf } from "../../dashboards/boards.ts";
import { interpolate, type Times } from "../../dashboards/interpolate.ts";
import { scene } from "../harness/scene.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";
import { locateTool } from "../tools/locateTool.ts";
import { runCommand } from "../tools/runCommand.ts";

const [images] = boardsOf() as readonly [Board];
const SINCE = targetsOf(images).find(({ panel }) => panel.title === "What cannot be pulled now")!.target.expr;
const TIMES: Times = { interval: "1m", rateInterval: "4m", range: "60m" };
const MINUTE_MS = 60_000;

const WORKLOAD = 'namespace="shop", kind="deployment", name="cart"';
const IMAGE = 'image="r.example/cart:1", registry="r.example", reason="absent"';
const FAILING = `k8s_image_availability_exporter_unavailable{${WORKLOAD}, container="cart", ${IMAGE}, job="e", instance="a"}`;
const ALERT = `ALERTS_FOR_STATE{alertname="ImageAbsent", ${WORKLOAD}, ${IMAGE}, severity="warning"}`;

/** Each by the samples of every minute, and in which minute the failure is said to have begun in the 80th. */
const CASES: readonly { name: string; series: Readonly<Record<string, string>>; minute: number }[] = [
  {
    name: "begin anew where it failed, came back and fails again",
    series: { [FAILING]: "1x9 stale _x19 1x60" },
    minute: 30,
  },
  {
    name: "pass over gaps of a scrape or two",
    series: { [FAILING]: "_x20 1x9 stale _x1 1x60" },
    minute: 20,
  },
  {
    name: "are the alert's, where it is known, beyond the range too",
    series: { [FAILING]: "1x90", [ALERT]: "120x90" },
    minute: 2,
  },
  {
    name: "are no longer ago than the range, where only that is known",
    series: { [FAILING]: "1x90" },
    minute: 20,
  },
];

scene("the dashboards' times", [["promtool"]], () => {
  let folder: string;
  before(async () => {
    folder = await temporaryFolder("times");
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const { name, series, minute } of CASES) {
    it(name, async () => {
      const file = join(folder, "test.yaml");
      const labels = `{alert="ImageAbsent", ${WORKLOAD}, container="cart", ${IMAGE}}`;
      const test = {
        interval: "1m",
        input_series: Object.entries(series).map(([one, values]) => ({ series: one, values })),
        promql_expr_test: [
          {
            expr: interpolate(SINCE, images.templating.list, {}, TIMES),
            eval_time: "80m",
            exp_samples: [{ labels, value: minute * MINUTE_MS }],
          },
        ],
      };
      await writeFile(file, stringify({ tests: [test] }));
      expect(await runCommand(await locateTool("promtool"), ["test", "rules", file])).to.include("SUCCESS");
    });
  }
});
