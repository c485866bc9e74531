import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { COMMANDS } from "../../src/cli/commands.ts";
import { REPORT_FORMATS } from "../../src/cli/reportChoices.ts";
import { runCli } from "../../src/cli/runCli.ts";
import { registriesForTests } from "../demo/registriesForTests.ts";
import { clusterFixture, holding } from "./clusterFixture.ts";
import { memoryIo } from "./memoryIo.ts";

/** As long as a registry's own name for tests. */
const HOST = "127.0.0.1:00000";

const golden = (name: string) => readFileSync(join(import.meta.dirname, "golden", name), "utf8");

describe("what check and scan print", () => {
  const clusters = clusterFixture();
  const startRegistry = registriesForTests();

  const images = (host: string) =>
    [
      ["cart", `${host}/shop/cart:2.8.1`],
      ["pay", `${host}/shop/pay:1`],
      ["search", "127.0.0.1:1/shop/search:3"],
      ["web", "Shop/Frontend:latest"],
    ] as const;
  const deployment = ([name, image]: readonly [string, string]) => ({
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { namespace: "shop", name },
    spec: {
      replicas: name === "idle" ? 0 : 1,
      template: { spec: { containers: [{ name: "main", image }] } },
    },
  });
  const check = async (stdin: string, ...argv: readonly string[]) => {
    const io = memoryIo({ DOCKER_CONFIG: "/none" }, { stdin });
    const code = await runCli(["check", "--allow-plain-http", ...argv], COMMANDS, io);
    return { code, out: io.out() };
  };
  const RUNS: Readonly<Record<string, (host: string, output: string) => ReturnType<typeof check>>> = {
    check: (host, output) => check("", output, ...images(host).map(([, image]) => image)),
    "check-f": (host, output) => {
      const list = { apiVersion: "v1", kind: "List", items: images(host).map(deployment) };
      return check(JSON.stringify(list, undefined, 1), output, "-f", "-");
    },
    scan: async (host, output) => {
      const objects = [...images(host), ["idle", `${host}/shop/idle:1`] as const].map(deployment);
      await clusters.start("prod", holding({ "/apis/apps/v1/deployments": objects }));
      return await clusters.run("scan", "--allow-plain-http", "--log-level=error", output);
    },
  };
  for (const [name, run] of Object.entries(RUNS)) {
    for (const format of REPORT_FORMATS) {
      it(`is golden/${name}.${format}.txt`, async () => {
        const registry = await startRegistry();
        registry.putImage("shop/cart", "2.8.1");
        const { code, out } = await run(registry.host, `--output=${format}`);
        expect(code).to.equal(1);
        const escaped = (host: string) => host.replace(":", "%3A");
        const text = out.replaceAll(registry.host, HOST).replaceAll(escaped(registry.host), escaped(HOST));
        expect(text).to.equal(golden(`${name}.${format}.txt`));
      });
    }
  }
});
