import type { NodeCredentialSource } from "../nodeCredentials.ts";
import { type CloudCredentialsOptions, createCloudCredentials } from "./cloudCredentials.ts";
import { readEcrHost } from "./ecrHost.ts";
import { setting } from "./environment.ts";
import { hasInstanceRole } from "./instanceMetadata.ts";

/** What AWS' own tools look for. */
const NAMES = [
  "AWS_ACCESS_KEY_ID",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_PROFILE",
  "AWS_SHARED_CREDENTIALS_FILE",
];

/**
 * What an identity at AWS opens at Amazon ECR. A token opens all accounts' registries in its region that the identity may read,
 * however many are named.
 */
export function createEcrCredentials(options: CloudCredentialsOptions): NodeCredentialSource {
  const { environment, call } = options;
  return createCloudCredentials(
    {
      cloud: "aws",
      name: "AWS",
      readHost: readEcrHost,
      describe: ({ isPublic, region, fips }) =>
        isPublic ? "Amazon ECR Public" : `Amazon ECR in ${region}${fips ? " (FIPS)" : ""}`,
      isThere: async (_, { signal }) =>
        setting(environment, ...NAMES) !== "" || (await hasInstanceRole(environment, { signal })),
      async load() {
        const { createEcrTokens } = await import("./ecrTokens.ts");
        return createEcrTokens({ call, home: setting(environment, "AWS_REGION", "AWS_DEFAULT_REGION") });
      },
    },
    options,
  );
}
