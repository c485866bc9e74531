import type { NodeCredentialSource } from "../nodeCredentials.ts";
import { readAcrHost } from "./acrHost.ts";
import { type CloudCredentialsOptions, createCloudCredentials } from "./cloudCredentials.ts";
import { setting } from "./environment.ts";
import { askMetadata } from "./metadataRequest.ts";

/**
 * What an identity at Azure opens at Azure Container Registry: a workload's, an application's with a secret, or the
 * machine's (managed identity). Each registry has a token of its own. Nodes try images there as strangers, too.
 */
export function createAcrCredentials(options: CloudCredentialsOptions): NodeCredentialSource {
  const { environment, call, clock } = options;
  const load = async () => await import("./acrTokens.ts");
  return createCloudCredentials(
    {
      cloud: "azure",
      name: "Azure",
      readHost: readAcrHost,
      describe: ({ registry }) => `Azure Container Registry ${registry}`,
      askedFor: ({ audience }) => audience,
      async isThere({ audience }, { signal }) {
        if (setting(environment, "AZURE_FEDERATED_TOKEN_FILE", "AZURE_CLIENT_SECRET") !== "") {
          return true;
        }
        const { managedIdentityRequest } = await load();
        const request = managedIdentityRequest(environment, audience);
        return await askMetadata(request, { signal }).then(
          () => true,
          () => {
            signal.throwIfAborted();
            return false;
          },
        );
      },
      load: async () => (await load()).createAcrTokens({ call, environment, clock }),
      strangersToo: true,
    },
    options,
  );
}
