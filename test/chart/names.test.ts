import { expect } from "chai";
import { FIXTURES_TIMEOUT_MS } from "./fixtures.ts";
import { findHelms } from "./helms.ts";
import { renderChart } from "./renderChart.ts";

/** What YAML reads as a number, a boolean or nothing, and Kubernetes takes for a name. */
const ODD = ["123", "1e5", "0x10", "true", "null"] as const;

/** Where a name stands, and every label. */
const NAMES =
  /(?:^|\.)(?:name|namespace|secretName|serviceAccountName|serviceName|claimName|(?:labels|matchLabels)\.[^/]*(?:\/.*)?)$/;

/** What of an object is no text though it has to be, by path. */
function* notTexts(value: unknown, path: string): Generator<string> {
  if (typeof value === "object" && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      yield* notTexts(each, `${path}.${key}`);
    }
  } else if (NAMES.test(path) && typeof value !== "string") {
    yield `${path}: ${JSON.stringify(value)}`;
  }
}

describe("the chart's names", () => {
  for (const name of ODD) {
    it(`are texts, where they read ${name}`, async function () {
      this.timeout(FIXTURES_TIMEOUT_MS);
      const helms = await findHelms();
      if (helms === undefined) {
        return this.skip();
      }
      const text = JSON.stringify(name);
      // That of a Service begins with a letter.
      const own = /^[a-z]/.test(name) ? name : "iae";
      const common = {
        namespace: name,
        setJson: [
          ...["rules.prometheusRule.enabled=true", "rules.enabled=true", "networkPolicy.enabled=true"],
          ...[
            "monitor.enabled=true",
            "verticalPodAutoscaler.enabled=true",
            "podDisruptionBudget.enabled=true",
          ],
          "sharding.enabled=true",
          ...[
            `image.pullSecrets=[${text}]`,
            `serviceAccount.name=${text}`,
            `caBundle.existingSecret=${text}`,
          ],
          ...[`config.namespaces.include=[${text}, "shop"]`, `webConfig.existingSecret=${text}`],
        ],
      };
      for (const options of [
        { ...common, release: own },
        { ...common, setJson: [...common.setJson, `fullnameOverride="${own}"`, `namespaceOverride=${text}`] },
        { ...common, setJson: [...common.setJson, `nameOverride="${own}"`] },
      ]) {
        const objects = await renderChart(helms.helm4, options);
        expect(objects.length).to.be.above(8);
        expect(objects.flatMap((object) => [...notTexts(object, object.kind)])).to.deep.equal([]);
      }
    });
  }
});
