import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { PROGRAM } from "../../src/cli/helpText.ts";
import { CHART, findHelms, runHelm } from "../chart/helms.ts";
import { ALL_APIS } from "../chart/renderChart.ts";
import { clusterFixture } from "../cli/clusterFixture.ts";
import { cluster } from "../cli/leftoversFixture.ts";
import { registriesForTests } from "../demo/registriesForTests.ts";
import type { ShellCall } from "../support/recordShell.ts";
import { BLOCKS, type Block, blocksOf, ROOT } from "./documents.ts";
import { FILES, followScript, PLACEHOLDERS, SCRIPTS } from "./scripts.ts";

/** Programs that no test of documents calls, by what they would need; what they are called with has been read by a shell. */
const NOT_CALLED: Readonly<Record<string, readonly string[]>> = {
  "a node": ["buildah", "crictl", "ctr", "podman", "rm", "sh", "tar", "umount"],
  "a registry or a cloud that knows the caller": [
    "aws",
    "az",
    "crane",
    "gcloud",
    "regctl",
    "registry",
    "skopeo",
  ],
  "a container engine": ["docker"],
  "a release": ["cosign", "gh", "sha256sum"],
  "an etcd": ["etcdctl"],
  "an Alertmanager's files (the scene alertmanager has them)": ["amtool"],
  "what others print": ["jq"],
  "a checkout of its own": ["cd", "git", "node", "source"],
};
const KUBECTL =
  /^(annotate|apply|auth|cordon|create|delete|describe|drain|exec|get|image-availability|label|logs|patch|port-forward|rollout|run|scale|set|top|uncordon)$/;

describe("commands of documents", () => {
  it("stand behind fences that say what they are", () => {
    const nameless = BLOCKS.filter(
      ({ language, text }) =>
        language === "indented" || (language === "" && /^(kubectl|helm|npm) /m.test(text)),
    );
    expect(nameless.map(({ document, line }) => `${document}:${line}`)).to.deep.equal([]);
    expect(SCRIPTS).to.have.length.above(100);
  });

  const clusters = clusterFixture();
  const startRegistry = registriesForTests();
  /** The same call is in many runbooks. */
  const followed = new Set<string>();
  for (const block of SCRIPTS) {
    it(`of ${block.document}:${block.line} (${block.heading}) can be read and followed`, async () => {
      const { folder } = clusters;
      const { calls, complaints } = await followScript(block, folder);
      expect(complaints).to.equal("");
      const problems: string[] = [];
      for (const call of calls) {
        const key = JSON.stringify(call);
        const problem = followed.has(key) ? undefined : await problemWith(call, block);
        followed.add(key);
        problems.push(
          ...(problem === undefined ? [] : [`${[call.name, ...call.args].join(" ")}: ${problem}`]),
        );
      }
      expect(problems).to.deep.equal([]);
    });
  }

  /** What is wrong with a call, undefined where nothing is. */
  async function problemWith(call: ShellCall, block: Block): Promise<string | undefined> {
    const own = ownArguments(call);
    if (own !== undefined) {
      return await run(own, call.stdin);
    }
    const [first = "", second = ""] = call.args;
    switch (call.name) {
      case "npm": {
        const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
        const script = first === "run" ? call.args.slice(1).find((word) => !word.startsWith("-")) : first;
        return first === "ci" || Object.hasOwn(scripts, script ?? "") ? undefined : "no such script";
      }
      case "kubectl": {
        const verb = call.args.find(
          (word, at) => !word.startsWith("-") && !/^(-n|--namespace)$/.test(call.args[at - 1] ?? ""),
        );
        return KUBECTL.test(verb ?? "") ? undefined : `kubectl has no ${verb}`;
      }
      case "helm":
        return await helmProblem(first, call.args, block);
      case "curl": {
        const url = call.args.find((word) => /^https?:/.test(word));
        const path = /^http:\/\/(?:127\.0\.0\.1|iae\.monitoring):8080(\/[^?]*)/.exec(url ?? "")?.[1];
        return url !== undefined &&
          (path === undefined ||
            /^\/(metrics|readyz|livez|healthz|api\/v1\/(status|images|workloads|in-use))$/.test(path))
          ? undefined
          : "no such path";
      }
      default:
        if (call.name.includes("/")) {
          return existsSync(join(ROOT, call.name)) ? undefined : "no such file";
        }
        return Object.values(NOT_CALLED).flat().includes(call.name)
          ? undefined
          : `nobody knows ${call.name} ${second}`;
    }
  }

  /** Renders what would be installed. */
  async function helmProblem(
    verb: string,
    args: readonly string[],
    block: Block,
  ): Promise<string | undefined> {
    if (/^(test|get|uninstall|list|repo|show)$/.test(verb)) {
      return undefined;
    }
    const helms = await findHelms();
    if (helms === undefined) {
      return undefined;
    }
    if (!/^(install|upgrade|template)$/.test(verb)) {
      return `nobody knows helm ${verb}`;
    }
    const [values = ""] = blocksOf(block.document, "yaml");
    const file = join(clusters.folder, "values.yaml");
    await writeFile(file, values);
    const words = args
      .slice(1)
      .filter((word) => !/^--(create-namespace|install|wait|reuse-values)$/.test(word))
      .map((word) =>
        word === "values.yaml"
          ? file
          : /^(oci:.*\/k8s-image-availability-exporter|\.\/chart)$/.test(word)
            ? CHART
            : word.replace(/^chart\//, `${CHART}/`),
      );
    const named = words.filter((word) => !word.startsWith("-"))[0] === CHART ? ["iae"] : [];
    const { ok, stderr } = await runHelm(helms.helm4, [
      "template",
      ...named,
      ...words,
      ...ALL_APIS.flatMap((api) => ["--api-versions", api]),
    ]);
    return ok ? undefined : stderr;
  }

  /** Runs a command of ours beside a cluster and a registry that answers for all others. */
  async function run(args: readonly string[], stdin: string): Promise<string | undefined> {
    const { folder } = clusters;
    const registry = await startRegistry();
    registry.putImage("shop/cart", "2.8.1");
    const metadata = { namespace: "shop", name: "cart" };
    const spec = { serviceAccountName: "puller", containers: [{ name: "cart", image: PLACEHOLDERS.IMAGE }] };
    const objects = {
      "/apis/apps/v1/deployments": [{ metadata, spec: { replicas: 1, template: { spec } } }],
      "/api/v1/serviceaccounts": [{ metadata: { ...metadata, name: "puller" } }],
    };
    for (const context of ["prod", "stage"]) {
      await clusters.start(context, cluster(objects));
    }
    const given = args
      .filter((word, at) => !/^--kubeconfig/.test(word) && args[at - 1] !== "--kubeconfig")
      .map((word) =>
        word.replace(/\b(?:NAMESPACE|KIND|NAME|IMAGE)\b/g, (name) => PLACEHOLDERS[name as "NAME"]),
      )
      .filter((word) => !word.startsWith("--config="));
    const [command = ""] = given;
    if (["", "run", "demo"].includes(command)) {
      given.push("--help");
    }
    await mkdir(join(folder, "rendered"), { recursive: true });
    for (const [file, text] of Object.entries(FILES)) {
      await writeFile(join(folder, file), text);
    }
    if (given.includes("in-use.json")) {
      await writeFile(join(folder, "in-use.json"), (await clusters.run("in-use", "--output=json")).out);
    }
    const { code, err } = await clusters.feedIn(mirrors(registry.host), stdin, ...given);
    // A bad command line, or a failure of the program.
    return code === 2 || code === 70 ? `ends with ${code}: ${err}` : undefined;
  }
});

/** What of a call our program gets as its arguments; undefined for another program's. */
function ownArguments({ name, args }: ShellCall): readonly string[] | undefined {
  const after = (word: RegExp) => args.slice(args.findIndex((each) => word.test(each)) + 1);
  const image = new RegExp(`^ghcr\\.io/.*/${PROGRAM}(:|$)`);
  if (name === PROGRAM) {
    return args;
  }
  if (name === "npm" && args.includes("cli")) {
    return after(/^--$/);
  }
  if (name === "npm" && args[0] === "start") {
    return ["demo", ...args.slice(2)];
  }
  if (name === "docker" && args[0] === "run" && args.some((word) => image.test(word))) {
    return after(image);
  }
  if (name === "kubectl" && args[0] === "image-availability") {
    return args.slice(1);
  }
  return name === "kubectl" && args.includes("/app/main.js") ? after(/^\/app\/main\.js$/) : undefined;
}

/** Has all registries that documents name be the one at an address. */
function mirrors(host: string): Readonly<Record<string, string>> {
  const rule = (prefix: string) => ({ prefix, mirrors: [{ mirror: host, scheme: "http" }] });
  const prefixes = [
    "docker.io",
    "ghcr.io",
    "quay.io",
    "reg.example.com",
    "europe-docker.pkg.dev",
    "shop.azurecr.io",
  ];
  return {
    IAE_IMAGES_MIRRORS: JSON.stringify(prefixes.map(rule)),
    IAE_NODES_CLOUD_AWS_MODE: "off",
    IAE_NODES_CLOUD_AZURE_MODE: "off",
    IAE_NODES_CLOUD_GOOGLE_MODE: "off",
  };
}
