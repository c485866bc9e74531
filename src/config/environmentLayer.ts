import { nearestName } from "../text/nearestName.ts";
import type { ConfigLayer } from "./configLayer.ts";
import { setAt } from "./documentPath.ts";
import { CONFIG_OPTIONS } from "./options.generated.ts";
import { readOptionText } from "./readOptionText.ts";
import { resolveFiles } from "./resolveFiles.ts";

/** The variable that names the configuration file. */
export const CONFIG_FILE_VARIABLE = "IAE_CONFIG";

/**
 * The part of the configuration that `IAE_*` variables set. An empty variable is like none. An unknown one is only a
 * warning: Kubernetes sets IAE_SERVICE_HOST and the like in pods beside a Service named iae.
 *
 * @param baseDirectory where relative paths start
 */
export function environmentLayer(
  environment: Readonly<Record<string, string | undefined>>,
  { baseDirectory }: { readonly baseDirectory: string },
): ConfigLayer & { readonly warnings: readonly string[] } {
  const options = new Map(CONFIG_OPTIONS.map((option) => [option.environment, option]));
  const document = {};
  const origins = new Map<string, string>();
  const warnings: string[] = [];
  for (const [name, text] of Object.entries(environment)) {
    if (!name.startsWith("IAE_") || name === CONFIG_FILE_VARIABLE || !text) {
      continue;
    }
    const option = options.get(name);
    if (option === undefined) {
      const nearest = nearestName(name, [...options.keys()]);
      warnings.push(
        `unknown environment variable ${name} is ignored${nearest !== undefined ? `; did you mean ${nearest}?` : ""}`,
      );
      continue;
    }
    setAt(document, option.path.split("."), readOptionText(option, text));
    origins.set(option.path, name);
  }
  resolveFiles(document, baseDirectory);
  return { document, origins, problems: [], warnings };
}
