import type { IMAGE_ALERTS } from "../rules/imageGroup.ts";

/** Why an image cannot be pulled, in the words of a notification. */
export interface ImageWords {
  /** Goes on from the image's name and a colon; fits into a subject. */
  readonly subject: string;
  /** A sentence, without its full stop. */
  readonly reason: string;
  /** The registry's answer may mean that the image is absent, at registries that do not tell strangers what exists. */
  readonly orAbsent?: true;
}

/** Alerts on images that have another cause than these (the original's, a user's own) are told without one. */
export const IMAGE_WORDS: Readonly<Record<keyof typeof IMAGE_ALERTS, ImageWords>> = {
  ImageAbsent: {
    subject: "absent from the registry",
    reason: "the registry has no such image",
  },
  ImagePullUnauthenticated: {
    subject: "credentials refused",
    reason: "the registry refuses the credentials that a node would use (401)",
    orAbsent: true,
  },
  ImagePullUnauthorized: {
    subject: "pull not allowed",
    reason: "the registry does not allow the pull with the credentials that a node would use (403)",
    orAbsent: true,
  },
  ImageNameInvalid: {
    subject: "no valid name of an image",
    reason: "no node can read it as the name of an image",
  },
  ImageRegistryFailing: {
    subject: "its registry fails to answer",
    reason: "the registry answers for other images, and fails for this one",
  },
  ImageCheckUnknownError: {
    subject: "check fails for an unknown reason",
    reason: "the registry's answer says neither yes nor no",
  },
  RegistryV1Unsupported: {
    subject: "format no longer pulled",
    reason: "the registry has it only in a format that container runtimes no longer pull",
  },
};

/** Registries that answer the same for what is not there and for what is not to be seen. */
export const TELLS_NO_STRANGER =
  "^(docker\\.io|ghcr\\.io|([a-z-]+\\.)?gcr\\.io|[a-z0-9-]+-docker\\.pkg\\.dev)$";
