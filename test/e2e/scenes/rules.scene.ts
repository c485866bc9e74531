import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { stringify } from "yaml";
import { ALERTS } from "../../../rules/catalogue.ts";
import { mergeRules } from "../../../rules/mergeRules.ts";
import { RULE_DATA } from "../../../rules/ruleData.ts";
import { RECORDING_TESTS, type RecordingTest } from "../../../rules/tests/recordingTests.ts";
import type { RuleTest } from "../../../rules/tests/ruleTest.ts";
import { TEST_SETS, WITH_ALL } from "../../../rules/tests/testSets.ts";
import { VALUES_DEFAULTS } from "../../../src/chart/values.generated.ts";
import { scene } from "../harness/scene.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";
import { locateTool } from "../tools/locateTool.ts";
import { CommandFailed, runCommand } from "../tools/runCommand.ts";

const RUNBOOKS =
  "https://github.com/k8s-image-availability-exporter/k8s-image-availability-exporter/blob/main/docs/runbooks";

scene("the rules", [["promtool"]], () => {
  let promtool: string;
  let folder: string;
  before(async () => {
    promtool = await locateTool("promtool");
    folder = await temporaryFolder("rules");
  });

  it("are well-formed, and none is there twice", async () => {
    const file = join(folder, "all.yaml");
    await writeFile(file, stringify(mergeRules(RULE_DATA, WITH_ALL)));
    expect(await runCommand(promtool, ["check", "rules", "--lint-fatal", file])).to.include("SUCCESS");
  });

  for (const [tests, values] of TEST_SETS) {
    for (const test of tests) {
      it(test.name, async () => {
        await writeFile(join(folder, "rules.yaml"), stringify(mergeRules(RULE_DATA, values)));
        expect(await outcomeOf(unitTest(test))).to.equal("passed");
      });
    }
  }

  for (const test of RECORDING_TESTS) {
    it(test.name, async () => {
      await writeFile(join(folder, "rules.yaml"), stringify(mergeRules(RULE_DATA, VALUES_DEFAULTS)));
      expect(await outcomeOf(recordingTest(test))).to.equal("passed");
    });
  }

  async function outcomeOf(test: unknown): Promise<string> {
    const file = join(folder, "test.yaml");
    await writeFile(file, stringify(test, { aliasDuplicateObjects: false }));
    try {
      await runCommand(promtool, ["test", "rules", file]);
      return "passed";
    } catch (error) {
      if (!(error instanceof CommandFailed)) {
        throw error;
      }
      return error.stderr;
    }
  }
});

/** promtool's own form. It looks at an alert only when asked: so at each time it is asked for all of them. */
function unitTest({ series, at, every = 1 }: RuleTest): unknown {
  const tests = Object.entries(at).flatMap(([minute, expected]) =>
    Object.keys(ALERTS).map((alertname) => ({
      eval_time: `${minute}m`,
      alertname,
      exp_alerts: expected
        .filter(({ alert }) => alert === alertname)
        .map(({ labels, summary, description }) => ({
          exp_labels: labels,
          exp_annotations: { summary, description, runbook_url: `${RUNBOOKS}/${alertname}.md` },
        })),
    })),
  );
  return testFile(series, { alert_rule_test: tests }, every);
}

function recordingTest({ series, recorded }: RecordingTest): unknown {
  const tests = Object.entries(recorded).map(([expr, samples]) => ({
    expr,
    eval_time: "5m",
    exp_samples: samples.map(({ labels, value }) => ({
      labels: `${expr}{${Object.entries(labels)
        .map(([label, text]) => `${label}=${JSON.stringify(text)}`)
        .join(",")}}`,
      value,
    })),
  }));
  return testFile(series, { promql_expr_test: tests });
}

function testFile(series: RuleTest["series"], tests: Readonly<Record<string, unknown>>, every = 1): unknown {
  return {
    rule_files: ["rules.yaml"],
    evaluation_interval: `${every}m`,
    // What is recorded is there when alerts ask for it, however long the interval.
    group_eval_order: RULE_DATA.map(({ name }) => name),
    tests: [
      {
        interval: `${every}m`,
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        ...tests,
      },
    ],
  };
}
