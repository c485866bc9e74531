import { ConfigError } from "../../src/config/configError.ts";
import { type LoadedConfig, loadConfig } from "../../src/config/loadConfig.ts";

/** What a test sets; everything else is absent. */
export interface Given {
  readonly file?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** `["check-period=1m", …]`, without dashes. */
  readonly flags?: readonly string[];
}

/** Loads a configuration as from a command called in `/home/user`. */
export function loadOf({ file, environment = {}, flags = [] }: Given): Promise<LoadedConfig> {
  return loadConfig(
    {
      ...(file === undefined ? {} : { file }),
      environment,
      flags: flags.map((flag) => {
        const [name = "", ...text] = flag.split("=");
        return { name, text: text.join("=") };
      }),
      baseDirectory: "/home/user",
    },
    { signal: new AbortController().signal },
  );
}

/** The lines with which a configuration is refused; none when it is not. */
export async function problemsOf(given: Given): Promise<readonly string[]> {
  try {
    await loadOf(given);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) {
      return error.problems;
    }
    throw error;
  }
}
