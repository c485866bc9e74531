import type { Values } from "../src/chart/values.generated.ts";
import { RECEIVER_TEXTS, type TextFields } from "./receiverTexts.ts";
import { receiverNames } from "./routes.ts";

/** A receiver as alertmanager.yml has it. */
export type FileReceiver = { readonly name: string } & Readonly<Record<string, unknown>>;

type Fields = Readonly<Record<string, unknown>>;

/**
 * The receivers of alertmanager.yml: those of the values that are written in its words, told when an alert is over and
 * given the project's texts where they have none of their own, and, without anything in it, each other that a route
 * names.
 */
export function fileReceivers(values: Values): readonly FileReceiver[] {
  const { receivers, texts } = values.alertmanagerConfig;
  return receiverNames(values).map((name) => {
    const kinds = Object.entries(receivers[name] ?? {}).filter(([key]) => key.endsWith("_configs"));
    const filled = kinds.map(([key, configs]) => {
      const fields = texts === "none" ? {} : RECEIVER_TEXTS[key.replace(/_configs$/, "")];
      return [key, configs.map((config) => withTexts(config, fields ?? {}))];
    });
    return { name, ...Object.fromEntries(filled) };
  });
}

/** The names of receivers that the values have in the words of the custom resource alone. */
export function receiversOfResource({ alertmanagerConfig }: Values): readonly string[] {
  return Object.entries(alertmanagerConfig.receivers)
    .filter(([, kinds]) => !Object.keys(kinds).some((key) => key.endsWith("_configs")))
    .map(([name]) => name)
    .sort();
}

function withTexts(config: Fields, texts: TextFields): Fields {
  const fields = Object.entries(texts).map(([field, text]) => {
    const key = snakeCase(field);
    return [
      key,
      typeof text === "string" ? text : { ...text, ...(config[key] as Fields | undefined) },
    ] as const;
  });
  const maps = Object.fromEntries(fields.filter(([, text]) => typeof text !== "string"));
  return { send_resolved: true, ...Object.fromEntries(fields), ...config, ...maps };
}

/** `stateMessage` as `state_message`. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
