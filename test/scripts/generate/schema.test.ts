import { readFileSync } from "node:fs";
import { expect } from "chai";
import { RE2JS } from "re2js";
import { leaves } from "../../../scripts/generate/configOptions.ts";
import { readConfigSchema, schemaNodes } from "../../../scripts/generate/configSchema.ts";
import { COMMANDS } from "../../../src/cli/commands.ts";
import { helpText } from "../../../src/cli/helpText.ts";
import { CONFIG_OPTIONS, DURATION_PATHS } from "../../../src/config/options.generated.ts";

const nodes = [...schemaNodes(readConfigSchema())];
const named = nodes.filter(({ path }) => path !== "" && !path.endsWith("*"));

describe("chart/values.schema.json", () => {
  it("describes every property in a sentence", () => {
    const bad = named.filter(({ schema }) => !/^\S.*\.$/.test(schema.description ?? ""));
    expect(bad.map(({ path }) => path)).to.deep.equal([]);
  });

  it("gives every property a default, except where an element requires it or follows what holds for all", () => {
    const bad = named.filter(({ path, schema }) => schema.default === undefined && !path.includes("*"));
    expect(bad.map(({ path }) => path)).to.deep.equal([]);
  });

  it("gives every key that is empty an example, for the sample configuration", () => {
    const bad = leaves(readConfigSchema()).filter(
      ({ schema }) => ["[]", '""', "{}"].includes(JSON.stringify(schema.default)) && !schema.examples?.length,
    );
    expect(bad.map(({ path }) => path)).to.deep.equal([]);
  });

  it("refuses unknown keys in every map with keys of its own", () => {
    const bad = nodes.filter(({ schema }) => schema.properties && schema.additionalProperties !== false);
    expect(bad.map(({ path }) => path)).to.deep.equal([]);
  });

  it("says in words what a pattern asks for", () => {
    const bad = nodes.filter(({ schema }) => schema.pattern && !schema["x-expected"]);
    expect(bad.map(({ path }) => path)).to.deep.equal([]);
  });

  it("uses patterns that RE2, and so Helm, can read, and that its defaults fit", () => {
    for (const { path, schema } of nodes) {
      if (schema.pattern === undefined) {
        continue;
      }
      const pattern = RE2JS.compile(schema.pattern);
      if (schema.default !== undefined) {
        expect(pattern.test(String(schema.default)), path).to.equal(true);
      }
    }
  });

  it("makes every key that is not a section an option with a flag and a variable of its own", () => {
    const leaves = named.filter(({ path, schema }) => !path.includes("*") && schema.properties === undefined);
    expect(CONFIG_OPTIONS.map(({ path }) => path)).to.deep.equal(leaves.map(({ path }) => path));
    const flags = CONFIG_OPTIONS.flatMap(({ flags, pathFlag, pairFlag, switchFlag }) => [
      ...flags,
      ...(pathFlag ? [pathFlag] : []),
      ...(pairFlag ? [pairFlag] : []),
      ...(switchFlag ? [switchFlag.flag] : []),
    ]);
    expect(new Set(flags).size).to.equal(flags.length);
    const variables = CONFIG_OPTIONS.map(({ environment }) => environment);
    expect(new Set(variables).size).to.equal(variables.length);
  });

  it("bounds every duration", () => {
    const durations = nodes.filter(({ schema }) => schema["x-type"] === "duration");
    expect(DURATION_PATHS.map(({ path }) => path)).to.deep.equal(durations.map(({ path }) => path));
    for (const { path, minimum, maximum } of DURATION_PATHS) {
      expect(minimum, path).to.be.below(maximum);
      // The longest a timer of Node.js takes.
      expect(maximum, path).to.be.below(2 ** 31);
    }
  });

  it("appears whole in docs/configuration.md and in --help", async () => {
    const reference = readFileSync(new URL("../../../docs/configuration.md", import.meta.url), "utf8");
    const help = await helpText(COMMANDS[0]!, { commands: COMMANDS, isDefault: true, width: 110 });
    for (const { environment, flags, path } of CONFIG_OPTIONS) {
      expect(reference, path).to.include(`\`${environment}\``);
      for (const flag of flags) {
        expect(reference, path).to.include(`\`--${flag}\``);
        expect(help, path).to.match(new RegExp(`^ +--${flag} `, "m"));
      }
    }
    for (const { path } of named) {
      expect(reference, path).to.match(new RegExp(`[.\`]${path.split(".").at(-1)}[.\`]`));
    }
  });
});
