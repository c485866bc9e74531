import { expect } from "chai";
import { boundedLabel } from "../../src/metrics/boundedLabel.ts";
import { PROMETHEUS_TEXT } from "../../src/metrics/expositionFormat.ts";
import type { MetricSources } from "../../src/metrics/metricSources.ts";
import { SourcedFamilies } from "../../src/metrics/sourcedFamilies.ts";
import { parseExposition } from "../support/parseExposition.ts";

const P = "k8s_image_availability_exporter_";

function sourced(
  sources: Partial<MetricSources>,
  options: { imageLastCheck?: boolean; maxRegistries?: number } = {},
) {
  const failures: string[] = [];
  const families = new SourcedFamilies({
    imageLastCheck: options.imageLastCheck ?? true,
    registryLabel: boundedLabel(options.maxRegistries ?? 10),
    onFailure: (family, error) => failures.push(`${family}: ${error}`),
    onSuccess: () => {},
  });
  families.attach(sources);
  return { families, failures };
}

function lines(sources: Partial<MetricSources>, options = {}): string[] {
  const text = [...sourced(sources, options).families.write(PROMETHEUS_TEXT)].join("");
  parseExposition(text);
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}

const registry = (
  name: string,
  state: Partial<{ up: boolean; rateLimited: boolean; remaining: number }> = {},
) => ({
  registry: name,
  up: true,
  rateLimited: false,
  remaining: undefined,
  ...state,
});

const FINDING = {
  namespace: "shop",
  kind: "deployment",
  name: "web",
  container: "app",
  finding: "no_pre_stop",
} as const;

describe("SourcedFamilies", () => {
  for (const [what, sources, expected] of [
    ["ready()", { ready: () => true }, [`${P}ready 1`]],
    ["ready() that is false", { ready: () => false }, [`${P}ready 0`]],
    ["targets() and images()", { targets: () => 3, images: () => 2 }, [`${P}targets 3`, `${P}images 2`]],
    ["shards()", { shards: () => 3 }, [`${P}shards 3`]],
    ["queueLengths()", { queueLengths: () => [["new", 4]] as const }, [`${P}queue_length{lane="new"} 4`]],
    [
      "times, in seconds",
      {
        oldestCheckMs: () => 1_767_225_600_500,
        recheckWindowMs: () => 600_000,
        recheckDurationMs: () => 1_250,
      },
      [
        `${P}oldest_check_timestamp_seconds 1767225600.5`,
        `${P}recheck_window_seconds 600`,
        `${P}recheck_duration_seconds 1.25`,
      ],
    ],
    ["times that are not known", { oldestCheckMs: () => undefined, recheckDurationMs: () => undefined }, []],
    [
      "skippedContainers(), all reasons",
      { skippedContainers: () => new Map([["opted_out", 2] as const]) },
      [
        `${P}skipped_containers{reason="ignored"} 0`,
        `${P}skipped_containers{reason="not_allowed"} 0`,
        `${P}skipped_containers{reason="opted_out"} 2`,
        `${P}skipped_containers{reason="disabled"} 0`,
        `${P}skipped_containers{reason="never_pulled"} 0`,
        `${P}skipped_containers{reason="node_local"} 0`,
        `${P}skipped_containers{reason="secret_unreadable"} 0`,
      ],
    ],
    [
      "disabledWorkloads(), each once",
      {
        disabledWorkloads: () => [
          { namespace: "shop", kind: "cronjob", name: "nightly" },
          { namespace: "shop", kind: "cronjob", name: "nightly" },
        ],
      },
      [`${P}workload_disabled{namespace="shop",kind="cronjob",name="nightly"} 1`],
    ],
    [
      "pullSecretProblems(), by kind",
      {
        pullSecretProblems: () => [
          { kind: "missing", namespace: "shop", name: "gone" } as const,
          { kind: "invalid", namespace: "shop", name: "broken" } as const,
        ],
      },
      [
        `${P}invalid_pull_secrets{namespace="shop",name="broken"} 1`,
        `${P}missing_pull_secrets{namespace="shop",name="gone"} 1`,
      ],
    ],
    [
      "unusedPullSecrets()",
      { unusedPullSecrets: () => [{ namespace: "shop", name: "old" }] },
      [`${P}unused_pull_secrets{namespace="shop",name="old"} 1`],
    ],
    [
      "workloadFindings()",
      { workloadFindings: () => [FINDING, { ...FINDING, finding: "no_readiness_probe" } as const] },
      [
        `${P}workload_hygiene{namespace="shop",kind="deployment",name="web",container="app",finding="no_pre_stop"} 1`,
        `${P}workload_hygiene{namespace="shop",kind="deployment",name="web",container="app",finding="no_readiness_probe"} 1`,
      ],
    ],
    [
      "registries()",
      {
        registries: () => [registry("a", { remaining: 7 }), registry("b", { up: false, rateLimited: true })],
      },
      [
        `${P}registry_up{registry="a"} 1`,
        `${P}registry_up{registry="b"} 0`,
        `${P}registry_rate_limited{registry="a"} 0`,
        `${P}registry_rate_limited{registry="b"} 1`,
        `${P}registry_rate_limit_remaining{registry="a"} 7`,
      ],
    ],
    [
      "imageLastChecks()",
      { imageLastChecks: () => [['odd"image', 1_500] as const] },
      [`${P}image_last_check_timestamp_seconds{image="odd\\"image"} 1.5`],
    ],
    ["nothing without sources", {}, []],
  ] as const satisfies readonly (readonly [string, Partial<MetricSources>, readonly string[]])[]) {
    it(`write() writes ${what}`, () => {
      expect(lines(sources)).to.deep.equal(expected);
    });
  }

  it("write() leaves out the family of images where it is switched off", () => {
    const { families } = sourced({ imageLastChecks: () => [["a", 1]] }, { imageLastCheck: false });
    expect([...families.write(PROMETHEUS_TEXT)].join("")).to.not.include("image_last_check");
  });

  it("write() tells the worst of registries that share a label value", () => {
    const registries = () => [
      registry("a"),
      registry("b", { remaining: 9 }),
      registry("c", { up: false, remaining: 4 }),
      registry("d", { rateLimited: true, remaining: 12 }),
    ];
    expect(lines({ registries }, { maxRegistries: 1 })).to.deep.equal([
      `${P}registry_up{registry="a"} 1`,
      `${P}registry_up{registry="other"} 0`,
      `${P}registry_rate_limited{registry="a"} 0`,
      `${P}registry_rate_limited{registry="other"} 1`,
      `${P}registry_rate_limit_remaining{registry="other"} 4`,
    ]);
  });

  it("write() loses only the family whose source throws, at once or on the way", () => {
    const { families, failures } = sourced({
      targets: () => {
        throw new Error("no targets");
      },
      images: () => 2,
      *disabledWorkloads() {
        yield { namespace: "shop", kind: "cronjob", name: "nightly" };
        throw new Error("no workloads");
      },
      ready: () => true,
      registries: () => [registry("a")],
    });
    const parsed = parseExposition([...families.write(PROMETHEUS_TEXT)].join(""));
    expect(failures).to.deep.equal(["targets: Error: no targets", "workload_disabled: Error: no workloads"]);
    expect(parsed.get(`${P}images`)?.samples).to.have.length(1);
    expect(parsed.get(`${P}registry_up`)?.samples).to.have.length(1);
    expect(parsed.get(`${P}targets`)?.samples).to.have.length(0);
  });

  it("attach() keeps sources of other names", () => {
    const { families } = sourced({ targets: () => 1 });
    families.attach({ images: () => 2 });
    const text = [...families.write(PROMETHEUS_TEXT)].join("");
    expect(text).to.include(`${P}targets 1\n`).and.include(`${P}images 2\n`);
  });
});
