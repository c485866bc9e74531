import type { Reason } from "../src/image/outcome.ts";
import type { Alert, AlertName, Band } from "./alert.ts";
import { containerBands, metric } from "./expressions.ts";

// Where they say no, they do not tell whether there is anything: the answer to a stranger is the same.
const OR_ABSENT =
  "Docker Hub, GHCR and Google Artifact Registry answer the same for an image that is absent: check its name and tag too.";

const WORKLOAD = "{{ $labels.kind }} {{ $labels.namespace }}/{{ $labels.name }}";

const USED = `{{ $value }} container(s) of the ${WORKLOAD} use it: a pod that is created anew on a node without the image will not start.`;

const because = (reason: Reason): readonly Band[] =>
  containerBands(`${metric("unavailable")}{reason="${reason}"}`);

/** Images that a node could not pull, by why. A registry that is out of order is told by an alert of its own. */
export const IMAGE_ALERTS = {
  ImageAbsent: {
    summary: `Image {{ $labels.image }} of ${WORKLOAD} is absent from {{ $labels.registry }}`,
    description: `The registry {{ $labels.registry }} has no manifest for {{ $labels.image }}. ${USED} Push the image again, or roll the workload to one that is there.`,
    bands: because("absent"),
  },
  ImagePullUnauthenticated: {
    summary: `Image {{ $labels.image }} of ${WORKLOAD}: credentials refused, or image absent`,
    description: `The registry {{ $labels.registry }} refuses the credentials that a node would use for {{ $labels.image }} (401). ${USED} Look at the pull secrets of the pod or of its ServiceAccount. ${OR_ABSENT}`,
    bands: because("authentication_failure"),
  },
  ImagePullUnauthorized: {
    summary: `Image {{ $labels.image }} of ${WORKLOAD}: pull not allowed, or image absent`,
    description: `The registry {{ $labels.registry }} does not allow to pull {{ $labels.image }} with the credentials that a node would use (403). ${USED} Look at what the account may read. ${OR_ABSENT}`,
    bands: because("authorization_failure"),
  },
  ImageNameInvalid: {
    summary: `Image {{ $labels.image }} of ${WORKLOAD} is no valid name`,
    description: `No node can read {{ $labels.image }} as the name of an image. ${USED} Correct the name in the pod template.`,
    bands: because("bad_image_format"),
  },
  ImageRegistryFailing: {
    summary: `Image {{ $labels.image }} of ${WORKLOAD}: its registry fails to answer`,
    description: `The registry {{ $labels.registry }} answers for other images, and fails for {{ $labels.image }}: with errors of its own, or by not answering one of the exporter's shards. ${USED} The exporter's log has the answer.`,
    bands: containerBands(
      `${metric("unavailable")}{reason="registry_unavailable"} unless on (cluster, registry) ALERTS{alertname="RegistryUnavailable"}`,
    ),
  },
  ImageCheckUnknownError: {
    summary: `Image {{ $labels.image }} of ${WORKLOAD}: check fails for an unknown reason`,
    description: `The registry {{ $labels.registry }} answers for {{ $labels.image }} in a way that says neither yes nor no. ${USED} The exporter's log has the answer.`,
    bands: because("unknown_error"),
  },
  RegistryV1Unsupported: {
    summary: `Image {{ $labels.image }} of ${WORKLOAD} is in a format that is no longer pulled`,
    description: `{{ $labels.registry }} speaks only the v1 API, or has {{ $labels.image }} only as a manifest of schema 1, which current container runtimes refuse. ${USED} Build and push the image anew.`,
    bands: because("registry_v1_api_not_supported"),
  },
} as const satisfies Partial<Record<AlertName, Alert>>;
