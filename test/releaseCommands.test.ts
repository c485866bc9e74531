import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { expect } from "chai";
import { blocksOf } from "./docs/documents.ts";
import { bash, read, release, root } from "./support/workflows.ts";

describe("the release's commands", () => {
  const steps = release.jobs.publish!.steps!;

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

  it("pack deploy/ the same each time, with the image by its digest, and count every file in the checksums", async () => {
    const folder = mkdtempSync(join(tmpdir(), "release-files-"));
    try {
      cpSync(`${root}deploy`, join(folder, "deploy"), { recursive: true });
      const script = (name: string) =>
        steps
          .find((step) => step.name === name)!
          .run!.replaceAll(/\$\{\{ steps\.image\.outputs\.digest \}\}/g, "sha256:0")
          .replaceAll(/\$\{\{ steps\.created\.outputs\.epoch \}\}/g, "1700000000")
          .replace(/^cosign .*$/m, "");
      const env = { VERSION: "1.2.3" };
      const archive = join(folder, "k8s-image-availability-exporter-1.2.3-deploy.tgz");
      const packed = [];
      for (const time of [1, 2]) {
        utimesSync(join(folder, "deploy/base/manifests.yaml"), time, time);
        expect(
          await bash(["-e"], script("Manifests with the image's digest"), { cwd: folder, env }),
        ).to.include({ code: 0, stderr: "" });
        packed.push(readFileSync(archive));
      }
      expect(packed[0]!.equals(packed[1]!)).to.equal(true);
      expect(readFileSync(join(folder, "deploy/base/kustomization.yaml"), "utf8")).to.include(
        "digest: sha256:0",
      );

      const others = [
        "k8s-image-availability-exporter-1.2.3.tgz",
        "sbom.cdx.json",
        "sbom-image-arm64.cdx.json",
      ];
      for (const name of others) {
        writeFileSync(join(folder, name), name);
      }
      expect(await bash(["-e"], script("Checksums"), { cwd: folder, env })).to.include({ code: 0 });
      const listed = readFileSync(join(folder, "SHA256SUMS"), "utf8").matchAll(/^[0-9a-f]{64} {2}(.+)$/gm);
      expect([...listed].map(([, name]) => name)).to.have.members([...others, basename(archive)]);
    } finally {
      rmSync(folder, { recursive: true });
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
  return blocksOf("SECURITY.md", "sh")[0] ?? "";
}
