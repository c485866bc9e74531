import { expect } from "chai";
import { parseHelperNames } from "../../src/credentials/helperNames.ts";

describe("parseHelperNames", () => {
  const cases: [document: unknown, byServer: [string, string][], byDefault: string | undefined][] = [
    [{}, [], undefined],
    [null, [], undefined],
    [[], [], undefined],
    [{ credsStore: "pass" }, [], "pass"],
    [{ CredsStore: "pass" }, [], "pass"],
    [{ credsStore: "" }, [], undefined],
    [{ credsStore: 5, credHelpers: "x" }, [], undefined],
    [{ credHelpers: { "gcr.io": "gcloud", "quay.io": 5, "ghcr.io": "" } }, [["gcr.io", "gcloud"]], undefined],
  ];
  for (const [document, byServer, byDefault] of cases) {
    it(`parseHelperNames() reads ${JSON.stringify(document)}`, () => {
      const names = parseHelperNames(JSON.stringify(document));
      expect([...names.byServer]).to.deep.equal(byServer);
      expect(names.byDefault).to.equal(byDefault);
    });
  }
});
