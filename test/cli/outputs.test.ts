import { readFileSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { COMMANDS } from "../../src/cli/commands.ts";
import { completion } from "../../src/cli/completion.ts";
import { REPORT_FORMATS } from "../../src/cli/reportChoices.ts";
import { runCli } from "../../src/cli/runCli.ts";
import { registriesForTests } from "../demo/registriesForTests.ts";
import { type ClusterObjects, clusterFixture, holding } from "./clusterFixture.ts";
import { cluster, RULES, wasteful } from "./leftoversFixture.ts";
import { memoryIo } from "./memoryIo.ts";

/** As long as a registry's own name for tests. */
const HOST = "127.0.0.1:00000";
const DIGEST = `sha256:${"a".repeat(64)}`;

/** Commands without options of the configuration: what completion prints of these is in help. */
const FEW = COMMANDS.filter(({ name }) => name === "render" || name === "completion");

/** What a command printed, and its exit code. */
interface Printed {
  readonly code: number;
  readonly out: string;
}
interface Output {
  readonly formats: readonly string[];
  readonly code: number;
  /** @param host a registry that has `shop/cart` with the tags 2.8.1, 2.7.0 and 2.6.0 */
  run(host: string, format: string): Promise<Printed>;
}

describe("what commands print", () => {
  const clusters = clusterFixture();
  const startRegistry = registriesForTests();

  const images = (host: string) =>
    [
      ["cart", `${host}/shop/cart:2.8.1`],
      ["pay", `${host}/shop/pay:1`],
      ["search", "127.0.0.1:1/shop/search:3"],
      ["web", "Shop/Frontend:latest"],
    ] as const;
  const deployment = ([name, image]: readonly [string, string], more: object = {}) => ({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { namespace: "shop", name },
    spec: {
      replicas: name === "idle" ? 0 : 1,
      template: { spec: { containers: [{ name: "main", image }], ...more } },
    },
  });
  /** One image that runs, one that would if it was scaled up, one that could be rolled back to. */
  const inUse = (host: string): ClusterObjects => {
    const app = `${host}/shop/cart`;
    return {
      "/apis/apps/v1/deployments": (
        [
          ["cart", `${app}:2.8.1`],
          ["idle", `${host}/shop/idle:1`],
        ] as const
      ).map((each) => deployment(each, { imagePullSecrets: [{ name: "puller" }] })),
      "/apis/apps/v1/replicasets": [{ ...deployment(["cart-1", `${app}:2.7.0`]), kind: "ReplicaSet" }],
      "/api/v1/pods": [
        {
          metadata: { namespace: "shop", name: "cart-2-abc" },
          spec: { nodeName: "node-a", containers: [{ name: "main", image: `${app}:2.8.1` }] },
          status: { phase: "Running", containerStatuses: [{ name: "main", imageID: `${app}@${DIGEST}` }] },
        },
      ],
      "/api/v1/secrets": [
        {
          metadata: { namespace: "shop", name: "puller" },
          type: "kubernetes.io/dockerconfigjson",
          data: {
            ".dockerconfigjson": Buffer.from(
              JSON.stringify({ auths: { [host]: { username: "robot", password: "secret" } } }),
            ).toString("base64"),
          },
        },
      ],
    };
  };
  const inCluster = async (objects: ClusterObjects, stdin: string, ...argv: readonly string[]) => {
    await clusters.start("prod", holding(objects));
    return await clusters.feed(stdin, ...argv);
  };
  const alone = async (stdin: string, ...argv: readonly string[]) => {
    const io = memoryIo({ DOCKER_CONFIG: "/none" }, { stdin });
    return { code: await runCli(argv, COMMANDS, io), out: io.out() };
  };
  const check = (stdin: string, ...argv: readonly string[]) =>
    alone(stdin, "check", "--allow-plain-http", ...argv);

  const OUTPUTS: Readonly<Record<string, Output>> = {
    check: {
      formats: REPORT_FORMATS,
      code: 1,
      run: (host, format) => check("", `--output=${format}`, ...images(host).map(([, image]) => image)),
    },
    "check-f": {
      formats: REPORT_FORMATS,
      code: 1,
      run: (host, format) => {
        const list = { apiVersion: "v1", kind: "List", items: images(host).map((each) => deployment(each)) };
        return check(JSON.stringify(list, undefined, 1), `--output=${format}`, "-f", "-");
      },
    },
    scan: {
      formats: REPORT_FORMATS,
      code: 1,
      run: (host, format) => {
        const objects = [...images(host), ["idle", `${host}/shop/idle:1`] as const].map((each) =>
          deployment(each),
        );
        const lists = { "/apis/apps/v1/deployments": objects };
        return inCluster(lists, "", "scan", "--allow-plain-http", "--log-level=error", `--output=${format}`);
      },
    },
    explain: {
      formats: ["table", "json"],
      code: 0,
      run: (host, format) =>
        inCluster(
          inUse(host),
          "",
          "explain",
          `--output=${format}`,
          "--namespace=shop",
          "--workload=deployment/cart",
        ),
    },
    "in-use": {
      formats: ["refs", "digests", "json"],
      code: 0,
      run: (host, format) => inCluster(inUse(host), "", "in-use", `--output=${format}`),
    },
    guard: {
      formats: ["table", "may-go", "json"],
      code: 1,
      run: (host, format) =>
        inCluster(
          inUse(host),
          "2.8.1\n2.7.0\n2.6.0\n",
          ...["guard", "--allow-plain-http", "--repository", `${host}/shop/cart`, `--output=${format}`],
        ),
    },
    leftovers: {
      formats: ["table", "json"],
      code: 0,
      run: async (_, format) => {
        await clusters.start("prod", cluster(wasteful()));
        const rules = join(clusters.folder, "rules.yaml");
        await writeFile(rules, RULES);
        return await clusters.run("leftovers", "--rules", rules, `--output=${format}`);
      },
    },
    completion: {
      formats: ["bash", "zsh", "fish"],
      code: 0,
      run: async (_, format) => ({ code: 0, out: completion(format as "bash", FEW) }),
    },
    "demo-once": {
      formats: ["table"],
      code: 0,
      run: () => alone("", "demo", "--once", "--log-level=error"),
    },
  };

  for (const [name, { formats, code: expected, run }] of Object.entries(OUTPUTS)) {
    for (const format of formats) {
      it(`is golden/${name}.${format}.txt`, async () => {
        const registry = await startRegistry();
        for (const tag of ["2.8.1", "2.7.0", "2.6.0"]) {
          registry.putImage("shop/cart", tag, { seed: tag });
        }
        const { code, out } = await run(registry.host, format);
        expect(code).to.equal(expected);
        expectGolden(`${name}.${format}.txt`, anywhere(out, registry.host));
      }).timeout(20_000);
    }
  }

  /** A text without what differs by day, machine and port. */
  function anywhere(text: string, host: string): string {
    const escaped = (each: string) => each.replace(":", "%3A");
    return text
      .replaceAll(host, HOST)
      .replaceAll(escaped(host), escaped(HOST))
      .replaceAll(/127\.0\.0\.1:[1-9]\d{4}\b/g, HOST)
      .replaceAll(`${clusters.folder}/`, "/home/user/")
      .replaceAll(/("(?:created|asOf)": ?)"[^"]+"/g, '$1"2026-01-01T00:00:00Z"')
      .replaceAll(/("ageSeconds": )\d+/g, "$11")
      .replaceAll(/, \d+d ago/g, ", 1000d ago");
  }
});

/** Compares with a file, which `GOLDEN=write npm test -- -g golden` writes anew. */
function expectGolden(name: string, text: string): void {
  const path = join(import.meta.dirname, "golden", name);
  if (process.env.GOLDEN === "write") {
    writeFileSync(path, text);
  }
  expect(text).to.equal(readFileSync(path, "utf8"));
}
