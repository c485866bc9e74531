import type { Values } from "../src/chart/values.generated.ts";

/** The names of all alerts: each has its knobs in the values. */
export type AlertName = keyof Values["rules"]["alerts"];

/** One rule of an alert. Rules of one alert differ in severity. */
export interface Band {
  /** PromQL; `$threshold` stands for the value of that name. */
  readonly expr: string;
  /** Instead of the severity that the values give. */
  readonly severity?: "info" | "critical";
  /** Only there while the values' severity is this one: whoever chose another wants that one alone. */
  readonly onlyWhile?: "warning";
  /** The next lower severity than the values give. */
  readonly isLess?: true;
  /**
   * Which of its series are less urgent, for `and` and `unless`, where the values want severity by replicas: those have
   * the next lower one then.
   */
  readonly lessWhere?: string;
  /** A sentence in front of the description. */
  readonly remark?: string;
}

/** An alert; texts are Prometheus' templates. */
export interface Alert {
  /** One line, without a full stop. */
  readonly summary: string;
  /** What is so, what follows from it, where to look. */
  readonly description: string;
  readonly bands: readonly Band[];
}

/** What holds for all rules of a group. */
export interface GroupOptions {
  /** How often they are evaluated, where that is not Prometheus' own interval. */
  readonly interval?: string;
  /** The section of the values whose `enabled` says whether there is the group. */
  readonly section?: "hygiene";
}

/** A rule that records a series. */
export interface Recording {
  /** `level:metric:operation` */
  readonly record: string;
  readonly expr: string;
}
