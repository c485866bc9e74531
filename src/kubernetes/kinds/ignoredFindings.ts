import {
  type FindingSet,
  findingSet,
  HYGIENE_FINDINGS,
  NO_FINDINGS,
} from "../../inventory/hygieneFinding.ts";
import type { PodTemplate } from "../../inventory/model.ts";
import { descend, text } from "./json.ts";

/** An annotation on a workload: findings, separated by commas, that are as they are meant to be. */
export const IGNORE_FINDINGS_ANNOTATION = "k8s-image-availability-exporter/ignore-findings";

/** The templates of an object without the findings that its annotation takes out. */
export function withoutIgnoredFindings(
  object: unknown,
  templates: readonly PodTemplate[],
): readonly PodTemplate[] {
  const ignored = ignoredFindings(object);
  if (ignored === NO_FINDINGS) {
    return templates;
  }
  return templates.map(({ serving, ...template }) => {
    if (serving === undefined) {
      return template;
    }
    const containers = serving.containers.map((container) => ({
      ...container,
      findings: container.findings & ~ignored,
    }));
    return { ...template, serving: { ...serving, containers } };
  });
}

function ignoredFindings(object: unknown): FindingSet {
  const names =
    text(descend(object, "metadata", "annotations", IGNORE_FINDINGS_ANNOTATION))?.split(",") ?? [];
  const trimmed = new Set(names.map((name) => name.trim()));
  return findingSet(HYGIENE_FINDINGS.filter((finding) => trimmed.has(finding)));
}
