import type { Config } from "../config/config.generated.ts";
import { type BuiltInWorkload, WORKLOAD_KINDS } from "../kubernetes/kinds/workloadKinds.ts";
import { UsageError } from "./usageError.ts";

/** A workload that is named on the command line. */
export interface NamedWorkload {
  /** In lower case. */
  readonly kind: string;
  readonly name: string;
  /** Nothing but its kind. */
  readonly workloads: Pick<Config["workloads"], "kinds" | "custom">;
}

/**
 * Reads `--workload`.
 *
 * @throws UsageError where it is no KIND/NAME, or the kind is neither built in nor configured
 */
export function readWorkload(text: string, { workloads }: Pick<Config, "workloads">): NamedWorkload {
  const [, given = "", name = ""] = /^([^/]+)\/([^/]+)$/.exec(text) ?? [];
  const kind = given.toLowerCase();
  const kinds = (Object.keys(WORKLOAD_KINDS) as BuiltInWorkload[]).filter(
    (key) => key.toLowerCase() === kind,
  );
  const custom = workloads.custom.filter((each) => each.kind.toLowerCase() === kind);
  if (kinds.length === 0 && custom.length === 0) {
    const known = [...Object.keys(WORKLOAD_KINDS), ...workloads.custom.map((each) => each.kind)];
    throw new UsageError(
      `--workload: expected KIND/NAME, the kind one of ${known.join(", ")}, given ${JSON.stringify(text)}`,
    );
  }
  return { kind, name, workloads: { kinds, custom } };
}
