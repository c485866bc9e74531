import { expect } from "chai";
import { findReferences } from "../../src/leftovers/references.ts";

/** All that an object refers to, mentions and looks for, in lines. */
function found(
  object: unknown,
  where: { custom?: boolean; namespace?: string | undefined } = {},
): readonly string[] {
  const lines = new Set<string>();
  findReferences(
    object,
    { custom: false, namespace: "shop", ...where },
    {
      refer: (resource, namespace, name) => lines.add(`${resource} ${namespace}/${name}`),
      mention: (namespace, word) => lines.add(`word ${namespace}/${word}`),
      lookFor: (label) => lines.add(`label ${label}`),
    },
  );
  return [...lines].sort();
}

const inPod = (spec: object) => ({ metadata: { name: "web" }, spec: { template: { spec } } });
const inContainer = (container: object) =>
  inPod({ initContainers: [{ name: "main", image: "nginx", ...container }] });

/** Each way in which Kubernetes itself refers to something by name, and what it leads to. */
const WAYS: Readonly<Record<string, readonly [object: unknown, ...found: readonly string[]]>> = {
  "a volume of a Secret": [
    inPod({ volumes: [{ name: "v", secret: { secretName: "a" } }] }),
    "secrets shop/a",
  ],
  "a volume of a ConfigMap": [
    inPod({ volumes: [{ name: "v", configMap: { name: "a" } }] }),
    "configmaps shop/a",
  ],
  "a projected volume": [
    inPod({
      volumes: [
        { name: "v", projected: { sources: [{ secret: { name: "a" } }, { configMap: { name: "b" } }] } },
      ],
    }),
    "configmaps shop/b",
    "secrets shop/a",
  ],
  "a CSI volume": [
    inPod({ volumes: [{ name: "v", csi: { nodePublishSecretRef: { name: "a" } } }] }),
    "secrets shop/a",
  ],
  "an old kind of volume": [
    inPod({ volumes: [{ name: "v", cephfs: { secretRef: { name: "a" } } }] }),
    "secrets shop/a",
  ],
  "variables from a Secret": [inContainer({ envFrom: [{ secretRef: { name: "a" } }] }), "secrets shop/a"],
  "variables from a ConfigMap": [
    inContainer({ envFrom: [{ configMapRef: { name: "a" } }] }),
    "configmaps shop/a",
  ],
  "a variable": [
    inContainer({
      env: [
        { name: "A", valueFrom: { secretKeyRef: { name: "a", key: "k" } } },
        { name: "B", valueFrom: { configMapKeyRef: { name: "b", key: "k" } } },
      ],
    }),
    "configmaps shop/b",
    "secrets shop/a",
  ],
  "a pull secret": [inPod({ imagePullSecrets: [{ name: "a" }] }), "secrets shop/a"],
  "the account of a pod": [inPod({ serviceAccountName: "a", serviceAccount: "a" }), "serviceaccounts shop/a"],
  "the secrets of a service account": [
    { metadata: { name: "sa" }, secrets: [{ name: "a" }], imagePullSecrets: [{ name: "b" }] },
    "secrets shop/a",
    "secrets shop/b",
  ],
  "TLS of an Ingress": [{ spec: { tls: [{ hosts: ["h"], secretName: "a" }] } }, "secrets shop/a"],
  "an argument": [
    inContainer({ args: ["--config-map=$(NS)/a"] }),
    "word shop/NS",
    "word shop/a",
    "word shop/config-map",
  ],
  "a variable's own text": [
    inContainer({ env: [{ name: "A", value: "ns/a" }] }),
    "word ns/a",
    "word shop/a",
    "word shop/ns",
  ],
  "an annotation": [
    { metadata: { name: "i", annotations: { "nginx.ingress.kubernetes.io/auth-secret": "a" } } },
    "word shop/a",
  ],
  "a name that RBAC allows": [{ rules: [{ resources: ["secrets"], resourceNames: ["a"] }] }, "word shop/a"],
  "a subject": [
    {
      subjects: [
        { kind: "ServiceAccount", name: "a", namespace: "ci" },
        { kind: "User", name: "system:serviceaccount:ns:b" },
        { kind: "Group", name: "c" },
      ],
    },
    "serviceaccounts ci/a",
    "serviceaccounts ns/b",
  ],
  "what a side-car gathers": [
    inContainer({ env: [{ name: "LABEL", value: "grafana_dashboard" }] }),
    "label grafana_dashboard",
    "word shop/dashboard",
    "word shop/grafana",
  ],
};

describe("findReferences", () => {
  for (const [way, [object, ...lines]] of Object.entries(WAYS)) {
    it(`findReferences() sees ${way}`, () => {
      expect(found(object)).to.deep.equal(lines);
    });
  }

  it("findReferences() takes an object's names, labels and what was applied for no reference", () => {
    const applied = JSON.stringify({ metadata: { name: "a" } });
    const metadata = {
      name: "a",
      labels: { app: "a" },
      ownerReferences: [{ kind: "ServiceAccount", name: "a" }],
      annotations: { "kubectl.kubernetes.io/last-applied-configuration": applied },
    };
    const spec = {
      selector: { matchLabels: { app: "a" } },
      containers: [{ name: "a", image: "a" }],
      volumes: [{ name: "a" }],
    };
    expect(found({ metadata, spec })).to.deep.equal([]);
  });

  it("findReferences() sees secrets of objects of the cluster, where they say of which namespace", () => {
    const volume = { spec: { csi: { controllerPublishSecretRef: { name: "a", namespace: "storage" } } } };
    expect(found(volume, { namespace: undefined })).to.deep.equal(["secrets storage/a"]);
    const storage = { parameters: { "csi.storage.k8s.io/provisioner-secret-name": "a", secretName: "b" } };
    expect(found(storage, { namespace: undefined })).to.deep.equal([
      "secrets undefined/a",
      "secrets undefined/b",
    ]);
  });

  it("findReferences() takes each word of a custom resource for a name", () => {
    const gateway = {
      metadata: { name: "own", labels: { app: "own" } },
      spec: {
        listeners: [{ tls: { certificateRefs: [{ name: "wild", namespace: "certs" }, { name: "here" }] } }],
      },
    };
    expect(found(gateway, { custom: true })).to.include.members([
      "word certs/wild",
      "word shop/wild",
      "word shop/here",
    ]);
    expect(found(gateway, { custom: true }).join("\n")).not.to.include("/own");
    expect(found({ spec: { a: ["x"] } }, { custom: true, namespace: undefined })).to.deep.equal([
      "word undefined/a",
      "word undefined/x",
    ]);
  });

  it("findReferences() adds what a custom resource calls a namespace to its own, all the way down", () => {
    const store = {
      vault: {
        namespace: "team-a",
        auth: {
          tokenSecretRef: { name: "token" },
          inner: { namespace: "b", ref: { kind: "Secret", name: "c" } },
        },
      },
    };
    expect(found({ spec: store }, { custom: true })).to.include.members([
      ...["shop", "team-a"].flatMap((each) => [`secrets ${each}/token`, `word ${each}/token`]),
      ...["shop", "team-a", "b"].flatMap((each) => [`secrets ${each}/c`, `word ${each}/c`]),
    ]);
    const ofCluster = found({ spec: store }, { custom: true, namespace: undefined });
    expect(ofCluster).to.include.members([
      "secrets undefined/token",
      "word undefined/token",
      "secrets undefined/c",
    ]);
  });

  it("findReferences() takes names in a custom resource for those of any namespace, where many are nested", () => {
    let nested: object = { name: "a" };
    for (let depth = 0; depth < 20_000; depth++) {
      nested = { namespace: `n${depth}`, x: nested };
    }
    expect(found({ spec: nested }, { custom: true })).to.include("word undefined/a");
  });

  it("findReferences() takes keys of a custom resource for names, and parts of words with dots", () => {
    const spark = {
      "spark.kubernetes.driver.secrets.spark-secret": "/etc/s",
      "driver.secrets.tls.example": "",
    };
    expect(
      found({ spec: { sparkConf: spark, secrets: { key: "/x" } } }, { custom: true }),
    ).to.include.members([
      "word shop/spark-secret",
      "word shop/spark.kubernetes.driver.secrets.spark-secret",
      "word shop/tls.example",
      "word shop/key",
    ]);
    const submit = inContainer({ args: ["--conf=spark.kubernetes.executor.secrets.spark-secret=/etc/s"] });
    expect(found(submit)).to.include("word shop/spark-secret");
  });

  it("findReferences() takes whatever it gets, however deep", () => {
    let deep: unknown = "x";
    for (let depth = 0; depth < 100_000; depth++) {
      deep = [deep];
    }
    expect(found({ metadata: null, spec: { args: deep, name: 5, subjects: [null] } })).to.deep.equal([
      "word shop/x",
    ]);
    expect([undefined, null, 5, "a", []].flatMap((each) => found(each))).to.deep.equal([]);
  });
});
