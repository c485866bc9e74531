import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import type { Exchange } from "../kubernetes/support/watchServer.ts";
import { type ClusterObjects, clusterFixture, holding } from "./clusterFixture.ts";

const pod = (...images: readonly string[]) => ({
  spec: { containers: images.map((image, index) => ({ name: `c${index}`, image })) },
});
const named = (name: string, more: object = {}) => ({ metadata: { namespace: "shop", name, ...more } });
const ownedBy = (kind: string, name: string) => ({
  uid: `uid-of-${name}-s`,
  ownerReferences: [{ apiVersion: "apps/v1", kind, name, uid: `uid-of-${name}`, controller: true }],
});
const digest = (digit: string) => `sha256:${digit.repeat(64)}`;

/** One of everything that names an image. */
const OBJECTS: ClusterObjects = {
  "/apis/apps/v1/deployments": [
    { ...named("cart"), spec: { replicas: 2, template: pod("reg.io/shop/cart:2") } },
    { ...named("idle"), spec: { replicas: 0, template: pod("reg.io/shop/idle:1") } },
    {
      ...named("secret", { annotations: { "k8s-image-availability-exporter/ignore": "true" } }),
      spec: { template: pod("reg.io/shop/opted-out:1") },
    },
  ],
  "/apis/apps/v1/statefulsets": [{ ...named("db"), spec: { template: pod("postgres:16") } }],
  "/apis/apps/v1/daemonsets": [
    {
      ...named("agent"),
      spec: {
        template: {
          spec: {
            containers: [{ name: "agent", image: "reg.io/agent:1" }],
            initContainers: [{ name: "init", image: "reg.io/init:1" }],
            volumes: [{ name: "data", image: { reference: "reg.io/volume:1" } }],
          },
        },
      },
    },
  ],
  "/apis/apps/v1/replicasets": [
    {
      ...named("cart-2", ownedBy("Deployment", "cart")),
      spec: { replicas: 2, template: pod("reg.io/shop/cart:2") },
    },
    {
      ...named("cart-1", ownedBy("Deployment", "cart")),
      spec: { replicas: 0, template: pod("reg.io/shop/cart:1") },
    },
  ],
  "/apis/apps/v1/controllerrevisions": [
    { ...named("db-1", ownedBy("StatefulSet", "db")), data: { spec: { template: pod("postgres:15") } } },
  ],
  "/apis/batch/v1/cronjobs": [
    {
      ...named("nightly"),
      spec: { suspend: true, jobTemplate: { spec: { template: pod("reg.io/nightly:1") } } },
    },
  ],
  "/apis/batch/v1/jobs": [
    {
      ...named("import"),
      spec: { template: pod("reg.io/import:1") },
      status: { conditions: [{ type: "Complete", status: "True" }] },
    },
  ],
  "/api/v1/replicationcontrollers": [{ ...named("old"), spec: { template: pod("reg.io/old:1") } }],
  "/api/v1/pods": [
    {
      ...named("cart-2-abc", {
        ownerReferences: [{ kind: "ReplicaSet", name: "cart-2", uid: "uid-of-cart-s", controller: true }],
      }),
      spec: {
        ...pod("reg.io/shop/cart:2").spec,
        ephemeralContainers: [{ name: "debug", image: "busybox" }],
      },
      status: {
        phase: "Running",
        containerStatuses: [{ name: "c0", imageID: `reg.io/shop/cart@${digest("a")}` }],
        ephemeralContainerStatuses: [{ name: "debug", imageID: `docker-pullable://busybox@${digest("b")}` }],
      },
    },
    {
      ...named("bare"),
      spec: pod(`reg.io/pinned@${digest("c")}`).spec,
      // The runtime knows the same content by another name as well; and of a loaded image only its configuration.
      status: { containerStatuses: [{ name: "c0", imageID: `other.io/pinned@${digest("c")}` }] },
    },
    {
      ...named("loaded"),
      spec: pod("reg.io/loaded:1").spec,
      status: { containerStatuses: [{ name: "c0", imageID: digest("d") }] },
    },
    { ...named("bad"), spec: pod("reg.io/UPPER:1").spec },
  ],
};

const REFERENCES = [
  "docker.io/library/busybox:latest",
  "docker.io/library/postgres:15",
  "docker.io/library/postgres:16",
  `other.io/pinned@${digest("c")}`,
  "reg.io/agent:1",
  "reg.io/import:1",
  "reg.io/init:1",
  "reg.io/loaded:1",
  "reg.io/nightly:1",
  "reg.io/old:1",
  `reg.io/pinned@${digest("c")}`,
  "reg.io/shop/cart:1",
  "reg.io/shop/cart:2",
  "reg.io/shop/idle:1",
  "reg.io/shop/opted-out:1",
  "reg.io/volume:1",
];

describe("in-use", () => {
  const clusters = clusterFixture();
  const lines = (text: string) => text.split("\n").slice(0, -1);

  it("prints every image: running, in templates, switched off, opted out, or of older revisions", async () => {
    await clusters.start("prod", holding(OBJECTS));
    const { code, out, err } = await clusters.run("in-use");
    expect([code, err]).to.deep.equal([0, ""]);
    expect(lines(out)).to.deep.equal(REFERENCES);
  });

  it("prints digests where Pods tell them, and every tag, which may lead elsewhere by now", async () => {
    await clusters.start("prod", holding(OBJECTS));
    const { out } = await clusters.run(
      "in-use",
      "--output=digests",
      "--registry=reg.io",
      "--repository=shop/",
      "--repository=pinned",
    );
    expect(lines(out)).to.deep.equal([
      `reg.io/pinned@${digest("c")}`,
      "reg.io/shop/cart:1",
      `reg.io/shop/cart@${digest("a")}`,
      "reg.io/shop/cart:2",
      "reg.io/shop/idle:1",
      "reg.io/shop/opted-out:1",
    ]);
  });

  it("prints as JSON who uses it, and how", async () => {
    await clusters.start("prod", holding(OBJECTS));
    const { out } = await clusters.run("in-use", "--output=json", "--repository=shop/cart");
    const { asOf, ...rest } = JSON.parse(out) as { asOf: string };
    expect(Number.isNaN(Date.parse(asOf))).to.equal(false);
    const user = { cluster: "prod", namespace: "shop", kind: "deployment", name: "cart" };
    expect(rest).to.deep.equal({
      complete: true,
      filter: { registries: [], repositories: ["shop/cart"] },
      clusters: ["prod"],
      problems: [],
      images: [
        { reference: "reg.io/shop/cart:1", digests: [], users: 1, usedBy: [{ ...user, as: "revision" }] },
        {
          reference: "reg.io/shop/cart:2",
          digests: [digest("a")],
          users: 2,
          usedBy: [
            { ...user, as: "template" },
            { ...user, as: "running" },
          ],
        },
      ],
      unreadable: [
        {
          image: "reg.io/UPPER:1",
          error: 'repository name "UPPER" must be lower case',
          usedBy: [{ cluster: "prod", namespace: "shop", kind: "pod", name: "bad", as: "running" }],
        },
      ],
    });
  });

  it("cuts no name, however long it is", async () => {
    const image = `reg.io/${"a".repeat(200)}:${"1".repeat(128)}@sha512:${"e".repeat(128)}`;
    const longest = `reg.io/${`${"b".repeat(63)}/`.repeat(3)}c:1`;
    await clusters.start(
      "prod",
      holding({ "/api/v1/pods": [{ ...named("p"), spec: pod(image, longest).spec }] }),
    );
    expect(lines((await clusters.run("in-use")).out)).to.deep.equal([image, longest]);
  });

  it("prints the names that mirrors know the images by, too", async () => {
    await clusters.start("prod", holding({ "/api/v1/pods": [{ ...named("p"), spec: pod("nginx:1").spec }] }));
    const { out } = await clusters.run("in-use", "--image-mirror", "docker.io=harbor.io/hub");
    expect(lines(out)).to.deep.equal(["docker.io/library/nginx:1", "harbor.io/hub/library/nginx:1"]);
  });

  it("ends with 4 where the nodes' files cannot be read, whatever other mirrors there are, and not for what nodes refuse", async () => {
    const images = ["bad.io/app:1", "docker.io/library/nginx:1"];
    await clusters.start("prod", holding({ "/api/v1/pods": [{ ...named("p"), spec: pod(...images).spec }] }));
    const none = join(clusters.folder, "none");
    const mirrored = ["in-use", "--image-mirror", "docker.io=harbor.io/hub"];
    const unread = await clusters.run(...mirrored, "--nodes-hosts-dir", none);
    expect([unread.code, unread.out]).to.deep.equal([4, ""]);
    expect(unread.err).to.include(`Cannot read ${none}`);
    const conf = join(clusters.folder, "registries.conf");
    await writeFile(conf, '[[registry]]\nlocation = "bad.io"\nblocked = true\n');
    const crio = ["--nodes-runtime", "cri-o", "--nodes-registries-conf"];
    const { code, out, err } = await clusters.run(...mirrored, ...crio, conf);
    expect([code, err]).to.deep.equal([0, ""]);
    expect(lines(out)).to.deep.equal([
      "bad.io/app:1",
      "docker.io/library/nginx:1",
      "harbor.io/hub/library/nginx:1",
    ]);
    expect((await clusters.run(...mirrored, ...crio, none)).code).to.equal(4);
  });

  it("prints the names that images have where each cluster of OpenShift says to ask", async () => {
    const config = "/apis/config.openshift.io/v1";
    const cluster = (image: string, source: string, mirror: string, search: readonly string[]) => ({
      "/api/v1/pods": [{ ...named("p"), spec: pod(image).spec }],
      [`${config}/imagetagmirrorsets`]: [
        { metadata: { name: "m" }, spec: { imageTagMirrors: [{ source, mirrors: [mirror] }] } },
      ],
      [`${config}/images`]: [
        {
          metadata: { name: "cluster" },
          spec: {
            additionalTrustedCA: { name: "authorities" },
            registrySources: { containerRuntimeSearchRegistries: search },
          },
        },
      ],
    });
    const a = await clusters.start(
      "a",
      holding(cluster("web:1", "quay.io", "a.io/quay", ["quay.io", "reg.io"])),
    );
    await clusters.start("b", holding(cluster("quay.io/app:1", "quay.io", "b.io", [])));
    const flags = ["--all-contexts", "--nodes-openshift-enabled=true"];
    const { code, out, err } = await clusters.run("in-use", ...flags);
    expect([code, err]).to.deep.equal([0, ""]);
    expect(lines(out)).to.deep.equal([
      "a.io/quay/app:1",
      "a.io/quay/web:1",
      "b.io/app:1",
      "docker.io/library/web:1",
      "quay.io/app:1",
      "quay.io/web:1",
      "reg.io/web:1",
      "registry.access.redhat.com/web:1",
    ]);
    const inA = a.handle;
    a.handle = (exchange) =>
      exchange.path.endsWith("/imagetagmirrorsets") ? exchange.refuse(403, { message: "no" }) : inA(exchange);
    const partial = await clusters.run("in-use", ...flags);
    expect(partial.code).to.equal(4);
    expect(partial.err.split("\n").slice(0, 2)).to.deep.equal([
      'cluster "a": cannot list imagetagmirrorsets.config.openshift.io: no',
      "docker.io was not asked: imagetagmirrorsets.config.openshift.io cannot be read",
    ]);
  });

  it("reads kinds of others where the configuration names them", async () => {
    await clusters.start(
      "prod",
      holding({
        "/apis/argoproj.io/v1alpha1/rollouts": [
          { ...named("r"), spec: { replicas: 0, template: pod("reg.io/rollout:1") } },
        ],
      }),
    );
    const rollouts = { group: "argoproj.io", version: "v1alpha1", resource: "rollouts", kind: "Rollout" };
    const config = join(clusters.folder, "config.yaml");
    await writeFile(
      config,
      JSON.stringify({ workloads: { custom: [{ ...rollouts, templatePaths: ["spec.template"] }] } }),
    );
    expect((await clusters.run("in-use", "--config", config)).out).to.equal("reg.io/rollout:1\n");
  });

  it("reads the clusters of all contexts that are named, or of all there are", async () => {
    const one = (image: string) => holding({ "/api/v1/pods": [{ ...named("p"), spec: pod(image).spec }] });
    await clusters.start("a", one("reg.io/a:1"));
    await clusters.start("b", one("reg.io/b:1"));
    await clusters.start("c", one("reg.io/c:1"));
    const read = async (...argv: readonly string[]) => lines((await clusters.run("in-use", ...argv)).out);
    expect(await read()).to.deep.equal(["reg.io/a:1"]);
    expect(await read("--context=b", "--context=c")).to.deep.equal(["reg.io/b:1", "reg.io/c:1"]);
    expect(await read("--all-contexts")).to.deep.equal(["reg.io/a:1", "reg.io/b:1", "reg.io/c:1"]);
    expect(await clusters.run("in-use", "--context=b", "--context=x")).to.deep.include({ code: 2, out: "" });
    expect(await clusters.run("in-use", "--context=b", "--all-contexts")).to.deep.include({
      code: 2,
      err: "--all-contexts: expected no --context beside it, given b\n",
    });
  });

  it("prints nothing and ends with 4 where the kubeconfigs hide a cluster of those that were asked for", async () => {
    const server = await clusters.start("a", holding(OBJECTS));
    const other = join(clusters.folder, "other");
    await writeFile(
      other,
      JSON.stringify({
        contexts: [{ name: "a", context: { cluster: "b", user: "user" } }],
        clusters: [{ name: "b", cluster: { server: server.url } }],
      }),
    );
    const env = { KUBECONFIG: [join(clusters.folder, "kubeconfig"), other].join(":") };
    for (const flag of ["--all-contexts", "--context=a"]) {
      const { code, out, err } = await clusters.feedIn(env, "", "in-use", flag);
      expect([code, out]).to.deep.equal([4, ""]);
      expect(err.split("\n")[0]).to.equal(
        `the context "a" of ${other} is not read: ${join(clusters.folder, "kubeconfig")} has another of that name`,
      );
    }
    expect((await clusters.feedIn(env, "", "in-use")).code).to.equal(0);
    expect((await clusters.feedIn(env, "", "in-use", "--all-contexts", "--partial")).code).to.equal(0);
  });

  it("keeps an API server's words on a line", async () => {
    const message = "no \u001b]0;x\u0007\nline \u202e2";
    await clusters.start("prod", (exchange) =>
      exchange.raw(JSON.stringify({ kind: "Status", code: 403, message }), 403),
    );
    const { err } = await clusters.run("in-use");
    expect(err).to.match(
      /^cluster "prod": cannot list [^\p{Cc}\u202e]+: no [^\p{Cc}\u202e]+\nwhat is in use is not all known[^\n]+\n$/u,
    );
  });

  it("takes a registry by any of its names", async () => {
    await clusters.start("prod", holding(OBJECTS));
    const { out } = await clusters.run("in-use", "--registry=REG.io:443", "--repository=agent");
    expect(out).to.equal("reg.io/agent:1\n");
  });

  for (const [filter, line] of [
    [
      "--registry=reg.example.com",
      "registry reg.example.com: nothing in use is of it, but of docker.io, other.io, reg.io",
    ],
    [
      "--registry=reg.io --registry=reg.io:5000",
      "registry reg.io:5000: nothing in use is of it, but of docker.io, other.io, reg.io",
    ],
    ["--repository=shop/ --repository=shop", "repository shop: nothing in use is of it"],
    ["--registry=other.io --repository=shop/", "repository shop/: nothing in use is of it"],
  ] as const) {
    it(`prints nothing and ends with 4 where nothing in use is of what is named (${filter})`, async () => {
      await clusters.start("prod", holding(OBJECTS));
      const arguments_ = ["in-use", ...filter.split(" ")];
      expect(await clusters.run(...arguments_)).to.deep.equal({
        code: 4,
        out: "",
        err: `${line}\nit may have another name there, so nothing is printed; --allow-unused goes on all the same\n`,
      });
      const meant = await clusters.run(...arguments_, "--allow-unused");
      expect([meant.code, meant.err]).to.deep.equal([0, `${line}\n`]);
      expect(lines(meant.out).length > 0).to.equal(filter.includes("reg.io ") || filter.includes("shop/ "));
    });
  }

  for (const filter of [
    ...["http://reg.io", "reg.io/", "reg.io/shop", "reg", "reg io", "user:secret@reg.io"].map(
      (text) => `--registry=${text}`,
    ),
    ...["/shop", "SHOP/", "shop/cart:1", "shop//", "/", " shop", `a@${digest("a")}`].map(
      (text) => `--repository=${text}`,
    ),
  ]) {
    it(`refuses what is of no image: ${filter}`, async () => {
      await clusters.start("prod", () => expect.fail("nothing need be listed"));
      const { code, out, err } = await clusters.run("in-use", filter, "--allow-unused");
      expect([code, out]).to.deep.equal([2, ""]);
      expect(err).to.match(/^--(?:registry|repository): expected [^\n]+, given "[^\n]*"\n$/);
      expect(err).to.not.contain("secret");
    });
  }

  /** Serves pods in two pages; the fault is what happens to the second. */
  const inTwoPages = (second: (exchange: Exchange) => void) => (exchange: Exchange) => {
    if (exchange.path !== "/api/v1/pods") {
      holding(OBJECTS)(exchange);
    } else if (exchange.query.get("continue") === null) {
      exchange.list(OBJECTS["/api/v1/pods"]!, { continue: "more" });
    } else {
      second(exchange);
    }
  };
  const FAULTS: readonly (readonly [name: string, handle: (exchange: Exchange) => void, line: RegExp])[] = [
    [
      "forbids one kind",
      inTwoPages((exchange) => exchange.refuse(403)),
      /cannot list pods: refused with 403/,
    ],
    [
      "breaks off between two objects of a page",
      inTwoPages((exchange) => {
        exchange.open();
        exchange.write('{"kind":"PodList","metadata":{},"items":[{"metadata":{"name":"p"}},');
        exchange.break();
      }),
      /cannot list pods: /,
    ],
    [
      "ends a page too early",
      inTwoPages((exchange) => {
        exchange.open();
        exchange.write('{"kind":"PodList","metadata":{},"items":[{"metadata":{"name":"p"}}');
        exchange.end();
      }),
      /cannot list pods: .*is not JSON/,
    ],
    [
      "forgets again and again where a list was",
      inTwoPages((exchange) => exchange.refuse(410, { reason: "Expired" })),
      /cannot list pods: refused with 410/,
    ],
    ["breaks down", inTwoPages((exchange) => exchange.refuse(500)), /cannot list pods: refused with 500/],
    [
      "has too much to do",
      inTwoPages((exchange) => exchange.refuse(429, { retryAfter: 1 })),
      /cannot list pods: refused with 429/,
    ],
    [
      "gives way to a page of a proxy",
      inTwoPages((exchange) => exchange.raw("<html>Log in</html>")),
      /cannot list pods: .*is not JSON/,
    ],
    ...[
      '{"kind":"PodList","metadata":{}}',
      '{"kind":"PodList","metadata":{},"items":null}',
      '{"kind":"PodList","metadata":{},"items":{}}',
      '{"kind":"PodList","metadata":{},"items":[null]}',
      '{"kind":"PodList","metadata":{},"items":["a"]}',
      '{"kind":"PodList","metadata":{},"items":[[]]}',
      '{"kind":"ConfigMapList","metadata":{},"items":[]}',
      '{"kind":"PodList","metadata":{"continue":5},"items":[]}',
      '{"kind":"PodList","metadata":{"remainingItemCount":3},"items":[]}',
    ].map(
      (answer) =>
        [
          `answers with the odd list ${answer}`,
          inTwoPages((exchange) => exchange.raw(answer)),
          /cannot list pods: .*is no whole PodList$/,
        ] as const,
    ),
    [
      "answers with what is no list",
      inTwoPages((exchange) => exchange.raw("{}")),
      /cannot list pods: .*is no list/,
    ],
    [
      "knows nobody",
      (exchange) => exchange.refuse(401),
      /cannot list cronjobs, deployments, .*pods: refused with 401/,
    ],
    [
      "breaks every connection",
      (exchange) => exchange.break(),
      /cannot list cronjobs and what comes after: /,
    ],
    [
      "does not know a kind",
      (exchange) => (exchange.path.endsWith("/jobs") ? exchange.refuse(404) : holding(OBJECTS)(exchange)),
      /cannot list jobs: refused with 404/,
    ],
  ];
  for (const [name, handle, line] of FAULTS) {
    it(`prints nothing and ends with 4 where one of the API servers ${name}`, async () => {
      await clusters.start("good", holding(OBJECTS));
      await clusters.start("bad", handle);
      const { code, out, err } = await clusters.run("in-use", "--all-contexts");
      expect([code, out]).to.deep.equal([4, ""]);
      expect(lines(err)).to.have.length(2);
      expect(lines(err)[0])
        .to.match(/^cluster "bad": /)
        .and.to.match(line);
      const partial = await clusters.run("in-use", "--all-contexts", "--partial");
      expect([partial.code, lines(partial.out)]).to.deep.equal([0, REFERENCES]);
      expect(lines(partial.err)[1]).to.equal("what is in use is not all known: more may be in use");
    });
  }

  it("ends with 4 where namespaces are left out", async () => {
    await clusters.start("prod", holding(OBJECTS));
    const config = join(clusters.folder, "config.yaml");
    await writeFile(config, JSON.stringify({ namespaces: { include: ["other"] } }));
    const { code, out, err } = await clusters.run("in-use", "--config", config);
    expect([code, out]).to.deep.equal([4, ""]);
    expect(lines(err)[0]).to.match(
      /^config.namespaces.include: what other namespaces use than other is not seen$/,
    );
    const partial = await clusters.run("in-use", "--config", config, "--partial", "--output=json");
    expect(JSON.parse(partial.out)).to.deep.include({ complete: false, images: [] });
  });
});
