"use strict";

const { writeFileSync } = require("node:fs");
const { relative } = require("node:path");
const { reporters } = require("mocha");

/**
 * Mocha's spec reporter for people, which names files where something failed, and for .ci/run a line "PASSED FAILED" in
 * the file that MOCHA_COUNTS names, written only when the run comes to its end.
 */
module.exports = class CountingReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const files = new Set();
    // Of a file whose process has died, too, which has no other name.
    runner.on("fail", ({ file }) => file && files.add(relative("", file)));
    // Each file whose process has died ends the run once more.
    runner.on("end", () => {
      const { passes, failures } = this.stats;
      writeFileSync(process.env.MOCHA_COUNTS, `${passes} ${failures}\n`);
      for (const file of files) {
        process.stdout.write(`failed in ${file}\n`);
      }
      files.clear();
    });
  }
};
