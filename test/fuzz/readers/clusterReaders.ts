import { parsePullSecret } from "../../../src/credentials/pullSecret.ts";
import { ApiError, ApiUnreachableError, WatchDisorderError } from "../../../src/kubernetes/apiError.ts";
import { customResourceKind } from "../../../src/kubernetes/kinds/customResource.ts";
import { namespaceKind } from "../../../src/kubernetes/kinds/namespace.ts";
import { nodeSettingKind } from "../../../src/kubernetes/kinds/nodeSetting.ts";
import { ownerMetadataKind } from "../../../src/kubernetes/kinds/ownerMetadata.ts";
import { projectPodSpec } from "../../../src/kubernetes/kinds/podTemplate.ts";
import { PULL_SECRET_TYPES, secretKind } from "../../../src/kubernetes/kinds/secret.ts";
import { serviceKind } from "../../../src/kubernetes/kinds/service.ts";
import { serviceAccountKind } from "../../../src/kubernetes/kinds/serviceAccount.ts";
import { podKind } from "../../../src/kubernetes/kinds/watchedPod.ts";
import {
  type BuiltInWorkload,
  builtInWorkloadKind,
  WORKLOAD_KINDS,
} from "../../../src/kubernetes/kinds/workloadKinds.ts";
import { pagedList } from "../../../src/kubernetes/pagedList.ts";
import { watchCollection } from "../../../src/kubernetes/watchCollection.ts";
import { NodeFileError } from "../../../src/registry/runtime/nodeFiles.ts";
import { OpenShiftNodes } from "../../../src/registry/runtime/openshift/openShiftNodes.ts";
import { openRegistriesFiles } from "../../../src/registry/runtime/registriesFiles.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { projectionContext } from "../../kubernetes/kinds/projectionContext.ts";
import { testClient } from "../../kubernetes/support/testClient.ts";
import { NO_NODE_FILES } from "../../support/noNodeFiles.ts";
import { recordingLogger } from "../../support/recordingLogger.ts";
import type { ForeignReader, FuzzBench } from "../foreignReader.ts";

const PATH = "/apis/apps/v1/deployments";
const ANSWERED = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";
const JSON_PIECES = ["{", "}", "[", "]", ":", ",", "null", "1", '"', '""', "\\", " "];

/** Projects an object as every kind there is. */
function projectAll(object: unknown): void {
  const context = projectionContext(["team"], { pullSecrets: true, workloads: true });
  const kinds = [
    ...(Object.keys(WORKLOAD_KINDS) as BuiltInWorkload[]).map((kind) => builtInWorkloadKind(kind, context)),
    customResourceKind(
      {
        group: "example.com",
        version: "v1",
        resource: "things",
        kind: "Thing",
        templatePaths: ["spec.templates.*.spec", "spec.template"],
      },
      context,
    ),
    ownerMetadataKind("ReplicaSet", context),
    namespaceKind(context),
    podKind(context, { workload: undefined, secrets: true, running: true }),
    serviceKind(context),
    serviceAccountKind(context),
  ];
  for (const kind of kinds) {
    kind.project(object);
  }
  for (const type of PULL_SECRET_TYPES) {
    const secret = secretKind(type, context).project(object);
    if (secret !== undefined) {
      parsePullSecret(secret);
    }
  }
}

/** What both kinds of request take. */
function requestTo({ host, signal }: FuzzBench, body: string) {
  const client = testClient(`http://${host(ANSWERED + body)}`);
  return { client, path: PATH, accept: "application/json", clock: systemClock, signal };
}

/** Takes it for each kind of object that says what OpenShift's nodes have. */
function readForNodes(text: string): void {
  const object: unknown = JSON.parse(text);
  const log = recordingLogger();
  const nodes = new OpenShiftNodes({
    options: { enabled: true, pullSecret: true, additionalTrustedCA: "authorities" },
    log,
    onChange: (registries) => registries("registry.example.com:5000"),
    onKeyring: (keyring) => keyring.lookup("registry.example.com:5000/team/app"),
  });
  const files = openRegistriesFiles(NO_NODE_FILES, { clock: systemClock, log, cluster: nodes });
  for (const { resource } of nodes.kinds) {
    nodes.settle(resource, "readable");
  }
  for (const { name: _, ...kind } of nodes.kinds) {
    const projected = nodeSettingKind(kind).project(object);
    if (projected !== undefined) {
      nodes.put(kind.resource, projected.name, projected.content);
    }
  }
  const parsed = files.readName("team/app:1", { defaultRegistry: "docker.io" });
  if (parsed.ok) {
    void files.endpoints(parsed.reference, { signal: new AbortController().signal }, []);
  }
}

/** What API servers send, and what stands in their objects. */
export const CLUSTER_READERS: readonly ForeignReader[] = [
  {
    name: "an object of the API server",
    read(text) {
      projectAll(JSON.parse(text));
    },
    refuses: [SyntaxError],
    pieces: [...JSON_PIECES, '"metadata"', '"spec"', '"template"', '"containers"', '"image"', '"name"'],
  },
  {
    name: "an object that says what OpenShift's nodes have",
    read: readForNodes,
    refuses: [SyntaxError, NodeFileError],
    pieces: [
      ...JSON_PIECES,
      '"metadata":{"name":"a"}',
      '"spec"',
      '"imageDigestMirrors"',
      '"imageTagMirrors"',
      '"repositoryDigestMirrors"',
      '"source"',
      '"mirrors"',
      '"mirrorSourcePolicy"',
      '"registrySources"',
      '"insecureRegistries"',
      '"registry.example.com:5000"',
      '"*.example.com"',
      '"data"',
    ],
  },
  {
    name: "an image in a pod",
    read: (image) => projectPodSpec({ containers: [{ name: "c", image }] }, projectionContext()),
    pieces: ["a", "/", ":", "@", "sha256:", "://", " "],
  },
  {
    name: "a page of a list",
    async read(text, bench) {
      const request = requestTo(bench, text);
      try {
        await pagedList({
          ...request,
          turn: (page) => page(),
          onObject: () => {},
          onRestart: () => {},
        });
      } catch (error) {
        // For an answer that is no list it throws an error of no class of its own.
        if (!(error instanceof Error && /is no list|not JSON|is longer than/.test(error.message))) {
          throw error;
        }
      } finally {
        await request.client.close();
      }
    },
    refuses: [ApiError, ApiUnreachableError],
    pieces: [...JSON_PIECES, '"kind":"DeploymentList"', '"items":[', '"metadata":{}', '{"a":1}'],
  },
  {
    name: "a watch",
    async read(text, bench) {
      const request = requestTo(bench, text);
      try {
        await watchCollection({
          ...request,
          fieldSelector: undefined,
          resourceVersion: "1",
          random: () => 0.5,
          onOpen: () => {},
          onEvent: (_change, object) => projectAll(object),
        });
      } finally {
        await request.client.close();
      }
    },
    refuses: [ApiError, ApiUnreachableError, WatchDisorderError],
    pieces: [...JSON_PIECES, "\n", '{"type":"ADDED","object":', '"ERROR"', '"BOOKMARK"', '"code":410'],
  },
];
