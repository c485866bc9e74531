import { readEcrHost } from "../credentials/cloud/ecrHost.ts";
import type { ImageReference } from "../image/reference.ts";
import { nameOfHost } from "../registry/registryAddress.ts";

/**
 * A registry's host so that names of the same place are equal: in lower case, without a port that is one by default, and one
 * for all that a registry at Amazon ECR is called. Two places too many taken for one only keep what might have gone.
 */
export function registryPlace(registry: string): string {
  const host = registry.toLowerCase().replace(/:(?:443|80)$/, "");
  const ecr = readEcrHost(host);
  if (ecr !== undefined) {
    return `${ecr.account}.dkr.ecr.${ecr.region}`;
  }
  return nameOfHost(host);
}

/** The same with the repository. */
export function repositoryPlace({
  registry,
  repository,
}: Pick<ImageReference, "registry" | "repository">): string {
  return `${registryPlace(registry)}/${repository}`;
}
