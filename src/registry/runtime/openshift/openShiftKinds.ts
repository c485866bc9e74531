import type { OpenShiftOptions } from "./openShiftNodes.ts";

/** Objects that say what nodes have. */
export interface OpenShiftKind {
  /** What they are for. */
  readonly role:
    | "digestMirrors"
    | "tagMirrors"
    | "contentPolicies"
    | "image"
    | "version"
    | "managedAuthorities"
    | "userAuthorities"
    | "pullSecret";
  /** What it is called in metrics, logs and /readyz. */
  readonly resource: string;
  readonly basePath: string;
  readonly plural: string;
  /** Undefined for what has none. */
  readonly namespace?: string;
  /** The only object that counts; undefined for all. */
  readonly name?: string;
  /** The keys of an object that are of interest, or paths of them. */
  readonly keys: readonly string[];
}

export const PULL_SECRET = "openshift-config/pull-secret";

/** Where what is said stands. */
export const SOURCE = { image: "images.config.openshift.io/cluster" } as const;

const CONFIG = "/apis/config.openshift.io/v1";

/** What is to be watched of a cluster. */
export function openShiftKinds({
  pullSecret,
  additionalTrustedCA,
}: Pick<OpenShiftOptions, "pullSecret" | "additionalTrustedCA">): readonly OpenShiftKind[] {
  return [
    ofConfig("digestMirrors", "imagedigestmirrorsets"),
    ofConfig("tagMirrors", "imagetagmirrorsets"),
    {
      role: "contentPolicies",
      resource: "imagecontentsourcepolicies.operator.openshift.io",
      basePath: "/apis/operator.openshift.io/v1alpha1",
      plural: "imagecontentsourcepolicies",
      keys: ["spec"],
    },
    { ...ofConfig("image", "images"), name: "cluster" },
    // Of the rest, an upgrade changes something every few seconds.
    { ...ofConfig("version", "clusterversions", "status.desired.image"), name: "version" },
    configMap("managedAuthorities", "openshift-config-managed", "image-registry-ca"),
    ...(additionalTrustedCA === ""
      ? []
      : [configMap("userAuthorities", "openshift-config", additionalTrustedCA)]),
    ...(pullSecret ? [SECRET] : []),
  ];
}

const SECRET: OpenShiftKind = {
  role: "pullSecret",
  resource: PULL_SECRET,
  basePath: "/api/v1",
  plural: "secrets",
  namespace: "openshift-config",
  name: "pull-secret",
  keys: ["data"],
};

function ofConfig(role: OpenShiftKind["role"], plural: string, key = "spec"): OpenShiftKind {
  return { role, resource: `${plural}.config.openshift.io`, basePath: CONFIG, plural, keys: [key] };
}

function configMap(role: OpenShiftKind["role"], namespace: string, name: string): OpenShiftKind {
  return {
    role,
    resource: `${namespace}/${name}`,
    basePath: "/api/v1",
    plural: "configmaps",
    namespace,
    name,
    keys: ["data", "binaryData"],
  };
}
