import { AuthFile, AuthFileError } from "../../../credentials/authFile.ts";
import { parseDockerConfig } from "../../../credentials/dockerConfig.ts";
import { Keyring } from "../../../credentials/keyring.ts";
import type { NodeCredentialSource } from "../../../credentials/nodeCredentials.ts";
import type { EndpointTls } from "../../../image/endpoint.ts";
import type { Logger } from "../../../log/logger.ts";
import { certificatesIn, UnreadableFileError } from "../endpointFiles.ts";
import { type ClusterFiles, NodeFileError } from "../nodeFiles.ts";
import type { RegistriesConf } from "../registriesConf.ts";
import { clusterRegistries } from "./clusterRegistries.ts";
import { OpenShiftError } from "./mergeRegistries.ts";
import { type OpenShiftKind, openShiftKinds, PULL_SECRET, SOURCE } from "./openShiftKinds.ts";
import {
  readAuthorities,
  readImageConfig,
  readMirrors,
  readPullSecret,
  readReleaseImage,
} from "./readObjects.ts";

/** The shape of `config.nodes.openshift`. */
export interface OpenShiftOptions {
  readonly enabled: boolean;
  readonly pullSecret: boolean;
  readonly additionalTrustedCA: string;
}

export interface OpenShiftNodesOptions {
  readonly options: OpenShiftOptions;
  /** What is to be watched; default: all that the options ask for. */
  readonly kinds?: readonly OpenShiftKind[];
  readonly log: Pick<Logger, "warn">;
  /** Told which registries nodes ask otherwise than before, where there may be some. */
  readonly onChange: (registries: (registry: string) => boolean) => void;
  /** Told what nodes have for all pods, each time that changes. */
  readonly onKeyring: (keyring: Keyring) => void;
}

type Access = "readable" | "missing" | "unreadable";

/** The cluster's own registry: the DNS operator's node-resolver has it in each node's `/etc/hosts`. */
const OWN_REGISTRY = "image-registry.openshift-image-registry.svc";

/** What was made of the objects last. */
interface Merged {
  readonly conf: RegistriesConf | UnreadableFileError;
  readonly authorities: ReadonlyMap<string, EndpointTls>;
}

/**
 * What OpenShift's objects say of its nodes, in the place of their files: as its operators write these. Each problem is said
 * once, in a line that tells what follows from it.
 */
export class OpenShiftNodes implements ClusterFiles {
  readonly names = [OWN_REGISTRY];
  /** What is to be watched. */
  readonly kinds: readonly OpenShiftKind[];
  /** Nodes may have what the pull secret opens, where that is not known. */
  readonly credentials: NodeCredentialSource;
  readonly #options: OpenShiftNodesOptions;
  readonly #objects = new Map<string, Map<string, unknown>>();
  readonly #access = new Map<string, Access>();
  readonly #said = new Map<string, string>();
  #merged: Merged | undefined;
  /** The last that the operator would have taken. */
  #valid: RegistriesConf | undefined;
  #auth: AuthFile | NodeFileError | undefined;
  #keyring: Keyring | undefined;
  /** Why the pull secret is not known, where it is not. */
  readonly #unknown: string;

  constructor(options: OpenShiftNodesOptions) {
    this.#options = options;
    this.kinds = options.kinds ?? openShiftKinds(options.options);
    this.#unknown = `nodes have OpenShift's global pull secret, which is not known here: ${
      options.options.pullSecret
        ? `the Secret ${PULL_SECRET} cannot be read`
        : "set config.nodes.openshift.pullSecret, with which the chart gives the permission to read it"
    }`;
    this.credentials = {
      find: async () => (this.#auth === undefined ? { credentials: [], unknown: this.#unknown } : undefined),
      describe: () => (this.#auth === undefined ? `where refused, no verdict: ${this.#unknown}` : undefined),
    };
  }

  /** What nodes have for all pods; undefined while that is not known. */
  get keyring(): Keyring | undefined {
    return this.#keyring;
  }

  /** @param content what the kind's path leads to; undefined: the object is gone */
  put(resource: string, name: string, content: unknown): void {
    const objects = this.#objects.get(resource) ?? new Map<string, unknown>();
    this.#objects.set(resource, objects);
    if (content === undefined) {
      objects.delete(name);
    } else {
      objects.set(name, content);
    }
    this.#changed(resource);
  }

  /** Says how a kind stands, once its objects are known, or it is known that they cannot be. */
  settle(resource: string, access: Access): void {
    const before = this.#access.get(resource);
    // What was read once stays what is known.
    if (before !== access && (before !== "readable" || access === "missing")) {
      this.#access.set(resource, access);
      this.#changed(resource);
    }
  }

  conf(): RegistriesConf | UnreadableFileError {
    return this.#merged?.conf ?? UNREAD;
  }

  authorities(registry: string): EndpointTls | undefined {
    return this.#merged?.authorities.get(registry);
  }

  auth(): AuthFile | NodeFileError | string {
    return this.#auth ?? this.#unknown;
  }

  #changed(resource: string): void {
    if (this.#access.size < this.kinds.length) {
      return;
    }
    if (this.#options.options.pullSecret && (this.#merged === undefined || resource === PULL_SECRET)) {
      this.#readAuth();
    }
    const before = this.#merged;
    this.#merged = this.#merge();
    const after = this.#merged;
    if (before === undefined || resource === PULL_SECRET) {
      return;
    }
    const registries = difference(before, after);
    if (registries !== undefined) {
      this.#options.onChange(registries);
    }
  }

  #merge(): Merged {
    const { additionalTrustedCA } = this.#options.options;
    const image = readImageConfig(this.#contents("image")[0]);
    const named = image.trustedCa;
    const isOfInterest = this.kinds.some(({ role }) => role === "managedAuthorities");
    this.#say(
      "trusted",
      named === additionalTrustedCA || !isOfInterest
        ? ""
        : `${SOURCE.image} has additionalTrustedCA ${JSON.stringify(named)}, and config.nodes.openshift.additionalTrustedCA is ${JSON.stringify(additionalTrustedCA)}: ${named === "" ? "nodes trust none of it" : "authorities that nodes trust are not known"}`,
    );
    const bundles = [
      this.#contents("managedAuthorities")[0],
      named === additionalTrustedCA ? this.#contents("userAuthorities")[0] : undefined,
    ];
    const authorities = new Map<string, EndpointTls>();
    for (const [registry, pem] of bundles.flatMap((bundle) => [...readAuthorities(bundle)])) {
      const certificates = certificatesIn(pem);
      if (certificates.length > 0) {
        authorities.set(registry, { authorities: certificates, identities: [] });
      }
    }
    return { conf: this.#mergeConf(image), authorities };
  }

  #mergeConf(image: ReturnType<typeof readImageConfig>): RegistriesConf | UnreadableFileError {
    const unread = this.kinds
      .filter(({ role, resource }) => NEEDED.has(role) && this.#access.get(resource) === "unreadable")
      .map(({ resource }) => resource)
      .join(", ");
    const problem = `${unread} cannot be read`;
    const unknown = "where nodes pull images from is not known, and images get no verdict";
    this.#say("unread", unread === "" ? "" : `${problem}: ${unknown}`);
    if (unread !== "") {
      return new UnreadableFileError(problem);
    }
    try {
      const { conf, unblocked } = clusterRegistries({
        digestMirrors: [
          ...this.#contents("digestMirrors").flatMap((spec) => readMirrors("imageDigestMirrors", spec)),
          ...this.#contents("contentPolicies").flatMap((spec) =>
            readMirrors("repositoryDigestMirrors", spec),
          ),
        ],
        tagMirrors: this.#contents("tagMirrors").flatMap((spec) => readMirrors("imageTagMirrors", spec)),
        image,
        release: readReleaseImage(this.#contents("version")[0]),
      });
      this.#say("refused", "");
      this.#say(
        "unblocked",
        unblocked.length === 0
          ? ""
          : `${SOURCE.image} blocks ${unblocked.join(", ")}, which holds the cluster's release: nodes are not told so`,
      );
      this.#valid = conf;
      return conf;
    } catch (error) {
      if (!(error instanceof OpenShiftError)) {
        throw error;
      }
      const { message } = error;
      this.#say(
        "refused",
        `${message}: OpenShift's operator takes nothing of this, and nodes keep what they have: ${this.#valid === undefined ? "that is not known, and images get no verdict" : "images are judged by what was there before"}`,
      );
      return this.#valid ?? new UnreadableFileError(message);
    }
  }

  #readAuth(): void {
    const text = readPullSecret(this.#contents("pullSecret")[0]);
    if (text === undefined) {
      this.#auth = undefined;
      this.#setKeyring(new Keyring([]));
      return;
    }
    const config = parseDockerConfig("dockerconfigjson", text);
    this.#say("pullSecret", config.ok ? "" : `Secret ${PULL_SECRET} cannot be used: ${config.error}`);
    this.#setKeyring(new Keyring(config.ok ? [{ source: PULL_SECRET, entries: config.entries }] : []));
    try {
      this.#auth = new AuthFile(text);
    } catch (error) {
      if (!(error instanceof AuthFileError)) {
        throw error;
      }
      this.#auth = new NodeFileError(`Secret ${PULL_SECRET} cannot be used: ${error.message}`);
    }
  }

  #setKeyring(keyring: Keyring): void {
    this.#keyring = keyring;
    this.#options.onKeyring(keyring);
  }

  #contents(role: OpenShiftKind["role"]): readonly unknown[] {
    const kind = this.kinds.find((one) => one.role === role);
    return [...(this.#objects.get(kind?.resource ?? "")?.values() ?? [])];
  }

  #say(topic: string, problem: string): void {
    if (problem !== (this.#said.get(topic) ?? "")) {
      this.#said.set(topic, problem);
      if (problem !== "") {
        this.#options.log.warn({}, problem);
      }
    }
  }
}

const UNREAD = new UnreadableFileError("OpenShift's objects are not read yet");

/** Without these it is not known where nodes ask. */
const NEEDED: ReadonlySet<OpenShiftKind["role"]> = new Set([
  "digestMirrors",
  "tagMirrors",
  "contentPolicies",
  "image",
]);

/** Which registries other things are said of; undefined for none. All is compared once, however many these are. */
function difference(before: Merged, after: Merged): ((registry: string) => boolean) | undefined {
  if (before.conf instanceof Error || after.conf instanceof Error) {
    const isSame = before.conf instanceof Error && before.conf.message === (after.conf as Error).message;
    return isSame ? undefined : () => true;
  }
  if (policyText(before.conf) !== policyText(after.conf)) {
    return () => true;
  }
  const scopes = [
    ...changedKeys(before.conf.registries, after.conf.registries),
    ...changedKeys(before.authorities, after.authorities),
  ];
  // A registry, or `*.example.com`: whatever the path.
  const places = new Set(scopes.map((scope) => scope.split("/", 1)[0]));
  return places.size === 0
    ? undefined
    : (registry) => [registry, ...wildcardsOf(registry)].some((place) => places.has(place));
}

function policyText({ policy }: RegistriesConf): string {
  return JSON.stringify([[...(policy?.scopes ?? [])], policy?.others ?? true]);
}

/** What is in one alone, or not the same in both. */
function changedKeys(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): readonly string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter(
    (key) => JSON.stringify(a.get(key)) !== JSON.stringify(b.get(key)),
  );
}

/** The scopes with a star that a registry is within. */
function wildcardsOf(registry: string): readonly string[] {
  const labels = registry.split(":", 1)[0]?.split(".").slice(1) ?? [];
  return labels.map((_, index) => `*.${labels.slice(index).join(".")}`);
}
