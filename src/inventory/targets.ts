import type { Credential } from "../credentials/credential.ts";
import { distinctCredentials, type Keyring } from "../credentials/keyring.ts";
import { type Endpoint, hasOwnCredentials, ownName } from "../image/endpoint.ts";
import type { CheckOutcome } from "../image/outcome.ts";
import { formatPlatform } from "../image/platform.ts";
import { keyringName, repositoryName } from "../image/reference.ts";
import { type CheckEndpoint, type CheckRequest, MAX_CREDENTIALS } from "../registry/registryCheck.ts";
import { count, excluding, type Few, including } from "./few.ts";
import type { ImageReading } from "./imageCatalogue.ts";
import type { NodePlatforms } from "./nodePlatforms.ts";

/** What is checked: an image with the credentials that apply to it, and for platforms. One for all containers that agree in all. */
export interface Target {
  /** Normalised reference. */
  readonly image: string;
  readonly request: CheckRequest;
  /** At present; once it is removed, the last one. */
  readonly uses: Few<TargetUse>;
}

/** Who uses a target: all that a namespace names shares its turns, and what several name waits for a turn of any. */
export interface TargetUse {
  readonly object: { readonly namespace: string };
}

/** Told what there is to check. */
export interface TargetSink {
  add(target: Target): void;
  /** The same image as `before` (which may stay or go) with credentials that were renewed: it takes over its place. */
  succeed(target: Target, before: Target): void;
  /** A namespace names a target that is known already, be it one more or not. */
  join(target: Target, namespace: string): void;
  /** Has a target checked at once. */
  hurry(target: Target): void;
  remove(target: Target): void;
}

/** A target and who uses it. */
export interface TargetEntry<Use extends TargetUse> extends Target {
  readonly key: string;
  /** There may be credentials that we cannot see: only success is a verdict. */
  readonly incomplete: boolean;
  uses: Few<Use>;
  /** Of the last check that said anything. */
  outcome: VerdictOutcome | undefined;
  /** Whether that check was of the credentials before these. */
  inherited: boolean;
}

/** An outcome that tells about the image. */
export type VerdictOutcome = Exclude<CheckOutcome, { result: "rate_limited" }>;

export interface TargetDemands {
  readonly pull: Keyring;
  readonly node: Keyring;
  readonly incomplete: boolean;
  /** For which the image has to be there, where that is looked at; none where they are not known. */
  readonly platforms?: ReturnType<NodePlatforms["of"]> | undefined;
}

/** All targets, each as long as somebody uses it. */
export class Targets<Use extends TargetUse> {
  readonly #entries = new Map<string, TargetEntry<Use>>();
  readonly #sink: TargetSink;

  constructor(sink: TargetSink) {
    this.#sink = sink;
  }

  get size(): number {
    return this.#entries.size;
  }

  /**
   * The target for an image and credentials, with `use` among its users; new ones are announced.
   *
   * @param before the use's target until now, where nothing but the content of its credentials, or platforms, has changed: a
   *   new one inherits verdict and place in the queue, unless it failed for want of credentials
   */
  bind(
    reading: ImageReading & { readonly kind: "readable" },
    demands: TargetDemands,
    use: Use,
    before: TargetEntry<Use> | undefined,
  ): TargetEntry<Use> {
    const { reference } = reading;
    const endpoints = reading.endpoints.map((endpoint): CheckEndpoint => {
      return hasOwnCredentials(endpoint, reference)
        ? { ...endpoint, own: ownOf(endpoint, demands) }
        : endpoint;
    });
    const { incomplete, platforms = [] } = demands;
    const request: CheckRequest = {
      reference,
      credentials: chosen(keyringName(reference), demands),
      endpoints,
      ...(platforms.length > 0 && { platforms }),
    };
    const key = targetKey(reading.image, request, incomplete);
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      entry = {
        key,
        image: reading.image,
        request,
        incomplete,
        uses: use,
        outcome: undefined,
        inherited: false,
      };
      this.#entries.set(key, entry);
      if (before !== undefined && before.incomplete === incomplete && !wantsCredentials(before)) {
        entry.outcome = before.outcome;
        entry.inherited = true;
        this.#sink.succeed(entry, before);
      } else {
        this.#sink.add(entry);
      }
      return entry;
    }
    entry.uses = including(entry.uses, use);
    this.#sink.join(entry, use.object.namespace);
    if (entry.inherited && before !== undefined && wantsCredentials(before)) {
      this.#sink.hurry(entry);
    }
    return entry;
  }

  unbind(entry: TargetEntry<Use>, use: Use): void {
    if (count(entry.uses) > 1) {
      entry.uses = excluding(entry.uses, use);
    } else {
      this.#entries.delete(entry.key);
      this.#sink.remove(entry);
    }
  }
}

/** Whether other credentials may be what is missing. */
function wantsCredentials({ outcome }: TargetEntry<TargetUse>): boolean {
  return outcome !== undefined && WANTING.has(outcome.result);
}

const WANTING: ReadonlySet<CheckOutcome["result"]> = new Set([
  "authentication_failure",
  "authorization_failure",
  "node_credentials_unknown",
]);

const ANONYMOUS: readonly Credential[] = [];

/** The secrets' credentials, then the node's, each once; no more than a check goes by. */
function chosen(name: string, { pull, node }: TargetDemands): readonly Credential[] {
  const matched = [...pull.lookup(name), ...node.lookup(name)];
  return matched.length === 0 ? ANONYMOUS : distinctCredentials(matched).slice(0, MAX_CREDENTIALS + 1);
}

/** What an endpoint gets that gets none of the image's. */
function ownOf(endpoint: Endpoint, demands: TargetDemands): readonly Credential[] {
  const name = repositoryName(ownName(endpoint));
  return endpoint.credentials === "same-domain"
    ? distinctCredentials(demands.node.lookupAsAuthFile(name))
    : chosen(name, demands);
}

function targetKey(image: string, request: CheckRequest, incomplete: boolean): string {
  const lists = [
    request.credentials,
    ...request.endpoints.flatMap(({ own }) => (own === undefined ? [] : [own])),
  ];
  const { platforms } = request;
  // As for most images: the text is there already.
  if (!incomplete && platforms === undefined && lists.every((list) => list.length === 0)) {
    return image;
  }
  const credentials = lists.map((list) => list.map(({ id }) => id).join(",")).join(";");
  const whom = platforms === undefined ? "" : ` for ${platforms.map(formatPlatform).join(",")}`;
  return `${image} ${credentials}${incomplete ? " incomplete" : ""}${whom}`;
}
