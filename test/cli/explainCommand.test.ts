import { expect } from "chai";
import { type ClusterObjects, clusterFixture, holding } from "./clusterFixture.ts";

describe("explainCommand", () => {
  const clusters = clusterFixture();

  const dockerConfig = (username: string) =>
    Buffer.from(
      JSON.stringify({ auths: { "reg.example.com": { username, password: "secret-of-it" } } }),
    ).toString("base64");
  const secret = (namespace: string, name: string, payload: string) => ({
    metadata: { namespace, name },
    type: "kubernetes.io/dockerconfigjson",
    data: { ".dockerconfigjson": payload },
  });
  const deployment = (name: string, spec: object, namespace = "shop") => ({
    metadata: { namespace, name },
    spec: {
      replicas: 1,
      template: { spec: { containers: [{ name: "main", image: `reg.example.com/${name}:1` }], ...spec } },
    },
  });
  const OBJECTS: ClusterObjects = {
    "/apis/apps/v1/deployments": [
      deployment("cart", { imagePullSecrets: [{ name: "own" }] }),
      deployment("pay", { serviceAccountName: "payer" }),
      deployment("bad", { imagePullSecrets: [{ name: "none" }, { name: "broken" }] }),
      deployment("cart", {}, "blog"),
    ],
    "/apis/apps/v1/statefulsets": [deployment("cart", {})],
    "/api/v1/secrets": [
      secret("shop", "own", dockerConfig("alice")),
      secret("shop", "of-payer", dockerConfig("bob")),
      secret("shop", "broken", "bm9uc2Vuc2U="),
      secret("blog", "own", dockerConfig("eve")),
    ],
    "/api/v1/serviceaccounts": [
      { metadata: { namespace: "shop", name: "payer" }, imagePullSecrets: [{ name: "of-payer" }] },
    ],
  };
  /** Exit code, complaints, and each image with the credentials of its registry. */
  async function explained(...argv: readonly string[]) {
    const { code, out, err } = await clusters.run("explain", "--output=json", "--log-level=error", ...argv);
    const images = JSON.parse(out || "[]") as readonly {
      readonly image: string;
      readonly credentials: readonly { readonly username: string; readonly source: string }[];
    }[];
    const lines = images.map(({ image, credentials }) =>
      [image, ...credentials.map(({ username, source }) => `${username} of ${source}`)].join(" "),
    );
    expect(out).not.to.include("secret-of-it");
    return [code, err, lines] as const;
  }
  const inShop = (workload: string) => explained("--namespace=shop", `--workload=${workload}`);

  it("explain --workload tells a workload's images, with its pull secrets", async () => {
    await clusters.start("prod", holding(OBJECTS));
    const own = [0, "", ["reg.example.com/cart:1 alice of secret shop/own"]];
    expect(await inShop("deployment/cart")).to.deep.equal(own);
    expect(await inShop("Deployment/cart")).to.deep.equal(own);
  });

  it("explain --workload tells those of its service account where it has none", async () => {
    await clusters.start("prod", holding(OBJECTS));
    expect(await inShop("deployment/pay")).to.deep.equal([
      0,
      "",
      ["reg.example.com/pay:1 bob of secret shop/of-payer"],
    ]);
  });

  it("explain --service-account tells the credentials that its pods have for images", async () => {
    await clusters.start("prod", holding(OBJECTS));
    const images = ["reg.example.com/a:1", "reg.example.com/b:1"];
    expect(await explained("--namespace=shop", "--service-account=payer", ...images)).to.deep.equal([
      0,
      "",
      images.map((image) => `${image} bob of secret shop/of-payer`),
    ]);
    expect(await explained("--namespace=shop", "--service-account=none", ...images)).to.deep.equal([
      2,
      "--service-account: there is no service account none in namespace shop\n",
      [],
    ]);
    await clusters.start("half", (exchange) =>
      exchange.path.endsWith("/serviceaccounts") ? exchange.refuse(403) : holding(OBJECTS)(exchange),
    );
    expect(
      await explained("--context=half", "--namespace=shop", "--service-account=payer", "reg.example.com/a:1"),
    ).to.deep.equal([4, "cannot list serviceaccounts of namespace shop: refused with 403\n", []]);
  });

  it("explain --workload asks where OpenShift's objects say, with what its nodes have", async () => {
    const auths = { "m.example.com": { auth: Buffer.from("node:secret-of-it").toString("base64") } };
    const config = Buffer.from(JSON.stringify({ auths })).toString("base64");
    await clusters.start("prod", (exchange) =>
      exchange.path.endsWith("/configmaps")
        ? exchange.refuse(403)
        : holding({
            ...OBJECTS,
            "/apis/config.openshift.io/v1/imagetagmirrorsets": [
              {
                metadata: { name: "m" },
                spec: {
                  imageTagMirrors: [
                    {
                      source: "reg.example.com",
                      mirrors: ["m.example.com/x"],
                      mirrorSourcePolicy: "NeverContactSource",
                    },
                  ],
                },
              },
            ],
            "/api/v1/secrets": [
              ...OBJECTS["/api/v1/secrets"]!,
              {
                metadata: { name: "pull-secret", namespace: "openshift-config" },
                type: "kubernetes.io/dockerconfigjson",
                data: { ".dockerconfigjson": config },
              },
            ],
          })(exchange),
    );
    const { code, out } = await clusters.run(
      ...["explain", "--output=json", "--namespace=shop", "--workload=deployment/cart"],
      ...["--nodes-openshift-enabled=true", "--nodes-openshift-pull-secret=true"],
    );
    const [{ endpoints }] = JSON.parse(out) as [
      { endpoints: readonly { name: string; notAsked?: string; credentials: readonly object[] }[] },
    ];
    expect(code).to.equal(0);
    expect(endpoints.map(({ name, notAsked, credentials }) => [name, notAsked, credentials])).to.deep.equal([
      [
        "m.example.com/x/cart",
        undefined,
        [{ source: "openshift-config/pull-secret", key: "m.example.com", username: "node" }],
      ],
      [
        "reg.example.com/cart",
        "reg.example.com was not asked: reg.example.com is blocked by reg.example.com in OpenShift's objects",
        [{ source: "secret shop/own", key: "reg.example.com", username: "alice" }],
      ],
    ]);
  });

  it("explain --workload takes kind and namespace at their word", async () => {
    await clusters.start("prod", holding(OBJECTS));
    const anonymous = [0, "", ["reg.example.com/cart:1"]];
    expect(await inShop("statefulset/cart")).to.deep.equal(anonymous);
    expect(await explained("--namespace=blog", "--workload=deployment/cart")).to.deep.equal(anonymous);
    expect(await inShop("statefulset/pay")).to.deep.equal([
      2,
      "--workload: there is no statefulset pay in namespace shop\n",
      [],
    ]);
  });

  it("explain --workload knows the custom resources of the configuration, each template with its own secrets", async () => {
    const pod = (name: string, pullSecret: string) => ({
      spec: {
        containers: [{ name, image: `reg.example.com/${name}:1` }],
        imagePullSecrets: [{ name: pullSecret }],
      },
    });
    const crew = {
      metadata: { namespace: "shop", name: "cart" },
      spec: { leader: pod("leader", "own"), worker: pod("worker", "of-payer") },
    };
    await clusters.start("prod", holding({ ...OBJECTS, "/apis/example.com/v1/crews": [crew] }));
    const custom = [
      {
        group: "example.com",
        version: "v1",
        kind: "Crew",
        resource: "crews",
        templatePaths: ["spec.leader", "spec.worker"],
      },
    ];
    expect(
      await explained(
        "--namespace=shop",
        "--workload=crew/cart",
        `--workloads-custom=${JSON.stringify(custom)}`,
      ),
    ).to.deep.equal([
      0,
      "",
      [
        "reg.example.com/leader:1 alice of secret shop/own",
        "reg.example.com/worker:1 bob of secret shop/of-payer",
      ],
    ]);
  });

  it("explain --workload says which pull secrets are missing or broken, or could not be read", async () => {
    await clusters.start("prod", holding(OBJECTS));
    const [code, err, lines] = await inShop("deployment/bad");
    expect([code, lines]).to.deep.equal([0, ["reg.example.com/bad:1"]]);
    expect(err.split("\n").map((line) => line.replace(/(broken): .*/, "$1"))).to.deep.equal([
      "shop/deployment/bad: there is no pull secret none",
      "shop/deployment/bad: the kubelet cannot read the pull secret broken",
      "",
    ]);
    await clusters.start("half", (exchange) =>
      exchange.path.endsWith("/secrets") ? exchange.refuse(403) : holding(OBJECTS)(exchange),
    );
    expect(await explained("--context=half", "--namespace=shop", "--workload=deployment/cart")).to.deep.equal(
      [
        0,
        "shop/deployment/cart: there may be credentials that could not be read\n",
        ["reg.example.com/cart:1"],
      ],
    );
  });

  it("explain --workload says what of it is not checked", async () => {
    const [idle, ignored] = [deployment("idle", {}), deployment("ignored", {})];
    const never = { name: "side", image: "reg.example.com/side:1", imagePullPolicy: "Never" };
    await clusters.start(
      "prod",
      holding({
        ...OBJECTS,
        "/apis/apps/v1/deployments": [
          { ...idle, spec: { ...idle.spec, replicas: 0 } },
          {
            ...ignored,
            metadata: {
              ...ignored.metadata,
              annotations: { "k8s-image-availability-exporter/ignore": "true" },
            },
          },
          deployment("never", { containers: [never] }),
        ],
      }),
    );
    expect([
      await inShop("deployment/idle"),
      await inShop("deployment/ignored"),
      await inShop("deployment/never"),
    ]).to.deep.equal([
      [
        0,
        "shop/deployment/idle: it is not checked, as nothing of it is to run (config.workloads.includeDisabled)\n",
        ["reg.example.com/idle:1"],
      ],
      [
        0,
        "shop/deployment/ignored: it is not checked, as its annotation says\n",
        ["reg.example.com/ignored:1"],
      ],
      [0, "shop/deployment/never: the image of side is not checked: its `imagePullPolicy` is `Never`\n", []],
    ]);
  });

  it("explain --workload ends with 4 where the workload may not be read", async () => {
    await clusters.start("closed", (exchange) =>
      exchange.path.endsWith("/deployments") ? exchange.refuse(403) : holding(OBJECTS)(exchange),
    );
    const [code, err] = await inShop("deployment/cart");
    expect([code, err]).to.deep.equal([4, "cannot list deployments of namespace shop: refused with 403\n"]);
  });

  for (const [argv, message] of [
    [
      ["--workload=cart"],
      /^--workload: expected KIND\/NAME, the kind one of Deployment, .*, given "cart"\n$/,
    ],
    [["--workload=service/cart"], /^--workload: expected KIND\/NAME, .*, given "service\/cart"\n$/],
    [["--workload=deployment/a/b"], /^--workload: expected KIND\/NAME, .*, given "deployment\/a\/b"\n$/],
    [["--workload=pod/a", "--docker-config=x"], /^--docker-config: expected no --workload beside it/],
    [["--namespace=shop", "nginx"], /^--namespace: expected --workload or --service-account beside it/],
    [["--workload=pod/a", "--service-account=x"], /^--service-account: expected no --workload beside it/],
    [
      ["--service-account=x", "--docker-config=x", "nginx"],
      /^--docker-config: expected no --service-account beside it/,
    ],
    [["--service-account=x"], /^explain needs at least one image/],
    [["--workload=pod/a", "nginx"], /^explain: expected images or --workload, given both\n$/],
  ] as const) {
    it(`explain refuses ${argv.join(" ")}`, async () => {
      await clusters.start("prod", holding(OBJECTS));
      const [code, err] = await explained(...argv);
      expect(code).to.equal(2);
      expect(err).to.match(message);
    });
  }

  it("explain --workload tells the platforms of the nodes on which its pods may run, where these are looked at", async () => {
    const node = (name: string, architecture: string, labels = {}) => ({
      metadata: { name, labels },
      status: { nodeInfo: { operatingSystem: "linux", architecture } },
    });
    await clusters.start(
      "prod",
      holding({
        "/apis/apps/v1/deployments": [
          deployment("cart", {}),
          deployment("arm", { nodeSelector: { pool: "arm" } }),
        ],
        "/api/v1/nodes": [node("a", "amd64"), node("b", "arm64", { pool: "arm" })],
      }),
    );
    const platformsOf = async (workload: string, ...argv: readonly string[]) => {
      const asked = ["--namespace=shop", `--workload=deployment/${workload}`, ...argv];
      const { out } = await clusters.run("explain", "--output=json", "--log-level=error", ...asked);
      return (JSON.parse(out) as readonly { readonly platforms?: readonly string[] }[])[0]?.platforms;
    };
    expect(await platformsOf("cart")).to.equal(undefined);
    expect(await platformsOf("cart", "--verify=platform")).to.deep.equal(["linux/amd64", "linux/arm64"]);
    expect(await platformsOf("arm", "--verify=platform")).to.deep.equal(["linux/arm64"]);
    expect(await platformsOf("arm", "--platform=linux/s390x")).to.deep.equal(["linux/s390x"]);
  });
});
