/**
 * All there is to say about a reason for which an image cannot be pulled. Label values, orders, metric families, alerts,
 * notifications, dashboards and docs are made of these records, and know of no reason themselves.
 */
export interface ReasonRecord {
  /** What is so: goes on from "whether", and stands by itself in tables. */
  readonly meaning: string;
  /** Whether metric families are called by it (`absent`, `deployment_absent`), and not only the label `reason`. */
  readonly modes: boolean;
  /** Whether it is found only by looking into an image that is there. */
  readonly inside?: true;
  /** How bad it is for whoever is paged: where two containers share their labels, the highest is reported. */
  readonly severity: number;
  /** Of the outcomes of several tries the one with the highest number is told. No two reasons have the same. */
  readonly telling: {
    /** With several credentials on one endpoint. */
    readonly amongCredentials: number;
    /** At several endpoints, mirrors and the origin. */
    readonly amongEndpoints: number;
  };
  /** Whether no further credential could better it, so that none is tried. */
  readonly final: boolean;
  /** Whether the image is certainly not to be had: the others leave that open. */
  readonly certain: boolean;
  readonly words: {
    /** For a cell or a legend. */
    readonly label: string;
    /** Goes on from the image's name and a colon; fits into a subject. */
    readonly subject: string;
    /** A sentence for a notification, without its full stop. */
    readonly sentence: string;
  };
  /** Whether the answer may mean that the image is absent, at registries that do not tell strangers what exists. */
  readonly orAbsent: boolean;
  /** In dashboards: one of Grafana's. */
  readonly color: string;
  /** The alert on an image; texts are Prometheus' templates. The runbook is called like it. */
  readonly alert: {
    readonly name: string;
    /** Goes on from "Image … of deployment …". */
    readonly summary: string;
    /** The first sentence of the description. */
    readonly cause: string;
    /** The last one. */
    readonly remedy: string;
    /** The alert that tells it of a registry as a whole: while it fires this one does not, and dashboards lead there. */
    readonly unless: string | undefined;
  };
}

const TABLE = {
  absent: {
    meaning: "the registry has no manifest for the container's image",
    modes: true,
    severity: 70,
    // `absent` needs the word of every endpoint.
    telling: { amongCredentials: 50, amongEndpoints: 0 },
    final: false,
    certain: true,
    words: {
      label: "absent",
      subject: "absent from the registry",
      sentence: "the registry has no such image",
    },
    orAbsent: false,
    color: "red",
    alert: {
      name: "ImageAbsent",
      summary: " is absent from {{ $labels.registry }}",
      cause: "The registry {{ $labels.registry }} has no manifest for {{ $labels.image }}.",
      remedy: "Push the image again, or roll the workload to one that is there.",
      unless: undefined,
    },
  },
  bad_image_format: {
    meaning: "the container's image is not a valid reference, or names no usable host",
    modes: true,
    severity: 60,
    telling: { amongCredentials: 10, amongEndpoints: 10 },
    final: true,
    certain: true,
    words: {
      label: "bad image format",
      subject: "no valid name of an image",
      sentence: "no node can read it as the name of an image",
    },
    orAbsent: false,
    color: "blue",
    alert: {
      name: "ImageNameInvalid",
      summary: " is no valid name",
      cause: "No node can read {{ $labels.image }} as the name of an image.",
      remedy: "Correct the name in the pod template.",
      unless: undefined,
    },
  },
  registry_unavailable: {
    meaning: "the registry of the container's image could not be reached, or failed to answer",
    modes: true,
    severity: 20,
    // What could not be asked with one credential leaves open what that credential would have shown.
    telling: { amongCredentials: 70, amongEndpoints: 70 },
    final: true,
    certain: false,
    words: {
      label: "registry unavailable",
      subject: "its registry fails to answer",
      sentence: "the registry answers for other images, and fails for this one",
    },
    orAbsent: false,
    color: "purple",
    alert: {
      name: "ImageRegistryFailing",
      summary: ": its registry fails to answer",
      cause:
        "The registry {{ $labels.registry }}, or a mirror in its place, answers for other images, and fails for {{ $labels.image }}: with errors of its own, by not answering one of the exporter's shards, or because it cannot be reached for what its mirrors have not got.",
      remedy: "The exporter's log has the answer.",
      unless: "RegistryUnavailable",
    },
  },
  registry_v1_api_not_supported: {
    meaning: "the registry of the container's image speaks only the v1 API, or serves a manifest of schema 1",
    modes: true,
    severity: 50,
    telling: { amongCredentials: 60, amongEndpoints: 40 },
    final: true,
    certain: true,
    words: {
      label: "registry v1 API",
      subject: "format no longer pulled",
      sentence: "the registry has it only in a format that container runtimes no longer pull",
    },
    orAbsent: false,
    color: "light-blue",
    alert: {
      name: "RegistryV1Unsupported",
      summary: " is in a format that is no longer pulled",
      cause:
        "{{ $labels.registry }} speaks only the v1 API, or has {{ $labels.image }} only as a manifest of schema 1, which current container runtimes refuse.",
      remedy: "Build and push the image anew.",
      unless: undefined,
    },
  },
  authentication_failure: {
    meaning: "the registry refused the credentials for the container's image",
    modes: true,
    severity: 30,
    telling: { amongCredentials: 30, amongEndpoints: 50 },
    final: false,
    certain: true,
    words: {
      label: "authentication failure",
      subject: "credentials refused",
      sentence: "the registry refuses the credentials that a node would use (401)",
    },
    orAbsent: true,
    color: "orange",
    alert: {
      name: "ImagePullUnauthenticated",
      summary: ": credentials refused",
      cause:
        "The registry {{ $labels.registry }} refuses the credentials that a node would use for {{ $labels.image }} (401).",
      remedy: "Look at the pull secrets of the pod or of its ServiceAccount.",
      unless: undefined,
    },
  },
  authorization_failure: {
    meaning: "the credentials for the container's image do not allow to pull it",
    modes: true,
    severity: 40,
    telling: { amongCredentials: 40, amongEndpoints: 60 },
    final: false,
    certain: true,
    words: {
      label: "authorization failure",
      subject: "pull not allowed",
      sentence: "the registry does not allow the pull with the credentials that a node would use (403)",
    },
    orAbsent: true,
    color: "dark-yellow",
    alert: {
      name: "ImagePullUnauthorized",
      summary: ": pull not allowed",
      cause:
        "The registry {{ $labels.registry }} does not allow to pull {{ $labels.image }} with the credentials that a node would use (403).",
      remedy: "Look at what the account may read.",
      unless: undefined,
    },
  },
  platform_missing: {
    meaning: "the image has nothing for a platform of the nodes that the workload may run on",
    modes: false,
    inside: true,
    severity: 45,
    // What an index names is the same whoever asks for it.
    telling: { amongCredentials: 55, amongEndpoints: 5 },
    final: true,
    certain: true,
    words: {
      label: "platform missing",
      subject: "nothing for a platform of its nodes",
      sentence: "the image has nothing for a platform of the nodes that the workload may run on",
    },
    orAbsent: false,
    color: "dark-purple",
    alert: {
      name: "ImagePlatformMissing",
      summary: " has nothing for a platform of its nodes",
      cause:
        "{{ $labels.image }} at {{ $labels.registry }} has nothing for a platform of the nodes that the workload may run on: a pod that gets onto such a node cannot pull it.",
      remedy:
        "The exporter's log says for which platform. Push the image for it, too, or keep the workload off such nodes by a node selector.",
      unless: undefined,
    },
  },
  content_missing: {
    meaning: "the registry has the image's manifest, and not its configuration or a layer",
    modes: false,
    inside: true,
    severity: 65,
    telling: { amongCredentials: 56, amongEndpoints: 6 },
    final: true,
    certain: true,
    words: {
      label: "content missing",
      subject: "configuration or layer missing",
      sentence: "the registry has the manifest, and not the image's configuration or a layer",
    },
    orAbsent: false,
    color: "dark-red",
    alert: {
      name: "ImageContentMissing",
      summary: ": its registry lacks configuration or a layer",
      cause:
        "The registry {{ $labels.registry }} has the manifest of {{ $labels.image }}, and not the configuration or a layer that it refers to.",
      remedy: "Push the image again: the exporter's log says what is missing.",
      unless: undefined,
    },
  },
  unknown_error: {
    meaning: "the check of the container's image failed in a way that is none of the others",
    modes: true,
    severity: 10,
    telling: { amongCredentials: 20, amongEndpoints: 20 },
    final: false,
    certain: false,
    words: {
      label: "unknown error",
      subject: "check fails for an unknown reason",
      sentence: "the registry's answer says neither yes nor no",
    },
    orAbsent: false,
    color: "semi-dark-yellow",
    alert: {
      name: "ImageCheckUnknownError",
      summary: ": check fails for an unknown reason",
      cause:
        "The registry {{ $labels.registry }} answers for {{ $labels.image }} in a way that says neither yes nor no.",
      remedy: "The exporter's log has the answer.",
      unless: undefined,
    },
  },
} as const satisfies Readonly<Record<string, ReasonRecord>>;

/**
 * Why an image could not be pulled: the closed list behind the label `reason`. A stable contract: alerts, dashboards and
 * users' routes match on these words.
 */
export type Reason = keyof typeof TABLE;

/** Those that metric families are called by. */
export type ReasonWithModes = { [R in Reason]: (typeof TABLE)[R]["modes"] extends true ? R : never }[Reason];

/** The names of the alerts on images. */
export type ReasonAlert = (typeof TABLE)[Reason]["alert"]["name"];

/** Every reason, in the order of the docs. */
export const REASON_RECORDS: Readonly<
  Record<Reason, ReasonRecord & { readonly alert: (typeof TABLE)[Reason]["alert"] }>
> = TABLE;

export const REASONS = Object.keys(TABLE) as readonly Reason[];

export const REASONS_WITH_MODES = REASONS.filter(
  (reason): reason is ReasonWithModes => REASON_RECORDS[reason].modes,
);
