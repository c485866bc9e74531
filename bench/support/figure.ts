/** A line of the report. */
export interface Figure {
  readonly name: string;
  /** What was measured, with its unit. */
  readonly ours: string;
  /** What is to be reached, such as `< 200 ms`. */
  readonly mark?: string;
  /** What it is compared with. */
  readonly reference?: string;
  /** Whether the mark was reached; absent where there is none. */
  readonly ok?: boolean;
}

/** Whether `value` is at most `limit`, as a figure with its mark. */
export function atMost(
  name: string,
  value: number,
  limit: number,
  unit: string,
  more: { readonly reference?: string; readonly detail?: string } = {},
): Figure {
  const { reference, detail } = more;
  return {
    name,
    ours: `${round(value)}${unit}${detail === undefined ? "" : ` (${detail})`}`,
    mark: `<= ${limit}${unit}`,
    ...(reference !== undefined && { reference }),
    ok: value <= limit,
  };
}

/** Three significant digits, and none behind the point where there are three before it. */
export function round(value: number): string {
  if (!Number.isFinite(value)) {
    return String(value);
  }
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString("en") : String(+value.toPrecision(3));
}
