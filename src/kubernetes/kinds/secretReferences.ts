import { FURTHER_SECRETS, MAX_SECRETS } from "../../inventory/model.ts";
import { boundedText } from "../../text/boundedText.ts";
import type { Interner } from "./interner.ts";
import { child, descend, elements, text } from "./json.ts";

/**
 * The Secrets that a `PodSpec` names otherwise than to pull images with: in volumes and in variables, as tools that pull
 * or push images themselves do.
 *
 * @returns undefined where there are none; each once
 */
export function otherSecretsOf(spec: unknown, interner: Interner): readonly string[] | undefined {
  const names = new Set<string>();
  const add = (value: unknown) => {
    const name = text(value);
    if (name !== undefined) {
      names.add(name);
    }
  };
  for (const volume of elements(child(spec, "volumes"))) {
    add(descend(volume, "secret", "secretName"));
    for (const source of elements(descend(volume, "projected", "sources"))) {
      add(descend(source, "secret", "name"));
    }
  }
  for (const list of ["containers", "initContainers", "ephemeralContainers"]) {
    for (const container of elements(child(spec, list))) {
      for (const source of elements(child(container, "envFrom"))) {
        add(descend(source, "secretRef", "name"));
      }
      for (const variable of elements(child(container, "env"))) {
        add(descend(variable, "valueFrom", "secretKeyRef", "name"));
      }
    }
  }
  return names.size === 0 ? undefined : interner.list(few([...names]).map((name) => interner.text(name)));
}

/** The names in a list of references such as `imagePullSecrets`, those that are not empty. */
export function referencedNames(references: unknown): readonly string[] {
  const names = elements(references)
    .map((reference) => text(child(reference, "name")))
    .filter((name) => name !== undefined);
  return few(names).map(boundedText);
}

/** The API server checks neither the names nor how many there are: an object may hold 150,000. */
function few(names: readonly string[]): readonly string[] {
  return names.length <= MAX_SECRETS ? names : [...names.slice(0, MAX_SECRETS), FURTHER_SECRETS];
}
