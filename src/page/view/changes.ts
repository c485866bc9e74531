import type { Verdict } from "../../image/outcome.ts";
import type { Change } from "../changeLog.ts";
import type { PageSources } from "../pageSources.ts";
import type { WorkloadName } from "./containerFilter.ts";
import { timeText } from "./rows.ts";

/** What changed, of one image or of many of a registry. */
export interface ChangeRow extends WorkloadName {
  readonly at: string;
  /** null: nothing was known before. */
  readonly from: Verdict | null;
  /** null: nothing is known any more. */
  readonly to: Verdict | null;
  readonly message: string;
  readonly registry: string;
  /** The first of them, where there are several. */
  readonly image: string;
  readonly severalImages: boolean;
  readonly containers: number;
}

/**
 * The changes of the last day, the newest first.
 *
 * @param wanted only those of one image, as it stands in templates
 */
export function listChanges(
  { changes }: Pick<PageSources, "changes">,
  wanted: (change: Change) => boolean = () => true,
): readonly ChangeRow[] {
  return changes
    .recent()
    .filter(wanted)
    .map(({ atMs, from, to, message, first, severalImages, containers }) => ({
      at: timeText(atMs),
      from: from ?? null,
      to: to ?? null,
      message,
      namespace: first.namespace,
      kind: first.kind,
      name: first.name,
      registry: first.registry,
      image: first.image,
      severalImages,
      containers,
    }));
}
