import type { Config } from "../../config/config.generated.ts";
import type { ConfigOption } from "../../config/configOption.ts";
import { formatDuration } from "../../config/duration.ts";
import { CONFIG_OPTIONS } from "../../config/options.generated.ts";
import { redactText } from "../../log/redactText.ts";

/** An option and its value. */
export interface OptionRow {
  /** `config.server.bindAddress`. */
  readonly path: string;
  /** As people would write it in a flag. */
  readonly value: string;
  /** Whether it is not the default. */
  readonly changed: boolean;
}

/** Keys whose values may be secrets: names of headers stay, what they say does not. */
const SECRET_KEYS: ReadonlySet<string> = new Set(["headers"]);

/** The running configuration in the order of its documentation, without what might be a secret. */
export function listOptions(config: Config): readonly OptionRow[] {
  return CONFIG_OPTIONS.map((option) => {
    const value = valueText(option, valueAt(config, option.path));
    return { path: `config.${option.path}`, value: redactText(value), changed: value !== option.defaultText };
  });
}

function valueAt(config: Config, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((node, key) => (node as Readonly<Record<string, unknown>> | undefined)?.[key], config);
}

function valueText({ type, separator = "," }: ConfigOption, value: unknown): string {
  if (value === undefined || value === "" || (Array.isArray(value) && value.length === 0)) {
    return "none";
  }
  if (type === "duration" && typeof value === "number") {
    return formatDuration(value);
  }
  if (type === "list" && Array.isArray(value)) {
    return value.join(separator);
  }
  return typeof value === "object" ? JSON.stringify(value, withoutSecrets) : String(value);
}

function withoutSecrets(key: string, value: unknown): unknown {
  return SECRET_KEYS.has(key) && typeof value === "object" && value !== null
    ? Object.fromEntries(Object.keys(value).map((name) => [name, "…"]))
    : value;
}
