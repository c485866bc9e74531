import type { Credential, MatchedCredential } from "../credentials/credential.ts";
import { distinctCredentials } from "../credentials/keyring.ts";
import type { FindOptions, JoinedNodeCredentials } from "../credentials/nodeCredentials.ts";
import { ownName } from "../image/endpoint.ts";
import type { CheckOutcome } from "../image/outcome.ts";
import { keyringName, repositoryName } from "../image/reference.ts";
import type { Logger } from "../log/logger.ts";
import type { CheckEndpoint, CheckRequest, RegistryCheck } from "./registryCheck.ts";

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
  nodes: JoinedNodeCredentials;
  log: Logger;
}): { check(...args: Parameters<RegistryCheck["check"]>): Promise<CheckOutcome> } {
  /** What strangers were last let in to. */
  const open = new WeakSet<CheckRequest>();
  const warned = new Set<string>();

  const checkWithTheirs = async (...[request, options]: Parameters<RegistryCheck["check"]>) => {
    const { asked, unknowns } = await asNodes(request, nodes, options);
    let isOrigins = false;
    const outcome = await check.check(asked, {
      ...options,
      had(registry) {
        isOrigins = registry === request.reference.registry;
      },
    });
    if (outcome.result === "available") {
      // A mirror that lets everybody in says nothing of the image's own registry.
      if (isOrigins && asked.credentials.length === 0) {
        open.add(request);
      }
      return withoutDoubt(outcome, asked.unknown);
    }
    const { otherwise, ...found } = { otherwise: undefined, ...outcome };
    if (open.has(request)) {
      return otherwise ?? found;
    }
    const at = unknowns.find(({ unknown }) => unknown !== undefined);
    if (found.result === "node_credentials_unknown" && at !== undefined) {
      const { registry, unknown } = at;
      if (!warned.has(registry) && warned.size < MAX_WARNED) {
        warned.add(registry);
        log.warn({ registry }, `images that ${registry} refuses get no verdict: ${unknown}`);
      }
    }
    return found;
  };

  return {
    check(request, options) {
      const { reference, endpoints } = request;
      const isOurs =
        endpoints.every(({ own }) => own === undefined) &&
        nodes.describe(keyringName(reference)).length === 0;
      return isOurs ? check.check(request, options) : checkWithTheirs(request, options);
    },
  };
}

/** Nodes may be let in where we are not: then the image's own registry has said nothing. */
function withoutDoubt(
  outcome: CheckOutcome & { result: "available" },
  unknown: string | undefined,
): CheckOutcome {
  const { origin, ...available } = outcome;
  return origin !== undefined && REFUSALS.has(origin.reason) && unknown !== undefined ? available : outcome;
}

const REFUSALS: ReadonlySet<string> = new Set(["authentication_failure", "authorization_failure"]);

/** A request with what nodes have, too, and where it is not known what they have. */
export async function asNodes(
  request: CheckRequest,
  nodes: Pick<JoinedNodeCredentials, "find">,
  options: FindOptions,
) {
  const { reference } = request;
  const found = await nodes.find(keyringName(reference), options);
  const unknown = request.credentials.length === 0 ? found.unknown : undefined;
  const unknowns = [{ registry: reference.registry, unknown }];
  const endpoints: CheckEndpoint[] = [];
  for (const endpoint of request.endpoints) {
    const { registry, own } = endpoint;
    // A runtime's own file knows nothing of the kubelet's programs.
    if (own === undefined || endpoint.credentials === "same-domain") {
      endpoints.push(endpoint);
      continue;
    }
    const theirs = await nodes.find(repositoryName(ownName(endpoint)), options);
    const doubt = own.length === 0 ? theirs.unknown : undefined;
    unknowns.push({ registry, unknown: doubt });
    endpoints.push({
      ...endpoint,
      own: joined(own, theirs.credentials),
      ...(doubt !== undefined && { unknown: doubt }),
    });
  }
  const asked: CheckRequest = {
    reference,
    credentials: joined(request.credentials, found.credentials),
    endpoints,
    ...(unknown !== undefined && { unknown }),
  };
  return { asked, unknowns };
}

/** Each once. */
function joined(known: readonly Credential[], more: readonly MatchedCredential[]): readonly Credential[] {
  const ids = new Set(known.map(({ id }) => id));
  return more.length === 0
    ? known
    : [...known, ...distinctCredentials(more).filter(({ id }) => !ids.has(id))];
}
