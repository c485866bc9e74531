import { readEcrHost } from "../credentials/cloud/ecrHost.ts";
import type { ImageReference } from "../image/reference.ts";
import { nameOfHost } from "../registry/registryAddress.ts";

/** Container Registry's hosts, all of which Artifact Registry serves: `gcr.io/p/a` is `us-docker.pkg.dev/p/gcr.io/a`. */
const GOOGLE: ReadonlyMap<string, string> = new Map([
  ["gcr.io", "us-docker.pkg.dev"],
  ["us.gcr.io", "us-docker.pkg.dev"],
  ["eu.gcr.io", "europe-docker.pkg.dev"],
  ["asia.gcr.io", "asia-docker.pkg.dev"],
]);

/**
 * A registry's host so that names of the same place are equal: in lower case, without a port that is one by default, and one
 * for all that a registry at Amazon ECR or Google is called. Two places too many taken for one only keep what might have gone.
 */
export function registryPlace(registry: string): string {
  const host = withoutUsualPort(registry);
  const google = GOOGLE.get(host);
  if (google !== undefined) {
    return google;
  }
  const ecr = readEcrHost(host);
  if (ecr !== undefined) {
    return `${ecr.account}.dkr.ecr.${ecr.region}`;
  }
  return nameOfHost(host);
}

/** One of an organisation's domain has two parts. */
const PROJECT = /^(?:[^/]*\.[^/]*\/)?[^/]+/;

/** The same with the repository. */
export function repositoryPlace({
  registry,
  repository,
}: Pick<ImageReference, "registry" | "repository">): string {
  const host = withoutUsualPort(registry);
  const path = GOOGLE.has(host) ? repository.replace(PROJECT, `$&/${host}`) : repository;
  return `${registryPlace(registry)}/${path}`;
}

function withoutUsualPort(registry: string): string {
  return registry.toLowerCase().replace(/:(?:443|80)$/, "");
}
