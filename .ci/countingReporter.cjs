"use strict";

const { writeFileSync } = require("node:fs");
const { reporters } = require("mocha");

/**
 * Mocha's spec reporter for people, and for .ci/run a line "PASSED FAILED" in the file that MOCHA_COUNTS names,
 * written only when the run comes to its end.
 */
module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once("end", () => {
      const { passes, failures } = this.stats;
      writeFileSync(process.env.MOCHA_COUNTS, `${passes} ${failures}\n`);
    });
  }
};
