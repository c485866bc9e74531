import type { Config } from "../../config/config.generated.ts";
import { redactText } from "../../log/redactText.ts";

/** An option and its value, as JSON. */
export interface OptionRow {
  /** `config.server.bindAddress`. */
  readonly path: string;
  readonly value: string;
}

/** Keys whose values may be secrets: names of headers stay, what they say does not. */
const SECRET_KEYS: ReadonlySet<string> = new Set(["headers"]);

/** The running configuration, an option a row, without what might be a secret. */
export function listOptions(config: Config): readonly OptionRow[] {
  return [...rows("config", config)];
}

function* rows(path: string, value: unknown): Generator<OptionRow> {
  if (
    typeof value !== "object" ||
    value === null ||
    Array.isArray(value) ||
    Object.keys(value).length === 0
  ) {
    yield { path, value: redactText(JSON.stringify(value, withoutSecrets) ?? "") };
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    yield* rows(`${path}.${key}`, inner);
  }
}

function withoutSecrets(key: string, value: unknown): unknown {
  return SECRET_KEYS.has(key) && typeof value === "object" && value !== null
    ? Object.fromEntries(Object.keys(value).map((name) => [name, "…"]))
    : value;
}
