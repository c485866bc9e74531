import { expect } from "chai";
import { Agent, request } from "undici";
import {
  type BuiltInWorkload,
  builtInWorkloadKind,
  WORKLOAD_KINDS,
} from "../../../src/kubernetes/kinds/workloadKinds.ts";
import { STATUS_MESSAGE } from "../../../src/kubernetes/protobuf/apiMessages.ts";
import { ProtobufList, readProtobuf } from "../../../src/kubernetes/protobuf/protobufList.ts";
import { projectionContext } from "../../kubernetes/kinds/projectionContext.ts";
import {
  fieldsOf,
  onlyFields,
  plainObjects,
  type RecordedList,
  writeRecordedLists,
} from "../../kubernetes/protobuf/recordedLists.ts";
import { parts, scene } from "../harness/scene.ts";
import { type ControlPlane, startControlPlane } from "../harness/startControlPlane.ts";

const KINDS = Object.keys(WORKLOAD_KINDS) as BuiltInWorkload[];
const PROTOBUF = "application/vnd.kubernetes.protobuf";
const METADATA = ";as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
const LIMITS = { maxObjectBytes: 1e6, maxShellBytes: 1e4 };

const requirement = (key: string) => ({ key, operator: "In", values: ["a", "b"] });
const httpGet = { path: "/ü", host: "h", scheme: "HTTPS", httpHeaders: [{ name: "x", value: "" }] };
const probe = { initialDelaySeconds: 3, timeoutSeconds: 4, periodSeconds: 5, failureThreshold: 6 };

/** All that is read of a pod's spec. */
const everything = {
  serviceAccountName: "own",
  imagePullSecrets: [{ name: "one" }, { name: "two" }],
  terminationGracePeriodSeconds: 30,
  nodeSelector: { "kubernetes.io/os": "linux", empty: "" },
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [
          { matchExpressions: [requirement("x"), { key: "y", operator: "Exists" }] },
          { matchFields: [{ key: "metadata.name", operator: "In", values: ["node"] }] },
        ],
      },
    },
  },
  tolerations: [
    { operator: "Exists" },
    { key: "k", operator: "Equal", value: "v", effect: "NoExecute", tolerationSeconds: 5 },
  ],
  volumes: [
    { name: "secret", secret: { secretName: "files" } },
    {
      name: "projected",
      projected: { sources: [{ secret: { name: "more" } }, { configMap: { name: "c" } }] },
    },
    { name: "image", image: { reference: "volume:1", pullPolicy: "Never" } },
    { name: "empty", emptyDir: {} },
  ],
  containers: [
    {
      name: "one",
      image: "one:1",
      imagePullPolicy: "Never",
      ports: [
        { containerPort: 8080, name: "http" },
        { containerPort: 53, protocol: "UDP" },
      ],
      env: [
        { name: "A", value: "a" },
        { name: "B", valueFrom: { secretKeyRef: { name: "variable", key: "k" } } },
      ],
      envFrom: [{ configMapRef: { name: "c" } }, { secretRef: { name: "variables" } }],
      livenessProbe: { ...probe, httpGet: { ...httpGet, port: 8080 } },
      readinessProbe: { ...probe, httpGet: { ...httpGet, port: "http" } },
      lifecycle: { preStop: { sleep: { seconds: 7 } } },
    },
    {
      name: "two",
      image: "two:1",
      livenessProbe: { exec: { command: ["a", ""] } },
      readinessProbe: { tcpSocket: { port: 1, host: "h" } },
      lifecycle: { preStop: { exec: { command: ["sleep", "5"] } } },
    },
    {
      name: "three",
      image: "three:1",
      livenessProbe: { grpc: { port: 2, service: "s" } },
      readinessProbe: { grpc: { port: 2 } },
      lifecycle: { preStop: { httpGet: { ...httpGet, port: 3 } } },
    },
    { name: "four", image: "four:1", lifecycle: { preStop: { tcpSocket: { port: "http" } } } },
  ],
  initContainers: [
    { name: "init", image: "init:1" },
    { name: "beside", image: "beside:1", restartPolicy: "Always" },
  ],
};

const metadata = (name: string) => ({
  name,
  labels: { app: name, empty: "" },
  annotations: { "k8s-image-availability-exporter/ignore": "true", note: "ü 😀" },
  finalizers: ["example.com/kept"],
  ownerReferences: [
    { apiVersion: "v1", kind: "ConfigMap", name: "other", uid: "u1", controller: false },
    { apiVersion: "apps/v1", kind: "ReplicaSet", name: "owner", uid: "u2", controller: true },
  ],
});

const template = (name: string, spec: object = everything) => ({ metadata: { labels: { app: name } }, spec });
const selector = {
  matchLabels: { app: "full" },
  matchExpressions: [{ key: "app", operator: "In", values: ["full"] }],
};
const plain = { terminationGracePeriodSeconds: 0, containers: [{ name: "main", image: "plain:1" }] };
const once = { ...everything, restartPolicy: "Never", runtimeClassName: "gvisor" };

/** Of each kind one with all that is read, and one with as little as there can be. */
const SPECS: Readonly<Record<BuiltInWorkload, readonly [full: object, status: object, least: object]>> = {
  Deployment: [
    { replicas: 0, selector, template: template("full") },
    { observedGeneration: 1, replicas: 3, updatedReplicas: 1 },
    { selector: { matchLabels: { app: "least" } }, template: template("least", plain) },
  ],
  StatefulSet: [
    {
      replicas: 2,
      serviceName: "s",
      selector,
      template: template("full"),
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 1 } },
    },
    { replicas: 2, currentRevision: "r1", updateRevision: "r2" },
    {
      selector: { matchLabels: { app: "least" } },
      template: template("least", plain),
      updateStrategy: { type: "OnDelete" },
    },
  ],
  DaemonSet: [
    { selector, template: template("full") },
    { currentNumberScheduled: 1, numberMisscheduled: 0, desiredNumberScheduled: 3, numberReady: 0 },
    { selector: { matchLabels: { app: "least" } }, template: template("least", plain) },
  ],
  CronJob: [
    {
      schedule: "0 0 1 1 *",
      suspend: true,
      jobTemplate: { spec: { parallelism: 0, template: template("full", once) } },
    },
    {
      active: [
        { kind: "Job", name: "full-1" },
        { kind: "Job", name: "full-2" },
      ],
    },
    {
      schedule: "0 0 1 1 *",
      jobTemplate: { spec: { template: template("least", { ...plain, restartPolicy: "OnFailure" }) } },
    },
  ],
  Job: [
    { parallelism: 2, suspend: true, template: template("full", once) },
    { conditions: [{ type: "Suspended", status: "True" }] },
    { template: template("least", { ...plain, restartPolicy: "OnFailure" }) },
  ],
  ReplicaSet: [
    { replicas: 0, selector, template: template("full") },
    { replicas: 0 },
    { selector: { matchLabels: { app: "least" } }, template: template("least", plain) },
  ],
  ReplicationController: [
    { replicas: 0, selector: { app: "full" }, template: template("full") },
    { replicas: 0 },
    { selector: { app: "least" }, template: template("least", plain) },
  ],
  Pod: [
    { ...everything, nodeName: "node" },
    {
      phase: "Running",
      containerStatuses: [
        { name: "one", image: "one:1", imageID: "one@sha256:0", ready: true, restartCount: 0 },
      ],
      initContainerStatuses: [
        { name: "init", image: "init:1", imageID: "init@sha256:1", ready: true, restartCount: 0 },
      ],
    },
    plain,
  ],
};

scene("lists as protobuf messages", [parts.apiServer], () => {
  let cluster: ControlPlane;
  const recorded: RecordedList[] = [];
  before(async () => {
    cluster = await startControlPlane();
    for (const name of ["default", "own"]) {
      await cluster.client.create("/api/v1/namespaces/default/serviceaccounts", {
        metadata: { name },
      });
    }
  });
  after(async () => {
    await cluster?.stop();
    if (process.env.GOLDEN === "write") {
      writeRecordedLists(recorded);
    }
  });

  async function list(path: string, accept: string): Promise<Buffer> {
    const dispatcher = new Agent({ connect: { ca: cluster.ca } });
    const answer = await request(cluster.url + path, {
      dispatcher,
      headers: { accept, authorization: `Bearer ${cluster.adminToken}` },
    });
    const body = Buffer.from(await answer.body.arrayBuffer());
    await dispatcher.close();
    expect(answer.headers["content-type"]).to.equal(accept.split(";")[0]);
    return body;
  }

  async function bothLists(kind: RecordedList["kind"], path: string, as = ""): Promise<RecordedList["json"]> {
    const protobuf = await list(path, PROTOBUF + as);
    const json = JSON.parse(String(await list(path, `application/json${as}`))) as RecordedList["json"];
    recorded.push({ kind, protobuf: protobuf.toString("base64"), json });
    const reader = new ProtobufList(fieldsOf(kind), LIMITS);
    expect(plainObjects([...reader.push(protobuf)])).to.deep.equal(
      json.items.map((item) => onlyFields(item, fieldsOf(kind))),
    );
    expect(reader.end()).to.deep.include({ kind: json.kind, items: [] });
    return json;
  }

  for (const kind of KINDS) {
    it(`are read as those in JSON are, and never lack a field: ${kind}`, async () => {
      const { basePath, plural } = builtInWorkloadKind(kind, projectionContext());
      const all = `${basePath}/namespaces/default/${plural}`;
      const [full, status, least] = SPECS[kind];
      await cluster.client.create(all, { metadata: metadata("full"), spec: full });
      await cluster.client.create(all, { metadata: { name: "least" }, spec: least });
      await cluster.client.patch(`${all}/full/status`, { status });
      if (kind === "Pod") {
        const ephemeralContainers = [
          { name: "debug", image: "debug:1", envFrom: [{ secretRef: { name: "debugging" } }] },
        ];
        await cluster.client.patch(`${all}/full/ephemeralcontainers`, { spec: { ephemeralContainers } });
      }
      await cluster.client.remove(`${all}/full`);
      const { items } = await bothLists(kind, all);
      expect(items).to.have.length(2);
      if (kind === "Deployment") {
        await bothLists("PartialObjectMetadata", all, METADATA);
      }
    });
  }

  it("say why they are refused", async () => {
    const path = "/apis/apps/v1/deployments?limit=1&continue=x";
    const { message, reason, code } = JSON.parse(String(await list(path, "application/json"))) as Record<
      string,
      unknown
    >;
    expect(readProtobuf(await list(path, PROTOBUF), STATUS_MESSAGE)).to.deep.equal({ message, reason, code });
    expect(code).to.equal(400);
  });
});
