import { expect } from "chai";
import { ALERTS } from "../../rules/catalogue.ts";
import { REASON_RECORDS, REASONS, type ReasonRecord } from "../../src/image/reasons.ts";
import { runNode } from "../support/runNode.ts";

const P = "k8s_image_availability_exporter_";

describe("REASON_RECORDS", () => {
  const unique: Readonly<Record<string, (record: ReasonRecord) => unknown>> = {
    severity: ({ severity }) => severity,
    "rank among credentials": ({ telling }) => telling.amongCredentials,
    "rank among endpoints": ({ telling }) => telling.amongEndpoints,
    alert: ({ alert }) => alert.name,
    color: ({ color }) => color,
    label: ({ words }) => words.label,
  };
  for (const [what, of] of Object.entries(unique)) {
    it(`has no ${what} twice`, () => {
      const values = REASONS.map((reason) => of(REASON_RECORDS[reason]));
      expect(new Set(values).size).to.equal(values.length);
    });
  }

  it("leads to alerts that there are", () => {
    for (const reason of REASONS) {
      const { name, unless } = REASON_RECORDS[reason].alert;
      expect(ALERTS).to.include.keys(name, ...(unless === undefined ? [] : [unless]));
    }
  });

  describe("with one reason more", () => {
    let said: Record<string, unknown>;

    before(async () => {
      const { stdout, stderr, code } = await runNode(["withAnotherReason.ts"], { cwd: import.meta.dirname });
      expect(code, stderr).to.equal(0);
      said = JSON.parse(stdout);
    });

    it("ranks it as its record says, never above what is available", () => {
      expect(said.worse).to.deep.equal({
        available: "signature_missing",
        authorization_failure: "signature_missing",
        absent: "absent",
      });
      expect(said.amongCredentials).to.deep.equal({
        available: "available",
        absent: "signature_missing",
        registry_unavailable: "registry_unavailable",
      });
      expect(said.amongEndpoints).to.deep.equal({
        available: "available",
        absent: "signature_missing",
        unknown_error: "unknown_error",
      });
    });

    it("writes it under the label `reason`, and under no name of its own", () => {
      expect(said.families).to.deep.equal([]);
      expect(said.ones).to.deep.equal([
        `${P}unavailable{namespace="shop",kind="deployment",name="web",container="app",image="ghcr.io/shop/web:1.0",registry="ghcr.io",reason="signature_missing"} 1`,
      ]);
    });

    it("alerts, mutes and notifies", () => {
      const used =
        "{{ $value }} container(s) of the {{ $labels.kind }} {{ $labels.namespace }}/{{ $labels.name }} use it: a pod that is created anew on a node without the image will not start.";
      const { summary, description } = said.alert as Record<string, string>;
      expect(summary).to.equal(
        "Image {{ $labels.image }} of {{ $labels.kind }} {{ $labels.namespace }}/{{ $labels.name }} lacks a signature",
      );
      // How many replicas stand on it is said by a query, before and after.
      expect(description).to.include(`C. ${used}`).and.to.match(/ R\.$/);
      expect(said.muted).to.deep.equal(["registryUnavailable", "exporterDown"]);
      expect(said.notified).to.deep.equal(['{{- "unsigned" }}', '{{- "no node takes it unsigned" }}']);
    });

    it("shows it in dashboards and docs", () => {
      expect(said).to.deep.include({
        text: { text: "signature missing", color: "dark-green" },
        runbook: true,
        doc: [
          "| `signature_missing` | the image has no signature that nodes want | [ImageSignatureMissing](runbooks/ImageSignatureMissing.md) |",
        ],
      });
    });
  });
});
