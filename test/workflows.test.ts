import { execFile } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { parse } from "yaml";

const root = fileURLToPath(new URL("../", import.meta.url));
const read = (path: string) => readFileSync(`${root}${path}`, "utf8");

interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}
interface Job {
  readonly uses?: string;
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}
const ci: Workflow = parse(read(".github/workflows/ci.yaml"));
const release: Workflow = parse(read(".github/workflows/release.yaml"));
const scan: Workflow = parse(read(".github/workflows/scan.yaml"));

describe("workflows", () => {
  const publish = release.jobs.publish!;
  const steps = publish.steps ?? [];
  const using = (action: string) => steps.findIndex(({ uses }) => uses?.startsWith(`${action}@`));
  const output = (step: string, name: string) => `\${{ steps.${step}.outputs.${name} }}`;
  const running = (text: string) => steps.findIndex(({ run }) => run?.includes(text));

  it("run the gate that everybody runs", () => {
    for (const part of ["quick", "scenes"]) {
      expect(ci.jobs[part]?.steps?.at(-1)).to.include({ run: `.ci/run ${part}` });
    }
    // Nothing is in neither part.
    const script = read(".ci/run");
    expect([...script.matchAll(/^if \[ "\$part" != (\w+) \]/gm)].map(([, name]) => name)).to.deep.equal([
      "quick",
      "scenes",
      "quick",
    ]);
    expect(ci.on).to.include.all.keys("pull_request", "push", "workflow_call");
  });

  it("release only what passes it", () => {
    expect(release.jobs.gate?.uses).to.equal("./.github/workflows/ci.yaml");
    expect(publish.needs).to.have.members(["version", "gate"]);
  });

  it("release an image for both architectures", () => {
    const build = steps[using("docker/build-push-action")]!.with!;
    expect(build).to.deep.include({
      context: ".",
      platforms: "linux/amd64,linux/arm64",
      provenance: "mode=max",
    });
    expect(build["build-args"]?.trim().split("\n")).to.have.length(3);
  });

  it("release an image that the same commit gives again, and that has no tag before it is signed", () => {
    const { with: build, env } = steps[using("docker/build-push-action")]!;
    expect(build).not.to.have.any.keys("tags", "push");
    expect(build!.outputs?.split(",")).to.include.members(["push-by-digest=true", "rewrite-timestamp=true"]);
    expect(env).to.deep.equal({ SOURCE_DATE_EPOCH: output("created", "epoch") });
    expect(running("imagetools create")).to.be.above(running("cosign sign --yes --recursive"));
  });

  it("scan what is released before it is signed, and each day after, for what has a fix", () => {
    const scans = (job: Job | undefined) =>
      job?.steps?.filter(({ uses }) => uses?.startsWith("anchore/scan-action@"));
    const released = scans(publish)!;
    expect(released.map((step) => step.with?.sbom)).to.have.members([
      "sbom.cdx.json",
      "sbom-image-amd64.cdx.json",
    ]);
    expect(steps.lastIndexOf(released.at(-1)!)).to.be.below(running("cosign sign"));
    for (const step of [...released, ...scans(scan.jobs.release)!]) {
      expect(step.with).to.include({ "severity-cutoff": "high", "only-fixed": true });
      expect(step.with).not.to.have.property("fail-build");
    }
    expect(scan.on).to.have.property("schedule");
  });

  it("ask whether the registry has signed each dependency", () => {
    for (const job of [publish, scan.jobs.dependencies!]) {
      const commands = (job.steps ?? []).map(({ run = "" }) => run).join("\n");
      // It looks at what is installed.
      expect(commands).to.match(/npm ci --ignore-scripts [\s\S]*\bnpm audit signatures$/m);
    }
  });

  it("run no package's own script where something could be released", () => {
    for (const { run = "" } of [release, scan].flatMap(({ jobs }) =>
      Object.values(jobs).flatMap((job) => job.steps ?? []),
    )) {
      expect(run).not.to.match(/npm (ci|install)(?! --ignore-scripts)/);
    }
  });

  it("sign the image, its bill of materials and the chart, which goes to an OCI registry", () => {
    const commands = steps.map(({ run = "" }) => run).join("\n");
    expect(commands).to.match(/cosign sign --yes --recursive "\$IMAGE@/);
    const [, files = ""] =
      /for sbom in (.+); do\n\s+cosign attest --yes --type cyclonedx --predicate "\$sbom" "\$IMAGE@/.exec(
        commands,
      ) ?? [];
    expect(files.split(" ")).to.deep.equal(["sbom.cdx.json", "sbom-image-*.cdx.json"]);
    const subjects = steps
      .filter(({ uses }) => uses?.startsWith("actions/attest-build-provenance@"))
      .map((step) => step.with);
    expect(subjects.map((subject) => subject!["subject-digest"])).to.deep.equal([
      output("image", "digest"),
      output("chart", "digest"),
    ]);
    expect(commands).to.match(/helm push .+ "oci:\/\/\$CHARTS"/);
    expect(commands).to.match(/cosign sign --yes "\$CHARTS\//);
    expect(commands).to.match(/npm run --silent sbom/);
  });

  it("do things in an order that can work", () => {
    const login = using("docker/login-action");
    const [build, sbom, sign] = [
      using("docker/build-push-action"),
      running("npm run --silent sbom"),
      running("cosign sign --yes --recursive"),
    ];
    for (const tool of ["docker/setup-buildx-action", "sigstore/cosign-installer", "azure/setup-helm"]) {
      expect(using(tool), tool).to.be.within(0, build);
    }
    const order = [
      ...[login, build, sbom, sign, running("imagetools create"), running("helm push")],
      ...[running("> SHA256SUMS"), running("SECURITY.md"), running("gh release create")],
    ];
    expect(order).to.deep.equal([...order].sort((one, other) => one - other));
    expect(order).not.to.include(-1);
  });

  it("may do by default no more than read, and publish what it has to", () => {
    for (const { permissions } of [ci, release, scan]) {
      expect(permissions).to.deep.equal({ contents: "read" });
    }
    expect(publish.permissions).to.deep.equal({
      contents: "write",
      packages: "write",
      "id-token": "write",
      attestations: "write",
    });
    const others = [ci, release, scan]
      .flatMap(({ jobs }) => Object.values(jobs))
      .filter((job) => job !== publish);
    expect(others.filter(({ permissions }) => permissions !== undefined)).to.deep.equal([]);
  });

  it("name each action by its commit and say which version that is, for Renovate to move both", () => {
    const pins = new Map<string, string>();
    for (const file of readdirSync(`${root}.github/workflows`)) {
      for (const [, uses = ""] of read(`.github/workflows/${file}`).matchAll(/\buses: (.+)/g)) {
        if (uses.startsWith("./")) {
          continue;
        }
        expect(uses).to.match(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
        const [action = ""] = uses.split("@");
        // One version of each everywhere.
        expect(pins.get(action) ?? uses).to.equal(uses);
        pins.set(action, uses);
      }
    }
    expect(pins).to.have.length.above(8);
    expect(JSON.parse(read("renovate.json")).extends).to.include.members([
      "helpers:pinGitHubActionDigests",
      "docker:pinDigests",
    ]);
  });

  it("build the image on its real bases before anything is merged or released", () => {
    expect(ci.jobs.image?.steps?.at(-1)).to.include({ run: ".ci/image" });
  });

  it("take from earlier jobs and steps what these give", () => {
    for (const value of Object.values(publish.env ?? {})) {
      const [, output] = /^\$\{\{ needs\.version\.outputs\.(\w+) \}\}$/.exec(value) ?? [];
      expect(release.jobs.version?.outputs, value).to.have.property(output ?? "none");
    }
    for (const { run = "", with: inputs = {}, env = {} } of steps) {
      for (const [, id] of `${run}${Object.values({ ...inputs, ...env }).join()}`.matchAll(
        /steps\.(\w+)\.outputs/g,
      )) {
        expect(steps.map((step) => step.id)).to.include(id);
      }
    }
  });

  it("have commands that a shell can read", async () => {
    for (const { jobs } of [ci, release, scan]) {
      for (const { run } of Object.values(jobs).flatMap((job) => job.steps ?? [])) {
        if (run) {
          expect(await bash(["-n"], run.replaceAll(/\$\{\{.*?\}\}/g, "x"))).to.include({ code: 0 });
        }
      }
    }
  });

  it("try what SECURITY.md tells users to verify a release with", async () => {
    const [step] = steps.filter(({ run }) => run?.includes("SECURITY.md"));
    const [extract = "", ...rest] = step!.run!.split(" | ");
    expect(rest).to.deep.equal(["bash -euo pipefail"]);
    const { code, stdout } = await bash(["-e"], extract, { cwd: root });
    expect({ code, stdout }).to.deep.equal({ code: 0, stdout: verification() });
    expect(await bash(["-n"], stdout)).to.include({ code: 0, stderr: "" });
    const tag = `v${(JSON.parse(read("package.json")) as { version: string }).version}`;
    expect(stdout).to.include(`/.github/workflows/release.yaml@refs/tags/${tag}`);
    // With each signature that the workflow makes, and each file that it publishes.
    for (const command of [
      ...["cosign verify $by $image", "cosign verify $by $chart", "cosign verify-attestation $by"],
      ...["gh attestation verify oci://$image", "gh attestation verify oci://$chart"],
      ...["cosign verify-blob $by --bundle SHA256SUMS.sigstore.json SHA256SUMS", "sha256sum --check"],
    ]) {
      expect(stdout).to.include(command);
    }
  });

  describe("find the version to release", () => {
    const { version } = JSON.parse(read("package.json")) as { version: string };
    const script = release.jobs.version!.steps!.find(({ id }) => id === "version")!.run!;
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "release-"));
      for (const path of ["package.json", "chart/values.schema.json"]) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        copyFileSync(`${root}${path}`, join(folder, path));
      }
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    async function run(tag: string, heading: string) {
      writeFileSync(join(folder, "CHANGELOG.md"), `# Changelog\n\n## ${heading}\n\n- Something.\n`);
      writeFileSync(join(folder, "output"), "");
      const env = { GITHUB_REF_NAME: tag, GITHUB_OUTPUT: join(folder, "output") };
      const result = await bash(["-e", "-o", "pipefail"], script, { cwd: folder, env });
      return { ...result, output: readFileSync(env.GITHUB_OUTPUT, "utf8") };
    }

    it("and the image's name, which only the schema tells", async () => {
      const { code, output } = await run(`v${version}`, `${version} (2026-01-01)`);
      expect(code).to.equal(0);
      const image = "ghcr.io/k8s-image-availability-exporter/k8s-image-availability-exporter";
      expect(output.trim().split("\n")).to.deep.equal([
        `version=${version}`,
        "registry=ghcr.io",
        `image=${image}`,
        "charts=ghcr.io/k8s-image-availability-exporter/charts",
      ]);
      expect(read(".github/workflows/release.yaml")).not.to.include("ghcr.io");
      expect(verification()).to.include(`image=${image}:${version}\n`);
    });

    it("and refuse another tag, or one that the changelog calls unreleased", async () => {
      expect(await run("v9.9.9", version)).to.include({
        code: 1,
        stdout: `The tag is v9.9.9, package.json has ${version}\n`,
      });
      expect(await run(`v${version}`, `${version} (unreleased)`)).to.include({
        code: 1,
        stdout: `CHANGELOG.md says that ${version} is unreleased\n`,
      });
    });

    it("and take what the changelog says of it as its notes", async () => {
      const { run: text = "" } = steps.find(({ name }) => name === "Release")!;
      const [awk = ""] = text.split("\n");
      writeFileSync(
        join(folder, "CHANGELOG.md"),
        "# Changelog\n\n## 2.0.0\n\n- New.\n\n## 1.0.0\n\n- Old.\n",
      );
      expect(await bash(["-e"], awk, { cwd: folder, env: { VERSION: "1.0.0" } })).to.include({ code: 0 });
      expect(readFileSync(join(folder, "notes.md"), "utf8")).to.equal("\n- Old.\n");
    });
  });
});

/** What SECURITY.md has users type. */
function verification(): string {
  return /^```sh\n([\s\S]+?)^```$/m.exec(read("SECURITY.md"))?.[1] ?? "";
}

/** Runs a script with the present Node.js in its PATH. */
function bash(
  flags: readonly string[],
  script: string,
  { cwd = tmpdir(), env = {} }: { cwd?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const path = `${dirname(process.execPath)}:${process.env.PATH}`;
  return new Promise((resolve) => {
    const child = execFile(
      "bash",
      [...flags, "-s"],
      { cwd, env: { ...env, PATH: path } },
      (error, stdout, stderr) => resolve({ code: error !== null ? Number(error.code) : 0, stdout, stderr }),
    );
    child.stdin?.end(script);
  });
}
