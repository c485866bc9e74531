import type { Credential } from "../credentials/credential.ts";
import { distinctCredentials, type Keyring } from "../credentials/keyring.ts";
import type { CheckOutcome } from "../image/outcome.ts";
import { repositoryName } from "../image/reference.ts";
import type { CheckRequest, Endpoint } from "../registry/registryCheck.ts";
import { excluding, type Few, including } from "./few.ts";
import type { ImageReading } from "./imageCatalogue.ts";

/** What is checked: an image with the credentials that apply to it. One for all containers that agree in both. */
export interface Target {
  /** Normalised reference. */
  readonly image: string;
  readonly request: CheckRequest;
}

/** Told what there is to check. */
export interface TargetSink {
  add(target: Target): void;
  remove(target: Target): void;
}

/** A target and who uses it. */
export interface TargetEntry<Use extends object> extends Target {
  readonly key: string;
  /** There may be credentials that we cannot see: only success is a verdict. */
  readonly incomplete: boolean;
  uses: Few<Use>;
  /** Of the last check that said anything. */
  outcome: VerdictOutcome | undefined;
}

/** An outcome that tells about the image. */
export type VerdictOutcome = Exclude<CheckOutcome, { result: "rate_limited" }>;

export interface TargetCredentials {
  readonly pull: Keyring;
  readonly node: Keyring;
  readonly incomplete: boolean;
}

/** All targets, each as long as somebody uses it. */
export class Targets<Use extends object> {
  readonly #entries = new Map<string, TargetEntry<Use>>();
  readonly #sink: TargetSink;

  constructor(sink: TargetSink) {
    this.#sink = sink;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The target for an image and credentials, with `use` among its users; new ones are announced. */
  bind(
    reading: ImageReading & { readonly kind: "readable" },
    credentials: TargetCredentials,
    use: Use,
  ): TargetEntry<Use> {
    const endpoints = reading.locations.map((location): Endpoint => {
      const { registry, repository } = location;
      return { registry, repository, credentials: chosen(repositoryName(location), credentials) };
    });
    const incomplete = credentials.incomplete;
    const key = targetKey(reading.image, endpoints, incomplete);
    let entry = this.#entries.get(key);
    if (entry === undefined) {
      const request: CheckRequest = { reference: reading.reference, endpoints };
      entry = { key, image: reading.image, request, incomplete, uses: undefined, outcome: undefined };
      this.#entries.set(key, entry);
      this.#sink.add(entry);
    }
    entry.uses = including(entry.uses, use);
    return entry;
  }

  unbind(entry: TargetEntry<Use>, use: Use): void {
    entry.uses = excluding(entry.uses, use);
    if (entry.uses) {
      return;
    }
    this.#entries.delete(entry.key);
    this.#sink.remove(entry);
  }
}

const ANONYMOUS: readonly Credential[] = [];

/** The secrets' credentials, then the node's, each once. */
function chosen(name: string, { pull, node }: TargetCredentials): readonly Credential[] {
  const matched = [...pull.lookup(name), ...node.lookup(name)];
  return matched.length === 0 ? ANONYMOUS : distinctCredentials(matched);
}

function targetKey(image: string, endpoints: readonly Endpoint[], incomplete: boolean): string {
  // As for most images: the text is there already.
  if (!incomplete && endpoints.every(({ credentials }) => credentials.length === 0)) {
    return image;
  }
  const credentials = endpoints
    .map((endpoint) => endpoint.credentials.map(({ id }) => id).join(","))
    .join(";");
  return `${image} ${credentials}${incomplete ? " incomplete" : ""}`;
}
