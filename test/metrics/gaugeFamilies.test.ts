import { expect } from "chai";
import { boundedLabel } from "../../src/metrics/boundedLabel.ts";
import { PROMETHEUS_TEXT } from "../../src/metrics/expositionFormat.ts";
import type { GaugeSources } from "../../src/metrics/gauge.ts";
import { gaugeFamilies } from "../../src/metrics/gaugeFamilies.ts";
import { GAUGES } from "../../src/metrics/gauges.ts";
import { chunkText } from "../support/chunkText.ts";
import { parseExposition } from "../support/parseExposition.ts";
import { checkedImages, gaugeSources, recordCheck, registryState } from "./gaugeSources.ts";

const P = "k8s_image_availability_exporter_";

function write(sources: GaugeSources, maxRegistries = 10) {
  const failures: string[] = [];
  const successes: string[] = [];
  const options = {
    registryLabel: boundedLabel(maxRegistries),
    onFailure: (gauge: string, error: unknown) => failures.push(`${gauge}: ${error}`),
    onSuccess: (gauge: string) => successes.push(gauge),
  };
  const chunks = [...gaugeFamilies(sources, options, PROMETHEUS_TEXT)];
  const pieces = chunks.map(chunkText);
  const families = parseExposition(pieces.join(""));
  const lines = pieces.join("").split("\n");
  const samples = (name: string) => lines.filter((line) => new RegExp(`^${P}${name}[ {]`).test(line));
  return { failures, successes, families, chunks, pieces, samples };
}

describe("gaugeFamilies()", () => {
  it("writes every gauge, in the order of the docs", () => {
    const { families, successes } = write(gaugeSources());
    expect([...families.keys()]).to.deep.equal(Object.keys(GAUGES).map((key) => P + key));
    expect(successes).to.deep.equal(Object.keys(GAUGES));
  });

  it("writes labels in the order of the family, escaped, and 1 where a row has no value", () => {
    const workload = {
      container: "app",
      name: 'odd"name',
      finding: "no_pre_stop",
      kind: "deployment",
    } as const;
    const { samples } = write(
      gaugeSources({ inventory: { workloadFindings: () => [{ namespace: "shop", ...workload }] } }),
    );
    expect(samples("workload_hygiene")).to.deep.equal([
      `${P}workload_hygiene{namespace="shop",kind="deployment",name="odd\\"name",container="app",finding="no_pre_stop"} 1`,
    ]);
  });

  it("writes what has no labels without braces", () => {
    expect(write(gaugeSources({ targets: { size: 3 } })).samples("targets")).to.deep.equal([`${P}targets 3`]);
  });

  it("writes a series once, whatever its source repeats", () => {
    const { samples } = write(
      gaugeSources({
        inventory: {
          *disabledWorkloads() {
            yield { namespace: "shop", kind: "cronjob", name: "nightly" };
            yield { namespace: "shop", kind: "cronjob", name: "nightly" };
          },
        },
      }),
    );
    expect(samples("workload_disabled")).to.deep.equal([
      `${P}workload_disabled{namespace="shop",kind="cronjob",name="nightly"} 1`,
    ]);
  });

  it("adds up the images of registries that share a label value, by whether these answered", () => {
    const imageChecks = checkedImages({ "a/1": 1, "b/1": 1, "b/2": 1, "c/1": 1 });
    recordCheck(imageChecks, "b/2", "registry_unavailable", 2);
    const { samples } = write(gaugeSources({ scheduler: { imageChecks } }), 1);
    expect(samples("registry_images")).to.deep.equal([
      `${P}registry_images{registry="a",answered="true"} 1`,
      `${P}registry_images{registry="a",answered="false"} 0`,
      `${P}registry_images{registry="other",answered="true"} 2`,
      `${P}registry_images{registry="other",answered="false"} 1`,
    ]);
    expect(samples("registry_unanswered_ratio")).to.deep.equal([
      `${P}registry_unanswered_ratio{registry="a"} 0`,
      `${P}registry_unanswered_ratio{registry="other"} 0.5`,
    ]);
  });

  it("tells the worst of registries that share a label value", () => {
    const { samples } = write(
      gaugeSources({
        scheduler: {
          *registries() {
            yield registryState("a");
            yield registryState("b", { remaining: 9 });
            yield registryState("c", { up: false, remaining: 4 });
            yield registryState("d", { rateLimited: true, remaining: 12 });
          },
        },
      }),
      1,
    );
    expect(samples("registry_.*")).to.deep.equal([
      `${P}registry_up{registry="a"} 1`,
      `${P}registry_up{registry="other"} 0`,
      `${P}registry_rate_limited{registry="a"} 0`,
      `${P}registry_rate_limited{registry="other"} 1`,
      `${P}registry_rate_limit_remaining{registry="other"} 4`,
    ]);
  });

  it("hands on many rows in pieces", () => {
    const secrets = Array.from({ length: 5_000 }, (_, index) => ({
      namespace: "shop",
      name: `old-${index}`,
    }));
    const { pieces, samples } = write(gaugeSources({ inventory: { unusedPullSecrets: () => secrets } }));
    expect(samples("unused_pull_secrets")).to.have.length(5_000);
    expect(Math.max(...pieces.map(({ length }) => length))).to.be.below(20_000);
  });

  it("hands on as it was what is kept of rows that did not change", () => {
    const times = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`image-${index}`, 1_000]));
    const imageChecks = checkedImages(times);
    const sources = gaugeSources({ scheduler: { imageChecks } });
    const first = write(sources);
    expect(first.samples("image_last_check_timestamp_seconds")).to.have.length(5_000);
    recordCheck(imageChecks, "image-0", "available", 2_500);
    const second = write(sources);
    expect(second.samples("image_last_check_timestamp_seconds")[0]).to.match(/ 2\.5$/);
    const segments = second.chunks.filter((chunk) => typeof chunk !== "string");
    expect(segments.map((segment) => first.chunks.includes(segment))).to.deep.equal([
      false,
      ...Array(4).fill(true),
    ]);
  });

  it("loses only the family whose source throws, at once or on the way", () => {
    const { failures, successes, samples } = write(
      gaugeSources({
        inventory: {
          *disabledWorkloads() {
            yield { namespace: "shop", kind: "cronjob", name: "nightly" };
            throw new Error("no workloads");
          },
          unusedPullSecrets() {
            throw new Error("no secrets");
          },
        },
        targets: { size: 2 },
      }),
    );
    expect(failures).to.deep.equal([
      "workload_disabled: Error: no workloads",
      "unused_pull_secrets: Error: no secrets",
    ]);
    expect(successes).to.have.length(Object.keys(GAUGES).length - 2);
    expect(samples("targets")).to.deep.equal([`${P}targets 2`]);
  });
});
