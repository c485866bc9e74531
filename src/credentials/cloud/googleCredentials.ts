import type { NodeCredentialSource } from "../nodeCredentials.ts";
import { type CloudCredentialsOptions, createCloudCredentials } from "./cloudCredentials.ts";
import { CLOUDS } from "./clouds.ts";
import { setting } from "./environment.ts";
import { askMetadata } from "./metadataRequest.ts";

/**
 * What an identity at Google opens at Artifact Registry and Container Registry: that of the pod's ServiceAccount or of the
 * machine (the metadata server), a federated one, or a file's. One token opens all that it may read.
 */
export function createGoogleCredentials(options: CloudCredentialsOptions): NodeCredentialSource {
  const { environment, call, clock } = options;
  const load = async () => await import("./googleTokens.ts");
  return createCloudCredentials(
    {
      cloud: "google",
      name: "Google",
      readHost: (registry) => (CLOUDS.google.owns(registry) ? {} : undefined),
      describe: () => "Google Artifact Registry",
      async isThere(_, { signal }) {
        if (setting(environment, "GOOGLE_APPLICATION_CREDENTIALS") !== "") {
          return true;
        }
        const { metadataRequest } = await load();
        return await askMetadata(metadataRequest(environment), { signal }).then(
          ({ headers }) => headers["metadata-flavor"] === "Google",
          () => {
            signal.throwIfAborted();
            return false;
          },
        );
      },
      load: async () => (await load()).createGoogleTokens({ call, environment, clock }),
    },
    options,
  );
}
