import type { AlertName } from "../rules/alert.ts";
import { IMAGE_ALERTS } from "../rules/imageGroup.ts";
import { ORIGINAL_ALERTS } from "../rules/originalGroup.ts";

/** A command to paste. */
export interface Command {
  /** The question that it answers. */
  readonly question: string;
  /** A template that is given the alert; `$exporter` stands for kubectl's flags that select the exporter's pods. */
  readonly command: string;
}

const FAILING: Command = {
  question: "Are pods failing already?",
  command: "kubectl get pods --all-namespaces | grep -E 'ErrImagePull|ImagePullBackOff|InvalidImageName'",
};
const SPEC: Command = {
  question: "What does the workload ask for?",
  command:
    "kubectl -n {{ .Labels.namespace }} get {{ .Labels.kind }}/{{ .Labels.name }} -o yaml | grep -nE 'image:|imagePull|serviceAccountName'",
};
const ANSWER: Command = {
  question: "What did the registry answer?",
  command: "kubectl logs $exporter --tail=-1 | grep -F '{{ .Labels.image }}' | tail -n 3",
};
const DIGESTS: Command = {
  question: "Which digests are they?",
  command:
    "kubectl logs $exporter --tail=-1 | grep -F 'the tag was moved' | grep -F '{{ .Labels.image }}' | tail -n 3",
};
const HISTORY: Command = {
  question: "What is in that revision?",
  command:
    "kubectl -n {{ .Labels.namespace }} rollout history {{ .Labels.kind }}/{{ .Labels.name }} --revision={{ .Labels.revision }}",
};
const NODES: Command = {
  question: "On which node does it run?",
  command: "kubectl -n {{ .Labels.namespace }} get pods -o wide | grep -F '{{ .Labels.name }}'",
};
const REGISTRY: Command = {
  question: "What does the registry answer?",
  command: "kubectl logs $exporter --tail=-1 | grep -F '{{ .Labels.registry }}' | tail -n 3",
};
const PODS: Command = { question: "Does the exporter run?", command: "kubectl get pods $exporter -o wide" };
const LOG: Command = { question: "What does the exporter say?", command: "kubectl logs $exporter --tail=50" };
const SECRET: Command = {
  question: "What is there?",
  command: "kubectl -n {{ .Labels.namespace }} get secret {{ .Labels.name }}",
};

const ofAll = (alerts: object, commands: readonly Command[]) =>
  Object.fromEntries(Object.keys(alerts).map((name) => [name, commands]));

/** What to run first, by alert. The runbooks have the rest. */
export const COMMANDS: Readonly<Partial<Record<AlertName, readonly Command[]>>> = {
  ...ofAll({ ...IMAGE_ALERTS, ...ORIGINAL_ALERTS }, [FAILING, SPEC, ANSWER]),
  ImageNameInvalid: [FAILING, SPEC],
  ImageMoved: [DIGESTS],
  RollbackUnavailable: [HISTORY],
  LastCopyOfImage: [NODES, ANSWER],
  RegistryUnavailable: [FAILING, REGISTRY],
  RegistryRateLimited: [FAILING, REGISTRY],
  OriginUnavailable: [LOG],
  RegistryQuotaLow: [FAILING],
  ExporterDown: [PODS, LOG],
  ExporterFlapping: [PODS, LOG],
  ExporterNotReady: [PODS, LOG],
  ChecksStale: [LOG],
  RecheckWindowUnreachable: [LOG],
  InformerNotSynced: [LOG],
  PullSecretInvalid: [SECRET],
  PullSecretMissing: [SECRET],
  PullSecretUnreadable: [LOG],
  NodeCredentialsUnknown: [LOG],
  NodeFileUnreadable: [LOG],
  HighErrorRatio: [LOG],
};
