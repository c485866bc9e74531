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
 * What an identity at AWS opens at Amazon ECR. A token is asked for by account and region, as nodes do: what is amiss with
 * one account says nothing of another.
 */
export function createEcrCredentials(options: CloudCredentialsOptions): NodeCredentialSource {
  const { environment, call } = options;
  return createCloudCredentials(
    {
      cloud: "aws",
      name: "AWS",
      readHost: readEcrHost,
      describe: ({ isPublic, account, region, fips }) =>
        isPublic ? "Amazon ECR Public" : `Amazon ECR of ${account} in ${region}${fips ? " (FIPS)" : ""}`,
      isThere: async (_, { signal }) =>
        setting(environment, ...NAMES) !== "" || (await hasInstanceRole(environment, { signal })),
      async load() {
        const { createEcrTokens } = await import("./ecrTokens.ts");
        return createEcrTokens({ call, home: environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION });
      },
    },
    options,
  );
}
