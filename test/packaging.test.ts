import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { parse } from "yaml";
import { bundle } from "./support/bundle.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../", import.meta.url));
const read = (path: string) => readFileSync(`${root}${path}`, "utf8");

interface Package {
  readonly version: string;
  readonly license: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
const manifest: Package = JSON.parse(read("package.json"));

describe("packaging", () => {
  describe("the version", () => {
    const { version } = manifest;
    it("is one in package.json, its lock file and the chart", () => {
      const lock = JSON.parse(read("package-lock.json"));
      const chart = parse(read("chart/Chart.yaml"));
      expect([
        lock.version,
        lock.packages[""].version,
        chart.version,
        String(chart.appVersion),
      ]).to.deep.equal([version, version, version, version]);
      const images = parse(chart.annotations["artifacthub.io/images"]);
      expect(images[0].image).to.match(/:[^:/]+$/);
      expect(images[0].image.split(":").at(-1)).to.equal(version);
    });

    it("heads the changelog", () => {
      const [latest] = /^## \S+/m.exec(read("CHANGELOG.md")) ?? [];
      expect(latest).to.equal(`## ${version}`);
    });
  });

  it("is licensed under Apache-2.0, the whole text of it", () => {
    expect(manifest.license).to.equal("Apache-2.0");
    // Of https://www.apache.org/licenses/LICENSE-2.0.txt.
    const digest = createHash("sha256").update(read("LICENSE")).digest("hex");
    expect(digest).to.equal("cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30");
  });

  it("has a checksum for each package of its lock file, on whatever platform it is installed", () => {
    const { packages } = JSON.parse(read("package-lock.json")) as {
      readonly packages: Readonly<Record<string, { readonly integrity?: string }>>;
    };
    const unknown = Object.entries(packages).filter(
      ([path, { integrity }]) => path !== "" && !/^sha512-[\w+/]{86}==$/.test(integrity ?? ""),
    );
    expect(unknown.map(([path]) => path)).to.deep.equal([]);
  });

  it("starts V8 in the image as npm does", () => {
    const flags = /^exec node (--.+) src/.exec(manifest.scripts.start ?? "")?.[1]?.split(" ");
    const entryPoint: string[] = JSON.parse(/^ENTRYPOINT (.+)$/m.exec(read("Dockerfile"))?.[1] ?? "[]");
    expect(entryPoint).to.deep.equal(["node", ...(flags ?? ["no flags"]), "/app/main.js"]);
  });

  it("is a plugin of kubectl as well: image-availability, of which a dash is an underscore there", async () => {
    expect(manifest.bin).to.deep.equal({
      "k8s-image-availability-exporter": "dist/main.js",
      "kubectl-image_availability": "dist/main.js",
    });
    const folder = mkdtempSync(join(tmpdir(), "plugin-"));
    try {
      const plugin = join(folder, "kubectl-image_availability");
      symlinkSync(await bundle(), plugin);
      // As kubectl starts it, with what follows its name.
      expect(await run(process.execPath, [plugin, "explain", "nginx"], { cwd: folder })).to.have.property(
        "stderr",
        "",
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("leaves nobody behind when npm is told to end", async function () {
    this.timeout(60_000);
    const npm = spawn("npm", ["start", "--", "--bind-address=127.0.0.1:0"], { cwd: root, detached: true });
    try {
      // Closed when nobody is left who could write.
      const closed = once(npm, "close");
      npm.stderr.resume();
      await new Promise<void>((resolve) => {
        let said = "";
        npm.stdout.setEncoding("utf8").on("data", (text: string) => {
          said += text;
          if (said.includes("Ctrl-C ends it")) {
            resolve();
          }
        });
      });
      npm.kill("SIGTERM");
      await Promise.race([closed, rejectAfter(20_000)]);
    } finally {
      endGroup(npm.pid!);
    }
    // npm tells the shell that it starts; only what has taken its place hears of it.
    const { scripts } = manifest;
    const alone = Object.keys(scripts).filter(
      (name) => !/^exec (node|biome|tsc|mocha|npm)\b/.test(scripts[name]!),
    );
    expect(alone).to.deep.equal([]);
  });

  it("gives the image's build, which runs no install scripts, all that the bundle is made of", async function () {
    this.timeout(60_000);
    const dockerfile = read("Dockerfile");
    const copied = [...dockerfile.matchAll(/^COPY (?:--chmod=\d+ )?([^-].*) \S+$/gm)].flatMap(
      ([, from = ""]) => from.split(" "),
    );
    const sent = [...read(".dockerignore").matchAll(/^!(.+)$/gm)].map(([, path]) => path);
    expect(sent).to.have.members(copied);
    const [, command = ""] = /^RUN (node .+) \/out$/m.exec(dockerfile) ?? [];

    const folder = mkdtempSync(join(tmpdir(), "image-build-"));
    try {
      const { stdout: committed } = await run(
        "git",
        ["ls-files", "-z", "--cached", "--others", "--exclude-standard", ...copied],
        { cwd: root },
      );
      for (const path of committed
        .split("\0")
        .filter((path) => path !== "" && existsSync(`${root}${path}`))) {
        cpSync(`${root}${path}`, join(folder, path));
      }
      symlinkSync(`${root}node_modules`, join(folder, "node_modules"));
      const [, ...args] = command.split(" ");
      await run(process.execPath, [...args, join(folder, "out")], { cwd: folder });
      expect(
        await run(process.execPath, [join(folder, "out/main.js"), "--version"], { cwd: folder }),
      ).to.include({
        stdout: `${manifest.version}\n`,
      });
      // Wherever it is made, it is the same to the byte: whoever has the source can make the image again.
      expect(checksums(join(folder, "out"))).to.deep.equal(checksums(dirname(await bundle())));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("lists in its bill of materials what the bundle is made of, and no tools", async function () {
    this.timeout(30_000);
    const { stdout } = await run("npm", ["run", "--silent", "sbom"], {
      cwd: root,
      maxBuffer: 16 * 1024 * 1024,
    });
    const { bomFormat, metadata, components } = JSON.parse(stdout);
    expect(bomFormat).to.equal("CycloneDX");
    expect(metadata.component).to.include({ version: manifest.version, type: "application" });
    const listed = new Map<string, string>(
      components.map((part: { name: string; version: string; group?: string }) => [part.name, part.version]),
    );
    for (const [name, version] of Object.entries(manifest.dependencies)) {
      expect(listed.get(name), name).to.equal(version);
    }
    for (const name of ["mocha", "typescript", "esbuild"]) {
      expect(listed.has(name), name).to.equal(false);
    }
  });
});

/** The checksum of each file of a folder, by name. */
function checksums(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(
    paths.map((path) => [
      relative(folder, path),
      createHash("sha256").update(readFileSync(path)).digest("hex"),
    ]),
  );
}

function rejectAfter(ms: number): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error("somebody is left")), ms).unref());
}

/** Ends whoever is left of a process group. */
function endGroup(id: number): void {
  try {
    process.kill(-id, "SIGKILL");
  } catch {
    // Nobody is.
  }
}
