export interface BackOffOptions {
  /** The first wait, in milliseconds. */
  readonly baseMs: number;
  /** The longest wait, in milliseconds. */
  readonly capMs: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/**
 * How long to wait after a failure: doubled with each one, between half and the whole of that, so that many clients of
 * one server that went away do not come back in step.
 *
 * @param failures how many there have been in a row before this one
 * @returns milliseconds
 */
export function backOffMs(failures: number, { baseMs, capMs, random }: BackOffOptions): number {
  // 2^30 times the base is beyond any cap; more would only lose precision.
  const whole = Math.min(capMs, baseMs * 2 ** Math.min(failures, 30));
  return whole * (0.5 + random() / 2);
}
