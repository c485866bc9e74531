import { expect } from "chai";
import { FAMILIES } from "../../src/metrics/catalogue.ts";
import { OPENMETRICS_TEXT, PROMETHEUS_TEXT } from "../../src/metrics/expositionFormat.ts";
import { familyHeader } from "../../src/metrics/familyHeader.ts";
import { headerSegment } from "../../src/metrics/headerSegment.ts";
import { chunkText } from "../support/chunkText.ts";

describe("headerSegment()", () => {
  it("is a family's header in either format, made once", () => {
    const family = FAMILIES.checks_total;
    for (const format of [PROMETHEUS_TEXT, OPENMETRICS_TEXT, PROMETHEUS_TEXT]) {
      const segment = headerSegment(family, format);
      expect(chunkText(segment)).to.equal(familyHeader(family, format));
      expect(headerSegment(family, format)).to.equal(segment);
    }
  });
});
