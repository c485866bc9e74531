import { type ChildProcess, execFileSync, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import {
  closeSync,
  createReadStream,
  mkdtempSync,
  openSync,
  type ReadStream,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type ApiServer, startApiServer } from "../src/demo/apiServer/apiServer.ts";
import { bundle } from "./support/bundle.ts";

/** More log lines than a pipe holds. */
const CONTAINERS = 500;

describe("program", () => {
  let folder: string;
  let apiServer: ApiServer;
  let main: string;
  before(async function () {
    // The bundle is made anew.
    this.timeout(60_000);
    main = await bundle();
    apiServer = await startApiServer();
    folder = realpathSync(mkdtempSync(join(tmpdir(), "program-")));
    writeFileSync(join(folder, "kubeconfig"), JSON.stringify(apiServer.kubeconfig()));
    apiServer.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } });
    apiServer.create({
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "default", namespace: "shop" },
    });
    addDeployment("failing", CONTAINERS);
  });
  after(async () => {
    await apiServer.stop();
    rmSync(folder, { recursive: true });
  });
  const children: ChildProcess[] = [];
  const readers: ReadStream[] = [];
  afterEach(() => {
    for (const reader of readers.splice(0)) {
      reader.destroy();
    }
    for (const child of children.splice(0)) {
      child.kill("SIGKILL");
    }
  });

  /** A name that cannot be read has its verdict, and its line in the log, without a registry. */
  function addDeployment(name: string, count: number): void {
    const containers = Array.from({ length: count }, (_, index) => ({
      name: `c${index}`,
      image: `Bad/${"x".repeat(100)}:${index}`,
    }));
    apiServer.create({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name, namespace: "shop" },
      spec: {
        selector: { matchLabels: { app: name } },
        template: { metadata: { labels: { app: name } }, spec: { containers } },
      },
    });
  }

  /** Node's own flags come first. */
  async function start(stdio: StdioOptions, flags: readonly string[] = []) {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.close();
    await once(server, "close");
    const args = ["run", "--kubeconfig", join(folder, "kubeconfig"), "--bind-address", address];
    const more = ["--log-level=debug", "--log-format=json", "--server-shutdown-delay=0s"];
    const child = spawn(process.execPath, [...flags, main, ...args, ...more], { cwd: folder, stdio });
    children.push(child);
    return { child, url: `http://${address}` };
  }

  const failing = 'k8s_image_availability_exporter_unavailable{namespace="shop"';
  const goesOn = async (child: ChildProcess, url: string) => {
    let text = "";
    while (text.split(failing).length <= CONTAINERS) {
      expect(child.exitCode, "exit code").to.equal(null);
      text = await fetch(`${url}/metrics`).then(
        (answer) => answer.text(),
        () => "",
      );
    }
    const exited = once(child, "exit");
    child.kill("SIGTERM");
    expect(await exited).to.deep.equal([0, null]);
  };

  it("goes on, and ends in good order, where the disk with its log is full", async () => {
    const full = openSync("/dev/full", "w");
    const { child, url } = await start(["ignore", full, full]);
    closeSync(full);
    await goesOn(child, url);
  });

  it("goes on, and ends in good order, where whoever read its log has gone", async () => {
    const { child, url } = await start(["ignore", "pipe", "pipe"]);
    child.stdout?.destroy();
    child.stderr?.destroy();
    await goesOn(child, url);
  });

  it("goes on, and ends in good order, where it may write nothing to its outputs", async () => {
    const readOnly = openSync("/dev/null", "r");
    const { child, url } = await start(["ignore", readOnly, readOnly]);
    closeSync(readOnly);
    await goesOn(child, url);
  });

  it("says that memory is short, and ends", async () => {
    const { child } = await start(["ignore", "pipe", "pipe"], ["--max-old-space-size=12"]);
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    const [code, signal] = await once(child, "close");
    expect([code, signal]).to.not.deep.equal([0, null]);
    expect(said).to.match(/^FATAL ERROR: .*heap out of memory$/m);
  });

  /** An exporter that cannot reach the API server. */
  function startStuck(kubeconfig: object): ChildProcess {
    const path = join(folder, "stuck-kubeconfig");
    writeFileSync(path, JSON.stringify(kubeconfig));
    const args = ["run", "--kubeconfig", path, "--bind-address=127.0.0.1:0", "--server-shutdown-delay=0s"];
    const child = spawn(process.execPath, [main, ...args], { cwd: folder, stdio: "ignore" });
    children.push(child);
    return child;
  }

  /** A pipe that tells of its writers: when the first has come, and when all have gone. */
  async function pipe(name: string) {
    const path = join(folder, name);
    execFileSync("mkfifo", [path]);
    const reader = createReadStream(path, "utf8");
    readers.push(reader);
    return { path, begun: once(reader, "data"), ended: once(reader, "end") };
  }

  it("waits for an API server that cannot be reached yet, as long as a command has something to wait for", async () => {
    const proxy = createServer((socket) => {
      const { port } = new URL(apiServer.url);
      const onward = connect(Number(port), "127.0.0.1");
      socket.on("error", () => onward.destroy()).pipe(onward);
      onward.on("error", () => socket.destroy()).pipe(socket);
    });
    proxy.listen(0, "127.0.0.1");
    await once(proxy, "listening");
    const { port } = proxy.address() as AddressInfo;
    proxy.close();
    await once(proxy, "close");
    const path = join(folder, "unreachable");
    writeFileSync(
      path,
      JSON.stringify(apiServer.kubeconfig()).replaceAll(new URL(apiServer.url).host, `127.0.0.1:${port}`),
    );
    const args = ["explain", "--kubeconfig", path, "--namespace=shop", "--service-account=default", "nginx"];
    const child = spawn(process.execPath, [main, ...args], {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    children.push(child);
    const exited = once(child, "exit");
    expect(String(await once(child.stderr!, "data"))).to.contain("cannot be reached");
    proxy.listen(port, "127.0.0.1").unref();
    expect(await exited).to.deep.equal([0, null]);
  });

  it("ends after SIGTERM with an exec plugin that hangs, and whatever that started", async () => {
    const { path, begun, ended } = await pipe("plugin");
    const kubeconfig = {
      ...apiServer.kubeconfig(),
      users: [
        {
          name: "hanging",
          user: {
            exec: {
              apiVersion: "client.authentication.k8s.io/v1",
              command: "sh",
              args: ["-c", `trap '' TERM; exec 9>${path}; echo begun >&9; sleep 60; true`],
            },
          },
        },
      ],
      contexts: [{ name: "hanging", context: { cluster: "demo", user: "hanging" } }],
      "current-context": "hanging",
    };
    const child = startStuck(kubeconfig);
    const exited = once(child, "exit");
    await begun;
    child.kill("SIGTERM");
    expect(await exited).to.deep.equal([0, null]);
    await ended;
  });
});
