import { readAcrHost } from "./acrHost.ts";
import { readEcrHost } from "./ecrHost.ts";

/** All there is to say of a cloud whose machines have an identity that opens its registries, without any Secret. */
interface CloudRecord {
  /** For people. */
  readonly registries: string;
  /** Whether a registry is one of theirs, and strangers get nothing there. */
  readonly owns: (registry: string) => boolean;
  /** What gives the exporter that identity, or another with the same rights; goes on from a colon. */
  readonly remedy: string;
}

const GOOGLE = /^(?:[a-z0-9-]+\.)?gcr\.io$|^[a-z0-9-]+\.pkg\.dev$|^container\.cloud\.google\.com$/;
const PROVIDER = "name the nodes' credential provider in config.nodes.credentialProviders";

const TABLE = {
  aws: {
    registries: "Amazon ECR",
    owns: (registry) => readEcrHost(registry)?.isPublic === false,
    remedy: `give the exporter an AWS identity that may read them (config.nodes.cloud.aws), or ${PROVIDER}`,
  },
  azure: {
    registries: "Azure Container Registry",
    owns: (registry) => readAcrHost(registry) !== undefined,
    remedy: `give the exporter an identity at Azure that may read them (config.nodes.cloud.azure), or ${PROVIDER}`,
  },
  google: {
    registries: "Google Artifact Registry",
    owns: (registry) => GOOGLE.test(registry),
    remedy: `give the exporter an identity at Google that may read them (config.nodes.cloud.google), or ${PROVIDER}`,
  },
} as const satisfies Readonly<Record<string, CloudRecord>>;

/** A cloud, by the key that it has in `config.nodes.cloud`. */
export type Cloud = keyof typeof TABLE;

export const CLOUDS: Readonly<Record<Cloud, CloudRecord>> = TABLE;

const NAMES = Object.keys(TABLE) as readonly Cloud[];

/** The cloud that a registry belongs to, where its nodes may have credentials for it; public registries are nobody's. */
export function cloudOf(registry: string): Cloud | undefined {
  return NAMES.find((cloud) => CLOUDS[cloud].owns(registry));
}
