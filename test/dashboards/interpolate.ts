import type { Variable } from "./boards.ts";

/** What is chosen: values by variable. All where it is left out. */
export type Choice = Readonly<Record<string, readonly string[]>>;

/** What Grafana fills in beside the dashboard's own variables. */
export interface Times {
  readonly interval: string;
  readonly rateInterval: string;
  readonly range: string;
}

export const USUAL_TIMES: Times = { interval: "15s", rateInterval: "1m", range: "6h" };

/**
 * Puts values in place of variables as Grafana's Prometheus data source does: All is its `allValue`; of a variable with
 * several values each is escaped for an expression, and alternatives are bracketed. What is no name, such as `$1`, stays.
 *
 * @throws Error where a variable is unknown
 */
export function interpolate(
  text: string,
  variables: readonly Variable[],
  choice: Choice = {},
  times: Times = USUAL_TIMES,
): string {
  const builtIn: Readonly<Record<string, string>> = {
    __interval: times.interval,
    __rate_interval: times.rateInterval,
    __range: times.range,
    __range_s: String(seconds(times.range)),
  };
  return text.replace(
    /\$(?:\{([a-zA-Z_]\w*)\}|([a-zA-Z_]\w*))/g,
    (_, braced: string | undefined, bare: string | undefined) => {
      const name = braced ?? bare ?? "";
      const known = builtIn[name];
      if (known !== undefined) {
        return known;
      }
      const variable = variables.find((one) => one.name === name);
      if (variable === undefined) {
        throw new Error(`unknown variable $${name} in ${text}`);
      }
      const values = choice[name];
      if (values === undefined) {
        return variable.allValue ?? "";
      }
      const escaped = values.map((value) => value.replace(/[\\^$.*+?()[\]{}|]/g, "\\\\$&"));
      return escaped.length === 1 ? escaped[0]! : `(${escaped.join("|")})`;
    },
  );
}

/** Of a duration of one unit, as `6h`. */
function seconds(duration: string): number {
  return Number.parseInt(duration, 10) * { s: 1, m: 60, h: 3600 }[duration.at(-1) as "s" | "m" | "h"];
}
