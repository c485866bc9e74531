import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import {
  type Threshold,
  type ThresholdsConfig,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from "@grafana/grafana-foundation-sdk/dashboard";

export type Steps = readonly Threshold[];

/** Nothing to look at, whatever the value. */
export const NEUTRAL: Steps = [{ value: null, color: "blue" }];

/** Any at all is trouble. */
export const NONE_IS_GOOD: Steps = [
  { value: null, color: "green" },
  { value: 1, color: "red" },
];

/** Any at all is worth a look. */
export const FEW_ARE_GOOD: Steps = [
  { value: null, color: "green" },
  { value: 1, color: "orange" },
];

/** The more the worse. */
export function rising(worth: number, trouble: number): Steps {
  return [
    { value: null, color: "green" },
    { value: worth, color: "orange" },
    { value: trouble, color: "red" },
  ];
}

/** The less the worse: good from the second value on. */
export function falling(trouble: number, worth: number): Steps {
  return [
    { value: null, color: "red" },
    { value: trouble, color: "orange" },
    { value: worth, color: "green" },
  ];
}

export function thresholds(steps: Steps): Builder<ThresholdsConfig> {
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([...steps]);
}
