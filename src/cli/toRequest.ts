import { distinctCredentials } from "../credentials/keyring.ts";
import { type Endpoint, type EndpointCredentials, hasOwnCredentials, ownName } from "../image/endpoint.ts";
import type { ImageReference } from "../image/reference.ts";
import type { CheckRequest } from "../registry/registryCheck.ts";
import type { FindCredentials } from "./imageCommand.ts";

/** How an image is asked for at its endpoints, with the credentials that apply to each. */
export async function toRequest(
  reference: ImageReference,
  endpoints: readonly Endpoint[],
  findCredentials: FindCredentials,
  signal: AbortSignal,
): Promise<CheckRequest> {
  const find = async (name: Parameters<FindCredentials>[0], as: EndpointCredentials) =>
    distinctCredentials(await findCredentials(name, { signal, as }));
  return {
    reference,
    credentials: await find(reference, "reference"),
    endpoints: await Promise.all(
      endpoints.map(async (endpoint) =>
        hasOwnCredentials(endpoint, reference)
          ? { ...endpoint, own: await find(ownName(endpoint), endpoint.credentials) }
          : endpoint,
      ),
    ),
  };
}
