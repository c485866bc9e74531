import { expect } from "chai";
import { findingSet, findingsIn, type HygieneFinding } from "../../src/inventory/hygieneFinding.ts";
import { servingFindings } from "../../src/inventory/servingFindings.ts";

type Container = readonly [ports: readonly string[], ...findings: HygieneFinding[]];

const HTTP = ["TCP/8080", "TCP/http"];
const METRICS = ["TCP/9090", "TCP/metrics"];

/** By container, what is found, where a Service sends to some ports. */
function found(containers: readonly Container[], ...targets: string[]) {
  const template = {
    labels: [],
    containers: containers.map(([ports, ...findings], index) => ({
      container: `c${index}`,
      ports,
      findings: findingSet(findings),
    })),
  };
  return servingFindings(template, targets.length > 0 ? [{ targets }] : []).map(findingsIn);
}

describe("servingFindings()", () => {
  const probe = "no_readiness_probe";
  const equal = "liveness_equals_readiness";
  const hook = "no_pre_stop";
  const table: readonly (readonly [string, readonly Container[], readonly string[], unknown])[] = [
    ["nothing of traffic without a Service", [[HTTP, probe, hook, "short_grace_period"]], [], []],
    ["equal probes without a Service", [[HTTP, probe, equal]], [], [[equal]]],
    ["all of what declares the port", [[HTTP, probe, equal, hook]], ["TCP/8080"], [[probe, equal, hook]]],
    ["it by the port's name", [[HTTP, probe]], ["TCP/http"], [[probe]]],
    ["nothing by another protocol", [[HTTP, probe]], ["UDP/http"], []],
    ["nothing of containers beside it", [[HTTP], [METRICS, probe, hook]], ["TCP/http"], []],
    [
      "what is behind any of the ports",
      [
        [HTTP, probe],
        [METRICS, hook],
        [[], hook],
      ],
      ["TCP/http", "TCP/metrics"],
      [[probe], [hook], []],
    ],
    ["nothing behind a name that nobody declares", [[[], probe]], ["TCP/http"], []],
    [
      "what is behind a number that the only container does not declare",
      [[[], probe]],
      ["TCP/80"],
      [[probe]],
    ],
    [
      "only what is true of all, of the first, where nobody declares the number",
      [
        [METRICS, probe, hook],
        [[], hook, equal],
      ],
      ["TCP/80"],
      [[hook], [equal]],
    ],
  ];
  for (const [what, containers, targets, expected] of table) {
    it(`servingFindings() finds ${what}`, () => {
      expect(found(containers, ...targets)).to.deep.equal(expected);
    });
  }

  // Quadratic, it would take minutes.
  it("stands thousands of containers and of ports", () => {
    const ports = Array.from({ length: 20_000 }, (_, index) => `TCP/p${index}`);
    const containers = ports.map((port): Container => [[port], probe]);
    expect(found(containers, ...ports, "TCP/none")).to.deep.equal(ports.map(() => [probe]));
  });
});
