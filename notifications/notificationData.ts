import { ALERTS } from "../rules/catalogue.ts";
import { INHIBITIONS } from "./inhibitions.ts";
import { RECEIVER_TEXTS, textsIn } from "./receiverTexts.ts";
import { textDefinitions } from "./template.ts";

interface FieldText {
  readonly value: string;
  /** Names of the definitions that the value calls for. */
  readonly texts: readonly string[];
}

/** What the chart's template makes an AlertmanagerConfig of, as `render alertmanager` does. */
export interface NotificationData {
  readonly alerts: readonly string[];
  readonly inhibitions: typeof INHIBITIONS;
  readonly definitions: Readonly<Record<string, string>>;
  /** By kind of receivers, then by field; a field that is a list of keys and values has them by key. */
  readonly receivers: Readonly<
    Record<string, Readonly<Record<string, FieldText | Readonly<Record<string, FieldText>>>>>
  >;
}

export const NOTIFICATION_DATA: NotificationData = {
  alerts: Object.keys(ALERTS),
  inhibitions: INHIBITIONS,
  definitions: textDefinitions(),
  receivers: mapValues(RECEIVER_TEXTS, (fields) =>
    mapValues(fields, (field) =>
      typeof field === "string" ? fieldText(field) : mapValues(field, fieldText),
    ),
  ),
};

function fieldText(value: string): FieldText {
  return { value, texts: textsIn(value) };
}

function mapValues<From, To>(
  map: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
