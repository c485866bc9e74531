import { Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";

// Only describe; ajv has to be told so, to refuse every other word it does not know.
const ANNOTATIONS = [
  "x-type",
  "x-expected",
  "x-flag",
  "x-pair-flag",
  "x-switch-flag",
  "x-separator",
  "x-file",
  "x-example",
  "x-minimum",
  "x-maximum",
];

/**
 * The text of a module that checks a document against a schema, compiled ahead: the program starts without compiling one.
 * It fills in defaults as it goes.
 *
 * @param name of the function that the module exports
 */
export function validatorModule(name: string, schema: Readonly<Record<string, unknown>>): string {
  const ajv = new Ajv({
    allErrors: true,
    useDefaults: true,
    verbose: true,
    strict: true,
    // As the rest of the schema does, which describes objects of others.
    strictRequired: false,
    allowUnionTypes: true,
    unicodeRegExp: false,
    code: { source: true, esm: true, lines: true },
  });
  ajv.addVocabulary(ANNOTATIONS);
  ajv.addSchema(schema, name);
  return `// Generated from chart/values.schema.json by \`npm run build\`. Do not edit.
// @ts-nocheck: plain JavaScript as the schema compiler writes it.

${asTypedModule(name, standaloneCode.default(ajv, { [name]: name }))}
`;
}

// The compiler writes `require` for its small helpers even when asked for a module, and no types.
function asTypedModule(name: string, code: string): string {
  let imports = 'import type { ValidateFunction } from "ajv";\n';
  const body = code.replace(
    /const (\w+) = require\("([^"]+)"\)\.default;/g,
    (_whole, helper: string, module: string) => {
      imports += `import ${helper}Module from "${module}.js";\n`;
      return `const ${helper} = ${helper}Module.default;`;
    },
  );
  return imports + body.replace(`export const ${name} =`, `export const ${name}: ValidateFunction =`);
}
