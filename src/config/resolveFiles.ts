import { resolve } from "node:path";
import { replaceAt } from "./documentPath.ts";
import { FILE_PATHS } from "./options.generated.ts";

/** Makes every path of a file in a document absolute, in place. Empty ones (no file) stay so. */
export function resolveFiles(document: unknown, baseDirectory: string): void {
  for (const pattern of FILE_PATHS) {
    replaceAt(document, pattern, (value) =>
      typeof value === "string" && value !== "" ? resolve(baseDirectory, value) : value,
    );
  }
}
