import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { type ApiServer, startApiServer } from "../src/demo/apiServer/apiServer.ts";
import { bundle } from "./support/bundle.ts";
import { runNode } from "./support/runNode.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

describe("main", () => {
  let folder: string;
  let apiServer: ApiServer;
  let main: string;
  before(async function () {
    // The bundle is made anew.
    this.timeout(60_000);
    main = await bundle();
    apiServer = await startApiServer();
    folder = realpathSync(mkdtempSync(join(tmpdir(), "main-")));
  });
  after(async () => {
    await apiServer.stop();
    rmSync(folder, { recursive: true });
  });

  it("main() prints one line and ends with 2 when there is no cluster to watch", async () => {
    const { code, stdout, stderr } = await runNode([main], { cwd: folder });
    expect(code).to.equal(2);
    expect(stdout).to.equal("");
    expect(stderr).to.match(/^Cannot find a cluster: .+\n$/);
  });

  it("main() says which Node.js it needs where it runs on an older one", async () => {
    const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const pretend = (version: string) =>
      `--import=data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"${version}"}})`;
    for (const [version, shown] of [
      ["20.20.2", "20.20"],
      ["22.18.0", "22.18"],
    ] as const) {
      expect(await runNode([pretend(version), main, "--version"], { cwd: folder })).to.deep.equal({
        code: 2,
        stdout: "",
        stderr: `needs Node.js ${engines.node.replace(">=", "")} or newer, this is ${shown}\n`,
      });
    }
    for (const version of ["22.19.0", "23.0.0", "100.1.0"]) {
      expect(await runNode([pretend(version), main, "--version"], { cwd: folder }), version).to.include({
        code: 0,
      });
    }
    // An older one must be able to read as far as that.
    const imported = [
      ...readFileSync(main, "utf8").matchAll(/\bimport\s*(?:[^("']*?from\s*)?["']([^"']+)["']/g),
    ];
    expect(imported.map(([, name]) => name)).to.deep.equal(["node:module"]);
  });

  it("main() reads a configuration file in YAML", async () => {
    const file = join(folder, "config.yaml");
    writeFileSync(file, "images:\n  defaultRegistry: reg.corp:5000 # ours\n");
    const args = [main, "explain", "app", "--config", file];
    const { code, stdout, stderr } = await runNode(args, { cwd: folder });
    expect(stderr).to.equal("");
    expect(stdout).to.include("reg.corp:5000/app:latest");
    expect(code).to.equal(0);
  });

  it("main() reads relative paths from the user's folder when npm runs it", async () => {
    writeFileSync(
      join(folder, "docker.json"),
      JSON.stringify({ auths: { "registry.example": { username: "bob", password: "secret" } } }),
    );
    const args = [
      main,
      "explain",
      "registry.example/a",
      "--docker-config",
      "docker.json",
      "--output",
      "json",
    ];
    const environment = { INIT_CWD: folder, npm_package_json: join(root, "package.json") };
    const { code, stdout, stderr } = await runNode(args, { cwd: root, environment });
    expect(stderr).to.equal("");
    expect(code).to.equal(0);
    expect(stdout).to.include('"bob"').and.include(join(folder, "docker.json")).and.not.include("secret");
  });

  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) {
      child.kill("SIGKILL");
    }
  });

  // A cluster without workloads, watched by a process of its own.
  async function startRun(first: string | { readonly openFiles: number }, ...rest: readonly string[]) {
    const flags = typeof first === "string" ? [first, ...rest] : rest;
    const kubeconfig = join(folder, "kubeconfig.json");
    writeFileSync(kubeconfig, JSON.stringify(apiServer.kubeconfig()));
    const args = [
      main,
      "run",
      "--kubeconfig",
      kubeconfig,
      "--bind-address=127.0.0.1:0",
      "--log-format=json",
      ...flags,
    ];
    const limit = typeof first === "string" ? "" : `ulimit -n ${first.openFiles};`;
    const child = spawn("sh", ["-c", `${limit} exec "$0" "$@"`, process.execPath, ...args], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let log = "";
    /** Waits for the log to match. */
    const logged = (pattern: RegExp): Promise<RegExpExecArray> =>
      new Promise((resolve) => {
        const look = () => {
          const match = pattern.exec(log);
          if (match === null) {
            return;
          }
          child.stderr.off("data", look);
          resolve(match);
        };
        child.stderr.on("data", look);
        look();
      });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      log += text;
    });
    children.push(child);
    const closed = once(child, "close") as Promise<[number | null, string | null]>;
    const [, url = ""] = await logged(/serving metrics at (\S+)\/metrics/);
    return { child, url, closed, logged };
  }

  it("main() watches a cluster, and ends with 0 after SIGTERM", async () => {
    const { child, url, closed, logged } = await startRun("--server-shutdown-delay=0s");
    while ((await fetch(`${url}/readyz`)).status !== 200) {}
    expect(await (await fetch(`${url}/metrics`)).text()).to.match(
      /^k8s_image_availability_exporter_ready 1$/m,
    );
    child.kill("SIGTERM");
    await logged(/SIGTERM/);
    expect(await closed).to.deep.equal([0, null]);
  });

  it("main() serves on for a while after SIGHUP too, and lets nobody debug it after SIGUSR1", async () => {
    const { child, url, closed, logged } = await startRun("--server-shutdown-delay=10m");
    child.kill("SIGUSR1");
    child.kill("SIGHUP");
    await logged(/SIGHUP: shutting down; serving on/);
    expect((await fetch(`${url}/readyz`)).status).to.equal(503);
    child.kill("SIGHUP");
    expect(await closed).to.deep.equal([129, null]);
    expect(child.stderr?.readableEnded).to.equal(true);
    expect(await logged(/[\s\S]*/).then(([log]) => log)).to.not.include("Debugger");
  });

  it("main() ends after SIGTERM though nobody reads its log", async () => {
    // A line for each container, more than pipes hold.
    const image = `localhost:1/${"x".repeat(250)}:`;
    const containers = Array.from({ length: 2_000 }, (_, index) => ({ name: `c${index}`, image }));
    const deployment = {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "chatty", namespace: "shop" },
      spec: {
        selector: { matchLabels: { app: "chatty" } },
        template: { metadata: { labels: { app: "chatty" } }, spec: { containers } },
      },
    };
    const { child, url } = await startRun("--server-shutdown-delay=0s");
    child.stderr?.pause();
    apiServer.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } });
    apiServer.create(deployment);
    const failing = 'k8s_image_availability_exporter_unavailable{namespace="shop"';
    while ((await (await fetch(`${url}/metrics`)).text()).split(failing).length <= 2_000) {}
    const exited = once(child, "exit");
    child.kill("SIGTERM");
    expect(await exited).to.deep.equal([0, null]);
    apiServer.delete({ kind: "Deployment", namespace: "shop", name: "chatty" });
  });

  it("main() says that few files may be open, answers, and blames no image for it", async () => {
    const images = 40;
    const registry = createHttpServer((_request, response) => {
      response.writeHead(200, {
        "content-type": "application/vnd.oci.image.manifest.v1+json",
        "docker-content-digest": `sha256:${"0".repeat(64)}`,
        "content-length": "100",
      });
      response.end();
    });
    await new Promise<void>((resolve) => registry.listen(0, "127.0.0.1", resolve));
    const { port } = registry.address() as AddressInfo;
    apiServer.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "narrow" } });
    apiServer.create({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "many", namespace: "narrow" },
      spec: {
        selector: { matchLabels: { app: "many" } },
        template: {
          metadata: { labels: { app: "many" } },
          spec: {
            containers: Array.from({ length: images }, (_, index) => ({
              name: `c${index}`,
              image: `127.0.0.1:${port}/a:${index}`,
            })),
          },
        },
      },
    });
    const { url, logged } = await startRun({ openFiles: 40 }, "--images-verify=reference");
    await logged(/few files may be open \(ulimit -n\): at most \d+ requests/);
    const available = /^k8s_image_availability_exporter_available\{namespace="narrow".*\} (\d)$/gm;
    let values: string[] = [];
    while (values.length < images) {
      expect((await fetch(`${url}/livez`)).status).to.equal(200);
      values = [...(await (await fetch(`${url}/metrics`)).text()).matchAll(available)].map(
        ([, value]) => value ?? "",
      );
    }
    expect(new Set(values)).to.deep.equal(new Set(["1"]));
    apiServer.delete({ kind: "Deployment", namespace: "narrow", name: "many" });
    registry.closeAllConnections();
    await new Promise((resolve) => registry.close(resolve));
  });

  it("main() asks for the passwords of a web configuration file", async () => {
    const file = join(folder, "web.yaml");
    // Of "secret".
    const hash = "$2b$04$SHsU1yC21i6jGtM9th5NfeBDUIQJ7NXG6DoyJ5sIKhFznaBGa6p7G";
    writeFileSync(file, `basic_auth_users:\n  alice: "${hash}"\n`);
    const { url } = await startRun("--web.config.file=web.yaml");
    expect((await fetch(`${url}/livez`)).status).to.equal(200);
    expect((await fetch(`${url}/metrics`)).status).to.equal(401);
    const headers = { Authorization: `Basic ${Buffer.from("alice:secret").toString("base64")}` };
    expect((await fetch(`${url}/metrics`, { headers })).status).to.equal(200);
  });

  it("main() says in one line what is wrong with a web configuration file", async () => {
    const kubeconfig = join(folder, "kubeconfig.json");
    writeFileSync(kubeconfig, JSON.stringify(apiServer.kubeconfig()));
    const file = join(folder, "bad-web.yaml");
    writeFileSync(file, "basic_auth_users: {alice: secret}\n");
    const args = [main, "--kubeconfig", kubeconfig, "--bind-address=127.0.0.1:0", "--web.config.file", file];
    expect(await runNode(args, { cwd: folder })).to.deep.equal({
      code: 2,
      stdout: "",
      stderr: `Cannot use the web configuration file ${file}: basic_auth_users.alice: expected a bcrypt hash, as \`htpasswd -nB\` makes it, given something else\n`,
    });
  });

  it("main() ends at once when it is told a second time", async () => {
    const { child, closed, logged } = await startRun("--server-shutdown-delay=10m");
    child.kill("SIGINT");
    await logged(/SIGINT/);
    child.kill("SIGINT");
    expect(await closed).to.deep.equal([130, null]);
  });

  it("main() says in one line that the port is taken", async () => {
    const { port } = new URL(apiServer.url);
    const kubeconfig = join(folder, "kubeconfig.json");
    writeFileSync(kubeconfig, JSON.stringify(apiServer.kubeconfig()));
    const args = [main, "--kubeconfig", kubeconfig, `--bind-address=127.0.0.1:${port}`];
    const { code, stderr } = await runNode(args, { cwd: folder });
    expect(stderr).to.equal(`Cannot listen on "127.0.0.1:${port}": the port is already in use\n`);
    expect(code).to.equal(70);
  });

  it("main() does not say that all is well, nor that an image is gone, where it cannot write its answer", async () => {
    const { code, stderr } = await runNode(
      ["-c", '"$0" "$1" explain nginx >/dev/full', process.execPath, main],
      {
        cwd: folder,
        program: "/bin/sh",
      },
    );
    expect(stderr).to.equal("cannot write what was asked for: ENOSPC: no space left on device, write\n");
    expect(code).to.equal(70);
  });

  const PIPES: readonly (readonly string[])[] = [
    ["run", "--config"],
    ["check", "--filename"],
    ["check", "nginx", "--docker-config"],
    ["guard", "--file"],
    ["guard", "--in-use"],
    ["render", "rules", "--values"],
  ];
  it("main() ends soon after SIGTERM though what it reads is a pipe to which nobody writes", async () => {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", [path]);
    for (const args of PIPES) {
      const list = args.includes("--in-use") ? "pipe" : "ignore";
      const child = spawn(process.execPath, [main, ...args, path], { stdio: [list, "ignore", "ignore"] });
      children.push(child);
      child.stdin?.end();
      const closed = once(child, "close");
      const writer = await open(path, "w");
      child.kill("SIGTERM");
      expect(await closed, args.join(" ")).to.deep.equal([143, null]);
      await writer.close();
    }
  });

  it("main() ends soon after SIGTERM though standard input does not end", async () => {
    for (const args of [["check", "-"], ["check", "-f", "-"], ["guard"]]) {
      const child = spawn(process.execPath, [main, ...args], { stdio: ["pipe", "ignore", "ignore"] });
      children.push(child);
      const closed = once(child, "close");
      // More than a pipe holds: it is being read once all is written.
      await new Promise((resolve) => child.stdin.write("# a comment\n".repeat(100_000), resolve));
      child.kill("SIGTERM");
      expect(await closed, args.join(" ")).to.deep.equal([143, null]);
    }
  });

  it("main() does not say that all is well where nobody reads its answer", async () => {
    const child = spawn(process.execPath, [main, "explain", "nginx"], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    child.stdout.destroy();
    expect(await once(child, "close")).to.deep.equal([141, null]);
  });

  it("main() ends without a word when nobody reads its output any more", async () => {
    const child = spawn(process.execPath, [main, "--help"], { stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    await once(child, "close");
    expect(stderr).to.equal("");
  });
});
