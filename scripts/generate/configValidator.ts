import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import type { Generator } from "./generator.ts";

const SCHEMA_ID = "config";

// Only describe; ajv has to be told so, to refuse every other word it does not know.
const ANNOTATIONS = [
  "x-type",
  "x-expected",
  "x-flag",
  "x-pair-flag",
  "x-separator",
  "x-file",
  "x-minimum",
  "x-maximum",
];

/** The check of a configuration document, compiled ahead: the program starts without compiling a schema. */
export const configValidatorGenerator: Generator = {
  name: "configuration check",
  generate() {
    const ajv = new Ajv({
      allErrors: true,
      useDefaults: true,
      verbose: true,
      strict: true,
      unicodeRegExp: false,
      code: { source: true, esm: true, lines: true },
    });
    ajv.addVocabulary(ANNOTATIONS);
    ajv.addSchema(configOnly(), SCHEMA_ID);
    return [
      {
        path: "src/config/validateDocument.generated.ts",
        text: `// Generated from chart/values.schema.json by \`npm run generate\`. Do not edit.
// @ts-nocheck: plain JavaScript as the schema compiler writes it.

${asTypedModule(standaloneCode.default(ajv, { validateDocument: SCHEMA_ID }))}
`,
      },
    ];
  },
};

function configOnly(): Record<string, unknown> {
  const values = JSON.parse(
    readFileSync(new URL("../../chart/values.schema.json", import.meta.url), "utf8"),
    // Messages need x-expected and the types; descriptions would only make the code larger.
    (key, value) => (key === "description" && typeof value === "string" ? undefined : value),
  );
  const { default: _default, ...config } = values.properties.config;
  const text = JSON.stringify(config);
  const definitions = Object.entries(values.definitions).filter(([name]) =>
    text.includes(`"#/definitions/${name}"`),
  );
  return { ...config, definitions: Object.fromEntries(definitions) };
}

// The compiler writes `require` for its small helpers even when asked for a module, and no types.
function asTypedModule(code: string): string {
  let imports = 'import type { ValidateFunction } from "ajv";\n';
  const body = code.replace(
    /const (\w+) = require\("([^"]+)"\)\.default;/g,
    (_whole, name: string, module: string) => {
      imports += `import ${name}Module from "${module}.js";\n`;
      return `const ${name} = ${name}Module.default;`;
    },
  );
  return (
    imports +
    body.replace("export const validateDocument =", "export const validateDocument: ValidateFunction =")
  );
}
