import { distinctCredentials } from "../credentials/keyring.ts";
import type { NodeCredentials } from "../credentials/nodeCredentials.ts";
import type { CheckOutcome, Outcome } from "../image/outcome.ts";
import { repositoryName } from "../image/reference.ts";
import type { Logger } from "../log/logger.ts";
import type { CheckRequest, RegistryCheck } from "./registryCheck.ts";

/** More registries than a cluster uses; past it, nothing more is said. */
const MAX_WARNED = 1_000;

/**
 * Checks with what nodes have, too. Where it is not known what they have, a refusal (401, 403) says nothing of the image,
 * unless a credential of its own was refused, or strangers were let in before: that is said once for each registry.
 *
 * @param nodes what nodes have, besides what a request brings along
 */
export function checkAsNodes({
  check,
  nodes,
  log,
}: {
  check: Pick<RegistryCheck, "check">;
  nodes: {
    find(repositoryName: string, options: { signal: AbortSignal }): Promise<NodeCredentials>;
  };
  log: Logger;
}): { check(...args: Parameters<RegistryCheck["check"]>): Promise<CheckOutcome> } {
  /** What strangers were last let in to. */
  const open = new WeakSet<CheckRequest>();
  const warned = new Set<string>();

  return {
    async check(request, options) {
      const found: NodeCredentials[] = [];
      for (const endpoint of request.endpoints) {
        found.push(await nodes.find(repositoryName(endpoint), options));
      }
      const outcome = await check.check(withCredentials(request, found), options);
      if (outcome.result === "available") {
        const anonymous = request.endpoints.every(
          ({ credentials }, index) => credentials.length + found[index]!.credentials.length === 0,
        );
        if (anonymous) {
          open.add(request);
        }
        return outcome;
      }
      if (!isRefusal(outcome) || open.has(request)) {
        return outcome;
      }
      const at = found.findIndex(
        ({ unknown }, index) => unknown !== undefined && request.endpoints[index]!.credentials.length === 0,
      );
      const unknown = found[at]?.unknown;
      if (unknown === undefined) {
        return outcome;
      }
      const { registry } = request.endpoints[at]!;
      if (!warned.has(registry) && warned.size < MAX_WARNED) {
        warned.add(registry);
        log.warn({ registry }, `images that ${registry} refuses get no verdict: ${unknown}`);
      }
      return { result: "node_credentials_unknown", message: `${outcome.message}; ${unknown}` };
    },
  };
}

function isRefusal(
  outcome: Outcome,
): outcome is Outcome & { result: "authentication_failure" | "authorization_failure" } {
  return outcome.result === "authentication_failure" || outcome.result === "authorization_failure";
}

function withCredentials(request: CheckRequest, found: readonly NodeCredentials[]): CheckRequest {
  if (found.every(({ credentials }) => credentials.length === 0)) {
    return request;
  }
  return {
    ...request,
    endpoints: request.endpoints.map((endpoint, index) => {
      const known = new Set(endpoint.credentials.map(({ id }) => id));
      const more = distinctCredentials(found[index]!.credentials).filter(({ id }) => !known.has(id));
      return { ...endpoint, credentials: [...endpoint.credentials, ...more] };
    }),
  };
}
