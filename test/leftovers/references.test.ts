import { expect } from "chai";
import { findReferences } from "../../src/leftovers/references.ts";
import { isLike } from "../../src/leftovers/unreferenced.ts";

const NAMESPACES = new Set(["shop", "ns", "certs", "team-a", "b"]);

/** All that an object refers to, mentions and looks for, in lines. */
function found(
  object: unknown,
  where: { custom?: boolean; namespace?: string | undefined; namespaces?: ReadonlySet<string> } = {},
): readonly string[] {
  const lines = new Set<string>();
  const { namespaces = NAMESPACES, ...more } = where;
  const namespacesLike = (pieces: readonly string[]) =>
    [...namespaces].filter((name) => (pieces.length === 1 ? name === pieces[0] : isLike(name, pieces)));
  findReferences(
    object,
    { custom: false, namespace: "shop", namespacesLike, ...more },
    {
      refer: (resource, namespace, name) => lines.add(`${resource} ${namespace}/${name}`),
      mention: (namespace, word) => lines.add(`word ${namespace}/${word}`),
      mentionLike: (namespace, pieces) => lines.add(`word ${namespace}/${pieces.join("*")}`),
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
  "attributes of a CSI volume": [
    inPod({ volumes: [{ name: "v", csi: { driver: "d", volumeAttributes: { credentials: "a" } } }] }),
    "word shop/a",
  ],
  "options of a driver": [
    inPod({ volumes: [{ name: "v", flexVolume: { driver: "d", options: { key: "a" } } }] }),
    "word shop/a",
  ],
  "a variable in an argument": [
    inContainer({
      env: [
        { name: "APP", value: "a" },
        { name: "NAME", value: "$(APP)-x" },
      ],
      args: ["--secret=$(NAME)-tls", `sh -c $${"{APP}"}-c`, "$APP"],
    }),
    ...["APP", "NAME", "a", "a-c", "a-x", "a-x-tls", "c", "secret", "sh", "tls", "x"].map(
      (word) => `word shop/${word}`,
    ),
  ],
  "a variable in an argument that has its text from elsewhere": [
    inContainer({
      env: [
        { name: "NS", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } },
        { name: "TENANT", valueFrom: { configMapKeyRef: { name: "b", key: "k" } } },
        { name: "NAME", value: "app-$(TENANT)" },
      ],
      args: ["$(NS)-tls", "$(NAME)-key", "$(TENANT)", "$(TENANT)-1"],
    }),
    "configmaps shop/b",
    ...["1", "NAME", "NS", "TENANT", "app", "app-*", "app-*-key", "key", "shop-tls", "tls"].map(
      (word) => `word shop/${word}`,
    ),
  ],
  "a variable in an argument that a ConfigMap may have": [
    inContainer({ envFrom: [{ configMapRef: { name: "b" } }], args: ["app-$(TENANT)-$USER.tls"] }),
    "configmaps shop/b",
    ...["TENANT", "USER", "USER.tls", "app", "app-*-*", "app-*-*.tls", "tls"].map(
      (word) => `word shop/${word}`,
    ),
  ],
  "a variable of which a shell alone knows": [
    inContainer({ args: ["get app-$i; get c-$1"] }),
    ...["1", "app", "app-*", "c", "c-*", "get", "i"].map((word) => `word shop/${word}`),
  ],
  "an argument": [
    inContainer({ args: ["--config-map=$(NS)/a"] }),
    "word shop/NS",
    "word shop/a",
    "word shop/config-map",
  ],
  "a variable's own text": [
    inContainer({ env: [{ name: "A", value: "ns/a" }] }),
    ...["ns", "shop"].flatMap((each) => [`word ${each}/a`, `word ${each}/ns`]),
  ],
  "a path of the API server": [
    inContainer({ args: ["https://kubernetes/api/v1/namespaces/ns/secrets/a"] }),
    ...["ns", "shop"].flatMap((each) =>
      ["a", "api", "https", "kubernetes", "namespaces", "ns", "secrets", "v1"].map(
        (word) => `word ${each}/${word}`,
      ),
    ),
  ],
  "a namespace in another argument than the name": [
    inContainer({ command: ["get", "-n", "ns", "a"] }),
    ...["ns", "shop"].flatMap((each) => ["a", "get", "n", "ns"].map((word) => `word ${each}/${word}`)),
  ],
  "a namespace in another variable than the name": [
    inContainer({
      env: [
        { name: "A", value: "a" },
        { name: "B", value: "ns" },
      ],
    }),
    ...["ns", "shop"].flatMap((each) => ["a", "ns"].map((word) => `word ${each}/${word}`)),
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
  "what a side-car gathers by a variable": [
    inContainer({
      env: [
        { name: "WHAT", value: "dashboard" },
        { name: "LABEL", value: "grafana_$(WHAT)" },
      ],
    }),
    "label grafana_dashboard",
    ...["WHAT", "dashboard", "grafana"].map((word) => `word shop/${word}`),
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

  const STAGE = [{ name: "STAGE", value: "prod" }];
  for (const [text, word] of Object.entries({
    'db-"$STAGE"': "db-prod",
    "'db'-\"${STAGE}\"-'tls'": "db-prod-tls",
    'sh -c "get db-\\"$STAGE\\""': "db-prod",
    "db-${STAGE2:-dev}": "db-dev",
    "${NAME:-db}-${STAGE2=dev}": "db-dev",
    "${NAME:-db-$STAGE}-tls": "db-prod-tls",
    "N=db S='dev'; get $N-$S": "db-dev",
    "STAGE=dev; get db-$STAGE": "db-dev",
    "test -z x || STAGE=dev; get db-$STAGE-tls": "db-prod-tls",
    "S=a; get x-$S; S=b; get db-$S": "db-*",
    'N="db-$STAGE"; get $N-tls': "db-prod-tls",
    "N=db-$(date); get $N-tls": "db-*-tls",
    "app-${STAGE2:-dev}": "app-*",
    "app-${STAGE%d}-tls": "app-*-tls",
    "app-$(date +%F)": "app-*",
    "$(get db-$STAGE | cut -d. (f))": "db-prod",
    "app-$(get x | awk '{ print substr($1) }')-tls": "app-*-tls",
    "app-$((i + 1))": "app-*",
    "app-`hostname`-tls": "app-*-tls",
    "app-{a,b}": "app-*",
    "app-{{ .Values.stage }}-tls": "app-*-tls",
  })) {
    it(`findReferences() reads ${text} as a shell does`, () => {
      expect(found(inContainer({ env: STAGE, command: [text] }))).to.include(`word shop/${word}`);
    });
  }

  it("findReferences() takes no word for any name", () => {
    const args = ['$A "$B"-$C $D.$E', "$(date)-1 a$F"];
    expect(found(inContainer({ args })).filter((line) => line.includes("*"))).to.deep.equal([]);
  });

  it("findReferences() puts in what fields of a template say", () => {
    const env = Object.entries({
      DB: "metadata.labels['db']",
      KEY: "metadata.annotations['example.com/key']",
      LATER: "metadata.labels['later']",
      ACCOUNT: "spec.serviceAccountName",
      POD_NAME: "metadata.name",
    }).map(([name, fieldPath]) => ({ name, valueFrom: { fieldRef: { fieldPath } } }));
    const args = ["$(DB)", "$(KEY)-key", "of-$(LATER)", "$(ACCOUNT)-token", "$(POD_NAME)", "$(POD_NAME)-tls"];
    const template = {
      metadata: { labels: { db: "main-db" }, annotations: { "example.com/key": "main" } },
      spec: {
        serviceAccountName: "runner",
        containers: [{ env, args }, { args: ["x-$HOSTNAME y-$(hostname)"] }],
      },
    };
    const metadata = { name: "db", namespace: "shop" };
    const always = ["main-db", "main-key", "of-*", "runner-token"].map((word) => `word shop/${word}`);
    const inSet = found({ metadata, spec: { podManagementPolicy: "OrderedReady", template } });
    expect(inSet).to.include.members([
      ...always,
      ...["db-*", "db-*-tls", "x-db-*", "y-db-*"].map((word) => `word shop/${word}`),
    ]);
    const inDeployment = found({ metadata, spec: { template } });
    expect(inDeployment).to.include.members([...always, "word shop/*-tls"]);
    expect(inDeployment).to.not.include("word shop/db-*");
    expect(found({ ...template, metadata: { ...template.metadata, ...metadata } })).to.include.members([
      ...always,
      "word shop/db",
      "word shop/db-tls",
    ]);
  });

  it("findReferences() puts what a class says of claims in, whatever that will be", () => {
    const parameters = { "csi.storage.k8s.io/node-publish-secret-name": `${"$"}{pvc.name}-sec` };
    expect(found({ parameters }, { namespace: undefined })).to.include("word undefined/*-sec");
    const key = {
      "csi.storage.k8s.io/node-stage-secret-name": `vol-${"$"}{pvc.annotations['example.com/key']}`,
    };
    expect(found({ parameters: key }, { namespace: undefined })).to.include("word undefined/vol-*");
  });

  it("findReferences() reads on where nothing ends that begins", () => {
    for (const part of ["$", "$(", "${", "${a-", "{{", "`", "$(a(b)", "a'", "'", "a="]) {
      expect(found(inContainer({ args: [part.repeat(50_000)] })).length, part).to.be.below(10);
    }
  });

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
      "word undefined/a",
      "word undefined/b",
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

  for (const [way, spec] of Object.entries({
    "in a key of its own": { secretName: "a", secretNamespace: "certs" },
    "in an object": { secret: "a", namespaceRef: { name: "certs" } },
    "in a list": { secret: "a", namespaces: ["certs"] },
    "in a path": { secret: "certs/secret/a" },
    "behind a dot": { secret: "a.certs" },
    "as a key": { a: "x", certs: {} },
  })) {
    it(`findReferences() sees a namespace that a custom resource names ${way}`, () => {
      expect(found({ spec }, { custom: true })).to.include.members(["word shop/a", "word certs/a"]);
    });
  }

  it("findReferences() looks for parameters of an admission policy by their label", () => {
    const matchExpressions = [{ key: "tier", operator: "Exists" }];
    const paramRef = { selector: { matchLabels: { params: "a" }, matchExpressions } };
    expect(found({ spec: { paramRef } }, { custom: true, namespace: undefined })).to.include.members([
      "label params",
      "label tier",
    ]);
  });

  it("findReferences() adds what a custom resource calls a namespace to its own", () => {
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
      ...["shop", "team-a", "b"].flatMap((each) => [`word ${each}/token`, `word ${each}/c`]),
    ]);
    const ofCluster = found({ spec: store }, { custom: true, namespace: undefined });
    expect(ofCluster).to.include.members(["word undefined/token", "word undefined/c"]);
    expect(ofCluster.join("\n")).to.not.include("team-a/");
  });

  it("findReferences() takes names for those of any namespace, where many are named", () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `n${index}`);
    const where = { custom: true, namespaces: new Set(many) };
    expect(found({ spec: { many, name: "a" } }, where)).to.include("word undefined/a");
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

  it("findReferences() puts in no more of variables than names could have", () => {
    const env = [{ name: "A", value: "a".repeat(200) }];
    expect(found(inContainer({ env, args: ["$A".repeat(100_000)] })).join("").length).to.be.below(1_000_000);
    expect(found(inContainer({ env: [null, { name: 5, value: "x" }, ...env], args: ["$(B)-b"] }))).to.include(
      "word shop/b",
    );
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
